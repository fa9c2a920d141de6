"""Texts become what is stored: one normal form, checked."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from articles import text as texts

STORABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")


@given(st.text(alphabet=STORABLE).filter(lambda raw: raw.strip("\ufeff \n\r\t").strip()))
def test_normal_form_is_reached_at_once(raw):
    once = texts.normalise(raw)
    assert texts.normalise(once) == once
    assert "\r" not in once


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("\ufeffa", "a"),
        ("\n\ufeff \ufeffa", "a"),
        ("cafe\u0301", "café"),
        ("\n\n a \n", "a"),
        ("\U0001f91d deal \u202b\u05e9\u202c", "\U0001f91d deal \u202b\u05e9\u202c"),
    ],
)
def test_what_is_changed_and_what_is_not(raw, stored):
    assert texts.normalise(raw) == stored


@pytest.mark.parametrize(
    ("raw", "code"), [("", "empty"), (" \n", "empty"), ("a\x00", "nul"), ("a\ud800", "surrogate")]
)
def test_what_cannot_be_stored_is_refused(raw, code):
    with pytest.raises(ValidationError) as caught:
        texts.normalise(raw)
    assert caught.value.code == code


def test_length_is_counted_in_code_points(settings):
    settings.NEWSDESK_MAX_ARTICLE_CHARS = 3
    assert texts.normalise("\U0001f91d" * 3)
    with pytest.raises(ValidationError, match="4 characters"):
        texts.normalise("\U0001f91d" * 4)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Talks resume\n\nThey met.", "Talks resume"),
        ("Will talks resume?\nThey met.", "Will talks resume?"),
        ("They met.\nThey left.", ""),
        ("Only one line", ""),
        ("x" * 151 + "\nThey met.", ""),
    ],
)
def test_a_headline_is_short_and_stands_alone(text, title):
    assert texts.headline(text) == title


def test_decoding_names_the_byte_that_is_not_utf8():
    assert texts.decode("\ufeffé".encode()) == "é"
    with pytest.raises(ValidationError, match="byte 4 "):
        texts.decode(b"caf\xe9")
