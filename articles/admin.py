"""Articles in the admin: to look at, and to put right what stands beside the text."""

from django.contrib import admin
from django.db.models import F

from .models import Article, Domain, Outlet


class DomainInline(admin.TabularInline):
    model = Domain
    extra = 0


@admin.register(Outlet)
class OutletAdmin(admin.ModelAdmin):
    """What an outlet is; merging is done on its own page, which takes its articles along."""

    list_display = ["name", "kind", "country", "merged_into"]
    list_filter = ["kind", "country"]
    list_select_related = ["merged_into"]
    search_fields = ["name"]
    readonly_fields = ["merged_into"]
    inlines = [DomainInline]


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    """The text is frozen, and articles arrive by the add form, so that their text is normalised.

    Withdrawn ones are not shown: they are restored from their own pages.
    """

    list_display = ["title", "outlet", "published_at", "length", "added_by", "created_at"]
    list_filter = ["outlet", "language"]
    list_select_related = ["outlet", "added_by"]
    search_fields = ["title", "url"]
    show_full_result_count = False
    fields = [
        "title",
        "outlet",
        "published_at",
        "byline",
        "url",
        "language",
        "text",
        "length",
        "added_by",
        "created_at",
        "changed_at",
        "revision",
    ]
    readonly_fields = ["text", "length", "added_by", "created_at", "changed_at", "revision"]

    def get_queryset(self, request):
        return super().get_queryset(request).readable().defer("search")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "url":
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        obj.revision = F("revision") + 1
        super().save_model(request, obj, form, change)
        obj.refresh_from_db(fields=["revision"])
