import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from articles import feeds


class Command(BaseCommand):
    help = (
        "Look at the feeds whose turn has come and store their new articles. "
        "Run it every few minutes, or once with --forever; any number may run at a time."
    )

    def add_arguments(self, parser):
        parser.add_argument("--forever", action="store_true", help="go on looking until stopped")

    def handle(self, *, forever, **options):
        while True:
            for feed in feeds.check_due():
                self.stdout.write(f"{feed.url}: {feed.error or told(feed)}")
            if not forever:
                return
            close_old_connections()
            time.sleep(SECONDS_BETWEEN_LOOKS)


SECONDS_BETWEEN_LOOKS = 30


def told(feed):
    """What a look at a feed brought, in a few words."""
    left = f", {len(feed.report)} left out" if feed.report else ""
    return f"{feed.stored} stored so far{left}"
