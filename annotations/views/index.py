"""What the desk's script knows of each annotation, so that walking and judging ask no server."""

from typing import NamedTuple

from annotations.models import Layer

from .names import digest_of


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


def index(rows) -> dict:
    """The annotations of some rows, and the entities that they are linked to."""
    annotations, entities = [], {}
    for row in rows:
        sure = row.confidence
        if row.entity_id:
            entities[row.entity_id] = [row.name, row.country, row.kind]
        annotations.append(Known(*row[:7], sure if sure is None else round(sure * 100), _whom(row)))
    return {"annotations": annotations, "entities": entities}


def _whom(row):
    if row.entity_id:
        return row.entity_id
    if row.layer == Layer.NAME:
        return digest_of(row.text)
    return f"p{row.proposal_id}" if row.proposal_id else ""
