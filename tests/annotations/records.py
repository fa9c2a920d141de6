"""The pipeline's records of a text, made by hand from its words."""

from annotations.pipeline.records import (
    Attribution,
    EntityLink,
    Extraction,
    Mention,
    Proposal,
    Response,
    Span,
)

MACRON = EntityLink("person", "Emmanuel Macron", country="FR")
PARIS = EntityLink(
    "place", "Paris", country="FR", geonames_id=2988507, latitude=48.85, longitude=2.35
)
PARIS_TEXAS = EntityLink(
    "place", "Paris", country="US", geonames_id=4717560, latitude=33.66, longitude=-95.56
)


class Reader:
    """Makes records about one text; `occurrence` counts from 0."""

    def __init__(self, text):
        self.text = text

    def span(self, words, name=None, occurrence=0, **more):
        start = -1
        for _ in range(occurrence + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words), words, name, **more)

    def mention(self, words, label, entity=None, occurrence=0, office=None):
        span = self.span(words, occurrence=occurrence)
        return Mention(
            span.start_char, span.end_char, words, label, "test", 0.9, entity=entity, office=office
        )

    def attribution(self, content, source=None, kind="indirect"):
        return Attribution(
            kind, source and self.span(source), None, self.span(content), "test", 0.8
        )

    def proposal(self, cue, act="propose", id="p1", same_as=None, responses=(), **slots):
        return Proposal(
            id=id,
            act=act,
            cue=self.span(cue),
            proposer=slots.get("proposer"),
            content=slots.get("content"),
            addressees=tuple(slots.get("addressees", ())),
            when=slots.get("when"),
            where=slots.get("where"),
            same_as=same_as,
            factuality="asserted",
            rule="test",
            confidence=0.7,
            responses=tuple(responses),
        )

    def response(self, cue, stance="reject", id="r1", responder=None, object=None):
        return Response(id, stance, self.span(cue), responder, object, None, "test", 0.6)


def extraction(mentions=(), attributions=(), proposals=(), responses=()):
    return Extraction(tuple(mentions), tuple(attributions), tuple(proposals), tuple(responses))
