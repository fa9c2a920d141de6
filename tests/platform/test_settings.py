"""The switches in the environment do what the settings say of them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SWITCHES = ("NEWSDESK_", "DATABASE_URL", "DJANGO_")
SHOW = """
import json, sys
from newsdesk import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""


def environment(tmp_path, **switches):
    """This one's, without the switches of whoever runs the tests."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(SWITCHES)}
    return inherited | {"NEWSDESK_VAR": str(tmp_path / "var")} | switches


@pytest.fixture
def settings_with(tmp_path):
    def read(*names, **switches):
        done = subprocess.run(
            [sys.executable, "-c", SHOW, *names],
            cwd=PROJECT,
            env=environment(tmp_path, **switches),
            capture_output=True,
            text=True,
            check=True,
        )
        return list(json.loads(done.stdout).values())

    return read


@pytest.fixture
def manage(tmp_path):
    def run(*arguments, text="", **switches):
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT,
            env=environment(tmp_path, **switches),
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_nothing_is_open_unless_it_is_switched_on(settings_with):
    names = ["DEBUG", "NEWSDESK_PUBLIC", "NEWSDESK_HTTPS", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS"]
    closed = [False, False, False, ["localhost", "127.0.0.1", "[::1]"], []]
    assert settings_with(*names) == closed


def test_switches_are_read(settings_with):
    assert settings_with(
        "DEBUG",
        "NEWSDESK_PUBLIC",
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "CSRF_TRUSTED_ORIGINS",
        "NEWSDESK_MAX_ARTICLE_CHARS",
        "NEWSDESK_MAX_UPLOAD_BYTES",
        NEWSDESK_DEBUG="1",
        NEWSDESK_PUBLIC="1",
        NEWSDESK_SECRET_KEY="given",
        NEWSDESK_ALLOWED_HOSTS="news.example.org, desk.example.org",
        NEWSDESK_CSRF_TRUSTED_ORIGINS="https://news.example.org",
        NEWSDESK_MAX_ARTICLE_CHARS="1000",
        NEWSDESK_MAX_UPLOAD_BYTES="2000",
    ) == [
        True,
        True,
        "given",
        ["news.example.org", "desk.example.org"],
        ["https://news.example.org"],
        1000,
        2000,
    ]


def test_a_given_key_is_not_written_down(settings_with, tmp_path):
    settings_with("SECRET_KEY", NEWSDESK_SECRET_KEY="given")
    assert not (tmp_path / "var" / "secret_key").exists()


def test_database_url_replaces_the_embedded_database(settings_with, tmp_path):
    [found] = settings_with("DATABASES", DATABASE_URL="postgres://desk:pw@db.example.org:5433/news")
    default = found["default"]
    assert default["ENGINE"] == "django.db.backends.postgresql"
    assert [default[key] for key in ("HOST", "PORT", "USER", "NAME")] == [
        "db.example.org",
        5433,
        "desk",
        "news",
    ]
    [embedded] = settings_with("DATABASES")
    assert embedded["default"]["FOLDER"] == str(tmp_path / "var" / "postgres")


def test_https_makes_deployment_checks_clean(manage):
    switches = {"NEWSDESK_HTTPS": "1", "NEWSDESK_ALLOWED_HOSTS": "news.example.org"}
    done = manage("check", "--deploy", "--fail-level", "WARNING", **switches)
    assert done.returncode == 0, done.stderr


def test_what_needs_no_database_starts_none(manage, tmp_path):
    line = '{"id": "a1", "text": "France proposed a truce."}\n'
    assert manage("check").returncode == 0
    assert manage("migrate", "--help").returncode == 0
    assert manage("collectstatic", "--noinput", "--dry-run").returncode == 0
    assert manage("extract", text=line).returncode == 0
    assert not (tmp_path / "var" / "postgres").exists()


def test_a_database_that_cannot_start_is_one_message(manage, tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "postgres").write_text("a file where the folder should be")
    done = manage("showmigrations")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(tmp_path / "var" / "postgres") in done.stderr
