"""Which PostgreSQL newsdesk uses: the one DATABASE_URL names, else the embedded one."""

from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SHAPE = "postgres://user:password@host:5432/name"
ENCODED = "In user and password, write @ as %40, : as %3A, / as %2F, # as %23 and % as %25."
CONNECT_SECONDS = 10  # a host that never answers shall not hold up a start for minutes


def database(url: str, folder: Path, durable: bool = True) -> dict:
    """Django's settings of the database.

    `url` as dj-database-url reads it; if empty, the embedded PostgreSQL with its data in `folder`,
    which starts with the first connection. Raises ImproperlyConfigured for a URL of anything else.
    """
    if url:
        return parsed(url)
    return {
        "ENGINE": "newsdesk.embedded",
        "NAME": "newsdesk",
        "FOLDER": folder,
        "DURABLE": durable,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def parsed(url: str) -> dict:
    try:
        found = dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
    except ValueError:
        found = {}
    if found.get("ENGINE") != "django.db.backends.postgresql" or not found.get("NAME"):
        # The URL itself is not repeated: it holds a password.
        raise ImproperlyConfigured(
            f"DATABASE_URL is not the address of a PostgreSQL database: write {SHAPE}. {ENCODED}"
        )
    found.setdefault("OPTIONS", {}).setdefault("connect_timeout", CONNECT_SECONDS)
    return found
