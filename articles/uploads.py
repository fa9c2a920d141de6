"""Files sent to be read in the background: kept until they are read, each whole or not at all."""

import io
import logging
import uuid
from collections.abc import Iterable
from contextlib import suppress

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.db.models import F

from .importing import import_file
from .models import Upload

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
# So many bad rows of a file are kept with their reasons; the others are only counted.
MAX_REPORTED = 1000
# Any number: the class of the advisory locks of files that are read.
_UPLOAD_LOCK = 0x6E67


def receive(files: Iterable, outlet: str, user) -> uuid.UUID:
    """Keep uploaded files for the worker; all or none. Gives the id of the batch."""
    batch = uuid.uuid4()
    with transaction.atomic():
        for file in files:
            Upload.objects.create(
                batch=batch, name=file.name[-300:], outlet=outlet, raw=file.read(), added_by=user
            )
    return batch


def read_waiting() -> int:
    """Read all files that wait and that nobody else reads; gives how many.

    Whoever reads a file holds its lock as long as it is connected, so that a reader's death gives
    the file back untouched. One that has felled its readers, or could not be read, MAX_ATTEMPTS
    times is set aside.
    """
    read = 0
    while (pk := _claim()) is not None:
        try:
            _read(pk)
            read += 1
        except OperationalError:  # such as a full disk: none of the file's doing
            _forgive(pk)
            raise
        except DatabaseError:
            raise
        except Exception:
            logger.exception("Upload %s could not be read", pk)
            break
        finally:
            with suppress(DatabaseError, InterfaceError):  # with its connection the lock is gone
                _ask_for_lock("pg_advisory_unlock", pk)
    return read


def _forgive(pk):
    """Not count an attempt; where the database is gone, it counts."""
    with suppress(DatabaseError, InterfaceError):
        Upload.objects.filter(pk=pk).update(attempts=F("attempts") - 1)


def _claim() -> int | None:
    """Note that a file is about to be read, and which; its lock is ours from then on."""
    waiting = Upload.objects.filter(state=Upload.State.WAITING).order_by("pk")
    for pk in waiting.values_list("pk", flat=True):
        if _ask_for_lock("pg_try_advisory_lock", pk):
            if waiting.filter(pk=pk).update(attempts=F("attempts") + 1):
                return pk
            _ask_for_lock("pg_advisory_unlock", pk)  # somebody else was faster
    return None


def _ask_for_lock(function, pk) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, (%s %% 2147483648)::integer)", [_UPLOAD_LOCK, pk])
        return cursor.fetchone()[0]


def _read(pk):
    with transaction.atomic():
        upload = Upload.objects.select_for_update(of=("self",)).get(pk=pk)
        if upload.attempts > MAX_ATTEMPTS:
            upload.state = Upload.State.FAILED
        else:
            _take(upload)
            upload.state = Upload.State.DONE
        upload.raw = b""
        upload.save()


def _take(upload):
    stream = io.BytesIO(bytes(upload.raw))
    for outcome in import_file(stream, upload.name, upload.outlet, upload.added_by):
        if not outcome.error:
            upload.stored += outcome.is_new
            upload.known += not outcome.is_new
            continue
        upload.bad += 1
        if upload.bad <= MAX_REPORTED:
            upload.report.append({"row": outcome.number, "error": outcome.error})
