"""All that is done again and again without anybody asking: what, how often, and when it is due.

`manage.py recurring` does it. Any number may run, on any number of machines: each turn is one's.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import deliveries, feeds
from articles.models import Upload
from articles.stopping import Stop

from . import extraction
from .models import Recurring

logger = logging.getLogger(__name__)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# So long results of tasks, reports of uploads and failures to sign in are kept.
RESULTS_KEPT, REPORTS_KEPT, FAILURES_KEPT = 2 * DAY, 90 * DAY, 30 * DAY


@dataclass(frozen=True, slots=True)
class Job:
    """One kind of work: `do` gives in a few words what it brought, and ends soon when asked to."""

    name: str
    every: timedelta
    do: Callable[[Stop], str]


def look_at_feeds(stop) -> str:
    """Look at the feeds whose turn has come, and store what is new."""
    looked = failing = 0
    for feed in feeds.check_due():
        looked += 1
        failing += bool(feed.error)
        if stop:
            break
    return f"{looked} looked at, {failing} of them failing"


def ask_for_runs(_stop) -> str:
    """Have articles read that nobody asked for, such as all after a change of the pipeline."""
    extraction.request_all()
    return f"{extraction.unfinished()} articles wait"


def forget_results(_stop) -> str:
    """Remove what tasks gave, and those that died with their worker: runs tell what they left."""
    before = timezone.now() - RESULTS_KEPT
    over = Q(finished_at__lt=before) | Q(started_at__lt=before)
    return f"{DBTaskResult.objects.filter(over).delete()[0]} results of tasks removed"


def forget_uploads(_stop) -> str:
    """Remove the reports of files that were read long ago; their articles stay."""
    read = Upload.objects.exclude(state=Upload.State.WAITING)
    old = read.filter(created_at__lt=timezone.now() - REPORTS_KEPT)
    return f"{old.delete()[0]} reports of uploads removed"


def forget_deliveries(_stop) -> str:
    """Forget under which keys programs sent articles."""
    forgotten = deliveries.prune(timezone.now() - deliveries.KEPT)
    return f"{forgotten} keys of deliveries forgotten"


def forget_sessions(_stop) -> str:
    """Remove sessions that have expired."""
    call_command("clearsessions")
    return "expired sessions removed"


def forget_failed_signing_in(_stop) -> str:
    """Remove old failures to sign in, and locks that are over."""
    removed = AxesProxyHandler.reset_logs(age_days=FAILURES_KEPT.days)
    over = timezone.now() - settings.AXES_COOLOFF_TIME
    removed += AccessAttempt.objects.filter(attempt_time__lt=over).delete()[0]
    return f"{removed} failures to sign in removed"


WORK = (
    Job("feeds", timedelta(seconds=30), look_at_feeds),
    Job("unread articles", timedelta(minutes=10), ask_for_runs),
    Job("results of tasks", HOUR, forget_results),
    Job("keys of deliveries", HOUR, forget_deliveries),
    Job("failures to sign in", HOUR, forget_failed_signing_in),
    Job("sessions", DAY, forget_sessions),
    Job("reports of uploads", DAY, forget_uploads),
)


def do_due(stop: Stop, work: Iterable[Job]) -> Iterator[Recurring]:
    """Do the work whose turn has come, each once; give how each ended. One that fails costs none
    of the others; it is tried again at its next turn."""
    for job in work:
        if stop:
            return
        if turn := _take(job):
            yield _done(job, turn, stop)


def _take(job) -> Recurring | None:
    """The job's turn, if it has come: put off at once, so that nobody else takes it meanwhile."""
    Recurring.objects.get_or_create(name=job.name)
    with transaction.atomic():
        due = Recurring.objects.filter(name=job.name, next_at__lte=timezone.now())
        turn = due.select_for_update(skip_locked=True).first()
        if turn:
            turn.started_at = timezone.now()
            turn.next_at = turn.started_at + job.every
            turn.save(update_fields=["started_at", "next_at"])
    return turn


def _done(job, turn, stop) -> Recurring:
    try:
        turn.told, turn.error, turn.failures = job.do(stop)[:300], "", 0
    except Exception as error:
        logger.exception("Recurring work failed: %s", job.name)
        turn.error = f"{type(error).__name__}: {error}"[:2000]
        turn.failures = min(turn.failures + 1, 10_000)
    turn.ended_at = timezone.now()
    turn.save(update_fields=["ended_at", "told", "error", "failures"])
    return turn
