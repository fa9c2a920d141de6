"""The endpoints: lists by cursor, one record by id, and the table of events; articles arrive."""

import csv

from django.db.models import Exists, OuterRef
from django.http import StreamingHttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, pagination, viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.generics import get_object_or_404
from rest_framework.views import APIView

from annotations import directory, threads
from annotations.exports import events
from annotations.models import Annotation, Entity, Kind, Proposal, Review
from articles.models import Article

from . import filters, serializers
from .access import MayAdd
from .adding import Adding, BoundedJSON
from .problems import Gone

# Whether the only decision on an annotation was taken on another one.
_CARRIED_OVER = Exists(Review.objects.filter(annotation=OuterRef("pk")).carried_over())


class Pages(pagination.CursorPagination):
    """Pages in the order of ids, so that walking them meets every record exactly once."""

    ordering = "pk"
    page_size = 100
    page_size_query_param = "page_size"
    max_page_size = 1000

    def get_page_size(self, request):
        asked = request.query_params.get("page_size", str(self.page_size))
        if not (asked.isascii() and asked.isdigit() and 0 < int(asked) <= self.max_page_size):
            raise ValidationError(
                {"page_size": [f"Write a number from 1 to {self.max_page_size}."]}
            )
        return int(asked)

    def get_schema_operation_parameters(self, view):
        parameters = super().get_schema_operation_parameters(view)
        for parameter in parameters:
            if parameter["name"] == self.page_size_query_param:
                parameter["schema"] |= {"minimum": 1, "maximum": self.max_page_size}
        return parameters


class Records(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """A read-only collection that is paged by cursor and refuses parameters it does not know."""

    pagination_class = Pages
    detail_serializer_class = None

    def get_serializer_class(self):
        if self.action == "retrieve" and self.detail_serializer_class:
            return self.detail_serializer_class
        return self.serializer_class

    def filter_queryset(self, queryset):
        if self.action == "list":
            self._refuse_unknown_parameters()
        return super().filter_queryset(queryset)

    def _refuse_unknown_parameters(self):
        known = {*self.filterset_class.base_filters, "cursor", "page_size"}
        unknown = sorted(set(self.request.query_params) - known)
        if unknown:
            choices = ", ".join(sorted(known))
            raise ValidationError(
                {name: [f"There is no such parameter; there are {choices}."] for name in unknown}
            )


class Articles(Adding, Records):
    """The articles; one by its id comes with its text. Editors add to them."""

    parser_classes = [BoundedJSON]
    queryset = Article.objects.select_related("outlet").defer("text", "search").order_by("pk")
    serializer_class = serializers.ArticleSerializer
    detail_serializer_class = serializers.ArticleDetailSerializer
    filterset_class = filters.ArticleFilter

    def get_permissions(self):
        return [MayAdd()] if self.action == "create" else super().get_permissions()

    def get_object(self):
        article = super().get_object()
        if article.withdrawn_at:
            when, why = article.withdrawn_at.isoformat(timespec="seconds"), article.withdrawn_why
            raise Gone(f"Article {article.pk} was withdrawn at {when}: {why}")
        return article


class _Entities(Records):
    kind: Kind
    serializer_class = serializers.EntitySerializer
    filterset_class = filters.EntityFilter

    def get_queryset(self):
        entities = directory.with_mentions(Entity.objects.filter(kind=self.kind)).order_by("pk")
        if self.action == "list":
            entities = entities.standing()
        return entities.prefetch_related("aliases")


class People(_Entities):
    """The people; an id that was merged into another still answers and says into which."""

    kind = Kind.PERSON


class Organisations(_Entities):
    """The organisations; an id that was merged into another still answers and says into which."""

    kind = Kind.ORGANISATION


class Places(_Entities):
    """The places; an id that was merged into another still answers and says into which."""

    kind = Kind.PLACE
    serializer_class = serializers.PlaceSerializer

    def get_queryset(self):
        return super().get_queryset().select_related("place")


class Annotations(Records):
    """Everything said about the articles, whatever its status; nothing of withdrawn articles."""

    queryset = (
        Annotation.objects.filter(article__withdrawn_at=None)
        .with_slots()
        .select_related("run")
        .annotate(carried_over=_CARRIED_OVER)
        .order_by("pk")
    )
    serializer_class = serializers.AnnotationSerializer
    filterset_class = filters.AnnotationFilter


class Proposals(Records):
    """The proposals; one by its id comes with all its tellings and responses."""

    serializer_class = serializers.ProposalSerializer
    detail_serializer_class = serializers.ProposalDetailSerializer
    filterset_class = filters.ProposalFilter
    queryset = Proposal.objects.filter(
        Exists(Annotation.objects.live().filter(proposal=OuterRef("pk"))), canonical=None
    )

    def paginate_queryset(self, queryset):
        return threads.load_many(super().paginate_queryset(queryset), quoted=False)

    def get_object(self):
        asked = get_object_or_404(
            Proposal.objects.select_related("canonical"), pk=self.kwargs["pk"]
        )
        return threads.load(asked.canonical or asked)


class Events(APIView):
    """Accepted proposals and responses as a table, an event a row."""

    @extend_schema(
        parameters=[
            OpenApiParameter("suggested", bool, description="1: unjudged suggestions as well.")
        ],
        responses={(200, "text/csv"): str},
    )
    def get(self, request):
        suggested = request.query_params.get("suggested", "0")
        if suggested not in ("0", "1", "true", "false"):
            raise ValidationError({"suggested": ["Write 1 or 0."]})
        rows = [events.COLUMNS], events.rows(suggested in ("1", "true"))
        table = csv.writer(_Echo())
        return StreamingHttpResponse(
            (table.writerow(row) for part in rows for row in part),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="events.csv"'},
        )


class _Echo:
    """A file that gives back what is written, for a csv.writer whose lines are streamed."""

    def write(self, line):
        return line
