"""What the desk has taught of a name, weighed with the company that the name keeps.

An editor's decision about a name is evidence: it speaks for its meaning where a name stands among
the same other names, the more of them the louder, and against it where the others belong to another
meaning. Names that stood beside several meanings of the word tell nothing. Only a rule speaks
everywhere.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from annotations.pipeline.actors import gazetteer
from annotations.pipeline.records import EntityLink, Lesson

# What a name that both articles share weighs: a place of the meaning's own country, any other one;
# a country of which it is not the place. Below the last one there is too little to go by.
PLACE, NAME, COUNTRY, ENOUGH = 1.0, 0.5, 0.25, 1.0
# A place of another meaning's country outweighs so many names that are shared.
APART = 2.0
RULE = 1.0
# A meaning that is not a place is taken when its lessons are as like as this.
MEANT = 0.5
# So many lessons of a name are looked at, the latest: enough, and quick.
MOST_LESSONS = 60


class Company(NamedTuple):
    """The names of an article, folded; its countries; and the country of each place below one."""

    names: frozenset[str]
    countries: frozenset[str]
    places: dict[str, str]


class Weighed(NamedTuple):
    """How much speaks for a meaning, from 0 to 1; a rule has 1. `piece` is the likest lesson's."""

    meaning: EntityLink | None
    likeness: float
    piece: int | None
    is_rule: bool = False


class Linked(NamedTuple):
    """An entity, and the number of the piece of knowledge that decided it, if one did."""

    link: EntityLink | None
    piece: int | None


UNLINKED = Linked(None, None)


def weigh(
    lessons: Sequence[Lesson], company: Company, own: str, others: Sequence[str | None] = ()
) -> list[Weighed]:
    """The meanings that a name has been taught, by how likely each is in this company.

    `own` is the folded name itself; `others` the countries of what else it may mean.
    """
    lessons = lessons[-MOST_LESSONS:]
    rules = [lesson for lesson in lessons if lesson.always]
    if rules:
        return [Weighed(rules[-1].meaning, RULE, rules[-1].piece, is_rule=True)]
    names = company.names - {own}
    beside: dict[EntityLink | None, Counter] = {}
    likest: dict[EntityLink | None, tuple[int, int | None]] = {}
    for lesson in lessons:
        shared = lesson.names & names
        counted = beside.setdefault(lesson.meaning, Counter())
        counted.update(shared)
        counted.update(lesson.countries & company.countries)
        best = likest.get(lesson.meaning, (-1, None))
        likest[lesson.meaning] = max(best, (len(shared), lesson.piece), key=itemgetter(0))
    overall = sum(beside.values(), Counter())
    weighed = [
        Weighed(meaning, _likeness(meaning, told, overall, company, others), likest[meaning][1])
        for meaning, told in beside.items()
    ]
    return sorted(weighed, key=lambda one: -one.likeness)


def company_of(named: Iterable[tuple[str, EntityLink | None]]) -> Company:
    """The company that names, each with its link if it has one, are to each other."""
    keys, countries, places = set(), set(), {}
    for words, link in named:
        key = gazetteer.fold(words)
        is_country = link is not None and link.feature == "country"
        if not is_country:
            keys.add(key)
        if link is not None and link.kind == "place" and link.country:
            countries.add(link.country)
            if not is_country:
                places[key] = link.country
    return Company(frozenset(keys), frozenset(countries), places)


def likely(lessons, company: Company, own: str) -> Weighed | None:
    """The meaning to take for a name that is not a place, if one is likely enough."""
    best, *others = weigh(lessons, company, own) or [Weighed(None, 0, None)]
    ahead = not others or best.likeness > others[0].likeness
    return best if ahead and best.likeness >= MEANT else None


def _likeness(meaning, told: Counter, overall: Counter, company: Company, others) -> float:
    """How alike the company is to that in which the meaning was taught.

    `told` counts the lessons of this meaning that share each name or country, `overall` those of
    all. `others` are the countries of what else the name may mean.
    """
    home = meaning.country if meaning else None
    speaks = sum(
        _weight(feature, home, company) * max(0, 2 * told[feature] - count) / count
        for feature, count in overall.items()
    )
    if speaks < ENOUGH:
        return 0.0
    foreign = frozenset(others) - {home, None}
    apart = sum(country in foreign and not told[name] for name, country in company.places.items())
    return speaks / (speaks + 1 + APART * apart)


def _weight(feature: str, home: str | None, company: Company) -> float:
    if feature in company.countries:
        return COUNTRY if feature != home else 0.0
    of_home = home and company.places.get(feature) == home
    return PLACE if of_home and not gazetteer.country_of_capital(feature) else NAME
