"""The outcomes of thousands of Proposals at once: reads only what decides, and makes no models."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from . import threads
from .models import Annotation, Entity, Layer, Proposal, Role, Slot, Status

_DECIDES = (Layer.PROPOSAL, Layer.RESPONSE)
_ACTORS = (Slot.ADDRESSEE, Slot.RESPONDER)


class _Told(NamedTuple):
    """What an accepted annotation brings to an outcome; the fields that Event reads."""

    pk: int
    article_id: int
    layer: str
    label: str
    telling: str
    status: str


class _Role(NamedTuple):
    slot: str
    start_char: int | None
    end_char: int | None
    text: str
    value: str


def derived(proposals: Sequence[Proposal]) -> dict[int, str]:
    """The outcome of each proposal, overruled or derived, by its id; five queries for all."""
    told = _accepted([proposal.pk for proposal in proposals])
    everything = [one for ones in told.values() for one in ones]
    actors = _actors(everything)
    return {
        proposal.pk: proposal.overruled_outcome
        or threads.outcome_of([threads.Event(one, actors[one.pk]) for one in told[proposal.pk]])
        for proposal in proposals
    }


def _accepted(ids) -> dict[int, list[_Told]]:
    """The accepted tellings and answers of each proposal, in time."""
    # A subquery, not a join: with the `or` over a join, no index would serve.
    joined = Proposal.objects.filter(Q(pk__among=ids) | Q(canonical__among=ids)).values("pk")
    found = Annotation.objects.filter(
        proposal__in=joined, layer__in=_DECIDES, status=Status.ACCEPTED
    )
    moment = Coalesce("article__published_at", "article__created_at")
    found = found.annotate(standing=Coalesce("proposal__canonical", "proposal"))
    rows = found.order_by(moment, "article_id", "start_char", "pk").values_list(
        "standing", *_Told._fields
    )
    told = defaultdict(list)
    for standing, *row in rows:
        told[standing].append(_Told(*row))
    return told


def _actors(told) -> dict[int, dict]:
    """Who is addressed and who responds in each annotation: the parties by slot."""
    found = Role.objects.filter(annotation__among=[one.pk for one in told], slot__in=_ACTORS)
    who = Coalesce("entity__canonical", "entity")
    roles = list(found.values_list("annotation_id", who, *_Role._fields))
    known = _known({entity_id for _, entity_id, *_ in roles} - {None})
    articles = {one.pk: one.article_id for one in told}
    offices = threads.offices_in(set(articles.values()))
    actors = defaultdict(lambda: defaultdict(tuple))
    for annotation_id, entity_id, *row in roles:
        role, held = _Role(*row), offices.get((articles[annotation_id], entity_id), ())
        actors[annotation_id][role.slot] += (threads.party(role, known.get(entity_id), held),)
    return actors


def _known(ids) -> dict[int, threads.Who]:
    rows = Entity.objects.filter(pk__among=ids).order_by()
    fields = ("pk", "name", "kind", "country", F("place__feature"))
    return {row[0]: threads.Who(*row) for row in rows.values_list(*fields)}
