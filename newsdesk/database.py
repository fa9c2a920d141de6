"""Which PostgreSQL newsdesk uses: the one DATABASE_URL names, else the embedded one."""

from pathlib import Path

import dj_database_url


def database(url: str, folder: Path, durable: bool = True) -> dict:
    """Django's settings of the database.

    `url` as dj-database-url reads it; if empty, the embedded PostgreSQL with its data in `folder`,
    which starts with the first connection. Django itself refuses a server older than PostgreSQL 14.
    """
    if url:
        return dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
    return {
        "ENGINE": "newsdesk.embedded",
        "NAME": "newsdesk",
        "FOLDER": folder,
        "DURABLE": durable,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
