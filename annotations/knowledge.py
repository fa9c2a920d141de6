"""What the desk has taught, as the frozen record that the pipeline takes.

Loaded once a process and again only when something has been taught or taken back.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from django.db.models import Count, Max

from . import pipeline
from .models import Entity, Knowledge, Teaching
from .pipeline.actors.gazetteer import fold
from .pipeline.records import EntityLink, Lesson, identity


def current() -> pipeline.Knowledge:
    """All that stands of what the desk has taught."""
    return _at(_stamp())


def of(pieces: Iterable[Knowledge]) -> pipeline.Knowledge:
    """The record of some pieces, the later ones weighing as much as the earlier."""
    pieces = list(pieces)
    links = _links(pieces)
    aliases = _aliases(pieces)
    never = [piece for piece in pieces if piece.kind == Teaching.NEVER]
    return pipeline.Knowledge(
        aliases={words: links[one.entity_id] for words, one in aliases.items()},
        alias_pieces={words: one.pk for words, one in aliases.items()},
        never_names=frozenset(one.words.casefold() for one in never if not one.label),
        never_labels=frozenset((one.words.casefold(), one.label) for one in never if one.label),
        links=_lessons(pieces, links),
        same_as={
            identity(links[one.review.entity_id]): links[one.entity_id]
            for one in pieces
            if one.kind == Teaching.MERGE
        },
    )


def links_of(entity_ids: Iterable[int], standing=True) -> dict[int, EntityLink]:
    """The pipeline's record of each entity or, if it was merged, of what stands for it."""
    entities = Entity.objects.select_related("place", "canonical__place").in_bulk(set(entity_ids))
    return {pk: _link(entity.standing if standing else entity) for pk, entity in entities.items()}


def _link(entity):
    link = EntityLink(entity.kind, entity.name, country=entity.country or None)
    place = getattr(entity, "place", None)
    if place is None:
        return link
    return replace(
        link,
        geonames_id=place.geonames_id,
        latitude=place.latitude,
        longitude=place.longitude,
        feature=place.feature or None,
    )


def _stamp():
    """What differs whenever a piece has come, ended or stands again."""
    counts = Knowledge.objects.aggregate(
        pieces=Count("pk"), ended=Count("ended_by"), last=Max("pk"), changed=Max("changed_at")
    )
    return tuple(counts.values())


@lru_cache(maxsize=1)
def _at(_stamp) -> pipeline.Knowledge:
    return of(Knowledge.objects.standing().select_related("review").order_by("pk"))


def _links(pieces):
    merged = [one.review.entity_id for one in pieces if one.kind == Teaching.MERGE]
    meant = {one.entity_id for one in pieces} - {None}
    return links_of(merged, standing=False) | links_of(meant)


def _aliases(pieces):
    """The aliases by their words casefolded; those that name several entities say nothing."""
    taught = defaultdict(list)
    for one in pieces:
        if one.kind == Teaching.ALIAS:
            taught[one.words.casefold()].append(one)
    return {
        words: several[-1]
        for words, several in taught.items()
        if len({one.entity_id for one in several}) == 1
    }


def _lessons(pieces, links):
    lessons = defaultdict(list)
    for one in pieces:
        if one.kind == Teaching.LINK:
            lesson = Lesson(
                links.get(one.entity_id),
                frozenset(one.names),
                frozenset(one.countries),
                always=one.always,
                piece=one.pk,
            )
            lessons[one.label, fold(one.words)].append(lesson)
    return {key: tuple(several) for key, several in lessons.items()}
