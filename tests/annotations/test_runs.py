"""Runs over articles: failure is a state, a dead worker loses nothing, nothing is done twice."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection, connections

from annotations import extraction, pipeline, tasks
from annotations.models import Annotation, ExtractionRun, Role
from annotations.pipeline import Extraction
from articles.models import Article
from tests.factories import make_article

WORKER = """
import sys
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
import django
django.setup()
from django.core.management import call_command
call_command("process", batch_size=8)
"""


@pytest.fixture
def three_articles(db):
    return [make_article(f"Angela Merkel met Tony Blair in Kraków on day {n}.") for n in range(3)]


def drained():
    return list(extraction.process())


def test_a_new_article_waits_for_the_pipeline_at_once(three_articles):
    assert extraction.unfinished() == 3


@pytest.mark.django_db(transaction=True)
def test_a_background_task_reads_a_new_article():
    make_article("Angela Merkel met Tony Blair in Kraków on Monday.")
    assert ExtractionRun.objects.get().state == "finished"
    assert Annotation.objects.filter(text="Kraków").exists()


def test_each_article_is_read_once(three_articles):
    assert [run.state for run in drained()] == ["finished"] * 3
    assert drained() == []


def test_reading_everything_again_changes_no_row(three_articles):
    drained()
    before = [list(model.objects.order_by("pk").values()) for model in (Annotation, Role)]
    extraction.request_all(again=True)
    assert len(drained()) == 3
    after = [list(model.objects.order_by("pk").values()) for model in (Annotation, Role)]
    assert after == before


def test_an_article_that_cannot_be_read_fails_alone_with_its_error(three_articles, monkeypatch):
    poison = three_articles[1].text

    def extract(sources, knowledge, **options):
        for source in sources:
            if source.text == poison:
                raise ValueError("no rule for that")
            yield Extraction()

    monkeypatch.setattr(pipeline, "extract", extract)
    assert [run.state for run in drained()] == ["finished", "failed", "finished"]
    failed = ExtractionRun.objects.get(state="failed")
    assert (failed.article, failed.error) == (three_articles[1], "ValueError: no rule for that")


def test_a_failed_article_can_be_tried_again(three_articles):
    drained()
    run = ExtractionRun.objects.first()
    ExtractionRun.objects.filter(pk=run.pk).update(state="failed", error="out of memory")
    tasks.enqueue([run.article_id])
    assert [again.pk for again in drained()] == [run.pk]
    run.refresh_from_db()
    assert (run.state, run.error) == ("finished", "")


def test_what_a_dead_worker_left_is_read_by_the_next(three_articles):
    ExtractionRun.objects.update(state="running", worker=1, attempts=1)
    assert len(drained()) == 3


@pytest.mark.django_db(transaction=True)
def test_what_a_living_worker_reads_is_left_to_it():
    make_article("Nobody of note was there.")
    ExtractionRun.objects.update(state="running", worker=7, attempts=1)
    elsewhere = connection.copy()
    with elsewhere.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, 7)", [extraction._WORKER_LOCK])
        assert drained() == []
    elsewhere.close()
    assert len(drained()) == 1


def test_an_article_that_kills_its_worker_is_set_aside(three_articles):
    ExtractionRun.objects.update(state="running", worker=1, attempts=extraction.MAX_ATTEMPTS)
    assert drained() == []
    assert set(ExtractionRun.objects.values_list("state", flat=True)) == {"failed"}
    assert "died 3 times" in ExtractionRun.objects.first().error


def test_what_was_claimed_and_not_begun_goes_back_to_the_queue(three_articles):
    reading = extraction.process()
    next(reading)
    reading.close()
    waiting = ExtractionRun.objects.exclude(state="finished")
    assert set(waiting.values_list("state", "attempts")) == {("queued", 0)}


def start_worker():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, connection.settings_dict["NAME"]],
        env=environment,
        stderr=subprocess.PIPE,
    )


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_amid_200_articles_loses_and_doubles_nothing():
    articles = Article.objects.bulk_create(_articles(200))
    extraction.request(article.pk for article in articles)
    finished = ExtractionRun.objects.filter(state="finished")
    with start_worker() as worker:
        while not finished.exists():
            assert worker.poll() is None, worker.stderr.read().decode()
            time.sleep(0.02)
        worker.send_signal(signal.SIGKILL)
    assert 0 < finished.count() < 200
    with start_worker() as worker:
        assert worker.wait(120) == 0, worker.stderr.read().decode()
    assert finished.count() == 200
    for article in articles:
        found = article.annotations.filter(label="PERSON").values_list("text", "status")
        assert sorted(found) == [("Angela Merkel", "suggested"), ("Tony Blair", "suggested")]
    connections.close_all()


def _articles(count):
    from articles.models import Outlet

    outlet = Outlet.objects.create(name="The Daily Test")
    for number in range(count):
        text = f"Angela Merkel met Tony Blair in Kraków. They spoke for {number} minutes."
        yield Article(outlet=outlet, title=f"Day {number}", text=text, digest=str(number))
