"""What is done beside a call, what is denied, and which of several proposals is meant."""

import pytest

from annotations.pipeline import Source, extract

BAN = "Norway on Monday proposed a ban on cod fishing. "
CALL = "Norway on Monday called on Iceland to halt cod fishing. "
ORDER = "The Security Council demanded that Eritrea withdraw its troops and pay damages. "


def responses(text):
    """Give (what is proposed, stance, cue, responder's words) of the responses of a text."""
    (extraction,) = extract([Source(text)])
    return [
        (proposal.content.text, response.stance, response.cue.text, response.responder.text)
        for proposal in extraction.proposals
        for response in proposal.responses
    ]


@pytest.mark.parametrize(
    ("text", "stance", "cue", "responder"),
    [
        (
            "The minister said the vote will go ahead, despite a call by the bishops to delay it.",
            "reject",
            "will go",
            "The minister",
        ),
        (
            "Iceland has not cut its catch, in spite of an appeal by Norway to halt cod fishing.",
            "reject",
            "has not cut",
            "Iceland",
        ),
        (
            "In response to an appeal by Norway to halt cod fishing, Iceland recalled its boats.",
            "accept",
            "recalled",
            "Iceland",
        ),
        (CALL + "Iceland is not going to halt fishing.", "reject", "not going to halt", "Iceland"),
        (CALL + "Iceland is not ready for a halt to fishing.", "reject", "not ready", "Iceland"),
        (BAN + "Officials in Iceland think otherwise.", "oppose", "think otherwise", "Officials"),
        (BAN + "Mr. Jonsson is not on board with the ban.", "oppose", "on board with", "Jonsson"),
        (BAN + "The proposal was passed in the upper house.", "accept", "passed", "upper house"),
        (BAN + "It was not widely supported among fishermen.", "oppose", "supported", "fishermen"),
        (BAN + "Both ministers took turns rebutting the proposal.", "oppose", "rebutting", "Both"),
        (
            ORDER + "Eritrea has not met two of the demands.",
            "reject",
            "has not met",
            "Eritrea",
        ),
        (
            "Norway proposed a ban on cod fishing, much to the dismay of Iceland.",
            "oppose",
            "dismay",
            "Iceland",
        ),
    ],
)
def test_a_reaction_is_read(text, stance, cue, responder):
    ((_, *found),) = responses(text)
    assert found[0] == stance
    assert cue in found[1]
    assert responder in found[2]


@pytest.mark.parametrize(
    "text",
    [
        BAN + "The party that opposed the proposal has two seats.",
        BAN + "Fishing by night is against the law, the minister said.",
    ],
)
def test_what_only_sounds_like_an_answer_is_none(text):
    assert responses(text) == []


def test_who_abstains_beside_a_vote_answers_the_same():
    text = BAN + "Six members voted for the proposal and Iceland abstained."
    assert [(r[0], r[1], r[3]) for r in responses(text)] == [
        ("a ban on cod fishing", "support", "Six members"),
        ("a ban on cod fishing", "noncommittal", "Iceland"),
    ]


def test_an_it_takes_up_what_was_told_last():
    text = BAN + "Denmark offered a smaller quota, but Iceland rejected it."
    assert [r[:2] for r in responses(text)] == [("a smaller quota", "reject")]


def test_an_owner_tells_whose_call_a_proposal_is():
    text = CALL + "The union criticised Norway's proposal."
    assert [r[1:] for r in responses(text)] == [("oppose", "criticised", "The union")]


def test_a_request_for_comment_is_not_what_is_answered():
    text = CALL + "The embassy did not respond to a request for comment."
    assert [r[0] for r in responses(text)] == ["to halt cod fishing"]


def test_who_answers_a_call_shows_that_there_is_one():
    text = "Iceland's parliament has backed a call for a referendum to end cod fishing."
    ((content, stance, _, responder),) = responses(text)
    assert content.startswith("a referendum")
    assert (stance, responder) == ("support", "Iceland's parliament")


def test_a_bill_that_others_judge_is_a_proposal():
    text = (
        "Lawmakers have modified a bill that critics say would bar charities from the country. "
        "France voiced concern over the bill. Chad condemned the measure."
    )
    contents = {r[0] for r in responses(text)}
    assert contents == {"would bar charities from the country"}
    assert {(r[1], r[3]) for r in responses(text)} >= {("oppose", "France"), ("oppose", "Chad")}
