"""Everything that `make run` and `make dev` start: database, web server and worker, in one place.

Run as `python -m newsdesk.run [--reload]`. Reads HOST and PORT. Ends when one of its children does,
and takes the others with it.
"""

import argparse
import contextlib
import ctypes
import errno
import ipaddress
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
from django.core.exceptions import ImproperlyConfigured

from newsdesk.environment import number

PROJECT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(PROJECT / "manage.py")]
PR_SET_PDEATHSIG = 1
POLL_SECONDS = 0.2
START_SECONDS = 60
STOP_SECONDS = 15  # what a worker is given to finish its task


def main() -> int:
    arguments = read_arguments()
    if arguments.end_with_parent:
        end_with_parent()
    hear_requests_to_stop()
    try:
        host, port = os.environ.get("HOST") or "127.0.0.1", number("PORT", 8000, most=65535)
        number("WEB_CONCURRENCY", 2)
        refuse_taken_port(host, port)
        set_defaults(host, arguments.reload)
        prepare(arguments.reload)
        return serve(host, port, arguments.reload)
    except ImproperlyConfigured as error:
        sys.exit(f"newsdesk: {error}")
    except KeyboardInterrupt:
        say("\nnewsdesk has stopped.")
        return 0


def serve(host: str, port: int, reload: bool) -> int:
    """Run web server and worker until one of them ends, or we are told to."""
    children = {}
    try:
        for name, command in commands(host, port, reload).items():
            children[name] = start_child(command)
        wait_until_serving(host, port, children)
        announce(host, port)
        return wait_for_the_first_to_end(children)
    finally:
        stop(children.values())


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="newsdesk", description=__doc__.splitlines()[0])
    parser.add_argument("--reload", action="store_true", help="debug, and start again on changes")
    parser.add_argument("--end-with-parent", action="store_true", help="also when it is killed")
    return parser.parse_args()


def hear_requests_to_stop() -> None:
    """Take the end of the terminal, unless nohup has hidden it, and SIGTERM for a Ctrl-C."""
    # A shell starts what it puts in the background deaf to SIGINT.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.default_int_handler)


def end_with_parent() -> None:
    """Have the kernel end this process when its parent is killed, as a plain Ctrl-C would."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def refuse_taken_port(host: str, port: int) -> None:
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        advice = f"Choose another port: make run PORT={port + 1}"
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            advice = "HOST is no address of this machine; 0.0.0.0 stands for all that it has."
        sys.exit(f"newsdesk: cannot listen on {host}, port {port}: {error.strerror}.\n{advice}")


def set_defaults(host: str, reload: bool) -> None:
    """What differs from the settings' own defaults, where the environment says nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsdesk.settings")
    os.environ.setdefault("NEWSDESK_PUBLIC", "1")
    os.environ.setdefault("NEWSDESK_ALLOWED_HOSTS", ",".join(own_names(host)))
    if reload:
        os.environ["NEWSDESK_DEBUG"] = "1"


def own_names(host: str) -> list[str]:
    """The names a browser may call this machine by, given the address it listens on."""
    names = ["localhost", "127.0.0.1", "[::1]"]
    if not is_loopback(host):
        names += [host, socket.gethostname(), *own_addresses()]
    return list(dict.fromkeys(names))


def is_loopback(host: str) -> bool:
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def own_addresses() -> list[str]:
    families = {socket.AF_INET: "{}", socket.AF_INET6: "[{}]"}
    every = [address for each in psutil.net_if_addrs().values() for address in each]
    return [
        families[address.family].format(address.address.partition("%")[0])
        for address in every
        if address.family in families
    ]


def prepare(reload: bool) -> None:
    """Bring database and files up to date, and load the samples into an empty database."""
    import django

    django.setup()
    from newsdesk import preparation

    say("Preparing the database ...")
    preparation.migrate()
    if not reload:  # the reloading server takes static files from where they are
        preparation.collect_static_files()
    if not preparation.load_samples():
        sys.exit("newsdesk: the samples were not loaded.")


def commands(host: str, port: int, reload: bool) -> dict[str, list[str]]:
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    web = [*MANAGE, "runserver", address] if reload else gunicorn(address)
    worker = [*MANAGE, "worker", *(["--reload"] if reload else [])]
    recurring = [*MANAGE, "recurring", "--forever"]
    return {"web server": web, "worker": worker, "recurring work": recurring}


def gunicorn(address: str) -> list[str]:
    options = ["--config", "python:newsdesk.serving", "--chdir", str(PROJECT)]
    options += ["--bind", address, "--graceful-timeout", str(STOP_SECONDS - 5)]
    return [sys.executable, "-m", "gunicorn", *options, "newsdesk.wsgi"]


def start_child(command: list[str]) -> subprocess.Popen:
    """Start it out of reach of the terminal's Ctrl-C: we end it, and the kernel if we cannot."""
    return subprocess.Popen(command, start_new_session=True, preexec_fn=end_with_parent)


def wait_until_serving(host: str, port: int, children: dict) -> None:
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and all(child.poll() is None for child in children.values()):
        with contextlib.suppress(OSError), socket.create_connection((reached, port), timeout=1):
            return
        time.sleep(POLL_SECONDS)


def announce(host: str, port: int) -> None:
    from django.db import connections

    from newsdesk import preparation

    shown = f"[{host}]" if ":" in host else host
    say(f"\nnewsdesk is at http://{shown}:{port}/")
    preparation.make_first_editor(say)
    connections.close_all()
    say("Ctrl-C stops it.")


def wait_for_the_first_to_end(children: dict[str, subprocess.Popen]) -> int:
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                say(f"newsdesk: the {name} ended ({ending(child.returncode)}); stopping all.")
                return 1
        time.sleep(POLL_SECONDS)


def ending(returncode: int) -> str:
    return f"killed by signal {-returncode}" if returncode < 0 else f"status {returncode}"


def stop(children) -> None:
    """Ask the children to end, and kill those that do not. No further Ctrl-C leaves one behind."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    for child in children:
        child.terminate()
    with contextlib.suppress(OSError):  # the terminal may be gone
        say(f"Stopping; the worker has {STOP_SECONDS} s to finish the article at hand ...")
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        try:
            child.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            kill_group(child)
            child.wait()


def kill_group(child: subprocess.Popen) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
