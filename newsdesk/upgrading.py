"""Bring a database up to this newsdesk: migrations, static files, readings of a new pipeline."""

from collections.abc import Callable

from annotations import extraction
from annotations.pipeline import pipeline_version
from newsdesk import preparation, schema

MOST_TOLD = 10


class NewerDatabase(Exception):
    """A newer newsdesk wrote the database; the message says so."""


def upgrade(say: Callable[[str], None], static: bool = True) -> None:
    """Do what is to do, each step only where it is needed; a second time changes nothing.

    A migration that fails takes itself back; those before it stay, and the next upgrade goes on.
    """
    if foreign := schema.unknown(schema.applied()):
        raise NewerDatabase(f"A newer newsdesk wrote this database ({foreign[-1]}). {schema.NEWER}")
    waiting = schema.pending()
    preparation.migrate()
    say(f"Migrations applied: {len(waiting)}{told(waiting)}.")
    if static:
        preparation.collect_static_files()
        say("Static files are up to date.")
    extraction.request_all()
    count = extraction.unfinished()
    say(f"Articles to be read by pipeline {pipeline_version()}: {count}; workers read them.")


def told(names: list[str]) -> str:
    """The names, after a colon, of a few; none of many, as where the database was empty."""
    return f": {', '.join(names)}" if 0 < len(names) <= MOST_TOLD else ""
