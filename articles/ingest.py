"""Store articles: each text once an outlet, however often and from wherever it arrives."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import DEFERRED
from django.utils.dateparse import parse_date, parse_datetime

from . import bulk, outlets, versions
from . import text as texts
from .languages import language_of
from .models import UNKNOWN_OUTLET, Article
from .signals import articles_added

_CHECK_URL = URLValidator(schemes=["http", "https"])
_HOSTS_REMEMBERED = 10_000
# What makes more of an address than a host and a path.
_TOLD_APART = re.compile(r"[\s?#]")
# An article's fields in their order, as they are until something is known of it.
_BLANK = {
    field.attname: DEFERRED if field.generated else field.get_default()
    for field in Article._meta.concrete_fields
}
# No date without a time of day is longer.
_DATE_CHARS = 10
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
    outlet, byline = _line(outlet), _line(byline)
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
        ("outlet", outlet, 200),
        ("byline", byline, 300),
    ):
        if len(value) > limit:
            errors[name] = ValidationError(
                f"At most {limit} characters, please.", code="max_length"
            )
    if errors:
        raise ValidationError(errors)
    return Draft(outlet=outlet or UNKNOWN_OUTLET, byline=byline, **fields)


def store(entry: Draft, added_by=None) -> tuple[Article, bool]:
    """Store one article; returns it and whether it is new (else: the one that was there)."""
    return store_many([entry], added_by)[0]


def store_many(entries: Iterable[Draft], added_by=None) -> list[tuple[Article, bool]]:
    """Store articles in one transaction; an (article, is new) pair each, in order.

    The same text from the same outlet is stored once, also under concurrent imports, and so is the
    same text at the same address. A new text at an address that is known is a new version of the
    article there (articles.versions). `articles_added` is sent within the transaction, so that what
    it causes is stored with them.
    """
    entries = list(entries)
    with transaction.atomic():
        found = outlets.of((entry.outlet, entry.url) for entry in entries)
        drafted = _each_once(_row(*pair, added_by) for pair in zip(entries, found, strict=True))
        rows = {_key(row): row for row in drafted}
        stored = _stored(rows)
        stored |= _at_their_addresses(row for key, row in rows.items() if key not in stored)
        unknown = [row for key, row in rows.items() if key not in stored]
        for row in unknown:
            row.language = language_of(row.text)
        fresh = {_key(row): row for row in bulk.insert_new(unknown, order=_key)}
        # What somebody else stored at this moment is there, and theirs.
        stored |= fresh | _stored(rows.keys() - stored.keys() - fresh.keys())
        if fresh:
            versions.chain(row.url for row in fresh.values())
            articles_added.send(sender=Article, ids=[row.pk for row in fresh.values()])
    return [(stored[_key(row)], fresh.pop(_key(row), None) is not None) for row in drafted]


def _each_once(rows):
    """For each row the first that says the same for the same outlet, or at the same address."""
    by_outlet, by_address, firsts = {}, {}, []
    for row in rows:
        first = by_outlet.setdefault(_key(row), row)
        if first.url:
            at = versions.address(first.url), first.digest
            first = by_outlet[_key(row)] = by_address.setdefault(at, first)
        firsts.append(first)
    return firsts


def _at_their_addresses(rows):
    """What is stored of some rows at their addresses, whatever outlet it was taken for."""
    rows = list(rows)
    there = {
        (address, one.digest): one.pk
        for address, found in versions.at(row.url for row in rows).items()
        for one in found
    }
    keys = {_key(row): there.get((versions.address(row.url), row.digest)) for row in rows}
    keys = {key: pk for key, pk in keys.items() if pk}
    articles = Article.objects.defer("text", "search").in_bulk(keys.values()) if keys else {}
    return {key: articles[pk] for key, pk in keys.items()}


def _row(entry, outlet, added_by):
    """A new article. Values by position are set without a look at each field's default."""
    values = _BLANK | {
        "title": entry.title,
        "text": entry.text,
        "digest": texts.digest(entry.text),
        "url": entry.url,
        "byline": entry.byline,
        "published_at": entry.published_at,
    }
    row = Article(*values.values())
    row.outlet = outlet
    if added_by:
        row.added_by = added_by
    return row


def _key(row):
    return row.outlet_id, row.digest


def _stored(keys):
    digests = {digest for _, digest in keys}
    if not digests:
        return {}
    found = Article.objects.filter(digest__in=digests).defer("text", "search")
    by_key = {(article.outlet_id, article.digest): article for article in found}
    return {key: by_key[key] for key in keys if key in by_key}


def _string(value):
    if isinstance(value, str):
        return value
    raise ValidationError("Give the article's text, as a string.", code="required")


def _line(value):
    """One line of plain text from what may be None, a number or several lines."""
    cleaned = "" if value is None else str(value).encode("utf-8", "replace").decode()
    return " ".join(cleaned.replace("\x00", " ").split())


def _url(value):
    """An address as it is stored; only its start takes long to check, and many share one."""
    scheme, _, rest = value.partition("://")
    host, slash, path = rest.partition("/")
    if slash and path and len(value) <= _CHECK_URL.max_length and not _TOLD_APART.search(rest):
        return f"{_start(f'{scheme}://{host}')}/{path}"
    return _checked(value) if value else value


def _checked(value):
    _CHECK_URL(value)
    return versions.plain(value)


_start = lru_cache(_HOSTS_REMEMBERED)(_checked)


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
        found = parse_date(value) if len(value) <= _DATE_CHARS else None
        return found or parse_datetime(value)
    except ValueError:
        return None


def _in_utc(value):
    """PostgreSQL knows fewer offsets from UTC than ISO 8601 allows."""
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise _UNREADABLE_DATE from None
