"""Take, give back, skip, finish and reopen an article."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from annotations import queue, review, storing
from annotations.models import Annotation, Claim, Review, Skip, Waiting
from annotations.models.queue import CLAIM_LASTS
from annotations.refusals import Refused
from annotations.review import Decision
from tests.factories import make_annotation, make_article

from .records import Reader, extraction
from .story import accept_all, fresh


@pytest.fixture
def article(story):
    return story.article


def expire(claim):
    """Let the time of a claim have run out a minute ago."""
    now = timezone.now()
    Claim.objects.filter(pk=claim.pk).update(
        claimed_at=now - timedelta(hours=1), until=now - timedelta(minutes=1)
    )


def minutes_left(claim):
    return (fresh(claim).until - timezone.now()) / timedelta(minutes=1)


def live(article):
    return [claim.user for claim in Claim.objects.live().filter(article=article)]


def seen(article):
    return [one.pk for one in article.annotations.filter(status="suggested")]


# --- Claims ---------------------------------------------------------------------------------------


def test_an_article_is_taken_and_given_back(article, editor):
    claim = review.claim(editor, article)
    assert live(article) == [editor]
    assert minutes_left(claim) == pytest.approx(CLAIM_LASTS.seconds / 60, abs=1)
    review.release(editor, article)
    assert live(article) == []
    with pytest.raises(Refused, match="not taken it"):
        review.release(editor, article)


def test_the_slower_one_is_told_who_has_it_and_until_when(article, editor, other_editor):
    claim = review.claim(editor, article)
    with pytest.raises(Refused, match=f"edgar has taken it until {claim.until:%H:%M}"):
        review.claim(other_editor, article)
    with pytest.raises(Refused, match="edgar has taken it"):
        review.done(other_editor, article, seen(article))
    with pytest.raises(Refused, match="not taken it"):
        review.release(other_editor, article)
    assert live(article) == [editor]


def test_taking_it_again_makes_it_last_anew(article, editor):
    claim = review.claim(editor, article)
    Claim.objects.update(until=timezone.now() + timedelta(minutes=1))
    assert review.claim(editor, article) == claim
    assert minutes_left(claim) > 20


def test_an_expired_claim_binds_nobody(article, editor, other_editor):
    claim = review.claim(editor, article)
    expire(claim)
    assert live(article) == []
    review.claim(other_editor, article)
    assert live(article) == [other_editor]
    assert fresh(claim).ended_at


def test_decisions_of_the_claimer_make_it_last_anew(story, article, editor, other_editor):
    claim = review.claim(editor, article)
    expire(claim)
    review.accept(Decision(other_editor, story.place.pk, story.place.revision))
    assert live(article) == []
    taken = review.accept(Decision(editor, story.mention.pk, story.mention.revision))
    assert live(article) == [editor]
    expire(claim)
    review.undo(editor, taken)
    assert live(article) == [editor]


def test_decisions_after_somebody_else_has_taken_it_take_nothing_back(
    story, article, editor, other_editor
):
    expire(review.claim(editor, article))
    review.claim(other_editor, article)
    review.accept(Decision(editor, story.mention.pk, story.mention.revision))
    assert live(article) == [other_editor]


def test_an_article_in_which_nothing_waits_is_not_taken(editor):
    with pytest.raises(Refused, match="Nothing in it waits"):
        review.claim(editor, make_article("Nobody said anything."))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_ask_at_once_one_gets_it(worker_at_rest, editor, other_editor):
    article = make_article("Emmanuel Macron spoke in Paris.")
    make_annotation(article, "Paris", label="PLACE")
    together, told = threading.Barrier(2), []

    def ask(user):
        try:
            together.wait()
            review.claim(user, article)
        except Refused as error:
            told.append(error.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=[user]) for user in (editor, other_editor)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (winner,) = live(article)
    assert len(told) == 1
    assert winner.username in told[0]


# --- Skips ----------------------------------------------------------------------------------------


def test_skipping_wants_a_reason_and_gives_the_article_back(article, editor):
    review.claim(editor, article)
    with pytest.raises(Refused, match="Say why"):
        review.skip(editor, article, "  ")
    with pytest.raises(Refused, match="Say why"):
        review.skip(editor, article, "x" * 301)
    review.skip(editor, article, " Not  about diplomacy ")
    assert Skip.objects.get().reason == "Not about diplomacy"
    assert live(article) == []
    assert Review.objects.get().after == {"reason": "Not about diplomacy"}


def test_what_is_skipped_is_taken_up_again_by_taking_or_reopening_it(article, editor):
    review.skip(editor, article, "Later")
    review.reopen(editor, article)
    assert not Skip.objects.exists()
    review.skip(editor, article, "Later")
    review.claim(editor, article)
    assert not Skip.objects.exists()


def test_what_does_not_wait_is_not_skipped(editor):
    with pytest.raises(Refused, match="does not wait"):
        review.skip(editor, make_article("Nobody said anything."), "Why not")


# --- Done -----------------------------------------------------------------------------------------


def test_what_is_left_stays_a_suggestion(article, editor):
    review.claim(editor, article)
    left = seen(article)
    taken = review.done(editor, article, left)
    assert not Waiting.objects.exists()
    assert live(article) == []
    assert seen(article) == left
    assert set(taken.after["left"]) == set(left)


def test_what_is_left_is_turned_down_by_reviews_of_its_own(article, editor):
    left = seen(article)
    taken = review.done(editor, article, left, turn_down=True)
    assert taken.after == {"left": [], "turned_down": len(left)}
    assert set(article.annotations.values_list("status", flat=True)) == {"rejected"}
    rejections = Review.objects.filter(verdict="reject")
    assert {one.annotation_id for one in rejections} == set(left)
    assert {one.action for one in rejections} == {taken.action}


def test_nothing_unseen_is_left_or_turned_down(story, article, editor):
    shown = seen(article)[1:]
    for turn_down in (False, True):
        with pytest.raises(Refused, match="have not seen"):
            review.done(editor, article, shown, turn_down)
    assert Waiting.objects.filter(article=article).exists()
    assert not Review.objects.exists()


def test_what_somebody_judged_meanwhile_is_no_hindrance(story, article, editor, other_editor):
    shown = seen(article)
    review.accept(Decision(other_editor, story.place.pk, story.place.revision))
    review.done(editor, article, shown, turn_down=True)
    assert fresh(story.place).status == "accepted"


def test_the_same_request_finishes_once(article, editor):
    request_id = uuid.uuid4()
    first = review.done(editor, article, seen(article), request_id=request_id)
    assert review.done(editor, article, [], request_id=request_id) == first


def test_reading_again_brings_it_back_only_with_something_new(editor):
    article = make_article("Emmanuel Macron met Olaf Scholz in Paris.")
    run, reader = article.runs.create(version="test"), Reader(article.text)

    def read(*names):
        mentions = [reader.mention(name, "PERSON") for name in names]
        storing.store(article, extraction(mentions=mentions), run)

    read("Emmanuel Macron", "Olaf Scholz")
    review.done(editor, article, seen(article))
    read("Emmanuel Macron", "Olaf Scholz")
    assert not Waiting.objects.exists()
    read("Emmanuel Macron")
    assert not Waiting.objects.exists()
    read("Emmanuel Macron", "Olaf Scholz")  # made again after it was withdrawn
    assert Waiting.objects.with_work().exists()


def test_an_article_whose_suggestions_are_all_withdrawn_leaves_the_queue(article, editor, desk):
    Annotation.objects.update(status="withdrawn")
    assert queue.following(editor) is None
    with pytest.raises(Refused, match="Nothing in it waits"):
        review.claim(editor, article)
    assert review.done(editor, article).after["left"] == []


# --- Reopen ---------------------------------------------------------------------------------------


def test_what_is_done_is_reopened(article, editor, other_editor):
    review.done(editor, article, seen(article))
    review.reopen(other_editor, article)
    assert queue.following(editor) == article.pk
    with pytest.raises(Refused, match="in the queue already"):
        review.reopen(editor, article)


def test_nothing_is_reopened_where_all_is_judged(article, editor):
    review.done(editor, article, seen(article), turn_down=True)
    with pytest.raises(Refused, match="Everything in it has been judged"):
        review.reopen(editor, article)


def test_undoing_a_decision_reopens_too(story, article, editor, desk):
    accept_all(desk, list(article.annotations.all()))
    review.done(editor, article)
    review.undo(editor, Review.objects.filter(verdict="accept").latest("pk"))
    assert Waiting.objects.with_work().filter(article=article).exists()
