from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from newsdesk import schema


class Command(BaseCommand):
    help = (
        "Say whether newsdesk can serve: settings, database, rights in it, migrations; and if not, "
        "what to do. The web server asks it at every start."
    )

    def add_arguments(self, parser):
        parser.add_argument("--quiet", action="store_true", help="say nothing if all is well")

    def handle(self, *, quiet, **options):
        self.check(databases=["default"])
        if problem := schema.problem():
            raise CommandError(problem)
        if not quiet:
            with connection.cursor() as cursor:
                cursor.execute("SHOW server_version")
                version = cursor.fetchone()[0]
            self.stdout.write(f"newsdesk is ready, on PostgreSQL {version}.")
