"""/healthz says whether newsdesk works, to those who watch over it."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from annotations.models import ExtractionRun, State
from tests.factories import make_article

pytestmark = pytest.mark.django_db
ASK = """
import django; django.setup()
from django.test import Client
response = Client().get("/healthz")
print(response.status_code, response.json())
"""


def make_run(state, minutes_ago, version):
    run = ExtractionRun.objects.create(
        article=make_article(f"Text of {state}."), version=version, state=state
    )
    created_at = timezone.now() - timedelta(minutes=minutes_ago)
    ExtractionRun.objects.filter(pk=run.pk).update(created_at=created_at)


def test_all_is_well_and_nothing_waits(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"database": "ok", "oldest_unfinished_run_seconds": None}
    assert "no-store" in response.headers["Cache-Control"]


def test_it_tells_how_long_the_oldest_unfinished_run_has_waited(client):
    make_run(State.FINISHED, 60, "first")
    make_run(State.QUEUED, 10, "second")
    make_run(State.RUNNING, 20, "third")
    waited = client.get("/healthz").json()["oldest_unfinished_run_seconds"]
    assert 20 * 60 <= waited < 25 * 60


def test_without_a_database_it_is_ill():
    nowhere = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"}
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env=os.environ | nowhere,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "503 {'database': 'unreachable'}\n"
