"""Which of an article's proposals a reaction answers, where a reader has no doubt."""

import pytest

from annotations.pipeline import Source, extract


def joined(text):
    """Give (proposer, stance, responder) of what answers the article's proposals, in order."""
    (extraction,) = extract([Source(text)])
    return [
        (proposal.proposer.text if proposal.proposer else None, r.stance, r.responder.text)
        for proposal in extraction.proposals
        for r in proposal.responses
    ]


TOGO, GHANA = "Togo proposed a summit on fishing. ", "Ghana called for sanctions on Chad. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # An "it" is what the sentence before answers, not the last proposal told.
        (
            "Russia circulated a draft resolution on a truce in Syria. Britain proposed a no-fly "
            "zone over Aleppo. China supported the Russian draft. France said it would veto it.",
            [("Russia", "support", "China"), ("Russia", "reject", "France")],
        ),
        # Who says no more than yes or no goes on with what the one before answers.
        (
            "Poland asked its neighbours to stop importing oil. Hungary refused to stop its "
            "imports. Slovakia agreed.",
            [("Poland", "reject", "Hungary"), ("Poland", "accept", "Slovakia")],
        ),
        # "The move" was made before it is answered.
        (
            "Russia has offered to build a reactor for Syria. Syria accepted the offer. Israel "
            "criticized the move. The United States urged Moscow to reconsider.",
            [("Russia", "accept", "Syria"), ("Russia", "oppose", "Israel")],
        ),
        # An abbreviation and a name in full are the same owner.
        (
            "Australia called for a summit. The European Union proposed an inquiry led by the "
            "World Health Organization. Canada welcomed the EU draft.",
            [("The European Union", "support", "Canada")],
        ),
        # What was called for, named again in bare words.
        (
            GHANA + "Togo dismissed the call. Benin said it would veto any sanctions.",
            [("Ghana", "reject", "Togo"), ("Ghana", "reject", "Benin")],
        ),
        # A deed whose object is the proposal.
        (
            "Norway launched an initiative to curb violent videos. Sweden declined to join the "
            "initiative.",
            [("Norway", "reject", "Sweden")],
        ),
        # A verb that elsewhere tells how a proposal is taken.
        (
            "Chad demanded that Niger cancel its drills. Mali said it would not cancel the drills.",
            [("Chad", "reject", "Mali")],
        ),
        # "Hold" is not "hold off": what was demanded will not be.
        (
            "Ghana demanded elections by May. The junta said it would not hold elections by May.",
            [("Ghana", "reject", "The junta")],
        ),
        ("Chad offered to talk. Hard-liners criticized the offer.", [("Chad", "oppose", "liners")]),
    ],
)
def test_a_reaction_joins_the_proposal_that_is_meant(text, expected):
    answers = [(a, b, c.split("-")[-1]) for a, b, c in joined(text)]
    assert answers == expected


@pytest.mark.parametrize(
    "text",
    [
        # What happened is no proposal, though one is about it.
        "India proposed a joint inquiry into the bombing. Pakistan denounced the bombing.",
        # Words of who decided are no words of what was put forward.
        "The lawyers urged Chad to ignore the court. Togo welcomed the court's decision.",
        # The ruling that others are to accept is no proposal to accept it.
        "The president urged his rivals to accept the ruling. Togo praised the ruling.",
        "Benin proposed a tax on sugar. Many firms welcomed a court verdict on pensions.",
        # A bill is put forward; nobody is urged one.
        "Chad urged Togo to stop enriching uranium. The farm bill passed the senate on Friday.",
        # A report of before is none of what is told after.
        "A report said Chad had shelled a town. Chad rejected the report. " + TOGO,
    ],
)
def test_what_is_no_proposal_of_the_article_joins_none(text):
    assert joined(text) == []
