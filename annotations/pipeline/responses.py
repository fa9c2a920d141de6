"""Responses: which proposal a reaction answers, or that it answers one told elsewhere."""

from dataclasses import replace

from spacy.tokens import Doc, Token

from annotations.pipeline import codes, reactions, records, stances, syntax
from annotations.pipeline.drafts import Reaction
from annotations.pipeline.proposals import plain
from annotations.pipeline.records import Proposal, Response
from annotations.pipeline.retellings import keywords, same_actor
from annotations.pipeline.speakers import Speakers

# A reaction answers a proposal from this much evidence on; see `evidence`.
ENOUGH = 3.0
# Names are everywhere in an article: that two phrases share one says little.
NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC"})


def attach(
    doc: Doc, actors, attributions, proposals: list[Proposal]
) -> tuple[list[Proposal], list[Response]]:
    """Give the proposals with their responses, and the responses to what is told elsewhere.

    A reaction is attached to the proposal with the most evidence; one without any is a response of
    its own only where its words name a proposal ("rejected the truce plan").
    """
    speakers = Speakers(attributions)
    told = {p.id: p for p in proposals}
    answers: dict[str, list[Response]] = {}
    elsewhere: list[Response] = []
    for number, reaction in enumerate(reactions.find(doc, speakers), 1):
        if _is_asked_for(reaction, proposals):
            continue
        record = _record(f"r{number}", reaction, actors, speakers)
        best = _best(reaction, record, proposals, doc)
        if best is not None:
            answers.setdefault(best.same_as or best.id, []).append(record)
        elif names_proposal(reaction):
            elsewhere.append(record)
    kept = [replace(p, responses=tuple(answers.get(p.id, ()))) for p in told.values()]
    return kept, elsewhere


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
    return (
        thing is not None
        and thing.lower_ in stances.REFERRING
        and len(stances.REFERRING[thing.lower_]) < 5
    )


def _record(record_id: str, reaction: Reaction, actors, speakers: Speakers) -> Response:
    """Turn a reaction into the record that the contract names."""
    condition = reactions.condition(reaction.verb)
    thing = reaction.object
    return Response(
        id=record_id,
        stance=reaction.stance,
        cue=plain(reaction.cue),
        responder=_responder(reaction.responder, actors, speakers),
        object=plain(reactions.object_span(thing)) if thing is not None else None,
        condition=plain(condition) if condition is not None else None,
        rule=f"response-{reaction.rule}",
        confidence=0.5,
        codes=codes.of_stance(reaction.stance),
    )


def _responder(who, actors, speakers: Speakers) -> records.Span:
    """Give who responds; for an "it" in reported speech, the one who is reported."""
    if isinstance(who, records.Span):
        return who
    source = speakers.speaker_at(who.idx)
    if who.lower_ in ("it", "this", "that") and source is not None:
        return source
    return speakers.named(who, actors.span(syntax.noun_phrase(who)))


def _best(
    reaction: Reaction, record: Response, proposals: list[Proposal], doc: Doc
) -> Proposal | None:
    """Give the proposal that a reaction answers, if the evidence is enough."""
    scored = [(evidence(reaction, record, p, doc), n, p) for n, p in enumerate(proposals)]
    score, _, best = max(scored, default=(0.0, 0, None), key=lambda s: s[:2])
    return best if score >= ENOUGH else None


def evidence(reaction: Reaction, record: Response, proposal: Proposal, doc: Doc) -> float:
    """Weigh whether a reaction answers a proposal: same words, fit of noun, people, nearness."""
    if _overlap(record.cue, proposal.cue) or same_actor(record.responder, proposal.proposer):
        return 0.0
    points = _by_object(reaction.object, proposal)
    if points is None:
        return 0.0
    if any(same_actor(record.responder, a) for a in proposal.addressees):
        points += 2.0
    return points + _by_distance(record, proposal, doc)


def _by_object(thing: Token | None, proposal: Proposal) -> float | None:
    """Weigh what is answered; None where it cannot be this proposal."""
    if thing is None:
        return 1.0
    if thing.lower_ in stances.PARTS:
        thing = next((t for t in thing.subtree if t.lower_ in stances.REFERRING), thing)
    span = thing.doc[thing.left_edge.i : thing.right_edge.i + 1]
    if span.start_char <= proposal.cue.start_char < span.end_char:
        return 8.0
    content = proposal.content
    inside = content and content.start_char <= thing.idx < content.end_char
    kind = reactions.describes(thing)
    if kind == "pronoun":
        return None if thing.idx < proposal.cue.end_char else 2.0
    spoken = " ".join(t.lower_ for t in span if kind == "referring" or t.ent_type_ not in NAMED)
    shared = len(keywords(spoken) & keywords(content.text if content else ""))
    if kind == "referring":
        fits = proposal.act in stances.REFERRING[thing.lower_] or inside
        return (2.0 if fits else 0.0) + 1.5 * min(shared, 2)
    return 1.5 * min(shared, 3) - 1.0 if shared else None


def _by_distance(record: Response, proposal: Proposal, doc: Doc) -> float:
    """Weigh nearness: the same or the next sentence most, another paragraph least."""
    gap = record.cue.start_char - proposal.cue.end_char
    if gap < 0:
        return 1.0 if gap > -300 else -1.0
    between = doc.text[proposal.cue.end_char : record.cue.start_char]
    paragraphs = between.count("\n\n") or between.count("\n")
    if paragraphs == 0:
        return 3.0 if gap < 250 else 2.0
    return max(2.0 - 0.5 * paragraphs, -1.0)


def _overlap(a: records.Span, b: records.Span) -> bool:
    return a.start_char < b.end_char and b.start_char < a.end_char
