from importlib.resources import files

from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles import importing

SAMPLES = files("articles") / "samples" / "articles.jsonl"


class Command(BaseCommand):
    help = "Store the sample articles and read them with the pipeline."

    def handle(self, **options):
        with SAMPLES.open("rb") as lines:
            for outcome in importing.import_file(lines, SAMPLES.name):
                if outcome.error:
                    self.stderr.write(f"Sample {outcome.number}: {outcome.error}")
        call_command("process", stderr=self.stderr)
