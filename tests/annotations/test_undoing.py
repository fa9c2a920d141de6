"""Taking back one's own decisions, whatever they were about."""

import uuid

import pytest
from django.db import transaction

from annotations import review, storing
from annotations.models import Entity, Knowledge, Proposal, Review
from annotations.refusals import Refused, Stale
from annotations.views.progress import last_gesture
from tests.factories import make_entity, make_response

from .records import Reader, extraction
from .story import fresh, tell_sequel

pytestmark = pytest.mark.django_db


def decision(user, annotation):
    return review.Decision(user, annotation.pk, fresh(annotation).revision)


# --- Merges and partings --------------------------------------------------------------------------


def test_a_merge_is_undone_and_both_stand_for_themselves(chief):
    double, macron = make_entity(name="E. Macron"), make_entity()
    merged = review.merge(chief, double, macron)
    undone = review.undo(chief, merged)
    assert fresh(double).canonical is None
    assert (undone.undoes, undone.before, undone.after) == (
        merged,
        {"canonical_id": macron.pk},
        {"canonical_id": None},
    )


def test_what_came_along_with_a_merge_goes_back_with_it(chief):
    one, two, three = (make_entity(name=name) for name in ("One", "Two", "Three"))
    review.merge(chief, one, two)
    taken = review.merge(chief, two, three)
    assert fresh(one).canonical == three
    review.undo(chief, taken)
    assert (fresh(one).canonical, fresh(two).canonical) == (two, None)


def test_a_parting_lets_what_came_along_go_too_and_is_undone(chief):
    one, two, three = (make_entity(name=name) for name in ("One", "Two", "Three"))
    review.merge(chief, one, two)
    review.merge(chief, two, three)
    parted = review.unmerge(chief, two)
    assert (fresh(one).canonical, fresh(two).canonical) == (two, None)
    review.undo(chief, parted)
    assert (fresh(one).canonical, fresh(two).canonical) == (three, three)


def test_a_merge_into_what_was_merged_since_is_not_undone(chief):
    one, two, three = (make_entity(name=name) for name in ("One", "Two", "Three"))
    first = review.merge(chief, one, two)
    review.merge(chief, two, three)
    with pytest.raises(Stale) as caught:
        review.undo(chief, first)
    assert caught.value.overtaken == first
    assert fresh(one).canonical == three


def test_a_parting_is_not_undone_in_a_circle(chief):
    one, two = make_entity(name="One"), make_entity(name="Two")
    review.merge(chief, one, two)
    parted = review.unmerge(chief, one)
    review.merge(chief, two, one)
    with pytest.raises(Refused, match="has been merged"):
        review.undo(chief, parted)
    assert Entity.objects.filter(canonical=None).count() == 1


def test_what_a_merge_taught_goes_with_it(chief):
    taken = review.merge(chief, make_entity(name="E. Macron"), make_entity())
    assert Knowledge.objects.standing().count() == 1
    review.undo(chief, taken)
    assert not Knowledge.objects.standing().exists()


# --- Outcomes and ties ----------------------------------------------------------------------------


def test_an_overruled_outcome_goes_back_to_the_ruling_before_it(editor, other_editor, story):
    proposal = story.proposal.proposal
    review.overrule(other_editor, proposal, "rejected", "They said so.")
    mine = review.overrule(editor, proposal, "accepted", "It was signed.")
    review.undo(editor, mine)
    now = fresh(proposal)
    assert (now.overruled_outcome, now.overruled_reason) == ("rejected", "They said so.")
    assert now.overruled_by == other_editor


def test_a_ruling_that_somebody_changed_since_stays(editor, other_editor, story):
    proposal = story.proposal.proposal
    mine = review.overrule(editor, proposal, "accepted", "It was signed.")
    review.overrule(other_editor, proposal, "", "")
    with pytest.raises(Stale) as caught:
        review.undo(editor, mine)
    assert caught.value.latest.user == other_editor
    assert fresh(proposal).overruled_outcome == ""


def test_a_counter_proposal_is_untied_again(editor, story):
    sequel = tell_sequel(story.macron)
    tied = review.counter(decision(editor, sequel.proposal), story.proposal.proposal)
    assert fresh(sequel.proposal.proposal).counter_to == story.proposal.proposal
    review.undo(editor, tied)
    assert fresh(sequel.proposal.proposal).counter_to is None
    assert fresh(sequel.proposal).status == "suggested"


# --- Where ids of Proposals lead ------------------------------------------------------------------


def test_what_pointed_to_a_joined_proposal_points_to_it_again_after_an_undo(editor, story):
    sequel = tell_sequel(story.macron)
    source, target = sequel.proposal.proposal, story.proposal.proposal
    earlier = Proposal.objects.create(canonical=source)
    joined = review.join(decision(editor, sequel.proposal), target)
    assert (fresh(source).canonical, fresh(earlier).canonical) == (target, target)
    review.undo(editor, joined)
    assert (fresh(source).canonical, fresh(earlier).canonical) == (None, source)


def test_a_proposal_stands_again_when_a_telling_left_in_it_is_accepted(editor, story):
    sequel = tell_sequel(story.macron)
    review.reject(decision(editor, sequel.response))
    proposal = sequel.proposal.proposal
    fresh(sequel.response)
    type(sequel.response).objects.filter(pk=sequel.response.pk).update(proposal=proposal)
    Proposal.objects.filter(pk=proposal.pk).update(canonical=story.proposal.proposal)
    accepted = review.accept(decision(editor, sequel.response))
    assert fresh(proposal).canonical is None
    assert accepted.after["pointed"] == [[proposal.pk, story.proposal.proposal_id, None]]


def test_nothing_joins_a_proposal_that_is_told_no_more(editor, story):
    with pytest.raises(Refused, match="told no more|tells that proposal"):
        review.join(decision(editor, story.proposal), Proposal.objects.create())


# --- What the pipeline does meanwhile -------------------------------------------------------------


def test_what_a_decision_replaced_is_kept_for_its_undo(editor, story):
    provisional = make_entity(name="Jerusalem", kind="place", provisional=True)
    type(story.place).objects.filter(pk=story.place.pk).update(entity=provisional)
    taken = review.relink(decision(editor, story.place), None)
    read_again(story.article)
    review.undo(editor, taken)
    assert fresh(story.place).entity == provisional


def test_a_response_taken_along_stays_withdrawn_when_its_card_goes_back(editor, story):
    sequel = tell_sequel(story.macron)
    along = make_response(sequel.article, "repeated", proposal=sequel.proposal.proposal)
    joined = review.join(decision(editor, sequel.proposal), story.proposal.proposal)
    read_again(sequel.article)
    review.undo(editor, joined)
    assert fresh(sequel.proposal).proposal == sequel.proposal.proposal
    assert fresh(along).status == "withdrawn"


def read_again(article):
    """Let the pipeline read an article and see nothing but its first word."""
    name = Reader(article.text).mention(article.text.split()[0], "NORP")
    run = article.runs.create(version="later")
    with transaction.atomic():
        storing.store(article, extraction([name]), run)


# --- One by one, in an article --------------------------------------------------------------------


def test_what_others_overtook_does_not_stand_in_the_way(editor, other_editor, story):
    first = review.accept(decision(editor, story.place))
    review.accept(decision(editor, story.mention))
    review.reject(decision(other_editor, story.mention))
    assert last_gesture(editor, story.article) == [first]


def test_decisions_are_walked_back_one_by_one(editor, story):
    taken = [review.accept(decision(editor, story.place))]
    taken.append(review.relabel(decision(editor, story.place), "ORG"))
    taken.append(review.note(editor, story.place, "Is it?"))
    for one in reversed(taken):
        assert last_gesture(editor, story.article) == [one]
        review.undo(editor, one)
    assert last_gesture(editor, story.article) == []
    assert (fresh(story.place).label, fresh(story.place).status) == ("PLACE", "suggested")


def test_the_same_undo_sent_twice_undoes_once(chief):
    taken = review.merge(chief, make_entity(name="E. Macron"), make_entity())
    request_id = uuid.uuid4()
    first = review.undo(chief, taken, request_id)
    assert review.undo(chief, taken, request_id) == first
    assert Review.objects.filter(verdict="undo").count() == 1
