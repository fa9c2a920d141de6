"""Files sent to be read in the background: kept until they are read, each whole or not at all."""

import io
import uuid
from collections.abc import Iterable

from django.db import transaction

from .importing import import_file
from .models import Upload

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
    One that has felled its readers MAX_ATTEMPTS times is set aside.
    """
    read = 0
    while (pk := _attempt()) is not None:
        read += _read(pk)
    return read


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
