"""PostgreSQL's own programs, pg_dump, pg_restore and psql, over newsdesk's database."""

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection
from psycopg2.extensions import make_dsn

from newsdesk.embedded import programs


class ProgramFailed(Exception):
    """A program of PostgreSQL could not be run or did not do its work; the message says why."""


def program(name: str) -> str:
    """Where the program is: the one that came along, or the system's for a newer server."""
    connection.ensure_connection()
    served = connection.pg_version // 10_000
    if served <= int(programs.major_version()):
        return str(programs.programs(programs.installed()) / name)
    if found := shutil.which(name):
        return found
    raise ProgramFailed(f"The server is PostgreSQL {served}: install its {name}, on the PATH.")


def start(name: str, *options: str | Path, connected: bool = True, **streams) -> subprocess.Popen:
    """Start a program, on newsdesk's database unless told otherwise; its messages in English."""
    command, environment = [program(name), *options], os.environ | {"LC_ALL": "C"}
    if connected:
        given = connection.connection.info
        command.append(f"--dbname={make_dsn(**given.dsn_parameters)}")
        environment |= {"PGPASSWORD": given.password} if given.password else {}
    return subprocess.Popen(command, env=environment, **streams)
