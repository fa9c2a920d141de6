"""Users in the admin: chief editors let people in, and only superusers make superusers."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User

from annotations.groups import PERMISSIONS

_FOR_CHIEFS = (
    (None, {"fields": ("username", "password")}),
    ("Who it is", {"fields": ("first_name", "last_name", "email")}),
    ("What they may do", {"fields": ("is_active", "is_staff", "groups")}),
)

admin.site.unregister(User)


@admin.register(User)
class NewsdeskUserAdmin(UserAdmin):
    """Users are deactivated, never deleted: their decisions stay theirs."""

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if request.user.is_superuser or obj is None else _FOR_CHIEFS

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups" and not request.user.is_superuser:
            field.queryset = field.queryset.filter(name__in=PERMISSIONS)
        return field

    def has_change_permission(self, request, obj=None):
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return False
