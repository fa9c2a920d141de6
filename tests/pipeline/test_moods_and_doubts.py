"""How somebody feels of a proposal, what is denied of it, and what is only foreseen or supposed."""

import pytest

from annotations.pipeline import Source, extract

PROPOSAL = "Norway on Monday proposed a ceasefire in Sri Lanka and talks in Oslo. "
WORDINGS = {
    ("oppose", "Delhi"): [
        "Delhi was cool to the plan.",
        "Delhi has been cold toward the idea.",
        "Delhi was hostile towards the proposal.",
        "Delhi was disappointed with the proposal.",
        "Delhi was alarmed by the plan.",
        "Delhi was angered by the proposal.",
        "Delhi was dismissive of the offer.",
        "Delhi is uncomfortable with the plan.",
        "Delhi is not convinced by the plan.",
        "Delhi is not confident in the plan.",
        "Delhi is doubtful that the plan will work.",
        "Delhi said the plan would not be helpful.",
        "The plan will not be fair, Delhi said.",
        "Delhi said the plan cannot be the basis of a peace.",
        "Delhi does not think the plan is realistic.",
        "Delhi said the plan was doomed.",
        "The plan was described as a trick by Delhi.",
        "Delhi was less enthusiastic about the plan.",
        "Delhi saw little merit in the plan.",
        "Delhi argued that the plan was unfair.",
        "Delhi said the plan violated international law.",
        "Delhi responded coldly to the plan.",
        "Delhi was taken aback by the plan.",
        "Delhi is not keen on the plan.",
        "Delhi does not consider the plan realistic.",
        "Delhi has problems with the plan.",
    ],
    ("support", "Delhi"): [
        "Delhi is favourable to the plan.",
        "Delhi is sympathetic to the idea.",
        "Delhi was encouraged by the proposal.",
        "Delhi is confident in the plan.",
        "Delhi is firmly behind the plan.",
        "Delhi is keen on the plan.",
        "Delhi said the plan could be the basis of a peace.",
        "The plan was hailed as a breakthrough by Delhi.",
        "Delhi argued that the plan was the best way out.",
        "Delhi came out in support of the plan.",
        "Delhi was full of praise for the plan.",
        "Delhi said the idea was worth considering.",
        '"The plan has our full support," Delhi said.',
    ],
    ("reject", "Delhi"): [
        "The plan can never be acceptable, Delhi said.",
        "The plan was dismissed as a ploy by Delhi.",
        "Delhi has no intention of accepting the plan.",
        "Delhi held out for a better offer.",
        '"This is not something we can accept," Delhi said.',
        '"This is something we cannot accept," Delhi said.',
        "Delhi said there was no question of accepting the plan.",
        '"There is no chance we will accept this plan," Delhi said.',
        "Delhi is not willing to go along with the plan.",
        "Delhi has decided against the plan.",
        "Delhi backed out of the plan.",
    ],
    ("noncommittal", "Delhi"): [
        "Delhi was lukewarm towards the plan.",
        "Delhi has neither accepted nor rejected the plan.",
        "Delhi has neither rejected nor accepted the plan.",
        "Delhi has not accepted or rejected the plan.",
        "Delhi stopped short of rejecting the plan.",
        "Delhi has no intention of rejecting the plan.",
        "Delhi has not yet accepted the plan.",
        "Delhi has not yet made up its mind about the plan.",
        "Delhi would give the plan careful consideration.",
        "Delhi avoided commenting on the plan.",
    ],
    ("accept", "Delhi"): [
        "Delhi could accept the plan if the shelling stops.",
    ],
}
QUIET = [
    "Delhi is likely to reject the plan, analysts said.",
    "Delhi will probably reject the plan.",
    "Delhi could reject the plan, diplomats said.",
    "The envoy expects Delhi to accept the plan.",
    "The envoy predicted that Delhi would accept the plan.",
    "The envoy is confident the plan will be accepted.",
    "The plan could be accepted within days, officials said.",
    "Aides believe Delhi will reject the plan.",
    "Delhi would have rejected the plan, the envoy said.",
    "Delhi would be wise to accept the plan, the envoy said.",
    "Delhi would lose votes by accepting the plan.",
    "Before accepting the plan, Delhi would ask its allies.",
    "Delhi is considering sending troops to Nepal.",
    "It is unclear whether Delhi will accept the plan.",
    "Delhi should be open to the plan, the envoy said.",
    "Norway stood by its offer.",
    "Norway defended its plan.",
    "The bridge was built by good workers, Delhi said.",
    "Delhi was alarmed by the floods.",
]


@pytest.fixture(scope="module")
def answers():
    """Give what is read in each text: (stance, responder), attached to a proposal or not."""
    texts = [text for listing in WORDINGS.values() for text in listing] + QUIET
    read = {}
    for text, found in zip(texts, extract([Source(PROPOSAL + t) for t in texts]), strict=True):
        attached = [response for proposal in found.proposals for response in proposal.responses]
        read[text] = [(r.stance, r.responder.text) for r in (*attached, *found.responses)]
    return read


@pytest.mark.parametrize(
    ("stance", "responder", "text"),
    [(*answer, text) for answer, listing in WORDINGS.items() for text in listing],
)
def test_a_feeling_or_a_denial_is_read(stance, responder, text, answers):
    assert answers[text] == [(stance, responder)]


@pytest.mark.parametrize("text", QUIET)
def test_what_is_only_supposed_is_no_response(text, answers):
    assert answers[text] == []
