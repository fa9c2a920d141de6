"""Write the whole database as SQL: for a backup, or to move it to another PostgreSQL."""

import os
import subprocess

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from newsdesk.embedded import programs


class Command(BaseCommand):
    help = "Write the database as SQL to standard output; `manage.py dbshell < FILE` loads it."

    def handle(self, *args, **options):
        connection.ensure_connection()
        given = connection.connection.info
        pg_dump = programs.programs(programs.installed()) / "pg_dump"
        command = [pg_dump, "--no-owner", "--no-privileges"]
        command += ["--host", given.host, "--port", str(given.port)]
        command += ["--username", given.user, given.dbname]
        environment = os.environ | {"PGPASSWORD": given.password or ""}
        if subprocess.run(command, env=environment, check=False).returncode:
            raise CommandError("pg_dump failed; what it wrote is not whole.")
