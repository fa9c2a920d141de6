"""Responses: which proposal a reaction answers, or that it answers one told elsewhere."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from annotations.pipeline import codes, confidence, records
from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import extents, syntax
from annotations.pipeline.proposals import proposals as tellings
from annotations.pipeline.proposals.cues import words
from annotations.pipeline.proposals.proposals import plain
from annotations.pipeline.proposals.retellings import same_actor
from annotations.pipeline.records import Proposal, Response
from annotations.pipeline.responses import answered, evidence, naming, reactions, stances
from annotations.pipeline.responses.answers import Reaction

# A reaction answers a proposal from these odds on.
ENOUGH = -1.6
# So many proposals told before a reaction, and after it, may be the one it answers.
BEFORE, AFTER = 10, 2


def attach(
    doc: Doc, actors, attributions, proposals: list[Proposal]
) -> tuple[list[Proposal], list[Response]]:
    """Give the proposals with their responses, and the responses to what is told elsewhere.

    A reaction is attached to the proposal with the most evidence; one without any is a response of
    its own only where its words name a proposal ("rejected the truce plan").
    """
    proposals, reactions_weighed = weighed(doc, actors, attributions, proposals)
    answers: dict[str, list[Response]] = {}
    elsewhere: list[Response] = []
    number = 0
    seen: set[tuple] = set()
    beside = None
    for reaction, responder, pairs in reactions_weighed:
        best = max(_told_here(reaction, pairs, elsewhere), key=lambda pair: pair[1], default=None)
        if beside is not None and _goes_with(reaction, responder, beside):
            best = max(best, beside[1], key=lambda pair: pair[1]) if best else beside[1]
        names = names_proposal(reaction) or _goes_on(reaction, elsewhere)
        attached = best is not None and best[1] >= ENOUGH
        if not attached and not names:
            continue
        said = _gist(reaction, responder, best[0] if attached else None)
        if said in seen:
            continue
        seen.add(said)
        number += 1
        if attached:
            proposal, odds, _ = best
            answer = _record(f"r{number}", reaction, responder, proposal, odds)
            answers.setdefault(proposal.same_as or proposal.id, []).append(answer)
            beside = reaction, best
        else:
            elsewhere.append(_record(f"r{number}", reaction, responder, None, 0.0))
    return [replace(p, responses=tuple(answers.get(p.id, ()))) for p in proposals], elsewhere


def weighed(
    doc: Doc, actors, attributions, proposals: list[Proposal]
) -> tuple[list[Proposal], list[tuple]]:
    """Give the proposals, those that only their answers show among them, and what may answer them.

    That is each reaction, who responds, and (proposal, log odds, signs) of all it may answer.
    """
    found = list(_weighed(doc, actors, attributions, proposals))
    nouns = [reaction.object for reaction, _, pairs in found if _shows_another(reaction, pairs)]
    if not nouns:
        return proposals, found
    speakers = Speakers(attributions)

    def make(draft) -> Proposal:
        return tellings.record_of("", draft, actors, speakers, None)

    more = answered.tellings(doc, nouns, proposals, make)
    if not more:
        return proposals, found
    named = [replace(p, id=f"p{len(proposals) + n}") for n, p in enumerate(more, start=1)]
    proposals = sorted([*proposals, *named], key=lambda p: p.cue.start_char)
    return proposals, list(_weighed(doc, actors, attributions, proposals))


def _shows_another(reaction: Reaction, pairs: list) -> bool:
    """Say whether a reaction names what no proposal found may be: "concern over *the bill*"."""
    if not names_proposal(reaction):
        return False
    told = any(odds >= ENOUGH for _, odds, _ in pairs)
    return not told or reaction.object.lower_ in answered.BILLS


def _goes_with(reaction: Reaction, responder: records.Span, beside: tuple) -> bool:
    """Say whether others answer in the same breath: "six voted for the draft, *Chad abstained*"."""
    other, (proposal, *_) = beside
    same = reaction.object is None and reaction.cue.sent.start == other.cue.sent.start
    return same and not same_actor(responder, proposal.proposer)


def _gist(reaction: Reaction, responder: records.Span, proposal: Proposal | None) -> tuple:
    """Give who takes what how in which sentence: "*criticised* the bill, *calling it illegal*"."""
    what = (proposal.same_as or proposal.id) if proposal else reaction.cue.start
    return responder.name or responder.text, what, reaction.stance, reaction.cue.sent.start


def _weighed(doc: Doc, actors, attributions, proposals: list[Proposal]) -> Iterator[tuple]:
    """Give each reaction, who responds, and (proposal, log odds, signs) of what it may answer."""
    speakers = Speakers(attributions)
    links = evidence.Links(doc, proposals, actors)
    for reaction in reactions.find(doc, speakers):
        responder = _responder(reaction.responder, reaction.object, actors, speakers)
        near = _near(reaction, proposals, links.starts)
        if _is_asked_for(reaction, responder, near):
            continue
        pairs = []
        thing = naming.answered(reaction.object)
        for proposal in near:
            signs = links.signs(reaction, thing, responder, proposal)
            if signs is not None:
                pairs.append((proposal, evidence.log_odds(signs), signs))
        best = max(pairs, key=lambda pair: pair[1], default=None)
        if best is not None and best[1] >= ENOUGH:
            links.answer(best[0], reaction.cue, responder)
        yield reaction, responder, pairs


def _near(reaction: Reaction, proposals: list[Proposal], starts: list[int]) -> list[Proposal]:
    """Give the proposals around a reaction, and the article's first."""
    at = bisect_right(starts, reaction.cue.start_char)
    first = max(at - BEFORE, 0)
    return proposals[: min(first, 1)] + proposals[first : at + AFTER]


def _told_here(reaction: Reaction, pairs: list, elsewhere: list[Response]) -> list:
    """Leave out what was told only after the article had begun on a proposal told elsewhere.

    "Iran rejected *the agency's proposal* and suggested an exchange. France accepted *the
    proposal*": the agency's.
    """
    first = next((r.object.start_char for r in elsewhere if r.object is not None), None)
    if first is None or not names_proposal(reaction):
        return pairs
    return [
        (proposal, odds, signs)
        for proposal, odds, signs in pairs
        if proposal.cue.start_char < first or any(signs.get(sign) for sign in OWN)
    ]


# With one of these signs the words themselves say which proposal is meant.
OWN = ("told inside", "owner", "noun told so")


def _goes_on(reaction: Reaction, elsewhere: list[Response]) -> bool:
    """Say whether an "it" takes up what the last response named: "backed the plan, China *it*"."""
    thing = reaction.object
    if thing is None or thing.lower_ not in ("it", "them") or not elsewhere:
        return False
    return 0 < reaction.cue.start_char - elsewhere[-1].cue.end_char < NEAR


# In code points: a sentence or two.
NEAR = 200


def _is_asked_for(reaction: Reaction, responder: records.Span, proposals: list[Proposal]) -> bool:
    """Say whether a reaction is what a proposal asks for: "urged Hamas to *accept* the plan".

    A thing put forward may be answered beside its name ("a plan *rejected* by Hamas"), but what
    is still to come within it is part of it ("a bill that would let them *vote for* senators").
    Who promises *to consider* something responds.
    """
    start, to_come = reaction.cue.start_char, reaction.verb.tag_ == "VB"
    return any(
        p.content is not None
        and p.content.start_char <= start < p.content.end_char
        and (to_come or p.rule not in THINGS)
        and not (p.act == "offer" and same_actor(p.proposer, responder))
        for p in proposals
    )


THINGS = ("verb-obj", "verb-plan")


def names_proposal(reaction: Reaction) -> bool:
    """Say whether a reaction names what it answers as a proposal."""
    thing = reaction.object
    if thing is None or reaction.loose:
        return False
    if len(stances.REFERRING.get(thing.lower_, "-----")) > 4:
        return False
    return any(
        c.dep_ in ("det", "poss") and c.lower_ not in ("any", "no") for c in thing.lefts
    ) or (bool(naming.names_before(thing)))


def _record(
    record_id: str,
    reaction: Reaction,
    responder: records.Span,
    proposal: Proposal | None,
    odds: float,
) -> Response:
    """Turn a reaction into the record that the contract names."""
    condition = reactions.condition(reaction.verb)
    thing = reaction.object
    content = proposal.content.text if proposal and proposal.content else ""
    sure = round(evidence.probability(odds), 2) if proposal else confidence.ELSEWHERE
    return Response(
        id=record_id,
        stance=reaction.stance,
        cue=plain(reaction.cue),
        responder=responder,
        object=plain(reactions.object_span(thing)) if thing is not None else None,
        condition=plain(condition) if condition is not None else None,
        rule=f"response-{reaction.rule}",
        confidence=sure,
        codes=codes.of_stance(reaction.stance, reaction.cue.text, content),
    )


def _responder(who, thing: Token | None, actors, speakers: Speakers) -> records.Span:
    """Give who responds; for an "it" in reported speech, the one who is reported."""
    if isinstance(who, records.Span):
        return who
    who = _described(who)
    source = speakers.speaker_at(who.idx)
    if source is not None and (who.lower_ in ("it", "this", "that") or _is_own_side(who)):
        return source
    span = speakers.named(who, actors.span(extents.noun_phrase(who)))
    if source is not None and who.pos_ == "PRON" and _is_himself(who, span, source):
        himself = replace(span, name=source.name or span.name)
        return source if who.lower_ in FIRST else himself
    if who.lower_ == "they" and source is not None:
        return replace(span, name=source.name or source.text)
    if source is not None and _speaks_for(source, who, actors):
        return source
    owner = syntax.owner(thing) if thing is not None and who.pos_ == "PRON" else None
    if owner is not None and owner.pos_ != "PRON":
        named = actors.span(extents.noun_phrase(owner)).name
        # "He backed *Smith's plan*": whoever he is, he is not Smith.
        return replace(span, name=None) if named == span.name else span
    return span


def _is_himself(who: Token, span: records.Span, source: records.Span) -> bool:
    """Say whether somebody is reported to speak of himself: "*Mr Diallo* said *he* would sign".

    Who is quoted is named beside the quotation: "We refuse," *the minister* said.
    """
    first = who.lower_ in FIRST and source.text.casefold() not in PRONOUNS
    return first or (who.lower_ in ("he", "she") and same_actor(span, source))


FIRST = words("i we my our")
PRONOUNS = words("he she they it i we")


def _speaks_for(source: records.Span, who: Token, actors) -> bool:
    """Say whether an official tells what his land does: "*a spokesman* said Iran would study it".

    Of an official of another country it is not so.
    """
    if who.ent_type_ != "GPE" or who.dep_ not in ("nsubj", "nsubjpass"):
        return False
    title = source.text.casefold().replace(",", " ").split()
    if not OFFICIALS & set(title) or MEDIA & set(title):
        return False
    if title[0] in ("its", "his", "her", "their"):
        return False
    own = actors.mention_at(who.i)
    land = own.entity.country if own is not None and own.entity else None
    inside = (m for m in actors.mentions if source.start_char <= m.start_char < source.end_char)
    lands = {m.entity.country for m in inside if m.entity} - {None}
    return land is not None and lands <= {land}


OFFICIALS = words(
    "spokesman spokeswoman spokesperson official officials minister ministers ambassador envoy "
    "negotiator president premier diplomat diplomats secretary"
)
# "The *official* news agency" only passes on what others do.
MEDIA = words("agency newspaper daily television tv radio media paper broadcaster")


def _described(who: Token) -> Token:
    """Give the name beside a description, the actor of a possessive: "*Kenya* voiced its support".

    "*Ana Silva*, the opposition leader, who had spoken against it".
    """
    owned = who.dep_ == "poss" and who.pos_ == "PRON" and who.lower_ not in FIRST
    if owned and who.head.dep_ == "dobj":
        return syntax.holder(who.head) or who
    if who.lower_ in ("that", "who") and who.dep_ == "nsubj":
        return _cleft(who) or who
    aside = who.dep_ == "appos" and who.head.ent_type_ == "PERSON" and who.head.i < who.i
    return who.head if aside else who


def _cleft(who: Token) -> Token | None:
    """Give whom a "that" stands for: "it was *France* that stood against it"."""
    copula = who.head.head
    named = syntax.child(copula, "attr")
    before = named is not None and named.i < who.i
    return named if before and copula.lower_ in ("is", "was", "were", "are") else None


def _is_own_side(who: Token) -> bool:
    """Say whether a speaker speaks of himself: he said that *his country* would study it."""
    return who.lower_ in SIDES and any(c.dep_ == "poss" and c.pos_ == "PRON" for c in who.lefts)


SIDES = words("country government side nation party administration ministry group movement")
