"""What the verbs of review do beyond the annotation itself, and how they are taken back."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from annotations import review
from annotations.models import Annotation, Entity, Proposal, Review
from annotations.refusals import Refused, Stale
from annotations.review import Decision
from annotations.review.decisions import snapshot
from tests.factories import find, make_annotation, make_entity, make_response

from .story import fresh, tell_sequel, tell_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def worker_at_rest(settings):
    """Nobody reads the articles that a test makes."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def story(worker_at_rest):
    return tell_story()


@pytest.fixture
def sequel(story):
    return tell_sequel(story.macron)


def decision(user, annotation):
    return Decision(user, annotation.pk, fresh(annotation).revision)


def state(annotation):
    """All of an annotation that a decision can change, but its revision."""
    found = snapshot(fresh(annotation))
    found.pop("revision")
    return found


VERBS = {
    "accept": lambda d, s: review.accept(d),
    "reject": lambda d, s: review.reject(d),
    "relabel": lambda d, s: review.relabel(d, "demand"),
    "respan": lambda d, s: review.respan(d, 0, 6, "French"),
    "fill": lambda d, s: review.fill(d, "addressee", 0, 6, "French"),
    "replace": lambda d, s: review.fill(d, "proposer", 0, 6, "French", position=0),
    "clear": lambda d, s: review.clear(d, "content"),
    "date": lambda d, s: review.date(d, "2023-10"),
    "retell": lambda d, s: review.retell(d, "withdrawn"),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_every_decision_can_be_taken_back(editor, story, verb):
    before = state(story.proposal)
    taken = verb(decision(editor, story.proposal), story)
    assert state(story.proposal) != before
    review.undo(editor, taken)
    assert state(story.proposal) == before


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_a_stale_decision_is_refused_and_changes_nothing(editor, other_editor, story, verb):
    seen = Decision(editor, story.proposal.pk, story.proposal.revision)
    review.relabel(decision(other_editor, story.proposal), "request")
    before = state(story.proposal)
    with pytest.raises(Stale) as caught:
        verb(seen, story)
    assert caught.value.latest.user == other_editor
    assert state(story.proposal) == before
    assert Review.objects.count() == 1


@pytest.mark.parametrize("name", [name for name in VERBS if name not in ("accept", "reject")])
def test_a_correction_accepts(editor, story, name):
    VERBS[name](decision(editor, story.proposal), story)
    assert fresh(story.proposal).status == "accepted"


def test_an_undo_is_not_undone_and_nothing_is_undone_twice(editor, story):
    taken = review.accept(decision(editor, story.place))
    undone = review.undo(editor, taken)
    for again in (taken, undone):
        with pytest.raises(Refused, match="undone"):
            review.undo(editor, again)


def test_an_undo_sent_twice_is_done_once(editor, story):
    taken = review.accept(decision(editor, story.place))
    first = review.undo(editor, taken)
    assert review.undo(editor, taken, first.request_id) == first


def test_an_addition_taken_back_is_withdrawn_and_its_words_are_free_again(editor, story):
    def add():
        return review.add(editor, story.article, "name", "NORP", 0, 6, "French")

    review.undo(editor, add())
    assert not story.article.annotations.live().filter(label="NORP").exists()
    assert add().annotation.status == "accepted"


def test_the_same_words_are_not_added_twice(editor, story):
    review.add(editor, story.article, "name", "NORP", 0, 6, "French")
    with pytest.raises(Refused, match="already annotated"):
        review.add(editor, story.article, "name", "NORP", 0, 6, "French")


def test_a_rejection_is_not_taken_back_over_a_new_annotation_of_the_same_words(editor, story):
    rejected = review.reject(decision(editor, story.place))
    start, end = story.place.start_char, story.place.end_char
    review.add(editor, story.article, "name", "PLACE", start, end, "Jerusalem")
    with pytest.raises(Refused, match="already annotated"):
        review.undo(editor, rejected)


def test_what_is_accepted_rests_on_entities_that_stay(editor, story):
    entity = make_entity("place", "Jerusalem", provisional=True)
    Annotation.objects.filter(pk=story.place.pk).update(entity=entity)
    review.accept(decision(editor, story.place))
    assert not fresh(entity).provisional


def test_a_label_of_another_kind_drops_the_link(editor, story):
    review.relabel(decision(editor, story.mention), "PLACE")
    assert fresh(story.mention).entity is None


def test_a_link_to_a_merged_entity_is_one_to_where_it_went(editor, story):
    merged = make_entity("person", "E. Macron")
    Entity.objects.filter(pk=merged.pk).update(canonical=story.macron)
    review.relink(decision(editor, story.mention), fresh(merged))
    assert fresh(story.mention).entity == story.macron


# --- Filling slots ------------------------------------------------------------------------------


FIRST, SECOND = ("that the coalition", 0), ("Hamas", 0)


def fill_content(editor, proposal, *fillings, **more):
    for words, occurrence in fillings:
        start = find(proposal.article, words, occurrence)["start_char"]
        review.fill(decision(editor, proposal), "content", start, start + len(words), words, **more)
    return [role.text for role in fresh(proposal).slots()["content"]]


@pytest.mark.parametrize("words", ["be widened to Hamas", "Tuesday proposed that", "Jerusalem"])
def test_words_stand_in_for_the_only_filler_wherever_they_are(editor, story, words):
    assert fill_content(editor, story.proposal, (words, 0)) == [words]


def test_words_are_added_when_that_is_asked_for(editor, story):
    content = fill_content(editor, story.proposal, ("Jerusalem", 0), add=True)
    assert content == ["that the coalition against Islamic State be widened to Hamas", "Jerusalem"]


def test_of_several_fillers_words_stand_in_for_those_that_they_overlap(editor, story):
    fill_content(editor, story.proposal, FIRST)
    assert fill_content(editor, story.proposal, SECOND, add=True) == [FIRST[0], SECOND[0]]
    assert fill_content(editor, story.proposal, ("to Hamas", 0)) == [FIRST[0], "to Hamas"]
    assert fill_content(editor, story.proposal, ("Jerusalem", 0)) == [
        FIRST[0],
        "to Hamas",
        "Jerusalem",
    ]
    whole = "the coalition against Islamic State be widened to Hamas"
    assert fill_content(editor, story.proposal, (whole, 0)) == [whole, "Jerusalem"]


def test_a_slot_of_one_filler_never_holds_two(editor, story):
    for words in ("Tuesday", "Jerusalem"):
        start = story.article.text.index(words)
        review.fill(
            decision(editor, story.proposal), "when", start, start + len(words), words, add=True
        )
    assert [role.text for role in fresh(story.proposal).slots()["when"]] == ["Jerusalem"]


# --- Joining ------------------------------------------------------------------------------------


def test_responses_come_along_when_their_card_is_joined_and_go_back_with_it(editor, story, sequel):
    answer = make_response(
        sequel.article, "repeated", proposal=sequel.proposal.proposal, answers=sequel.proposal
    )
    own, target = sequel.proposal.proposal_id, story.proposal.proposal
    joined = review.join(decision(editor, sequel.proposal), target)
    assert {fresh(one).proposal_id for one in (sequel.proposal, answer)} == {target.pk}
    review.undo(editor, joined)
    assert {fresh(one).proposal_id for one in (sequel.proposal, answer)} == {own}
    assert Proposal.objects.get(pk=own).canonical is None


def test_an_emptied_proposal_says_where_its_tellings_went(editor, story, sequel):
    emptied = sequel.proposal.proposal
    review.join(decision(editor, sequel.proposal), story.proposal.proposal)
    assert fresh(emptied).canonical == story.proposal.proposal
    assert fresh(story.proposal.proposal).canonical is None


def test_joining_what_was_joined_before_finds_the_standing_proposal(editor, story, sequel):
    emptied = sequel.proposal.proposal
    review.join(decision(editor, sequel.proposal), story.proposal.proposal)
    with pytest.raises(Refused, match="that proposal already"):
        review.join(decision(editor, story.proposal), fresh(emptied))


def test_joining_in_the_other_direction_moves_the_standing_proposal(editor, story, sequel):
    review.join(decision(editor, story.proposal), sequel.proposal.proposal)
    emptied = Proposal.objects.get(pk=story.proposal.proposal_id)
    assert emptied.canonical == sequel.proposal.proposal
    assert fresh(story.proposal).telling == "made"


def test_a_card_taken_out_is_a_proposal_of_its_own(editor, story, sequel):
    review.join(decision(editor, sequel.proposal), story.proposal.proposal)
    review.leave(decision(editor, sequel.proposal))
    taken_out = fresh(sequel.proposal)
    assert taken_out.proposal_id not in (story.proposal.proposal_id, None)
    assert taken_out.proposal.canonical is None
    assert taken_out.telling == "made"


def test_a_response_attached_here_answers_the_telling_here(editor, story):
    other = make_response(story.article, "asked", "oppose")
    review.attach(decision(editor, other), story.proposal.proposal)
    assert fresh(other).answers == story.proposal


def test_only_proposals_are_joined_and_only_responses_attached(editor, story):
    target = Proposal.objects.create()
    with pytest.raises(Refused, match="Only a proposal"):
        review.join(decision(editor, story.response), target)
    with pytest.raises(Refused, match="Only a response"):
        review.attach(decision(editor, story.proposal), target)


# --- At the same moment -------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_the_same_moment_one_is_stale(editor, other_editor, story):
    def decide(user, verb):
        try:
            return verb(Decision(user, story.place.pk, 1)).verdict
        except Stale:
            return "stale"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        asked = [(editor, review.accept), (other_editor, review.reject)]
        answers = [pool.submit(decide, *one) for one in asked]
        told = sorted(answer.result() for answer in answers)
    assert told in (["accept", "stale"], ["reject", "stale"])
    assert fresh(story.place).revision == 2
    assert Review.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_name_added_by_two_at_the_same_moment_stands_once(editor, other_editor, story):
    def add(user):
        try:
            return review.add(user, story.article, "name", "NORP", 0, 6, "French").verdict
        except Refused:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(add, (editor, other_editor)))
    assert told == ["add", "refused"]
    assert story.article.annotations.filter(label="NORP").count() == 1


def test_a_withdrawn_suggestion_is_not_judged(editor, story):
    gone = make_annotation(story.article, "Hamas", label="ORG", status="withdrawn")
    with pytest.raises(Refused, match="no longer suggests"):
        review.accept(decision(editor, gone))
