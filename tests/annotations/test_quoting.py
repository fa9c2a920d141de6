"""Quotations: the sentence in which something stands, its words marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.quoting import REACH, quote, sentence_at

TEXT = (
    "French President Emmanuel Macron said in the U.S. Congress on Oct. 24 that J. Kerry and "
    "Gen. Dunford were right. “We must act now,” he said. “Really?” He left.\n\n"
    "Hamas rejected the plan. 3 days later it rained … The end"
)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Congress", TEXT[: TEXT.index(" “We")]),
        ("right", TEXT[: TEXT.index(" “We")]),
        ("act", "“We must act now,” he said."),
        ("Really", "“Really?”"),
        ("He left", "He left."),
        ("left.", "He left."),
        ("rejected", "Hamas rejected the plan."),
        ("3 days", "3 days later it rained …"),
        ("The end", "The end"),
        ("act now,” he said. “Really", "“We must act now,” he said. “Really?”"),
        ("He left.\n\nHamas", "He left.\n\nHamas rejected the plan."),
    ],
)
def test_the_sentence_around_some_words(words, sentence):
    start = TEXT.index(words)
    low, high = sentence_at(TEXT, start, start + len(words))
    assert TEXT[low:high] == sentence


def test_words_are_marked_with_all_they_are():
    cue, content, far = TEXT.index("rejected"), TEXT.index("the plan"), TEXT.index("French")
    quoted = quote(
        TEXT + "x" * 1000,
        cue,
        cue + 8,
        [(cue, cue + 8, "cue"), (cue, content + 8, "content"), (far, far + 6, "proposer")],
    )
    marked = {part.text: part.marks for part in quoted.parts}
    assert marked["rejected"] == ("content", "cue")
    assert marked["French"] == ("proposer",)
    assert quoted.text == TEXT[: TEXT.index(" 3 days")]


def test_what_lies_out_of_reach_is_left_out():
    text = f"He proposed it. {'Word. ' * 200}It was the truce."
    far = text.index("the truce")
    quoted = quote(text, 3, 11, [(3, 11, "cue"), (far, far + 9, "content")])
    assert quoted.text == "He proposed it."


def test_a_text_without_sentences_is_cut_between_words():
    text = "word " * 1000
    quoted = quote(text, 2500, 2504)
    assert quoted.cut_before
    assert quoted.cut_after
    assert set(quoted.text.split()) == {"word"}
    assert len(quoted.text) <= 2 * REACH + 4


@given(st.text(alphabet=st.sampled_from("aB .\n“”?é🤝\u0301"), min_size=1), st.data())
def test_a_quotation_is_a_piece_of_the_text_around_the_words(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quoted = quote(text, start, end, [(start, end, "cue")])
    assert quoted.start_char <= start
    assert quoted.end_char >= end
    assert quoted.text == text[quoted.start_char : quoted.end_char]
    assert "".join(part.text for part in quoted.parts if "cue" in part.marks) == text[start:end]
