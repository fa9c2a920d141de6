"""`make run`: from nothing to a site one can sign in to, and everything gone when it ends.

Makes no .venv: starts what the Makefile starts, with a var/ of its own.
"""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import psutil
import pytest

from newsdesk.run import refuse_taken_port
from tests.platform.test_embedded_server import forget, processes_of, wait_until
from tests.platform.test_settings import environment

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 300  # seconds for the whole of a start on a loaded machine


class Site:
    """A newsdesk.run over a var/ of its own, with what it has printed."""

    def __init__(self, var, port):
        self.var, self.port, self.output = var, port, ""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "newsdesk.run", "--end-with-parent"],
            cwd=PROJECT,
            env=environment(var.parent, PORT=str(port), HOST="127.0.0.1", WEB_CONCURRENCY="1"),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def wait_until_ready(self):
        for line in self.process.stdout:
            self.output += line
            if line.startswith("Ctrl-C"):
                return self
        raise AssertionError(self.output)

    def started(self):
        """All it started, the database's keeper and server apart."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def end(self, number):
        """Send it a signal, and wait until nothing is left of it."""
        started = self.started()
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=PATIENCE)
        self.output += rest
        _, alive = psutil.wait_procs(started, timeout=PATIENCE)
        assert alive == []
        assert self.process.returncode == (0 if number == signal.SIGINT else -number)
        wait_until(lambda: not processes_of(self.var / "postgres"))

    def open(self, path, opener=None, **data):
        url = f"http://127.0.0.1:{self.port}{path}"
        content = urlencode(data).encode() or None
        with (opener or urllib.request.build_opener()).open(url, content) as response:
            return response.read().decode()


@pytest.fixture(scope="module")
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def var(tmp_path_factory):
    var = tmp_path_factory.mktemp("run") / "var"
    yield var
    forget(var / "postgres")


@pytest.fixture
def start(var, port):
    sites = []

    def start_site():
        sites.append(Site(var, port))
        return sites[-1]

    yield start_site
    for site in sites:
        site.process.terminate()
        with contextlib.suppress(ValueError):
            site.process.communicate(timeout=PATIENCE)


@pytest.fixture(scope="module")
def first(var, port):
    """The first run, until its end."""
    site = Site(var, port).wait_until_ready()
    site.password = re.search(r"as editor with the password (\S+)", site.output)[1]
    site.page = site.open("/")
    site.signed_in = sign_in(site, site.password)
    site.health = site.open("/healthz")
    site.end(signal.SIGINT)
    return site


def sign_in(site, password):
    """The page that follows the sign-in."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    form = site.open("/accounts/login/", opener)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]
    data = {"csrfmiddlewaretoken": token, "username": "editor", "password": password}
    return site.open("/accounts/login/", opener, **data)


def test_the_first_start_ends_with_an_address_and_a_password_that_work(first):
    assert f"http://127.0.0.1:{first.port}/" in first.output
    assert len(first.password) >= 12
    assert "editor" in first.signed_in
    assert '"database": "ok"' in first.health


def test_the_samples_are_there_for_everybody_to_read(first):
    assert "Macron" in first.page


def test_the_password_is_stored_nowhere_in_clear(first):
    secret = first.password.encode()
    data = (first.var / "postgres" / "data").resolve()
    for root in (first.var, data):
        for path in root.rglob("*"):
            assert not (path.is_file() and secret in path.read_bytes())


def test_the_second_start_keeps_all_and_takes_seconds(first, start):
    began = time.monotonic()
    second = start().wait_until_ready()
    assert "password" not in second.output
    assert "editor" in sign_in(second, first.password)
    assert time.monotonic() - began < PATIENCE / 5
    second.end(signal.SIGKILL)  # nor does a killed run leave anything behind


def test_when_a_part_ends_all_end_and_it_says_which(first, start):
    site = start().wait_until_ready()
    [worker] = [each for each in site.started() if "worker" in each.cmdline()]
    worker.kill()
    output, _ = site.process.communicate(timeout=PATIENCE)
    assert "the worker ended (killed by signal 9)" in output
    assert site.process.returncode == 1
    wait_until(lambda: not processes_of(site.var / "postgres"))


def test_an_address_of_another_machine_is_said_to_be_one():
    with pytest.raises(SystemExit, match="no address of this machine; 0.0.0.0 stands for all"):
        refuse_taken_port("203.0.113.9", 8000)


def test_a_taken_port_is_named_before_anything_is_done(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        site = Site(tmp_path / "var", port)
        output, _ = site.process.communicate(timeout=PATIENCE)
    assert site.process.returncode == 1
    assert f"port {port}" in output
    assert "PORT=" in output
    assert not os.path.exists(tmp_path / "var")
