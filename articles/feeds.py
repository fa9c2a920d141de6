"""Follow feeds: look at each in its turn, fetch the articles that are new, and store them."""

import logging
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import feedparser
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from . import documents, fetching, ingest, versions
from .models import Article, Feed

logger = logging.getLogger(__name__)

# Between two looks at a feed; after failures in a row the pause doubles, up to a day.
PAUSE, LONGEST_PAUSE = timedelta(minutes=15), timedelta(days=1)
MAX_FEED_BYTES = 2_000_000
# Of one look: a feed seldom lists more, and one that does waits for its next turn.
MAX_ARTICLES = 50
# So often a page that cannot be taken is tried while its feed lists it.
MAX_TRIES = 4
_ASKED_NOT_TO = "Its site asks programs not to fetch it (robots.txt)."
# What a look at a feed changes of it.
_LOOKED = [
    *("checked_at", "next_at", "failures", "error", "etag", "last_modified"),
    *("stored", "fed_at", "report"),
]


class NoFeed(Exception):
    """What an address gives is no feed; the message says so."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that a feed lists: where it stands and what the feed says of it."""

    url: str
    title: str
    published: datetime | None
    byline: str


def check_due() -> Iterator[Feed]:
    """Look at every feed whose turn has come, the longest waiting first; give each after it."""
    tried = set()
    while feed := _take(tried):
        tried.add(feed.pk)
        check(feed)
        yield feed


def _take(tried) -> Feed | None:
    """The next feed whose turn it is, put off at once so that nobody else takes it meanwhile."""
    with transaction.atomic():
        due = Feed.objects.filter(active=True, next_at__lte=timezone.now()).exclude(pk__in=tried)
        feed = due.order_by("next_at").select_for_update(skip_locked=True).first()
        if feed:
            feed.next_at = timezone.now() + PAUSE
            feed.save(update_fields=["next_at"])
    return feed


def check(feed: Feed) -> None:
    """Fetch a feed and store its new articles; what goes wrong is noted on it, nothing raised."""
    feed.checked_at = timezone.now()
    try:
        page = fetching.fetch(feed.url, _conditions(feed), MAX_FEED_BYTES)
        if not page.not_modified:
            _store_new(feed, entries(page))
            _remember(feed, page)
    except (fetching.CannotFetch, NoFeed) as error:
        _fail(feed, str(error))
    except DatabaseError:
        raise
    except Exception as error:  # of some library, at something that nobody has thought of
        logger.exception("Feed %s could not be read", feed.pk)
        _fail(feed, f"It could not be read ({type(error).__name__}).")
    else:
        feed.failures, feed.error = 0, ""
        feed.next_at = timezone.now() + PAUSE
    feed.save(update_fields=_LOOKED)  # an editor may have paused it meanwhile


def _fail(feed, told):
    feed.failures = min(feed.failures + 1, 100)
    feed.error = told
    feed.next_at = timezone.now() + min(PAUSE * 2 ** min(feed.failures, 10), LONGEST_PAUSE)


def entries(page: fetching.Fetched) -> list[Entry]:
    """The articles that a feed lists, those without an address left out.

    Raises NoFeed for what is neither RSS nor Atom.
    """
    headers = {"content-type": "application/xml", "content-location": page.url}
    parsed = feedparser.parse(page.body or b" ", response_headers=headers)
    if not parsed.version:
        raise NoFeed("What stands there is no feed: give the address of an RSS or Atom feed.")
    listed = [_entry(one, page.url) for one in parsed.entries]
    return [one for one in listed if one.url and one.url != page.url]


def _entry(found, base) -> Entry:
    told = found.get("published_parsed") or found.get("updated_parsed")
    return Entry(
        url=versions.plain(urljoin(base, found["link"])) if found.get("link") else "",
        title=found.get("title", ""),
        published=datetime.fromtimestamp(timegm(told), UTC) if told else None,
        byline=found.get("author", ""),
    )


def _conditions(feed):
    told = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
    return {name: value for name, value in told.items() if value}


def _remember(feed, page):
    """Keep what lets the server say that nothing is new, unless something is to be tried again."""
    again = any(one["tries"] < MAX_TRIES for one in feed.report)
    feed.etag = "" if again else page.headers.get("etag", "")[:500]
    feed.last_modified = "" if again else page.headers.get("last-modified", "")[:100]


def _store_new(feed, listed):
    tried = {one["url"]: one for one in feed.report}
    feed.report = []
    known = set(
        Article.objects.filter(url__in=[one.url for one in listed]).values_list("url", flat=True)
    )
    robots = Robots()
    for entry in [one for one in listed if one.url not in known][:MAX_ARTICLES]:
        before = tried.get(entry.url)
        if before and before["tries"] >= MAX_TRIES:
            feed.report.append(before)
            continue
        try:
            is_new = _store(feed, entry, robots)
        except (fetching.CannotFetch, ValidationError) as error:
            told = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            tries = before["tries"] + 1 if before else 1
            feed.report.append({"url": entry.url, "error": told, "tries": tries})
        else:
            feed.stored += is_new
            feed.fed_at = timezone.now() if is_new else feed.fed_at


def _store(feed, entry, robots) -> bool:
    if not robots.allow(entry.url):
        raise fetching.CannotFetch(_ASKED_NOT_TO)
    page = fetching.fetch(entry.url)
    if page.url != entry.url and not robots.allow(page.url):
        raise fetching.CannotFetch(_ASKED_NOT_TO)
    found = documents.fields_of_page(page)
    found |= {"url": entry.url, "outlet": feed.outlet.name}
    said = {"title": entry.title, "published": entry.published, "byline": entry.byline}
    fields = found | {key: value for key, value in said.items() if value}
    _, is_new = ingest.store(ingest.draft(**fields))
    return is_new


class Robots:
    """What sites ask of programs (RFC 9309), each site asked once."""

    def __init__(self):
        self._rules = {}

    def allow(self, url: str) -> bool:
        """Say whether a page may be fetched; a site without rules allows everything."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._read(site)
        return self._rules[site].can_fetch(fetching.USER_AGENT, url)

    def _read(self, site):
        rules = RobotFileParser()
        try:
            told = fetching.fetch(f"{site}/robots.txt", max_bytes=500_000)
            rules.parse(told.body.decode("utf-8", "replace").splitlines())
        except fetching.CannotFetch:
            rules.parse([])
        return rules
