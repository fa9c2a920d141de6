from django.core.management.base import BaseCommand

from articles import feeds


class Command(BaseCommand):
    help = (
        "Look once at the feeds whose turn has come and store their new articles. "
        "`recurring --forever` does so by itself."
    )

    def handle(self, **options):
        for feed in feeds.check_due():
            self.stdout.write(f"{feed.url}: {feed.error or told(feed)}")


def told(feed):
    """What a look at a feed brought, in a few words."""
    left = f", {len(feed.report)} left out" if feed.report else ""
    return f"{feed.stored} stored so far{left}"
