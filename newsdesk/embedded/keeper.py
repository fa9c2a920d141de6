"""The process that runs the embedded PostgreSQL and stops it after its last user.

Run as `python -m newsdesk.embedded.keeper FOLDER DURABLE`. Detaches itself, and answers on standard
output: "ready", or why it could not start the server.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg2

from newsdesk.embedded.cluster import Cluster, ServerError, open_cluster
from newsdesk.embedded.server import PORT, accepts_connections, connect, open_lock, try_lock

POLL_SECONDS = 0.1
START_SECONDS = 300  # a server that was killed replays its log before it answers
OTHERS_SECONDS = 60  # what a dying server of this folder is given to end
STOP_SECONDS = 60
LOG_BYTES = 5_000_000
PR_SET_PDEATHSIG = 1
SETTINGS = {
    "port": str(PORT),
    "listen_addresses": "",
    "unix_socket_directories": ".",
    "unix_socket_permissions": "0700",
    # A refused statement and its row may hold an article's text: they are not written down.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    # PostgreSQL's defaults are for a machine of another age: with these, many articles at once are
    # stored a tenth faster. The memory is taken when it is needed.
    "shared_buffers": "256MB",
    "wal_buffers": "32MB",
    "max_wal_size": "2GB",
}
# For data that nobody will miss: a crash of the machine may lose or break it.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def main(folder: Path, durable: bool) -> None:
    detach()
    try:
        server = take_over(folder, durable)
    except (ServerError, OSError) as error:
        answer(str(error))
        raise
    answer("ready")
    if server is not None:
        wait_for_last_user(folder, server)
        stop(server)


def detach() -> None:
    """Leave the starter's session, and let it see its child end; its Ctrl-C is not ours."""
    if os.fork():
        os._exit(0)
    os.setsid()
    os.chdir("/")


def answer(text: str) -> None:
    with contextlib.suppress(BrokenPipeError):  # the starter was killed; its server is stopped soon
        os.write(1, text.encode())
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def take_over(folder: Path, durable: bool) -> subprocess.Popen | None:
    """Start the server; None if another keeper has done so."""
    lock = open_lock(folder / "keeper.lock")  # ours until we end
    while not try_lock(lock):
        if accepts_connections(folder):
            return None
        time.sleep(POLL_SECONDS)
    cluster = open_cluster(folder)
    wait_for_others(cluster.data)
    remove_remains(cluster.data)
    server = start(folder, cluster, durable)
    wait_until_ready(folder, server)
    return server


def wait_for_others(data: Path) -> None:
    """Wait for the processes of a server whose keeper, or whose own main process, was killed."""
    deadline = time.monotonic() + OTHERS_SECONDS
    while others := servers_in(data):
        main_process = read_pid(data)
        for process in others:
            if main_process not in [each.pid for each in others]:
                signal_process(process, signal.SIGQUIT)  # left behind by a killed main process
        if time.monotonic() > deadline:
            pid = others[0].pid
            raise ServerError(f"process {pid} runs a PostgreSQL in {data}; end it and try again.")
        time.sleep(POLL_SECONDS)


def servers_in(data: Path) -> list[psutil.Process]:
    """The PostgreSQL processes that have `data` as their working directory."""
    found, wanted = [], os.path.realpath(data)
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.name() == "postgres" and process.cwd() == wanted:
                found.append(process)
    return found


def signal_process(process: psutil.Process, number: int) -> None:
    with contextlib.suppress(psutil.Error):
        process.send_signal(number)


def read_pid(data: Path) -> int | None:
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int((data / "postmaster.pid").read_text().splitlines()[0])
    return None


def remove_remains(data: Path) -> None:
    """Remove what a killed server leaves: its process id may be another process's by now."""
    for name in ("postmaster.pid", f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
        (data / name).unlink(missing_ok=True)


def start(folder: Path, cluster: Cluster, durable: bool) -> subprocess.Popen:
    settings = SETTINGS | ({} if durable else FAST)
    settings["hba_file"] = str(cluster.home / "pg_hba.conf")
    settings["ident_file"] = str(cluster.home / "pg_ident.conf")
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with open_log(folder / "postgres.log") as log:
        return subprocess.Popen(
            [cluster.programs / "postgres", "-D", cluster.data, *options],
            cwd=cluster.data,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=end_with_parent(),
            **cluster.run_as,
        )


def open_log(path: Path):
    if path.exists() and path.stat().st_size > LOG_BYTES:
        path.rename(path.with_suffix(".log.1"))
    return path.open("ab")


def end_with_parent():
    """A function for the child: have the kernel ask it to shut down if the keeper is killed."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def wait_until_ready(folder: Path, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            connect(folder).close()
            return
        except psycopg2.OperationalError as error:
            reason = str(error).strip()
        time.sleep(POLL_SECONDS / 5)
    if server.poll() is None:
        stop(server)
        raise ServerError(f"it does not answer: {reason}")
    raise ServerError(f"it ended at once; see {folder / 'postgres.log'}")


def wait_for_last_user(folder: Path, server: subprocess.Popen) -> None:
    """Return when no process uses the server any more, with the door locked behind the last one."""
    users = open_lock(folder / "users.lock")
    while server.poll() is None and not try_lock(users):
        time.sleep(POLL_SECONDS)


def stop(server: subprocess.Popen) -> None:
    """Shut down without waiting for clients; after a minute without tidying, which is safe too."""
    for number in (signal.SIGINT, signal.SIGQUIT):
        if server.poll() is None:
            server.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(STOP_SECONDS)
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] == "1")
