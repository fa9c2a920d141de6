"""The bridge from articles through the pipeline to stored suggestions.

The run rows are the truth about what has been read; the task queue is only a hint that there is
work. A worker holds an advisory lock, under a number that it writes into the runs it claims, for as
long as it is connected: a running run whose worker's lock is gone died with it and is claimed anew.
"""

import logging
import random
from collections.abc import Iterable, Iterator
from itertools import accumulate, islice

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from articles.models import Article

from . import knowledge, pipeline, standing, storing
from .models import ExtractionRun, State

logger = logging.getLogger(__name__)

BATCH_SIZE = 32
# A claim ends with the article that makes it so many code points: some seconds of reading.
_CLAIMED_LENGTH = 100_000
# An article whose reading kills its worker this often is set aside as failed.
MAX_ATTEMPTS = 3
# How often an article is stored again when an editor's decision came in between.
_STORE_ATTEMPTS = 3
# Runs that are asked for at a time.
_REQUESTED = 5_000
# In order, so that two who ask for the same at once wait and never for one another.
_QUEUE = """
    INSERT INTO annotations_extractionrun
        (article_id, version, state, attempts, error, language, counts, created_at)
    SELECT id, %(version)s, 'queued', 0, '', '', '{}', statement_timestamp()
        FROM unnest(%(articles)s::bigint[]) AS id ORDER BY id
    ON CONFLICT DO NOTHING
"""
# Any number: the class of the advisory locks of workers.
_WORKER_LOCK = 0x6E64


def request(article_ids: Iterable[int], again: bool = False) -> None:
    """Ask for runs of the current version over articles; failed ones are tried afresh.

    With `again`, finished ones too.
    """
    version = pipeline.pipeline_version()
    ids = list(article_ids)
    with connection.cursor() as cursor:  # an import asks for thousands: no object for each
        cursor.execute(_QUEUE, {"version": version, "articles": ids})
        if cursor.rowcount == len(ids):
            return  # all are new
    afresh = [State.FAILED, State.FINISHED] if again else [State.FAILED]
    ExtractionRun.objects.filter(article_id__in=ids, version=version, state__in=afresh).update(
        state=State.QUEUED, attempts=0, error=""
    )


def request_all(again: bool = False, failed: bool = False) -> None:
    """Ask for runs over all articles that the current version has not read yet.

    With `failed` those that failed are tried afresh, with `again` all that have ended.
    """
    version = pipeline.pipeline_version()
    runs = ExtractionRun.objects.filter(version=version)
    missing = Article.objects.filter(~Exists(runs.filter(article=OuterRef("pk"))))
    ids = missing.order_by("pk").values_list("pk", flat=True).iterator(_REQUESTED)
    while some := list(islice(ids, _REQUESTED)):
        request(some)
    afresh = [State.FAILED, State.FINISHED] if again else [State.FAILED] if failed else []
    runs.filter(state__in=afresh).update(state=State.QUEUED, attempts=0, error="")


def unfinished() -> int:
    """How many articles wait for the current version, or are being read."""
    return _open_runs().count()


def process(batch_size: int = BATCH_SIZE) -> Iterator[ExtractionRun]:
    """Read articles until none waits, yielding each run as it ends, finished or failed.

    Any number of processes share one backlog. Raises nothing for an article that cannot be read:
    failure is a state of its run.
    """
    worker = _hold_worker_lock()
    _wait_for_the_disk(False)
    try:
        while runs := _claim(worker, batch_size):
            to_read = _to_read([run.article for run in runs])
            yield from _pass_over(run for run in runs if run.article_id not in to_read)
            yield from _read([run for run in runs if run.article_id in to_read])
    finally:
        _wait_for_the_disk(True)
        _release_worker_lock(worker)


def _wait_for_the_disk(wait):
    """Whether commits wait for the disk: a crash of the server may take the last ones, whole.

    Their runs are then found running under a dead worker, and read again.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"{'RESET' if wait else 'SET'} synchronous_commit{'' if wait else ' = off'}")


def _open_runs():
    return ExtractionRun.objects.filter(
        version=pipeline.pipeline_version(), state__in=[State.QUEUED, State.RUNNING]
    )


def _hold_worker_lock():
    worker = random.randrange(1, 2**31)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [_WORKER_LOCK, worker])
    return worker


def _release_worker_lock(worker):
    """Give back what was claimed and not begun, then the lock."""
    _open_runs().filter(worker=worker).update(
        state=State.QUEUED, worker=None, attempts=F("attempts") - 1
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_WORKER_LOCK, worker])


def _dead_workers():
    """The workers of running runs whose lock is gone.

    The runs are read before the locks: a worker holds its lock before it writes its number.
    """
    seen = set(_open_runs().filter(state=State.RUNNING).values_list("worker", flat=True).distinct())
    return seen - living_workers()


def living_workers() -> set[int]:
    """The numbers of the processes that read articles at this moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT objid::bigint FROM pg_locks JOIN pg_database ON pg_database.oid = database "
            "WHERE locktype = 'advisory' AND classid = %s AND datname = current_database()",
            [_WORKER_LOCK],
        )
        return {row[0] for row in cursor.fetchall()}


@transaction.atomic
def _claim(worker, batch_size):
    """Up to `batch_size` runs, now running under this worker.

    A run whose worker died comes alone: an article that kills must not take others with it.
    """
    dead = _dead_workers()
    died = Q(state=State.RUNNING, worker__in=dead)
    poisonous = _open_runs().filter(died, attempts__gte=MAX_ATTEMPTS)
    poisonous.update(
        state=State.FAILED,
        finished_at=timezone.now(),
        error=f"Its worker died {MAX_ATTEMPTS} times while reading this article.",
    )
    free = _open_runs().filter(Q(state=State.QUEUED) | died).order_by("attempts", "pk")
    claimed = _chosen(free, batch_size)
    ExtractionRun.objects.filter(pk__in=claimed).update(
        state=State.RUNNING, worker=worker, attempts=F("attempts") + 1, started_at=timezone.now()
    )
    runs = ExtractionRun.objects.filter(pk__in=claimed).order_by("pk")
    return list(runs.select_related("article"))


def _to_read(articles) -> set[int]:
    """Those of the articles that stand; where that cannot be found out, all are read."""
    try:
        return standing.settled(articles)
    except DatabaseError:
        raise
    except Exception:
        logger.exception("Whether articles stand could not be found out")
        return {article.pk for article in articles}


def _pass_over(runs):
    """End the runs of articles that do not stand, such as copies: they are not read."""
    for run in runs:
        with transaction.atomic():
            if _still_ours(run):
                _end(run, State.FINISHED, counts=standing.PASSED_OVER)
        yield run


def _chosen(free, batch_size) -> list[int]:
    """The first of the free runs.

    Towards the end of the backlog they are so few that the other workers get theirs, and they are
    never more than take some seconds to read: nobody idles while somebody else holds a heap.
    """
    parts = 2 * max(len(living_workers()), 1)
    waiting = free[: batch_size * parts].count()
    first = free.select_for_update(of=("self",), skip_locked=True)[: -(-waiting // parts)]
    rows = list(first.values_list("pk", "attempts", "article__length"))
    fresh = [(pk, length) for pk, attempts, length in rows if not attempts]
    if not fresh:
        return [pk for pk, *_ in rows[:1]]
    before = accumulate((length for _, length in fresh), initial=0)
    return [pk for (pk, _), sofar in zip(fresh, before, strict=False) if sofar < _CLAIMED_LENGTH]


def _read(runs):
    """Run the pipeline over the runs' articles and store each; if a batch fails, one by one."""
    if not runs:
        return
    sources = [_source(run.article) for run in runs]
    extractions = pipeline.extract(sources, knowledge.current(), batch_size=BATCH_SIZE)
    for position, run in enumerate(runs):
        try:
            extraction = next(extractions)
        except Exception as error:
            logger.exception("The pipeline failed here or near it", extra=_named(run))
            if len(runs) == 1:
                yield _end(run, State.FAILED, error=_described(error))
                return
            for left in runs[position:]:
                yield from _read([left])
            return
        yield _store(run, extraction)


def _source(article):
    published = article.published_at
    return pipeline.Source(article.text, article.title, published.date() if published else None)


def _store(run, extraction):
    """Store one article's suggestions and end its run, in one transaction."""
    for attempt in range(1, _STORE_ATTEMPTS + 1):
        try:
            with transaction.atomic():
                if not _still_ours(run):
                    return run
                if not standing.held(run.article_id):
                    return _end(run, State.FINISHED, counts=standing.PASSED_OVER)
                counts = storing.store(run.article, extraction, run)
                run.language = extraction.language or ""
                return _end(run, State.FINISHED, counts=counts)
        except IntegrityError as error:
            if attempt == _STORE_ATTEMPTS:
                logger.exception("The article could not be stored", extra=_named(run))
                return _end(run, State.FAILED, error=_described(error))
    return run


def _still_ours(run):
    """Whether the run, now locked, is still this worker's: its lock may have gone with a
    connection, and another worker taken over."""
    stored = ExtractionRun.objects.select_for_update().get(pk=run.pk)
    return stored.state == State.RUNNING and stored.worker == run.worker


def _end(run, state, *, counts=None, error=""):
    run.state, run.error, run.counts = state, error, counts or {}
    run.finished_at, run.worker = timezone.now(), None
    run.save(update_fields=["state", "error", "counts", "language", "finished_at", "worker"])
    logger.info("article %s", state, extra=_named(run))
    return run


def _named(run):
    """What a line in the log says of the run that it is about."""
    return {"run": run.pk, "article": run.article_id}


def _described(error):
    return f"{type(error).__name__}: {error}"[:2000]
