"""What is said of somebody: accusations, descriptions, names given, praise and blame."""

import pytest

from tests.pipeline.attributed import attributions, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Unions criticised the mayor over the new tax.",
            ("Unions", "criticised", "the mayor over the new tax"),
        ),
        ("The minister praised the deal on Monday.", ("The minister", "praised", "the deal")),
        ("Voters mourned the senator.", ("Voters", "mourned", "the senator")),
        ("The bill was praised by the mayor.", ("the mayor", "praised", "The bill")),
        (
            'The deal was called "a disgrace" by union leaders.',
            ("union leaders", "called", 'The deal was called "a disgrace"'),
        ),
        (
            "Some measures - deemed insufficient by Oslo - have failed.",
            ("Oslo", "deemed", "Some measures"),
        ),
        (
            "The plan was described as dead by diplomats.",
            ("diplomats", "described", "The plan was described as dead"),
        ),
        ("The senator lashed out at the press.", ("The senator", "lashed out", "the press")),
        (
            'Rossi referred to the mayor as a "clown."',
            ("Rossi", "referred to", 'the mayor as a "clown."'),
        ),
        (
            "The mayor was accused by critics of lying.",
            ("critics of lying", "accused", "The mayor was accused by critics of lying"),
        ),
        (
            'The vote was late; one senator called Rossi "the prince of delay."',
            ("one senator", "called", 'Rossi "the prince of delay."'),
        ),
        (
            "Critics have accused the mayor of lying.",
            ("Critics", "accused", "the mayor of lying"),
        ),
    ],
)
def test_a_judgement_is_its_judges(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The storm blasted the coast.",
        "Rebels blasted the bridge.",
        "The car slammed the gate.",
    ],
)
def test_what_no_words_do_is_no_judgement(text):
    assert attributions(text) == ()
