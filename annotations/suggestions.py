"""The pipeline's records of one article as suggestions, one for each annotation to store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import spans
from .models import Layer, Slot
from .models.annotations import Telling

if TYPE_CHECKING:
    from .pipeline.records import EntityLink, Extraction, Span


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills one slot; `name` is the canonical name of the actor or place meant, if known."""

    slot: str
    position: int
    start_char: int
    end_char: int
    text: str
    name: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One annotation that the pipeline suggests.

    `id` is the record's own; `same_as` the id of the first telling of the same proposal;
    `answers` the id of the proposal that a response answers; `taught` the number of the piece of
    knowledge that decided the link.
    """

    layer: str
    label: str
    start_char: int
    end_char: int
    text: str
    rule: str
    confidence: float
    link: EntityLink | None = None
    fillings: tuple[Filling, ...] = ()
    id: str = ""
    same_as: str = ""
    answers: str = ""
    telling: str = ""
    factuality: str = ""
    codes: dict = field(default_factory=dict)
    taught: int | None = None

    @property
    def anchor(self):
        return self.layer, self.start_char, self.end_char

    @property
    def fingerprint(self):
        if self.layer == Layer.NAME:
            return ""
        return spans.fingerprint((f.slot, f.start_char, f.end_char) for f in self.fillings)


def listed(extraction: Extraction) -> list[Suggestion]:
    """All suggestions of an extraction, each key once, proposals before what answers them."""
    everything = [
        *map(_name, extraction.mentions),
        *map(_attribution, extraction.attributions),
        *map(_proposal, extraction.proposals),
        *(_response(r, p.id) for p in extraction.proposals for r in p.responses),
        *(_response(r) for r in extraction.responses),
    ]
    once = {}
    for suggestion in everything:
        once.setdefault((suggestion.anchor, suggestion.label, suggestion.fingerprint), suggestion)
    return list(once.values())


def _name(mention):
    office = mention.office
    return Suggestion(
        layer=Layer.NAME,
        label=mention.label,
        link=mention.entity,
        taught=mention.taught,
        fillings=tuple(_fill(Slot.OFFICE, office, value=office.name or "")) if office else (),
        **_anchor(mention, mention),
    )


def _attribution(record):
    return Suggestion(
        layer=Layer.ATTRIBUTION,
        label=record.kind,
        fillings=(*_fill(Slot.SOURCE, record.source), *_fill(Slot.CUE, record.cue)),
        **_anchor(record, record.content),
    )


def _proposal(record):
    when = record.when
    return Suggestion(
        layer=Layer.PROPOSAL,
        label=record.act,
        fillings=(
            *_fill(Slot.PROPOSER, record.proposer),
            *_fill(Slot.CONTENT, record.content),
            *_fill(Slot.ADDRESSEE, *record.addressees),
            *_fill(Slot.WHEN, when, value=when.date or "" if when else ""),
            *_fill(Slot.WHERE, record.where),
        ),
        id=record.id,
        same_as=record.same_as or "",
        telling=Telling.RESTATED if record.same_as else Telling.MADE,
        factuality=record.factuality,
        codes=record.codes,
        **_anchor(record, record.cue),
    )


def _response(record, answers=""):
    return Suggestion(
        layer=Layer.RESPONSE,
        label=record.stance,
        fillings=(
            *_fill(Slot.RESPONDER, record.responder),
            *_fill(Slot.OBJECT, record.object),
            *_fill(Slot.CONDITION, record.condition),
        ),
        id=record.id,
        answers=answers,
        codes=record.codes,
        **_anchor(record, record.cue),
    )


def _anchor(record, span):
    return {
        "start_char": span.start_char,
        "end_char": span.end_char,
        "text": span.text,
        "rule": record.rule,
        "confidence": record.confidence,
    }


def _fill(slot, *found: Span | None, value="") -> Iterator[Filling]:
    """Fill a slot with spans; joint actors take a position each."""
    members = [member for span in found if span for member in span.members or (span,)]
    for position, span in enumerate(members):
        name = "" if value else span.name or ""
        yield Filling(slot, position, span.start_char, span.end_char, span.text, name, value)
