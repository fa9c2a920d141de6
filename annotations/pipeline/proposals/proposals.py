"""Proposals of an article: who put what forward, to whom, when and where."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token

from annotations.pipeline import codes, confidence, records
from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import extents, syntax
from annotations.pipeline.proposals import (
    circumstances,
    conditions,
    cues,
    drafts,
    objects,
    orphans,
    proposal_modals,
    proposal_nouns,
    proposal_spoken,
    proposal_terms,
    proposal_verbs,
    retellings,
    undertakings,
)
from annotations.pipeline.proposals.drafts import Draft
from annotations.pipeline.responses import stances


def find(doc: Doc, actors, attributions, published: date | None) -> list[records.Proposal]:
    """Find the proposals of a parsed article, in order of the text.

    `actors.span` turns a spaCy span into a records.Span with the actor's canonical name;
    `attributions` are the article's; `published` is its date, to which "on Tuesday" refers.
    """
    speakers = Speakers(attributions)
    told: list[records.Proposal] = []
    opening = circumstances.opening(doc)
    drafts_found = _distinct(_drafts(doc, speakers))
    read = [record_of("", draft, actors, speakers, published) for draft in drafts_found]
    for record, owner in _owned(drafts_found, read):
        record = replace(record, id=f"p{len(told) + 1}")
        first = retellings.first_telling(record, told) or retellings.at_cue(owner, told)
        if record.content is not None or (first is not None and (record.when or owner)):
            record = replace(record, same_as=first.id if first else None)
            record = retellings.of_plan(record, told)
            told.append(circumstances.at_dateline(record, opening))
    return told


def _owned(
    found: list[Draft], read: list[records.Proposal]
) -> Iterator[tuple[records.Proposal, records.Proposal | None]]:
    """Yield the records with a proposer, and those that tell another's again, with that one."""
    owned = [r for r in read if r.proposer is not None]
    for draft, record in zip(found, read, strict=True):
        if record.proposer is not None:
            yield record, None
            continue
        other = orphans.owner(draft, record, owned)
        if other is not None:
            yield replace(record, proposer=other.proposer), other
        elif draft.rule == proposal_nouns.UNOWNED:
            yield record, None


def _drafts(doc: Doc, speakers: Speakers) -> list[Draft]:
    """Collect the drafts of all rules in one pass over the tokens."""
    found: list[Draft] = []
    for token in doc:
        for rule in RULES_AT.get(token.lower_, ()):
            draft = rule(token, speakers)
            if draft is not None:
                found.append(draft)
    return found


def willing(token: Token, speakers: Speakers) -> Draft | None:
    """Readiness to act: "is *ready* to host talks", "stands *prepared* to help"."""
    clause = proposal_verbs.infinitive(token)
    if clause is None:
        return willing_for(token, speakers)
    if clause.lower_ in cues.HOSTILE | CONTENDING or _is_doubtful(token):
        return None
    own = syntax.child(token, "nsubj")
    itself = own is not None and own.lower_ in REFLEXIVE
    if token.tag_ == "VBD" and token.dep_ not in ("acomp", "oprd") and not itself:
        return None
    who = syntax.subject(token.head if token.dep_ in ("acomp", "oprd") or itself else token)
    if who is None or not (itself or drafts.is_actor(who) or _is_said(who, speakers)):
        return None
    if clause.lower_ in ANSWERS and _takes_proposal(clause):
        return None
    content = proposal_verbs.infinitive_phrase(clause)
    cue = token.doc[token.i : token.i + 1]
    return Draft("offer", cue, who, content, "willing", token.head, (), clause=True)


def open_to(token: Token, speakers: Speakers) -> Draft | None:
    """Readiness for something: "is *open* to talks", "was *open* to holding a vote"."""
    prep = syntax.preposition(token, "to") if token.dep_ in ("acomp", "oprd") else None
    thing = syntax.child(prep, "pobj", "pcomp") if prep is not None else None
    who = syntax.subject(token.head) if thing is not None else None
    if who is None or _is_doubtful(token) or thing.lower_ == "public":
        return None
    if not (drafts.is_actor(who) or _is_said(who, speakers)):
        return None
    content = objects.object_phrase(thing, prep)
    cue = token.doc[token.i : token.i + 1]
    return Draft("offer", cue, who, content, "willing", token.head, clause=True)


# Ready to do one's own business: "the team is ready to *play*".
CONTENDING = cues.words("play compete race go perform open receive use")
TALKING = cues.noun_forms("talk dialogue negotiation compromise discussion meeting truce ceasefire")
REFLEXIVE = cues.words("itself himself herself themselves")


def _is_doubtful(token: Token) -> bool:
    """Say whether readiness is denied or asked after: "*not* ready", "*whether* it was ready"."""
    asked = any(c.lower_ in ("whether", "if") for c in token.head.lefts)
    return asked or syntax.is_negated(token.head) or syntax.is_negated(token)


def _is_said(who: Token, speakers: Speakers) -> bool:
    """Say whether an "it" stands for an actor, being in reported speech: "it said *it* was"."""
    return who.lower_ == "it" and speakers.speaker_at(who.idx) is not None


def willing_for(token: Token, speakers: Speakers) -> Draft | None:
    """Readiness for what others do: "France was *ready* for the coalition to fight Hamas"."""
    who = syntax.subject(token.head) if token.dep_ == "acomp" else None
    if token.i + 1 == len(token.doc) or token.nbor(1).lower_ != "for" or _is_doubtful(token):
        return None
    if who is None or not (drafts.is_actor(who) or _is_said(who, speakers)):
        return None
    talks, cue = syntax.child(token.nbor(1), "pobj"), token.doc[token.i : token.i + 1]
    if talks is not None and talks.lower_ in TALKING and token.head.tag_ != "VB":
        content = objects.object_phrase(talks, token.nbor(1))
        return Draft("offer", cue, who, content, "willing", token.head, clause=True)
    clause = proposal_verbs.infinitive(token.nbor(1)) or proposal_verbs.infinitive(token.head)
    if clause is None or clause.i < token.i:
        return None
    content = extents.clipped(token.doc, token.i + 1, clause.right_edge.i + 1, clause.i)
    return Draft("offer", cue, who, content, "willing", token.head, (), clause=True)


# Readiness to do these to a proposal is a response to it.
ANSWERS = frozenset(form for form, entries in stances.VERBS.items() if entries)


def _takes_proposal(verb: Token) -> bool:
    """Say whether a verb takes a proposal: "ready to *accept* the plan"."""
    thing = syntax.child(verb, "dobj")
    if thing is None:
        prep = syntax.preposition(verb, "to", "with")
        thing = syntax.child(prep, "pobj") if prep is not None else None
    return thing is not None and (thing.lower_ in stances.REFERRING or thing.lower_ == "it")


QUOTES = frozenset({'"', "“", "``", "‘", "«"})
BURDENS = cues.noun_forms("responsibility duty obligation")
RULES = (
    (cues.VERBS, lambda token, _: proposal_verbs.draft(token)),
    (proposal_verbs.QUOTING, proposal_verbs.quoting),
    (cues.VERBS, proposal_verbs.bidding),
    (cues.NOUN_ACTS, lambda token, _: proposal_nouns.telling(token)),
    (cues.NOUN_ACTS.keys() | proposal_nouns.ANSWERS, proposal_nouns.told_by_speaker),
    (cues.VERBS, proposal_verbs.what),
    (frozenset({"hope", "hopes"}), proposal_nouns.hope),
    (frozenset({"proposed"}), proposal_nouns.proposed),
    (frozenset({"request", "urging", "insistence"}), proposal_nouns.at_request),
    (proposal_nouns.ANSWERS | {"ways"}, proposal_nouns.best_way),
    (conditions.DEPENDING, conditions.depending),
    (frozenset({"only"}), conditions.only_after),
    (frozenset({"open"}), open_to),
    (cues.MODALS, proposal_modals.modal),
    (cues.DUTIES, proposal_modals.duty),
    (frozenset({"needed", "required"}), proposal_modals.needed),
    (frozenset({"will", "would", "'ll", "’ll"}), undertakings.undertaking),
    (frozenset({"need"}), proposal_modals.there_is_need),
    (cues.VITAL, proposal_modals.vital),
    (cues.STRESSING, lambda token, _: proposal_modals.need(token)),
    (cues.WILLING, willing),
    (frozenset({"let"}), proposal_spoken.let),
    (QUOTES, proposal_spoken.bidding),
    (frozenset({"time", "moment"}), proposal_spoken.time_for),
    (frozenset({"need", "needs"}), proposal_spoken.need_of),
    (frozenset({"up"}), proposal_spoken.up_to),
    (frozenset({"see"}), proposal_spoken.wants_to_see),
    (frozenset({"adamant", "insistent"}), proposal_modals.adamant),
    (BURDENS, proposal_spoken.burden),
    (cues.verb_forms("give"), lambda token, _: proposal_terms.deadline(token)),
    (frozenset({"unless", "until"}), proposal_terms.unless),
    (frozenset({"provided", "providing"}), proposal_terms.provided),
    (frozenset({"if"}), proposal_terms.in_return),
    (frozenset({"if"}), proposal_terms.or_else),
    (frozenset({"if"}), proposal_terms.resuming),
    (frozenset({"condition", "precondition"}), proposal_terms.condition),
)
RULES_AT = cues.rules_at(RULES)


def _distinct(found: list[Draft]) -> list[Draft]:
    """Drop what is told inside the content of another draft, and the second of one cue."""
    # By the tokens of its content: only what is put forward there can cover a draft.
    at: dict[int, list[Draft]] = defaultdict(list)
    for draft in found:
        for i in range(draft.content.start, draft.content.end) if draft.content else ():
            at[i].append(draft)
    return [
        draft
        for draft in sorted(found, key=lambda d: (d.cue.start, -len(d.cue)))
        if not any(_covers(other, draft) for other in _around(draft, at) if other is not draft)
    ]


def _around(draft: Draft, at: dict[int, list[Draft]]) -> list[Draft]:
    """Give the drafts whose content holds the start or the head of a draft's cue."""
    return [*at.get(draft.cue.start, ()), *at.get(draft.cue.root.i, ())]


def _covers(other: Draft, draft: Draft) -> bool:
    """Say whether a draft is only part of what another puts forward.

    Within a clause still to come true nothing is proposed yet ("called on X *to propose* ..."); of
    an object only its own noun is dropped ("*tabled* a *plan*").
    """
    if other.content is None:
        return False
    if not other.clause:
        return draft.rule.startswith("noun") and draft.cue.root == other.content.root
    inside = other.content.start <= draft.cue.start and draft.cue.end <= other.content.end
    return inside and not _is_beside(other, draft)


def _is_beside(other: Draft, draft: Draft) -> bool:
    """Say whether a draft is told beside a content: "will be held *despite* calls to wait"."""
    before = other.content.doc[other.content.start : draft.cue.start]
    return _is_at_hand(draft) or any(token.lower_ == "despite" for token in before)


def _is_at_hand(draft: Draft) -> bool:
    """Say whether what is told as somebody's is there to be answered: "to accept *his* plan"."""
    noun = draft.cue.root
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    owned = draft.rule in ("noun-possessor", "noun-nationality", "noun-maker")
    return owned and verb.lower_ in ANSWERING


# What is done with a proposal that is there: these forms answer, pass or carry it out.
ANSWERING = ANSWERS | cues.verb_forms("pass get implement carry honour honor withdraw drop fulfil")


def record_of(
    record_id: str, draft: Draft, actors, speakers: Speakers, published: date | None
) -> records.Proposal:
    """Turn a draft into the record that the contract names."""
    who = _actor(draft.proposer, actors, speakers)
    content, day, site = circumstances.trailing(draft.content, draft.rule, published)
    return records.Proposal(
        id=record_id,
        act=draft.act,
        cue=plain(draft.cue),
        proposer=who,
        content=plain(content) if content is not None else None,
        addressees=tuple(_addressee(a, who, actors, speakers) for a in _addressees(draft)),
        when=day or circumstances.when(draft.verb, draft.content, published),
        where=site or circumstances.where(draft.verb, draft.content),
        same_as=None,
        factuality=circumstances.factuality(draft.verb, draft.rule),
        rule=draft.rule,
        confidence=confidence.UNMEASURED,
        codes=codes.of_act(draft.act, content.text if content is not None else ""),
    )


def _addressees(draft: Draft) -> tuple[Token, ...]:
    """Give who is addressed, of an offer also whom it would serve: "to hold talks with *them*"."""
    if draft.addressees or draft.act != "offer" or draft.content is None:
        return draft.addressees
    if draft.content[0].lower_ == "for":
        return ()
    for token in draft.content:
        served = token.dep_ in ("dobj", "dative", "pobj") and _is_known(token)
        if served and (token.dep_ != "pobj" or token.head.lower_ in SERVING):
            return (token,)
    return ()


def _is_known(token: Token) -> bool:
    """Say whether a word stands for somebody in particular: a name, "them", "the rebels"."""
    if not drafts.is_actor(token) or any(c.lower_ in ("a", "an", "no") for c in token.lefts):
        return False
    if token.ent_type_ in drafts.ACTING or token.pos_ == "PRON":
        return True
    counted = any(c.dep_ == "nummod" for c in token.lefts)
    several = token.tag_ == "NNS" and token.dep_ == "pobj" and not counted
    return several or any(c.dep_ in ("det", "poss") for c in token.lefts)


SERVING = cues.words("with to for between")


def _actor(who, actors, speakers: Speakers) -> records.Span | None:
    """Give the record of an actor: a head in the parse, or a source that is a record already."""
    if who is None or isinstance(who, records.Span):
        return who
    return speakers.named(who, actors.span(extents.noun_phrase(who)))


def _addressee(token: Token, proposer, actors, speakers: Speakers) -> records.Span:
    """Give the record of an addressee; a pronoun never means the proposer himself.

    "Macron went to Ramallah, where Abbas urged *him* to": the person named before, Macron.
    """
    span = _actor(token, actors, speakers)
    own = proposer is not None and span.name is not None and span.name == proposer.name
    if not own or token.lower_ not in ("him", "her"):
        return span
    start = token.sent.start_char
    before = [
        m.entity.name
        for m in actors.mentions
        if m.label == "PERSON" and m.entity and start <= m.start_char < token.idx
    ]
    # Who is known by a surname alone is called by a title with it: "President Lee".
    others = [name for name in before if not proposer.name.endswith(name)]
    return replace(span, name=others[-1] if others else None)


def plain(span) -> records.Span:
    """Give the record of a spaCy span that stands for nobody."""
    return records.Span(span.start_char, span.end_char, span.text)
