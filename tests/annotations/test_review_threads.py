"""Tellings joined and parted within an article, and responses attached to them."""

import uuid

import pytest

from annotations import review, threads
from annotations.models import Annotation, Proposal, Review
from annotations.refusals import Refused, Stale
from annotations.review import Decision
from tests.factories import make_article, make_proposal, make_response

from .story import address, fresh, post, tell_sequel, undo, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sequel(story):
    return tell_sequel(story.macron)


@pytest.fixture
def again(story):
    """A second telling in the first article, and what answers that telling."""
    telling = make_proposal(story.article, "spoke")
    telling.answer = make_response(
        story.article, "asked", "oppose", proposal=telling.proposal, answers=telling
    )
    return telling


def decision(user, annotation):
    return Decision(user, annotation.pk, fresh(annotation).revision)


def proposals_of(*annotations):
    return [fresh(one).proposal_id for one in annotations]


# --- Within one article -------------------------------------------------------------------------


def test_two_tellings_of_an_article_are_joined_with_their_answers(desk, story, again):
    own, target = again.proposal_id, story.proposal.proposal_id
    assert post(desk, again, "join", proposal=target).status_code == 303
    assert proposals_of(again, again.answer, story.proposal, story.response) == [target] * 4
    assert fresh(again).telling == "restated"
    assert fresh(again.answer).answers == again
    assert fresh(again.proposal).canonical_id == target
    assert len(threads.load(fresh(story.proposal.proposal)).tellings) == 2

    undo(desk, Review.objects.get(annotation=again))
    assert proposals_of(again, again.answer) == [own, own]
    assert fresh(again).telling == "made"
    assert fresh(again.proposal).canonical is None


def test_the_telling_that_stands_first_stays_the_one_that_makes_it(editor, story, again):
    review.join(decision(editor, story.proposal), again.proposal)
    assert fresh(story.proposal).telling == "made"
    assert proposals_of(story.proposal, story.response) == [again.proposal_id] * 2


def test_a_telling_is_parted_with_the_answers_to_it_alone(desk, story, again):
    target = story.proposal.proposal_id
    post(desk, again, "join", proposal=target)
    assert post(desk, fresh(again), "leave").status_code == 303
    parted = fresh(again)
    assert parted.proposal_id not in (target, None)
    assert parted.telling == "made"
    assert proposals_of(again.answer) == [parted.proposal_id]
    assert proposals_of(story.proposal, story.response) == [target] * 2

    undo(desk, Review.objects.filter(annotation=again).first())
    assert proposals_of(again, again.answer, story.response) == [target] * 3
    assert fresh(again).telling == "restated"


def test_the_outcome_follows_the_answers_that_a_parted_telling_takes(editor, story, again):
    review.join(decision(editor, again), story.proposal.proposal)
    for annotation in (story.response, again.answer):
        review.accept(decision(editor, annotation))
    joined = threads.load(fresh(story.proposal.proposal))
    assert {event.id for event in joined.responses} == {story.response.pk, again.answer.pk}
    review.leave(decision(editor, again))
    assert [event.id for event in threads.load(fresh(again).proposal).responses] == [
        again.answer.pk
    ]


def test_one_that_is_told_here_twice_and_elsewhere_is_parted_alone_or_together(
    editor, story, sequel, again
):
    target = sequel.proposal.proposal
    review.join(decision(editor, again), story.proposal.proposal)
    review.join(decision(editor, story.proposal), target)
    everything = (story.proposal, story.response, again, again.answer)
    assert proposals_of(*everything) == [target.pk] * 4

    alone = review.leave(decision(editor, story.proposal))
    assert proposals_of(again, again.answer) == [target.pk] * 2
    review.undo(editor, alone)
    assert proposals_of(*everything) == [target.pk] * 4

    review.leave(decision(editor, story.proposal), together=True)
    assert len(set(proposals_of(*everything))) == 1
    assert proposals_of(sequel.proposal) == [target.pk]


def test_the_only_telling_is_not_parted_and_says_so(desk, story):
    answer = post(desk, story.proposal, "leave")
    assert answer.status_code == 422
    assert "there is nothing to part" in answer.content.decode()
    assert not Review.objects.exists()


def test_answers_elsewhere_follow_a_proposal_whose_last_telling_goes(editor, story, sequel):
    review.attach(decision(editor, sequel.response), story.proposal.proposal)
    joined = review.join(decision(editor, story.proposal), sequel.proposal.proposal)
    assert proposals_of(sequel.response) == [sequel.proposal.proposal_id]
    review.undo(editor, joined)
    assert proposals_of(sequel.response) == [story.proposal.proposal_id]


def test_answers_elsewhere_stay_with_a_proposal_that_is_still_told(editor, story, sequel, again):
    target = story.proposal.proposal
    review.join(decision(editor, again), target)
    review.attach(decision(editor, sequel.response), target)
    review.leave(decision(editor, again))
    assert proposals_of(sequel.response) == [target.pk]


# --- Bad input ----------------------------------------------------------------------------------


def test_an_id_that_was_joined_leads_to_where_it_went(desk, story, sequel, again):
    emptied = again.proposal_id
    post(desk, again, "join", proposal=story.proposal.proposal_id)
    assert post(desk, sequel.proposal, "join", proposal=emptied).status_code == 303
    assert proposals_of(sequel.proposal) == [story.proposal.proposal_id]


@pytest.mark.parametrize("verb", ["join", "counter"])
def test_a_proposal_that_nothing_tells_any_more_is_refused(desk, story, again, verb):
    Annotation.objects.filter(pk=again.pk).update(status="withdrawn")
    answer = post(desk, story.proposal, verb, proposal=again.proposal_id)
    assert answer.status_code == 422
    assert "Nothing tells that proposal any more" in answer.content.decode()
    assert proposals_of(story.proposal) == [story.proposal.proposal_id]
    assert not Review.objects.exists()


def test_a_response_is_not_attached_to_what_nothing_tells(desk, story, sequel, again):
    Annotation.objects.filter(pk=again.pk).update(status="rejected")
    answer = post(desk, sequel.response, "attach", proposal=again.proposal_id)
    assert "Nothing tells that proposal any more" in answer.content.decode()
    assert proposals_of(sequel.response) == [None]


def test_a_withdrawn_telling_is_neither_joined_nor_parted(desk, story, again):
    Annotation.objects.filter(pk=again.pk).update(status="withdrawn")
    for verb in ("join", "leave"):
        answer = post(desk, again, verb, proposal=story.proposal.proposal_id)
        assert "The pipeline no longer suggests this" in answer.content.decode()
    assert not Review.objects.exists()


def test_the_slower_of_two_joins_changes_nothing(editor, other_editor, story, sequel, again):
    slower = Decision(other_editor, again.pk, again.revision)
    review.join(decision(editor, again), story.proposal.proposal)
    with pytest.raises(Stale):
        review.join(slower, sequel.proposal.proposal)
    assert proposals_of(again, again.answer) == [story.proposal.proposal_id] * 2


def test_joining_twice_says_that_it_is_joined(editor, story, again):
    review.join(decision(editor, again), story.proposal.proposal)
    with pytest.raises(Refused, match="that proposal already"):
        review.join(decision(editor, again), story.proposal.proposal)


# --- Responses ----------------------------------------------------------------------------------


def test_a_response_is_added_to_the_telling_that_it_answers(desk, story):
    sent = words_of(story.article, "spoke") | {"label": "support", "to": story.proposal.pk}
    sent["request_id"] = uuid.uuid4()
    answer = desk.post(f"{story.article.get_absolute_url()}annotations/add/", sent)
    assert answer.status_code == 303
    added = Annotation.objects.get(origin="editor")
    assert (added.label, added.answers, added.proposal_id) == (
        "support",
        story.proposal,
        story.proposal.proposal_id,
    )


def test_typed_words_are_added_as_a_response(desk, story):
    path = f"{story.article.get_absolute_url()}annotations/add/"
    page = desk.get(path, {"to": story.proposal.pk, "label": "reject"}).content.decode()
    assert "Add a response to “proposed”" in page
    assert "PERSON" not in page.partition("<main")[2]
    page = desk.get(path, {"to": story.proposal.pk, "label": "oppose", "words": "spoke"})
    assert f'name="to" value="{story.proposal.pk}"' in page.content.decode()


@pytest.mark.parametrize("label", ["PERSON", "urge"])
def test_only_a_response_answers(desk, story, label):
    sent = words_of(story.article, "spoke") | {"label": label, "to": story.proposal.pk}
    path = f"{story.article.get_absolute_url()}annotations/add/"
    answer = desk.post(path, sent | {"request_id": uuid.uuid4()})
    assert answer.status_code == 422
    assert "Only a response answers a proposal" in answer.content.decode()


@pytest.mark.parametrize("which", ["gone", "elsewhere", "response", "nonsense"])
def test_a_response_is_added_to_a_standing_proposal_of_its_article_only(desk, story, sequel, which):
    to = {"elsewhere": sequel.proposal.pk, "response": story.response.pk}.get(which, 999_999)
    sent = words_of(story.article, "spoke") | {"label": "reject", "to": to}
    if which == "nonsense":
        sent["to"] = "x"
    path = f"{story.article.get_absolute_url()}annotations/add/"
    answer = desk.post(path, sent | {"request_id": uuid.uuid4()})
    assert answer.status_code == 422
    assert not Annotation.objects.filter(origin="editor").exists()


def test_a_response_answers_the_last_telling_before_it(editor, story, again):
    review.join(decision(editor, again), story.proposal.proposal)
    late = make_response(story.article, "asked Macron", "reject")
    review.attach(decision(editor, late), story.proposal.proposal)
    assert fresh(late).answers == again


def test_attaching_anew_moves_and_detaching_twice_is_refused(desk, story, again):
    post(desk, story.response, "attach", proposal=again.proposal_id)
    assert fresh(story.response).answers == again
    post(desk, fresh(story.response), "detach")
    assert proposals_of(story.response) == [None]
    answer = post(desk, fresh(story.response), "detach")
    assert "there is nothing to detach" in answer.content.decode()


def test_the_page_of_a_card_offers_what_it_can_do(desk, story, again):
    page = desk.get(address(story.proposal)).content.decode()
    assert "Make it a proposal of its own" not in page
    assert f"?label=reject&amp;to={story.proposal.pk}" in page
    post(desk, again, "join", proposal=story.proposal.proposal_id)
    page = desk.get(address(story.proposal)).content.decode()
    assert "Told 2 times" in page
    assert "Make it a proposal of its own" in page
    assert Proposal.objects.filter(canonical__isnull=False).count() == 1


def test_a_story_of_another_article_is_not_touched(editor, story, again):
    other = make_proposal(make_article("Oslo proposed a truce."), slots=[("content", "a truce")])
    review.join(decision(editor, again), story.proposal.proposal)
    assert fresh(other).revision == other.revision
