"""Responses: which proposal a reaction answers, or that it answers one told elsewhere."""

from dataclasses import replace

from spacy.tokens import Doc

from annotations.pipeline import codes, confidence, evidence, reactions, records, stances, syntax
from annotations.pipeline.drafts import Reaction
from annotations.pipeline.proposals import plain
from annotations.pipeline.records import Proposal, Response
from annotations.pipeline.speakers import Speakers

# A reaction answers a proposal from this much evidence on.
ENOUGH = 3.0


def attach(
    doc: Doc, actors, attributions, proposals: list[Proposal]
) -> tuple[list[Proposal], list[Response]]:
    """Give the proposals with their responses, and the responses to what is told elsewhere.

    A reaction is attached to the proposal with the most evidence; one without any is a response of
    its own only where its words name a proposal ("rejected the truce plan").
    """
    speakers = Speakers(attributions)
    objects = evidence.Objects(proposals, actors)
    text = doc.text
    answers: dict[str, list[Response]] = {}
    elsewhere: list[Response] = []
    for number, reaction in enumerate(reactions.find(doc, speakers), 1):
        if _is_asked_for(reaction, proposals):
            continue
        weights = objects.weights(reaction.object, proposals)
        names = names_proposal(reaction) or _goes_on(reaction, elsewhere)
        if not names and all(w is None for w in weights):
            continue
        responder = _responder(reaction.responder, actors, speakers)
        known = _told_here(reaction, weights, proposals, elsewhere)
        best = _best(reaction, responder, list(zip(proposals, known, strict=True)), text)
        record = _record(f"r{number}", reaction, responder)
        if best is not None:
            answers.setdefault(best.same_as or best.id, []).append(record)
        elif names:
            elsewhere.append(replace(record, confidence=confidence.ELSEWHERE))
    return [replace(p, responses=tuple(answers.get(p.id, ()))) for p in proposals], elsewhere


def _told_here(
    reaction: Reaction,
    weights: list[float | None],
    proposals: list[Proposal],
    elsewhere: list[Response],
) -> list[float | None]:
    """Weigh down what was told only after the article had begun on a proposal told elsewhere.

    "Iran rejected *the agency's proposal* and suggested an exchange. France accepted *the
    proposal*": the agency's.
    """
    first = next((r.object.start_char for r in elsewhere if r.object is not None), None)
    if first is None or not names_proposal(reaction):
        return weights
    return [
        w - 3.0 if w is not None and w < evidence.OWN and p.cue.start_char > first else w
        for w, p in zip(weights, proposals, strict=True)
    ]


def _goes_on(reaction: Reaction, elsewhere: list[Response]) -> bool:
    """Say whether an "it" takes up what the last response named: "backed the plan, China *it*"."""
    thing = reaction.object
    if thing is None or thing.lower_ not in ("it", "them") or not elsewhere:
        return False
    return 0 < reaction.cue.start_char - elsewhere[-1].cue.end_char < NEAR


# In code points: a sentence or two.
NEAR = 200


def _is_asked_for(reaction: Reaction, proposals: list[Proposal]) -> bool:
    """Say whether a reaction is what a proposal asks for: "urged Hamas to *accept* the plan"."""
    start = reaction.cue.start_char
    return any(
        p.content.start_char <= start < p.content.end_char
        for p in proposals
        if p.content is not None and p.rule not in ("verb-obj", "verb-plan")
    )


def names_proposal(reaction: Reaction) -> bool:
    """Say whether a reaction names what it answers as a proposal."""
    thing = reaction.object
    if thing is None or len(stances.REFERRING.get(thing.lower_, "-----")) > 4:
        return False
    return any(
        c.dep_ in ("det", "poss") and c.lower_ not in ("any", "no") for c in thing.lefts
    ) or (bool(evidence.names_before(thing)))


def _best(
    reaction: Reaction,
    responder: records.Span,
    weighed: list[tuple[Proposal, float | None]],
    text: str,
) -> Proposal | None:
    """Give the proposal that a reaction answers, if the evidence is enough; the last of equals."""
    best, most = None, ENOUGH
    cue, names = plain(reaction.cue), names_proposal(reaction)
    for proposal, weight in weighed:
        people = evidence.of_people(responder, proposal)
        if weight is None or people is None or _overlap(cue, proposal.cue):
            continue
        near = evidence.of_distance(cue, proposal, text)
        # A noun for a proposal finds it anywhere in the article, silence only nearby.
        score = weight + people + (max(near, 0.0) / 2 + 1.0 if names else near)
        if score >= most:
            best, most = proposal, score
    return best


def _overlap(a: records.Span, b: records.Span) -> bool:
    return a.start_char < b.end_char and b.start_char < a.end_char


def _record(record_id: str, reaction: Reaction, responder: records.Span) -> Response:
    """Turn a reaction into the record that the contract names."""
    condition = reactions.condition(reaction.verb)
    thing = reaction.object
    return Response(
        id=record_id,
        stance=reaction.stance,
        cue=plain(reaction.cue),
        responder=responder,
        object=plain(reactions.object_span(thing)) if thing is not None else None,
        condition=plain(condition) if condition is not None else None,
        rule=f"response-{reaction.rule}",
        confidence=confidence.RESPONSES[reaction.rule],
        codes=codes.of_stance(reaction.stance),
    )


def _responder(who, actors, speakers: Speakers) -> records.Span:
    """Give who responds; for an "it" in reported speech, the one who is reported."""
    if isinstance(who, records.Span):
        return who
    source = speakers.speaker_at(who.idx)
    if who.lower_ in ("it", "this", "that") and source is not None:
        return source
    span = speakers.named(who, actors.span(syntax.noun_phrase(who)))
    if who.lower_ == "they" and source is not None:
        return replace(span, name=source.name or source.text)
    return span
