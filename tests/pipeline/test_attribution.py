"""Who said what: the source, the cue and the content that the pipeline gives for a sentence."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.pipeline.attributed import attributions, told


@pytest.fixture(autouse=True, scope="module")
def _model(nlp):
    """The model is loaded before the first test measures its time."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"We will not yield," the foreign minister said on Monday.',
            ("the foreign minister", "said", '"We will not yield,"'),
        ),
        (
            "“We will not yield,” said Maria Silva, the foreign minister.",
            ("Maria Silva", "said", "“We will not yield,”"),
        ),
        (
            'Silva told reporters in Lisbon: "We will not yield. We never have."',
            ("Silva", "told", '"We will not yield. We never have."'),
        ),
        (
            'The statement read: "We will not yield."',
            ("The statement", "read", '"We will not yield."'),
        ),
        (
            '"The truce," Silva said, "must be kept by both sides."',
            ("Silva", "said", '"The truce," Silva said, "must be kept by both sides."'),
        ),
        (
            '"The truce holds," Silva said. "Nobody has fired a shot since Friday."',
            (
                "Silva",
                "said",
                '"The truce holds," Silva said. "Nobody has fired a shot since Friday."',
            ),
        ),
        (
            'The ambassador was quoted as saying "This is an unhelpful speech."',
            ("The ambassador", "saying", '"This is an unhelpful speech."'),
        ),
        (
            'Government spokesman Jan Berg: "We see no reason for optimism."',
            ("Government spokesman Jan Berg", None, '"We see no reason for optimism."'),
        ),
    ],
)
def test_a_quotation_is_given_to_its_speaker(text, expected):
    assert expected in told(text)
    assert all(a.kind == "direct" for a in attributions(text))


def test_a_quotation_over_paragraphs_is_one():
    text = '"The first point is peace.\n\n"The second one is bread," said Silva.'
    (attribution,) = attributions(text)
    assert attribution.source.text == "Silva"
    assert attribution.content.text == text[: text.index(" said")]


def test_a_paragraph_that_is_a_quotation_belongs_to_the_speaker_before_it():
    found = told('"It is over," Silva said.\n\n"We will go home now and never come back."')
    assert ("Silva", None, '"We will go home now and never come back."') in found


def test_a_whole_quotation_after_a_sentence_belongs_to_whom_the_sentence_is_about():
    quotation = '"We shall vote for the text, the goals of which we support, and we shall pay."'
    found = told(f"The ambassador has explained his vote. {quotation}")
    assert ("The ambassador", None, quotation) in found


def test_words_quoted_inside_a_sentence_belong_to_what_is_reported():
    (attribution,) = attributions('Berlin said that the test was "unwelcome" and dangerous.')
    assert attribution.kind == "mixed"
    assert attribution.content.text == 'that the test was "unwelcome" and dangerous'


def test_titles_and_scare_quotes_are_attributed_to_nobody():
    assert attributions('The film "The Great Escape" was shown at a so-called "peace fair".') == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oslo said the talks had failed.", ("Oslo", "said", "the talks had failed")),
        ("The talks have failed, Oslo said.", ("Oslo", "said", "The talks have failed")),
        (
            "The talks, diplomats said, would go on until Friday.",
            ("diplomats", "said", "The talks, diplomats said, would go on until Friday"),
        ),
        (
            "Iran has agreed to the talks, as announced by the Omani government.",
            ("the Omani government", "announced", "Iran has agreed to the talks"),
        ),
        (
            "The general pointed out that the road was closed.",
            ("The general", "pointed out", "that the road was closed"),
        ),
        (
            "Mr. Ito made clear that Japan would sign.",
            ("Mr. Ito", "made", "that Japan would sign"),
        ),
        (
            "The ambassador was quoted as saying that no deal was in sight.",
            ("The ambassador", "saying", "that no deal was in sight"),
        ),
        (
            "According to three diplomats, the plan was dropped.",
            ("three diplomats", "According to", "the plan was dropped"),
        ),
        (
            "The plan was dropped, according to three diplomats.",
            ("three diplomats", "according to", "The plan was dropped"),
        ),
        ("Kenya called for an immediate truce.", ("Kenya", "called for", "an immediate truce")),
        (
            "Kenya urged both sides to show restraint.",
            ("Kenya", "urged", "both sides to show restraint"),
        ),
        (
            "Chad accused Sudan of arming rebels.",
            ("Chad", "accused", "Sudan of arming rebels"),
        ),
        (
            'Rome described the vote as "a mistake".',
            ("Rome", "described", 'the vote as "a mistake"'),
        ),
        ("Sudan denies the allegations.", ("Sudan", "denies", "the allegations")),
        ("Peru wants to join the pact.", ("Peru", "wants", "to join the pact")),
        (
            "Critics dismissed Israel's claim that it had acted in self-defence.",
            ("Israel", "claim", "that it had acted in self-defence"),
        ),
        (
            "Canada has plans to withdraw its troops.",
            ("Canada", "plans", "to withdraw its troops"),
        ),
        (
            "Ministers are confident that a deal will be reached.",
            ("Ministers", "confident", "that a deal will be reached"),
        ),
        ("It was reported that the ship had sunk.", (None, "reported", "that the ship had sunk")),
    ],
)
def test_reported_speech_and_thought(text, expected):
    assert expected in told(text)


def test_a_source_unknown_to_the_text_is_null_and_what_is_held_runs_around_the_cue():
    (attribution,) = attributions("The ship is believed to carry arms.")
    assert attribution.source is None
    assert attribution.content.text == "The ship is believed to carry arms"


def test_a_belief_inside_a_quotation_is_its_own_record():
    found = told('"We want Iran to stop the tests," said Silva.')
    assert ("Silva", "said", '"We want Iran to stop the tests,"') in found
    assert ("We", "want", "Iran to stop the tests") in found


def test_the_narrators_aside_is_not_part_of_what_was_said():
    found = told("Bush urged the Gulf states to join the talks, which open on Monday in Doha.")
    assert ("Bush", "urged", "the Gulf states to join the talks") in found


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The road was open, Oslo said, but snow was on its way.",
            "The road was open, Oslo said, but snow was on its way",
        ),
        ("The road was open, Oslo said, and it promised to keep it so.", "The road was open"),
    ],
)
def test_what_follows_an_inner_cue_is_said_too_unless_it_reports_anew(text, content):
    assert ("Oslo", "said", content) in told(text)


def test_an_act_joined_to_what_was_said_is_the_speakers():
    found = told("Gates has stated that the reform would hold and asked Congress to agree.")
    assert ("Gates", "stated", "that the reform would hold") in found
    assert ("Gates", "asked", "Congress to agree") in found


def test_a_press_release_quotes_its_speaker_after_a_colon_and_a_line_break():
    text = "The minister said:\n“This is wrong. It must end.\n“There is a better way.”\nHe left."
    (attribution,) = [a for a in attributions(text) if a.cue.text == "said"]
    assert attribution.source.text == "The minister"
    assert attribution.content.text == text[text.index("“") : text.index("\nHe")]


def test_a_participle_goes_on_for_the_speaker_not_for_who_is_spoken_of():
    found = told("Hague insisted that Obama had called first, adding that the visit was brief.")
    assert ("Hague", "insisted", "that Obama had called first") in found
    assert ("Hague", "adding", "that the visit was brief") in found


@pytest.mark.parametrize(
    "text",
    [
        "Chile refused to say whether the talks had failed.",
        "The flood claimed eleven lives.",
        "The troops crossed the river in order to reach the town.",
        "Tehran would agree to freeze its programme.",
    ],
)
def test_what_nobody_said_is_not_attributed(text):
    assert attributions(text) == ()


def test_every_record_names_its_rule_and_how_sure_it_is():
    found = attributions('Oslo said so. "We agree," said Bern. It is said to be over.')
    assert found
    assert all(a.rule and 0 < a.confidence <= 1 for a in found)


WORDS = st.sampled_from(
    ["said", "Macron", "he", "the talks", "told", '"', "“", "”", "'", "’", "«", "»", "„", ",", ".",
     ":", ";", "\n\n", "\n", "that", "according to", "plans to", "we want", "must stop", "😀", "?",
     "MR. LI:", ", a claim", "called on", "was accused", "by critics", "in his view", "(@ann)", "—"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=25).map(" ".join) | st.text("said \"'“”«»,.\nAb", max_size=40))
def test_any_mix_of_marks_gives_spans_of_the_text(text):
    for attribution in attributions(text):
        for span in (attribution.source, attribution.cue, attribution.content):
            if span is not None:
                assert 0 <= span.start_char < span.end_char <= len(text)
                assert text[span.start_char : span.end_char] == span.text


@pytest.mark.parametrize(
    "text",
    [
        "None of the parties requested a delay.",
        "No party asked for a delay.",
        "Iran would find itself alone.",
        "The ministers agreed with the guests.",
    ],
)
def test_where_nobody_speaks_nothing_is_ascribed(text):
    assert attributions(text) == ()


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The minister called for a truce.", "called for"),
        ("The envoy called on both sides to talk.", "called on"),
        ("The president insisted on a withdrawal.", "insisted on"),
        ("The pope appealed to both sides for a truce.", "appealed"),
    ],
)
def test_a_cue_holds_its_preposition(text, cue):
    (attribution,) = attributions(text)
    assert attribution.cue.text == cue
