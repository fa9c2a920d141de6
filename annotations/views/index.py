"""What the desk's script knows of each annotation, so that walking and judging ask no server."""

from typing import NamedTuple

from django.db.models.functions import Coalesce

from annotations.models import Layer, Status
from annotations.models.annotations import LIVE

from .names import digest_of

_SHOWN = (*LIVE, Status.REJECTED)
_FIELDS = (
    "pk",
    "revision",
    "status",
    "layer",
    "label",
    "start_char",
    "end_char",
    "confidence",
    "proposal_id",
)
_ENTITY_FIELDS = ("pk", "name", "country", "kind")


class Known(NamedTuple):
    """An annotation as the script knows it, a list in JSON; `confidence` in percent.

    `whom` is the id of its entity, or for one without what its mentions share: "n…" of a name,
    "p…" of a proposal.
    """

    pk: int
    revision: int
    status: str
    layer: str
    label: str
    start_char: int
    end_char: int
    confidence: int | None
    whom: int | str


def index(article, pks=None) -> dict:
    """The annotations in reading order and the entities they are linked to, in one query.

    Those in `pks` only, withdrawn ones too; without, all shown.
    """
    annotations, entities = [], {}
    for *row, sure, proposal_id, text, pk, name, country, kind in _rows(article, pks):
        confidence = sure if sure is None else round(sure * 100)
        if pk:
            entities[pk] = [name, country, kind]
        whom = pk or _shared(row[3], text, proposal_id)
        annotations.append(Known(*row, confidence, whom))
    return {"annotations": annotations, "entities": entities}


def _rows(article, pks):
    chosen = {"status__in": _SHOWN} if pks is None else {"pk__in": pks}
    standing = [
        Coalesce(f"entity__canonical__{field}", f"entity__{field}") for field in _ENTITY_FIELDS
    ]
    found = article.annotations.filter(**chosen).in_reading_order()
    return found.values_list(*_FIELDS, "text", *standing)


def _shared(layer, text, proposal_id):
    """What the mentions of a name without an entity share, or the tellings of a proposal."""
    if layer == Layer.NAME:
        return digest_of(text)
    return f"p{proposal_id}" if proposal_id else ""
