"""Files sent to be read in the background: kept until they are read, each whole or not at all."""

import io
import logging
import uuid
from collections.abc import Iterable
from contextlib import suppress

from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.db.models import F

from .importing import import_file
from .models import Upload

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
# So many bad rows of a file are kept with their reasons; the others are only counted.
MAX_REPORTED = 1000


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
    """Read all files that wait; gives how many.

    Whoever reads a file holds its row, so that a reader's death gives the file back untouched.
    One that has felled its readers, or could not be read, MAX_ATTEMPTS times is set aside.
    """
    read = 0
    while (pk := _attempt()) is not None:
        try:
            read += _read(pk)
        except OperationalError:  # such as a full disk: none of the file's doing
            _forgive(pk)
            raise
        except DatabaseError:
            raise
        except Exception:
            logger.exception("Upload %s could not be read", pk)
            break
    return read


def _forgive(pk):
    """Not count an attempt; where the database is gone, it counts."""
    with suppress(DatabaseError, InterfaceError):
        Upload.objects.filter(pk=pk).update(attempts=F("attempts") - 1)


def _attempt() -> int | None:
    """Note that a file is about to be read, and which."""
    with transaction.atomic():
        upload = _held(Upload.objects.all()).defer("raw").first()
        if upload is None:
            return None
        upload.attempts += 1
        upload.save(update_fields=["attempts"])
        return upload.pk


def _read(pk) -> bool:
    with transaction.atomic():
        upload = _held(Upload.objects.filter(pk=pk)).first()
        if upload is None:  # somebody else was faster
            return False
        if upload.attempts > MAX_ATTEMPTS:
            upload.state = Upload.State.FAILED
        else:
            _take(upload)
            upload.state = Upload.State.DONE
        upload.raw = b""
        upload.save()
        return True


def _held(uploads):
    waiting = uploads.filter(state=Upload.State.WAITING).order_by("pk")
    return waiting.select_for_update(of=("self",), skip_locked=True)


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
