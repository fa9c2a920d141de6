"""How quotations and reports that share a cue, or lack one, are put together."""

import pytest

from tests.pipeline.attributed import attributions, told


@pytest.mark.parametrize(
    "text",
    [
        '"The truce holds," Silva said outside. But "Nobody knows for how long."',
        'The truce is "a gift," Silva said. "Nobody has fired a shot since Friday morning."',
        "''The truce holds,'' Silva said. ''Nobody has fired a shot since Friday.''",
    ],
)
def test_a_quotation_carries_on_what_its_cue_closed(text):
    (attribution,) = attributions(text)
    assert attribution.source.text == "Silva"
    assert attribution.content.text == text


def test_a_quotation_closed_with_two_single_marks_ends_before_the_next_cue():
    text = "''We stay,'' he wrote. ''That is all.'' She added: ''We go.''"
    assert ("She", "added", "''We go.''") in told(text)
    assert ("he", "wrote", "''We stay,'' he wrote. ''That is all.''") in told(text)


def test_a_quotation_that_is_part_of_a_sentence_is_said_with_all_of_it():
    text = '"I wept and prayed" with the families before the service began, Rossi said.'
    (attribution,) = attributions(text)
    assert attribution.content.text == text[: text.index(", Rossi")]
    assert attribution.kind == "mixed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Silva issued a statement, "The raid was wrong."', '"The raid was wrong."'),
        ('Some ("We want our money back," wrote Silva) were angry.', '"We want our money back,"'),
        ('When asked, Silva said: "We stay," the Times reported.', '"We stay,"'),
    ],
)
def test_a_quotation_is_given_to_whom_the_words_around_it_name(text, expected):
    assert ("Silva", expected) in [(source, content) for source, _, content in told(text)]


def test_a_participle_after_a_quoted_comma_goes_on_for_the_speaker():
    text = 'Rossi said it was like the play "The Fall," explaining, "It was a sad time for us."'
    assert ("Rossi", "explaining", '"It was a sad time for us."') in told(text)
    assert ("Rossi", "said", 'it was like the play "The Fall,"') in told(text)


def test_two_speakers_in_one_sentence_keep_their_words():
    text = '"It is late," Silva said, but, "I think he will come," said Rossi.'
    assert ("Silva", "said", '"It is late,"') in told(text)
    assert ("Rossi", "said", '"I think he will come,"') in told(text)


def test_what_a_speaker_thinks_in_his_own_words_is_not_told_twice():
    text = '"I think that it will hold and I hope to go," said Silva.'
    assert told(text) == [("Silva", "said", '"I think that it will hold and I hope to go,"')]


def test_anybody_is_no_source():
    found = told('"If you think that it will hold, you are wrong," said Silva.')
    assert [source for source, _, _ in found] == ["Silva"]


def test_after_a_semicolon_a_quotation_is_told_anew():
    found = told('"They will go," the paper added; and, later, "Silva gave the order."')
    assert [content for _, _, content in found] == ['"They will go,"', '"Silva gave the order."']


def test_one_open_mark_costs_no_other_quotation():
    said = '"We stay," Rossi said.\n\n'
    text = said * 3 + 'The "road was closed, Silva noted on Monday\n\n' + said * 3
    found = [a for a in attributions(text) if a.source and a.source.text == "Rossi"]
    assert [a.content.text for a in found] == ['"We stay,"'] * 6


def test_five_hundred_quotations_are_all_found():
    text = '"We will go home now," she said. ' * 500
    assert len(attributions(text.strip())) == 500


def test_five_hundred_marks_without_words_say_nothing():
    assert attributions('" ' * 500) == ()
