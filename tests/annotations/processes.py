"""Commands of manage.py in processes of their own, over the database of the test."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager

from django.db import connection

PATIENCE = 120  # seconds; a loaded machine is slow, not wrong
# Reading that takes a twentieth of a second, and kills whoever reads of poison.
READING = """
import os, signal, time
from annotations import pipeline
from annotations.pipeline.parsing import language
def extract(sources, knowledge, **options):
    for source in sources:
        time.sleep(0.05)
        if "poison" in source.text:
            os.kill(os.getpid(), signal.SIGKILL)
        yield pipeline.Extraction()
pipeline.extract, language.load = extract, lambda: None
"""
RUN = """
import sys
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
import django
django.setup()
READING
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", *sys.argv[2:]])
"""


@contextmanager
def running(*arguments, reading=READING):
    """A command; with `reading`, articles are not read by the model but by that code."""
    process = subprocess.Popen(
        [sys.executable, "-c", RUN.replace("READING", reading), database(), *arguments],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def database():
    return connection.settings_dict["NAME"]


def ended(process):
    """The exit status of a process that ends by itself, and what it wrote to standard error."""
    _, errors = process.communicate(timeout=PATIENCE)
    return process.returncode, errors


def wait_until(condition, process=None):
    deadline = time.monotonic() + PATIENCE
    while not (found := condition()):
        if process and process.poll() is not None:
            raise AssertionError(process.communicate())
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)
    return found
