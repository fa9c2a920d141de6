"""Whose words they are: the source of a cue verb, over what the parse calls its subject."""

from spacy.tokens import Span, Token

from annotations.pipeline.attributions import sayers, saying
from annotations.pipeline.parsing import extents, syntax

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
    actor = speaking_on(verb) or resumed(verb) or cited(verb) or issuer(verb) or doer(verb)
    if actor is None or actor.dep_ == "expl":
        return None, syntax.is_passive(verb)
    if actor.lower_ in RELATIVES or is_thing(verb, actor) or is_anybody(verb, actor):
        return None, False
    return before_occasion(extents.noun_phrase(actor)), True


def before_occasion(phrase: Span) -> Span:
    """A source without when and where it spoke: "*Silva*, in an interview with Reuters, said"."""
    for token in phrase[1:-1]:
        if token.text != "," or token.i <= phrase.root.i:
            continue
        opening = token.nbor(2) if token.nbor(1).tag_ == "RB" else token.nbor(1)
        if opening.tag_ == "IN" and opening.dep_ == "prep":
            return phrase.doc[phrase.start : token.i]
    return phrase


def doer(verb: Token) -> Token | None:
    """Who does what a verb says: its subject, of a passive the noun after "by".

    What the parse takes for a passive may be "*he*'s said that he will fight on".
    """
    if not syntax.is_passive(verb):
        return syntax.subject(verb) or nominal_subject(verb)
    auxiliary = syntax.child(verb, "auxpass")
    contracted = auxiliary is not None and auxiliary.lower_ in ("'s", "’s")
    if contracted and syntax.child(verb, "ccomp") is not None:
        return syntax.subject(verb)
    return agent(verb)


def nominal_subject(verb: Token) -> Token | None:
    """A noun that the tagger took for a verb: "several fact *checkers* have pointed out"."""
    own = syntax.child(verb, "nsubj")
    if own is None or not syntax.children(own, "det", "amod", "compound", "poss"):
        return None
    return None if syntax.children(own, "nsubj", "aux", "mark") else own


def agent(verb: Token) -> Token | None:
    """Who says it of somebody: "was called rash *by Oslo*", "was accused of lying *by Oslo*"."""
    by = syntax.by_agent(verb)
    if by is not None:
        return by
    for part in verb.rights:
        said = syntax.child(part, "pcomp") if part.dep_ == "prep" else part
        noun = syntax.by_agent(said) if said is not None and part.dep_ in PARTS else None
        if noun is not None and speaks(noun):
            return noun
    return None


PARTS = frozenset(["oprd", "prep"])


def speaker(verb: Token) -> Span | None:
    """The source of a verb where it is one that speaks: a name, a person, a group, a text."""
    source, known = of_verb(verb)
    return source if known and source is not None and speaks(source.root) else None


def is_bare_participle(verb: Token) -> bool:
    """Whether the source stays untold: "When *asked* whether he would resign, Johnson replied"."""
    if verb.lower_ in ("asked", "pressed") and verb.i and verb.nbor(-1).text == ",":
        return True
    if syntax.children(verb, "aux", "auxpass", "agent", "nsubj", "dobj"):
        return False
    mistagged = verb.tag_ == "VBD" and verb.dep_ == "acl"
    return mistagged or (verb.tag_ in ("VBN", "VBD") and verb.dep_ == "advcl")


def is_thing(verb: Token, actor: Token) -> bool:
    """Whether the subject of this verb is nothing that speaks: "it is for us to decide".

    Of verbs that evidence does too (suggest, indicate), only named or personal subjects speak.
    """
    if actor.lower_ == "it" and any(c.lower_ == "to" for c in verb.lefts):
        return True
    if saying.VERB_FORMS.get(verb.lower_) not in saying.EVIDENTIAL:
        return False
    return actor.lower_ in IMPERSONAL or not speaks(actor)


def is_anybody(verb: Token, actor: Token) -> bool:
    """Whether a verb only tells who or what is meant: "*those* who think", "*reason* to think"."""
    if actor != verb.head:
        return False
    anybody = actor.lower_ in ("those", "anyone", "everyone", "whoever")
    to_do = verb.dep_ in ("acl", "relcl") and verb.tag_ == "VB"
    return anybody or (to_do and not speaks(actor))


def speaks(noun: Token) -> bool:
    """Whether a noun is a name, a person, a group or a text that says things."""
    if noun.ent_type_:
        return noun.ent_type_ in NAMED
    if noun.pos_ == "PROPN" or (noun.pos_ == "PRON" and noun.lower_ not in IMPERSONAL):
        return True
    if noun.lower_ in sayers.NOUNS:
        return True
    return noun.lower_.endswith(sayers.PERSON_ENDINGS) and noun.lower_ not in sayers.THINGS


def speaking_on(verb: Token) -> Token | None:
    """The speaker of a participle that goes on: "Hague said he would, *adding* that ..." -> Hague.

    The parse often hangs such a participle on a verb inside what was said.
    """
    if verb.tag_ != "VBG" or verb.dep_ == "acl" or not is_set_off(verb):
        return None
    above = verb
    for _ in range(DEPTH):
        if above.head == above:
            return None
        below, above = above, above.head
        if below.dep_ == "ccomp" and below.i > above.i and above.lower_ in saying.CLAUSE_FORMS:
            return syntax.actor(above)
    return None


def is_set_off(verb: Token) -> bool:
    """Whether a comma or "while" opens the clause of a participle: ", *adding*", "*while* also"."""
    start = verb.left_edge
    mark = syntax.child(verb, "mark", "advmod")
    before = start.nbor(-1).text if start.i else ""
    if before in extents.QUOTES and start.i > 1:
        before = start.nbor(-2).text
    return before == "," or (mark is not None and mark.lower_ in ("while", "whilst"))


def resumed(verb: Token) -> Token | None:
    """The speaker of an act joined to what he said: "He said the law would hold and *asked* ...".

    Only where the tense or the apparent subject shows that it is no part of what was said, or the
    act is one of speaking and the subject stands for the speaker ("She said she was sorry and
    *promised* to go").
    """
    said = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ", "VBN"):
        return None
    if syntax.children(verb, "aux", "nsubj", "nsubjpass") or verb.lower_ not in saying.VERB_FORMS:
        return None
    cue = said.head if said.dep_ == "ccomp" else syntax.child(said, "parataxis")
    if cue is None or cue.i > verb.i or cue.lower_ not in saying.CLAUSE_FORMS:
        return None
    apparent = syntax.actor(verb)
    like = said.tag_ == verb.tag_ or verb.tag_ == "VBN"
    joined = apparent is not None and speaks(apparent) and like
    if joined and not (apparent.lower_ in THIRD_PERSONS and verb.lower_ in saying.ADDRESSING_FORMS):
        return None
    return syntax.actor(cue)


THIRD_PERSONS = frozenset(["he", "she", "they"])


def is_anew(act: Token) -> bool:
    """Whether a verb joined to what is said is the speaker's: "says it must end, *and has put*".

    Shown by a comma before it and a tense that what is said does not have.
    """
    said = act.head
    if syntax.children(act, "nsubj", "nsubjpass") or said.dep_ != "ccomp":
        return False
    helper = next((c for c in act.lefts if c.lower_ in ("has", "have", "had", "is", "was")), None)
    tense = (helper or act).tag_
    if tense not in ("VBD", "VBZ", "VBP") or tense != said.head.tag_:
        return False
    modal = any(c.tag_ == "MD" for c in said.lefts)
    joint = next((c for c in said.rights if c.dep_ == "cc" and c.i < act.i), None)
    return modal and joint is not None and joint.nbor(-1).text == ","


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
