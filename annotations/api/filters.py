"""What the lists of the API can be narrowed to."""

from datetime import UTC

import django_filters as filters
from django.db.models import Q
from rest_framework.exceptions import ValidationError

from annotations import directory
from annotations.models import Annotation, Entity, Layer, Proposal, Status
from annotations.models.annotations import LABELS
from articles.models import Article, Outlet

_LABELS = [(label, label) for labels in LABELS.values() for label in labels]


class ChangedSince(filters.FilterSet):
    changed_since = filters.IsoDateTimeFilter(
        method="since", label="What has changed at this moment or later (ISO 8601)."
    )

    def since(self, records, name, moment):
        try:
            # PostgreSQL knows fewer offsets from UTC than ISO 8601 allows.
            return records.filter(changed_at__gte=moment.astimezone(UTC))
        except OverflowError:
            raise ValidationError({name: ["That moment is out of range."]}) from None


class ArticleFilter(ChangedSince):
    outlet = filters.CharFilter(method="of_outlet", label="The outlet's name, or a former one.")
    outlet_kind = filters.ChoiceFilter(
        field_name="outlet__kind", choices=Outlet.Kind.choices, label="What the outlet is."
    )
    outlet_country = filters.CharFilter(
        field_name="outlet__country", lookup_expr="iexact", label="ISO 3166-1 alpha-2 code."
    )
    language = filters.CharFilter(lookup_expr="iexact", label="ISO 639-1 code.")
    published_from = filters.DateFilter(
        field_name="published_at", lookup_expr="date__gte", label="Published on this day or later."
    )
    published_to = filters.DateFilter(
        field_name="published_at", lookup_expr="date__lte", label="Published on this day or before."
    )
    q = filters.CharFilter(method="search", label="Words, “phrases”, or, -not.")

    class Meta:
        model = Article
        fields = ()

    def of_outlet(self, articles, name, called):
        named = Outlet.objects.filter(Q(name=called) | Q(merged__name=called))
        return articles.filter(outlet__in=named.values("pk"))

    def search(self, articles, name, words):
        found = Article.objects.readable().matching(words)
        return articles.filter(pk__in=found.order_by().values("pk"))


class EntityFilter(ChangedSince):
    q = filters.CharFilter(method="search", label="Words of a name, accents and case aside.")
    country = filters.CharFilter(lookup_expr="iexact", label="ISO 3166-1 alpha-2 code.")
    provisional = filters.TypedChoiceFilter(
        choices=[("true", "true"), ("false", "false")],
        coerce=lambda word: word == "true",
        label="Made for suggestions only.",
    )

    class Meta:
        model = Entity
        fields = ()

    def search(self, entities, name, words):
        return entities.filter(pk__in=directory.called(words))


class AnnotationFilter(ChangedSince):
    layer = filters.MultipleChoiceFilter(choices=Layer.choices, label="May be repeated.")
    label = filters.MultipleChoiceFilter(choices=_LABELS, label="May be repeated.")
    status = filters.MultipleChoiceFilter(choices=Status.choices, label="May be repeated.")
    article = filters.NumberFilter(field_name="article_id", label="An article's id.")
    proposal = filters.NumberFilter(field_name="proposal_id", label="A Proposal's id.")
    carried_over = filters.TypedChoiceFilter(
        choices=[("true", "true"), ("false", "false")],
        coerce=lambda word: word == "true",
        label="Judged by a decision on another mention only.",
    )
    entity = filters.NumberFilter(
        method="of_entity", label="An entity's id: names of it, and what it has a role in."
    )

    class Meta:
        model = Annotation
        fields = ()

    def of_entity(self, annotations, name, pk):
        wanted = Entity.objects.filter(Q(pk=pk) | Q(canonical_id=pk)).values("pk")
        has_role = Annotation.objects.filter(roles__entity__in=wanted).values("pk")
        return annotations.filter(Q(entity__in=wanted) | Q(pk__in=has_role))


class ProposalFilter(ChangedSince):
    entity = filters.NumberFilter(method="of_entity", label="Who proposes, is asked or answers.")
    article = filters.NumberFilter(
        method="of_article", label="An article that tells or answers it."
    )

    class Meta:
        model = Proposal
        fields = ()

    def of_entity(self, proposals, name, pk):
        wanted = Entity.objects.filter(Q(pk=pk) | Q(canonical_id=pk)).values("pk")
        told = Annotation.objects.live().filter(roles__entity__in=wanted)
        return proposals.filter(pk__in=told.values("proposal"))

    def of_article(self, proposals, name, pk):
        told = Annotation.objects.live().filter(article_id=pk, proposal__isnull=False)
        return proposals.filter(pk__in=told.values("proposal"))
