"""Suggestions in the making and judgements at the same moment: no article is lost to the queue."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from annotations import review
from annotations.models import Waiting
from annotations.refusals import Refused
from annotations.review import Decision
from tests.factories import make_annotation, make_article

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("worker_at_rest")]


@pytest.fixture
def article():
    return make_article("Emmanuel Macron spoke in Paris.")


@pytest.fixture
def place(article):
    return make_annotation(article, "Paris", label="PLACE")


@contextmanager
def suggesting(article):
    """Somebody else is making a suggestion, and commits it at the end."""
    made, commit = threading.Event(), threading.Event()

    def make():
        with transaction.atomic():
            make_annotation(article, "Emmanuel Macron")
            made.set()
            commit.wait()
        connection.close()

    thread = threading.Thread(target=make)
    thread.start()
    made.wait()
    try:
        yield commit
    finally:
        commit.set()
        thread.join()


def test_the_last_judgement_leaves_an_article_that_is_being_read(article, place, editor):
    with suggesting(article):
        review.accept(Decision(editor, place.pk, place.revision))
        assert Waiting.objects.exists()
        assert not Waiting.objects.with_work().exists()
    assert Waiting.objects.with_work().get().article == article


def test_done_waits_for_what_is_being_suggested(article, place, editor):
    told = []

    def finish():
        try:
            review.done(editor, article, [place.pk])
        except Refused as error:
            told.append(error.message)
        connection.close()

    finishing = threading.Thread(target=finish)
    with suggesting(article):
        finishing.start()
        finishing.join(0.5)
        assert finishing.is_alive()
    finishing.join()
    assert told == ["Suggestions that you have not seen have come: look at them first."]
    assert Waiting.objects.with_work().exists()


def test_two_who_judge_the_last_two_leave_nothing_that_is_shown(article, place, editor):
    name = make_annotation(article, "Emmanuel Macron")

    def judge(annotation):
        review.accept(Decision(editor, annotation.pk, annotation.revision))
        connection.close()

    threads = [threading.Thread(target=judge, args=[one]) for one in (place, name)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not Waiting.objects.with_work().exists()
