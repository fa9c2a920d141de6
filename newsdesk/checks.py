"""What must be right before newsdesk serves, said at the start with what to do about it.

What is wrong in itself (a number that is none) the settings refuse as they read it
(newsdesk.environment); here is what only shows in the whole. The database is asked by those who are
about to use it: `manage.py ready`, `migrate` and `upgrade`.
"""

import difflib
import os
from pathlib import Path

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import DatabaseError, connections

from newsdesk.unreachable import explained

# By this name commands that serve no pages ask for the checks of settings alone.
TAG = "settings"
PREFIX = "NEWSDESK_"
KNOWN = frozenset(
    {
        *("NEWSDESK_ALLOWED_HOSTS", "NEWSDESK_CSRF_TRUSTED_ORIGINS", "NEWSDESK_DEBUG"),
        *("NEWSDESK_GAZETTEER", "NEWSDESK_HTTPS", "NEWSDESK_LOG", "NEWSDESK_MAX_ARTICLE_CHARS"),
        *("NEWSDESK_MAX_UPLOAD_BYTES", "NEWSDESK_METRICS_FROM", "NEWSDESK_METRICS_TOKEN"),
        *("NEWSDESK_PUBLIC", "NEWSDESK_SECRET_KEY", "NEWSDESK_SPACY_MODEL", "NEWSDESK_VAR"),
    }
)
SHORTEST_KEY, SHORTEST_TOKEN = 50, 16
KEY_COMMAND = """python3 -c "import secrets; print(secrets.token_urlsafe(50))\""""
EXTENSIONS = ("pg_trgm", "unaccent")
# Each of what newsdesk must be able to do in its database, and what is wrong where it is not.
RIGHTS = f"""
    SELECT current_user, current_database(), current_setting('server_encoding'),
        has_schema_privilege('public', 'CREATE'),
        has_database_privilege(current_database(), 'CREATE'),
        ARRAY(SELECT name FROM unnest(ARRAY{list(EXTENSIONS)}) AS name
              WHERE name NOT IN (SELECT extname FROM pg_extension)),
        ARRAY(SELECT name FROM unnest(ARRAY{list(EXTENSIONS)}) AS name
              WHERE name NOT IN (SELECT name FROM pg_available_extensions)),
        (SELECT relname FROM pg_class
         WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
             AND NOT pg_has_role(relowner, 'MEMBER') ORDER BY relname LIMIT 1)
"""


@register(TAG)
def names_are_known(app_configs, **options):
    """No setting is misspelt: one that is would silently not hold."""
    return [misspelt(name) for name in sorted(os.environ) if is_unknown(name)]


def is_unknown(name: str) -> bool:
    return name.startswith(PREFIX) and name not in KNOWN


def misspelt(name: str) -> Error:
    ours = {known.removeprefix(PREFIX): known for known in KNOWN}
    close = difflib.get_close_matches(name.removeprefix(PREFIX), ours, n=1)
    hint = f"Did you mean {ours[close[0]]}?" if close else "Take it out of the environment."
    return Error(f"{name} is no setting of newsdesk.", hint=hint, id="newsdesk.E001")


@register(TAG)
def secrets_are_long(app_configs, **options):
    """What is given as a secret cannot be guessed."""
    least = {"NEWSDESK_SECRET_KEY": SHORTEST_KEY, "NEWSDESK_METRICS_TOKEN": SHORTEST_TOKEN}
    return [
        Error(
            f"{name} is too short: it needs {shortest} characters.",
            hint=f"This makes one: {KEY_COMMAND}",
            id="newsdesk.E002",
        )
        for name, shortest in least.items()
        if 0 < len(os.environ.get(name, "")) < shortest
    ]


@register(TAG)
def the_site_has_a_name(app_configs, **options):
    """Behind a proxy, the names by which the site is reached are given."""
    if not settings.NEWSDESK_HTTPS or os.environ.get("NEWSDESK_ALLOWED_HOSTS"):
        return []
    return [
        Error(
            "NEWSDESK_HTTPS is on, but NEWSDESK_ALLOWED_HOSTS names no site.",
            hint="Write the names in its address: NEWSDESK_ALLOWED_HOSTS=news.example.org",
            id="newsdesk.E003",
        )
    ]


@register(TAG)
def debug_stays_at_home(app_configs, **options):
    """What shows code and settings is never served to others."""
    if not (settings.NEWSDESK_HTTPS and settings.DEBUG):
        return []
    hint = "Take NEWSDESK_DEBUG out of the environment: it shows code and settings to everybody."
    message = "NEWSDESK_DEBUG is on behind NEWSDESK_HTTPS."
    return [Error(message, hint=hint, id="newsdesk.E004")]


@register(TAG)
def the_folder_can_be_written(app_configs, **options):
    """Where the database or the key is kept in it, NEWSDESK_VAR can be written."""
    is_needed = not (os.environ.get("DATABASE_URL") and os.environ.get("NEWSDESK_SECRET_KEY"))
    nearest = next(path for path in (settings.VAR, *settings.VAR.parents) if path.exists())
    if not is_needed or (nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)):
        return []
    return [Error(*unwritable(settings.VAR), id="newsdesk.E005")]


def unwritable(folder: Path) -> tuple[str, str]:
    """What is wrong with a data folder that cannot be written, and what to do."""
    return (
        f"newsdesk cannot write its data folder, {folder}.",
        "Give it to the user that runs newsdesk (chown), or name another with NEWSDESK_VAR.",
    )


@register(Tags.database)
def the_database_can_be_used(app_configs, databases, **options):
    """It answers, is new enough, and newsdesk may make its tables there."""
    return [problem for alias in databases or [] for problem in wrong_with(alias)]


def wrong_with(alias: str) -> list[Error]:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute(RIGHTS)
            found = cursor.fetchone()
    except DatabaseError as error:
        return [Error(explained(error) or str(error).strip(), id="newsdesk.E006")]
    return [Error(words, hint=hint, id="newsdesk.E007") for words, hint in missing(*found)]


def missing(user, name, encoding, may_make, may_extend, absent, unavailable, foreign):
    """What newsdesk may not do in its database, and the command that lets it."""
    if encoding != "UTF8":
        yield (
            f"The database {name} is in {encoding}, not UTF8.",
            f"Make it anew: createdb --owner={user} --encoding=UTF8 --template=template0 {name}",
        )
    if not may_make:
        yield (
            f"The user {user} may not make tables in the database {name}.",
            f"As its administrator, in that database: GRANT CREATE ON SCHEMA public TO {user};",
        )
    if foreign:
        yield (
            f"The table {foreign} belongs to another user than {user}.",
            f"Connect as its owner, or as administrator: ALTER TABLE {foreign} OWNER TO {user};",
        )
    for extension in absent:
        if extension in unavailable:
            yield (
                f"The server lacks the extension {extension}.",
                "Install what holds PostgreSQL's contributed extensions (postgresql-contrib).",
            )
        elif not may_extend:
            yield (
                f"The user {user} may not add the extension {extension} to the database {name}.",
                f"As its administrator, in that database: CREATE EXTENSION {extension};",
            )
