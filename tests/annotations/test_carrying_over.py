"""A new version of an article: what was judged is carried over where the words are unchanged."""

import threading
import uuid

import pytest
from django.db import connection

from annotations import carrying, extraction, outcomes, queue, review, threads
from annotations.models import Annotation, Entity, Layer, Proposal, Review, Status, Verdict
from annotations.refusals import Refused
from annotations.review import Decision
from tests.factories import make_annotation, make_article, make_entity, make_proposal, make_response

from .story import fresh

URL = "https://news.example/story"
OLD = (
    "Emmanuel Macron proposed a truce to Hamas on Tuesday. Hamas rejected it.\n\n"
    "Egypt welcomed the plan. Joe Biden spoke in Paris."
)
# The first sentence is the same, later in the text; the second is not; the third is.
NEW = (
    "JERUSALEM\n\nEmmanuel Macron proposed a truce to Hamas on Tuesday. "
    "Hamas has not rejected it.\n"
    "Egypt welcomed the plan. Joe Biden spoke in Rome."
)


@pytest.fixture
def old(db):
    article = make_article(OLD, url=URL)
    article.runs.update(state="finished")
    return article


@pytest.fixture
def macron(old):
    return make_entity("person", "Emmanuel Macron")


@pytest.fixture
def telling(old, macron):
    return make_proposal(
        old,
        slots=[
            ("proposer", "Emmanuel Macron", macron),
            ("content", "a truce"),
            ("addressee", "Hamas"),
        ],
    )


@pytest.fixture
def rejection(old, telling):
    return make_response(
        old, slots=[("responder", "Hamas")], proposal=telling.proposal, answers=telling
    )


@pytest.fixture
def welcome(old, telling):
    slots = [("responder", "Egypt"), ("object", "the plan")]
    more = {"proposal": telling.proposal, "answers": telling, "label": "support"}
    return make_response(old, "welcomed", slots=slots, **more)


def judge(user, verb, *annotations):
    return [verb(Decision(user, one.pk, fresh(one).revision)) for one in annotations]


def new_version(text=NEW, url=URL):
    return make_article(text, url=url)


def carried_to(article):
    return {one.text: one for one in article.annotations.exclude(layer=Layer.NAME)}


def test_what_was_judged_is_judged_where_the_sentences_stand(
    old, telling, rejection, welcome, editor, other_editor
):
    name = make_annotation(old, "Joe Biden")
    judge(editor, review.accept, telling, rejection, name)
    judge(other_editor, review.reject, welcome)
    new = new_version()
    found = carried_to(new)
    assert {words: one.status for words, one in found.items()} == {
        "proposed": Status.ACCEPTED,
        "welcomed": Status.REJECTED,
    }
    assert all(new.text[one.start_char : one.end_char] == one.text for one in found.values())
    assert all(
        new.text[role.start_char : role.end_char] == role.text
        for one in found.values()
        for role in one.roles.all()
    )
    told = found["proposed"]
    assert told.proposal == telling.proposal
    assert [(role.slot, role.text, role.entity_id) for role in told.roles.all()] == [
        (role.slot, role.text, role.entity_id) for role in telling.roles.all()
    ]
    assert found["welcomed"].answers == told
    assert [one.text for one in carrying.left_behind(new)] == ["rejected", "Joe Biden"]
    by = {one.annotation_id: one for one in Review.objects.filter(verdict=Verdict.CARRY)}
    assert by[told.pk].user == editor
    assert by[told.pk].applied_from == telling
    assert by[found["welcomed"].pk].user == other_editor
    assert set(by) == {told.pk, found["welcomed"].pk}


def test_what_nobody_judged_is_a_suggestion_again(old, telling, welcome):
    new = new_version()
    found = carried_to(new)
    assert {one.status for one in found.values()} == {Status.SUGGESTED}
    assert not Review.objects.exists()
    assert found["proposed"].proposal == telling.proposal


def test_the_older_version_tells_nothing_any_more(old, telling, rejection, welcome, editor):
    judge(editor, review.accept, telling, rejection, welcome)
    assert outcomes.derived([telling.proposal]) == {telling.proposal_id: "rejected"}
    new = new_version()
    thread = threads.load(Proposal.objects.get())
    assert [event.article for event in thread.events] == [new, new]
    assert outcomes.derived([telling.proposal]) == {telling.proposal_id: "supported"}
    assert {fresh(one).status for one in (telling, rejection, welcome)} == {Status.WITHDRAWN}
    assert fresh(rejection).set_aside == Status.ACCEPTED


def test_nobody_has_read_what_was_carried_over_until_they_judge_it(old, telling, editor):
    judge(editor, review.accept, telling)
    told = carried_to(new_version())["proposed"]
    assert Review.objects.carried_over().get().annotation == told
    judge(editor, review.reject, told)
    assert not Review.objects.carried_over().exists()
    assert fresh(told).status == Status.REJECTED


def test_what_was_carried_over_is_not_taken_back_but_decided_anew(old, telling, editor):
    judge(editor, review.accept, telling)
    new_version()
    with pytest.raises(Refused):
        review.undo(editor, Review.objects.get(verdict=Verdict.CARRY))


def test_nothing_is_decided_in_a_version_that_does_not_stand(old, telling, editor):
    accepted = judge(editor, review.accept, telling)[0]
    new_version()
    for attempt in (
        lambda: judge(editor, review.reject, telling),
        lambda: review.undo(editor, accepted),
        lambda: review.add(editor, old, "name", "PLACE", 0, 8, OLD[:8], request_id=uuid.uuid4()),
        lambda: review.relabel(Decision(editor, telling.pk, telling.revision), "urge"),
    ):
        with pytest.raises(Refused):
            attempt()
    assert fresh(telling).status == Status.WITHDRAWN


def test_a_third_version_gets_what_the_second_had_and_lists_what_the_first_lost(
    old, telling, rejection, editor
):
    judge(editor, review.accept, telling, rejection)
    second = new_version()
    third = new_version(NEW + " More came in.")
    assert carried_to(third)["proposed"].status == Status.ACCEPTED
    assert carried_to(second)["proposed"].status == Status.WITHDRAWN
    assert [one.text for one in carrying.left_behind(third)] == ["rejected"]
    assert Entity.objects.filter(pk=telling.roles.get(slot="proposer").entity_id).exists()


def test_the_queue_says_that_it_is_a_new_version(old, telling, rejection, editor):
    judge(editor, review.accept, rejection)
    new_version()
    rows, _ = queue.ranked(queue.waiting(editor, queue.Asked()), editor)
    entry = queue.entries(rows, editor)[0]
    assert "version" in [reason.kind for reason in entry.reasons]
    assert "1 decision" in next(one.words for one in entry.reasons if one.kind == "version")


@pytest.mark.django_db(transaction=True)
def test_reading_the_new_version_doubles_nothing(worker_at_rest, editor):
    text = "French President Emmanuel Macron proposed a truce to Hamas. Hamas rejected it."
    first = make_article(text, url=URL)
    list(extraction.process())
    for one in first.annotations.all():
        judge(editor, review.accept, one)
    assert first.annotations.filter(layer=Layer.PROPOSAL).exists()
    before = first.annotations.count()
    second = new_version(f"{text} Angela Merkel was in Berlin.")
    [run] = extraction.process()
    assert run.article == second
    assert second.annotations.filter(status=Status.ACCEPTED).count() == before
    assert run.counts["settled"] == before
    assert Proposal.objects.count() == 1
    assert "Angela Merkel" in [one.text for one in second.annotations.all()]


@pytest.mark.django_db(transaction=True)
def test_a_decision_at_the_same_moment_is_carried_over_or_refused(worker_at_rest, editor):
    article = make_article(OLD, url=URL)
    name = make_annotation(article, "Egypt", label="PLACE")
    start, told = threading.Barrier(2), []

    def decide():
        start.wait()
        try:
            judge(editor, review.accept, name)
            told.append("accepted")
        except Refused:
            told.append("refused")
        finally:
            connection.close()

    thread = threading.Thread(target=decide)
    thread.start()
    start.wait()
    new = new_version()
    thread.join()
    wanted = {"accepted": Status.ACCEPTED, "refused": Status.SUGGESTED}[told[0]]
    assert new.annotations.get(text="Egypt").status == wanted
    assert not Annotation.objects.live().filter(article=article).exists()
