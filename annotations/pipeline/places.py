"""Places: which place of the gazetteer a PLACE or NORP name means, by what the article says.

`link(names, text, knowledge)` is all that other modules need. Every name is weighed with every
other one of its article: the countries that are named, the nearer the stronger; what contains
what ("Paris, Texas"); then the kind of place, capitals, and only last how many people live there.
"""

import re
from collections import Counter, defaultdict
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

# A city's or a province's weight is the logarithm of its people, from 3 to 8; the other kinds have
# their place on the same scale.
COUNTRY, CONTINENT, OTHER = 9.5, 9.0, 7.6
DISTRICT, CAPITAL, HAS_GREAT_CITY, GREAT = -0.5, 1.5, -1.5, 2_000_000
OTHER_NAME, OTHER_NAME_OF_TOWN, TOWN = -0.7, -2.0, 5.5
# Evidence of the article.
CONTAINED, SAID, NAMED_COUNTRY, SAME_PROVINCE, SIBLING, SIBLINGS = 6.0, 2.5, 1.8, 1.5, 0.8, 2.8
OUT_OF_CONTEXT = -10.0

DIRECTION = re.compile(
    r"(?:(?:(?:north|south)(?: ?(?:east|west))?|east|west)(?:ern)?|central|greater|downtown|inner"
    r"|outer|upper|lower|mainland|rural|coastal|occupied|modern|metropolitan) "
)
REGION = (
    "province|state|region|governorate|oblast|county|district|prefecture|territory|republic|krai"
    "|department|canton|peninsula|islands?|valley|area|division|emirate|voivodeship"
)
KIND_AFTER = re.compile(rf" (?:{REGION}|city|town|village)\Z")
KIND_BEFORE = re.compile(rf"(?:{REGION}|city|town|village|port) of ")
REGION_FOLLOWS = re.compile(rf"\W+(?:{REGION})\b")
CITY_FOLLOWS, CITY_PRECEDES = re.compile(r" city\b"), re.compile(r"\b(?:city|town|port) of \Z")
NO_PLACE_FOLLOWS = re.compile(r" (?:virus|fever|flu|disease|syndrome|encephalitis)\b")
FACILITY = re.compile(
    r"(?: (?:international|central|national|military|naval|air|main|old))*"
    r" (?:airport|airfield|air base|base|port|harbou?r|prison|jail|stadium|square|hospital"
    r"|university|railway station|station|camp)\Z"
)
WITHIN = re.compile(r"(?:, (?:in )?(?:the )?| \(| in (?:the )?(?:\w+ )?)\Z")
LISTED = re.compile(r",? (?:and|or) |, |; ")


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
    """A name of the article, where it stands in the list given, and what it may mean.

    The likeliest sense comes first. `key` is the form that the gazetteer knows.
    """

    index: int
    name: Name
    key: str
    senses: list[Sense]

    @property
    def start(self) -> int:
        return self.name.start_char


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
            links[reading.index] = _entity(chosen[reading.index], reading)
        elif reading.name.label == "NORP":
            links[reading.index] = EntityLink("group", reading.name.text)
    return links


def _entity(place: Place, reading: Reading) -> EntityLink:
    """The link to a place; a building known by its city ("Kabul airport") has the city's point."""
    facility = FACILITY.search(fold(reading.name.text)) and place.level == "city"
    return EntityLink(
        "place",
        reading.name.text if facility else place.name,
        country=place.country,
        geonames_id=None if facility else place.geonames_id,
        latitude=place.latitude,
        longitude=place.longitude,
        feature="facility" if facility else place.feature,
    )


def _readings(names: list[tuple[int, Name]]) -> list[Reading]:
    """The names in the order of the text, with their senses; one query for all of them."""
    forms = {name.text: list(_forms(name.text)) for _, name in names if name.label == "PLACE"}
    found = gazetteer.find(form for several in forms.values() for form in several)
    senses = {}
    for words, several in forms.items():
        form = next((form for form in several if form in found), several[0])
        senses[words] = form, _senses(found.get(form, ())) or _nations(words)
    readings = []
    for index, name in names:
        key, several = senses.get(name.text) or (fold(name.text), _nations(name.text))
        readings.append(Reading(index, name, key, several))
    return sorted(readings, key=lambda reading: reading.start)


def _forms(words: str) -> Iterator[str]:
    """The names to look up, best first: "northern Anbar province" also as "anbar province" ..."""
    key = fold(words)
    yield key
    while direction := DIRECTION.match(key):
        key = key[direction.end() :]
        yield key
    for pattern in (KIND_AFTER, FACILITY):
        if kind := pattern.search(key):
            yield key[: kind.start()]
    if kind := KIND_BEFORE.match(key):
        yield key[kind.end() :]


def _senses(places: Sequence[Place]) -> list[Sense]:
    """The senses of a name, weighed; a province with a great city of its name stands back."""
    cities = {p.province: p for p in places if p.level == "city" and p.population > GREAT}
    capital = max(places, key=_governs, default=None)
    senses = []
    for place in places:
        weight = _weight(place) + (CAPITAL if place is capital and _governs(place) else 0)
        if place.level == "province" and place.province in cities:
            weight += HAS_GREAT_CITY
        senses.append(Sense(place, weight))
    return sorted(senses, key=lambda sense: -sense.weight)


def _governs(place: Place) -> int:
    """The inhabitants of a capital; 0 for other places."""
    capital_of = place.level == "city" and gazetteer.country_of_capital(place.name)
    return place.population if capital_of and capital_of == place.country else 0


def _nations(word: str) -> list[Sense]:
    places = gazetteer.nations(word) or gazetteer.nations(word.rpartition("-")[2])
    return [Sense(place, COUNTRY - i / 10) for i, place in enumerate(places)]


def _weight(place: Place) -> float:
    people = log10(place.population + 1)
    if place.level == "country":
        weight = COUNTRY + people / 100
    elif place.level == "other":
        weight = CONTINENT if place.feature == "continent" else OTHER
    else:
        weight = people + DISTRICT * (place.level == "district")
    if place.sort == "other":
        return weight + (OTHER_NAME if people > TOWN else OTHER_NAME_OF_TOWN)
    return weight


def _choose(readings: list[Reading], text: str) -> dict[int, Place]:
    """The place of each reading that has a likely one: a name means one thing in an article."""
    evidence = _Evidence(readings, text)
    scores: dict[str, dict[Place, float]] = defaultdict(dict)
    for reading in readings:
        of_name = scores[reading.key]
        for place, weight in reading.senses:
            score = weight + evidence.for_sense(place, reading)
            of_name[place] = max(score, of_name.get(place, score))
    best = {key: max(s.items(), key=lambda item: item[1]) for key, s in scores.items() if s}
    return {r.index: best[r.key][0] for r in readings if r.senses and best[r.key][1] >= ENOUGH}


class _Evidence:
    """What the names of one article say for each other."""

    def __init__(self, readings: list[Reading], text: str):
        self.text = text
        self.contained = _contained(readings, text)
        self.countries: dict[str, list] = defaultdict(list)
        self.provinces: dict[str, set] = defaultdict(set)
        self.siblings: dict[str, Counter] = defaultdict(Counter)
        for reading in readings:
            if reading.senses:
                self._take(reading)

    def _take(self, reading: Reading) -> None:
        place, weight = reading.senses[0]
        rivals = sum(sense.weight > weight - 1 for sense in reading.senses)
        if place.country and weight > 5.5:
            self.countries[place.country].append((reading.start, reading.key, 1 / rivals))
        for place, _ in reading.senses[: 1 if rivals == 1 else 0]:
            if place.province:
                self.provinces[place.province].add(reading.key)
        if place.level == "province":
            self.siblings[place.country][reading.key] += 1

    def for_sense(self, place: Place, reading: Reading) -> float:
        nearness = self._nearness(place, reading)
        score = nearness + self._words_around(place, reading)
        if (reading.index, place.id) in self.contained:
            score += CONTAINED
        if self.provinces.get(place.province, set()) - {reading.key}:
            score += SAME_PROVINCE
        if place.level == "province":
            others = len(self.siblings[place.country].keys() - {reading.key})
            score += min(SIBLINGS, SIBLING * max(0, others - 1))
        takes_context = place.sort == "short" or DIRECTION.fullmatch(reading.key + " ")
        if takes_context and place.country and not nearness:
            score += OUT_OF_CONTEXT
        return score

    def _nearness(self, place: Place, reading: Reading) -> float:
        named = (
            sure / (1 + abs(start - reading.start) / REACH)
            for start, key, sure in self.countries.get(place.country, ())
            if key != reading.key
        )
        return NAMED_COUNTRY * min(1, sum(named))

    def _words_around(self, place: Place, reading: Reading) -> float:
        after = self.text[reading.name.end_char : reading.name.end_char + 16]
        if NO_PLACE_FOLLOWS.match(after):
            return OUT_OF_CONTEXT
        before = self.text[max(0, reading.start - 12) : reading.start]
        if REGION_FOLLOWS.match(after):
            return SAID * (place.level in ("province", "district", "other"))
        if CITY_FOLLOWS.match(after) or CITY_PRECEDES.search(before):
            return SAID * (place.level == "city")
        return 0


def _contained(readings: list[Reading], text: str) -> set[tuple[int, int]]:
    """Which senses the next name confirms: "Paris, Texas" a city of Texas, and Texas a state."""
    pairs = set()
    for i, (inner, outer) in enumerate(zip(readings, readings[1:], strict=False)):
        between = text[inner.name.end_char : outer.start]
        if len(between) > 20 or not WITHIN.search(between) or _both_countries(inner, outer):
            continue
        listed = between == ", " and _in_list(readings, i, text)
        for small in inner.senses:
            if listed and small.weight < inner.senses[0].weight - 2 or small.place.sort == "other":
                continue
            for large in outer.senses:
                if _holds(large.place, small.place):
                    pairs |= {(inner.index, small.place.id), (outer.index, large.place.id)}
    return pairs


def _both_countries(inner: Reading, outer: Reading) -> bool:
    return all(r.senses and r.senses[0].place.level == "country" for r in (inner, outer))


def _in_list(readings: list[Reading], i: int, text: str) -> bool:
    """Whether "A, B" is a part of "Z, A, B" or "A, B and C"."""
    around = [(readings[j], readings[j + 1]) for j in (i - 1, i + 1) if 0 <= j < len(readings) - 1]
    return any(LISTED.fullmatch(text[a.name.end_char : b.start]) for a, b in around)


def _holds(large: Place, small: Place) -> bool:
    if large.level == "country":
        return small.level != "country" and small.country == large.country
    if large.level == "province":
        return small.level in ("city", "district") and small.province == large.province
    return large.level == "district" and small.level == "city" and _near(large, small)


def _near(one: Place, other: Place) -> bool:
    """Within about a hundred kilometres, and in the same province."""
    return (
        one.province == other.province
        and abs(one.latitude - other.latitude) < 1
        and abs(one.longitude - other.longitude) < 1.2
    )
