"""What a name may be linked to: entities that are stored, and places of the gazetteer."""

from typing import NamedTuple

from django.db.models import QuerySet
from django.db.models.functions import Length

from annotations import directory, placing
from annotations.countries import country_names
from annotations.models import Entity, Kind
from annotations.models.entities import KIND_OF_LABEL


class Known(NamedTuple):
    """A stored entity, and what tells it from its namesakes."""

    entity: Entity
    told: str


class Unknown(NamedTuple):
    """A place of the gazetteer that is not stored yet; `value` is what chooses it."""

    name: str
    told: str
    value: str


def entities_called(words, kind="") -> dict:
    """The entities of a name, at most ten, and below them the places that are not stored yet."""
    found = [Known(entity, told(entity)) for entity in _matching(words, kind)]
    return {
        "known": found,
        "unknown": _places_called(words) if kind in ("", "any", "place") else [],
    }


def told(entity) -> str:
    """What tells an entity from its namesakes: its kind, country and years, or its place."""
    if entity.kind == Kind.PLACE:
        place = entity.place
        return placing.described(place.feature, entity.country, place.geonames_id)
    born = entity.kind == Kind.PERSON and entity.person.born
    return ", ".join(filter(None, [entity.kind, _country(entity), f"born {born}" if born else ""]))


def told_under(label, entity, feature="", geonames_id=None) -> str:
    """The same in brief, under a label that says its kind, unless that is another one."""
    if entity.kind == Kind.PLACE:
        return placing.described(feature, entity.country, geonames_id)
    kind = "" if entity.kind == KIND_OF_LABEL.get(label) else entity.kind
    return ", ".join(filter(None, [kind, _country(entity)]))


def _country(entity):
    return country_names().get(entity.country, entity.country)


def _places_called(words):
    places = placing.not_stored(placing.candidates(words))
    return [Unknown(p.name, placing.told(p), f"{p.id} {p.name}") for p in places]


def _matching(words, kind) -> QuerySet:
    """At most ten entities called by the words, those with most mentions first.

    Of very many, the fifty with the shortest names are weighed.
    """
    if not words.strip():
        return Entity.objects.none()
    entities = Entity.objects.standing().filter(pk__in=directory.called(words))
    if kind in Kind.values:
        entities = entities.filter(kind=kind)
    near = entities.order_by(Length("name"), "pk").values_list("pk", flat=True)[:50]
    found = directory.with_mentions(Entity.objects.filter(pk__in=list(near)))
    return found.select_related("place", "person").order_by("-mentions", "name")[:10]
