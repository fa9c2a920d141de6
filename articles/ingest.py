"""Store articles: each text once an outlet, however often and from wherever it arrives."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.dateparse import parse_date, parse_datetime

from . import text as texts
from .models import Article, Outlet
from .signals import articles_added

UNKNOWN_OUTLET = "Unknown outlet"
_UNREADABLE_DATE = ValidationError(
    "The date cannot be read. Write it as 2023-10-24 or 2023-10-24T09:30Z.", code="date"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article on its way in: normalised and checked, not yet stored."""

    text: str
    title: str
    outlet: str
    published_at: datetime | None = None
    url: str = ""
    byline: str = ""


def draft(text, title="", outlet="", published=None, url="", byline="") -> Draft:
    """Check and normalise one article's fields.

    `published` is a datetime, a date (midnight UTC is meant), an ISO 8601 string of either, or
    None. A blank title is taken from the first line when that reads like a headline.
    Raises ValidationError with a message a field.
    """
    fields, errors = {}, {}
    for name, check, value in (
        ("text", texts.normalise, _string(text)),
        ("published_at", _moment, published),
        ("url", _url, _line(url)),
    ):
        try:
            fields[name] = check(value)
        except ValidationError as error:
            errors[name] = error
    if "text" in fields:
        fields["title"] = _line(title) or texts.headline(fields["text"])
        if not fields["title"]:
            errors["title"] = ValidationError(
                "Give a title: the text's first line does not read like a headline.", code="title"
            )
    for name, value, limit in (
        ("title", fields.get("title", ""), 500),
        ("outlet", _line(outlet), 200),
        ("byline", _line(byline), 300),
    ):
        if len(value) > limit:
            errors[name] = ValidationError(
                f"At most {limit} characters, please.", code="max_length"
            )
    if errors:
        raise ValidationError(errors)
    return Draft(outlet=_line(outlet) or UNKNOWN_OUTLET, byline=_line(byline), **fields)


def store(entry: Draft, added_by=None) -> tuple[Article, bool]:
    """Store one article; returns it and whether it is new (else: the one that was there)."""
    return store_many([entry], added_by)[0]


def store_many(entries: Iterable[Draft], added_by=None) -> list[tuple[Article, bool]]:
    """Store articles in one transaction; an (article, is new) pair each, in order.

    The same text from the same outlet is stored once, also under concurrent imports.
    `articles_added` is sent within the transaction, so that what it causes is stored with them.
    """
    entries = list(entries)
    with transaction.atomic():
        outlets = _outlets({entry.outlet for entry in entries})
        rows = {}
        for entry in entries:
            row = _row(entry, outlets[entry.outlet], added_by)
            rows.setdefault((row.outlet_id, row.digest), row)
        known = set(_stored(rows))
        Article.objects.bulk_create(
            [row for key, row in rows.items() if key not in known], ignore_conflicts=True
        )
        stored = _stored(rows)
        new = [stored[key].pk for key in rows if key not in known]
        if new:
            articles_added.send(sender=Article, ids=new)
    answer, fresh = [], set(rows) - known
    for entry in entries:
        key = (outlets[entry.outlet].pk, texts.digest(entry.text))
        answer.append((stored[key], key in fresh))
        fresh.discard(key)
    return answer


def _row(entry, outlet, added_by):
    return Article(
        outlet=outlet,
        title=entry.title,
        text=entry.text,
        digest=texts.digest(entry.text),
        url=entry.url,
        byline=entry.byline,
        published_at=entry.published_at,
        added_by=added_by,
    )


def _outlets(names):
    Outlet.objects.bulk_create([Outlet(name=name) for name in sorted(names)], ignore_conflicts=True)
    return {outlet.name: outlet for outlet in Outlet.objects.filter(name__in=names)}


def _stored(keys):
    digests = {digest for _, digest in keys}
    found = Article.objects.filter(digest__in=digests).defer("text", "search")
    by_key = {(article.outlet_id, article.digest): article for article in found}
    return {key: by_key[key] for key in keys if key in by_key}


def _string(value):
    if isinstance(value, str):
        return value
    raise ValidationError("Give the article's text, as a string.", code="required")


def _line(value):
    """One line of plain text from what may be None, a number or several lines."""
    cleaned = "" if value is None else str(value)
    return " ".join(cleaned.replace("\x00", " ").split())


def _url(value):
    if value:
        URLValidator(schemes=["http", "https"])(value)
    return value


def _moment(value):
    if value in (None, ""):
        return None
    if isinstance(value, str):
        value = _parse(value.strip())
    if isinstance(value, datetime):
        return _in_utc(value) if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime.combine(value, time.min, UTC)
    raise _UNREADABLE_DATE


def _parse(value):
    try:
        return parse_date(value) or parse_datetime(value)
    except ValueError:
        return None


def _in_utc(value):
    """PostgreSQL knows fewer offsets from UTC than ISO 8601 allows."""
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise _UNREADABLE_DATE from None
