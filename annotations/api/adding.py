"""How articles arrive by the API: one or many a request, each taken or refused by itself."""

import hashlib
import json
import re
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.exceptions import ValidationError as Wrong
from django.db import transaction
from django.urls import reverse
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    PolymorphicProxySerializer,
    extend_schema,
)
from rest_framework import exceptions, serializers
from rest_framework.parsers import JSONParser
from rest_framework.response import Response
from rest_framework.settings import api_settings

from articles import deliveries, ingest
from articles.models import Article

MAX_ROWS = 500
_NO_OBJECT = 'An article is a JSON object, such as {"title": "…", "text": "…"}.'
_KEY = re.compile(r"[\x21-\x7e]{1,200}")


class NewArticleSerializer(serializers.Serializer):
    """An article to store; the names are those of files that are imported. Others are ignored.

    Without `title`, the text's first line must read like a headline. `published_at` (or `date`)
    is an ISO 8601 date or moment. Without `outlet`, the domain of `url` may tell it.
    """

    text = serializers.CharField(trim_whitespace=False, allow_blank=True)
    title = serializers.CharField(required=False, allow_blank=True, allow_null=True)
    outlet = serializers.CharField(required=False, allow_blank=True, allow_null=True)
    published_at = serializers.CharField(required=False, allow_blank=True, allow_null=True)
    date = serializers.CharField(required=False, allow_blank=True, allow_null=True)
    url = serializers.CharField(required=False, allow_blank=True, allow_null=True)
    byline = serializers.CharField(required=False, allow_blank=True, allow_null=True)


class FieldErrorSerializer(serializers.Serializer):
    field = serializers.CharField()
    message = serializers.CharField()


class ArrivalSerializer(serializers.Serializer):
    """What became of an article, `row` counting from 1.

    `known`: its outlet has this very text already, and `id` is that article. `supersedes` is the
    id of an earlier version from the same address, `duplicate_of` that of an article of any outlet
    that says the same. A `refused` one has no `id` but `errors`, and costs no other.
    """

    row = serializers.IntegerField()
    status = serializers.ChoiceField(["created", "known", "refused"])
    id = serializers.IntegerField(allow_null=True)
    page = serializers.CharField()
    supersedes = serializers.IntegerField(allow_null=True)
    duplicate_of = serializers.IntegerField(allow_null=True)
    errors = FieldErrorSerializer(many=True)


class TooLarge(exceptions.APIException):
    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE

    def __init__(self):
        limit = settings.NEWSDESK_MAX_UPLOAD_BYTES
        super().__init__(f"A request may have {limit:,} bytes. Send the articles in several.")


class KeyTaken(exceptions.APIException):
    status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    default_detail = (
        "This Idempotency-Key came with another request before. "
        "Send the very same articles again, or these under a new key."
    )


class BoundedJSON(JSONParser):
    """JSON of a size that can be borne, nested no deeper than can be read."""

    def parse(self, stream, media_type=None, parser_context=None):
        length = int(parser_context["request"].headers.get("content-length") or 0)
        if length > settings.NEWSDESK_MAX_UPLOAD_BYTES:
            raise TooLarge
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise exceptions.ParseError("The JSON is nested too deeply to be read.") from None


def _one_or_many(name, serializer):
    """A schema: an object, or a list of such objects."""
    return PolymorphicProxySerializer(
        name, [serializer, serializer(many=True)], resource_type_field_name=None, many=False
    )


class Adding:
    """A collection to which articles can be posted."""

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "Idempotency-Key",
                location=OpenApiParameter.HEADER,
                description="Any 1 to 200 visible ASCII characters, new for each request. The same "
                "request under the same key gets the same answer and stores nothing again; keys "
                "are remembered for two days.",
            )
        ],
        request=_one_or_many("ArticlesToAdd", NewArticleSerializer),
        responses={
            200: _one_or_many("Arrivals", ArrivalSerializer),
            201: _one_or_many("Arrivals", ArrivalSerializer),
            207: _one_or_many("Arrivals", ArrivalSerializer),
        },
        examples=[
            OpenApiExample(
                "An article",
                {
                    "title": "Jordan rejects the plan",
                    "text": "Jordan rejected the plan on Tuesday.",
                    "outlet": "The Daily Courier",
                    "published_at": "2023-10-24",
                    "url": "https://courier.example.org/jordan",
                },
                request_only=True,
            )
        ],
    )
    def create(self, request):
        """Store an article (a JSON object) or up to 500 (a list of them).

        Needs a token that may add articles, or the session of an editor. The answer has the form
        of the request: what became of the article, or a list of that in the same order. 201: at
        least one is new; 200: all were there before; 207: some were refused, the others stand;
        400: all were refused, nothing is stored.
        """
        sent = _sent(request)
        key = request.headers.get("idempotency-key")
        if key is None:
            status, answer = _take(sent, request.user)
            return _answered(status, answer)
        if not _KEY.fullmatch(key):
            raise exceptions.ValidationError(
                {"Idempotency-Key": ["Write 1 to 200 visible ASCII characters."]}
            )
        digest = hashlib.sha256(json.dumps(sent, sort_keys=True).encode()).hexdigest()
        try:
            status, answer, again = deliveries.answer_once(
                request.user, key, digest, lambda: _take(sent, request.user)
            )
        except deliveries.OtherRequest:
            raise KeyTaken from None
        return _answered(status, answer, {"Idempotent-Replayed": "true"} if again else {})


def _sent(request):
    try:
        return request.data
    except RequestDataTooBig:  # Django's own limit, which is the same
        raise TooLarge from None


def _answered(status, answer, headers=None):
    headers = dict(headers or {})
    if status == 201 and isinstance(answer, dict):
        headers["Location"] = reverse("api-article-detail", args=[answer["id"]])
    return Response(answer, status, headers=headers)


@transaction.atomic
def _take(sent, user):
    """Store what can be stored of what was sent; gives the status and body of the answer.

    Raises ValidationError where nothing can.
    """
    rows = sent if isinstance(sent, list) else [sent]
    if not 0 < len(rows) <= MAX_ROWS:
        raise exceptions.ValidationError(
            [f"Send 1 to {MAX_ROWS} articles a request, not {len(rows):,}."]
        )
    read = [_draft(row) for row in rows]
    if not any(draft for draft, _ in read):
        raise exceptions.ValidationError(_all_errors(read, isinstance(sent, list)))
    stored = ingest.store_many([draft for draft, _ in read if draft], user)
    arrivals = _arrivals(read, stored)
    told = {one["status"] for one in arrivals}
    status = 207 if "refused" in told else 201 if "created" in told else 200
    return status, arrivals if isinstance(sent, list) else arrivals[0]


def _draft(row):
    """The draft of one row, or None, and its errors by field."""
    if not isinstance(row, dict):
        return None, {api_settings.NON_FIELD_ERRORS_KEY: [_NO_OBJECT]}
    asked = NewArticleSerializer(data=row)
    if not asked.is_valid():
        return None, asked.errors
    fields = dict(asked.validated_data)
    day = fields.pop("date", None)
    fields["published"] = fields.pop("published_at", None) or day
    try:
        return ingest.draft(**fields), {}
    except Wrong as error:
        return None, error.message_dict


def _all_errors(read, many):
    """The errors of all rows by field; in a batch a field is named after its row: “2.title”."""
    return {
        f"{row}.{field}" if many else field: messages
        for row, (_, errors) in enumerate(read, 1)
        for field, messages in errors.items()
    }


def _arrivals(read, stored):
    """What became of each row, in order."""
    ids = [article.pk for article, _ in stored]
    found = Article.objects.filter(pk__in=ids).values("pk", "supersedes", "duplicate_of")
    relations = {one["pk"]: one for one in found}
    left = iter(stored)
    return [
        {"row": row} | (_arrival(*next(left), relations) if draft else _refusal(errors))
        for row, (draft, errors) in enumerate(read, 1)
    ]


def _arrival(article, is_new, relations):
    return {
        "status": "created" if is_new else "known",
        "id": article.pk,
        "page": article.get_absolute_url(),
        "supersedes": relations[article.pk]["supersedes"],
        "duplicate_of": relations[article.pk]["duplicate_of"],
        "errors": [],
    }


def _refusal(errors):
    told = [
        {"field": field, "message": str(message)}
        for field, messages in errors.items()
        for message in messages
    ]
    nothing = {"id": None, "page": "", "supersedes": None, "duplicate_of": None}
    return {"status": "refused", **nothing, "errors": told}
