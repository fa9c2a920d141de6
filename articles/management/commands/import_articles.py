import os

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.importing import import_lines


class Command(BaseCommand):
    help = (
        "Import articles from a JSON Lines file: an object a line with text and, if known, title, "
        "date, outlet, url and byline. Bad rows are reported with their number; the rest is stored."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="the file, in UTF-8")
        parser.add_argument("--outlet", default="", help="the outlet of rows that name none")

    def handle(self, *, file, outlet, **options):
        try:
            lines = open(file, "rb")  # noqa: SIM115 - closed below, after a message of our own
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        with lines, self._progress(lines) as progress:
            new, known, bad = self._import(_counted(lines, progress), outlet)
        self.stdout.write(f"{new} stored, {known} already there, {bad} not readable.")
        if bad:
            raise CommandError(f"{bad} row(s) were left out; the rest is stored.")

    def _progress(self, lines):
        size = os.fstat(lines.fileno()).st_size
        return tqdm(total=size, unit="B", unit_scale=True, file=self.stderr, desc="Importing")

    def _import(self, lines, outlet):
        new = known = bad = 0
        for outcome in import_lines(lines, outlet):
            if outcome.error:
                bad += 1
                self.stderr.write(f"Row {outcome.number}: {outcome.error}")
            elif outcome.is_new:
                new += 1
            else:
                known += 1
        return new, known, bad


def _counted(lines, progress):
    for line in lines:
        progress.update(len(line))
        yield line
