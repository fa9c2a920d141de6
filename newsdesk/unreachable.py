"""What it means when the database cannot be had, and what to do about it."""

import re

from django.db import NotSupportedError

from newsdesk.embedded.base import CannotStart

# What libpq says when it cannot connect, and what is to be done then.
REFUSALS = (
    ("password authentication failed|no password supplied", "Correct user and password there."),
    ('role ".*" does not exist', "Make the user (createuser --pwprompt), or correct the name."),
    (
        'database ".*" does not exist',
        "Make it (createdb --owner=USER --encoding=UTF8 NAME), or correct the name.",
    ),
    ("could not translate host name", "Correct the host: its name leads nowhere from here."),
    (
        "Connection refused|No such file or directory",
        "Start PostgreSQL, or correct host and port: nothing listens there.",
    ),
    (
        "timeout expired|timed out|No route to host|Network is unreachable",
        "Correct the host, or open the way to it: a firewall may stand between.",
    ),
    ("no pg_hba.conf entry|not permitted to log in", "Let this user in, in its pg_hba.conf."),
    (
        "too many clients|remaining connection slots|too many connections",
        "Raise its max_connections, or start fewer web processes and workers.",
    ),
    ("the database system is", "It is starting or stopping: try again in a moment."),
    ("does not support SSL", "Take sslmode=require out of it, or switch on SSL in the server."),
)


def explained(error: Exception) -> str | None:
    """What a refused connection means and what to do; None for an error of another kind."""
    said = str(error).strip()
    if isinstance(error.__cause__, CannotStart):
        return said
    if isinstance(error, NotSupportedError):  # Django names the version found and the one needed
        return f"The server is too old. {said} Move to a newer one: backup there, restore here."
    for pattern, advice in REFUSALS:
        if re.search(pattern, said):
            return f"The database of DATABASE_URL cannot be used. {advice}\nPostgreSQL says: {said}"
    return None
