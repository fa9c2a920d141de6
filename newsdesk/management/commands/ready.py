from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from newsdesk import schema


class Command(BaseCommand):
    help = (
        "Say whether newsdesk can serve: settings, database, rights in it, migrations; and if not, "
        "what to do. The web server asks it at every start."
    )

    def handle(self, **options):
        self.check(databases=["default"])
        if problem := schema.problem():
            raise CommandError(problem)
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            self.stdout.write(f"newsdesk is ready, on PostgreSQL {cursor.fetchone()[0]}.")
