"""Rules for what will not be done: "it would not withdraw", "no need for talks"."""

from spacy.tokens import Token

from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import syntax
from annotations.pipeline.proposals.cues import verb_forms, words
from annotations.pipeline.proposals.drafts import is_actor
from annotations.pipeline.proposals.proposal_verbs import infinitive
from annotations.pipeline.responses import stances
from annotations.pipeline.responses.answers import Reaction
from annotations.pipeline.responses.taking import end_of_parts, words_after

WILLS = words("will would wo can could ca")
DENIALS = words("not n't n’t never")
FIRST = words("i we")
# What there is none of where somebody says no: "no *need* for talks".
NEEDS = words(
    "need reason point question room basis point sense use alternative way possibility chance"
)


def unwilling(token: Token, speakers: Speakers) -> Reaction | None:
    """ "Iran said it *would not halt* enrichment", "We *will never leave*", he said."""
    verb = token.head
    if token.dep_ != "aux" or not any(c.lower_ in DENIALS for c in verb.lefts):
        return None
    if verb.lower_ in ("be", "have") or syntax.is_passive(verb):
        return None
    if verb.lower_ in stances.ANSWERING | stances.REFUSALS_TO_SPEAK:
        return None
    who = syntax.subject(verb)
    if who is None or not (is_actor(who) or who.lower_ == "it") or _is_supposed(verb):
        return None
    if _is_taking(verb):
        return None
    first = token.i if verb.i - token.i < 5 else verb.i
    cue = verb.doc[first : verb.i + 1]
    thing = _taken_up(verb) or verb
    return Reaction("reject", cue, who, thing, "unwilling", verb, loose=True)


def _is_taking(verb: Token) -> bool:
    """Say whether a verb tells how a proposal is taken: "would not *back* it", "*sign* the deal".

    A verb at home elsewhere tells what will not be done: "would not *cancel* the drills".
    """
    taken = syntax.child(verb, "dobj", "prep", "prt")
    beside = {"", *(c.lower_ for c in verb.rights)}
    entries = stances.VERBS.get(verb.lower_, ())
    cues = [cue for cue in entries if (cue.parts or ("",))[0] in beside]
    if not cues:
        return False
    if taken is None:
        following = words_after(verb)
        whole = (c for c in cues if c.parts)
        return verb.dep_ == "relcl" or any(end_of_parts(verb, c, following) for c in whole)
    return not all(cue.loose for cue in cues) or taken.dep_ != "dobj" or _taken_up(verb) is not None


def vowed_not(verb: Token, speakers: Speakers) -> Reaction | None:
    """ "has *vowed not to leave*", "promised *never to* talk to them"."""
    clause, who = infinitive(verb), syntax.subject(verb)
    if clause is None or who is None or not (is_actor(who) or who.lower_ == "it"):
        return None
    negation = next((c for c in clause.lefts if c.lower_ in DENIALS), None)
    if negation is None or syntax.negation(verb) is not None or clause.i - verb.i > FAR:
        return None
    thing = _taken_up(clause) or clause
    return Reaction("reject", verb.doc[verb.i : clause.i + 1], who, thing, "unwilling", verb)


VOWING = verb_forms("vow pledge promise decide choose resolve swear prefer opt")
FAR = 4


def _is_supposed(verb: Token) -> bool:
    return any(c.lower_ in ("if", "unless", "whether") for c in verb.lefts)


def _taken_up(verb: Token) -> Token | None:
    """Give an object that takes up what was told: "would not recognise *the text*", "*it*"."""
    thing = syntax.child(verb, "dobj")
    if thing is not None and (thing.lower_ in stances.REFERRING or thing.lower_ in TAKING_UP):
        return thing
    return None


TAKING_UP = words("it this that these those them")


def none_of_it(verb: Token, speakers: Speakers) -> Reaction | None:
    """ "There is *no need* for talks", "there will be *no talks*", "*nothing* to discuss"."""
    if syntax.child(verb, "expl") is None:
        return None
    noun = syntax.child(verb, "attr", "dobj", "nsubj")
    source = speakers.speaker_at(verb.idx)
    if noun is None or source is None:
        return None
    none = next((c for c in noun.lefts if c.lower_ == "no"), None)
    if none is None and noun.lower_ != "nothing":
        return None
    first = none.i if none is not None else noun.i
    thing = _needed(noun) if noun.lower_ in NEEDS | {"nothing"} else noun
    if thing is not None and (taken := _not_taken(thing)) is not None:
        return Reaction(taken[0], verb.doc[first : noun.i + 1], source, taken[1], "none", verb)
    return Reaction("reject", verb.doc[first : noun.i + 1], source, thing, "none", verb, loose=True)


def no_intention(noun: Token, speakers: Speakers) -> Reaction | None:
    """ "has *no intention of* leaving", "had *no plans* to join", "saw *no reason* to talk"."""
    none = next((c for c in noun.lefts if c.lower_ == "no"), None)
    if none is None or noun.dep_ != "dobj" or noun.head.lower_ not in HAVING:
        return None
    who, thing = syntax.subject(noun.head), _needed(noun)
    if who is None or thing is None or not (is_actor(who) or who.lower_ == "it"):
        return None
    cue = noun.doc[none.i : noun.i + 1]
    if (taken := _not_taken(thing)) is not None:
        stance, thing = taken
        return Reaction(stance, cue, who, thing, "none", noun.head)
    return Reaction("reject", cue, who, thing, "none", noun.head, loose=True)


def _not_taken(verb: Token) -> tuple[str, Token] | None:
    """Give how one takes what one will not take up: "no intention of *accepting the plan*"."""
    thing = syntax.child(verb, "dobj")
    cue = next((c for c in stances.VERBS.get(verb.lower_, ()) if "obj" in c.frames), None)
    if cue is None or thing is None or cue.stance == "noncommittal":
        return None
    return "reject" if cue.stance in ("accept", "support") else "noncommittal", thing


HAVING = words("has have had having sees see saw seeing")
INTENTIONS = words("intention plans plan desire wish interest intentions reason need point")


def _needed(noun: Token) -> Token | None:
    """Give what a noun such as "need" or "intention" is of: "no need *for talks*"."""
    for child in noun.rights:
        if child.dep_ in ("acl", "relcl", "xcomp"):
            return child
        if child.dep_ == "prep":
            return syntax.child(child, "pobj", "pcomp")
    clause = syntax.child(noun.head, "xcomp", "advcl", "ccomp")
    return clause if clause is not None and clause.i > noun.i else None


READY = words("ready willing prepared inclined interested")
UNREADY = words("unwilling reluctant unprepared unable loath hesitant")


def unready(word: Token, speakers: Speakers) -> Reaction | None:
    """ "is *unwilling* to talk", "was *not ready* to attend"."""
    verb = word.head
    if word.dep_ not in ("acomp", "oprd", "conj", "amod", "advcl", "ROOT", "ccomp"):
        return None
    clause = infinitive(word) or infinitive(verb) or _needed(word)
    who = syntax.subject(verb)
    if clause is None or clause.i < word.i or who is None or _is_supposed(verb):
        return None
    if _is_taking(clause):
        return None
    if not (is_actor(who) or who.lower_ == "it"):
        return None
    negation = syntax.negation(verb)
    if (word.lower_ in READY) != (negation is not None):
        return None
    first = negation.i if negation is not None and 0 < word.i - negation.i < 4 else word.i
    cue = word.doc[first : word.i + 1]
    return Reaction("reject", cue, who, clause, "unwilling", verb, loose=True)
