"""Slips of the parser that are mended before any rule reads the parse."""

import pytest

from annotations.pipeline import Source, extract


def tellings(text):
    """Give (act, cue, content) of each proposal of a text."""
    (extraction,) = extract([Source(text)])
    return [(p.act, p.cue.text, p.content.text) for p in extraction.proposals]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "He demanded that humanitarian aid reach Gaza without obstacles and promised that a "
            "navy ship would support the hospitals there.",
            [
                ("demand", "demanded", "that humanitarian aid reach Gaza without obstacles"),
                ("offer", "promised", "that a navy ship would support the hospitals there"),
            ],
        ),
        (
            "He called for an immediate ceasefire, offered to hold a conference on peace between "
            "Israel and the Palestinians, and cancelled a visit to Israel.",
            [
                ("urge", "called for", "an immediate ceasefire"),
                (
                    "offer",
                    "offered",
                    "to hold a conference on peace between Israel and the Palestinians",
                ),
            ],
        ),
        (
            "The UN Security Council has repeatedly demanded that Iran suspend the enrichment of "
            "uranium, and has imposed sanctions three times.",
            [("demand", "demanded", "that Iran suspend the enrichment of uranium")],
        ),
        (
            "The president suggested to the Gulf states that they send observers, and offered to "
            "pay for the mission.",
            [
                ("propose", "suggested", "that they send observers"),
                ("offer", "offered", "to pay for the mission"),
            ],
        ),
    ],
)
def test_a_second_verb_tells_its_own_act(text, expected):
    assert tellings(text) == expected


def test_a_list_of_addressees_stays_together():
    (extraction,) = extract(
        [
            Source(
                "Macron also urged Iran, the Lebanese movement Hezbollah and the Houthis in Yemen "
                "not to take the risk of opening new fronts."
            )
        ]
    )
    (proposal,) = extraction.proposals
    assert proposal.content.text == "not to take the risk of opening new fronts"
    (addressees,) = proposal.addressees
    assert addressees.text == "Iran, the Lebanese movement Hezbollah and the Houthis in Yemen"
    assert [member.name for member in addressees.members] == ["Iran", "Hezbollah", "Houthis"]


def test_who_on_a_place_takes_up_the_people_there():
    (extraction,) = extract([Source("He thanked those on the island who had backed the plan.")])
    (response,) = extraction.responses
    assert response.responder.text == "those"


def test_sentences_stay_as_they_were(nlp):
    doc = nlp("He demanded that aid reach Gaza and promised a ship. Israel agreed. It rained.")
    assert [sentence.text for sentence in doc.sents] == [
        "He demanded that aid reach Gaza and promised a ship.",
        "Israel agreed.",
        "It rained.",
    ]
