"""What somebody binds himself to: an offer, or a threat to harm others."""

from spacy.tokens import Token

from annotations.pipeline.parsing import syntax
from annotations.pipeline.proposals import cues

VOWS = cues.verb_forms("vow swear")


def is_threat(verb: Token, deed: Token) -> bool:
    """Say whether somebody binds himself to harm others: "vowed to *attack*", "... to *punish*".

    Who promises or offers to leave, or to punish his own people, gives something up.
    """
    if deed.lower_ not in cues.HOSTILE or _is_on_evils(deed):
        return False
    return verb.lower_ in VOWS or deed.lower_ not in YIELDING


YIELDING = cues.verb_forms("leave quit ban shut use punish defend arrest")


def _is_on_evils(clause: Token) -> bool:
    """Say whether a fight is one for all: "to *fight* corruption", "to *defeat* malaria"."""
    thing = syntax.child(clause, "dobj")
    return thing is not None and thing.lower_ in EVILS


EVILS = cues.words(
    "corruption crime poverty terrorism extremism disease aids hiv malaria tuberculosis drugs "
    "trafficking smuggling piracy inflation unemployment hunger racism discrimination graft fraud "
    "violence impunity abuse abuses laundering change"
)


def to_hostile(clause: Token) -> bool:
    """Say whether a vow is to go on or to refuse: "vowed *to continue*", "vowed *not* to leave"."""
    return clause.lower_ in PERSISTING or syntax.is_negated(clause)


PERSISTING = cues.words("continue keep stay remain press push carry bounce find catch track root")
