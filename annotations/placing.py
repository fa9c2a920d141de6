"""Places of the gazetteer that the desk can link to, whether or not they are stored yet."""

from functools import cache, reduce
from operator import or_

from django.db import IntegrityError, transaction
from django.db.models import Q

from .countries import country_names
from .linking import create_entity
from .models import Entity, Kind, Place, name_key
from .models.entities import Feature
from .pipeline.actors import gazetteer
from .refusals import Refused

_MOST_CANDIDATES = 8
_SORTS = ("main", "short", "other")
# Where GeoNames' first-level divisions are called states.
_WITH_STATES = frozenset(
    {"AT", "AU", "BR", "DE", "IN", "MM", "MX", "MY", "NG", "SD", "SS", "US", "VE"}
)


def candidates(words: str) -> list[gazetteer.Place]:
    """The places of exactly that name, the likeliest first, at most eight.

    None where no gazetteer has been compiled yet: that takes seconds and is the workers' to do.
    """
    key = gazetteer.fold(words)
    if not key or not gazetteer.path_of_file().exists():
        return []
    return sorted(gazetteer.find([key]).get(key, ()), key=_weight)[:_MOST_CANDIDATES]


def not_stored(places: list[gazetteer.Place]) -> list[gazetteer.Place]:
    """Those of the places that no entity stands for yet; one query."""
    if not places:
        return []
    wanted = reduce(or_, map(_is, places))
    fields = ("geonames_id", "entity__key", "latitude", "longitude")
    stored = list(Place.objects.filter(wanted).values_list(*fields))
    ids, points = {one[0] for one in stored} - {None}, {one[1:] for one in stored}
    return [p for p in places if p.geonames_id not in ids and _point(p) not in points]


def stored(number: int, name: str) -> Entity:
    """The entity of a place of the gazetteer, by its number there; made where there is none yet.

    Name, country and point come from the gazetteer. Raises Refused if it holds no such place.
    """
    places = gazetteer.find([gazetteer.fold(name)]).values()
    place = next((p for several in places for p in several if p.id == number), None)
    if place is None:
        raise Refused("The gazetteer holds no such place: choose another one.", "place")
    return _entity_of(place) or _made(place)


def told(place: gazetteer.Place) -> str:
    """What kind of place one of the gazetteer is, and where."""
    within = place.province if place.level in ("city", "district") else None
    return described(place.feature, place.country or "", place.geonames_id, within)


def described(
    feature: str, country: str, geonames_id: int | None, province: str | None = None
) -> str:
    """What kind of place it is and where: "state, United States"; "city, Illinois, United States".

    `feature`, `country` and `geonames_id` as a Place and its Entity have them, `province` a
    GeoNames code.
    """
    word = "place" if feature in ("", Feature.OTHER) else str(feature)
    if country in _WITH_STATES and geonames_id in _divisions():
        word = "state"
    country_name = country_names().get(country, country)
    within = [_division_names().get(province), country_name if feature != Feature.COUNTRY else ""]
    return ", ".join([word, *filter(None, within)])


def _weight(place):
    """Places that the name means by itself first; of those countries, then well-known regions."""
    by_level = {"country": 0, "other": 1}.get(place.level, 2)
    return _SORTS.index(place.sort), by_level, -place.population


def _is(place):
    """What tells the stored places that are one of the gazetteer; not all have a GeoNames id."""
    if place.geonames_id:
        return Q(geonames_id=place.geonames_id)
    key, latitude, longitude = _point(place)
    return Q(geonames_id=None, entity__key=key, latitude=latitude, longitude=longitude)


def _point(place):
    return name_key(place.name), place.latitude, place.longitude


def _entity_of(place):
    found = Place.objects.filter(_is(place)).select_related("entity__canonical").first()
    return found and found.entity.standing


def _made(place):
    """A new entity; of two who make one at once, the second takes the first one's."""
    try:
        with transaction.atomic():
            return create_entity(
                Kind.PLACE,
                place.name,
                country=place.country or "",
                provisional=False,
                geonames_id=place.geonames_id,
                latitude=place.latitude,
                longitude=place.longitude,
                feature=place.feature,
            )
    except IntegrityError:
        return _entity_of(place)


@cache
def _divisions() -> frozenset[int]:
    """The GeoNames ids of first-level divisions, as far as they are known."""
    ids = (row["geonames_id"] for row in gazetteer.table("provinces"))
    return frozenset(int(one) for one in ids if one)


@cache
def _division_names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in gazetteer.table("provinces")}
