"""What is cut from, split in and read off one candidate for a name: no model involved."""

import pytest

from annotations.pipeline.names.name_cleaning import Candidate, clean, label_by_words, plain


def cleaned(words, label, text=None):
    text = plain(text or words)
    start = text.index(plain(words))
    candidate = Candidate(start, start + len(words), label, "model", 0.8)
    return [(text[c.start : c.end], c.label) for c in clean(text, candidate)]


@pytest.mark.parametrize(
    ("words", "label", "expected"),
    [
        ("the European Union's", "ORG", ["European Union"]),
        ("The Famous Gazette", "ORG", ["Famous Gazette"]),
        ("the workers’", "ORG", []),
        ("northern Iraq", "PLACE", ["Iraq"]),
        ("U.S.", "PLACE", ["U.S."]),
        ("Macron.", "PERSON", ["Macron"]),
        ("“Macron”", "PERSON", ["Macron"]),
        ("US President Barack Obama", "PERSON", ["Barack Obama"]),
        ("Secretary of State Colin Powell", "PERSON", ["Colin Powell"]),
        ("Deputy Foreign Minister Wu Dawei", "PERSON", ["Wu Dawei"]),
        ("Lt. Gen. Omar Said", "PERSON", ["Omar Said"]),
        ("Jan Egeland", "PERSON", ["Jan Egeland"]),
        ("Billie Jean King", "PERSON", ["Billie Jean King"]),
        ("Osama bin Laden", "PERSON", ["Osama bin Laden"]),
        ("Monday", "ORG", []),
        ("Prime Minister", "ORG", []),
        ("internet", "ORG", []),
        ("Perry et al", "PERSON", ["Perry"]),
        ("WHNS quoted Clark", "ORG", ["WHNS", "Clark"]),
        ("Save the Children", "ORG", ["Save the Children"]),
        ("Seoul, South Korea", "PLACE", ["Seoul", "South Korea"]),
        ("Hamas and Fatah", "ORG", ["Hamas", "Fatah"]),
        ("Department of Trade and Industry", "ORG", ["Department of Trade and Industry"]),
        ("South Korea's Foreign Ministry", "ORG", ["South Korea", "Foreign Ministry"]),
    ],
)
def test_what_is_left_of_a_candidate(words, label, expected):
    assert [name for name, _ in cleaned(words, label)] == expected


def test_an_amount_of_money_is_no_place():
    assert cleaned("NZ", "PLACE", text="NZ $ 26 million") == []


@pytest.mark.parametrize(
    ("words", "label", "expected"),
    [
        ("Oslo Accords", "ORG", "EVENT"),
        ("Kyoto Protocol", "LAW", "EVENT"),
        ("Defence Ministry", "PERSON", "ORG"),
        ("Bank of Norland", "PLACE", "ORG"),
        ("Lake Volta", "PERSON", "PLACE"),
        ("Sabena Airport", "ORG", "PLACE"),
        ("KPA", "PERSON", "ORG"),
        ("United States Constitution", "ORG", "LAW"),
        ("Fatah", "ORG", "ORG"),
    ],
)
def test_the_words_themselves_tell_the_label(words, label, expected):
    assert label_by_words(words, label) == expected


@pytest.mark.parametrize(
    "words", ["Commissioner for External Relations", "HMS Defender", "press@un.org"]
)
def test_offices_ships_and_addresses_are_no_bodies(words):
    assert cleaned(words, "ORG") == []
