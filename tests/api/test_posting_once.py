"""A request under a key is done once, however often and however simultaneously it comes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from time import sleep

import pytest
from django.db import connection
from django.utils import timezone

from articles import deliveries, ingest
from articles.models import Article, Delivery

from .adding import adder, an_article, post


@pytest.fixture
def client(editor):
    return adder(editor)


def test_the_same_request_gets_the_same_answer(client):
    rows = [an_article(1), an_article(2, url="nowhere")]
    first = post(client, rows, idempotency_key="a")
    again = post(client, rows, idempotency_key="a")
    assert first.status_code == again.status_code == 207
    assert first.content == again.content
    assert first.json()[0]["status"] == "created"
    assert "idempotent-replayed" not in first
    assert again["idempotent-replayed"] == "true"
    assert Article.objects.count() == 1


def test_a_single_article_answered_again_is_still_told_as_new(client):
    first = post(client, an_article(), idempotency_key="a")
    again = post(client, dict(reversed(an_article().items())), idempotency_key="a")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first["location"] == again["location"]


def test_another_request_under_the_same_key_is_refused(client):
    post(client, an_article(1), idempotency_key="a")
    answer = post(client, an_article(2), idempotency_key="a")
    assert answer.status_code == 422
    assert "came with another request before" in answer.json()["detail"]
    assert Article.objects.count() == 1
    assert post(client, an_article(2), idempotency_key="b").status_code == 201


def test_the_same_key_of_somebody_else_is_another_key(client, other_editor):
    post(client, an_article(1), idempotency_key="a")
    assert post(adder(other_editor), an_article(2), idempotency_key="a").status_code == 201


def test_a_refused_request_uses_no_key_up(client):
    assert post(client, an_article(text=""), idempotency_key="a").status_code == 400
    assert post(client, an_article(), idempotency_key="a").status_code == 201


def test_what_breaks_in_the_middle_leaves_neither_articles_nor_key(client, monkeypatch):
    def break_down(*_arguments, **_more):
        raise ConnectionError("gone")

    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(Delivery, "save", break_down)
        assert post(client, an_article(), idempotency_key="a").status_code == 500
    assert not Article.objects.exists()
    assert not Delivery.objects.exists()
    assert post(client, an_article(), idempotency_key="a").status_code == 201


@pytest.mark.parametrize("key", ["", " ", "a b", "é", "x" * 201])
def test_a_key_that_is_none_is_named(client, key):
    answer = post(client, an_article(), idempotency_key=key)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "Idempotency-Key"
    assert not Article.objects.exists()


def test_old_keys_are_forgotten(client):
    post(client, an_article(1), idempotency_key="old")
    Delivery.objects.update(created_at=timezone.now() - timedelta(days=3))
    post(client, an_article(2), idempotency_key="new")
    assert deliveries.prune(timezone.now() - deliveries.KEPT) == 1
    assert Delivery.objects.get().key == "new"
    assert post(client, an_article(3), idempotency_key="old").status_code == 201


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_time_are_one(editor, monkeypatch):
    """The first holds its transaction open until the second waits for it."""
    clients, store_many = [adder(editor), adder(editor)], ingest.store_many
    first_is_in, stored = Event(), []

    def slowly(*arguments):
        stored.append(arguments)
        first_is_in.set()
        wait_until(somebody_waits)
        return store_many(*arguments)

    def send(client):
        try:
            return post(client, [an_article(1), an_article(2)], idempotency_key="a")
        finally:
            connection.close()

    monkeypatch.setattr(ingest, "store_many", slowly)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(send, clients[0])
        assert first_is_in.wait(10)
        second = pool.submit(send, clients[1])
        answers = [first.result(), second.result()]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert ["idempotent-replayed" in answer for answer in answers] == [False, True]
    assert len(stored) == 1
    assert Article.objects.count() == 2


def somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) "
            "WHERE NOT granted AND datname = current_database()"
        )
        return cursor.fetchone()[0]


def wait_until(happens):
    for _ in range(200):
        if happens():
            return
        sleep(0.05)
    raise TimeoutError


@pytest.mark.django_db(transaction=True)
def test_many_at_the_same_time_are_one(editor):
    def send(client):
        try:
            return post(client, an_article(), idempotency_key="a")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(send, [adder(editor) for _ in range(6)]))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert sum("idempotent-replayed" not in answer for answer in answers) == 1
