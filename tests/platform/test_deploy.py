"""The examples of .deploy name commands, settings and files that there are."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands, load_command_class

from tests import test_readme
from tests.platform.test_settings import environment

PROJECT = Path(__file__).resolve().parents[2]
DEPLOY = PROJECT / ".deploy"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(DEPLOY.iterdir())}
UNITS = {name: text for name, text in TEXTS.items() if name.endswith(".service")}
COMPOSE = yaml.safe_load(TEXTS["compose.yaml"])
PARTS = {name: COMPOSE["services"][name] for name in ("upgrade", "web", "worker", "recurring")}
# What others than newsdesk read.
NOT_OURS = {"POSTGRES_USER", "POSTGRES_PASSWORD", "SITE", "PATH", "PYTHONUNBUFFERED"}


def commands(text):
    """The commands of manage.py in a text, each with its arguments."""
    spread = re.sub(r"\[(.*?)\]", lambda found: found[1].replace(",", " "), text)
    called = re.findall(r"(?:python|python,) manage\.py +([a-z_]+[^\n&|>]*)", spread)
    return [line.split() for line in called]


@pytest.mark.parametrize("name", TEXTS)
def test_every_command_and_option_named_is_one(name):
    for command, *arguments in commands(TEXTS[name]):
        assert command in get_commands()
        parser = load_command_class(get_commands()[command], command).create_parser("", command)
        options = {word for word in arguments if word.startswith("--")}
        assert options <= set(parser._option_string_actions)


def test_the_parts_are_all_there_and_the_same_everywhere():
    units = {
        name: re.search(r"^ExecStart=/srv/newsdesk/.venv/bin/(.+)$", text, re.MULTILINE)[1]
        for name, text in UNITS.items()
    }
    assert units["newsdesk-worker@.service"] == " ".join(PARTS["worker"]["command"])
    assert units["newsdesk-recurring.service"] == " ".join(PARTS["recurring"]["command"])
    served = "gunicorn newsdesk.wsgi --config python:newsdesk.serving --bind "
    assert units["newsdesk-web.service"].startswith(served)
    assert served in TEXTS["Dockerfile"].replace('", "', " ")


def test_every_setting_named_is_one():
    named = set(re.findall(r"^(?:Environment=)?([A-Z_]{3,})=", TEXTS["newsdesk.env"], re.MULTILINE))
    named |= set(re.findall(r"\b(NEWSDESK_[A-Z_]+)\b", "".join(TEXTS.values())))
    for part in PARTS.values():
        named |= set(part["environment"])
    assert {"DATABASE_URL", "NEWSDESK_SECRET_KEY", "NEWSDESK_LOG"} <= named
    assert named - NOT_OURS <= set(test_readme.TABLE)


@pytest.mark.parametrize("name", PARTS)
def test_no_container_has_more_rights_than_it_needs(name):
    part = PARTS[name]
    assert part["read_only"]
    assert part["cap_drop"] == ["ALL"]
    assert part["security_opt"] == ["no-new-privileges:true"]
    assert "ports" not in part  # only the proxy is reached from outside
    assert "USER newsdesk" in TEXTS["Dockerfile"]


@pytest.mark.parametrize("name", UNITS)
def test_no_service_has_more_rights_than_it_needs(name):
    for line in ("User=newsdesk", "NoNewPrivileges=yes", "ProtectSystem=strict", "PrivateTmp=yes"):
        assert f"\n{line}\n" in UNITS[name]


def test_the_image_holds_all_that_newsdesk_is_made_of_and_no_data():
    let_in = set(re.findall(r"^!([\w.]+)", TEXTS["Dockerfile.dockerignore"], re.MULTILINE))
    left_out = {".github", ".gitignore", "LICENSE", "Makefile", "README.md", "benchmarks", "tests"}
    assert let_in == test_readme.TOP - left_out - {".deploy", "pyproject.toml"}


def test_the_target_starts_every_part():
    wanted = re.search(r"^Wants=(.+)$", TEXTS["newsdesk.target"], re.MULTILINE)[1].split()
    units = {name.replace("@.", "@1.") for name in UNITS} - {"newsdesk-backup.service"}
    assert set(wanted) == units | {"newsdesk-backup.timer"}


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_no_proxy_lets_the_world_see_what_is_for_those_within(name):
    assert "/metrics" in TEXTS[name]
    assert "/healthz" in TEXTS[name]
    assert TEXTS[name].count("404") in (1, 2)


def test_gunicorn_can_be_started_as_it_is_told(tmp_path):
    options = ["newsdesk.wsgi", "--config", "python:newsdesk.serving", "--check-config"]
    done = subprocess.run(
        [sys.executable, "-m", "gunicorn", *options],
        cwd=PROJECT,
        env=environment(tmp_path, TMPDIR=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_understands_the_units(tmp_path):
    programs = tmp_path / ".venv/bin"
    programs.mkdir(parents=True)
    for name in ("python", "gunicorn"):
        (programs / name).symlink_to("/bin/true")
    for name, text in TEXTS.items():
        if name.endswith((".service", ".timer", ".target")):
            unit = tmp_path / name.replace("@.", "@1.")
            unit.write_text(text.replace("/srv/newsdesk", str(tmp_path)))
    units = sorted(str(path) for path in tmp_path.glob("newsdesk*"))
    done = subprocess.run(
        ["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
