"""gunicorn as newsdesk has it: checked at the start, counted as one, ended in order."""

import contextlib
import http.client
import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.platform.test_embedded_server import forget, processes_of, wait_until
from tests.platform.test_settings import environment

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 120
WORKERS = 3
FORM = b"username=edgar&password=right+horse"


class Server:
    """gunicorn over a var/ of its own, with what it writes down."""

    def __init__(self, folder, **switches):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = folder / "log"
        options = ["--config", "python:newsdesk.serving", "--bind", f"127.0.0.1:{self.port}"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "newsdesk.wsgi", *options],
                cwd=PROJECT,
                env=environment(folder, NEWSDESK_LOG="json", TMPDIR=str(folder), **switches),
                stdout=log,
                stderr=log,
            )

    def wait_until_ready(self):
        wait_until(lambda: self.answers() or self.process.poll() is not None)
        assert self.process.poll() is None, self.log.read_text()
        return self

    def answers(self):
        with contextlib.suppress(OSError):
            return self.get("/healthz")

    def get(self, path, **headers):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            return response.read().decode()

    def lines(self):
        return [json.loads(line) for line in self.log.read_text().splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    migrated = [sys.executable, "manage.py", "upgrade", "--no-static"]
    subprocess.run(
        migrated, cwd=PROJECT, env=environment(folder), check=True, stdout=subprocess.DEVNULL
    )
    yield folder
    wait_until(lambda: not processes_of(folder / "var/postgres"))
    forget(folder / "var/postgres")


@pytest.fixture(scope="module")
def server(folder):
    server = Server(folder, WEB_CONCURRENCY=str(WORKERS)).wait_until_ready()
    yield server
    server.process.kill()
    server.process.wait()


def counted(server):
    families = text_string_to_metric_families(server.get("/metrics"))
    samples = [sample for family in families for sample in family.samples]
    mine = {"view": "health", "method": "GET", "status": "200"}
    return sum(
        sample.value
        for sample in samples
        if sample.name == "newsdesk_requests_total" and sample.labels == mine
    )


def test_every_process_tells_the_sum_of_all(server):
    """Also of one that has died, and from whichever of them answers."""
    before = counted(server)
    for _ in range(30):
        server.get("/healthz")
    assert [counted(server) - before for _ in range(12)] == [30] * 12
    workers = psutil.Process(server.process.pid).children()
    assert len(workers) == WORKERS
    workers[0].kill()
    wait_until(lambda: workers[0].pid not in psutil.pids())
    wait_until(lambda: len(psutil.Process(server.process.pid).children()) == WORKERS)
    assert counted(server) - before == 30


def test_every_line_is_json_and_a_request_has_its_id(server):
    server.get("/healthz", **{"X-Request-ID": "asked-by-a-test"})
    [line] = [line for line in server.lines() if line.get("request") == "asked-by-a-test"]
    assert line["path"] == "/healthz"
    loggers = {line["logger"] for line in server.lines()}
    assert {"gunicorn.error", "newsdesk.requests"} <= loggers


def test_an_outsider_by_proxy_does_not_read_the_metrics(server):
    with pytest.raises(urllib.error.HTTPError, match="403"):
        server.get("/metrics", **{"X-Forwarded-For": "192.0.2.7"})


def test_a_request_under_way_is_answered_before_the_end(folder):
    before = set(folder.glob("newsdesk-metrics-*"))
    server = Server(folder, WEB_CONCURRENCY="1", NEWSDESK_DEBUG="1").wait_until_ready()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    connection.putrequest("POST", "/accounts/login/")
    connection.putheader("Content-Type", "application/x-www-form-urlencoded")
    connection.putheader("Content-Length", str(len(FORM)))
    connection.endheaders(FORM[:10])
    time.sleep(1)
    server.process.send_signal(signal.SIGTERM)
    wait_until(lambda: not server.answers())
    connection.send(FORM[10:])
    assert connection.getresponse().status == 403  # it lacks the form's token: it was answered
    connection.close()
    assert server.process.wait(PATIENCE) == 0
    assert set(folder.glob("newsdesk-metrics-*")) == before


def test_what_is_not_ready_is_not_served(tmp_path):
    server = Server(tmp_path, NEWSDESK_HTPS="1")
    assert server.process.wait(PATIENCE) == 1
    told = server.log.read_text()
    assert "Did you mean NEWSDESK_HTTPS?" in told
    assert "Traceback" not in told
