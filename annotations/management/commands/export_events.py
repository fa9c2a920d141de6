import csv

from django.core.management.base import BaseCommand

from annotations.exports import events


class Command(BaseCommand):
    help = "Write accepted proposals and responses as CSV, an event a row, to standard output."

    def add_arguments(self, parser):
        parser.add_argument("--suggested", action="store_true", help="unjudged suggestions too")

    def handle(self, *, suggested, **options):
        table = csv.writer(self.stdout._out, lineterminator="\n")
        table.writerow(events.COLUMNS)
        table.writerows(events.rows(suggested))
