"""People: gender by given names, misspelt surnames."""

import pytest

from annotations.pipeline.actors import coreference, people
from annotations.pipeline.names import names
from annotations.pipeline.records import Knowledge, Source

NOTHING = Knowledge()


@pytest.mark.parametrize(
    ("word", "other", "alike"),
    [
        ("mosleshi", "moslehi", True),
        ("lavorov", "lavrov", True),
        ("karimova", "karimov", False),
        ("berger", "werger", False),
        ("moe", "noe", False),
        ("petersen", "peterson", True),
    ],
)
def test_long_words_may_differ_by_a_letter(word, other, alike):
    assert people.differ_little(word, other) is alike


@pytest.mark.parametrize(
    ("name", "gender"), [("Angela Berg", {"f"}), ("Carlos Berg", {"m"}), ("Angela", set())]
)
def test_given_names_tell_the_gender_of_full_names(name, gender):
    assert people.given_gender(name) == gender


def entities(nlp, text):
    doc, source = nlp(text), Source(text)
    actors = coreference.resolve(doc, names.find(doc, source, NOTHING), source, NOTHING)
    return actors, {m.text: m.entity.name for m in actors.mentions}


def test_a_misspelt_surname_is_the_persons(nlp):
    _, found = entities(nlp, "Minister Zohrab Mnatsakan spoke. Mr. Mnatsakkan urged calm.")
    assert found["Mnatsakkan"] == "Zohrab Mnatsakan"


def test_she_is_the_woman_by_her_given_name(nlp):
    text = "Angela Vogt met Carlos Reyes in Rome. Reyes left. She called for a vote."
    actors, _ = entities(nlp, text)
    start = text.index("She")
    assert actors.span(actors.doc.char_span(start, start + 3)).name == "Angela Vogt"


def test_a_kings_number_tells_him_from_others_of_his_name(nlp):
    _, found = entities(nlp, "Moroccan King Mohammed VI met Ambassador Mohammed Benali in Rabat.")
    assert found["Mohammed VI"] == "Mohammed VI"
