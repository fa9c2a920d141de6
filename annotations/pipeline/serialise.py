"""The records as plain dictionaries: the one place that knows the contract's keys."""

from dataclasses import fields

from annotations.pipeline.actors.gazetteer import fold
from annotations.pipeline.records import (
    Attribution,
    EntityLink,
    Extraction,
    Knowledge,
    Lesson,
    Mention,
    Proposal,
    Response,
    Span,
    identity,
)

ENTITY_KEYS = tuple(field.name for field in fields(EntityLink))


def extraction(record: Extraction) -> dict:
    """An Extraction as the object that `manage.py extract` prints, without id and pipeline."""
    return {
        "language": record.language,
        "limited": "names only: not in English" if record.limited else None,
        "mentions": [mention(m) for m in record.mentions],
        "attributions": [attribution(a) for a in record.attributions],
        "proposals": [proposal(p) for p in record.proposals],
        "responses": [response(r) for r in record.responses],
    }


def span(record: Span | None) -> dict | None:
    """A span with its name; `members` and `date` only where there are any."""
    if record is None:
        return None
    told = {
        "start_char": record.start_char,
        "end_char": record.end_char,
        "text": record.text,
        "name": record.name,
    }
    if record.members:
        told["members"] = [span(member) for member in record.members]
    if record.date:
        told["date"] = record.date
    return told


def entity(record: EntityLink | None) -> dict | None:
    """An entity with the keys that apply to it."""
    if record is None:
        return None
    told = ((key, getattr(record, key)) for key in ENTITY_KEYS)
    return {key: value for key, value in told if value is not None}


def mention(record: Mention) -> dict:
    told = {
        "start_char": record.start_char,
        "end_char": record.end_char,
        "text": record.text,
        "label": record.label,
        "rule": record.rule,
        "confidence": record.confidence,
        "entity": entity(record.entity),
    }
    if record.office:
        told["office"] = span(record.office)
    if record.taught:
        told["taught"] = record.taught
    return told


def attribution(record: Attribution) -> dict:
    return {
        "kind": record.kind,
        "source": span(record.source),
        "cue": span(record.cue),
        "content": span(record.content),
        "rule": record.rule,
        "confidence": record.confidence,
    }


def response(record: Response) -> dict:
    return {
        "id": record.id,
        "stance": record.stance,
        "cue": span(record.cue),
        "responder": span(record.responder),
        "object": span(record.object),
        "condition": span(record.condition),
        "codes": record.codes,
        "rule": record.rule,
        "confidence": record.confidence,
    }


def proposal(record: Proposal) -> dict:
    return {
        "id": record.id,
        "act": record.act,
        "cue": span(record.cue),
        "proposer": span(record.proposer),
        "content": span(record.content),
        "addressees": [span(addressee) for addressee in record.addressees],
        "when": span(record.when),
        "where": span(record.where),
        "same_as": record.same_as,
        "factuality": record.factuality,
        "codes": record.codes,
        "rule": record.rule,
        "confidence": record.confidence,
        "responses": [response(r) for r in record.responses],
    }


def dumped(record: Knowledge) -> dict:
    """Knowledge as an object that `knowledge` reads; without the numbers of the desk's pieces."""
    return {
        "aliases": {name: entity(link) for name, link in record.aliases.items()},
        "never_names": [
            *sorted(record.never_names),
            *({"words": words, "label": label} for words, label in sorted(record.never_labels)),
        ],
        "links": [
            {
                "label": label,
                "words": words,
                "entity": entity(lesson.meaning),
                "names": sorted(lesson.names),
                "countries": sorted(lesson.countries),
                "always": lesson.always,
            }
            for (label, words), lessons in record.links.items()
            for lesson in lessons
        ],
        "merges": [
            {"merged": _of_identity(key), "into": entity(link)}
            for key, link in record.same_as.items()
        ],
    }


def _of_identity(key: tuple) -> dict:
    """An entity of just what its identity says."""
    if len(key) == 2:
        return {"kind": key[0], "name": "", "geonames_id": key[1]}
    return {"kind": key[0], "name": key[1], "country": key[2] or None}


def knowledge(told: dict) -> Knowledge:
    """Knowledge from an object as `dumped` makes it; every key may be missing, names in any case.

    "never_names" lists words, or objects with words and label. Raises TypeError, KeyError or
    AttributeError when it is shaped otherwise.
    """
    never = told.get("never_names", ())
    lessons: dict[tuple[str, str], list[Lesson]] = {}
    for one in told.get("links", ()):
        key = one["label"], fold(one["words"])
        lessons.setdefault(key, []).append(_lesson(one))
    return Knowledge(
        aliases={
            name.casefold(): EntityLink(**link) for name, link in told.get("aliases", {}).items()
        },
        never_names=frozenset(one.casefold() for one in never if not isinstance(one, dict)),
        never_labels=frozenset(
            (one["words"].casefold(), one["label"]) for one in never if isinstance(one, dict)
        ),
        links={key: tuple(several) for key, several in lessons.items()},
        same_as={
            identity(EntityLink(**one["merged"])): EntityLink(**one["into"])
            for one in told.get("merges", ())
        },
    )


def _lesson(told: dict) -> Lesson:
    meaning = told.get("entity")
    return Lesson(
        EntityLink(**meaning) if meaning else None,
        frozenset(fold(name) for name in told.get("names", ())),
        frozenset(told.get("countries", ())),
        always=bool(told.get("always")),
    )
