import os
import sys
from collections import Counter
from contextlib import closing
from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from tqdm import tqdm

from articles.importing import import_file
from articles.stopping import hearing

# More connections than this have never made an import faster.
MOST_WRITERS = 8
ROWS_BETWEEN_LOOKS = 100


class Command(BaseCommand):
    # Those of newsdesk.checks: to check pages takes longer than to store a thousand articles.
    requires_system_checks = ("settings",)
    help = (
        "Import articles from files: JSON Lines (.jsonl) and CSV (.csv) hold one a row with text "
        "and, if known, title, date, outlet, url and byline; any other file (.txt, .html, .docx, "
        ".pdf) is one article. Bad rows are reported with their number; the rest is stored. An "
        "import that was stopped goes on when it is given again: nothing is stored twice."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="file", help="- is standard input")
        parser.add_argument("--outlet", default="", help="the outlet of articles that name none")
        parser.add_argument(
            "--kind",
            default="jsonl",
            choices=["jsonl", "csv", "txt", "html", "docx", "pdf"],
            help="what standard input is (default: %(default)s)",
        )
        parser.add_argument(
            "--writers",
            type=int,
            default=min((os.cpu_count() or 1) + 1, MOST_WRITERS),
            help="how many connections store at a time (default: %(default)s, one more than cores)",
        )

    def handle(self, *, files, outlet, kind, writers, **options):
        counts = Counter()
        try:
            with hearing() as stop:
                for file in files:
                    place = f"{file}: row" if len(files) > 1 else "Row"
                    asked = {"outlet": outlet, "kind": kind, "writers": writers, "stop": stop}
                    try:
                        self._import(file, counts, place, **asked)
                    except OSError as error:
                        self.stderr.write(f"{file} cannot be read: {error.strerror or error}.")
                        counts["unread"] += 1
        except DatabaseError as error:
            raise CommandError(
                f"The database failed: {str(error).strip()}\n{told(counts)} These stay. Give the "
                "same again when it works: nothing is stored twice."
            ) from error
        if stop:
            raise CommandError(
                f"Stopped. {told(counts)} Give the same again to go on.",
                returncode=stop.exit_status,
            )
        self.stdout.write(told(counts))
        if counts["unread"]:
            raise CommandError(f"{counts['unread']} file(s) cannot be read; the rest is stored.")
        if counts["bad"]:
            raise CommandError(f"{counts['bad']} row(s) were left out; the rest is stored.")

    def _import(self, file, counts, place, *, outlet, kind, writers, stop):
        stream, name, size = opened(file, kind)
        outcomes = import_file(stream, name, outlet, writers=writers, stop=lambda: bool(stop))
        with stream, closing(outcomes):
            for outcome in watched(outcomes, stream, size, self.stderr):
                counts[kind_of(outcome)] += 1
                if outcome.error:
                    self.stderr.write(f"{place} {outcome.number}: {outcome.error}")


def opened(file, kind):
    """A file as a stream, its name, and its size if known."""
    if file == "-":
        return sys.stdin.buffer, f"input.{kind}", None
    stream = open(file, "rb")  # noqa: SIM115 - the caller closes it
    return stream, file, os.fstat(stream.fileno()).st_size


def watched(outcomes, stream, size, terminal):
    """The outcomes; a terminal is told how far the file is read, how fast, and the time left."""
    began = monotonic()
    form = None if size else "{elapsed}{postfix}"
    with tqdm(
        total=size, unit="B", unit_scale=True, bar_format=form, file=terminal, disable=None
    ) as bar:
        for count, outcome in enumerate(outcomes, 1):
            yield outcome
            if not (bar.disable or count % ROWS_BETWEEN_LOOKS):
                rate = count / (monotonic() - began)
                bar.set_postfix_str(f"{count:,} rows, {rate:,.0f} a second", refresh=not size)
                bar.update(stream.tell() - bar.n if size else 0)


def kind_of(outcome):
    if outcome.error:
        return "bad"
    return "new" if outcome.is_new else "known"


def told(counts):
    return "{new} stored, {known} already there, {bad} not readable.".format_map(counts)
