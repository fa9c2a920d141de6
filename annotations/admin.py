"""What is said about the corpus, in the admin: to look at only.

Every change of an annotation is a decision with a Review, so it is made on the pages.
"""

from django.contrib import admin

from .models import Alias, Annotation, Claim, Entity, ExtractionRun, Proposal, Review, Role, Skip


class ReadOnly:
    """Whoever may view may look; nobody adds, changes or deletes."""

    show_full_result_count = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ReadOnlyAdmin(ReadOnly, admin.ModelAdmin):
    pass


class OfArticle(ReadOnlyAdmin):
    """What belongs to an article: nothing of those that were withdrawn, whose words it holds."""

    article = "article"

    def get_queryset(self, request):
        found = super().get_queryset(request)
        return found.exclude(**{f"{self.article}__withdrawn_at__isnull": False})


class BesideArticle(OfArticle):
    """What is listed with its article, whose text is not read."""

    def get_queryset(self, request):
        return super().get_queryset(request).defer("article__text", "article__search")


class RoleInline(ReadOnly, admin.TabularInline):
    model = Role
    extra = 0


class AliasInline(ReadOnly, admin.TabularInline):
    model = Alias
    extra = 0


@admin.register(Annotation)
class AnnotationAdmin(BesideArticle):
    list_display = ["text", "layer", "label", "status", "origin", "rule", "article", "changed_at"]
    list_filter = ["layer", "label", "status", "origin"]
    list_select_related = ["article"]
    search_fields = ["text", "article__title"]
    inlines = [RoleInline]


@admin.register(Role)
class RoleAdmin(OfArticle):
    article = "annotation__article"
    list_display = ["text", "slot", "value", "entity", "annotation"]
    list_filter = ["slot"]
    list_select_related = ["entity", "annotation"]
    search_fields = ["text", "value"]


@admin.register(Review)
class ReviewAdmin(BesideArticle):
    list_display = ["created_at", "user", "verdict", "annotation", "entity", "proposal", "article"]
    list_filter = ["verdict", "user"]
    list_select_related = ["user", "annotation", "entity", "proposal", "article"]


@admin.register(ExtractionRun)
class ExtractionRunAdmin(BesideArticle):
    list_display = ["article", "version", "state", "attempts", "error", "finished_at"]
    list_filter = ["state", "version"]
    list_select_related = ["article"]


@admin.register(Entity)
class EntityAdmin(ReadOnlyAdmin):
    list_display = ["name", "kind", "country", "provisional", "canonical", "changed_at"]
    list_filter = ["kind", "provisional"]
    list_select_related = ["canonical"]
    search_fields = ["name", "aliases__name"]
    inlines = [AliasInline]


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "overruled_outcome", "overruled_by", "canonical", "changed_at"]
    list_filter = ["overruled_outcome"]
    list_select_related = ["overruled_by", "canonical"]


@admin.register(Claim)
class ClaimAdmin(BesideArticle):
    list_display = ["article", "user", "claimed_at", "until", "ended_at"]
    list_filter = ["user"]
    list_select_related = ["article", "user"]


@admin.register(Skip)
class SkipAdmin(BesideArticle):
    list_display = ["article", "user", "reason", "created_at"]
    list_filter = ["user"]
    list_select_related = ["article", "user"]
