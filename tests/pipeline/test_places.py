"""Which place a name means, by what the article says around it."""

import re
from dataclasses import dataclass
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.pipeline.actors import places
from annotations.pipeline.records import EntityLink, Knowledge


@dataclass(frozen=True)
class Name:
    start_char: int
    end_char: int
    text: str
    label: str


def marked(text):
    """The plain text and its names: [place], {group or nationality}, <person>."""
    plain, names = "", []
    labels = {"[": "PLACE", "{": "NORP", "<": "PERSON"}
    for piece in re.findall(r"\[[^]]+\]|\{[^}]+\}|<[^>]+>|[^[{<]+", text):
        words = piece[1:-1] if piece[0] in labels else piece
        if piece[0] in labels:
            end = len(plain) + len(words)
            names.append(Name(len(plain), end, words, labels[piece[0]]))
        plain += words
    return plain, names


def linked(text, knowledge=None):
    plain, names = marked(text)
    return places.link(names, plain, knowledge)


def first(text):
    return linked(text)[0]


def near(link, latitude, longitude):
    return abs(link.latitude - latitude) < 1 and abs(link.longitude - longitude) < 1.5


@pytest.mark.parametrize(
    ("words", "name", "code"),
    [
        ("U.S.", "United States", "US"),
        ("US", "United States", "US"),
        ("America", "United States", "US"),
        ("the United States", "United States", "US"),
        ("UK", "United Kingdom", "GB"),
        ("Britain", "United Kingdom", "GB"),
        ("Burma", "Myanmar", "MM"),
        ("Ivory Coast", "Ivory Coast", "CI"),
        ("Côte d’Ivoire", "Ivory Coast", "CI"),
        ("Czech Republic", "Czechia", "CZ"),
        ("DPRK", "North Korea", "KP"),
        ("N. Korea", "North Korea", "KP"),
        ("S. Sudan", "South Sudan", "SS"),
        ("Kosovo", "Kosovo", "XK"),
        ("Taiwan", "Taiwan", "TW"),
        ("Palestine", "Palestine", "PS"),
        ("Macao", "Macau", "MO"),
        ("Mexico", "Mexico", "MX"),
        ("Lebanon", "Lebanon", "LB"),
        ("Luxembourg", "Luxembourg", "LU"),
    ],
)
def test_a_country_goes_by_many_names(words, name, code):
    link = first(f"Officials in [{words}] agreed.")
    assert (link.kind, link.name, link.country) == ("place", name, code)
    assert link.feature == "country"
    assert link.geonames_id


def test_the_points_of_countries_lie_in_their_middle():
    assert (first("[U.S.]").latitude, first("[U.S.]").longitude) == (39.76, -98.5)
    assert (first("[Russia]").latitude, first("[Russia]").longitude) == (60, 100)


def test_a_state_that_is_no_more_has_a_point_but_no_code():
    link = first("[USSR]")
    assert (link.name, link.country, link.feature) == ("Soviet Union", None, "country")


@pytest.mark.parametrize(
    ("words", "name", "country", "feature"),
    [
        ("Gaza Strip", "Gaza Strip", "PS", "region"),
        ("Gaza", "Gaza Strip", "PS", "region"),
        ("Gaza City", "Gaza City", "PS", "city"),
        ("West Bank", "West Bank", "PS", "region"),
        ("Crimea", "Crimea", "UA", "region"),
        ("Donbass", "Donbas", "UA", "region"),
        ("Transdniester", "Transnistria", "MD", "region"),
        ("Nagorno Karabakh", "Nagorno-Karabakh", "AZ", "region"),
        ("Darfur", "Darfur", "SD", "region"),
        ("Kashmir", "Kashmir", None, "region"),
        ("Bavaria", "Bavaria", "DE", "region"),
        ("Mideast", "Middle East", None, "region"),
        ("Horn of Africa", "Horn of Africa", None, "region"),
        ("Strait of Hormuz", "Strait of Hormuz", None, "water"),
        ("the Gulf", "Persian Gulf", None, "water"),
        ("Black Sea", "Black Sea", None, "water"),
        ("River Thames", "Thames", "GB", "water"),
        ("Africa", "Africa", None, "continent"),
        ("White House", "White House", "US", "facility"),
        ("the Kremlin", "Kremlin", "RU", "facility"),
        ("Guantánamo Bay", "Guantanamo Bay", "CU", "facility"),
        ("Camp David", "Camp David", "US", "facility"),
        ("Mount Everest", "Mount Everest", None, "other"),
    ],
)
def test_regions_waters_buildings_and_mountains_are_known(words, name, country, feature):
    link = first(f"Talks about [{words}] went on.")
    assert (link.name, link.country, link.feature) == (name, country, feature)


@pytest.mark.parametrize(
    ("text", "country", "point"),
    [
        ("In [Paris], [Texas], a fire broke out.", "US", (33.7, -95.6)),
        ("In [Paris] a fire broke out.", "FR", (48.9, 2.3)),
        ("Gunmen in [Tripoli], [Lebanon], opened fire.", "LB", (34.4, 35.8)),
        ("Gunmen in [Tripoli] opened fire on {Libyan} troops.", "LY", (32.9, 13.2)),
        ("In [Birmingham], [Alabama], people marched.", "US", (33.5, -86.8)),
        ("In [Birmingham] the {British} minister spoke.", "GB", (52.5, -1.9)),
        ("The mayor of [Cordoba], [Spain], spoke.", "ES", (37.9, -4.8)),
        ("In [Cordoba] the {Argentine} president spoke.", "AR", (-31.4, -64.2)),
        ("[Victoria]'s premier spoke in [Melbourne].", "AU", (-37, 144.5)),
        ("In [Victoria], [British Columbia], rain fell.", "CA", (48.4, -123.4)),
        ("[Victoria] is the capital of the [Seychelles].", "SC", (-4.6, 55.5)),
        ("Farmers in [Punjab] marched to [Amritsar], [India].", "IN", (31, 75)),
        ("Farmers in [Punjab] marched to [Lahore], [Pakistan].", "PK", (31, 72.5)),
        ("Fishing in [Granada], [Nicaragua].", "NI", (11.9, -86)),
        ("[Grenada] joined the talks.", "GD", (12.1, -61.7)),
        ("King Abdullah of [Jordan] left [Amman].", "JO", (31, 36)),
        ("In [Lebanon], [Pennsylvania], snow fell.", "US", (40.3, -76.4)),
    ],
)
def test_the_article_decides_between_places_of_one_name(text, country, point):
    link = first(text)
    assert link.country == country
    assert near(link, *point)


def test_georgia_is_the_country_or_the_state_by_its_company():
    war = first("[Georgia] said {Russian} troops had left [Gori] near [South Ossetia].")
    peaches = first("[Georgia], [Alabama], [Florida] and [Tennessee] sued the {American} agency.")
    assert (war.country, war.feature) == ("GE", "country")
    assert (peaches.country, peaches.feature) == ("US", "region")


def test_washington_is_the_capital_unless_the_words_say_the_state():
    assert near(first("[Washington] rejected the plan."), 38.9, -77)
    assert near(first("Growers in [Washington] state complained."), 47.5, -120.5)
    seattle, washington = linked("In [Seattle], [Washington], it rained.")
    assert near(seattle, 47.6, -122.3)
    assert near(washington, 47.5, -120.5)


def test_a_list_of_states_is_not_a_town_in_a_state():
    links = linked("Cases in [Washington], [Pennsylvania] and [California] are examined.")
    assert [link.feature for link in links[1:]] == ["region", "region"]
    assert not near(links[0], 40.2, -80.2)


def test_countries_in_a_row_stay_countries():
    links = linked("[China], [Japan], [Jordan], [Peru], [Cuba] and [Georgia] voted for it.")
    assert [link.country for link in links] == ["CN", "JP", "JO", "PE", "CU", "GE"]
    assert {link.feature for link in links} == {"country"}


def test_a_province_called_like_its_city_is_meant_where_the_words_say_so():
    assert first("Shells fell on [Kharkiv].").feature == "city"
    assert first("Shells fell on [Kharkiv] region.").feature == "region"
    assert first("Troops left [Basra province].").feature == "region"


def test_a_province_is_known_without_the_word_for_it_in_its_country_only():
    assert first("[Zamfara] is in the north of [Nigeria].").country == "NG"
    assert first("[Rivers] is an oil state of [Nigeria].").name == "Rivers State"
    assert first("The [Rivers] rose again.") is None
    assert first("[Niger] and [Nigeria] signed.").feature == "country"


def test_a_name_means_one_thing_in_an_article():
    text = "In [Birmingham], [Alabama], a bomb went off. " + "It was long ago. " * 60
    assert linked(text + "[Birmingham] remembers.")[2].country == "US"


def test_two_towns_of_one_name_are_told_apart_by_their_own_words():
    links = linked("From [Hyderabad], [Pakistan], to [Hyderabad], [India].")
    assert [link.country for link in links] == ["PK", "PK", "IN", "IN"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("northern Iraq", "Iraq"),
        ("Helmand Province", "Helmand"),
        ("Municipality of Livorno", "Livorno"),
        ("central Baghdad", "Baghdad"),
        ("the city of Mosul", "Mosul"),
        ("Los Angeles County", "Los Angeles County"),
        ("North Carolina", "North Carolina"),
        ("Northern Ireland", "Northern Ireland"),
        ("Eastern Europe", "Eastern Europe"),
    ],
)
def test_directions_and_kinds_are_part_of_the_name_only_where_they_are(words, name):
    assert first(f"Reports from [{words}].").name == name


def test_a_building_known_by_its_city_stands_where_the_city_is():
    link = first("A blast at [Kabul airport].")
    assert (link.name, link.country, link.feature) == ("Kabul airport", "AF", "facility")
    assert link.geonames_id is None
    assert near(link, 34.5, 69.2)


def test_a_nationality_links_to_its_country():
    french, afghans, soviet = linked("{French} and {Afghans}, once {Soviet}.")
    assert (french.kind, french.name, french.feature) == ("place", "France", "country")
    assert french.geonames_id == 3017382
    assert afghans.country == "AF"
    assert (soviet.name, soviet.country) == ("Soviet Union", None)


def test_other_groups_stand_for_themselves():
    links = linked("{European}, {Arab}, {Muslim} and {Republican} leaders.")
    assert links == [
        EntityLink("group", word) for word in ("European", "Arab", "Muslim", "Republican")
    ]


def test_the_context_decides_between_two_congos():
    assert linked("{Congolese} troops left [Goma].")[0].country == "CD"
    assert linked("{Congolese} troops left [Brazzaville].")[0].country == "CG"


def test_short_names_need_their_country():
    assert linked("[Seoul] said [the North] had fired. [North Korea] denied it.")[1].country == "KP"
    assert linked("{Palestinian} families left the [Strip].")[1].name == "Gaza Strip"
    assert first("Miners in the [North] went on strike in [England].") is None
    assert first("Shops on the [Strip] closed.") is None


@pytest.mark.parametrize("words", ["Foobarville", "Eastern", "EU", "Line of Duty"])
def test_no_link_is_better_than_a_silly_one(words):
    assert first(f"It happened in [{words}].") is None


def test_an_illness_called_after_a_place_is_no_place():
    assert first("An outbreak of [West Nile] virus.") is None


def test_names_of_other_kinds_get_no_link_and_lend_no_evidence():
    assert linked("<Paris Hilton> met {Texan} fans.")[0] is None
    assert linked("<Jordan> went to [Paris].")[0] is None


def test_what_the_desk_has_taught_goes_first():
    camp = EntityLink("place", "Camp Zeist", country="NL", latitude=52.1, longitude=5.3)
    knowledge = Knowledge(aliases={"camp zeist": camp, "paris": EntityLink("person", "Paris")})
    links = linked("[Camp Zeist] and [Paris]", knowledge)
    assert links[0] == camp
    assert links[1].country == "FR"


def test_what_the_desk_has_taught_yields_to_the_words_of_the_name():
    cairo = EntityLink("place", "Cairo", country="US", feature="city")
    knowledge = Knowledge(aliases={"cairo": cairo})
    assert linked("Floods in [Cairo].", knowledge) == [cairo]
    assert linked("Floods in [Cairo], [Egypt].", knowledge)[0].country == "EG"


def test_a_book_full_of_ambiguous_names_takes_seconds_at_most():
    words = "[San Jose], [Santa Cruz], [San Juan], [Victoria], [Georgia] and [Springfield], "
    plain, names = marked(words * 500)
    start = process_time()
    assert len(places.link(names, plain)) == 3000
    assert process_time() - start < 10


def test_two_regions_of_one_name_are_told_apart_by_the_country():
    assert linked("[Galicia] votes, [Spain] waits.")[0].country == "ES"
    assert linked("[Galicia] was {Polish}, now {Ukrainian}.")[0].country == "UA"
    assert first("[Galicia] has two meanings.").name in ("Galicia", "Eastern Galicia")


def test_the_order_of_the_names_does_not_matter():
    plain, names = marked("In [Tripoli], [Lebanon], {Syrian} and <Assad> and [Victoria].")
    assert places.link(names[::-1], plain) == places.link(names, plain)[::-1]


@given(st.lists(st.sampled_from(["Paris", "Texas", "Georgia", "EU", "x", "", "é\u0301", "Congo"])))
def test_every_name_gets_an_answer_whatever_it_is(words):
    text, names = "", []
    for word in words:
        names.append(Name(len(text), len(text) + len(word), word, "PLACE"))
        text += word + ", "
    links = places.link(names, text)
    assert len(links) == len(names)
    assert all(link is None or -90 <= link.latitude <= 90 for link in links)
