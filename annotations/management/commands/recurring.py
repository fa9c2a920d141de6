import logging

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, close_old_connections, connection

from annotations import recurring
from articles.stopping import hearing, wait

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 10


class Command(BaseCommand):
    help = (
        "Do the recurring work whose turn has come: look at feeds, have unread articles read, "
        "remove what has expired. Run it every minute, or once with --forever; any number may "
        "run at a time, on any number of machines."
    )

    def add_arguments(self, parser):
        parser.add_argument("--forever", action="store_true", help="go on until stopped")

    def handle(self, *, forever, **options):
        with hearing() as stop:
            if not forever:
                self._once(stop)
            while forever and not stop:
                recur(stop)
                wait(SECONDS_BETWEEN_LOOKS, stop)

    def _once(self, stop):
        failed = 0
        for turn in recurring.do_due(stop, recurring.WORK):
            failed += bool(turn.error)
            self.stdout.write(f"{turn.name}: {turn.error or turn.told}")
        if failed:
            raise CommandError(f"{failed} of them failed; the rest is done.")


def recur(stop):
    """Do what is due; a database that is not there is waited for."""
    try:
        close_old_connections()
        for _ in recurring.do_due(stop, recurring.WORK):
            pass
    except (OperationalError, InterfaceError):
        logger.exception("The database cannot be used; trying again")
        connection.close()
