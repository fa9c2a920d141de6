from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from annotations import extraction
from annotations.models import State


class Command(BaseCommand):
    help = "Read all articles that have no finished run of the current pipeline version."

    def add_arguments(self, parser):
        parser.add_argument(
            "--again", action="store_true", help="read articles with a finished run as well"
        )
        parser.add_argument(
            "--batch-size",
            type=int,
            default=extraction.BATCH_SIZE,
            help="articles that one claim takes (default: %(default)s)",
        )

    def handle(self, *, again, batch_size, **options):
        extraction.request_all(again)
        failed = []
        with tqdm(total=extraction.unfinished(), unit="article", file=self.stderr) as progress:
            for run in extraction.process(batch_size):
                progress.update()
                if run.state == State.FAILED:
                    failed.append(run)
        for run in failed:
            self.stderr.write(f"Article {run.article_id} could not be read: {run.error}")
        if failed:
            raise CommandError(f"{len(failed)} article(s) failed; the rest is done.")
