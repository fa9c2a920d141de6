"""Use the embedded PostgreSQL: hold on to it, and start it where it does not run."""

import contextlib
import fcntl
import os
import subprocess
import sys
import threading
from pathlib import Path

import psycopg2

from newsdesk.embedded.cluster import DATABASE, ROLE, ServerError, is_owner

PORT = 5432  # only a part of the socket's name: nothing listens to the network
PROJECT = Path(__file__).resolve().parent.parent.parent
# A socket's address has room for 107 bytes, of which its file name takes 16.
LONGEST_SOCKET_FOLDER = 90

_held: dict[Path, int] = {}  # the users' lock, by folder; children inherit it with the descriptor
_folders: dict[Path, int] = {}
_guard = threading.Lock()


def ensure_running(folder: Path, durable: bool = True) -> None:
    """Return once the server of `folder` accepts connections; it stays up while this process lives.

    Raises ServerError with what to do if it cannot be started.
    """
    hold(folder)
    if accepts_connections(folder):
        return
    with exclusive_lock(folder / "start.lock"):
        if not accepts_connections(folder):
            start_keeper(folder, durable)


def hold(folder: Path) -> None:
    """Become a user of the server: it is not stopped while this process or its forks live."""
    with _guard:
        if folder in _held:
            return
        make_private(folder)
        lock = open_lock(folder / "users.lock")
        fcntl.flock(lock, fcntl.LOCK_SH)  # waits while the keeper is stopping the server
        _held[folder] = lock


def make_private(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.geteuid():
        owner = folder.owner()
        raise ServerError(
            f"The database in {folder} belongs to {owner}: run newsdesk as {owner},"
            " or keep your own elsewhere with NEWSDESK_VAR."
        )


def open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def try_lock(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def exclusive_lock(path: Path):
    lock = open_lock(path)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def start_keeper(folder: Path, durable: bool) -> None:
    command = [sys.executable, "-m", "newsdesk.embedded.keeper", str(folder), str(int(durable))]
    with (folder / "keeper.log").open("w") as log:
        started = subprocess.run(
            command,
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    if started.stdout != "ready":
        reason = started.stdout or f"see {log.name}"
        raise ServerError(f"It did not start: {reason}")


def accepts_connections(folder: Path) -> bool:
    try:
        connect(folder).close()
    except OSError:
        return False
    except psycopg2.OperationalError as error:
        # A server with too many clients runs; one that says what "the database system is" doing,
        # starting up or shutting down, is not there yet or no longer.
        return "FATAL" in str(error) and "the database system is" not in str(error)
    return True


def connect(folder: Path):
    return psycopg2.connect(**address(folder), dbname=DATABASE)


def address(folder: Path) -> dict:
    """Where the server is and as whom to ask, whatever PGPORT and its like may say."""
    return {"host": socket_folder(folder), "port": PORT, "user": ROLE}


def socket_folder(folder: Path) -> str:
    """What a client gives as `host`. Raises OSError while there is no data folder.

    A path too long for a socket's address, or with a comma (which libpq takes for a list of hosts),
    is reached through a descriptor of the folder.
    """
    link = folder / "data"
    if link.is_symlink() and not is_owner(link):
        raise FileNotFoundError(f"{link} leads to the database of another folder")
    data = os.path.realpath(link)
    if len(os.fsencode(data)) <= LONGEST_SOCKET_FOLDER and "," not in data:
        return data
    with _guard:
        if folder not in _folders:
            _folders[folder] = os.open(data, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        return f"/proc/{os.getpid()}/fd/{_folders[folder]}"
