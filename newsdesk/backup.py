"""A backup: one file that holds the whole database and says what it is.

It is a zip archive, whose checksums and table of contents tell a broken or truncated file, of two
members: what pg_dump wrote (its custom format), and a note on it in JSON. Both are of one moment,
however much is written meanwhile.
"""

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from annotations.pipeline import pipeline_version
from newsdesk import clients, schema

FORMAT = 1
DUMP, NOTE = "database.dump", "backup.json"
CHUNK = 1 << 20
# Who is signed in is no news, and a stolen backup shall not be a way in.
LEFT_OUT = "django_session"
NAMES = "newsdesk-%Y%m%d-%H%M%S.zip"
PATTERN = "newsdesk-[0-9]*-[0-9]*.zip"


class BadBackup(Exception):
    """A file is no backup that can be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a backup says of itself: when and of what it was made, and the rows of each table."""

    format: int
    made_at: str
    postgresql: str
    pipeline: str
    migrations: list[str]
    rows: dict[str, int]


def write(path: Path) -> Note:
    """Back the database up into `path`, which appears, for its owner alone, once it is whole.

    Raises ProgramFailed and OSError, and leaves nothing then.
    """
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w") as archive:
            note = fill(archive)
            archive.close()
            os.fsync(file.fileno())
        os.rename(unfinished, path)
    except BaseException:
        os.unlink(unfinished)
        raise
    return note


@transaction.atomic
def fill(archive: zipfile.ZipFile) -> Note:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot(), current_setting('server_version')")
        snapshot, version = cursor.fetchone()
        rows = count_rows(cursor)
    made_at = timezone.now().isoformat(timespec="seconds")
    note = Note(FORMAT, made_at, version, pipeline_version(), schema.applied(), rows)
    dump(archive, snapshot)
    archive.writestr(member(NOTE), json.dumps(asdict(note), indent=1))
    return note


def count_rows(cursor) -> dict[str, int]:
    tables = [name for name in tables_of(cursor) if name != LEFT_OUT]
    counts = {}
    for table in tables:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
        counts[table] = cursor.fetchone()[0]
    return counts


def tables_of(cursor) -> list[str]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    return [row[0] for row in cursor.fetchall()]


def dump(archive: zipfile.ZipFile, snapshot: str) -> None:
    options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
    options.append(f"--exclude-table-data={LEFT_OUT}")
    with (
        clients.start("pg_dump", *options, stdout=subprocess.PIPE) as process,
        archive.open(member(DUMP), "w", force_zip64=True) as file,
    ):
        shutil.copyfileobj(process.stdout, file, CHUNK)
    if process.returncode:
        raise clients.ProgramFailed("pg_dump failed; what it said stands above.")


def member(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, timezone.now().timetuple()[:6])


@contextlib.contextmanager
def opened(path: Path) -> Iterator[tuple[Note, Path]]:
    """The note and the dump of a backup whose every byte has been checked.

    Raises BadBackup for a file that is no backup, is broken or truncated, or was made by a newer
    newsdesk.
    """
    with tempfile.TemporaryDirectory(prefix="newsdesk-restore-") as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                note = read_note(archive)
                unpacked = Path(archive.extract(DUMP, folder))
        except OSError as error:
            raise BadBackup(f"{path} cannot be read: {error.strerror or error}.") from error
        except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
            raise BadBackup(
                f"{path} is no whole backup of newsdesk ({error}). It is broken, cut short or "
                "something else; nothing has been changed. Take another, or fetch it anew."
            ) from error
        yield note, unpacked


def read_note(archive: zipfile.ZipFile) -> Note:
    told = json.loads(archive.read(NOTE))
    if told["format"] > FORMAT or schema.unknown(told["migrations"]):
        raise BadBackup(
            f"{archive.filename} was made by a newer newsdesk, on {told['made_at']}; this one "
            "would lose what it does not know. Bring newsdesk itself up to date first."
        )
    return Note(**told)


def keep_newest(folder: Path, count: int) -> list[Path]:
    """Remove all but the newest `count` backups that were named by their time; give the removed."""
    old = sorted(folder.glob(PATTERN))[:-count]
    for path in old:
        path.unlink()
    return old


def name_of(moment: datetime) -> str:
    return moment.strftime(NAMES)
