"""How the background work stands: what waits, what is read, what failed and why, what recurs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, Sum
from django.utils import timezone

from articles.models import Feed, Upload

from . import extraction, pipeline
from .models import ExtractionRun, Recurring, State

# Over how long the rate of reading is told.
WINDOW = timedelta(hours=1)
MAX_FAILURES = 100
# What recurs most often has its turn many times in so long.
LATELY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Status:
    """Counts of articles by the state of their run of `version`, and of what brings articles.

    `read_lately` and `characters_lately` are of the last WINDOW, `seconds_each` what an article
    took of late, None where none was read; `readers` are processes that read at this moment;
    `failures` are the latest MAX_FAILURES runs that failed, with their articles. `recurs` says
    whether somebody does the recurring work.
    """

    version: str
    waiting: int
    reading: int
    failed: int
    oldest_waiting: datetime | None
    read_lately: int
    characters_lately: int
    seconds_each: float | None
    readers: int
    uploads_waiting: int
    feeds: int
    feeds_failing: int
    failures: list[ExtractionRun]
    uploads_set_aside: int
    recurring: list[Recurring]
    recurs: bool

    @property
    def seconds_left(self) -> float | None:
        """How long what waits will take at the rate of late; None where nothing was read."""
        return None if self.seconds_each is None else self.waiting * self.seconds_each


def now() -> Status:
    """Look at how things stand, in a handful of queries."""
    runs = ExtractionRun.objects.filter(version=pipeline.pipeline_version())
    states = dict(runs.order_by().values_list("state").annotate(Count("pk")))
    finished = runs.filter(state=State.FINISHED)
    lately = finished.filter(finished_at__gte=timezone.now() - WINDOW)
    read = lately.aggregate(articles=Count("pk"), characters=Sum("article__length"))
    waiting = runs.filter(state=State.QUEUED)
    failures = runs.filter(state=State.FAILED).select_related("article__outlet")
    followed = Feed.objects.filter(active=True)
    feeds = followed.aggregate(all=Count("pk"), failing=Count("pk", filter=Q(failures__gt=0)))
    files = dict(Upload.objects.order_by().values_list("state").annotate(Count("pk")))
    recurring = list(Recurring.objects.all())
    return Status(
        version=pipeline.pipeline_version(),
        waiting=states.get(State.QUEUED, 0),
        reading=states.get(State.RUNNING, 0),
        failed=states.get(State.FAILED, 0),
        oldest_waiting=waiting.aggregate(oldest=Min("created_at"))["oldest"],
        read_lately=read["articles"],
        characters_lately=read["characters"] or 0,
        seconds_each=_seconds_each(finished),
        readers=len(extraction.living_workers()),
        uploads_waiting=files.get(Upload.State.WAITING, 0),
        uploads_set_aside=files.get(Upload.State.FAILED, 0),
        feeds=feeds["all"],
        feeds_failing=feeds["failing"],
        failures=list(
            failures.defer("article__text", "article__search").order_by("-finished_at", "-pk")[
                :MAX_FAILURES
            ]
        ),
        recurring=recurring,
        recurs=any(_is_lately(one.started_at) for one in recurring),
    )


def _seconds_each(finished):
    """What an article took in the last minutes, else in WINDOW; idle time before does not count."""
    now = timezone.now()
    for since in (now - LATELY, now - WINDOW):
        found = finished.filter(finished_at__gte=since)
        found = found.aggregate(number=Count("pk"), first=Min("started_at"))
        if found["number"]:
            began = max(found["first"] or since, since)
            return (now - began).total_seconds() / found["number"]
    return None


def _is_lately(moment):
    return bool(moment) and moment > timezone.now() - LATELY
