"""What is said of a proposal, by whom, and what is only told beside it."""

import pytest

from annotations.pipeline import Source, extract

BILL = "The Ghanaian government introduced a bill on Tuesday that would tax foreign charities. "
TRUCE = "Oman on Monday proposed a week-long truce in the port of Hodeida. "
ORDER = "The United Nations demanded that Eritrea open its border. "


def answers(text):
    """Give (stance, cue, responder's words and name) of the responses to the proposals."""
    (extraction,) = extract([Source(text)])
    return [
        (
            response.stance,
            response.cue.text,
            f"{response.responder.text} ({response.responder.name})",
        )
        for proposal in extraction.proposals
        for response in proposal.responses
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            BILL + "Aid groups say the bill would cripple their work.",
            ("oppose", "would cripple", "Aid groups"),
        ),
        (
            BILL + "Aid groups said the measure would not help the poor.",
            ("oppose", "would not help", "Aid groups"),
        ),
        (
            BILL + "Aid groups doubted that the measure would help the poor.",
            ("oppose", "would help", "Aid groups"),
        ),
        (
            BILL + "Aid groups do not believe that the measure would help the poor.",
            ("oppose", "would help", "Aid groups"),
        ),
        (
            BILL + "Aid groups said the measure makes no sense.",
            ("oppose", "makes", "Aid groups"),
        ),
        (
            BILL + "Aid groups said the bill would have disastrous consequences.",
            ("oppose", "would have", "Aid groups"),
        ),
        (BILL + "Critics say the measure breaks a promise.", ("oppose", "breaks", "Critics")),
        (
            BILL + "Supporters say the bill will bring in millions.",
            ("support", "will bring", "Supporters"),
        ),
        (BILL + "Ghanaian deputies voted down the bill.", ("reject", "voted down", "deputies")),
        (
            BILL + "The lower house of parliament passed the measure.",
            ("accept", "passed", "The lower house"),
        ),
        (
            BILL + "Parliament put off a vote on the bill.",
            ("noncommittal", "put off", "Parliament"),
        ),
        (
            TRUCE + "The rebels shelled the port after rejecting the proposal.",
            ("reject", "rejecting", "The rebels"),
        ),
        (
            TRUCE + "The rebels refused and their allies opened fire.",
            ("reject", "refused", "The rebels"),
        ),
        (
            TRUCE + "A Yemeni spokesman said Yemen would study the proposal.",
            ("noncommittal", "study", "A Yemeni spokesman"),
        ),
        (
            TRUCE + "Mr. Diallo of Guinea said he supported the proposal.",
            ("support", "supported", "Diallo"),
        ),
        (ORDER + "Eritrea ignored the demand.", ("reject", "ignored", "Eritrea")),
        (ORDER + "Eritrea met the demand.", ("accept", "met", "Eritrea")),
        (ORDER + "Eritrea failed to meet the demand.", ("reject", "failed to meet", "Eritrea")),
    ],
)
def test_a_view_is_read_with_who_holds_it(text, expected):
    stance, cue, responder = expected
    (answer,) = answers(text)
    assert (answer[0], answer[1]) == (stance, cue)
    assert responder in answer[2]


def test_what_one_says_of_a_proposal_in_one_sentence_is_one_response():
    text = BILL + "Aid groups criticised the bill, calling it illegal."
    assert [stance for stance, _, _ in answers(text)] == ["oppose"]


@pytest.mark.parametrize(
    "text",
    [
        TRUCE + "The UN warned of action if the rebels fail to accept the proposal.",
        TRUCE + "The rebels met the mediator in Muscat.",
        BILL + "The opposition said its own candidate would help the poor.",
    ],
)
def test_what_is_only_told_beside_it_is_no_response(text):
    assert answers(text) == []
