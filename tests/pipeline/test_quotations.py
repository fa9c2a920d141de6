"""Quotation marks are paired whatever their kind, and one that is missing costs one paragraph."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.pipeline.parsing import quotations


def quoted(text):
    return [text[q.start_char : q.end_char] for q in quotations.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" and "never".', ['"no"', '"never"']),
        ("“Go,” she said. “Now.”", ["“Go,”", "“Now.”"]),
        ("„Halt“, he said.", ["„Halt“"]),
        ("»Halt«, he said.", ["»Halt«"]),
        ("«Assez», he said.", ["«Assez»"]),
        ("‘Go,’ she said.", ["‘Go,’"]),
        ("'Go,' she said.", ["'Go,'"]),
        ("``Go,'' she said.", ["``Go,''"]),
    ],
)
def test_every_kind_of_mark_is_paired(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ministers' plan isn't Iran's.",
        "It’s the leaders’ first meeting since the ’90s.",
        "Rock 'n' roll and the '90s.",
        'A 5" gun was found.',
    ],
)
def test_apostrophes_and_inches_are_not_quotations(text):
    assert quoted(text) == []


def test_a_plural_possessive_does_not_end_a_quotation_in_single_marks():
    text = "'The ministers' plan is bad,' he said."
    assert quoted(text) == ["'The ministers' plan is bad,'"]


def test_a_quotation_goes_on_through_paragraphs_that_open_with_a_mark():
    text = 'Before.\n\n"One.\n\n"Two.\n\n"Three," he said.'
    assert quoted(text) == ['"One.\n\n"Two.\n\n"Three,"']


def test_one_missing_mark_does_not_turn_the_rest_inside_out():
    text = 'He called it "absurd and left.\n\n"We stay," she said. "All of us."'
    assert quoted(text) == ['"We stay,"', '"All of us."']


def test_a_stray_closing_mark_is_ignored():
    assert quoted('It ended." Then "we go," he said.') == ['"we go,"']


def test_quotations_within_quotations_are_part_of_the_outer_one():
    assert quoted("“He told me ‘no’ twice,” she said.") == ["“He told me ‘no’ twice,”"]
    assert quoted("'He told me \"no\" twice,' she said.") == ["'He told me \"no\" twice,'"]


@pytest.mark.parametrize("unit", ["'a b' ", '"A b." ', '"a b ', "it's ", "“a "])
def test_a_text_of_nothing_but_marks_takes_no_longer_than_its_length(unit):
    """Quadratic pairing would take minutes here."""
    text = unit * 30_000
    started = time.process_time()
    quotations.find(text)
    assert time.process_time() - started < 10


@given(st.text(alphabet="\"“”„‟«»'‘’‚‹›` \n\t.,!?—ab5sé😀", max_size=60))
def test_quotations_lie_in_order_within_any_text(text):
    found = quotations.find(text)
    assert all(0 <= q.start_char < q.end_char <= len(text) for q in found)
    assert all(a.end_char <= b.start_char for a, b in zip(found, found[1:], strict=False))
