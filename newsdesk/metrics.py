"""What newsdesk counts, for Prometheus, at /metrics.

Requests are counted by the process that answers them; where several serve, their counts lie in the
folder PROMETHEUS_MULTIPROC_DIR and are added up (newsdesk.serving). What is known of articles and
background work is read from the database with each look, so every process tells the same.
"""

import ipaddress
import os

import prometheus_client
from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from annotations import extraction
from annotations.models import ExtractionRun, Recurring, Review, State
from annotations.pipeline import pipeline_version
from articles.models import Article, Feed, Upload
from newsdesk.client_address import client_address
from newsdesk.health import seconds_waiting

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
REQUESTS = Counter(
    "newsdesk_requests", "Requests answered, by view and status.", ["view", "method", "status"]
)
SECONDS = Histogram(
    "newsdesk_request_seconds", "How long answers took.", ["view", "method"], buckets=BUCKETS
)
# Other methods count as "other": strangers shall not make up labels without end.
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# From so many rows on, PostgreSQL's own estimate is told instead of a count.
ESTIMATED_FROM = 100_000
UNFINISHED = (State.QUEUED, State.RUNNING, State.FAILED)
# Headers by which a proxy says that it passes on somebody else's request.
FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-Ip", "Via")


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """All figures in Prometheus's text format; 403 for whoever may not read them."""
    if not may_read(request):
        words = "Not from here: NEWSDESK_METRICS_TOKEN or NEWSDESK_METRICS_FROM lets you in.\n"
        return HttpResponse(words, status=403, content_type="text/plain")
    told = prometheus_client.generate_latest(registry())
    return HttpResponse(told, content_type=prometheus_client.CONTENT_TYPE_LATEST)


def may_read(request: HttpRequest) -> bool:
    """Whether it has the token, or comes from an address of the setting, not through a stranger.

    A proxy that NEWSDESK_HTTPS does not vouch for may bring the whole world from 127.0.0.1.
    """
    if settings.NEWSDESK_METRICS_TOKEN and constant_time_compare(
        request.headers.get("Authorization", ""), f"Bearer {settings.NEWSDESK_METRICS_TOKEN}"
    ):
        return True
    if not settings.NEWSDESK_HTTPS and any(name in request.headers for name in FORWARDED):
        return False
    return is_known(client_address(request))


def is_known(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    found = getattr(found, "ipv4_mapped", None) or found
    return any(found in network for network in settings.NEWSDESK_METRICS_FROM)


def registry() -> prometheus_client.CollectorRegistry:
    """What this process, or all web processes together, have counted, and the state of the desk."""
    every = prometheus_client.CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(every)
    else:
        every.register(REQUESTS)
        every.register(SECONDS)
    every.register(Desk())
    return every


class Desk:
    """The state of articles and background work, as a collector of Prometheus."""

    def describe(self):
        return []  # else registering would already ask the database

    def collect(self):
        try:
            found = list(figures())
        except Error:
            found = []
        yield gauge("database_up", "Whether the database answers.", 1 if found else 0)
        yield from found


def figures():
    """Each figure from an index or an estimate: a look stays cheap however many articles there are.

    Raises django.db.Error without a database.
    """
    yield gauge("articles", "Articles stored.", rows(Article))
    yield gauge("reviews", "Decisions of editors.", rows(Review))
    states = runs_by_state()
    runs = GaugeMetricFamily(
        "newsdesk_runs",
        "Readings of articles by state: finished ones of all pipeline versions, others of this.",
        labels=["state"],
    )
    for state, count in states.items():
        runs.add_metric([str(state)], count)
    runs.add_metric([str(State.FINISHED)], max(0, rows(ExtractionRun) - sum(states.values())))
    yield runs
    yield gauge("backlog", "Articles that wait to be read.", states[State.QUEUED])
    waiting = "Age of the oldest unfinished reading, 0 if there is none."
    yield gauge("oldest_waiting_seconds", waiting, seconds_waiting() or 0)
    workers = "Processes that read articles at this moment."
    yield gauge("workers_reading", workers, len(extraction.living_workers()))
    followed = Feed.objects.filter(active=True)
    yield gauge("feeds", "Feeds followed.", followed.count())
    failing = "Feeds that could not be fetched when last tried."
    yield gauge("feeds_failing", failing, followed.filter(failures__gt=0).count())
    failing = Recurring.objects.filter(failures__gt=0)
    yield gauge("recurring_failing", "Kinds of recurring work that failed.", failing.count())
    waiting = Upload.objects.filter(state=Upload.State.WAITING)
    yield gauge("uploads_waiting", "Files that wait to be read.", waiting.count())


def gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"newsdesk_{name}", words, value=value)


def runs_by_state() -> dict[str, int]:
    """The runs of this pipeline version that are not finished, through their partial indexes."""
    runs = ExtractionRun.objects.filter(version=pipeline_version()).order_by()
    return {state: runs.filter(state=state).count() for state in UNFINISHED}


def rows(model) -> int:
    """How many rows a table has: counted, or PostgreSQL's estimate where it is large."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass",
            [model._meta.db_table],
        )
        estimate = cursor.fetchone()[0]
    return estimate if estimate >= ESTIMATED_FROM else model.objects.count()
