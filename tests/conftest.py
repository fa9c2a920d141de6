"""What every test needs: a database of its own run."""

import itertools
import os

import pytest
from django.conf import settings

from annotations.pipeline.actors import gazetteer
from newsdesk.embedded import server

from .cast import chief, editor, other_editor, reader  # noqa: F401

# Playwright runs an event loop in the main thread, where Django would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """Name the test database after the first number no other run holds: runs do not meet."""
    folder = settings.VAR / "tests"
    folder.mkdir(parents=True, exist_ok=True)
    for number in itertools.count(1):
        lock = server.open_lock(folder / f"run-{number}.lock")
        if server.try_lock(lock):
            break
        os.close(lock)
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"test_newsdesk_{number}"
    yield
    os.close(lock)


@pytest.fixture(scope="session", autouse=True)
def compiled_gazetteer():
    """Pages only read the gazetteer, which workers compile: whatever test is run first finds it."""
    gazetteer.find(["georgia"])
