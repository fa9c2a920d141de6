"""Versions: a new text at an address that is known follows the one before, which stands no longer.

The newest stands. Versions follow one another as they arrived; one of an earlier day than one that
is there goes before it. A text that stood at the address before stays where it was when it comes
again: more often it is an old file that is read anew than a page that was turned back.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from django.db import connection, transaction

from . import copies
from .models import Article

# What is put behind addresses only to tell where readers come from.
_TRACKING = {
    *("fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid"),
    *("mc_cid", "mc_eid", "igshid", "at_medium", "at_campaign"),
}
# Any number: the class of the advisory locks of addresses. They share few locks, so that a file
# that is imported in one transaction does not run the server out of them.
_ADDRESS_LOCK, _LOCKS = 0x6E65, 256
_AT = (
    "SELECT id, url, digest, published_at, superseded_by_id FROM articles_article "
    "WHERE url = ANY(%s) ORDER BY id"
)


def plain(url: str) -> str:
    """An address as it is stored: without a fragment and without what only tracks readers.

    Fragments that pages use as paths (“#!…”, “#/…”) stay, and so does everything else, since what a
    site means by it is the site's to say.
    """
    parts = urlsplit(url)
    asked = [one for one in parts.query.split("&") if not _tracks(one.partition("=")[0])]
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    whole = parts._replace(netloc=parts.netloc.lower(), query="&".join(asked), fragment=fragment)
    return urlunsplit(whole)


def _tracks(name):
    return name.lower().startswith("utm_") or name.lower() in _TRACKING


def address(url: str) -> str:
    """What of an address tells one page from another: http or https is all the same."""
    return url.partition("://")[2]


class Version(NamedTuple):
    """What tells where an article stands among those at its address."""

    pk: int
    url: str
    digest: str
    published_at: datetime | None
    superseded_by: int | None


def at(urls: Iterable[str]) -> dict[str, list[Version]]:
    """The articles at each of some addresses, in the order in which they arrived; one query."""
    wanted = {address(url) for url in urls if url}
    found = defaultdict(list)
    if wanted:
        both = [f"{scheme}://{one}" for one in wanted for scheme in ("http", "https")]
        with connection.cursor() as cursor:  # an import asks for hundreds: no lookup for each
            cursor.execute(_AT, [both])
            for row in cursor.fetchall():
                found[address(row[1])].append(Version(*row))
    return found


def chain(urls: Iterable[str]) -> None:
    """Have the articles at each address follow one another.

    Who adds to the same address at once waits: the versions never fork.
    """
    several = [one for one, there in at(urls).items() if not _is_chained(there)]
    if not several:
        return
    with transaction.atomic():
        _lock(several)
        there = at(f"https://{one}" for one in several)
        orders = [in_order(versions) for versions in there.values()]
        now = {one.pk: one.superseded_by for versions in there.values() for one in versions}
        wanted = {pk: later for order in orders for pk, later in _followers(order)}
        changed = {pk: later for pk, later in wanted.items() if now[pk] != later}
        _point(changed, now)
        newest = {pk: order[-1] for order in orders for pk in order}
        copies.cease({pk: [newest[pk]] for pk in changed if now[pk] is None})


def in_order(versions: Sequence[Version]) -> list[int]:
    """The ids of the articles at one address, given as they arrived, from the oldest version on."""
    order = []
    for one in versions:
        later = (i for i, other in enumerate(order) if _is_of_a_day_before(one, other))
        order.insert(next(later, len(order)), one)
    return [one.pk for one in order]


def _is_of_a_day_before(one, other):
    """By the day: often no more of a date is known than that."""
    if not one.published_at or not other.published_at:
        return False
    return one.published_at.date() < other.published_at.date()


def _followers(order):
    return zip(order, [*order[1:], None], strict=True)


def _is_chained(versions):
    if len(versions) == 1:
        return versions[0].superseded_by is None
    order = in_order(versions)
    now = {one.pk: one.superseded_by for one in versions}
    return all(now[pk] == later for pk, later in _followers(order))


def _lock(addresses):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, lock::integer) FROM (SELECT DISTINCT "
            "abs(hashtext(address)::bigint) %% %s AS lock FROM unnest(%s::text[]) AS address "
            "ORDER BY lock) AS locks",
            [_ADDRESS_LOCK, _LOCKS, list(addresses)],
        )


def _point(changed, now):
    """Have articles be superseded by others, None by none; one statement, as a rule.

    Those that let go of another do so first: no two may be superseded by the same article, not
    even for a moment.
    """
    held = [pk for pk in changed if now[pk]]
    if held:
        Article.objects.filter(pk__in=held).update(superseded_by=None)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE articles_article SET superseded_by_id = later, revision = revision + 1, "
            "changed_at = statement_timestamp() FROM unnest(%s::bigint[], %s::bigint[]) "
            "AS changed (id, later) WHERE articles_article.id = changed.id",
            [list(changed), list(changed.values())],
        )


def before(ids: Iterable[int]) -> dict[int, int]:
    """The versions before some articles that may be shown, by id: which of these each led to."""
    led_to, newest = {}, {pk: pk for pk in ids}
    while newest:
        older = Article.objects.readable().filter(superseded_by__in=list(newest))
        links = older.order_by().values_list("pk", "superseded_by")
        newest = {pk: newest[by] for pk, by in links}
        led_to |= newest
    return led_to


def of(article: Article) -> list[Article]:
    """All versions of an article with their outlets, the newest first; alone, where there are none.

    They are followed from one to the next, so an address that was changed by hand does not matter.
    """
    known = "SELECT %s::bigint AS id"
    walk = (
        f"WITH RECURSIVE later AS ({known} UNION SELECT superseded_by_id FROM later "
        "JOIN articles_article USING (id) WHERE superseded_by_id IS NOT NULL), "
        f"earlier AS ({known} UNION SELECT articles_article.id FROM earlier "
        "JOIN articles_article ON superseded_by_id = earlier.id) "
        "SELECT id FROM later UNION SELECT id FROM earlier"
    )
    if not article.superseded_by_id and not Article.objects.filter(superseded_by=article).exists():
        return [article]
    with connection.cursor() as cursor:
        cursor.execute(walk, [article.pk, article.pk])
        ids = [pk for (pk,) in cursor.fetchall()]
    found = Article.objects.select_related("outlet").defer("text", "search").in_bulk(ids)
    before = {one.superseded_by_id: one for one in found.values()}
    ordered = [before.pop(None)]
    while ordered[-1].pk in before:
        ordered.append(before.pop(ordered[-1].pk))
    return ordered
