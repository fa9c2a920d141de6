"""Verb forms are spelled from the base form, regular or not, so that no lemmatizer has to run."""

import doctest

import pytest

from annotations.pipeline.attributions import saying
from annotations.pipeline.parsing import inflection, quotations


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("announce", "announce announces announced announcing"),
        ("admit", "admit admits admitted admitting"),
        ("agree", "agree agrees agreed agreeing"),
        ("reply", "reply replies replied replying"),
        ("press", "press presses pressed pressing"),
        ("counsel", "counsel counsels counselled counseled counselling counseling"),
        ("undertake", "undertake undertakes undertook undertaken undertaking"),
        ("read", "read reads reading"),
    ],
)
def test_forms_of_a_verb(base, forms):
    assert inflection.forms_of(base) == frozenset(forms.split())


def test_every_cue_word_is_lower_case():
    assert all(word == word.lower() and word.isprintable() for word in saying.CUE_WORDS)


@pytest.mark.parametrize("module", [inflection, quotations, saying])
def test_the_examples_in_the_docstrings_hold(module):
    results = doctest.testmod(module)
    assert results.attempted > 0
    assert results.failed == 0
