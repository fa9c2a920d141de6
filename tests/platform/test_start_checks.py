"""What is wrong with settings or database is said at the start, in words, with what to do."""

import os
import runpy
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import NotSupportedError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from newsdesk import checks, schema
from newsdesk.database import database
from newsdesk.unreachable import explained
from tests import test_readme
from tests.platform.test_settings import PROJECT, SWITCHES, manage  # noqa: F401

LONG = "k" * 50


@pytest.fixture
def environ(monkeypatch, tmp_path):
    """Sets the environment of a start, in which nothing of whoever runs the tests is left."""

    def given(**settings):
        for name in [name for name in os.environ if name.startswith(SWITCHES)]:
            monkeypatch.delenv(name)
        for name, value in ({"NEWSDESK_VAR": str(tmp_path / "var")} | settings).items():
            monkeypatch.setenv(name, value)

    return given


def refusal(run, *arguments):
    with pytest.raises(ImproperlyConfigured) as refused:
        run(*arguments)
    return str(refused.value)


def said(done):
    """What a command says as it refuses to go on: words, never a traceback."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


# --- Settings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("NEWSDESK_MAX_ARTICLE_CHARS", "many", ["'many'", "whole number", "200000"]),
        ("NEWSDESK_MAX_ARTICLE_CHARS", "0", ["from 1 on"]),
        ("NEWSDESK_MAX_UPLOAD_BYTES", "20 MB", ["'20 MB'", "20000000"]),
        ("NEWSDESK_MAX_UPLOAD_BYTES", "-1", ["'-1'"]),
        ("NEWSDESK_HTTPS", "true", ["'true'", "1 to switch it on"]),
        ("NEWSDESK_PUBLIC", "yes", ["'yes'"]),
        ("NEWSDESK_LOG", "xml", ["'xml'", "text or json"]),
        ("NEWSDESK_METRICS_FROM", "10.0.0.5,desk", ["'desk'", "10.1.0.0/16"]),
        ("NEWSDESK_METRICS_FROM", "10.0.0.5/8", ["10.0.0.5/8"]),
        ("DATABASE_URL", "localhost/news", ["postgres://user:password@host"]),
        ("DATABASE_URL", "mysql://u:p@h/news", ["not the address of a PostgreSQL"]),
        ("DATABASE_URL", "postgres://u:p@h:port/news", ["postgres://user:password@host"]),
        ("DATABASE_URL", "postgres://u:p@h/", ["postgres://user:password@host"]),
        ("DATABASE_URL", "postgres://u:hid#den@h/news", ["# as %23"]),
        ("NEWSDESK_VAR", "/dev/null/var", ["/dev/null/var", "chown", "NEWSDESK_SECRET_KEY"]),
    ],
)
def test_each_value_that_cannot_be_meant_is_named_with_what_to_write(environ, name, value, words):
    environ(**{name: value})
    told = refusal(runpy.run_path, str(PROJECT / "newsdesk/settings.py"))
    assert [word for word in [name, *words] if word not in told] == []
    assert "hid" not in told


@pytest.mark.parametrize(
    ("check", "name", "value", "words"),
    [
        (checks.names_are_known, "NEWSDESK_HTPS", "1", "Did you mean NEWSDESK_HTTPS?"),
        (checks.names_are_known, "NEWSDESK_42", "1", "out of the environment"),
        (checks.secrets_are_long, "NEWSDESK_SECRET_KEY", "short", "needs 50 characters"),
        (checks.secrets_are_long, "NEWSDESK_METRICS_TOKEN", "short", "needs 16 characters"),
    ],
)
def test_what_is_misspelt_or_too_short_is_named(environ, check, name, value, words):
    environ()
    assert check(None) == []
    environ(**{name: value})
    [problem] = check(None)
    assert name in problem.msg
    assert words in f"{problem.msg} {problem.hint}"


def test_a_site_behind_a_proxy_has_a_name_and_shows_no_code(environ, settings):
    environ()
    settings.NEWSDESK_HTTPS, settings.DEBUG = True, True
    [problem] = checks.the_site_has_a_name(None)
    assert "NEWSDESK_ALLOWED_HOSTS=news.example.org" in problem.hint
    [problem] = checks.debug_stays_at_home(None)
    assert "Take NEWSDESK_DEBUG out" in problem.hint
    environ(NEWSDESK_ALLOWED_HOSTS="news.example.org")
    settings.DEBUG = False
    assert checks.the_site_has_a_name(None) == checks.debug_stays_at_home(None) == []


def test_the_data_folder_is_one_that_can_be_written_if_anything_is_kept_in_it(environ, settings):
    settings.VAR = Path("/dev/null/var")
    environ(NEWSDESK_SECRET_KEY=LONG)
    [problem] = checks.the_folder_can_be_written(None)
    assert "cannot write its data folder, /dev/null/var" in problem.msg
    environ(NEWSDESK_SECRET_KEY=LONG, DATABASE_URL="postgres://u:p@127.0.0.1/n")
    assert checks.the_folder_can_be_written(None) == []


def test_a_command_says_it_in_words(manage):  # noqa: F811
    wrong = {"NEWSDESK_HTPS": "1", "NEWSDESK_SPACY_MODEL": "no_such_model"}
    told = said(manage("check", **wrong))
    assert "Did you mean NEWSDESK_HTTPS?" in told
    assert "no_such_model" in told
    assert "NEWSDESK_LOG is 'xml': write text or json." in said(
        manage("worker", NEWSDESK_LOG="xml")
    )


def test_what_is_right_is_not_complained_of(manage):  # noqa: F811
    right = {
        "NEWSDESK_HTTPS": "1",
        "NEWSDESK_ALLOWED_HOSTS": "news.example.org",
        "NEWSDESK_SECRET_KEY": LONG,
        "NEWSDESK_LOG": "json",
        "NEWSDESK_METRICS_FROM": "",
        "NEWSDESK_METRICS_TOKEN": "t" * 16,
        "NEWSDESK_DEBUG": "0",
        "NEWSDESK_MAX_ARTICLE_CHARS": "1",
    }
    done = manage("check", **right)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_every_setting_that_is_read_is_known():
    """A name that some module reads and that is not listed would be refused at every start."""
    ours = {name for name in test_readme.CODE if name.startswith(checks.PREFIX)}
    assert ours == set(checks.KNOWN)


# --- The database ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "url", "words"),
    [
        ("ready", "postgres://u:hidden@127.0.0.1:1/news", ["nothing listens there", "port 1"]),
        (
            "showmigrations",
            "postgres://u:hidden@no-such-host.invalid/news",
            ["leads nowhere", "no-such-host"],
        ),
    ],
)
def test_a_database_that_does_not_answer_is_told_as_such(manage, command, url, words):  # noqa: F811
    told = said(manage(command, DATABASE_URL=url))
    assert [word for word in words if word not in told] == []
    assert "hidden" not in told


@pytest.mark.parametrize(
    ("message", "advice"),
    [
        ('FATAL:  password authentication failed for user "u"', "Correct user and password"),
        ("fe_sendauth: no password supplied", "Correct user and password"),
        ('FATAL:  role "u" does not exist', "createuser"),
        ('FATAL:  database "n" does not exist', "createdb"),
        ("connection to server failed: timeout expired", "firewall"),
        ("No route to host", "firewall"),
        ('FATAL:  no pg_hba.conf entry for host "10.0.0.1"', "pg_hba.conf"),
        ("FATAL:  sorry, too many clients already", "max_connections"),
        ("FATAL:  the database system is starting up", "again in a moment"),
        ("server does not support SSL, but SSL was required", "sslmode"),
    ],
)
def test_each_refusal_of_postgresql_comes_with_what_to_do(message, advice):
    told = explained(OperationalError(message))
    assert advice in told
    assert message in told


def test_other_errors_keep_their_traceback():
    assert explained(OperationalError("deadlock detected")) is None


def test_an_address_without_an_answer_does_not_hold_up_the_start(tmp_path):
    options = database("postgres://u:p@h/n", tmp_path)["OPTIONS"]
    assert 0 < options["connect_timeout"] <= 30
    given = database("postgres://u:p@h/n?connect_timeout=3&sslmode=require", tmp_path)["OPTIONS"]
    assert given == {"connect_timeout": 3, "sslmode": "require"}


@pytest.mark.django_db
def test_a_server_too_old_is_refused_with_both_versions(monkeypatch):
    monkeypatch.setattr(connection.features, "minimum_database_version", (99,))
    with pytest.raises(NotSupportedError) as refused:
        connection.check_database_version_supported()
    told = explained(refused.value)
    assert "too old" in told
    assert "PostgreSQL 99" in told
    assert "found" in told


@pytest.mark.django_db
def test_the_database_of_the_tests_is_found_good():
    assert run_checks(databases=["default"], tags=["database"]) == []


RIGHT = {
    "user": "desk",
    "name": "news",
    "encoding": "UTF8",
    "may_make": True,
    "may_extend": True,
    "absent": [],
    "unavailable": [],
    "foreign": None,
}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"encoding": "SQL_ASCII"}, ["SQL_ASCII, not UTF8", "createdb --owner=desk"]),
        ({"may_make": False}, ["GRANT CREATE ON SCHEMA public TO desk;"]),
        ({"foreign": "auth_user"}, ["ALTER TABLE auth_user OWNER TO desk;"]),
        (
            {"absent": ["unaccent"], "may_extend": False},
            ["CREATE EXTENSION unaccent;", "may not add"],
        ),
        (
            {"absent": ["pg_trgm"], "unavailable": ["pg_trgm"]},
            ["lacks the extension pg_trgm", "postgresql-contrib"],
        ),
    ],
)
def test_a_right_that_is_missing_comes_with_the_statement_that_gives_it(wrong, words):
    [(problem, hint)] = checks.missing(**RIGHT | wrong)
    assert [word for word in words if word not in f"{problem} {hint}"] == []


def test_extensions_that_may_still_be_added_are_no_problem():
    assert list(checks.missing(**RIGHT | {"absent": ["pg_trgm"]})) == []


@pytest.mark.django_db
def test_rights_are_asked_of_the_server_itself():
    with connection.cursor() as cursor:
        cursor.execute(checks.RIGHTS)
        user, name, encoding, *rest = cursor.fetchone()
    assert encoding == "UTF8"
    assert name == connection.settings_dict["NAME"]
    assert rest == [True, True, [], [], None]


@pytest.mark.django_db
def test_migrations_that_wait_are_named_with_the_command():
    recorder = MigrationRecorder(connection)
    last = schema.applied()[-1]
    recorder.record_unapplied(*last.split(".", 1))
    assert last in schema.pending()
    assert "manage.py upgrade" in schema.problem()


@pytest.mark.django_db
def test_the_database_of_a_newer_newsdesk_is_not_served():
    MigrationRecorder(connection).record_applied("articles", "0999_of_the_future")
    assert "newer newsdesk (articles.0999_of_the_future)" in schema.problem()


@pytest.mark.django_db
def test_an_app_that_is_no_longer_there_does_no_harm():
    MigrationRecorder(connection).record_applied("an_app_once_installed", "0001_initial")
    assert schema.problem() == ""
