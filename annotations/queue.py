"""The queue of the review desk: what waits, in what order and why, and how far the desk is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, JSONObject, NullIf, Trim
from django.utils import timezone

from articles.models import Article

from . import threads, weighing
from .models import (
    Alias,
    Annotation,
    Claim,
    Entity,
    Kind,
    Proposal,
    Review,
    Skip,
    Status,
    Verdict,
    Waiting,
    name_key,
)
from .weighing import Reason

# So many of the newest articles that wait are weighed and shown; older ones wait behind them.
MOST_WEIGHED = 200
_MOST_PLACES = 100
_MOST_NAMED = 3
_WHOLE_ARTICLE = (Verdict.DONE, Verdict.REOPEN)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an editor wants to see of the queue. `show` is blank, "mine", "skipped" or "done"."""

    show: str = ""
    outlet: object = None
    place: str = ""
    first: date | None = None
    last: date | None = None


class Progress(NamedTuple):
    """How many annotations are the machine's alone, accepted and rejected."""

    machine: int = 0
    accepted: int = 0
    rejected: int = 0

    @property
    def total(self):
        return sum(self)

    @property
    def judged(self):
        return self.accepted + self.rejected


class Told(NamedTuple):
    """What somebody did to an article as a whole, and when; of a claim, until when it lasts."""

    user: int
    name: str
    what: str
    at: datetime


class Standing(NamedTuple):
    """Where an article stands in the queue for somebody.

    Whether it waits, why they have skipped it, who has taken it, and who marked it done or
    reopened it last.
    """

    waits: bool
    skipped: str | None
    claim: Told | None
    finished: Told | None


@dataclass
class Entry:
    """An article of the queue as its row shows it; `newcomers` by id and name."""

    article: Article
    standing: Standing
    progress: Progress
    reasons: list[Reason] = field(default_factory=list)
    answers: Sequence = ()
    newcomers: Sequence[tuple[int, str]] = ()
    newcomers_left: int = 0


class Overall(NamedTuple):
    """How far several articles are judged together; how many do not wait any more, of how many.

    `carried` of the judged were read by nobody: they follow from decisions on other mentions.
    """

    progress: Progress
    finished: int
    articles: int
    carried: int


class Ranked(NamedTuple):
    """An article that waits, with its facts; `as_of` is the moment as of which it counts."""

    article_id: int
    as_of: datetime
    facts: weighing.Facts


# --- What waits, and in what order ----------------------------------------------------------------


def waiting(user, asked: Asked = Asked()) -> QuerySet[Waiting]:
    """What waits for a user, newest first, as far as it is asked for."""
    found = narrowed(Waiting.objects.with_work().newest_first(), asked, "moment", "article")
    if asked.show == "skipped":
        return found.filter(Exists(Skip.objects.filter(article=OuterRef("pk"), user=user)))
    if asked.show == "mine":
        own = Claim.objects.live().filter(article=OuterRef("pk"), user=user)
        return found.filter(Exists(own))
    return found.not_skipped_by(user)


def narrowed(found: QuerySet, asked: Asked, moment: str, article: str = "") -> QuerySet:
    """Those of some rows that the filters let through.

    `moment` is the path from a row to when its article was published, `article` to the article;
    blank where the rows are articles.
    """
    if asked.outlet:
        # As an array: a join is taken for a walk through all that waits, the newest first.
        published = Article.objects.filter(outlet=asked.outlet).order_by().values("pk")
        found = found.filter(**{f"{article or 'pk'}__among": ArraySubquery(published)})
    if asked.first:
        found = found.filter(**{f"{moment}__gte": _midnight(asked.first)})
    if asked.last:
        found = found.filter(**{f"{moment}__lt": _midnight(asked.last + timedelta(days=1))})
    if asked.place:
        named = Annotation.objects.live().filter(entity__in=places_called(asked.place))
        found = found.filter(Exists(named.filter(article=OuterRef(article or "pk"))))
    return found


def places_called(words: str) -> list[int]:
    """The ids of the places, merged ones too, that bear a name, or else one that begins with it."""
    named = Alias.objects.filter(entity__kind=Kind.PLACE)
    for condition in (Q(key=name_key(words)), Q(key__startswith=name_key(words))):
        who = named.filter(condition).values_list("entity", "entity__canonical")[:_MOST_PLACES]
        standing = {canonical or own for own, canonical in who}
        if standing:
            family = Entity.objects.filter(Q(pk__in=standing) | Q(canonical__in=standing))
            return list(family.values_list("pk", flat=True))
    return []


def ranked(found: QuerySet[Waiting], user) -> tuple[list[Ranked], bool]:
    """The newest articles that wait, weighed, the weightiest first; and whether there are more."""
    newest = list(found.values_list("article", "moment")[: MOST_WEIGHED + 1])
    moments = dict(newest[:MOST_WEIGHED])
    today = timezone.now().date()
    rows = [
        Ranked(pk, weighing.weight(facts, today), facts)
        for pk, facts in weighing.facts_of(moments, user).items()
    ]
    rows.sort(key=lambda row: (row.as_of, row.article_id), reverse=True)
    return rows, len(newest) > MOST_WEIGHED


def following(user, asked: Asked = Asked(), after: int | None = None) -> int | None:
    """The id of the next article for a user that nobody else has taken; not the one at hand."""
    wanted = replace(asked, show="mine" if asked.show == "mine" else "")
    free = waiting(user, wanted).free_for(user).exclude(article=after)
    rows, _ = ranked(free, user)
    return rows[0].article_id if rows else None


def count_for(user, most: int) -> int:
    """How many articles wait for a user, taken by nobody else and not skipped; up to `most`."""
    return Waiting.objects.with_work().free_for(user)[:most].count()


def _midnight(day):
    return datetime.combine(day, time.min, tzinfo=UTC)


# --- What a row shows -----------------------------------------------------------------------------


def entries(rows: Sequence[Ranked], user) -> list[Entry]:
    """The rows of one page; the number of queries does not depend on that of rows."""
    today = timezone.now().date()
    found = _entries([row.article_id for row in rows], user)
    proposals = _proposals({pk for row in rows for pk in row.facts.answers})
    newcomers = _newcomers(found)
    for row in rows:
        entry = found[row.article_id]
        entry.reasons = weighing.reasons(row.facts, today) + _come_back(entry.standing.finished)
        entry.answers = [proposals[pk] for pk in row.facts.answers if pk in proposals]
        named = newcomers.get(row.article_id, [])
        entry.newcomers, entry.newcomers_left = named[:_MOST_NAMED], len(named[_MOST_NAMED:])
    return list(found.values())


def with_standing(articles: QuerySet[Article], user) -> QuerySet[Article]:
    """Articles each with what `standing` tells of it, at no further query."""
    claims = Claim.objects.live().filter(article=OuterRef("pk"))
    finished = Review.objects.filter(article=OuterRef("pk"), verdict__in=_WHOLE_ARTICLE)
    return articles.annotate(
        waits=Exists(Waiting.objects.with_work().filter(article=OuterRef("pk"))),
        skipped=Subquery(Skip.objects.filter(article=OuterRef("pk"), user=user).values("reason")),
        claim=_told(claims, Value("claim"), "until"),
        finished=_told(finished.order_by("-pk"), "verdict", "created_at"),
    )


def standing(article: Article) -> Standing:
    """Where an article, found by `with_standing`, stands in the queue."""
    claim, finished = (
        told and Told(**told | {"at": datetime.fromisoformat(told["at"])})
        for told in (article.claim, article.finished)
    )
    return Standing(article.waits, article.skipped, claim, finished)


def _told(rows, what, at):
    full_name = Trim(Concat("user__first_name", Value(" "), "user__last_name"))
    name = Coalesce(NullIf(full_name, Value("")), "user__username")
    told = JSONObject(user="user", name=name, what=what, at=at)
    return Subquery(rows.values(told=told)[:1])


def done_lately(asked: Asked) -> QuerySet[Review]:
    """The Reviews by which articles were marked done that are done still, the latest first."""
    later = Review.objects.filter(
        article=OuterRef("article"), verdict__in=_WHOLE_ARTICLE, pk__gt=OuterRef("pk")
    )
    done = Review.objects.filter(verdict=Verdict.DONE).exclude(Exists(later)).order_by("-pk")
    done = done.exclude(Exists(Waiting.objects.filter(article=OuterRef("article"))))
    done = done.filter(Exists(Article.objects.standing().filter(pk=OuterRef("article"))))
    return narrowed(done, asked, "article__published_at", "article")


def finished_entries(reviews: Sequence[Review], user) -> list[Entry]:
    """The rows of articles that are done."""
    return list(_entries([review.article_id for review in reviews], user).values())


def _entries(ids, user):
    articles = Article.objects.select_related("outlet").defer("text", "search")
    found = with_standing(articles, user).in_bulk(ids)
    progress = progress_of(ids)
    return {pk: Entry(found[pk], standing(found[pk]), progress.get(pk, Progress())) for pk in ids}


def _proposals(ids):
    told = threads.load_many(list(Proposal.objects.filter(pk__in=ids)), quoted=False) if ids else ()
    return {thread.proposal.pk: thread for thread in told}


def _newcomers(ids):
    """Who is new to the desk in each of some articles, in the order of the text."""
    named = weighing.named(Annotation.objects.filter(article__among=ids, status=Status.SUGGESTED))
    pairs = named.order_by("article_id", "start_char").values_list("article_id", "entity_id")
    pairs = list(dict.fromkeys(pairs))
    wanted = {entity_id for _, entity_id in pairs}
    names = weighing.newcomers().filter(pk__among=wanted).order_by()
    names = dict(names.values_list("pk", "name"))
    found = defaultdict(list)
    for article_id, entity_id in pairs:
        if entity_id in names:
            found[article_id].append((entity_id, names[entity_id]))
    return found


def _come_back(finished):
    """Why an article that was done waits again."""
    if finished is None:
        return []
    if finished.what == Verdict.REOPEN:
        return [Reason("reopened", f"{finished.name} reopened it")]
    when = f"{finished.at:%-d %B}"
    return [Reason("again", f"New suggestions since {finished.name} marked it done on {when}")]


# --- How far ------------------------------------------------------------------------------------


def progress_of(ids) -> dict[int, Progress]:
    """How far each of some articles is judged."""
    counted = Annotation.objects.filter(article__among=ids).order_by().values("article")
    return {row.pop("article"): Progress(**row) for row in counted.annotate(**_by_status())}


def progress_of_newest(asked: Asked) -> Overall:
    """How far the newest articles that the filters let through are judged."""
    newest = narrowed(Article.objects.standing(), asked, "published_at")
    found = progress_of(list(newest.values_list("pk", flat=True)[:MOST_WEIGHED]))
    left = Waiting.objects.with_work().filter(article__among=found).count()
    together = Progress(*(sum(counts) for counts in zip(*found.values(), strict=True)))
    carried = Review.objects.filter(article__among=found).carried_over().order_by()
    followed = carried.aggregate(n=Count("annotation", distinct=True))["n"]
    return Overall(together, len(found) - left, len(found), followed)


def _by_status():
    statuses = {
        "machine": Status.SUGGESTED,
        "accepted": Status.ACCEPTED,
        "rejected": Status.REJECTED,
    }
    return {name: Count("status", filter=Q(status=status)) for name, status in statuses.items()}
