import os
from collections import Counter
from contextlib import closing
from functools import partial
from typing import NamedTuple

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError
from tqdm import tqdm

from annotations import extraction
from annotations.crew import CrewLost, crew
from annotations.models import State
from annotations.pipeline.parsing import language
from articles.stopping import hearing


class Ended(NamedTuple):
    """What became of one article."""

    article_id: int
    state: str
    error: str


class Command(BaseCommand):
    help = (
        "Read all articles that the current pipeline version has not read yet. Ctrl-C or SIGTERM "
        "lets the articles at hand end; what was not begun waits, and the next start goes on "
        "there. Any number may run at a time, on any number of machines."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--processes",
            type=int,
            default=1,
            help=f"how many read at a time (default: %(default)s; this machine has {cores()} "
            "cores); each takes about half a gigabyte, most of it shared",
        )
        parser.add_argument("--again", action="store_true", help="read what has been read as well")
        parser.add_argument("--failed", action="store_true", help="try what failed once more")
        parser.add_argument(
            "--batch-size",
            type=int,
            default=extraction.BATCH_SIZE,
            help="the most articles that one claim takes (default: %(default)s)",
        )

    def handle(self, *, processes, again, failed, batch_size, **options):
        extraction.request_all(again, failed)
        total, counts = extraction.unfinished(), Counter()
        with hearing() as stop, closing(reading(processes, batch_size, stop)) as runs:
            try:
                for run in shown(runs, total, self.stderr):
                    counts[run.state] += 1
                    if run.state == State.FAILED:
                        told = f"Article {run.article_id} could not be read: {run.error}"
                        self.stderr.write(told)
            except CrewLost as error:
                raise CommandError(f"{error} The rest waits.") from error
            except (DatabaseError, InterfaceError) as error:
                told = f"The database failed: {str(error).strip()}\nWhat was not read waits."
                raise CommandError(told) from error
        if stop:
            read = f"{counts.total()} read, {extraction.unfinished()} wait"
            raise CommandError(f"Stopped: {read}.", returncode=stop.exit_status)
        if counts[State.FAILED]:
            raise CommandError(f"{counts[State.FAILED]} article(s) failed; the rest is done.")


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def reading(processes, batch_size, stop):
    """What becomes of each article, by the work of this process or of several others."""
    if processes > 1:
        language.load()
        return crew(partial(read, batch_size), processes, stop)
    return until(stop, extraction.process(batch_size))


def read(batch_size, tell, stop):
    """Read what waits, and tell what becomes of each article."""
    for run in until(stop, extraction.process(batch_size)):
        tell(Ended(run.article_id, run.state, run.error))


def until(stop, runs):
    """The runs, as long as nobody asks to stop; what was claimed then goes back."""
    with closing(runs):
        for run in runs:
            yield run
            if stop:
                return


def shown(runs, total, terminal):
    """The runs; a terminal is told how many of all have ended, how fast, and the time left."""
    tqdm.monitor_interval = 0  # a thread of it would be no good company for forks
    with tqdm(total=total, unit="article", file=terminal, disable=None, smoothing=0.05) as bar:
        for run in runs:
            yield run
            bar.update()
