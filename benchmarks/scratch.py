"""A database of its own for a benchmark, made before it and dropped after it, whatever happens."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

PROJECT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(PROJECT / "manage.py")]


def set_up():
    """Make Django usable in this process, with the settings of the environment."""
    sys.path.insert(0, str(PROJECT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsdesk.settings"
    import django

    django.setup()


@contextmanager
def scratch_database() -> Iterator[dict[str, str]]:
    """Point this process at an empty, migrated database; gives what points others at it.

    What is given is the environment for commands. The database lies on the server that newsdesk
    would use, with its own settings.
    """
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"{name}_benchmark_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield os.environ | {"DATABASE_URL": _url(connection.get_connection_params())}
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _url(parameters) -> str:
    from django.db import connection

    if hasattr(connection, "address"):  # the embedded server, which this process keeps running
        parameters = parameters | connection.address()
    user, password, host = (
        quote(parameters.get(name) or "", safe="") for name in ("user", "password", "host")
    )
    port = parameters.get("port") or 5432
    return f"postgres://{user}{password and f':{password}'}@{host}:{port}/{parameters['dbname']}"


def run(environment, *arguments, **options):
    """Run a command of manage.py to its end, which must be a good one; what it used (getrusage)."""
    command = subprocess.Popen([*MANAGE, *arguments], env=environment, **options)
    _, status, used = os.wait4(command.pid, 0)
    command.returncode = os.waitstatus_to_exitcode(status)
    if command.returncode:
        raise SystemExit(f"{' '.join(arguments)} ended with status {command.returncode}.")
    return used
