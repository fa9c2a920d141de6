"""A long article with annotations of every layer, made up: what the review desk is measured on.

3,000 words in 40 paragraphs, each with six names, two attributions, a proposal and a response to
it: 400 annotations, about what the pipeline finds in news of that length, with more responses.
Import it after django.setup().
"""

import string
from typing import NamedTuple

from annotations import spans
from annotations.linking import create_entity
from annotations.models import Annotation, Entity, Layer, Origin, Proposal, Role
from annotations.models.annotations import Factuality, Telling
from articles import ingest

PARAGRAPHS = 40
# What stands between {a<} and {>a} is one passage; any other field, what it is filled with.
_TEXT = (
    "{office} {leader} of {country} {proposed} {content<}a truce of {days} days and talks at once"
    "{>content} to the {council} {when} in {city}, in what many took for a last opening after "
    "weeks of war. {quote<}“We have put this forward in good faith and wait for an answer,”"
    "{>quote} {speaker} {said}. The {people} {rejected} {object<}the whole offer{>object} "
    "{condition<}as long as prisoners were held{>condition}, while {denial<}nothing had been "
    "agreed so far{>denial}, according {to} a {source}."
)
# Of each field that names somebody: label, kind, how many there are, and the form of the name.
_CAST = {
    "leader": ("PERSON", "person", 30, "{first} {last}ov"),
    "speaker": ("PERSON", "person", 12, "{last} {first}en"),
    "country": ("PLACE", "place", 20, "{first}{last}land"),
    "council": ("ORG", "organisation", 25, "{first}{last} Council"),
    "city": ("PLACE", "place", 40, "{last}{first}stadt"),
    "people": ("NORP", "group", 15, "{first}{last}ians"),
}
_WORDS = {
    "office": "President",
    "proposed": "proposed",
    "when": "on Tuesday",
    "said": "told reporters",
    "rejected": "rejected",
    "to": "to",
    "source": "source",
}
# Layer, label, the field that is the anchor, and the field that fills each slot.
_ANNOTATIONS = (
    *(
        (Layer.NAME, label, field, {"office": "office"} if field == "leader" else {})
        for field, (label, *_) in _CAST.items()
    ),
    (Layer.ATTRIBUTION, "direct", "quote", {"source": "speaker", "cue": "said"}),
    (Layer.ATTRIBUTION, "indirect", "denial", {"source": "source", "cue": "to"}),
    (
        Layer.PROPOSAL,
        "propose",
        "proposed",
        {
            "proposer": "leader",
            "content": "content",
            "addressee": "council",
            "when": "when",
            "where": "city",
        },
    ),
    (
        Layer.RESPONSE,
        "reject",
        "rejected",
        {"responder": "people", "object": "object", "condition": "condition"},
    ),
)
_SYLLABLES = ("Bar", "Cor", "Dal", "Fen", "Gor", "Hel", "Jas", "Kel", "Lor", "Mar", "Nor", "Pel")


class Passage(NamedTuple):
    """Words and where they stand, in code points; what they name, if anything."""

    start_char: int
    end_char: int
    text: str
    entity: object = None

    def span(self):
        return {"start_char": self.start_char, "end_char": self.end_char, "text": self.text}


def make(outlet="The Daily Test"):
    """Store the article with its annotations; those of every fourth paragraph are accepted."""
    written, paragraphs = "", []
    cast = {field: _entities(*described[1:]) for field, described in _CAST.items()}
    for number in range(PARAGRAPHS):
        named = {field: entities[number % len(entities)] for field, entities in cast.items()}
        text, passages = _paragraph(len(written), number, named)
        written += f"{text}\n\n"
        paragraphs.append(passages)
    draft = ingest.draft(written, "A long article", outlet=outlet, published="2023-10-24")
    article, _ = ingest.store(draft)
    for number, passages in enumerate(paragraphs):
        _annotate(article, passages, "suggested" if number % 4 else "accepted")
    return article


def _entities(kind, how_many, form):
    names = (
        form.format(first=_SYLLABLES[n % 12], last=_SYLLABLES[(5 * n + n // 12) % 12].lower())
        for n in range(how_many)
    )
    known = Entity.objects.filter(kind=kind)
    return [known.filter(name=name).first() or create_entity(kind, name) for name in names]


def _paragraph(start, number, named):
    """The text of a paragraph that starts at an offset, and its passages by field."""
    text, opened, passages = "", {}, {}
    fillings = _WORDS | {"days": str(number + 2)} | {f: e.name for f, e in named.items()}
    for literal, field, _, _ in string.Formatter().parse(_TEXT):
        text += literal
        if not field:
            continue
        name = field.strip("<>")
        opened.setdefault(name, len(text))
        text += fillings.get(field, "")
        if not field.endswith("<"):
            span = start + opened[name], start + len(text)
            passages[name] = Passage(*span, text[opened[name] :], named.get(name))
    return text, passages


def _annotate(article, passages, status):
    proposal, made = Proposal.objects.create(), {}
    for layer, label, anchor, slots in _ANNOTATIONS:
        roles = [_role(slot, passages[field]) for slot, field in slots.items()]
        more = {"fingerprint": spans.fingerprint((r.slot, r.start_char, r.end_char) for r in roles)}
        if layer == Layer.NAME:
            more = {"entity": passages[anchor].entity}
        elif layer == Layer.PROPOSAL:
            more |= {"telling": Telling.MADE, "factuality": Factuality.ASSERTED}
        if layer in (Layer.PROPOSAL, Layer.RESPONSE):
            more |= {"proposal": proposal, "answers": made.get(Layer.PROPOSAL)}
        made[layer] = Annotation.objects.create(
            article=article,
            layer=layer,
            label=label,
            status=status,
            origin=Origin.PIPELINE,
            rule="made up",
            confidence=0.8,
            **passages[anchor].span(),
            **more,
        )
        for role in roles:
            role.annotation = made[layer]
        Role.objects.bulk_create(roles)


def _role(slot, passage):
    value = "President of it" if slot == "office" else ""
    return Role(slot=slot, entity=passage.entity, value=value, **passage.span())
