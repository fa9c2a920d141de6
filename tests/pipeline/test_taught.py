"""What the desk has taught of a name is weighed with the company that the name keeps."""

import pytest

from annotations.pipeline.actors.taught import Company, likely, weigh
from annotations.pipeline.names import names
from annotations.pipeline.records import EntityLink, Knowledge, Lesson, Source

STATE = EntityLink("place", "Georgia", country="US", geonames_id=4197000)
LAND = EntityLink("place", "Georgia", country="GE", geonames_id=614540)
LESSON = Lesson(STATE, frozenset({"savannah", "brian kemp", "donald trump"}), frozenset({"US"}))
OTHER = Lesson(LAND, frozenset({"tbilisi", "donald trump"}), frozenset({"GE"}))


def company(*keys, **places):
    return Company(frozenset((*keys, *places)), frozenset(places.values()), places)


def likeness(lessons, around, others=("GE", "US")):
    return {one.meaning: one.likeness for one in weigh(lessons, around, "georgia", others)}


def test_a_place_of_the_same_country_speaks_for_a_meaning():
    assert likeness([LESSON], company(savannah="US"))[STATE] > 0.4


def test_more_that_is_shared_speaks_louder():
    little, much = company(savannah="US"), company("brian kemp", savannah="US")
    assert likeness([LESSON], little)[STATE] < likeness([LESSON], much)[STATE]


@pytest.mark.parametrize("around", [company(), company("donald trump"), company("ana ruiz")])
def test_one_name_of_many_articles_is_too_little_to_go_by(around):
    assert likeness([LESSON], around)[STATE] == 0


def test_places_of_another_meaning_speak_against_it():
    both = company("brian kemp", "donald trump", tbilisi="GE")
    without = company("brian kemp", "donald trump")
    assert likeness([LESSON], both)[STATE] < likeness([LESSON], without)[STATE] / 1.5


def test_what_stood_beside_both_meanings_tells_nothing():
    around = company("donald trump", "brian kemp")
    assert likeness([LESSON], around)[STATE] > 0
    assert likeness([LESSON, OTHER], around)[STATE] == 0


def test_a_rule_needs_no_company():
    rule = Lesson(LAND, always=True)
    assert likeness([LESSON, rule], company(savannah="US")) == {LAND: 1}


def test_a_meaning_that_is_not_a_place_is_taken_only_when_it_is_ahead():
    poet, clerk = (EntityLink("person", "John Clarke", country=c) for c in ("NZ", "CA"))
    around = company("ana ruiz", "harbour board")
    first = Lesson(poet, frozenset({"ana ruiz", "harbour board"}))
    assert likely([first], around, "john clarke").meaning == poet
    assert likely([first, Lesson(clerk, first.names)], around, "john clarke") is None
    assert likely([], around, "john clarke") is None


def test_words_are_kept_out_for_their_label_only(nlp):
    text = "Emmanuel Macron spoke in Jordan."
    person = Knowledge(never_labels=frozenset({("jordan", "PERSON")}))
    place = Knowledge(never_labels=frozenset({("jordan", "PLACE")}))
    for knowledge, kept in ((person, True), (place, False)):
        found = {name.text for name in names.find(nlp(text), Source(text), knowledge)}
        assert ("Jordan" in found) == kept


def test_a_short_name_that_is_taught_is_no_small_word(nlp):
    text = "They told us that US officials had left."
    knowledge = Knowledge(aliases={"us": EntityLink("place", "United States", country="US")})
    found = [n.start_char for n in names.find(nlp(text), Source(text), knowledge)]
    assert found == [text.index("US")]
