"""Judge attributions, proposals and responses, and the slots of those that were found."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import attrgetter

from annotations.pipeline.records import Attribution, Extraction, Proposal, Response, Span

from .gold import GoldArticle
from .judgements import Judgement, Marked, Role
from .matching import align, bears_name, likeness, meets

HALF = 0.5
# How alike two responses are: only their cues meet; their stance is the same; all is right.
SAME_CUE, SAME_STANCE, SAME_ANSWER = 0.3, 0.6, 1.0


def judge_attributions(gold: GoldArticle, told: Extraction, marked: Marked) -> list[Judgement]:
    """Found when the contents overlap by half of what both cover; right when the sources meet.

    The gold's attributions without a source are left out; a prediction without one can never be
    right, so that its confidence is not measured. Interrupted content is the whole stretch from
    its first to its last part.
    """
    wanted = [attribution for attribution in gold.reading.attributions if attribution.source]
    pairs = align(wanted, told.attributions, lambda w, g: likeness(w.content, g.content), HALF)
    return [_attribution(*pair, marked) for pair in pairs]


def judge_proposals(gold: GoldArticle, told: Extraction, marked: Marked) -> list[Judgement]:
    """Right (found) when the cues meet or the contents overlap by half of what both cover."""
    pairs = _tellings(gold, told)
    sides = _firsts(gold), _told_firsts(gold, pairs)
    return [_proposal(wanted, given, sides, marked) for wanted, given in pairs]


def judge_proposers(gold: GoldArticle, told: Extraction, marked: Marked) -> list[Judgement]:
    """Of all the gold's proposals whose proposer has a name: right when found with that name."""
    return [
        Judgement(
            wanted.proposer if _stands(wanted.proposer) else wanted.cue,
            given and given.proposer,
            bool(given) and bears_name(given.proposer, wanted.proposer.name),
            wanted.act,
            roles=(_name_role("name", wanted.proposer, given and given.proposer),),
            rule=given.rule if given else "",
        )
        for wanted, given in _tellings(gold, told)
        if wanted and wanted.proposer and wanted.proposer.name
    ]


def judge_responses(gold: GoldArticle, told: Extraction, marked: Marked) -> list[Judgement]:
    """To proposals of the article: right when cue, stance, responder and proposal are.

    The cues and the responders have to meet, the stances to be the same, and the proposal to be
    one that was found; another telling of it will do.
    """
    firsts, told_firsts = _firsts(gold), _told_firsts(gold, _tellings(gold, told))
    wanted = [
        _Answer(response, firsts[gold.answered[response.id]])
        for response in gold.reading.responses
        if response.id in gold.answered
    ]
    given = [
        _Answer(response, told_firsts.get(proposal.id, f"“{proposal.cue.text}”, not in the gold"))
        for proposal in told.proposals
        for response in proposal.responses
    ]
    return [
        _response(*pair, "responses", marked) for pair in align(wanted, given, _alike, SAME_CUE)
    ]


def judge_answers(gold: GoldArticle, told: Extraction, marked: Marked) -> list[Judgement]:
    """Responses to what the article does not tell: right when cue, stance and responder are."""
    wanted = [_Answer(r) for r in gold.reading.responses if r.id not in gold.answered]
    given = [_Answer(response) for response in told.responses]
    return [_response(*pair, "answers", marked) for pair in align(wanted, given, _alike, SAME_CUE)]


@dataclass(frozen=True, slots=True)
class _Answer:
    """A response, and the gold's first telling of the proposal it answers."""

    response: Response
    proposal: str | None = None


def _tellings(gold, told):
    """The gold's proposals beside the predicted ones; a cue that meets outweighs any content."""

    def alike(wanted: Proposal, given: Proposal) -> float:
        both = wanted.content and given.content
        content = likeness(wanted.content, given.content) if both else 0.0
        return meets(wanted.cue, given.cue) + content

    return align(gold.reading.proposals, told.proposals, alike, HALF)


def _firsts(gold):
    """For each proposal of the gold, by id: its first telling, as its cue and its id."""
    told = gold.reading.proposals
    titles = {proposal.id: f"“{proposal.cue.text}” ({proposal.id})" for proposal in told}
    return {proposal.id: titles[proposal.same_as or proposal.id] for proposal in told}


def _told_firsts(gold, pairs):
    """For each predicted proposal that was found, by id: the gold's first telling of it."""
    firsts = _firsts(gold)
    return {given.id: firsts[wanted.id] for wanted, given in pairs if wanted and given}


def _alike(wanted: _Answer, given: _Answer) -> float:
    one, other = wanted.response, given.response
    if not meets(one.cue, other.cue):
        return 0.0
    if one.stance != other.stance:
        return SAME_CUE
    by_whom = not _stands(one.responder) or _meet(one.responder, other.responder)
    return SAME_ANSWER if by_whom and wanted.proposal == given.proposal else SAME_STANCE


# --- Judgements with their roles ------------------------------------------------------------------


def _attribution(wanted: Attribution | None, given: Attribution | None, marked) -> Judgement:
    sources = [side and side.source for side in (wanted, given)]
    right = bool(wanted and given) and any(_meet(part, sources[1]) for part in _parts(sources[0]))
    slots = {
        "source": Role("source", *map(_said, sources), right),
        "source_name": _name_role("source's name", *sources),
        "kind": _value_role("kind", wanted, given),
        "cue": _span_role("cue", wanted, given),
    }
    roles = _marked(slots, "attributions", marked)
    judged = _judgement(wanted, given, right, attrgetter("content"), attrgetter("kind"), roles)
    return replace(judged, confidence=None) if given and not given.source else judged


def _proposal(wanted: Proposal | None, given: Proposal | None, firsts, marked) -> Judgement:
    actors = [side and side.proposer for side in (wanted, given)]
    slots = {
        "act": _value_role("act", wanted, given),
        "proposer": Role("proposer's words", *map(_said, actors), _meet(*actors)),
        "proposer_name": _name_role("proposer's name", *actors),
        "content": _span_role("content", wanted, given, _half),
        "addressees": _addressee_role(wanted, given),
        "when": _span_role("when", wanted, given),
        "where": _span_role("where", wanted, given),
        "same_as": _retelling_role(wanted, given, firsts),
    }
    found, roles = bool(wanted and given), _marked(slots, "proposals", marked)
    return _judgement(wanted, given, found, attrgetter("cue"), attrgetter("act"), roles)


def _response(wanted: _Answer | None, given: _Answer | None, kind, marked) -> Judgement:
    one, other = wanted and wanted.response, given and given.response
    actors = [side and side.responder for side in (one, other)]
    slots = {
        "stance": _value_role("stance", one, other),
        "responder": Role("responder", *map(_said, actors), _meet(*actors)),
        "responder_name": _name_role("responder's name", *actors),
        "proposal": _value_role("proposal", wanted, given),
        "object": _span_role("object", one, other),
        "condition": _span_role("condition", one, other),
    }
    right = bool(wanted and given) and _alike(wanted, given) == SAME_ANSWER
    roles = _marked(slots, kind, marked)
    return _judgement(one, other, right, attrgetter("cue"), attrgetter("stance"), roles)


def _marked(slots, kind, marked):
    """The roles of the slots that the gold's records of a kind have, and that either side fills."""
    return tuple(
        role
        for slot, role in slots.items()
        if f"{kind}.{slot}" in marked and (role.wanted or role.given)
    )


def _judgement(wanted, given, right, anchor: Callable, label: Callable, roles) -> Judgement:
    return Judgement(
        wanted and anchor(wanted),
        given and anchor(given),
        right,
        wanted and label(wanted),
        given and label(given),
        roles,
        given.rule if given else "",
        given.confidence if given else None,
    )


def _span_role(slot, wanted, given, agree: Callable | None = None) -> Role:
    """A slot of words: right when both spans are there and meet, or agree as told."""
    one, other = (getattr(side, slot) if side else None for side in (wanted, given))
    return Role(slot, _said(one), _said(other), (agree or _meet)(one, other))


def _value_role(slot, wanted, given) -> Role:
    one, other = (getattr(side, slot) if side else None for side in (wanted, given))
    return Role(slot, one or None, other or None, one == other)


def _name_role(name, wanted: Span | None, given: Span | None) -> Role:
    """A slot's name; the prediction's own words count for one where they are that name."""
    full = wanted.name if wanted else None
    right = bool(full) and bears_name(given, full)
    said = given and (given.name or (given.text if right else None))
    return Role(name, full, said or None, right)


def _addressee_role(wanted, given):
    """Right when any of the addressees meets any that was wanted."""
    one, other = (side.addressees if side else () for side in (wanted, given))
    right = any(_meet(this, that) for this in one for that in other)
    listed = (" + ".join(span.text for span in side) or None for side in (one, other))
    return Role("addressee", *listed, right)


def _retelling_role(wanted, given, firsts):
    """That a proposal was told before: right when it is said to be the same as that one."""
    same = [side.same_as if side else None for side in (wanted, given)]
    told = [of.get(id_, "another") if id_ else None for id_, of in zip(same, firsts, strict=True)]
    return Role("told again", *told, told[0] is not None and told[0] == told[1])


def _parts(span):
    return span.members or (span,) if span else ()


def _stands(span):
    return span is not None and span.text != ""


def _meet(one, other):
    return _stands(one) and other is not None and meets(one, other)


def _half(one, other):
    return bool(one and other) and likeness(one, other) >= HALF


def _said(span):
    return span.text if span and span.text else None
