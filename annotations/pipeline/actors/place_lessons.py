"""What the desk has taught of places, as a weight on the senses of their names.

A lesson is one voice among those that the article raises: it adds to what speaks for its sense, and
makes that sense where the gazetteer has none. The words of the name itself still go before all.
"""

from annotations.pipeline.actors import taught
from annotations.pipeline.actors.gazetteer import Place, fold
from annotations.pipeline.actors.place_readings import Reading, Sense
from annotations.pipeline.actors.taught import Company, Weighed
from annotations.pipeline.records import EntityLink, Knowledge

# What a lesson of full likeness adds to its sense, and a rule; a city's weight runs from 3 to 8.
TAUGHT, RULE = 6.0, 50.0
# What a place weighs that the gazetteer does not know by this name.
NEW = 6.0


def weigh(readings: list[Reading], names, knowledge: Knowledge) -> dict[int, list[Weighed]]:
    """What has been taught of each reading that anything speaks for here, by its index."""
    lessons = knowledge.links
    if not lessons:
        return {}
    known = {}
    for reading in readings:
        key = reading.name.label, fold(reading.name.text)
        if key in lessons:
            known[reading.index] = key
    if not known:
        return {}
    company = company_of(readings, names)
    by_index = {reading.index: reading for reading in readings}
    heard: dict[tuple, list[Weighed]] = {}
    for index, key in known.items():
        if key not in heard:
            others = [sense.place.country for sense in by_index[index].senses]
            heard[key] = taught.weigh(lessons[key], company, key[1], others)
    return {
        index: heard[key] for index, key in known.items() if any(one.likeness for one in heard[key])
    }


def company_of(readings: list[Reading], names) -> Company:
    """The names around, before anything is taught: places as their likeliest sense has them."""
    keys = {fold(name.text) for name in names}
    countries, places = set(), {}
    for reading in readings:
        place = reading.senses[0].place if reading.senses else None
        if place is None or not place.country:
            continue
        countries.add(place.country)
        if place.level == "country":
            keys.discard(fold(reading.name.text))
        elif _is_sure(reading):
            places[fold(reading.name.text)] = place.country
    return Company(frozenset(keys), frozenset(countries), places)


def _is_sure(reading: Reading) -> bool:
    """Whether no other country has a sense nearly as likely."""
    best = reading.senses[0]
    return all(
        sense.place.country == best.place.country or sense.weight < best.weight - 1
        for sense in reading.senses
    )


def reweighed(reading: Reading, weighed: dict[int, list[Weighed]]) -> Reading:
    """The reading with what has been taught of it added to its senses, the likeliest first."""
    heard = weighed.get(reading.index)
    if not heard:
        return reading
    if heard[0].meaning is None and heard[0].likeness >= taught.MEANT:
        return reading._replace(senses=[])
    senses = list(reading.senses)
    for one in heard:
        if one.meaning and one.likeness:
            senses = _raised(senses, one, reading)
    return reading._replace(senses=sorted(senses, key=lambda sense: -sense.weight))


def _raised(senses: list[Sense], one: Weighed, reading: Reading) -> list[Sense]:
    more = RULE if one.is_rule else TAUGHT * one.likeness
    if not any(is_meant(sense.place, one.meaning) for sense in senses):
        senses = [*senses, Sense(_place(one.meaning, -1 - reading.index), NEW)]
    return [
        Sense(place, weight + more) if is_meant(place, one.meaning) else Sense(place, weight)
        for place, weight in senses
    ]


def decisive(reading: Reading, untaught: Place | None, place: Place | None, weighed) -> int | None:
    """The number of the piece of knowledge but for which the reading would mean another place."""
    heard = weighed.get(reading.index, ())
    if not heard or place == untaught:
        return None
    if place is None:
        return heard[0].piece if heard[0].meaning is None else None
    return next((one.piece for one in heard if one.meaning and is_meant(place, one.meaning)), None)


def is_meant(place: Place, meaning: EntityLink) -> bool:
    if meaning.geonames_id and place.geonames_id:
        return meaning.geonames_id == place.geonames_id
    return fold(meaning.name) == fold(place.name) and meaning.country == place.country


def _place(meaning: EntityLink, number: int) -> Place:
    """A place that the gazetteer does not know by this name."""
    placed = meaning.latitude is not None and meaning.longitude is not None
    level = {"country": "country", "region": "province", "city": "city"}.get(meaning.feature)
    return Place(
        geonames_id=meaning.geonames_id,
        name=meaning.name,
        country=meaning.country,
        province=None,
        level=level if placed and level else "other",
        feature=meaning.feature or "other",
        latitude=meaning.latitude,
        longitude=meaning.longitude,
        population=0,
        sort="main",
        id=number,
    )
