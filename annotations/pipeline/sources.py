"""Whose words they are: the source of a cue verb, over what the parse calls its subject."""

from spacy.tokens import Span, Token

from annotations.pipeline import saying, syntax

RELATIVES = frozenset(["which", "who", "that", "whom", "whose", "what", "where"])
IMPERSONAL = frozenset(["it", "this", "that", "these", "those", "which", "what", "there"])
ACTORS = frozenset(["PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"])
# The model takes bodies and papers for products, works and laws as well.
NAMED = ACTORS | {"PRODUCT", "WORK_OF_ART", "LAW", "CARDINAL", "PERCENT"}
# A participle after a comma may hang on any verb of its sentence; so far up it is looked for.
DEPTH = 6


def of_verb(verb: Token) -> tuple[Span | None, bool]:
    """The source's noun phrase, and whether the text settles the matter (None, True: unsourced)."""
    if is_bare_participle(verb):
        return None, False
    actor = speaking_on(verb) or resumed(verb) or cited(verb) or issuer(verb) or syntax.actor(verb)
    if actor is None or actor.dep_ == "expl":
        return None, syntax.is_passive(verb)
    if actor.lower_ in RELATIVES or actor.pos_ in ("VERB", "AUX") or is_thing(verb, actor):
        return None, False
    return syntax.noun_phrase(actor), True


def speaker(verb: Token) -> Span | None:
    """The source of a verb where it is one that speaks: a name, a person, a group, a text."""
    source, known = of_verb(verb)
    return source if known and source is not None and speaks(source.root) else None


def is_bare_participle(verb: Token) -> bool:
    """Whether the source stays untold: "*Asked* whether he would resign, Johnson replied"."""
    return (
        verb.tag_ == "VBN"
        and verb.dep_ == "advcl"
        and not syntax.children(verb, "aux", "auxpass", "agent", "nsubj")
    )


def is_thing(verb: Token, actor: Token) -> bool:
    """Whether the subject of this verb is nothing that speaks: "it is for us to decide".

    Of verbs that evidence does too (suggest, indicate), only named or personal subjects speak.
    """
    if actor.lower_ == "it" and any(c.lower_ == "to" for c in verb.lefts):
        return True
    if saying.VERB_FORMS.get(verb.lower_) not in saying.EVIDENTIAL:
        return False
    return actor.lower_ in IMPERSONAL or not speaks(actor)


def speaks(noun: Token) -> bool:
    """Whether a noun is a name, a person, a group or a text that says things."""
    if noun.ent_type_:
        return noun.ent_type_ in NAMED
    if noun.pos_ == "PROPN" or (noun.pos_ == "PRON" and noun.lower_ not in IMPERSONAL):
        return True
    return noun.lower_ in saying.SPEAKER_NOUNS or noun.lower_.endswith(saying.PERSON_ENDINGS)


def speaking_on(verb: Token) -> Token | None:
    """The speaker of a participle that goes on: "Hague said he would, *adding* that ..." -> Hague.

    The parse often hangs such a participle on a verb inside what was said.
    """
    if verb.tag_ != "VBG" or verb.i == 0 or verb.nbor(-1).text != "," or verb.dep_ == "acl":
        return None
    above = verb
    for _ in range(DEPTH):
        if above.head == above:
            return None
        below, above = above, above.head
        if below.dep_ == "ccomp" and below.i > above.i and above.lower_ in saying.CLAUSE_FORMS:
            return syntax.actor(above)
    return None


def resumed(verb: Token) -> Token | None:
    """The speaker of an act joined to what he said: "He said the law would hold and *asked* ...".

    Only where the tense or the apparent subject shows that it is no part of what was said.
    """
    said = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ"):
        return None
    if syntax.children(verb, "aux", "nsubj", "nsubjpass") or verb.lower_ not in saying.VERB_FORMS:
        return None
    cue = said.head if said.dep_ == "ccomp" else syntax.child(said, "parataxis")
    if cue is None or cue.i > verb.i or cue.lower_ not in saying.CLAUSE_FORMS:
        return None
    apparent = syntax.actor(verb)
    joined = apparent is not None and speaks(apparent) and said.tag_ == verb.tag_
    return None if joined else syntax.actor(cue)


def cited(verb: Token) -> Token | None:
    """The cited speaker: "quoted *an official* as saying", "*he* was quoted as saying".

    Also "quoted the ambassador, saying the measure ..." where the participle follows the cited.
    """
    above = verb.head
    if verb.dep_ == "pcomp" and above.lower_ == "as":
        above = above.head
    elif verb.tag_ != "VBG":
        return None
    if above.lower_ not in saying.CITING_FORMS:
        return None
    return next((c for c in above.children if c.dep_ in ("dobj", "nsubjpass")), None)


def issuer(verb: Token) -> Token | None:
    """Who issued the statement that a participle quotes: "*Oslo* issued a statement saying".

    Nor does a thing speak that somebody handled: "*he* explained his decision saying".
    """
    text = verb.head
    if verb.tag_ != "VBG" or text.pos_ != "NOUN" or text.dep_ != "dobj":
        return None
    issued = text.lower_ in saying.ISSUED and text.head.lower_ in saying.ISSUING_FORMS
    return syntax.actor(text.head) if issued or not speaks(text) else None
