"""Readers of the dependency parse: who acts, on what, and whether it is denied.

They take and return spaCy tokens. Labels are those of spaCy's English models
(nsubj, dobj, ccomp, xcomp ...). Compare tokens with ==: spaCy makes a new object each time.
"""

from spacy.tokens import Token

from annotations.pipeline.parsing.inflection import verb_forms, words

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom"})
OBJECT_CONTROL = frozenset({"dobj", "dative"})
# Whoever uses something to press a point presses it, not the thing: "used the visit to ask".
SUBJECT_CONTROL = verb_forms("promise take threaten use vow")
# Before what somebody is accused of or thanked for, the doer is the object of the verb above.
BLAMING = words("of for from")
REFUSING = verb_forms("refuse decline deny stop fail")


def children(token: Token, *deps: str) -> list[Token]:
    """Give the children with one of these labels, in order of the text."""
    return [child for child in token.children if child.dep_ in deps]


def child(token: Token, *deps: str) -> Token | None:
    """Give the first child with one of these labels."""
    return next((c for c in token.children if c.dep_ in deps), None)


def is_passive(verb: Token) -> bool:
    """Say whether a verb is passive: "was urged", or the bare participle of "a plan tabled by"."""
    if any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children):
        return True
    if _is_headless(verb):
        return False
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not children(verb, "aux", *SUBJECTS):
        return is_passive(verb.head)
    return verb.tag_ == "VBN" and (
        verb.dep_ in ("acl", "amod")
        or (verb.dep_ == "advcl" and not children(verb, "aux", "dobj", *SUBJECTS))
    )


def _is_headless(verb: Token) -> bool:
    """Say whether the parser took the verb of a sentence for a participle of its subject.

    "The resolution, passed in 2006, *called* for a vote".
    """
    noun = verb.head
    if verb.dep_ != "acl" or noun.dep_ != "ROOT" or noun == verb or verb.i == 0:
        return False
    return verb.tag_ in ("VBN", "VBD") and verb.nbor(-1).text == "," and by_agent(verb) is None


def by_agent(verb: Token) -> Token | None:
    """Give the noun after "by" of a passive verb: "was put forward *by Egypt*"."""
    for by in verb.children:
        if by.dep_ in ("agent", "prep") and by.lower_ == "by":
            noun = child(by, "pobj")
            if noun is not None and noun.ent_type_ not in ("DATE", "TIME"):
                return noun
    return None


def namer(verb: Token) -> Token | None:
    """Give who calls something so, at the end of a clause: "dismissed as a ploy *by Kyiv*".

    The parser hangs the "by" on the name given.
    """
    name = child(preposition(verb, "as"), "pobj") if preposition(verb, "as") else None
    by = preposition(name, "by") if name is not None else None
    who = child(by, "pobj") if by is not None and is_passive(verb) else None
    ends = who is not None and who.right_edge.i + 1 < len(who.doc)
    return who if ends and who.right_edge.nbor(1).is_punct else None


def actor(verb: Token) -> Token | None:
    """Give the head of the noun phrase that does what the verb says, whatever its voice."""
    return by_agent(verb) if is_passive(verb) else subject(verb)


def subject(verb: Token) -> Token | None:
    """Give the grammatical subject, the verb's own or the one it shares with the verb above it.

    "He met Abbas and *urged* restraint" -> He; "the minister, who *called* for" -> minister;
    "decided to *ask*" -> the one who decided; "*calling* for calm, she" -> she.
    """
    for _ in range(6):
        own = children(verb, "nsubj", "nsubjpass", "csubj")
        if own:
            noun = antecedent(own[-1], verb)
            return noun if noun.pos_ not in ("VERB", "AUX") else child(noun, "nsubj")
        above = _above(verb)
        if above is None or above == verb:
            return None
        if above.pos_ not in ("VERB", "AUX"):
            return _of_modified(verb, above)
        if _is_controlled(verb, above):
            controller = child(above, *OBJECT_CONTROL)
            if controller is not None and verb.i > controller.i:
                return controller
        verb = above
    return None


def _is_controlled(verb: Token, above: Token) -> bool:
    """Say whether the object above acts: "asked *him* to act", "accused *him* of hiding it"."""
    if verb.dep_ == "pcomp":
        return verb.head.lower_ in BLAMING
    return verb.dep_ == "xcomp" and above.lower_ not in SUBJECT_CONTROL


def _above(verb: Token) -> Token | None:
    """Give the word whose subject a verb without its own takes over."""
    if verb.dep_ == "pcomp":
        above = verb.head.head
        # "stopped *short* of rejecting"
        return above.head if above.pos_ == "ADV" else above
    if resumes(verb):
        return next((a for a in verb.ancestors if _tense(a) == _tense(verb)), verb.head)
    if _goes_back(verb):
        return verb.head.head
    if (alike := _helped_alike(verb)) is not None:
        return alike
    if verb.dep_ in ("conj", "xcomp", "advcl", "acl", "relcl", "ccomp", "acomp", "dep", "amod"):
        return verb.head
    return None


PAST, PRESENT = frozenset({"VBD", "VBN"}), frozenset({"VBZ", "VBP"})


def _tense(verb: Token) -> frozenset[str] | None:
    return next((tense for tense in (PAST, PRESENT) if verb.tag_ in tense), None)


def _goes_back(verb: Token) -> bool:
    """Say whether a past verb goes on after what is said of the present.

    "She says that rebels are planning raids and *urged* Oslo to act": she did.
    """
    said = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or said.dep_ != "ccomp" or said.head.i > said.i:
        return False
    return said.tag_ in PRESENT or any(c.lower_ in ("is", "are", "will") for c in said.lefts)


# What a helping verb is told by its form: "were" goes with "were".
HELPERS = words("is are was were has have")


def _helped_alike(verb: Token) -> Token | None:
    """Give a nearer verb to which one is joined, where only that has its helper and form.

    "Police beat men who *were marching* over fees and *were demanding* a vote": the men were.
    """
    if verb.dep_ != "conj" or verb.tag_ not in ("VBG", "VBN"):
        return None
    helper = _helper(verb)
    if helper is None or helper == _helper(verb.head):
        return None
    near = (t for t in verb.doc[verb.head.i + 1 : verb.i] if t.tag_ == verb.tag_)
    return next((t for t in near if _helper(t) == helper), None)


def _helper(verb: Token) -> str | None:
    return next((c.lower_ for c in verb.lefts if c.lower_ in HELPERS and c.i < verb.i), None)


def resumes(verb: Token) -> bool:
    """Say whether a joined verb goes on with a clause above the one the parser joined it to.

    "He said both should talk and *called* for a truce": a past form is not joined to a bare one.
    """
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ"):
        return False
    return verb.head.tag_ == "VB" or (verb.head.tag_ == "VBG" and _helper(verb.head) is None)


def antecedent(own: Token, verb: Token) -> Token:
    """Give the noun that "who", "which" or "that" stands for in a relative clause."""
    if own.lower_ not in RELATIVE_PRONOUNS:
        return own
    clause = verb
    while clause.dep_ in ("conj", "xcomp"):
        clause = clause.head
    return clause.head if clause.dep_ in ("relcl", "acl") else own


def _of_modified(verb: Token, noun: Token) -> Token | None:
    """Give the subject of a verb that modifies a noun: participle, infinitive or relative.

    "ministers *calling* for" -> ministers (a past form there is a clause that the parser missed);
    "his decision to *ask*" -> his; "made a promise to *help*" -> the one who made it. An adjective
    passes on to its own verb: "ready to *help*".
    """
    if noun.pos_ == "ADJ":
        return subject(noun.head) if noun.dep_ in ("acomp", "oprd", "conj") else noun.head
    if verb.tag_ in ("VBG", "VBD") or verb.dep_ in ("relcl", "amod") or _is_headless(verb):
        return noun
    return owner(noun) or holder(noun)


def owner(noun: Token) -> Token | None:
    """Give the possessor of a noun: "*Macron's* plan", "*his* call", "the plan *of Egypt*"."""
    possessor = child(noun, "poss")
    if possessor is not None:
        return possessor
    for prep in noun.children:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in ("by", "from"):
            source = child(prep, "pobj")
            if source is not None and source.ent_type_ not in ("DATE", "TIME"):
                return source
    return None


def holder(noun: Token) -> Token | None:
    """Give the subject of the verb that has the noun as its object: "*Cairo* made an offer"."""
    top = noun
    for _ in range(4):
        if top.dep_ in ("pobj", "conj", "prep", "attr"):
            top = top.head
        else:
            break
    if top.dep_ in ("dobj", "oprd") and not is_passive(top.head):
        return subject(top.head)
    if top.pos_ in ("VERB", "AUX"):
        return actor(top)
    return None


def is_negated(verb: Token) -> bool:
    """Say whether a verb is denied: "did *not* propose", "*never* offered", "refused to offer"."""
    if negation(verb) is not None:
        return True
    above = verb.head
    return verb.dep_ in ("xcomp", "conj") and above.lower_ in REFUSING and above != verb


def negation(verb: Token) -> Token | None:
    """Give the word that denies a verb: its "not", or the "no" of its subject or object."""
    for c in verb.children:
        if c.dep_ == "neg" or c.lower_ in ("never", "neither") or _is_no_longer(c):
            return c
        if c.dep_ in ("nsubj", "nsubjpass", "dobj"):
            if c.lower_ in ("nobody", "none", "neither"):
                return c
            denied = next((d for d in c.lefts if d.lower_ in ("no", "neither")), None)
            if denied is not None:
                return denied
    helper = verb.head if verb.dep_ == "conj" and not children(verb, *SUBJECTS, "aux") else None
    return negation(helper) if helper is not None and verb.tag_ == helper.tag_ else None


def _is_no_longer(adverb: Token) -> bool:
    return adverb.lower_ == "longer" and any(c.lower_ == "no" for c in adverb.lefts)


def undergoer(verb: Token) -> Token | None:
    """Give what a verb is done to, in either voice: "rejected *it*", "*it* was rejected"."""
    if not is_passive(verb):
        own = child(verb, "dobj")
        if own is None:
            return verb.head if _has_gap(verb) else None
        return verb.head if own.lower_ in RELATIVE_PRONOUNS else own
    own = child(verb, "nsubjpass", "nsubj")
    if own is not None and own.lower_ not in RELATIVE_PRONOUNS:
        return own
    return verb.head if verb.dep_ in ("acl", "relcl", "amod") else subject(verb)


# "the offer that", "the $50 million that".
GAPPED = frozenset({"NOUN", "PROPN", "NUM"})


def _has_gap(verb: Token) -> bool:
    """Say whether a relative clause lacks its object: "an offer (that) the army *dismissed*"."""
    own = child(verb, "nsubj")
    lacking = verb.dep_ in ("relcl", "acl") and verb.head.pos_ in GAPPED
    return lacking and own is not None and own.lower_ not in RELATIVE_PRONOUNS


def preposition(head: Token, *words: str) -> Token | None:
    """Give the child that is one of these prepositions (or the "for" that marks a clause)."""
    return next(
        (c for c in head.rights if c.lower_ in words and c.dep_ in ("prep", "dative", "prt")), None
    )
