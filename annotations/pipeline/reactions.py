"""Reported reactions: who takes what how, before it is known which proposal is meant."""

from spacy.tokens import Doc, Span, Token

from annotations.pipeline import cues, evidence, remarks, stances, syntax, taking
from annotations.pipeline.cues import rules_at, verb_forms, words
from annotations.pipeline.drafts import Reaction
from annotations.pipeline.objects import is_infinitive
from annotations.pipeline.speakers import Speakers

COPULAS = words("be is are was were been being remains remained seems seemed stayed kept")
SPEAKING = verb_forms("say reply answer respond")
GIVING = verb_forms("give make offer issue have provide take express")


def find(doc: Doc, speakers: Speakers) -> list[Reaction]:
    """Collect the reactions of an article in one pass over the tokens."""
    found: list[Reaction] = []
    for token in doc:
        word = token.lower_
        reaction = None
        if word in RULES_AT and token.pos_ in ("VERB", "AUX"):
            reaction = _of_verb(token, word, speakers)
        elif word in stances.NOUN_STANCES:
            reaction = remarks.owned(token)
        if reaction is not None and not _is_idle(reaction):
            found.append(reaction)
    verbs = [r.verb for r in found]
    return [r for r in found if not (r.verb.dep_ == "xcomp" and r.verb.head in verbs)]


def _of_verb(token: Token, word: str, speakers: Speakers) -> Reaction | None:
    """Try the rules that begin at a verb, the most exact first."""
    for rule in RULES_AT.get(word, ()):
        reaction = rule(token, speakers)
        if reaction is not None:
            return reaction
    return None


def _is_idle(reaction: Reaction) -> bool:
    """Say whether a reaction has no actor, or is only supposed: "if they *accept*"."""
    who = reaction.responder
    if _studies_something(reaction):
        return True
    if isinstance(who, Token) and (who.lower_ in cues.PLANS or who.lower_ in cues.DOCUMENTS):
        return True
    verb = reaction.verb
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.lefts)


def _studies_something(reaction: Reaction) -> bool:
    """Say whether what is studied is no proposal: "*examined* conditions in the hospitals"."""
    thing = reaction.object
    if reaction.stance != "noncommittal" or thing is None or thing.pos_ == "VERB":
        return False
    return evidence.describes(evidence.whole(thing)) == "words"


RULES = (
    (verb_forms("decline refuse"), remarks.declined_to_say),
    (stances.ANSWERING, remarks.silent),
    (stances.ANSWERING, remarks.pending),
    (verb_forms("say clarify specify"), remarks.unsaid_whether),
    (verb_forms("take"), remarks.noting),
    (GIVING | stances.RESERVING, remarks.unsaid),
    (GIVING, remarks.answering),
    (verb_forms("react respond"), remarks.manner),
    (stances.CALLING, remarks.calling),
    (stances.VERBS, taking.taking),
    (stances.VOICING, remarks.voicing),
    (stances.DRAWING, remarks.drawing),
    (COPULAS, remarks.judging),
    (COPULAS, remarks.feeling),
    (SPEAKING, remarks.yes_or_no),
)
RULES_AT = rules_at(RULES)


def condition(verb: Token) -> Span | None:
    """Give the condition of a reaction: "would accept it *if the shelling stops*"."""
    seen = [verb]
    for head in seen:
        for child in head.rights:
            if child.dep_ == "advcl" and _opens_condition(child):
                return syntax.phrase(child)
            if child.dep_ == "prep" and child.lower_ == "on" and _is_condition(child):
                return syntax.phrase(child)
            if child.dep_ in ("conj", "ccomp", "xcomp") and len(seen) < 6:
                seen.append(child)
    return None


def _opens_condition(clause: Token) -> bool:
    first = {clause.left_edge.lower_, *(c.lower_ for c in clause.lefts if c.dep_ == "mark")}
    return bool(first & CONDITIONAL) or clause.lower_ in ("provided", "providing")


def _is_condition(prep: Token) -> bool:
    noun = syntax.child(prep, "pobj")
    return noun is not None and noun.lower_ in ("condition", "conditions")


CONDITIONAL = words("if unless provided providing until once only")


def object_span(thing: Token) -> Span:
    """Give the words that name what is answered."""
    if thing.pos_ == "VERB":
        if is_infinitive(thing):
            to = next(c for c in thing.lefts if c.lower_ == "to")
            return syntax.clipped(thing.doc, to.i, thing.right_edge.i + 1, thing.i)
        return syntax.phrase(thing)
    return syntax.noun_phrase(thing)
