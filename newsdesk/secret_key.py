"""The key that signs sessions and forms, made once where none is given."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def kept_secret_key(path: Path) -> str:
    """The key in `path`, which only its owner may read; made if there is none.

    Processes that ask at the same time get the same key. Raises ImproperlyConfigured, with what to
    do, where it can be neither read nor made.
    """
    try:
        if not path.exists():
            make_secret_key(path)
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"newsdesk cannot keep its secret key in {path}: {error.strerror}. Give that folder to "
            "the user that runs newsdesk (chown), name another with NEWSDESK_VAR, or give the key "
            "with NEWSDESK_SECRET_KEY."
        ) from error


def make_secret_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # mkstemp opens for the owner only; a link, unlike a rename, never replaces another's key
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=".secret_key-")
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50) + "\n")
    with contextlib.suppress(FileExistsError):
        os.link(unfinished, path)
    os.unlink(unfinished)
