"""Load a backup into the database: all of it, in one transaction, or nothing."""

import contextlib
import subprocess
import tempfile
from pathlib import Path

from django.db import connection

from newsdesk import backup, clients

# From PostgreSQL 17 on; pg_restore sets it whatever the server.
UNKNOWN_BEFORE_17 = b"SET transaction_timeout = 0;\n"
HEAD_LINES = 40
CLIENTS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND backend_type = 'client backend'
"""
# All that migrations may have made; what belongs to an extension stays, what belongs to a table
# goes with it.
DROPS = """
    WITH theirs AS (SELECT classid, objid FROM pg_depend WHERE deptype IN ('e', 'a', 'i'))
    SELECT format('DROP %s IF EXISTS public.%I CASCADE;', CASE relkind
            WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
            ELSE 'TABLE' END, relname)
    FROM pg_class WHERE relnamespace = 'public'::regnamespace
        AND relkind IN ('r', 'p', 'v', 'm', 'S')
        AND ('pg_class'::regclass, oid) NOT IN (SELECT * FROM theirs)
    UNION ALL
    SELECT format('DROP ROUTINE IF EXISTS %s CASCADE;', oid::regprocedure)
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        AND ('pg_proc'::regclass, oid) NOT IN (SELECT * FROM theirs)
    UNION ALL
    SELECT format('DROP TEXT SEARCH CONFIGURATION IF EXISTS public.%I CASCADE;', cfgname)
    FROM pg_ts_config WHERE cfgnamespace = 'public'::regnamespace
        AND ('pg_ts_config'::regclass, oid) NOT IN (SELECT * FROM theirs)
    UNION ALL
    SELECT format('DROP TYPE IF EXISTS public.%I CASCADE;', typname)
    FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
        AND ('pg_type'::regclass, oid) NOT IN (SELECT * FROM theirs)
"""


class Refused(Exception):
    """The database is not one to restore into as it is; the message says why and what to do."""


def restore(path: Path, replace: bool = False) -> backup.Note:
    """Load the backup; the note in it. What the database held goes only if `replace` says so.

    Raises BadBackup, Refused or ProgramFailed, and has changed nothing then.
    """
    with backup.opened(path) as (note, dump):
        with connection.cursor() as cursor:
            refuse_company(cursor)
            if not replace:
                refuse_to_lose(cursor)
            cursor.execute(DROPS)
            drops = [row[0] for row in cursor.fetchall()]
        load(dump, before=drops, after=checks_of(note))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return note


def refuse_company(cursor) -> None:
    cursor.execute(CLIENTS)
    if others := cursor.fetchone()[0]:
        raise Refused(
            f"The database is in use: {others} other connection(s). Stop newsdesk's web server, "
            "workers and recurring work first; nothing has been changed."
        )


def refuse_to_lose(cursor) -> None:
    """Refuse a database in which somebody has worked; one merely migrated counts as empty."""
    known = set(backup.tables_of(cursor))
    held = [table for table in ("articles_article", "auth_user") if table in known]
    foreign = bool(known) and "django_migrations" not in known
    for table in held:
        cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")
        foreign = foreign or cursor.fetchone()[0]
    if foreign:
        raise Refused(
            "The database is not empty; nothing has been changed. Restore into another one, or "
            "say --replace: all that it holds goes, and what the backup holds takes its place."
        )


def load(dump: Path, before: list[str], after: list[str]) -> None:
    """Run the dump between two lists of statements, in one transaction."""
    messages = tempfile.TemporaryFile("w+")  # noqa: SIM115 - a pipe could fill up
    options = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1")
    psql = clients.start(
        "psql", *options, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=messages
    )
    with messages, psql:
        with contextlib.suppress(BrokenPipeError):  # psql itself says why it has given up
            feed(psql.stdin, dump, before, after)
        if psql.wait():
            messages.seek(0)
            raise clients.ProgramFailed(
                f"The backup could not be loaded; nothing has been changed.\n{messages.read()}"
            )


def feed(out, dump: Path, before: list[str], after: list[str]) -> None:
    """Write all statements to psql. What is cut short never reaches COMMIT."""
    with out:
        out.write("\n".join(["BEGIN;", *before, ""]).encode())
        write_script(dump, out)
        out.write("\n".join(["", *after, "COMMIT;", ""]).encode())


def write_script(dump: Path, out) -> None:
    """Write the dump as SQL. Raises ProgramFailed, before COMMIT, if it cannot be read to its end.

    Comments are left out: on extensions, only whoever made them may write some.
    """
    options = ["--no-owner", "--no-privileges", "--no-comments", "--file=-", dump]
    process = clients.start("pg_restore", *options, connected=False, stdout=subprocess.PIPE)
    with process:
        is_old = connection.pg_version < 170_000
        for _ in range(HEAD_LINES):
            line = process.stdout.readline()
            if not (is_old and line == UNKNOWN_BEFORE_17):
                out.write(line)
        for chunk in iter(lambda: process.stdout.read(backup.CHUNK), b""):
            out.write(chunk)
    if process.returncode:
        raise clients.ProgramFailed("pg_restore failed; nothing has been changed.")


def checks_of(note: backup.Note) -> list[str]:
    """Statements that fail, and so undo all, unless every table has the rows of the note."""
    quoted = connection.ops.quote_name
    return [
        f"DO $$ BEGIN IF (SELECT count(*) FROM public.{quoted(table)}) <> {int(count)} THEN "
        f"RAISE 'the table % is not whole', '{quoted(table)}'; END IF; END $$;"
        for table, count in note.rows.items()
    ]
