"""The object of a verb of proposing: how far it reaches, to whom it goes, who is to act."""

from spacy.tokens import Span, Token

from annotations.pipeline.parsing import extents, syntax
from annotations.pipeline.proposals import cues
from annotations.pipeline.proposals.cues import VerbCue
from annotations.pipeline.proposals.drafts import ACTING, PEOPLE, is_actor

# Prepositions that go on with an object: "a new job *with* the ministry".
CONTINUING = cues.words("for of against between with among as over towards toward about in")


def is_infinitive(clause: Token) -> bool:
    """Say whether a verb has its "to"."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.lefts)


PRESSING = ("urge", "demand", "request")
# Whose deed it is: "*China's* apology", "*U.N.* help", "an *Israeli* withdrawal".
DOERS = ("between", "by", "from")
OWNING = ("poss", "compound", "amod", "nmod")


def bidden(thing: Token) -> tuple[Token, ...]:
    """Give who is to bring about what is asked for: "an end to *the regime's* attacks".

    "a truce between *Israel and Hamas*", "a withdrawal by *Russia*", "*China's* apology".
    """
    for word in thing.subtree:
        if any(a.dep_ in ("relcl", "acl", "advcl") and a.i > thing.i for a in word.ancestors):
            continue
        owned = word.dep_ in OWNING and (word.dep_ == "poss" or word.head == thing)
        known = word.dep_ == "poss" and word.lower_ in PEOPLE and syntax.child(word, "det")
        if owned and word.pos_ != "PRON" and (word.ent_type_ in ACTING or known):
            return (word.head if word.head.lower_ in PEOPLE else word,)
        if word.dep_ == "pobj" and word.head.lower_ in DOERS and is_actor(word):
            return (word,)
    return ()


def object_phrase(thing: Token, parent: Token) -> Span:
    """Give an object with the phrases that the parser hung beside it, without the cue itself.

    "promoted *the campaign for a flag*", "*a truce* brokered by Egypt".
    """
    end = thing.right_edge.i + 1
    for sibling in (*parent.rights, *(parent.head.rights if parent.dep_ == "prep" else ())):
        if sibling.i < end or sibling.dep_ == "punct":
            continue
        if _lists_on(sibling, end):
            end = sibling.right_edge.i + 1
            continue
        goes_on = _continues(sibling) or is_infinitive(sibling) or _completes(sibling, thing)
        if sibling.left_edge.i > end or not goes_on:
            break
        end = sibling.right_edge.i + 1
    if parent.dep_ == "prep":
        end = max([end, *(c.right_edge.i + 1 for c in parent.rights if c.dep_ == "conj")])
    return extents.clipped(thing.doc, _beginning(thing), end, thing.i)


def _beginning(thing: Token) -> int:
    """Give where an object begins, over its adjectives, not over a clause hung on it."""
    start = thing.i
    for left in sorted(thing.lefts, key=lambda t: -t.i):
        if left.dep_ in CLAUSES or left.right_edge.i + 2 < start:
            break
        start = left.left_edge.i
    return start


CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "nsubj", "nsubjpass", "aux", "mark", "prep"})


def _lists_on(noun: Token, end: int) -> bool:
    """Say whether a noun goes on with a list that the parser broke: "a truce, *the release* of"."""
    if noun.pos_ != "NOUN" or noun.ent_type_ in ("DATE", "TIME") or end >= len(noun.doc):
        return False
    listed = any(c.dep_ == "cc" for c in noun.rights)
    return listed and noun.doc[end].text == "," and noun.left_edge.i == end + 1


def _completes(prep: Token, thing: Token) -> bool:
    """Say whether a "to" goes on with an object that needs one: "an end *to the siege*"."""
    return prep.lower_ == "to" and prep.dep_ == "prep" and thing.lower_ in NEEDING_TO


NEEDING_TO = cues.noun_forms(
    "end halt stop return access right answer alternative solution amendment change limit curb "
    "approach addition cut increase reduction obstacle contribution"
)


def _continues(prep: Token) -> bool:
    """Say whether a phrase goes on with an object rather than tells when or where."""
    if prep.dep_ != "prep" or prep.lower_ not in CONTINUING:
        return False
    elsewhere = ("DATE", "TIME", "GPE", "LOC", "FAC") if prep.lower_ == "in" else ("DATE", "TIME")
    return not any(c.ent_type_ in elsewhere for c in prep.children)


def recipients(verb: Token, thing: Token, entry: VerbCue) -> tuple[Token, ...]:
    """Give to whom something is put: "offered *Israel* a truce", "presented it to *Congress*"."""
    other = syntax.child(verb, "dative") or syntax.preposition(verb, "to", "from", "before")
    other = other or syntax.preposition(thing, "to", "from", "between")
    if other is None and entry.act in PRESSING:
        return bidden(thing)
    if other is not None and other.pos_ in ("ADP", "SCONJ", "PART"):
        other = syntax.child(other, "pobj")
    return (other,) if other is not None and is_actor(other) else ()


def asked(verb: Token) -> tuple[Token, ...]:
    """Give who is asked: the object of "asked *Turkey* for help", "appealed *to* the UN for"."""
    who = syntax.child(verb, "dobj", "dative")
    if who is None and syntax.is_passive(verb):
        who = syntax.child(verb, "nsubjpass")
    if who is None:
        prep = syntax.preposition(verb, "to", "on", "with")
        who = syntax.child(prep, "pobj") if prep else None
    if who is not None:
        return (who,) if is_actor(who) else ()
    prep = syntax.preposition(verb, "for")
    thing = syntax.child(prep, "pobj") if prep else None
    return bidden(thing) if thing is not None else ()
