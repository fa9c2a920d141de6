"""Several processes share the backlog, stop when asked, and lose nothing when they are killed."""

import signal
import time

import psutil
import pytest
from django.db import connection, connections

from annotations import extraction
from annotations.models import Annotation, ExtractionRun
from articles.models import Article, Outlet
from tests.annotations.processes import ended, running, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("left_alone")]
FINISHED = ExtractionRun.objects.filter(state="finished")


@pytest.fixture
def left_alone():
    yield
    connections.close_all()


def store(*texts):
    outlet = Outlet.objects.create(name="The Daily Test")
    articles = Article.objects.bulk_create(
        Article(outlet=outlet, title="Talks", text=text, digest=str(number))
        for number, text in enumerate(texts)
    )
    extraction.request(article.pk for article in articles)


def store_many(count):
    store(*(f"Talks went on for {number} days." for number in range(count)))


def states():
    found = ExtractionRun.objects.order_by().values_list("state", "attempts", "worker")
    return set(found)


def children(process):
    return psutil.Process(process.pid).children()


def test_two_processes_read_all_with_the_model_that_one_has_loaded():
    store(*(f"Angela Merkel met Tony Blair in Kraków on day {n}." for n in range(12)))
    with running("process", "--processes", "2", reading="") as process:
        assert ended(process) == (0, "")
    assert states() == {("finished", 1, None)}
    people = Annotation.objects.filter(label="PERSON", status="suggested")
    assert people.count() == 24


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("processes", ["1", "2"])
def test_asked_to_stop_they_end_the_article_at_hand_and_leave_the_rest_waiting(processes, number):
    store_many(200)
    with running("process", "--processes", processes) as process:
        wait_until(FINISHED.exists, process)
        asked = time.monotonic()
        process.send_signal(number)
        status, told = ended(process)
    assert status == 128 + number
    assert f"Stopped: {FINISHED.count()} read, {200 - FINISHED.count()} wait." in told
    assert states() == {("finished", 1, None), ("queued", 0, None)}
    assert time.monotonic() - asked < 20
    with running("process", "--processes", "4") as process:
        assert ended(process) == (0, "")
    assert states() == {("finished", 1, None)}


def test_a_killed_process_is_replaced_and_nothing_is_lost():
    store_many(100)
    with running("process", "--processes", "2") as process:
        wait_until(FINISHED.exists, process)
        children(process)[0].kill()
        status, _ = ended(process)
    assert status == 0
    assert {state for state, *_ in states()} == {"finished"}
    assert FINISHED.count() == 100


def test_none_outlives_whoever_started_it():
    store_many(200)
    with running("process", "--processes", "2") as process:
        wait_until(FINISHED.exists, process)
        forks = children(process)
        process.kill()
        process.wait()
        wait_until(lambda: not any(fork.is_running() for fork in forks))
    assert set(extraction.living_workers()) == set()
    assert 0 < FINISHED.count() < 200


def test_an_article_that_kills_is_set_aside_and_the_rest_is_read():
    store("poison", *(f"Talks went on for {n} days." for n in range(20)))
    with running("process", "--processes", "2") as process:
        status, told = ended(process)
    failed = ExtractionRun.objects.get(state="failed")
    assert (failed.article.text, failed.attempts) == ("poison", 3)
    assert FINISHED.count() == 20
    assert status == 0 or "failed" in told
    with running("process") as process:  # it is left at rest until somebody asks
        assert ended(process) == (0, "")
    assert ExtractionRun.objects.get(state="failed") == failed


def test_two_that_know_nothing_of_each_other_share_the_backlog():
    store_many(120)
    with running("process") as one, running("process") as other:
        statuses = [ended(one), ended(other)]
    assert statuses == [(0, ""), (0, "")]
    assert states() == {("finished", 1, None)}


def test_workers_work_until_they_are_asked_to_stop():
    store_many(30)
    with running("worker", "--processes", "2", "--interval", "0.1") as worker:
        wait_until(lambda: FINISHED.count() == 30, worker)
        Article.objects.create(
            outlet=Outlet.objects.get(), title="Late", text="Talks ended.", digest="late"
        )
        extraction.request([Article.objects.latest("pk").pk])
        wait_until(lambda: FINISHED.count() == 31, worker)
        children(worker)[0].kill()
        wait_until(lambda: len(children(worker)) == 2, worker)
        worker.send_signal(signal.SIGTERM)
        status, _ = ended(worker)
    assert status == 0
    assert states() == {("finished", 1, None)}


def test_a_worker_that_loses_the_database_works_on_when_it_is_back():
    store_many(100)
    with running("worker", "--interval", "0.1") as worker:
        wait_until(FINISHED.exists, worker)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        wait_until(lambda: FINISHED.count() == 100, worker)
        worker.send_signal(signal.SIGTERM)
        assert ended(worker)[0] == 0


def test_a_claim_leaves_work_for_the_others():
    store_many(12)
    workers = [extraction._hold_worker_lock() for _ in range(3)]
    sizes = []
    while runs := extraction._claim(workers[0], 32):
        sizes.append(len(runs))
    for worker in workers:
        extraction._release_worker_lock(worker)
    assert sizes == [2, 2, 2, 1, 1, 1, 1, 1, 1]


def test_a_claim_holds_no_more_than_takes_some_seconds():
    store(*(f"{n} " + "word " * 12_000 for n in range(40)))
    worker = extraction._hold_worker_lock()
    assert len(extraction._claim(worker, 32)) == 2
    extraction._release_worker_lock(worker)
