"""Places: which place of the gazetteer a PLACE or NORP name means, by what the article says.

`link(names, text, knowledge)` is all that other modules need. Every name is weighed with every
other one of its article: the countries that are named, the nearer the stronger; what contains
what ("Paris, Texas"); then the kind of place, capitals, and only last how many people live there.
"""

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from math import log10
from operator import itemgetter

from annotations.pipeline.actors import gazetteer, place_lessons, taught
from annotations.pipeline.actors.gazetteer import Place, fold
from annotations.pipeline.actors.place_readings import Name, Reading, Sense
from annotations.pipeline.records import EntityLink, Knowledge

# How far a named country reaches, in characters: at this distance its weight is a half.
REACH = 400
# A name whose best sense weighs less stays without a link: a homonym is worse than nothing. One
# that can mean nothing else needs less.
ENOUGH, ENOUGH_ALONE = 4.6, 3.7

# A city's or a province's weight is the logarithm of its people, from 3 to 8; the other kinds have
# their place on the same scale.
COUNTRY, CONTINENT, OTHER = 9.5, 9.0, 7.6
DISTRICT, CAPITAL, CALLED_LIKE_ITS_CITY, CITY_SHARE = -0.5, 1.5, -2.0, 0.06
SEAT = 2.5
OTHER_NAME, OTHER_NAME_OF_TOWN, TOWN = -0.7, -2.0, 5.5
# Evidence of the article.
CONTAINED, SAID, NAMED_COUNTRY, SAME_PROVINCE, SIBLING, SIBLINGS = 6.0, 4.0, 1.8, 1.5, 0.8, 2.8
OUT_OF_CONTEXT = -10.0
# Of each country so many of its names before and after are looked at: enough, and quick in a book.
AROUND = 8
QUARTERS = frozenset({"West", "East", "North", "South", "Global South", "Far North"})
NONE, first = (0.0, None), itemgetter(0)
NOTHING = Knowledge()
REGIONS = ("province", "district", "other")
UNITS = ("country", "province", "district")

DIRECTION = re.compile(
    r"(?:(?:(?:north|south)(?: ?(?:east|west))?|east|west)(?:ern)?|central|greater|downtown|inner"
    r"|outer|upper|lower|mainland|rural|coastal|occupied|modern|metropolitan) "
)
REGION = (
    "(?:province|state|region|governorate|oblast|county|district|prefecture|territory|republic"
    "|krai|department|canton|emirate|voivodeship)"
)
CITY = "(?:city|town|village|port|municipality|area)"
KIND_AFTER, KIND_BEFORE = (
    re.compile(rf" (?:{REGION}|{CITY})\Z"),
    re.compile(rf"(?:{REGION}|{CITY}) of "),
)
# What the words at and around a name say it is, tried on "words before [name] words after".
SAID_TO_BE = (
    ("nothing", re.compile(r"\] (?:virus|fever|flu|disease|syndrome|encephalitis)\b")),
    ("region", re.compile(rf"\[{REGION} of |\b{REGION} of \[| {REGION}\]|\]\W{{1,2}}{REGION}\b")),
    ("city", re.compile(rf"\[{CITY} of |\b{CITY} of \[| {CITY}\]|\] {CITY}\b")),
)
FACILITY = re.compile(
    r"(?: (?:international|central|national|military|naval|air|main|old))*"
    r" (?:airport|airfield|air base|base|port|harbou?r|prison|jail|stadium|square|hospital"
    r"|university|railway station|station|camp)\Z"
)
WITHIN = re.compile(r"(?:, (?:in )?(?:the )?| \(| in (?:the )?(?:\w+ )?)\Z")
LISTED = re.compile(r",? (?:and|or) |, |; ")


def link(
    names: Sequence[Name], text: str, knowledge: Knowledge | None = None
) -> list[EntityLink | None]:
    """The entity of each PLACE or NORP name of one article, None where none is known.

    `names` are all names of the article in any order; those of other labels get None. The answer
    is as long as `names`. A nationality links to its country (kind "place"), other groups to
    themselves (kind "group"). Another name that the desk has taught goes before all but the name's
    own words ("Paris, Texas"); what it has decided elsewhere is weighed with the company.
    """
    return [found.link for found in linked(names, text, knowledge)]


def linked(
    names: Sequence[Name], text: str, knowledge: Knowledge | None = None
) -> list[taught.Linked]:
    """The same, each with the number of the piece of knowledge that decided it, if one did."""
    knowledge = knowledge or NOTHING
    several = [(i, n) for i, n in enumerate(names) if n.label in ("PLACE", "NORP")]
    readings = _readings(several, text)
    evidence, chosen = _settle(readings, text)
    untaught, weighed = chosen, place_lessons.weigh(readings, names, knowledge)
    if weighed:
        readings = [place_lessons.reweighed(one, weighed) for one in readings]
        evidence, chosen = _settle(readings, text)
    links = [taught.UNLINKED] * len(names)
    for reading in readings:
        place = chosen.get(reading.index)
        piece = place_lessons.decisive(reading, untaught.get(reading.index), place, weighed)
        alias = None if evidence.decides(reading) else _alias(reading, knowledge)
        links[reading.index] = alias or taught.Linked(_meant(place, reading), piece)
    return links


def _settle(readings: list[Reading], text: str) -> tuple["_Evidence", dict[int, Place]]:
    evidence = _Evidence(readings, text)
    return evidence, _choose(readings, evidence)


def _alias(reading: Reading, knowledge: Knowledge) -> taught.Linked | None:
    words = reading.name.text.casefold()
    alias = knowledge.aliases.get(words)
    if alias is None or alias.kind not in ("place", "group"):
        return None
    return taught.Linked(alias, knowledge.alias_pieces.get(words))


def _meant(place: Place | None, reading: Reading) -> EntityLink | None:
    if place:
        return _entity(place, reading)
    return EntityLink("group", reading.name.text) if reading.name.label == "NORP" else None


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


def _readings(names: list[tuple[int, Name]], text: str) -> list[Reading]:
    """The names in the order of the text, with their senses; one query for all of them."""
    forms = {name.text: list(_forms(name.text)) for _, name in names if name.label == "PLACE"}
    found = gazetteer.find(form for several in forms.values() for form in several)
    senses = {}
    for words, several in forms.items():
        form = next((form for form in several if form in found), several[0])
        places = [place for place in found.get(form, ()) if _spelt_so(words, place)]
        senses[words] = form, _senses(places) or _nations(words)
    readings = []
    for index, name in names:
        key, several = senses.get(name.text) or (fold(name.text), _nations(name.text))
        readings.append(Reading(index, name, key, _said(name, text), several))
    return sorted(readings, key=lambda reading: reading.start)


def _said(name: Name, text: str) -> str | None:
    before = text[max(0, name.start_char - 14) : name.start_char]
    after = text[name.end_char : name.end_char + 16]
    around = f"{before}[{name.text}]{after}".casefold()
    return next((said for said, pattern in SAID_TO_BE if pattern.search(around)), None)


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


def _spelt_so(words: str, place: Place) -> bool:
    """Whether the letters allow it: "EU" is not the town of Eu, nor "the West" that of Texas."""
    if place.level != "city":
        return True
    return words not in QUARTERS and (len(words) > 3 or not words.isupper())


def _senses(places: Sequence[Place]) -> list[Sense]:
    """The senses of a name, weighed; a province called like its chief city stands back."""
    cities: dict[str | None, int] = defaultdict(int)
    for place in places:
        if place.level == "city":
            cities[place.province] = max(cities[place.province], place.population)
    capital = max(places, key=_governed, default=None)
    senses = []
    for place in places:
        weight = _weight(place) + (CAPITAL if place is capital and _governed(place) else 0)
        weight += SEAT * ((place.name, place.country) in _seats() and place.sort == "main")
        if place.level == "province" and cities[place.province] > CITY_SHARE * place.population:
            weight += CALLED_LIKE_ITS_CITY
        senses.append(Sense(place, weight))
    return sorted(senses, key=lambda sense: -sense.weight)


@cache
def _seats() -> frozenset[tuple[str, str]]:
    """The cities, by name and country, that news means by their bare name."""
    return frozenset((row["name"], row["country"]) for row in gazetteer.table("seats"))


def _governed(place: Place) -> float:
    """How likely the name means this capital: by its people, less by another name of it; else 0."""
    if place.level != "city" or gazetteer.country_of_capital(place.name) != place.country:
        return 0
    return place.population if place.sort == "main" else place.population / 1000


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
    if place.sort == "other" and people < TOWN:
        return weight + OTHER_NAME_OF_TOWN
    return weight if place.sort == "main" else weight + OTHER_NAME


def _choose(readings: list[Reading], evidence: "_Evidence") -> dict[int, Place]:
    """The place of each reading that has a likely one.

    A name means one thing in an article, but for those whose own words decide ("Paris, Texas").
    """
    scores: dict[tuple, dict[Place, float]] = defaultdict(dict)
    own = {}
    for reading in readings:
        of_name = scores[reading.key, reading.said]
        for place, score in evidence.weigh(reading):
            of_name[place] = max(score, of_name.get(place, score))
            if (reading.index, place.id) in evidence.contained:
                own[reading.index] = max(own.get(reading.index, NONE), (score, place), key=first)
    chosen = {}
    for reading in readings:
        of_name = scores[reading.key, reading.said]
        likeliest = max(((s, p) for p, s in of_name.items()), key=first, default=NONE)
        best = own.get(reading.index, likeliest)
        if best[0] >= (ENOUGH if len(reading.senses) > 1 else ENOUGH_ALONE):
            chosen[reading.index] = best[1]
    return chosen


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

    def decides(self, reading: Reading) -> bool:
        """Whether the name's own words pick one of its senses."""
        return any((reading.index, place.id) in self.contained for place, _ in reading.senses)

    def weigh(self, reading: Reading) -> Iterator[tuple[Place, float]]:
        """The senses of a name with all that speaks for and against them."""
        nearness = {place.country: 0.0 for place, _ in reading.senses}
        for country in nearness:
            nearness[country] = self._nearness(country, reading)
        takes_context = bool(DIRECTION.fullmatch(reading.key + " "))
        for place, weight in reading.senses:
            score = weight + nearness[place.country] + self._of_its_kind(place, reading)
            if (reading.index, place.id) in self.contained:
                score += CONTAINED
            if place.province and self.provinces.get(place.province, set()) - {reading.key}:
                score += SAME_PROVINCE
            if (takes_context or place.sort == "short") and place.country:
                score += 0 if nearness[place.country] else OUT_OF_CONTEXT
            yield place, score

    def _nearness(self, country: str | None, reading: Reading) -> float:
        all_named = self.countries.get(country, ())
        here = bisect(all_named, reading.start, key=first)
        named = (
            sure / (1 + abs(start - reading.start) / REACH)
            for start, key, sure in all_named[max(0, here - AROUND) : here + AROUND]
            if key != reading.key
        )
        return NAMED_COUNTRY * min(1, sum(named))

    def _of_its_kind(self, place: Place, reading: Reading) -> float:
        """What speaks for a region or a city as such: the words around, a list of provinces."""
        score = 0.0
        if place.level == "province" and place.sort == "main":
            others = len(self.siblings[place.country].keys() - {reading.key})
            score += min(SIBLINGS, SIBLING * max(0, others - 1))
        if reading.said == "nothing":
            score += OUT_OF_CONTEXT
        elif reading.said:
            score += SAID * ((place.level in REGIONS) == (reading.said == "region"))
        return score


def _contained(readings: list[Reading], text: str) -> set[tuple[int, int]]:
    """Which senses the next name confirms: "Paris, Texas" a city of Texas, and Texas a state."""
    pairs = set()
    for i, (inner, outer) in enumerate(zip(readings, readings[1:], strict=False)):
        between = text[inner.name.end_char : outer.start]
        if len(between) > 20 or not WITHIN.search(between) or _both_countries(inner, outer):
            continue
        listed = between == ", " and _in_list(readings, i, text)
        units = [sense.place for sense in outer.senses if sense.place.level in UNITS]
        for small in inner.senses if units else ():
            if _may_be_inner(small, inner, listed):
                for large in units:
                    if _holds(large, small.place):
                        pairs |= {(inner.index, small.place.id), (outer.index, large.id)}
    return pairs


def _may_be_inner(sense: Sense, reading: Reading, listed: bool) -> bool:
    """Not a hamlet where a well-known place is one of a list, nor some hamlet's other name."""
    if listed and sense.weight < reading.senses[0].weight - 2:
        return False
    return sense.place.sort != "other" or sense.weight >= TOWN + OTHER_NAME


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
