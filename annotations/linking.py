"""From the pipeline's links to stored entities: found where sure, else made, provisionally.

A link is found by its GeoNames id, or when exactly one entity of the kind bears the full name and
nothing known (country, years) contradicts. Otherwise a provisional entity is made, one for all
concurrent workers, which goes when its last suggestion goes. A bare surname makes no entity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from articles import bulk

from .models import (
    Alias,
    Annotation,
    Entity,
    Kind,
    Organisation,
    Person,
    Place,
    Review,
    Role,
    name_key,
)

if TYPE_CHECKING:
    from .pipeline.records import EntityLink

_DETAILS = {Kind.PERSON: Person, Kind.ORGANISATION: Organisation, Kind.PLACE: Place}
# Any number: the key of the advisory lock under which entities are made.
_MAKING_ENTITIES = 0x6E657773


def create_entity(kind, name, country="", provisional=True, **details) -> Entity:
    """Make one entity with its details and its name as an alias."""
    entity = Entity.objects.create(kind=kind, name=name, country=country, provisional=provisional)
    if kind in _DETAILS:
        _DETAILS[kind].objects.create(entity=entity, **details)
    Alias.objects.create(entity=entity, name=name)
    return entity


def resolve(
    links: Iterable[EntityLink], names: Iterable[str], year: int | None
) -> tuple[dict[EntityLink, Entity], dict[str, Entity]]:
    """The stored entity of each link that can have one, made where there is none; and of each name.

    A name, of an actor in a slot, means what a link of that name means, else the only entity that
    bears it. `year` is the article's, to tell namesakes apart. Must run in a transaction, after the
    rows of the article are locked: making entities waits for other transactions that make some.
    """
    links, names = list(dict.fromkeys(links)), set(names)
    bearers = _bearers({link.name for link in links} | names)
    found = _find(links, bearers, year)
    missing = [link for link in links if link not in found and _may_be_made(link)]
    learnt = _learnt(found, bearers)
    if missing or learnt:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_MAKING_ENTITIES])
    if learnt:
        Entity.objects.bulk_update(learnt, ["country", "changed_at", "revision"])
    if missing:
        found |= _find(missing, _bearers({link.name for link in missing}), year)
        found |= _make([link for link in missing if link not in found])
    by_name = {link.name: found[link] for link in reversed(links) if link in found}
    for name in names - by_name.keys():
        if len(bearers.get(name, ())) == 1:
            by_name[name] = next(iter(bearers[name]))
    return found, by_name


def known(links: Iterable[EntityLink]) -> dict[EntityLink, Entity]:
    """The stored entity of each link that has one; makes none."""
    links = list(dict.fromkeys(links))
    return _find(links, _bearers({link.name for link in links}), None)


def forget_unused(entity_ids: Iterable[int]) -> None:
    """Delete provisional entities to which nothing refers, nor would if decisions were undone."""
    unused = Entity.objects.filter(pk__in=set(entity_ids), provisional=True, canonical=None)
    for model, field in ((Annotation, "entity"), (Role, "entity"), (Review, "entity")):
        unused = unused.exclude(Exists(model.objects.filter(**{field: OuterRef("pk")})))
    unused = unused.exclude(Exists(Review.objects.before_which_entity(OuterRef("pk"))))
    unused.exclude(Exists(Entity.objects.filter(canonical=OuterRef("pk")))).delete()


def _find(links, bearers, year):
    by_geonames_id = _by_geonames_id({link.geonames_id for link in links} - {None})
    found = {}
    for link in links:
        entity = by_geonames_id.get(link.geonames_id) or _only_match(
            link, bearers.get(link.name, ()), year
        )
        if entity:
            found[link] = entity
    return found


def _by_geonames_id(ids):
    places = _described(Entity.objects.filter(place__geonames_id__in=ids)) if ids else ()
    standing = _standing(places)
    return {place.geonames_id: standing[place.pk] for place in places}


def _bearers(names):
    """The standing entities that bear each name as an alias."""
    by_key = defaultdict(set)
    for name in names:
        by_key[name_key(name)].add(name)
    if not by_key:
        return {}
    aliased = Entity.objects.filter(aliases__key__in=list(by_key))
    entities = _described(aliased.annotate(alias=F("aliases__key")))
    standing = _standing(entities)
    found = defaultdict(set)
    for entity in entities:
        for name in by_key[entity.alias]:
            found[name].add(standing[entity.pk])
    return found


def _described(entities):
    """Entities with what tells namesakes apart, without the price of their details as models."""
    return list(
        entities.annotate(born=F("person__born"), geonames_id=F("place__geonames_id")).order_by()
    )


def _standing(entities):
    """By the id of each entity, that entity or the one it was merged into."""
    merged = {entity.canonical_id for entity in entities} - {None}
    into = {e.pk: e for e in _described(Entity.objects.filter(pk__in=merged))} if merged else {}
    return {entity.pk: into.get(entity.canonical_id, entity) for entity in entities}


def _only_match(link, bearers, year):
    """The one entity that the link can mean, or None.

    Among several that nothing tells apart, the provisional one: it was made for that very case.
    """
    fitting = [entity for entity in bearers if _agrees(entity, link, year)]
    exact = [entity for entity in fitting if entity.country == (link.country or "")]
    provisional = [entity for entity in exact if entity.provisional]
    for matches in (fitting, exact, provisional):
        if len(matches) == 1:
            return matches[0]
    return None


def _agrees(entity, link, year):
    if entity.kind != link.kind:
        return False
    if entity.country and link.country and entity.country != link.country:
        return False
    if link.geonames_id and entity.kind == Kind.PLACE:
        return entity.geonames_id is None
    return not (year and entity.born and year < entity.born)


def _learnt(found, bearers):
    """The entities whose country was not known and is told now, where none shares their name."""
    learnt = {}
    for link, entity in found.items():
        told = link.country and not entity.country and entity.key == name_key(link.name)
        alone = len(bearers.get(link.name, ())) == 1
        if told and alone and link.kind in (Kind.PERSON, Kind.ORGANISATION):
            entity.country, entity.changed_at = link.country, timezone.now()
            entity.revision += 1
            learnt[entity.pk] = entity
    return list(learnt.values())


def _may_be_made(link):
    return link.kind != Kind.PERSON or " " in link.name.strip()


def _make(links):
    """Make the entities of links of which none is stored; two links may mean one of them."""
    made, by_identity = {}, {}
    told_first = sorted(links, key=lambda link: not link.country)
    for link in told_first:
        identity = _identity(link, by_identity)
        by_identity.setdefault(identity, link)
        made[link] = identity
    entities = [
        Entity(
            kind=link.kind,
            name=link.name[:300],
            key=name_key(link.name)[:300],
            country=link.country or "",
            provisional=True,
        )
        for link in by_identity.values()
    ]
    bulk.insert(entities)
    _make_details(zip(by_identity.values(), entities, strict=True))
    stored = dict(zip(by_identity, entities, strict=True))
    return {link: stored[identity] for link, identity in made.items()}


def _identity(link, others):
    """What a link stands for; one that tells no country, for its only namesake among the others."""
    identity = (link.kind, name_key(link.name), link.country or "", link.geonames_id)
    if link.country or link.kind not in (Kind.PERSON, Kind.ORGANISATION):
        return identity
    namesakes = [other for other in others if other[:2] == identity[:2]]
    return namesakes[0] if len(namesakes) == 1 else identity


def _make_details(pairs):
    rows = defaultdict(list)
    for link, entity in pairs:
        rows[Alias].append(Alias(entity=entity, name=entity.name, key=entity.key))
        if link.kind == Kind.PLACE:
            rows[Place].append(
                Place(
                    entity=entity,
                    geonames_id=link.geonames_id,
                    latitude=link.latitude,
                    longitude=link.longitude,
                    feature=link.feature or "",
                )
            )
        elif link.kind in _DETAILS:
            rows[_DETAILS[link.kind]].append(_DETAILS[link.kind](entity=entity))
    for instances in rows.values():
        bulk.insert(instances)
