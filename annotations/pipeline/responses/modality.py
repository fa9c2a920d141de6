"""Readers of what is only supposed: doubted, foreseen, hoped, thought possible."""

from spacy.tokens import Token

from annotations.pipeline.parsing import syntax
from annotations.pipeline.parsing.inflection import verb_forms, words

UNTOLD = words("should must ought shall may might")
DOUBTING = verb_forms("doubt question dispute deny")
THINKING = verb_forms("think believe expect feel see")
# Over what others may do: "*expects* Kyiv to accept", "is *confident* that it will be accepted".
FORESEEING = verb_forms(
    "expect predict forecast foresee anticipate hope wish want imagine assume speculate bet doubt"
) | words("confident hopeful optimistic sure certain likely unlikely possible")
UNSURE = words("probably likely possibly perhaps presumably maybe")
# What was never done: "*would have* rejected it".
UNREAL = (["would", "have"], ["could", "have"])
POSSIBLE = words("could can")


def is_doubted(verb: Token) -> bool:
    """Say whether it is told as doubtful: "*doubted* that it would work", "did *not think* so"."""
    if verb.dep_ != "ccomp":
        return False
    above = verb.head
    negation = syntax.negation(above)
    return above.lower_ in (DOUBTING if negation is None else THINKING)


def is_untold(verb: Token) -> bool:
    """Say whether a verb tells nothing done: it is due, foreseen by others, or only possible."""
    helpers = [c.lower_ for c in verb.lefts if c.dep_ == "aux"]
    if UNTOLD & set(helpers) or helpers in UNREAL:
        return True
    return is_possible(verb) or is_foreseen(verb)


def is_foreseen(verb: Token) -> bool:
    """Say whether others only think that it will be done: "*predicted* that Kyiv would accept"."""
    if any(c.dep_ == "advmod" and c.lower_ in UNSURE for c in verb.children):
        return True
    if verb.dep_ != "ccomp":
        return False
    return verb.head.lower_ in FORESEEING or (verb.head.lower_ in THINKING and _is_to_come(verb))


def _is_to_come(verb: Token) -> bool:
    """Say whether somebody else is yet to do it: "aides believe *Kyiv will* reject it"."""
    who = syntax.child(verb, "nsubj")
    will = any(c.dep_ == "aux" and c.lower_ in ("will", "would") for c in verb.lefts)
    return will and who is not None and who.pos_ != "PRON"


def is_possible(verb: Token) -> bool:
    """Say whether a thing may be done, for all that is told: "Kyiv *could* reject the plan".

    Who says it of himself gives his view ("said *it* could back the plan"), and so does who names
    his terms ("could back it *if* the shelling stops").
    """
    if not any(c.dep_ == "aux" and c.lower_ in POSSIBLE for c in verb.lefts):
        return False
    who = syntax.child(verb, "nsubj", "nsubjpass")
    if who is None or who.pos_ == "PRON" or syntax.negation(verb) is not None:
        return False
    return not any(c.dep_ == "advcl" or c.lower_ == "under" for c in verb.rights)
