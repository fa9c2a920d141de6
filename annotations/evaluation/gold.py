"""Read gold: articles annotated by hand, a JSON object a line, as records of the pipeline.

The README says what a record holds. What a file never marks is not measured on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from annotations.pipeline.records import (
    Attribution,
    EntityLink,
    Extraction,
    Mention,
    Proposal,
    Response,
    Source,
    Span,
)

from . import lines

KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "PLACE": "place",
    "NORP": "group",
    "EVENT": "event",
}
# Labels of other schemes, read as ours; spans with any further label are no names.
LABELS = {label: label for label in KINDS} | {
    "PER": "PERSON",
    "Person": "PERSON",
    "Organisation": "ORG",
    "LOC": "PLACE",
    "GPE": "PLACE",
    "FAC": "PLACE",
    "Location": "PLACE",
}
ACTS = ("propose", "urge", "demand", "request", "offer")
STANCES = ("accept", "support", "reject", "oppose", "noncommittal")
# The lists of records with slots, and what their records are.
STATEMENTS = {
    "attributions": "attributions",
    "quotes": "attributions",
    "proposals": "proposals",
    "responses": "responses",
    "answers": "answers",
}


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article and what people found in it.

    `reading.responses` holds all responses in the gold's order; `answered` gives the proposal's id
    for each response's id, and lacks those that answer what the article does not tell. `event` is
    the PLOVER type of an article that is one coded sentence. `marked` are the labels and keys
    ("responses.object") that occur: what is not among them was not looked for.
    """

    id: str
    source: Source
    reading: Extraction
    answered: dict[str, str]
    event: str | None
    marked: frozenset[str]


def read(rows: Iterable[bytes]) -> tuple[list[tuple[int, GoldArticle]], list[tuple[int, str]]]:
    """The articles with their line numbers; and what is wrong with other lines, numbered too."""
    return lines.read(rows, article)


def article(row: dict) -> GoldArticle:
    """A gold article. Raises ValueError, saying which record is wrong."""
    text = lines.text_of(row)
    mentions = _each(row, "spans", lambda record, _: _mention(record, text))
    said = "quotes" if row.get("quotes") else "attributions"
    attributions = _each(row, said, lambda record, _: _attribution(record, text))
    proposals = _each(row, "proposals", lambda record, _: _proposal(record, text))
    _check_retellings(proposals)
    responses = _each(row, "responses", lambda record, n: _response(record, text, f"r{n}"))
    answers = _each(row, "answers", lambda record, n: _response(record, text, f"e{n}"))
    reading = Extraction(
        tuple(filter(None, mentions)),
        tuple(filter(None, attributions)),
        tuple(proposals),
        (*responses, *answers),
    )
    return GoldArticle(
        _id(row), _source(row), reading, _answered(row, proposals), row.get("event"), _marks(row)
    )


def published(value) -> date | None:
    """The day of an ISO date or time; None for anything less exact or else."""
    try:
        return date.fromisoformat(value[:10])
    except (TypeError, ValueError):
        return None


def _id(row):
    if row.get("id") is None:
        raise ValueError("no id")
    return str(row["id"])


def _source(row):
    title = row.get("title")
    return Source(row["text"], title if isinstance(title, str) else "", published(row.get("date")))


def _each(row, key, make):
    """What `make` makes of each record (with its number, from 1) in one of the row's lists."""
    made = []
    for number, record in enumerate(row.get(key) or [], start=1):
        try:
            made.append(make(record, number))
        except KeyError as missing:
            raise ValueError(f"{key}, record {number}: no {missing}") from missing
        except (AttributeError, TypeError, ValueError) as error:
            raise ValueError(f"{key}, record {number}: {error}") from error
    return made


def _marks(row):
    labels = {LABELS.get(span["label"], "") for span in row.get("spans") or []}
    keys = {
        f"{kind}.{key}"
        for name, kind in STATEMENTS.items()
        for record in row.get(name) or []
        for key in record
    }
    return frozenset(labels | keys)


def _answered(row, proposals):
    """For each response's id, that of the proposal it answers."""
    told = {proposal.id for proposal in proposals}
    answered = {}
    for number, record in enumerate(row.get("responses") or [], start=1):
        if record.get("proposal") not in told:
            raise ValueError(f"responses, record {number}: answers no proposal of the article")
        answered[f"r{number}"] = record["proposal"]
    return answered


def _check_retellings(proposals):
    told = [proposal.id for proposal in proposals]
    for number, proposal in enumerate(proposals, start=1):
        if told.count(proposal.id) > 1:
            raise ValueError(f"proposals, record {number}: the id {proposal.id} occurs twice")
        if proposal.same_as is not None and proposal.same_as not in told:
            raise ValueError(f"proposals, record {number}: same_as is no proposal of the article")


def _one_of(labels, label):
    if label not in labels:
        raise ValueError(f"“{label}” is none of {', '.join(labels)}")
    return label


def _mention(record, text):
    label = LABELS.get(record["label"])
    if label is None:
        return None
    span = _words([record["start"], record["end"]], text)
    if record.get("text") not in (None, span.text):
        raise ValueError(f"the text has “{span.text}” there, not “{record['text']}”")
    return Mention(span.start_char, span.end_char, span.text, label, "", 1, _link(record, label))


def _link(record, label):
    """What a name refers to, as far as the gold says; None where it does not."""
    if not (record.get("entity") or record.get("country") or record.get("lat") is not None):
        return None
    scheme, _, number = str(record.get("link")).partition(":")
    return EntityLink(
        KINDS[label],
        record.get("entity") or "",
        country=record.get("country"),
        geonames_id=int(number) if scheme == "geonames" else None,
        latitude=record.get("lat"),
        longitude=record.get("lon"),
        feature=record.get("kind"),
    )


def _attribution(record, text):
    """An attribution; None for one without content."""
    content = _words(record.get("content"), text)
    if content is None:
        return None
    source = _words(record.get("source"), text, record.get("source_name"))
    cue = _words(record.get("cue"), text)
    return Attribution(record.get("kind") or "", source, cue, content, "", 1)


def _proposal(record, text):
    cue = _words(record["cue"], text)
    addressees = (_words(pair, text) for pair in record.get("addressees") or [])
    return Proposal(
        id=record["id"],
        act=_one_of(ACTS, record["act"]),
        cue=cue,
        proposer=_actor(record, "proposer", text, cue),
        content=_words(record.get("content"), text),
        addressees=tuple(filter(None, addressees)),
        when=_words(record.get("when"), text),
        where=_words(record.get("where"), text),
        same_as=record.get("same_as"),
        factuality="asserted",
        rule="",
        confidence=1,
    )


def _response(record, text, id_):
    cue = _words(record["cue"], text)
    return Response(
        id=id_,
        stance=_one_of(STANCES, record["stance"]),
        cue=cue,
        responder=_actor(record, "responder", text, cue),
        object=_words(record.get("object"), text),
        condition=_words(record.get("condition"), text),
        rule="",
        confidence=1,
    )


def _actor(record, slot, text, cue):
    """Who fills a slot, with the name; a name without words stands on an empty span at the cue."""
    name = record.get(f"{slot}_name")
    words = _words(record.get(slot), text, name)
    if words is None and name:
        return Span(cue.start_char, cue.start_char, "", name)
    return words


def _words(value, text, name=None):
    """The span of a pair [start, end), or the one that a list of pairs covers; None for nothing.

    Of several pairs each is one of its `members`.
    """
    if not value:
        return None
    parts = [_span(pair, text) for pair in (value if isinstance(value[0], list) else [value])]
    start = min(part.start_char for part in parts)
    end = max(part.end_char for part in parts)
    return Span(start, end, text[start:end], name, tuple(parts) if parts[1:] else ())


def _span(pair, text):
    start, end = pair
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        raise ValueError(f"[{start}, {end}] is no span of the text, which has {len(text)}")
    return Span(start, end, text[start:end])
