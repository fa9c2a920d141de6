"""Verbs that name an act without reporting it: hoped for, kept from, denied, only supposed."""

from spacy.tokens import Token

from annotations.pipeline.proposals import cues

WISHING = cues.verb_forms(
    "hope want wish like love try attempt fail need intend consider refuse prefer afford struggle "
    "threaten seem appear tend avoid resist oppose rule contemplate"
)
LOATH = cues.words(
    "reluctant unable able afraid likely unlikely eager keen hesitant free loath slow"
)
# What people do to press for something: "a hunger *strike* to demand his release".
PROTESTS = cues.noun_forms(
    "strike rally march protest demonstration vigil sit-in petition campaign visit trip meeting "
    "letter blockade boycott walkout mission tour drive effort offensive bid"
)
UNSURE = cues.words("if unless whether")
SUSPECTING = cues.verb_forms("suspect accuse")
DENYING = cues.verb_forms("deny")


def is_unreal(verb: Token) -> bool:
    """Say whether a verb names an act without reporting it.

    "hopes to *propose*", "a decision to *call* for", "the possibility of *offering*".
    """
    if verb.dep_ == "acl" and verb.tag_ == "VB":
        return verb.head.lower_ not in PROTESTS
    if any(c.lower_ in UNSURE and c.dep_ in ("mark", "advmod") for c in verb.lefts):
        return True
    if verb.dep_ == "ccomp":
        return verb.head.lower_ in DENYING
    if verb.dep_ == "pcomp":
        return _is_kept_from(verb)
    return verb.dep_ == "xcomp" and _is_wished(verb)


def _is_kept_from(verb: Token) -> bool:
    """Say whether an act after a preposition was none: "chance *of* calling", "*from* asking"."""
    above = verb.head.head
    if verb.head.lower_ == "from" or above.lower_ == "short" or above.lower_ in SUSPECTING:
        return True
    return above.pos_ in ("NOUN", "PROPN") and verb.head.lower_ != "by"


def _is_wished(verb: Token) -> bool:
    """Say whether an act is only meant: "*hopes* to ask"; "*would like* to ask" does ask."""
    above = verb.head
    if above.lower_ == "like":
        return not any(c.lower_ in ("would", "'d", "’d") for c in above.lefts)
    if any("tried_obj_to" in entry.frames for entry in cues.VERBS.get(verb.lower_, ())):
        return False
    return above.lower_ in WISHING | LOATH
