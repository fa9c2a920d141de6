"""Annotations with all that their cards say of them: roles, entities and whether there is a note.

Three queries for however many; each entity is made once, however often it is named.
"""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Prefetch, Q

from annotations.models import Annotation, Entity, Layer, Role
from articles.prepared import Given, Prepared

from .rows import SHOWN, noted

CARD_LAYERS = (Layer.PROPOSAL, Layer.RESPONSE)

_SHOWN = Annotation.objects.filter(status__in=SHOWN, article=Given("article")).in_reading_order()
_OF_LAYERS = Prepared(_SHOWN.filter(layer__among=Given("layers")).annotate(noted=noted()))
_SOME = Prepared(_SHOWN.filter(pk__among=Given("ids")).annotate(noted=noted()))
_CARDS = _SHOWN.filter(layer__in=CARD_LAYERS)
_THREADS = _CARDS.filter(pk__among=Given("ids"), proposal__isnull=False).order_by()
_CARDS = _CARDS.filter(Q(pk__among=Given("ids")) | Q(proposal__in=_THREADS.values("proposal")))
_CARDS = Prepared(_CARDS.annotate(noted=noted()))
_ROLES = Prepared(Role.objects.filter(annotation__among=Given("ids")))
_ENTITIES = Entity.objects.select_related("canonical").filter(pk__among=Given("ids")).order_by()
_ENTITIES = Prepared(_ENTITIES)
# What is said of a telling in another article.
_TOLD = ("proposal", "text", "article__title", "article__published_at")
_ELSEWHERE = Annotation.objects.live().filter(layer=Layer.PROPOSAL, proposal__among=Given("ids"))
_ELSEWHERE = _ELSEWHERE.exclude(article=Given("article")).select_related("article").only(*_TOLD)
_ELSEWHERE = _ELSEWHERE.order_by("article__published_at", "start_char")
_WITH_SLOTS = Prefetch("roles", Role.objects.select_related("entity__canonical"))
_ELSEWHERE, _ELSEWHERE_WITH_SLOTS = (
    Prepared(_ELSEWHERE),
    Prepared(_ELSEWHERE.prefetch_related(_WITH_SLOTS)),
)


def of_layers(article, layers: Collection[str]) -> list[Annotation]:
    """What an article shows of some layers, in the order of the text."""
    asked = list(layers)
    return _loaded(_OF_LAYERS.ask(article=article.pk, layers=asked)) if asked else []


def some(article, ids: Collection[int]) -> list[Annotation]:
    """Some of what an article shows, in the order of the text."""
    return _loaded(_SOME.ask(article=article.pk, ids=list(ids)))


def with_threads(article, ids: Collection[int]) -> list[Annotation]:
    """Some proposals and responses, with all that is told of their Proposals in the article."""
    return _loaded(_CARDS.ask(article=article.pk, ids=list(ids)))


def told_elsewhere(article, proposal_ids, with_slots=True) -> dict[int, list[Annotation]]:
    """The live tellings of Proposals in other articles, the earliest first, by Proposal.

    Without `with_slots`, slots are read where they are asked for.
    """
    found = {}
    if proposal_ids:
        tellings = _ELSEWHERE_WITH_SLOTS if with_slots else _ELSEWHERE
        for telling in tellings.ask(article=article.pk, ids=list(proposal_ids)):
            found.setdefault(telling.proposal_id, []).append(telling)
    return found


def _loaded(annotations):
    roles = _ROLES.ask(ids=[one.pk for one in annotations])
    ids = {one.entity_id for one in (*annotations, *roles)} - {None}
    entities = {entity.pk: entity for entity in _ENTITIES.ask(ids=list(ids))}
    filled = defaultdict(list)
    for role in roles:
        filled[role.annotation_id].append(role)
    for one in (*annotations, *roles):
        if one.entity_id:
            one.entity = entities[one.entity_id]
    for one in annotations:
        one.loaded_roles = filled[one.pk]
    return annotations
