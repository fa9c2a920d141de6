"""Places: which place of the gazetteer a PLACE or NORP name means, by what the article says.

`link(names, text, knowledge)` is all that other modules need. Every name is weighed with every
other one of its article: the countries that are named, the nearer the stronger; what contains
what ("Paris, Texas"); then the kind of place, capitals, and only last how many people live there.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log10
from typing import NamedTuple, Protocol

from annotations.pipeline import gazetteer
from annotations.pipeline.gazetteer import Place, fold
from annotations.pipeline.records import EntityLink, Knowledge

# How far a named country reaches, in characters: at this distance its weight is a half.
REACH = 400
# A name whose best sense weighs less stays without a link: a homonym is worse than nothing.
ENOUGH = 4.6

# What the kinds of evidence weigh; a city's or province's own weight is log10 of its people.
COUNTRY, CONTINENT, KNOWN = 9.5, 9.0, 7.6
CAPITAL, OTHER_NAME = 1.5, -1.2
CONTAINED, NAMED_COUNTRY, SAME_COUNTRY, SAME_PROVINCE = 6.0, 1.8, 1.2, 0.8

DIRECTION = re.compile(
    r"(?:(?:(?:north|south)(?: ?(?:east|west))?|east|west)(?:ern)?|central|greater|downtown|inner"
    r"|outer|upper|lower|mainland|rural|coastal|occupied|modern|metropolitan) "
)
KIND = (
    "province|state|region|governorate|oblast|county|district|prefecture|territory|republic|krai"
    "|department|canton|peninsula|islands?|valley|area|division|emirate|city|town|village|port"
)
KIND_AFTER, KIND_BEFORE = re.compile(rf" (?:{KIND})\Z"), re.compile(rf"(?:{KIND}) of ")
WITHIN = re.compile(r"(?:, (?:in |the )?| \(| in (?:the )?(?:\w+ )?)\Z")


class Name(Protocol):
    """A name of the text: a `Mention`, or whatever else has these."""

    start_char: int
    end_char: int
    text: str
    label: str


class Sense(NamedTuple):
    """A place that a name may mean, and what it weighs before the article is looked at."""

    place: Place
    weight: float


class Reading(NamedTuple):
    """A name of the article with its place in the list and all it may mean, the likeliest first."""

    index: int
    name: Name
    key: str
    senses: list[Sense]


def link(
    names: Sequence[Name], text: str, knowledge: Knowledge | None = None
) -> list[EntityLink | None]:
    """The entity of each PLACE or NORP name of one article, None where none is known.

    `names` are all names of the article in any order; those of other labels get None. The answer
    is as long as `names`. A nationality links to its country (kind "place"), other groups to
    themselves (kind "group").
    """
    aliases = knowledge.aliases if knowledge else {}
    links: list[EntityLink | None] = [None] * len(names)
    readings = _readings([(i, n) for i, n in enumerate(names) if n.label in ("PLACE", "NORP")])
    chosen = _choose(readings, text)
    for reading in readings:
        taught = aliases.get(reading.name.text.casefold())
        if taught and taught.kind in ("place", "group"):
            links[reading.index] = taught
        elif reading.index in chosen:
            links[reading.index] = _entity(chosen[reading.index], reading.name.text)
        elif reading.name.label == "NORP":
            links[reading.index] = EntityLink("group", reading.name.text)
    return links


def _entity(place: Place, words: str) -> EntityLink:
    return EntityLink(
        "place",
        place.name,
        country=place.country,
        geonames_id=place.geonames_id,
        latitude=place.latitude,
        longitude=place.longitude,
        feature=place.feature,
    )


def _readings(names: list[tuple[int, Name]]) -> list[Reading]:
    forms = {name.text: list(_forms(name.text)) for _, name in names if name.label == "PLACE"}
    found = gazetteer.find(form for several in forms.values() for form in several)
    senses = {
        words: next(((form, _senses(found[form])) for form in several if form in found), None)
        for words, several in forms.items()
    }
    readings = []
    for index, name in names:
        key, several = senses.get(name.text) or (fold(name.text), _nations(name.text))
        readings.append(Reading(index, name, key, several))
    return sorted(readings, key=lambda reading: reading.name.start_char)


def _forms(words: str) -> Iterator[str]:
    """The names to look up, best first: "northern Anbar province" also as "anbar province" ..."""
    key = fold(words)
    yield key
    while direction := DIRECTION.match(key):
        key = key[direction.end() :]
        yield key
    if kind := KIND_AFTER.search(key):
        yield key[: kind.start()]
    if kind := KIND_BEFORE.match(key):
        yield key[kind.end() :]


def _senses(places: list[Place]) -> list[Sense]:
    return sorted((Sense(p, _weight(p)) for p in places), key=lambda s: -s.weight)


def _nations(word: str) -> list[Sense]:
    codes = gazetteer.countries_of_demonym(word)
    return [Sense(gazetteer.country(code), COUNTRY - 0.1 * i) for i, code in enumerate(codes)]


def _weight(place: Place) -> float:
    weight = log10(place.population + 1)
    if place.feature == "country":
        weight = COUNTRY + weight / 100
    elif place.feature == "continent":
        weight = CONTINENT
    elif place.feature != "city" and not place.province:
        weight = KNOWN
    elif place.feature == "city" and gazetteer.country_of_capital(place.name) == place.country:
        weight += CAPITAL
    return weight if place.official else weight + OTHER_NAME


def _choose(readings: list[Reading], text: str) -> dict[int, Place]:
    """The place of each reading that has a likely one; one sense a name unless the words differ."""
    pairs = _contained(readings, text)
    nations, provinces = _evidence(readings)
    scores = defaultdict(lambda: defaultdict(float))
    for reading in readings:
        for place, weight in reading.senses:
            score = weight + _support(place, reading, nations, provinces)
            score += CONTAINED if (reading.index, place.id) in pairs else 0
            scores[reading.key][place] = max(score, scores[reading.key][place])
    best = {key: max(several.items(), key=lambda item: item[1]) for key, several in scores.items()}
    return {r.index: best[r.key][0] for r in readings if r.senses and best[r.key][1] >= ENOUGH}


def _contained(readings: list[Reading], text: str) -> set[tuple[int, int]]:
    """Which senses the next name confirms: "Paris, Texas" a city of Texas, and Texas a state."""
    pairs = set()
    for inner, outer in zip(readings, readings[1:], strict=False):
        between = text[inner.name.end_char : outer.name.start_char]
        if len(between) > 20 or not WITHIN.search(between):
            continue
        for small in inner.senses:
            for large in outer.senses:
                if _holds(large.place, small.place):
                    pairs |= {(inner.index, small.place.id), (outer.index, large.place.id)}
    return pairs


def _holds(large: Place, small: Place) -> bool:
    if large.feature == "country":
        return small.feature != "country" and small.country == large.country
    return bool(large.province) and small.feature == "city" and small.province == large.province


def _evidence(readings: list[Reading]):
    """Where each country is named, with how surely, and which provinces the article is about."""
    nations, provinces = defaultdict(list), defaultdict(set)
    for reading in readings:
        if not reading.senses:
            continue
        first = reading.senses[0]
        rivals = sum(s.weight > first.weight - 1 for s in reading.senses)
        if first.place.country and first.weight > 5.5:
            nations[first.place.country].append((reading.name.start_char, reading.key, 1 / rivals))
        if first.place.province and rivals == 1:
            provinces[first.place.province].add(reading.key)
    return nations, provinces


def _support(place: Place, reading: Reading, nations: dict, provinces: dict) -> float:
    """What the other names of the article say for this sense."""
    named = [
        sure / (1 + abs(start - reading.name.start_char) / REACH)
        for start, key, sure in nations.get(place.country, ())
        if key != reading.key
    ]
    support = NAMED_COUNTRY * min(1, sum(named)) if named else 0
    if provinces.get(place.province, set()) - {reading.key}:
        support += SAME_PROVINCE
    return support
