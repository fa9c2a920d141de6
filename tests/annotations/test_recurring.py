"""Recurring work is done in its turn, by one of many; what fails is told and costs nothing else."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from annotations import recurring
from annotations.models import ExtractionRun, Recurring
from articles.models import Delivery, Feed, Outlet, Upload
from articles.stopping import Stop
from tests.factories import make_article

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def later(monkeypatch):
    """A clock that can be put forward."""

    def put_forward(by):
        then = timezone.now() + by
        monkeypatch.setattr("annotations.recurring.timezone.now", lambda: then)

    return put_forward


def failing(_stop):
    raise ValueError("no such thing")


def done(*work):
    return [turn.name for turn in recurring.do_due(Stop(), work)]


def test_each_is_done_when_its_turn_has_come(later):
    often = recurring.Job("often", timedelta(minutes=1), lambda _stop: "")
    seldom = recurring.Job("seldom", timedelta(days=1), lambda _stop: "3 things removed")
    assert done(often, seldom) == ["often", "seldom"]
    assert done(often, seldom) == []
    later(HOUR)
    assert done(often, seldom) == ["often"]
    assert Recurring.objects.get(name="seldom").told == "3 things removed"


def test_what_fails_is_told_and_the_rest_is_done(later):
    bad = recurring.Job("bad", HOUR, failing)
    good = recurring.Job("good", HOUR, lambda _stop: "")
    assert done(bad, good) == ["bad", "good"]
    later(2 * HOUR)
    assert done(bad) == ["bad"]
    turn = Recurring.objects.get(name="bad")
    assert (turn.failures, turn.error) == (2, "ValueError: no such thing")


def test_a_turn_is_one_workers_alone():
    other = []

    def meanwhile(_stop):
        other.extend(done(recurring.Job("work", HOUR, lambda _stop: "")))
        return ""

    assert done(recurring.Job("work", HOUR, meanwhile)) == ["work"]
    assert other == []


def test_what_has_expired_goes_and_the_rest_stays(editor, later):
    old = timezone.now()
    for number in range(2):
        Delivery.objects.create(user=editor, key=str(number), digest="d")
        Session.objects.create(
            session_key=str(number), expire_date=old + timedelta(days=400 * number)
        )
        Upload.objects.create(batch="0" * 32, name="a", raw=b"", added_by=editor, state="done")
        DBTaskResult.objects.create(
            task_path="annotations.tasks.read_articles",
            backend_name="default",
            args_kwargs={"args": [], "kwargs": {}},
            run_after=old,
            exception_class_path="",
            traceback="",
            status="RUNNING",  # its worker was killed
            started_at=old + timedelta(days=100 * number),
        )
    kept = Delivery.objects.get(key="1"), Upload.objects.last()
    for one in kept:
        type(one).objects.filter(pk=one.pk).update(created_at=old + timedelta(days=100))
    waiting = Upload.objects.create(batch="0" * 32, name="b", raw=b"x", added_by=editor)
    later(timedelta(days=100))
    assert not any(turn.error for turn in recurring.do_due(Stop(), recurring.WORK))
    assert list(Delivery.objects.all()) == [kept[0]]
    assert list(Upload.objects.all()) == [kept[1], waiting]
    assert [one.session_key for one in Session.objects.all()] == ["1"]
    assert DBTaskResult.objects.count() == 1


def test_articles_that_nobody_asked_to_read_are_read():
    article = make_article("Talks began in Oslo.")
    ExtractionRun.objects.all().delete()
    list(recurring.do_due(Stop(), recurring.WORK))
    assert article.runs.get().state == "queued"


def test_the_command_looks_at_feeds_and_says_what_failed(capsys):
    outlet = Outlet.objects.create(name="The Wire")
    Feed.objects.create(url="http://127.0.0.1:9/", outlet=outlet)
    call_command("recurring")
    assert "feeds: 1 looked at, 1 of them failing\n" in capsys.readouterr().out
    assert Feed.objects.get().failures == 1


def test_the_command_fails_where_work_failed(monkeypatch):
    monkeypatch.setattr(recurring, "WORK", (recurring.Job("bad", HOUR, failing),))
    with pytest.raises(CommandError, match="1 of them failed"):
        call_command("recurring")
