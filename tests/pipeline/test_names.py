"""Which words of an article are names, and of what."""

import pytest

from annotations.pipeline.names import names
from annotations.pipeline.records import EntityLink, Knowledge, Source

NOTHING = Knowledge()


@pytest.fixture
def find(nlp):
    def find(text, knowledge=NOTHING):
        found = names.find(nlp(text), Source(text), knowledge)
        return [(name.text, name.label) for name in found]

    return find


def test_a_person_is_named_without_title_and_possessive(find):
    text = "Belgian Prime Minister Anna Verlinden's plan pleased Mr. Okonkwo and Sheikh Hamad Said."
    assert find(text) == [
        ("Belgian", "NORP"),
        ("Anna Verlinden", "PERSON"),
        ("Okonkwo", "PERSON"),
        ("Hamad Said", "PERSON"),
    ]


def test_an_article_is_no_part_of_a_name_but_of_the_hague(find):
    text = (
        "The United Nations moved its office from the Gaza Strip to The Hague in the Netherlands."
    )
    assert find(text) == [
        ("United Nations", "ORG"),
        ("Gaza Strip", "PLACE"),
        ("The Hague", "PLACE"),
        ("Netherlands", "PLACE"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The IAEA sent inspectors.", ("IAEA", "ORG")),
        ("The U.N. sent envoys.", ("U.N.", "ORG")),
        ("Diplomats met in the White House.", ("White House", "PLACE")),
        ("Al Qaeda said nothing.", ("Al Qaeda", "ORG")),
        ("Troops of the R.A.F. were sent.", ("R.A.F.", "ORG")),
    ],
)
def test_well_known_bodies_have_their_label(find, text, name):
    assert name in find(text)


def test_nationalities_are_groups_also_inside_a_word(find):
    assert find("The Moldovan envoy called it an anti-Iranian and pro-Serbian text.") == [
        ("Moldovan", "NORP"),
        ("Iranian", "NORP"),
        ("Serbian", "NORP"),
    ]


def test_a_country_before_a_hyphen_is_a_name_and_an_amount_of_dollars_is_not(find):
    text = "The U.S.-led coalition pledged US$40 million to Jordan."
    assert find(text) == [("U.S.", "PLACE"), ("Jordan", "PLACE")]


def test_a_ministry_in_capitals_keeps_its_nationality_a_small_one_does_not(find):
    assert find("The Russian Defence Ministry denied it.") == [("Russian Defence Ministry", "ORG")]
    assert find("The French ministry of defence denied it.") == [("French", "NORP")]


def test_a_possessor_is_a_name_of_its_own(find):
    assert find("Norway's Foreign Ministry denied it.") == [
        ("Norway", "PLACE"),
        ("Foreign Ministry", "ORG"),
    ]


def test_a_parliament_keeps_the_country_after_of(find):
    text = "She is the speaker of the House of Representatives of Cyprus."
    assert ("House of Representatives of Cyprus", "ORG") in find(text)


def test_an_acronym_in_brackets_is_a_body_wherever_it_stands(find):
    text = (
        "The Union of Coastal Fishing Towns (UCFT) met on Monday. "
        "Later the UCFT asked for help, and UCFT members left."
    )
    assert find(text) == [
        ("Union of Coastal Fishing Towns", "ORG"),
        ("UCFT", "ORG"),
        ("UCFT", "ORG"),
        ("UCFT", "ORG"),
    ]


def test_a_dateline_is_a_place_and_the_agency_a_body(find):
    text = "KATHMANDU (Reuters) - Ministers met on Monday."
    assert find(text) == [("KATHMANDU", "PLACE"), ("Reuters", "ORG")]


def test_a_headline_in_capitals_holds_only_known_names(find):
    text = (
        "IRAN REJECTS NEW OFFER BY VERLINDEN\n\n"
        "Anna Verlinden offered talks on Monday. Iran said no."
    )
    assert find(text)[:2] == [("IRAN", "PLACE"), ("VERLINDEN", "PERSON")]


def test_a_surname_is_the_person_even_where_it_is_also_a_place(find):
    text = "William Hague flew to Rome on Friday. Hague, who leads the party, met nobody."
    assert find(text) == [("William Hague", "PERSON"), ("Rome", "PLACE"), ("Hague", "PERSON")]


def test_both_halves_of_a_divided_land_are_places(find):
    text = "North and South Korea exchanged letters. The North denied it."
    assert find(text) == [("North", "PLACE"), ("South Korea", "PLACE"), ("North", "PLACE")]


def test_a_name_may_be_taken_up_by_its_last_word(find):
    text = "The African Union Commission met. The Commission called for calm."
    assert find(text) == [("African Union Commission", "ORG"), ("Commission", "ORG")]


def test_a_lawmakers_party_is_no_part_of_the_state(find):
    text = 'Senate leader Harry Reid, D-Nevada, said: "We will wait."'
    assert ("Nevada", "PLACE") in find(text)
    assert all(not name.startswith("D-") for name, _ in find(text))


def test_a_quotation_mark_without_a_space_does_not_hide_a_name(find):
    text = '"We are not ready yet,"Ban Ki-moon, the Secretary-General, said in Geneva.'
    assert ("Ban Ki-moon", "PERSON") in find(text)


def test_curly_apostrophes_and_line_breaks_are_read_like_plain_ones(find):
    text = "The United\nNations asked Mary O’Neill to see Israel’s envoy."
    assert find(text) == [
        ("United\nNations", "ORG"),
        ("Mary O’Neill", "PERSON"),
        ("Israel", "PLACE"),
    ]


def test_never_names_are_no_names_in_any_case(find):
    knowledge = Knowledge(never_names=frozenset({"united nations"}))
    assert find("The United Nations met in Rome.", knowledge) == [("Rome", "PLACE")]


def test_a_taught_alias_is_a_name_in_any_case_even_beside_letters_that_grow(find):
    taught = EntityLink("organisation", "Coalition of the Sea")
    knowledge = Knowledge(aliases={"the sea folk": taught})
    text = "İzmir waited, but THE SEA FOLK stayed away."
    assert ("THE SEA FOLK", "ORG") in find(text, knowledge)


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "...", "ok", "😀", "\u202eabc", "é" * 50, '"', "’s", "(", "A", "The"]
)
def test_a_text_without_names_has_none(find, text):
    assert find(text) == []


def test_the_acronym_of_a_thing_is_no_name(find):
    assert find("Doctors fear the slow burning fever (SBF) in the region.") == []


def test_a_headline_in_title_case_holds_only_names_found_elsewhere(find):
    text = (
        "Verlinden Slams Critics Over Stalled Grain Deal\n\n"
        "Anna Verlinden said in Rome that the deal was not dead."
    )
    assert find(text) == [
        ("Verlinden", "PERSON"),
        ("Anna Verlinden", "PERSON"),
        ("Rome", "PLACE"),
    ]


def test_a_name_goes_on_to_its_last_syllable(find):
    text = "Moon Jae-in convened the National Security Council at the Blue House."
    assert ("Moon Jae-in", "PERSON") in find(text)


def test_an_unspelled_acronym_belongs_to_the_body_whose_capitals_it_has(find):
    text = "The Coastal Towns Development Agency met on Monday. The CTDA then left the talks."
    assert ("CTDA", "ORG") in find(text)


def test_a_region_that_is_not_named_is_no_place(find):
    text = 'He spoke in Nairobi. "The region is bleeding," he said. "Our province needs help."'
    assert find(text) == [("Nairobi", "PLACE")]


def test_a_picture_is_no_part_of_a_name(find):
    assert find("He flew from 🙂 Germany to Norway ⭐ on Monday.") == [
        ("Germany", "PLACE"),
        ("Norway", "PLACE"),
    ]


def test_a_small_town_of_a_country_that_the_article_names_is_a_place(find):
    text = "Sudan sent troops. The army held El Obeid, and ships left Yemen from Mukalla."
    assert {("El Obeid", "PLACE"), ("Mukalla", "PLACE")} <= set(find(text))
    text = (
        "A letter from Clinton reached the United States embassy. President Clinton had signed it."
    )
    assert ("Clinton", "PLACE") not in find(text)
