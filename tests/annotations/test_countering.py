"""Counter-proposals: tied, refused in a circle, taken back, and told wherever a proposal is."""

import uuid

import pytest

from annotations import narrating, review, threads
from annotations.models import Proposal, Review
from annotations.refusals import Refused
from annotations.review import Decision
from tests.factories import make_article, make_entity, make_proposal

from .story import address, fresh, post, tell_sequel, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def truce(story):
    """A later proposal by another, accepted, that may counter the story's."""
    article = make_article(
        "Egypt offered to host talks instead.", title="Egypt's offer", published="2023-10-28"
    )
    egypt = make_entity("place", "Egypt", country="EG", feature="country")
    return make_proposal(
        article,
        "offered",
        "offer",
        status="accepted",
        slots=[("proposer", "Egypt", egypt), ("content", "to host talks")],
    )


def decision(user, annotation):
    return Decision(user, annotation.pk, fresh(annotation).revision)


def counters(annotation):
    return fresh(annotation.proposal).counter_to_id


def test_a_card_is_tied_to_what_it_counters_and_the_tie_is_undone(desk, story, truce):
    answer = post(desk, truce, "counter", proposal=story.proposal.proposal_id)
    assert answer.status_code == 303
    assert counters(truce) == story.proposal.proposal_id
    assert Review.objects.filter(proposal=truce.proposal, verdict="counter").exists()
    undo(desk, Review.objects.get(annotation=truce))
    assert counters(truce) is None


def test_it_is_said_of_a_card_that_it_counters_nothing_after_all(desk, story, truce):
    post(desk, truce, "counter", proposal=story.proposal.proposal_id)
    assert "It counters nothing" in desk.get(address(truce)).content.decode()
    post(desk, fresh(truce), "uncounter")
    assert counters(truce) is None
    answer = post(desk, fresh(truce), "uncounter")
    assert "there is nothing to take back" in answer.content.decode()


def test_a_proposal_counters_neither_itself_nor_in_a_circle(editor, story, truce):
    sequel = tell_sequel(story.macron)
    with pytest.raises(Refused, match="does not counter itself"):
        review.counter(decision(editor, truce), truce.proposal)
    review.tie(editor, truce.proposal, story.proposal.proposal)
    review.tie(editor, sequel.proposal.proposal, truce.proposal)
    with pytest.raises(Refused, match="cannot counter each other"):
        review.tie(editor, story.proposal.proposal, sequel.proposal.proposal)
    assert counters(story.proposal) is None
    with pytest.raises(Refused, match="counters that proposal already"):
        review.tie(editor, truce.proposal, story.proposal.proposal)


def test_only_a_proposal_counters(desk, story, truce):
    answer = post(desk, story.response, "counter", proposal=truce.proposal_id)
    assert "Only a proposal can counter another" in answer.content.decode()


def test_a_tie_follows_proposals_that_are_joined(editor, story, truce):
    sequel = tell_sequel(story.macron)
    review.tie(editor, truce.proposal, sequel.proposal.proposal)
    review.join(decision(editor, sequel.proposal), story.proposal.proposal)
    thread = threads.load(story.proposal.proposal)
    assert thread.counter_ids == (truce.proposal_id,)
    assert threads.load(truce.proposal).counter_to_id == story.proposal.proposal_id
    # What counters itself by being joined counters nothing.
    review.join(decision(editor, truce), story.proposal.proposal)
    thread = threads.load(story.proposal.proposal)
    assert (thread.counter_ids, thread.counter_to_id) == ((), None)


def test_both_pages_and_the_api_tell_it(desk, editor, story, truce):
    review.tie(editor, truce.proposal, story.proposal.proposal)
    own, other = (f"/proposals/{one.proposal_id}/" for one in (truce, story.proposal))
    assert f'counter to <a href="{other}"' in desk.get(own).content.decode()
    assert f'Countered by <a href="{own}"' in desk.get(other).content.decode()
    assert "Countered by" in desk.get(address(story.proposal)).content.decode()
    found = desk.get(f"/api/v1{other}").json()
    assert (found["counter_to"], found["counters"]) == (None, [truce.proposal_id])
    found = desk.get(f"/api/v1{own}").json()
    assert (found["counter_to"], found["counters"]) == (story.proposal.proposal_id, [])


def test_the_story_tells_what_was_put_against_the_proposal(editor, story, truce):
    review.tie(editor, truce.proposal, story.proposal.proposal)
    assert narrating.story(threads.load(story.proposal.proposal)) == ()
    review.accept(decision(editor, story.proposal))
    told = narrating.plain(narrating.story(threads.load(story.proposal.proposal)))
    assert "Egypt countered with an offer to host talks." in told
    assert "Egypt offered to host talks." in narrating.plain(
        narrating.story(threads.load(truce.proposal))
    )


@pytest.mark.parametrize(
    ("label", "cue", "content", "expected"),
    [
        ("propose", "proposed", "a truce of a week", "countered with a truce of a week"),
        ("propose", "proposed", "that both stop", "countered with a proposal that both stop"),
        ("demand", "demanded", "an apology", "countered with a demand for an apology"),
        ("urge", "should", "stop", "countered with an appeal: “stop”"),
        ("request", "asked", "", "countered with a request"),
    ],
)
def test_how_a_counter_proposal_is_told(editor, story, label, cue, content, expected):
    article = make_article(f"Oslo {cue} {content}.", published="2023-10-30")
    slots = [("proposer", "Oslo"), *([("content", content)] if content else [])]
    other = make_proposal(article, cue, label, status="accepted", slots=slots)
    review.tie(editor, other.proposal, story.proposal.proposal)
    review.accept(decision(editor, story.proposal))
    told = narrating.plain(narrating.story(threads.load(story.proposal.proposal)))
    assert f"Oslo {expected}." in told


# --- From the page of a proposal ----------------------------------------------------------------


def send(client, telling, **fields):
    sent = {"request_id": uuid.uuid4()} | fields
    return client.post(f"/proposals/{telling.proposal_id}/counter/", sent)


def test_it_is_tied_and_untied_from_its_page(desk, story, truce):
    page = desk.get(f"/proposals/{truce.proposal_id}/counter/").content.decode()
    assert f'name="proposal" value="{story.proposal.proposal_id}"' in page
    answer = send(desk, truce, proposal=story.proposal.proposal_id)
    assert answer.url == f"/proposals/{truce.proposal_id}/"
    assert counters(truce) == story.proposal.proposal_id
    assert "It counters none" in desk.get(answer.url).content.decode()
    send(desk, truce)
    assert counters(truce) is None


@pytest.mark.parametrize("proposal", ["own", 999_999, "x"])
def test_a_tie_that_makes_no_sense_is_refused_on_the_page(desk, story, truce, proposal):
    own = truce.proposal_id if proposal == "own" else proposal
    answer = send(desk, truce, proposal=own)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert counters(truce) is None


def test_the_same_request_ties_once(desk, story, truce):
    same = uuid.uuid4()
    for _ in range(2):
        send(desk, truce, proposal=story.proposal.proposal_id, request_id=same)
    assert Review.objects.filter(verdict="counter").count() == 1


def test_outsiders_tie_nothing(client, reader, story, truce):
    assert send(client, truce).url.startswith("/accounts/login/")
    client.force_login(reader)
    assert send(client, truce, proposal=story.proposal.proposal_id).status_code == 403
    assert client.get(f"/proposals/{truce.proposal_id}/counter/").status_code == 403
    assert "It counters a proposal" not in client.get(truce.proposal.get_absolute_url()).text
    assert Proposal.objects.filter(counter_to__isnull=False).count() == 0
