"""The database dies in the middle of an import: it is told, and the next import goes on."""

import json
import os
import signal
import subprocess
import sys

import psycopg2
import pytest

from newsdesk.embedded import server
from tests.platform.test_embedded_server import forget, servers, wait_until
from tests.platform.test_settings import PROJECT, environment

ROWS = 6_000


@pytest.fixture
def var(tmp_path):
    yield tmp_path / "var"
    forget(tmp_path / "var" / "postgres")


@pytest.fixture
def manage(tmp_path):
    started = []

    def start(*arguments):
        process = subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT,
            env=environment(tmp_path),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def asked(var):
    """What the server answers to a query, None while it does not; it is kept from stopping."""
    server.hold(var / "postgres")

    def ask(sql):
        try:
            connection = server.connect(var / "postgres")
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchone()[0]
        except (OSError, psycopg2.Error):
            return None

    yield ask
    os.close(server._held.pop(var / "postgres"))


def test_an_import_says_so_and_the_next_one_goes_on(tmp_path, var, manage, asked):
    file = tmp_path / "articles.jsonl"
    with file.open("w") as lines:
        for number in range(ROWS):
            text = f"Talks went on for {number} days. " + "They led nowhere. " * 100
            lines.write(json.dumps({"text": text, "title": f"Day {number}"}) + "\n")
    assert manage("migrate").wait() == 0
    first = manage("import_articles", str(file))
    wait_until(lambda: asked("SELECT count(*) FROM articles_article"))
    for process in servers(var / "postgres"):
        process.send_signal(signal.SIGQUIT)  # as at a crash: nothing is tidied up
    _, told = first.communicate()
    assert first.returncode == 1
    assert "The database failed" in told
    assert "Give the same again" in told
    again = manage("import_articles", str(file))
    printed, errors = again.communicate()
    assert (again.returncode, errors) == (0, "")
    new, known = (int(words.split()[0]) for words in printed.split(", ")[:2])
    assert (new + known, known < ROWS) == (ROWS, True)
    held = manage("status", "--json")
    assert json.loads(held.communicate()[0])["waiting"] == ROWS
