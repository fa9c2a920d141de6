"""Mends slips that the parser makes again and again, before any rule reads the parse.

Each mender looks at one token and yields (token, new head, new label). Labels are those of spaCy's
English models; nothing but heads and labels changes.
"""

from collections.abc import Iterator

from spacy.attrs import DEP, HEAD
from spacy.tokens import Doc, Token

from annotations.pipeline.parsing.inflection import words

FINITE = frozenset({"VBD", "VBZ", "VBP"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
LOOSE = frozenset({"dobj", "npadvmod", "appos", "conj", "dative", "oprd", "attr"})
BUT = frozenset({"but", "and", "while"})
Change = tuple[Token, Token, str]


def mend(doc: Doc) -> Doc:
    """Give the document with its known slips mended."""
    changes = [
        change
        for token in doc
        for mender in MENDERS.get(token.dep_, ())
        for change in mender(token)
    ]
    if changes:
        _apply(doc, changes)
    return doc


def _apply(doc: Doc, changes: list[Change]) -> None:
    """Set the new heads and labels; heads are relative to their token in spaCy's arrays."""
    labels = doc.to_array([HEAD, DEP]).astype("int64")
    for token, head, label in changes:
        if head.sent.start == token.sent.start and not token.is_ancestor(head):
            labels[token.i] = (head.i - token.i, doc.vocab.strings.add(label))
    doc.from_array([HEAD, DEP], labels.astype("uint64"))


def resumed(verb: Token) -> Iterator[Change]:
    """A past form joined to a bare one goes on with the verb above.

    "He *demanded* that aid reach Gaza and *promised* a ship": promised is joined to demanded.
    """
    above = verb.head
    target = None if _has_subject(verb) else _resumes(verb, above)
    if target is None:
        return
    yield verb, target, "conj"
    joining = (c for c in above.rights if c.dep_ == "cc" or c.text == ",")
    start = verb.left_edge.i
    yield from ((c, target, c.dep_) for c in joining if start - 2 <= c.i < start)


def _resumes(verb: Token, above: Token) -> Token | None:
    """Give the verb above that has the tense which a joined verb has and its head has not."""
    if verb.tag_ in ("VBD", "VBZ") and _is_bare(above):
        return next((a for a in above.ancestors if a.tag_ == verb.tag_), None)
    perfect = _perfect(verb)
    if perfect is None or _perfect(above) is not None:
        return None
    return next((a for a in above.ancestors if _perfect(a) == perfect), None)


def _perfect(verb: Token) -> str | None:
    """Give the "has" or "had" of a participle."""
    if verb.tag_ != "VBN":
        return None
    return next((c.lower_ for c in verb.lefts if c.lower_ in ("has", "have", "had")), None)


def _is_bare(verb: Token) -> bool:
    """Say whether a verb has no tense of its own: "to reunite", "aid reach", "be widened"."""
    if verb.tag_ == "VB" or (verb.tag_ == "VBP" and _follows_past(verb)):
        return True
    return verb.tag_ == "VBN" and any(c.lower_ == "be" for c in verb.lefts)


def _follows_past(verb: Token) -> bool:
    """Say whether a verb keeps its bare form under a past one: "suggested that they *send*"."""
    past = verb.head.tag_ == "VBD" and verb.dep_ == "ccomp" and verb.pos_ == "VERB"
    return past and not any(c.dep_ == "aux" for c in verb.lefts)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


def listed(verb: Token) -> Iterator[Change]:
    """A past form in a list of verbs is no participle: "called for a truce, *offered* aid and"."""
    if verb.tag_ != "VBD" or _has_subject(verb) or verb.i == 0 or verb.nbor(-1).text != ",":
        return
    for above in verb.ancestors:
        if above.tag_ == "VBD" and any(c.dep_ == "conj" and c.i > verb.i for c in above.rights):
            yield verb, above, "conj"
            yield verb.nbor(-1), above, "punct"
            return


def second_subject(noun: Token) -> Iterator[Change]:
    """A name after "but" is the subject of the verb that follows.

    "Macron proposed ..., but *Netanyahu*, standing beside him, did not take up the idea".
    """
    verb, start = noun.head, noun.left_edge.i
    if verb.tag_ not in FINITE or start == 0 or noun.i < verb.i:
        return
    joint, comma = noun.doc[start - 1], noun.doc[max(start - 2, 0)]
    if joint.lower_ not in BUT or joint.head != verb or comma.text != ",":
        return
    second = next((c for c in verb.rights if c.i > noun.i and _lacks_subject(c)), None)
    if second is None:
        return
    yield noun, second, "nsubj"
    yield second, verb, "conj"
    between = (c for c in verb.rights if noun.i < c.i < second.i)
    yield from ((c, second, c.dep_) for c in between)


def _lacks_subject(verb: Token) -> bool:
    helped = any(c.dep_ in ("aux", "auxpass") and c.tag_ in (*FINITE, "MD") for c in verb.lefts)
    finite = verb.tag_ in FINITE or (helped and verb.tag_[:2] == "VB")
    return finite and not _has_subject(verb) and verb.dep_ in ("ccomp", "conj", "advcl", "dep")


def listed_addressees(clause: Token) -> Iterator[Change]:
    """Several who are urged: "urged *Iran, Hezbollah and the Houthis* not to act"."""
    verb = clause.head
    to = next((c for c in clause.lefts if c.lower_ == "to" and c.dep_ == "aux"), None)
    agent = next((c for c in clause.lefts if c.dep_ == "nsubj"), None)
    first = next((c for c in verb.rights if c.dep_ == "dobj" and c.i < clause.i), None)
    if to is None or agent is None or first is None:
        return
    if agent.left_edge.i != first.i + 2 or first.nbor(1).text != ",":
        return
    if any(t.dep_ == "conj" for t in agent.subtree):
        yield agent, first, "conj"
        yield first.nbor(1), first, "punct"
        yield clause, verb, "xcomp"
        apposed = next((c for c in agent.rights if c.dep_ == "appos"), agent)
        yield from ((c, agent, c.dep_) for c in apposed.rights if c.dep_ in ("cc", "conj"))


def relative(clause: Token) -> Iterator[Change]:
    """A relative clause on the place last named: "*those* on the island *who* had backed it".

    "vetoed a *text* in the Security Council, *which* Egypt had put forward": the text, too.
    """
    place, pronoun = clause.head, next(clause.lefts, None)
    prep = place.head
    if pronoun is None or place.dep_ != "pobj" or prep.dep_ != "prep":
        return
    host = prep.head
    if pronoun.lower_ == "who" and host.lower_ in ("those", "people"):
        yield clause, host, "relcl"
    if pronoun.lower_ == "which" and pronoun.dep_ == "dobj" and place.ent_type_ in NAMED:
        thing = next((c for c in host.rights if c.dep_ == "dobj" and c.i < prep.i), None)
        if thing is not None and clause.tag_ == "VBN":
            yield clause, thing, "relcl"


NAMED = frozenset({"ORG", "GPE", "PERSON", "NORP"})


def mixed_feelings(noun: Token) -> Iterator[Change]:
    """A feeling joined to a name goes with the feeling before: "*praise* in Rome and *anger* in".

    The parser joins the anger to Rome.
    """
    name, doc = noun.head, noun.doc
    prep = name.head
    if noun.lower_ not in FEELINGS or name.dep_ != "pobj" or noun.i + 1 >= len(doc):
        return
    after, host = doc[noun.i + 1], prep.head
    if host.pos_ == "VERB":
        host = next((c for c in host.rights if c.dep_ == "dobj" and c.i < prep.i), host)
    if after.dep_ != "prep" or host.lower_ not in FEELINGS:
        return
    yield noun, host, "conj"
    yield after, noun, "prep"
    yield from ((c, host, "cc") for c in name.rights if c.dep_ == "cc")


FEELINGS = words(
    "support backing praise applause welcome approval endorsement sympathy enthusiasm relief "
    "opposition criticism condemnation anger outrage fury dismay alarm concern concerns scorn "
    "scepticism skepticism doubt doubts derision disappointment rejection hostility"
)

MENDERS = {
    "conj": (resumed, listed_addressees, mixed_feelings),
    "acl": (listed,),
    "relcl": (listed, relative),
    "ccomp": (listed_addressees,),
    **dict.fromkeys(LOOSE - {"conj"}, (second_subject,)),
}
