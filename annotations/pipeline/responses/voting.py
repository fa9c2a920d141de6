"""Rules for votes: chambers that a proposal passes, the rest who vote no, others who do alike."""

from spacy.tokens import Token

from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import syntax
from annotations.pipeline.proposals.cues import verb_forms, words
from annotations.pipeline.proposals.drafts import is_actor
from annotations.pipeline.proposals.proposals import plain
from annotations.pipeline.responses import outlook, stances, takers, taking
from annotations.pipeline.responses.answers import Reaction
from annotations.pipeline.responses.voicing import is_thing

PASSING = verb_forms("pass clear")


def passed(verb: Token, speakers: Speakers) -> Reaction | None:
    """Where it went through: "the plan *passed* the lower house", "*passed* in the Senate"."""
    thing = syntax.subject(verb)
    if thing is None or syntax.is_passive(verb) or not is_thing(thing):
        return None
    prep = syntax.preposition(verb, "in", "through")
    chamber = syntax.child(verb, "dobj") or (syntax.child(prep, "pobj") if prep else None)
    if chamber is None or not (
        chamber.lower_ in takers.CHAMBERS | BODIES or chamber.ent_type_ == "ORG"
    ):
        return None
    cue = verb.doc[verb.i : verb.i + 1]
    return outlook.seen(Reaction("accept", cue, chamber, thing, "fate", verb))


BODIES = words("cabinet government committee commission knesset duma")


def the_rest(against: Token, speakers: Speakers) -> Reaction | None:
    """Who else voted: "45 members voted for the plan and *ten against*", "*ten voted against*"."""
    if against.i == against.sent.start or syntax.child(against, "pobj", "pcomp"):
        return None
    who = against.nbor(-1)
    if who.lower_ in VOTING:
        who = syntax.subject(who)
    if who is None or who.pos_ != "NUM":
        return None
    before = against.doc[against.sent.start : who.i]
    voted = next((t for t in before if t.lower_ in VOTING and t.pos_ == "VERB"), None)
    if voted is None or syntax.preposition(voted, *FOR) is None:
        return None
    number = plain(who.doc[who.i : who.i + 1])
    cue = against.doc[against.i : against.i + 1]
    return Reaction("reject", cue, number, None, "alone", against)


VOTING = verb_forms("vote")
FOR = ("for", "in")


def alike(helper: Token, speakers: Speakers) -> Reaction | None:
    """Who does so too, or does not: "France backed it; Spain *did not*", "as *did* Italy"."""
    who = syntax.child(helper, "nsubj")
    if who is None or not is_actor(who) or any(c.dep_ in FULL for c in helper.rights):
        return None
    denied = syntax.negation(helper) is not None
    inverted = who.i > helper.i and helper.nbor(-1).lower_ in ("as", "so")
    if not (inverted or denied) or helper.nbor(1).lower_ == "so":
        return None
    first = _taken_before(helper, speakers)
    stance = stances.DENIED.get(first.stance) if denied and first else first and first.stance
    if not stance or first.object is None:
        return None
    end = helper.i + 2 if denied and who.i < helper.i else helper.i + 1
    return Reaction(stance, helper.doc[helper.i : end], who, first.object, first.rule, helper)


def _taken_before(helper: Token, speakers: Speakers) -> Reaction | None:
    """Give the reaction that a "did" stands for: that of a verb beside it in its sentence."""
    beside = [helper.head, *(c for c in helper.lefts if c.dep_ == "ccomp")]
    for verb in beside:
        if verb != helper and verb.i < helper.i and verb.lower_ in stances.VERBS:
            return taking.taking(verb, speakers)
    return None


FULL = ("dobj", "ccomp", "xcomp")
DOING = words("did does do has have had")
