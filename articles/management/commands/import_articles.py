import os
import sys

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.importing import import_file


class Command(BaseCommand):
    help = (
        "Import articles from files: JSON Lines (.jsonl) and CSV (.csv) hold one a row with text "
        "and, if known, title, date, outlet, url and byline; any other file (.txt, .html, .docx, "
        ".pdf) is one article. Bad rows are reported with their number; the rest is stored."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="file", help="- is standard input")
        parser.add_argument("--outlet", default="", help="the outlet of articles that name none")
        parser.add_argument(
            "--kind", default="jsonl", help="what standard input is: jsonl, csv, html ..."
        )

    def handle(self, *, files, outlet, kind, **options):
        new = known = bad = 0
        for file in files:
            for outcome in self._outcomes(file, outlet, kind):
                if outcome.error:
                    bad += 1
                    place = f"{file}: row" if len(files) > 1 else "Row"
                    self.stderr.write(f"{place} {outcome.number}: {outcome.error}")
                elif outcome.is_new:
                    new += 1
                else:
                    known += 1
        self.stdout.write(f"{new} stored, {known} already there, {bad} not readable.")
        if bad:
            raise CommandError(f"{bad} row(s) were left out; the rest is stored.")

    def _outcomes(self, file, outlet, kind):
        if file == "-":
            yield from import_file(sys.stdin.buffer, f"input.{kind}", outlet)
            return
        try:
            stream = open(file, "rb")  # noqa: SIM115 - closed below, after a message of our own
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        size = os.fstat(stream.fileno()).st_size
        with stream, tqdm(total=size, unit="B", unit_scale=True, file=self.stderr) as progress:
            for outcome in import_file(stream, file, outlet):
                progress.update(stream.tell() - progress.n)
                yield outcome
