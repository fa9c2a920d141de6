"""Words whose speaker a label names: transcripts and headlines."""

import pytest

from annotations.pipeline.attributions import transcripts
from tests.pipeline.attributed import attributions, told

BRIEFING = """BRIEFING

MR. OKAFOR: Good morning. I think that we are ready.

The envoy said that the road was open.

MS. LIND (through an interpreter): When do we leave?

MR. OKAFOR: Tomorrow."""


def test_a_turn_runs_to_the_next_label_and_belongs_to_its_speaker():
    found = [a for a in attributions(BRIEFING) if a.rule == "turn"]
    assert [a.source.text for a in found] == ["MR. OKAFOR", "MS. LIND", "MR. OKAFOR"]
    assert found[0].content.text.startswith("Good morning.")
    assert found[0].content.text.endswith("the road was open.")
    assert found[1].content.text == "When do we leave?"
    assert all(a.kind == "direct" and a.cue is None for a in found)


def test_in_a_turn_others_are_reported_and_the_speaker_is_not_reported_again():
    found = told(BRIEFING)
    assert ("The envoy", "said", "that the road was open") in found
    assert not any(source == "I" for source, _, _ in found)


def test_names_that_come_again_make_a_transcript():
    text = "Jan Berg: I do not know.\n\nEva Lind: You do.\n\nJan Berg: Then we go."
    assert ("Eva Lind", None, "You do.") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Source: Reuters\n\nPhoto: AP\n\nThe talks went on.",
        "The list: Chad, Mali and Niger.\n\nThe road was long.",
        "Contact: Eva Lind\n\nContact: Jan Berg",
        "Time: 10:30\n\nThe talks went on.",
    ],
)
def test_a_colon_alone_makes_no_transcript(text):
    assert transcripts.find(text) == []
    assert attributions(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rossi: The deal holds despite attacks.\n\nThe road was long.",
            ("Rossi", ":", "The deal holds despite attacks"),
        ),
        (
            "Poll: Voters want a new mayor\n\nThe road was long.",
            ("Poll", ":", "Voters want a new mayor"),
        ),
    ],
)
def test_a_headline_names_who_says_it(text, expected):
    assert expected in told(text)


def test_a_headline_of_a_thing_is_the_papers_own():
    assert attributions("Weather: The rain has come back.\n\nThe road was long.") == ()


def test_a_signed_post_is_its_authors():
    text = "She wrote.\n\nWe won the town. — Ann Silva (@annsilva) June 13, 2016\n\nIt rained."
    assert ("Ann Silva", None, "We won the town.") in told(text)


def test_a_paragraph_after_a_colon_is_said_by_whom_it_is_led_to_by():
    text = "Silva said in a letter:\n\nWe are sad and we will help.\n\nIt rained."
    (attribution,) = attributions(text)
    assert attribution.source.text == "Silva"
    assert attribution.content.text == "We are sad and we will help."
    assert attribution.kind == "direct"


def test_a_list_after_a_colon_is_said_by_nobody():
    assert attributions("The winners are:\n\nAnn Silva and Jan Berg.") == ()
