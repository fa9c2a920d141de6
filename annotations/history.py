"""What has happened to an article: when it was read, taken, judged, noted on, skipped and done."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import CharField, Count, F, Max, QuerySet, Value, Window
from django.db.models.functions import Cast, Coalesce, RowNumber

from articles.models import Article

from .models import Claim, ExtractionRun, Review, Verdict

# What is only for those who review: never shown to readers.
AMONG_EDITORS = (Verdict.NOTE, Verdict.SKIP)
# Of one gesture, so many decisions are told one by one.
MOST_TOLD = 60
_KEY = Cast("pk", CharField())


@dataclass
class Event:
    """One thing that happened: a run, a claim, or the `reviews` of one gesture, the first first.

    `more` decisions of the gesture are not among the reviews.
    """

    moment: datetime
    run: ExtractionRun | None = None
    claim: Claim | None = None
    reviews: tuple[Review, ...] = ()
    more: int = 0


def events(article: Article, by: User | None = None, among_editors=True) -> QuerySet:
    """What happened to an article, the latest first, as (kind, key, moment) to be `loaded`.

    `by` leaves what one user did. Without `among_editors`, what editors tell each other is left
    out: notes, reasons to skip an article, who has taken it.
    """
    reviews = Review.objects.filter(article=article).order_by()
    claims = Claim.objects.filter(article=article).order_by()
    if not among_editors:
        reviews = reviews.exclude(verdict__in=AMONG_EDITORS).exclude(undoes__verdict=Verdict.NOTE)
        claims = claims.none()
    if by:
        reviews, claims = reviews.filter(user=by), claims.filter(user=by)
    gestures = reviews.values(key=Cast("action", CharField())).annotate(at=Max("created_at"))
    found = _listed(gestures, "gesture").union(
        _listed(claims.annotate(at=F("claimed_at"), key=_KEY), "claim"), all=True
    )
    if not by:
        runs = ExtractionRun.objects.filter(article=article).order_by()
        at = Coalesce("finished_at", "started_at", "created_at")
        found = found.union(_listed(runs.annotate(at=at, key=_KEY), "run"), all=True)
    return found.order_by("-at", "-key")


def loaded(found: Iterable[tuple]) -> list[Event]:
    """The events of one page, in a number of queries that does not grow with them."""
    keys = defaultdict(list)
    for kind, key, _ in found:
        keys[kind].append(key)
    runs = ExtractionRun.objects.in_bulk([int(key) for key in keys["run"]])
    claims = Claim.objects.select_related("user").in_bulk([int(key) for key in keys["claim"]])
    gestures = _gestures(keys["gesture"])
    return [
        Event(
            moment,
            run=runs[int(key)] if kind == "run" else None,
            claim=claims[int(key)] if kind == "claim" else None,
            reviews=tuple(gestures[key]) if kind == "gesture" else (),
            more=max(gestures[key][0].of_gesture - MOST_TOLD, 0) if kind == "gesture" else 0,
        )
        for kind, key, moment in found
    ]


def people(article: Article) -> QuerySet[User]:
    """Who has done anything about an article."""
    reviewed = Review.objects.filter(article=article).order_by().values("user")
    claimed = Claim.objects.filter(article=article).order_by().values("user")
    found = User.objects.filter(pk__in=reviewed) | User.objects.filter(pk__in=claimed)
    return found.order_by("username")


def _listed(rows, kind):
    named = rows.annotate(kind=Value(kind, output_field=CharField()))
    return named.values_list("kind", "key", "at")


def _gestures(actions):
    """The Reviews of some gestures, of each the first MOST_TOLD."""
    reviews = Review.objects.filter(action__in=actions).select_related(
        "user", "annotation", "entity__canonical", "undone_by", "undoes"
    )
    numbered = reviews.annotate(
        number=Window(RowNumber(), partition_by=F("action"), order_by=F("pk").asc()),
        of_gesture=Window(Count("*"), partition_by=F("action")),
    )
    found = defaultdict(list)
    for one in numbered.filter(number__lte=MOST_TOLD).order_by("pk"):
        found[str(one.action)].append(one)
    return found
