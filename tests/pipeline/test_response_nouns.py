"""A reaction told by a noun: whose support, opposition or veto it is."""

import pytest

from annotations.pipeline import Source, extract

PROPOSAL = "Foreign Minister Ana Silva proposed a ban on whaling in Lisbon on Monday. "
# (stance, responder) of each response, as the noun tells them.
TOLD = {
    # The one who meets with a response does not give it.
    "Ms. Silva faces opposition to the plan from fishermen.": [("oppose", "fishermen")],
    "The foreign minister faces opposition from fishermen.": [("oppose", "fishermen")],
    "Ms. Silva won support for the plan from Norway.": [("support", "Norway")],
    "Ms. Silva received the backing of Norway.": [("support", "Norway")],
    "Ms. Silva has the support of Norway for the plan.": [("support", "Norway")],
    "Ms. Silva ran into resistance from within her own party.": [("oppose", "her own party")],
    "Ms. Silva lost the support of Norway over the plan.": [("oppose", "Norway")],
    # Nor does one who only speaks of it.
    "Mr. Costa noted widespread Danish public support for the plan.": [],
    "Mr. Costa acknowledged opposition to the plan among fishermen.": [("oppose", "fishermen")],
    "Mr. Costa cited the support of Norway for the plan.": [("support", "Norway")],
    "Mr. Costa noted Norway's opposition to the plan.": [("oppose", "Norway")],
    "Mr. Costa dismissed Norway's objections to the plan.": [("oppose", "Norway")],
    "Mr. Costa noted his opposition to the plan.": [("oppose", "Mr. Costa")],
    "Ms. Silva thanked Norway for its support for the plan.": [("support", "Norway")],
    # Who gives it stands anywhere around the noun.
    "There is strong support for the plan among fishermen.": [("support", "fishermen")],
    "There was no support for the plan in Oslo.": [("oppose", "Oslo")],
    "Opposition to the plan is growing among fishermen.": [("oppose", "fishermen")],
    "The rejection of the plan by Norway came as no surprise.": [("reject", "Norway")],
    "The plan enjoys strong Norwegian support.": [("support", "Norwegian")],
    "The plan was met with a Norwegian veto.": [("reject", "Norwegian")],
    "The plan was given the backing of Norway.": [("support", "Norway")],
    "The plan ran into criticism in Oslo.": [("oppose", "Oslo")],
    "The plan drew praise in Oslo and anger in Tromso.": [
        ("support", "Oslo"),
        ("oppose", "Tromso"),
    ],
    "The plan won cabinet approval on Sunday.": [("accept", "cabinet")],
    "Ms. Silva went ahead despite objections by the army.": [("oppose", "the army")],
    "Ms. Silva ignored the objections of fishermen.": [("oppose", "fishermen")],
    "Opposition from fishermen has delayed the plan.": [("oppose", "fishermen")],
    "Norway made clear its opposition to the plan.": [("oppose", "Norway")],
    "Norway summoned the ambassador to express its concern over the plan.": [("oppose", "Norway")],
    "Ms. Silva welcomed the support of Norway.": [("support", "Norway")],
    "Norway has stepped up its criticism of the plan.": [("oppose", "Norway")],
    "Norway is leading the opposition to the plan.": [("oppose", "Norway")],
    "A poll found strong support for the plan among fishermen.": [("support", "fishermen")],
    # What is failed, lost or still to come.
    "The plan failed to win the support of Norway.": [("oppose", "Norway")],
    "The plan failed to gain the approval of the council.": [("reject", "the council")],
    "The plan has yet to win the approval of parliament.": [("noncommittal", "parliament")],
    "The plan lacks the support of Norway.": [("oppose", "Norway")],
    "Norway ended its opposition to the plan.": [("support", "Norway")],
    "Norway withdrew its support for the plan.": [("oppose", "Norway")],
    "The plan must win the approval of parliament.": [],
    "Ms. Silva hopes to win support for the plan from Norway.": [],
    "Ms. Silva sought support for the plan from Norway.": [],
    "Amid criticism of Norway, Ms. Silva left for Oslo.": [],
}


@pytest.fixture(scope="module")
def answers():
    """What is read of each wording after the proposal."""
    readings = extract(Source(PROPOSAL + text) for text in TOLD)
    return {
        text: [(r.stance, r.responder.text) for p in reading.proposals for r in p.responses]
        for text, reading in zip(TOLD, readings, strict=True)
    }


@pytest.mark.parametrize("text", TOLD)
def test_a_noun_of_responding_tells_whose_it_is(text, answers):
    assert answers[text] == TOLD[text]
