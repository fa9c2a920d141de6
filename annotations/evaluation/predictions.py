"""Read what `manage.py extract` printed: the pipeline's records again.

Only the keys that are measured are wanted, so the output of another extractor can be read too.
"""

from collections.abc import Iterable

from annotations.pipeline.records import (
    Attribution,
    EntityLink,
    Extraction,
    Mention,
    Proposal,
    Response,
    Span,
)

from . import lines


def read(rows: Iterable[bytes]) -> tuple[list, list[tuple[int, str]]]:
    """What was said, as (line number, (article's id, Extraction)); and what is wrong with lines."""
    return lines.read(rows, _answer)


def misfit(extraction: Extraction, text: str) -> str | None:
    """Why the extraction cannot be of this text, or None."""
    for mention in extraction.mentions:
        there = text[mention.start_char : mention.end_char]
        if mention.text not in ("", there):
            return f"the prediction has “{mention.text}” where the text has “{there}”"
    return None


def _answer(row):
    if "error" in row:
        raise ValueError(f"article {row.get('id')}: {row['error']}")
    return str(row.get("id")), _extraction(row)


def _extraction(row):
    return Extraction(
        tuple(_mention(record) for record in row.get("mentions") or []),
        tuple(_attribution(record) for record in row.get("attributions") or []),
        tuple(_proposal(record, n) for n, record in enumerate(row.get("proposals") or [], 1)),
        tuple(_response(record, n) for n, record in enumerate(row.get("responses") or [], 1)),
    )


def _span(told):
    if not told:
        return None
    members = tuple(_span(member) for member in told.get("members") or [])
    place = told["start_char"], told["end_char"], told["text"]
    return Span(*place, told.get("name"), members, told.get("date"))


def _entity(told):
    if not told:
        return None
    known = {key: told[key] for key in EntityLink.__slots__ if key in told}
    return EntityLink(**{"kind": "", "name": ""} | known)


def _mention(told):
    return Mention(
        told["start_char"],
        told["end_char"],
        told.get("text") or "",
        told["label"],
        *_grounds(told),
        _entity(told.get("entity")),
    )


def _grounds(told):
    """The rule that made a record and its confidence; "" and None where they are not told."""
    return told.get("rule") or "", told.get("confidence")


def _attribution(told):
    return Attribution(
        told.get("kind") or "",
        _span(told.get("source")),
        _span(told.get("cue")),
        _span(told["content"]),
        *_grounds(told),
    )


def _proposal(told, number):
    rule, confidence = _grounds(told)
    return Proposal(
        id=told.get("id") or f"p{number}",
        act=told["act"],
        cue=_span(told["cue"]),
        proposer=_span(told.get("proposer")),
        content=_span(told.get("content")),
        addressees=tuple(_span(addressee) for addressee in told.get("addressees") or []),
        when=_span(told.get("when")),
        where=_span(told.get("where")),
        same_as=told.get("same_as"),
        factuality=told.get("factuality") or "asserted",
        rule=rule,
        confidence=confidence,
        codes=told.get("codes") or {},
        responses=tuple(_response(r, n) for n, r in enumerate(told.get("responses") or [], 1)),
    )


def _response(told, number):
    rule, confidence = _grounds(told)
    return Response(
        id=told.get("id") or f"r{number}",
        stance=told["stance"],
        cue=_span(told["cue"]),
        responder=_span(told.get("responder")),
        object=_span(told.get("object")),
        condition=_span(told.get("condition")),
        rule=rule,
        confidence=confidence,
        codes=told.get("codes") or {},
    )
