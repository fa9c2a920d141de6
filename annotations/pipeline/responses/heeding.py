"""Rules for what somebody does with a call in the air: "will go ahead *despite* a call to wait"."""

from spacy.tokens import Span, Token

from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import syntax
from annotations.pipeline.proposals.cues import noun_forms, words
from annotations.pipeline.proposals.drafts import is_actor
from annotations.pipeline.responses import stances
from annotations.pipeline.responses.answers import Reaction

CALLS = noun_forms(
    "call appeal demand request plea pressure warning order ultimatum entreaty petition urging "
    "proposal offer plan invitation objection threat deadline"
)
# What goes against a call, and what goes with it: the word right before the call, the whole phrase.
AGAINST = {
    "despite": "despite",
    "of": "in spite of|in defiance of|regardless of",
    "to": "contrary to",
}
ALONG = {"to": "in response to|in answer to", "with": "in line with|in keeping with"}


def heedless(noun: Token, speakers: Speakers) -> Reaction | None:
    """ "The vote *will go ahead*, he said, despite a call by the bishops to put it off"."""
    return _beside(noun, speakers, AGAINST, "reject")


def heeding(noun: Token, speakers: Speakers) -> Reaction | None:
    """ "In response to an appeal by the UN, Chad *opened* its border"."""
    return _beside(noun, speakers, ALONG, "accept")


def _beside(noun: Token, speakers: Speakers, phrases: dict[str, str], stance: str):
    """Make the reaction of who does a deed beside which a call is told."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in phrases:
        return None
    top = _opening(prep, phrases[prep.lower_].split("|"))
    verb = top.head if top is not None else None
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return None
    who = speakers.speaker_at(verb.idx) or syntax.actor(verb)
    if who is None or (isinstance(who, Token) and not (is_actor(who) or who.pos_ == "PRON")):
        return None
    return Reaction(stance, _deed(verb), who, noun, "beside", verb)


def _opening(prep: Token, phrases: list[str]) -> Token | None:
    """Give the first word of the phrase that a preposition ends: the "in" of "in spite of"."""
    for phrase in phrases:
        parts = phrase.split()
        first = prep.i - len(parts) + 1
        if first >= 0 and [t.lower_ for t in prep.doc[first : prep.i + 1]] == parts:
            return prep.doc[first]
    return None


def _deed(verb: Token) -> Span:
    """Give a verb with the auxiliaries and the "not" right before it."""
    before = [c.i for c in verb.lefts if c.dep_ in ("aux", "auxpass", "neg")]
    return verb.doc[min([i for i in before if verb.i - i < NEAR], default=verb.i) : verb.i + 1]


NEAR = 4


def not_going(verb: Token, speakers: Speakers) -> Reaction | None:
    """ "We are *not going to pay* for it", he said; "is *not about to* resign"."""
    clause = next((c for c in verb.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
    negation, who = syntax.negation(verb), syntax.subject(verb)
    if clause is None or negation is None or who is None or negation.i > verb.i:
        return None
    if not (is_actor(who) or who.lower_ == "it") or _is_read_by_others(clause):
        return None
    near = clause.i - negation.i < 2 * NEAR
    cue = verb.doc[negation.i : clause.i + 1] if near else verb.doc[negation.i : verb.i + 1]
    return Reaction("reject", cue, who, clause, "unwilling", verb, loose=True)


GOING = words("going planning intending looking rushing")


def _is_read_by_others(clause: Token) -> bool:
    if clause.lower_ in stances.REFUSALS_TO_SPEAK | stances.ANSWERING:
        return True
    return clause.lower_ in stances.VERBS and bool(syntax.child(clause, "dobj", "prep", "prt"))


def to_the_dismay(noun: Token, speakers: Speakers) -> Reaction | None:
    """ "... to the *dismay* of farmers", "much to *his* annoyance"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "to" or noun.head.head.pos_ == "NOUN":
        return None
    of = syntax.preposition(noun, "of", "among", "in")
    who = syntax.child(noun, "poss") or (syntax.child(of, "pobj") if of is not None else None)
    if who is None or not (is_actor(who) or who.pos_ == "PRON"):
        return None
    stance = stances.NOUN_STANCES[noun.lower_]
    return Reaction(stance, noun.doc[noun.i : noun.i + 1], who, None, "owned", noun)
