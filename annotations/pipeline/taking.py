"""Rules for verbs of taking a proposal: "*rejected* the plan", "*agreed to* the offer"."""

from spacy.tokens import Token

from annotations.pipeline import stances, syntax
from annotations.pipeline.cues import verb_forms, words
from annotations.pipeline.drafts import Reaction, resolve_document
from annotations.pipeline.proposal_verbs import infinitive
from annotations.pipeline.speakers import Speakers
from annotations.pipeline.stances import StanceCue


def taking(verb: Token, speakers: Speakers) -> Reaction | None:
    """A verb of taking with what it takes: "*rejected* the plan", "the plan was *backed* by"."""
    for cue in stances.VERBS[verb.lower_]:
        if cue.particle and not any(c.lower_ == cue.particle for c in verb.rights):
            continue
        for frame in FRAMES:
            if frame not in cue.frames and not (frame == "prep" and cue.frames & ABOUT_WORDS):
                continue
            reaction = FRAMES[frame](verb, cue)
            if reaction is not None:
                return _denied(reaction)
    return None


ABOUT_WORDS = words("of in with for against at into")


def _denied(reaction: Reaction) -> Reaction | None:
    """Turn a stance that is denied: "will *not* accept" rejects."""
    verb = reaction.verb
    negation = syntax.negation(verb)
    if negation is None:
        return reaction
    stance = _opposite(reaction)
    if stance is None:
        return None
    start = min(negation.i, reaction.cue.start)
    if negation.dep_ == "neg" and any(c.dep_ == "aux" and c.i == start - 1 for c in verb.lefts):
        start -= 1
    reaction.stance, reaction.cue = stance, verb.doc[start : reaction.cue.end]
    return reaction


def _opposite(reaction: Reaction) -> str | None:
    """Give the stance that a denied one leaves; what is not *taken up* is only left open."""
    verb = reaction.verb
    if verb.lower_ in UNTAKEN:
        return "noncommittal"
    unable = any(c.dep_ == "aux" and c.lower_ in ABLE for c in verb.lefts)
    if reaction.stance == "noncommittal" and unable and verb.lower_ in CONSIDERING:
        return "reject"
    return stances.DENIED.get(reaction.stance)


UNTAKEN = verb_forms("take")
CONSIDERING = verb_forms("consider discuss study examine")
ABLE = words("could can ca will would wo")


def with_object(verb: Token, cue: StanceCue) -> Reaction | None:
    """ "*dismissed* the idea", "the idea was *dismissed* by Kyiv", "*ruled out* sending troops"."""
    if syntax.is_passive(verb):
        thing, who = syntax.undergoer(verb), syntax.by_agent(verb)
    else:
        thing = syntax.undergoer(verb)
        thing = thing or next(
            (c for c in verb.rights if c.tag_ == "VBG" and c.dep_ in GERUND), None
        )
        who = syntax.subject(verb)
    if thing is None or who is None or who == thing:
        return None
    return _reaction(cue, verb, who, thing, "object", _particle(verb, cue))


GERUND = ("xcomp", "ccomp", "dobj")


def _particle(verb: Token, cue: StanceCue) -> Token | None:
    return next((c for c in verb.rights if cue.particle and c.lower_ == cue.particle), None)


def _reaction(
    cue: StanceCue, verb: Token, who: Token, thing: Token | None, rule: str, end: Token | None
) -> Reaction:
    """Make a reaction whose cue reaches to its particle or preposition where it is near."""
    last = end.i if end is not None and 0 < end.i - verb.i <= 2 else verb.i
    words_of_cue = verb.doc[verb.i : last + 1]
    return Reaction(cue.stance, words_of_cue, resolve_document(who), thing, rule, verb)


def with_to(verb: Token, cue: StanceCue) -> Reaction | None:
    """ "*agreed to* the proposal", "*objected to* the plan"."""
    prep = syntax.preposition(verb, "to")
    return _with_preposition(verb, cue, prep)


def with_preposition(verb: Token, cue: StanceCue) -> Reaction | None:
    """ "*voted against* the motion", "*warned against* the move"."""
    return _with_preposition(verb, cue, syntax.preposition(verb, *cue.frames & ABOUT_WORDS))


def _with_preposition(verb: Token, cue: StanceCue, prep: Token | None) -> Reaction | None:
    who = syntax.subject(verb) if prep is not None and not syntax.is_passive(verb) else None
    thing = syntax.child(prep, "pobj", "pcomp") if prep is not None else None
    if who is None or thing is None:
        return None
    return _reaction(cue, verb, who, thing, "preposition", prep)


def with_infinitive(verb: Token, cue: StanceCue) -> Reaction | None:
    """ "*refused* to lower the flag", "*agreed* to extend the truce"."""
    clause = infinitive(verb)
    who = syntax.subject(verb)
    if clause is None or who is None or syntax.is_passive(verb):
        return None
    if clause.lower_ in stances.PONDERED and cue.stance == "accept":
        words_of_cue = verb.doc[verb.i : clause.i + 1]
        thing = syntax.undergoer(clause) or clause
        return Reaction("noncommittal", words_of_cue, who, thing, "infinitive", verb)
    return _reaction(cue, verb, who, clause, "infinitive", None)


def alone(verb: Token, cue: StanceCue) -> Reaction | None:
    """ "Warsaw *refused*", "both sides *agreed*"."""
    if not cue.particle and any(_completes(c) for c in verb.rights):
        return None
    who = syntax.child(verb, "nsubj")
    if who is None or who.lower_ in syntax.RELATIVE_PRONOUNS or verb.dep_ not in FINITE:
        return None
    return _reaction(cue, verb, who, None, "alone", None)


def _completes(child: Token) -> bool:
    """Say whether a verb goes on: "agreed *on five areas*", not "agreed *on Friday*"."""
    if child.dep_ not in COMPLEMENTS or child.lower_ in ("provided", "providing"):
        return False
    if child.dep_ == "advcl" and any(c.lower_ in ("if", "unless", "once") for c in child.lefts):
        return False
    if child.lower_ in ("on", "in"):
        return not any(c.ent_type_ in ("DATE", "TIME", "GPE") for c in child.children)
    return child.lower_ not in CIRCUMSTANCES


CIRCUMSTANCES = words("because after during despite until")
COMPLEMENTS = ("dobj", "xcomp", "ccomp", "prep", "prt", "advcl", "dative")


FINITE = ("ROOT", "ccomp", "conj")


FRAMES = {
    "obj": with_object,
    "with_to": with_to,
    "to": with_infinitive,
    "prep": with_preposition,
    "none": alone,
}
