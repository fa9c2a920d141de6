"""Who is signed in and what they may do: asked with every request, in one query each.

Nothing of it is kept from one request to the next: who is deactivated or leaves a group is so at
once.
"""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q

from articles.prepared import Given, Prepared

_USER = Prepared(User.objects.filter(pk=Given("pk")))
_OWN = User.user_permissions.through.objects.filter(user=Given("user")).values("permission")
_OF_GROUPS = Group.permissions.through.objects.filter(group__user=Given("user"))
_MAY = Permission.objects.filter(Q(pk__in=_OWN) | Q(pk__in=_OF_GROUPS.values("permission")))
_MAY = Prepared(_MAY.order_by().values_list("content_type__app_label", "codename"))


class Users(ModelBackend):
    """Django's users with their passwords, groups and permissions."""

    def get_user(self, user_id):
        user = _USER.one(pk=user_id)
        return user if user and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj, obj=None):
        """As Django's, which asks for those of the user and those of the groups apart."""
        if not user_obj.is_active or user_obj.is_superuser or user_obj.is_anonymous or obj:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            user_obj._perm_cache = {f"{app}.{name}" for app, name in _MAY.ask(user=user_obj.pk)}
        return user_obj._perm_cache
