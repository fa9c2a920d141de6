"""Proposals that nobody is told to make, but somebody to answer: "backed a *call* for a vote".

Who answers a plan shows that there is one: the words for it, or the first that tell what it
holds, are then a telling of it, though they name nobody who put it forward.
"""

from collections import defaultdict

from spacy.tokens import Doc, Span, Token

from annotations.pipeline import records
from annotations.pipeline.parsing import extents, syntax
from annotations.pipeline.proposals import cues, noun_contents, noun_owners, orphans
from annotations.pipeline.proposals.cues import noun_forms, verb_forms, words
from annotations.pipeline.proposals.drafts import Draft, is_actor

RULE = "noun-answered"
# Texts before a parliament: one word for them takes up another ("the *bill* ... the *measure*").
BILLS = noun_forms("bill legislation measure law draft motion")
# Nouns of what is no more than put forward; a deal or a law may be in force.
OPEN = BILLS | noun_forms("proposal call appeal demand request suggestion deadline ultimatum plea")
HANDLING = verb_forms("modify debate consider draft write introduce table discuss prepare weigh")
WOULD = words("would could will")
NEAR = 8


def tellings(doc: Doc, nouns: list[Token], told: list[records.Proposal], make) -> list:
    """Give the tellings of what these nouns name, as `make` makes records of drafts.

    A noun whose kind is told already, in a cue or a content, names nothing new.
    """
    places: dict[str, list[Token]] = defaultdict(list)
    for token in doc:
        if token.lower_ in OPEN and token.pos_ in ("NOUN", "PROPN"):
            places[_kind(token)].append(token)
    found = []
    for kind in dict.fromkeys(_kind(noun) for noun in nouns if noun.lower_ in OPEN):
        draft = next(filter(None, map(_telling, places[kind])), None)
        if draft is not None and not _is_told(draft, told):
            record = make(draft)
            owner = orphans.owner(draft, record, told) if record.proposer is None else None
            found.append(record if owner is None else None)
    return [record for record in found if record is not None]


def _kind(noun: Token) -> str:
    return "bill" if noun.lower_ in BILLS else noun.lower_.removesuffix("s")


def _telling(noun: Token) -> Draft | None:
    """Read what a noun names, where its own words say it."""
    if noun.dep_ in ("compound", "amod", "nmod") or any(c.lower_ == "no" for c in noun.lefts):
        return None
    content, asked = _would(noun), ()
    if content is None and noun.lower_ not in BILLS:
        content, asked = noun_contents.content_of(noun)
        content = _for(noun) or content or _later(noun)
    if content is None or content.start < noun.i:
        return None
    act = cues.NOUN_ACTS.get(noun.lower_, "propose")
    cue = noun.doc[noun.i : noun.i + 1]
    who = noun_owners.proposer(noun)[0] or _handler(noun)
    return Draft(act, cue, who, content, RULE, noun, asked, clause=True)


def _would(noun: Token) -> Span | None:
    """What it would do, whoever says so: "a bill that critics say *would bar them*"."""
    for token in noun.doc[noun.i + 1 : noun.i + 1 + NEAR]:
        if token.is_sent_start:
            return None
        if token.dep_ == "aux" and token.lower_ in WOULD and noun.is_ancestor(token):
            verb = token.head
            return extents.clipped(noun.doc, token.i, verb.right_edge.i + 1, verb.i)
    return None


def _for(noun: Token) -> Span | None:
    """What is to be: "a call *for a vote* to be held", whose clause hangs on the verb."""
    mark = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    verb = mark.head
    if mark.lower_ != "for" or mark.dep_ != "mark" or verb.i < mark.i:
        return None
    return extents.clipped(noun.doc, mark.i + 1, verb.right_edge.i + 1, verb.i)


def _later(noun: Token) -> Span | None:
    """What a day parts from its noun: "accepted a request yesterday *to hear the case*"."""
    rest = noun.doc[noun.i + 1 : noun.i + 1 + NEAR]
    to = next((t for t in rest if t.ent_type_ not in ("DATE", "TIME") and t.lower_ != "on"), noun)
    if to.lower_ != "to" or to.head.tag_ != "VB" or to.head.i < to.i or to.is_sent_start:
        return None
    return extents.clipped(noun.doc, to.i, to.head.right_edge.i + 1, to.head.i)


def _handler(noun: Token) -> Token | None:
    """Give who works on it: "*lawmakers* have modified a bill"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lower_ not in HANDLING:
        return None
    who = syntax.subject(verb)
    return who if who is not None and is_actor(who) else None


def _is_told(draft: Draft, told: list[records.Proposal]) -> bool:
    """Say whether a proposal of the article is told around these words already."""
    start, end = draft.cue.start_char, draft.content.end_char
    if _kind(draft.cue.root) == "bill" and any(map(_holds_bill, told)):
        return True
    return any(
        p.cue.start_char < end
        and start < p.cue.end_char
        or (p.content and p.content.start_char <= start < p.content.end_char)
        for p in told
    )


def _holds_bill(proposal: records.Proposal) -> bool:
    """Say whether a bill is what is put forward: "introduced *the bill*", "a *bill* to"."""
    content = proposal.content.text.casefold().split()[:FEW] if proposal.content else []
    return any(word in BILLS for word in (*proposal.cue.text.casefold().split(), *content))


FEW = 4
