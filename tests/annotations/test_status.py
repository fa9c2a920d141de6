"""How the background work stands: on a page for editors and as a command."""

import json
import uuid
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from annotations import extraction, status
from annotations.models import ExtractionRun, Recurring, State
from articles.models import Feed, Outlet, Upload
from tests.factories import make_article

URL = "/jobs/"
pytestmark = pytest.mark.django_db


def make_run(state, **fields):
    """The run that an article got when it was stored, at another state."""
    article = make_article(f"Talks {state} {fields}.")
    article.runs.update(state=state, **fields)
    return article.runs.get()


@pytest.fixture
def runs():
    now = timezone.now()
    make_run(State.QUEUED)
    make_run(State.FINISHED, finished_at=now)
    make_run(State.FINISHED, finished_at=now - timedelta(hours=2))
    return make_run(State.FAILED, error="ValueError: no sentences", attempts=3, finished_at=now)


def test_runs_are_counted_by_their_state(runs):
    found = status.now()
    assert (found.waiting, found.reading, found.failed, found.read_lately) == (1, 0, 1, 1)
    assert found.seconds_left == pytest.approx(300, abs=5)
    assert found.failures == [runs]


@pytest.mark.parametrize(
    ("began", "ended", "left"),
    [(20, 0, 30), (7200, 0, 450), (1200, 1140, 1800), (7200, 3540, 5400)],
    ids=["just begun", "for long", "a pause", "long ago"],
)
def test_the_time_left_follows_from_the_pace_of_late(began, ended, left):
    now = timezone.now()
    times = {"started_at": began, "finished_at": ended}
    times = {name: now - timedelta(seconds=seconds) for name, seconds in times.items()}
    for number in range(2):
        make_run(State.FINISHED, **times, counts={"name": number})
    for number in range(3):
        make_run(State.QUEUED, counts={"name": number})
    assert status.now().seconds_left == pytest.approx(left, rel=0.05)


def test_runs_of_an_earlier_pipeline_do_not_count(runs):
    ExtractionRun.objects.update(version="1")
    found = status.now()
    assert (found.waiting, found.failed, found.seconds_left) == (0, 0, None)


def test_a_process_that_reads_is_counted():
    worker = extraction._hold_worker_lock()
    assert status.now().readers == 1
    extraction._release_worker_lock(worker)
    assert status.now().readers == 0


def test_feeds_that_fail_are_counted():
    outlet = Outlet.objects.create(name="The Wire")
    for number, failures in enumerate((0, 2)):
        Feed.objects.create(url=f"https://a.example/{number}", outlet=outlet, failures=failures)
    found = status.now()
    assert (found.feeds, found.feeds_failing) == (2, 1)


def test_the_page_tells_what_failed_and_has_it_tried_again(client, editor, runs):
    client.force_login(editor)
    page = client.get(URL).content.decode()
    assert "ValueError: no sentences" in page
    assert "Articles wait and nobody reads them" in page
    client.post(f"{URL}again/")
    runs.refresh_from_db()
    assert (runs.state, runs.attempts, runs.error) == (State.QUEUED, 0, "")


def test_the_command_tells_the_same(runs, capsys):
    call_command("status")
    told = capsys.readouterr().out
    assert "waiting       1 articles, about 5 min" in told
    assert f"article {runs.article_id} failed after 3 tries: ValueError: no sentences" in told
    assert "nobody does it: start manage.py recurring --forever" in told
    call_command("status", json=True)
    assert json.loads(capsys.readouterr().out)["failed"] == 1


def test_one_that_failed_is_tried_again_alone(client, editor, runs):
    other = make_run(State.FAILED, error="ValueError: no words", attempts=1)
    client.force_login(editor)
    client.post(f"{URL}{runs.pk}/again/")
    states = [ExtractionRun.objects.get(pk=run.pk).state for run in (runs, other)]
    assert states == [State.QUEUED, State.FAILED]
    assert client.post(f"{URL}999999/again/").status_code == 404


def test_one_that_is_read_meanwhile_is_left_to_that(client, editor, runs):
    ExtractionRun.objects.filter(pk=runs.pk).update(state=State.RUNNING, worker=7)
    client.force_login(editor)
    client.post(f"{URL}{runs.pk}/again/")
    runs.refresh_from_db()
    assert (runs.state, runs.worker) == (State.RUNNING, 7)


def test_recurring_work_is_told_with_its_errors(client, editor, capsys):
    now = timezone.now()
    Recurring.objects.create(name="feeds", started_at=now, ended_at=now, told="2 looked at")
    Recurring.objects.create(name="sessions", ended_at=now, error="OSError: full", failures=3)
    client.force_login(editor)
    page = client.get(URL).content.decode()
    assert "2 looked at" in page
    assert "failed 3 times: OSError: full" in page
    assert "Nobody looks at feeds" not in page
    call_command("status")
    assert "failed 3 times: OSError: full" in capsys.readouterr().out
    Recurring.objects.update(started_at=now - timedelta(hours=1))
    assert "Nobody looks at feeds" in client.get(URL).content.decode()


def test_files_that_were_set_aside_are_counted(client, editor):
    for state in ("waiting", "failed", "done"):
        Upload.objects.create(batch=uuid.uuid4(), name=state, raw=b"", added_by=editor, state=state)
    found = status.now()
    assert (found.uploads_waiting, found.uploads_set_aside) == (1, 1)
    client.force_login(editor)
    assert "1 set aside" in client.get(URL).content.decode()


def test_outsiders_neither_see_nor_change_anything(client, reader, runs):
    addresses = (URL, f"{URL}again/", f"{URL}{runs.pk}/again/")
    assert {client.post(one).status_code for one in addresses} == {302}
    client.force_login(reader)
    assert {client.post(one).status_code for one in addresses} == {403}
    runs.refresh_from_db()
    assert runs.state == State.FAILED
