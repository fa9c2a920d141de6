"""Rules for verbs that put something forward: one function a complement.

Each rule takes the verb and its cue and gives a Draft, or None where its complement is missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from . import cues, syntax
from .cues import VerbCue


@dataclass(slots=True)
class Draft:
    """A proposal as a rule sees it: words of the parse, not yet records.

    `verb` is the token whose clause holds the circumstances (when, where, factuality).
    """

    act: str
    cue: Span
    proposer: Token | None
    content: Span | None
    rule: str
    verb: Token
    addressees: tuple[Token, ...] = ()


def drafts(verb: Token, entries: tuple[VerbCue, ...]) -> Iterator[Draft]:
    """Yield what a verb puts forward: at most one draft, from the first rule that fits."""
    for entry in entries:
        if entry.particle and not _has_particle(verb, entry.particle):
            continue
        for frame, rule in RULES.items():
            if frame in entry.frames:
                draft = rule(verb, entry)
                if draft is not None:
                    yield draft
                    return


def _has_particle(verb: Token, word: str) -> bool:
    return any(c.lower_ == word for c in verb.rights)


def _draft(
    verb: Token,
    entry: VerbCue,
    frame: str,
    content: Span,
    cue_end: Token | None = None,
    addressees: tuple[Token, ...] = (),
) -> Draft | None:
    """Make the draft of a verb; none where nobody acts."""
    who = syntax.actor(verb)
    if who is None:
        return None
    end = cue_end if cue_end is not None and cue_end.i - verb.i == 1 else verb
    cue = verb.doc[verb.i : end.i + 1]
    return Draft(entry.act, cue, who, content, f"verb-{frame}", verb, addressees)


def infinitive(verb: Token) -> Token | None:
    """Give the infinitive after a verb: "offered *to host*", "on Israel *to stop*"."""
    for clause in verb.rights:
        if clause.dep_ in ("xcomp", "ccomp", "advcl") and _is_infinitive(clause):
            return clause
    return None


def _is_infinitive(clause: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.lefts)


def verb_to(verb: Token, entry: VerbCue) -> Draft | None:
    """Subject and infinitive: "Egypt *offered* to host talks"."""
    clause = infinitive(verb)
    if clause is None or syntax.child(clause, "nsubj") is not None or syntax.is_passive(verb):
        return None
    if entry.act == "offer" and (clause.lower_ in cues.HOSTILE or syntax.child(verb, "dobj")):
        return None
    return _draft(verb, entry, "to", syntax.phrase(clause))


def verb_obj_to(verb: Token, entry: VerbCue) -> Draft | None:
    """Object and infinitive: "urged *Israel* to stop"; "*Israel* was urged by the EU to stop"."""
    clause = infinitive(verb)
    if clause is None:
        return None
    if syntax.is_passive(verb):
        addressee = syntax.subject(verb)
    else:
        addressee = syntax.child(verb, "dobj", "dative") or syntax.child(clause, "nsubj")
    if addressee is None:
        return None
    return _draft(verb, entry, "obj-to", _infinitive_phrase(clause), addressees=(addressee,))


def _infinitive_phrase(clause: Token) -> Span:
    """Give an infinitive from its "to" (or "not to") on, without a subject before it."""
    whole = syntax.phrase(clause)
    to = next(c for c in clause.lefts if c.lower_ == "to")
    start = to.i - 1 if to.i and to.nbor(-1).lower_ == "not" else to.i
    return clause.doc[start : max(whole.end, clause.i + 1)]


def verb_on(verb: Token, entry: VerbCue) -> Draft | None:
    """Preposition and infinitive: "called *on Israel* to stop", "appealed *to* both to return"."""
    prep = syntax.preposition(verb, "on", "upon", "to", "with")
    who = prep and syntax.child(prep, "pobj")
    clause = infinitive(verb) or (who and infinitive_of_noun(who))
    if not who or clause is None or clause.i < prep.i:
        return None
    return _draft(verb, entry, "on", _infinitive_phrase(clause), prep, (who,))


def infinitive_of_noun(noun: Token) -> Token | None:
    """Give the infinitive that the parser hung on a noun: "on the parties *to return*"."""
    return next((c for c in noun.rights if c.dep_ in ("acl", "relcl") and _is_infinitive(c)), None)


def verb_for(verb: Token, entry: VerbCue) -> Draft | None:
    """ "called *for* an end to the fighting", "called for *Israel to stop*"."""
    prep = syntax.preposition(verb, "for")
    thing = prep and (syntax.child(prep, "pobj") or syntax.child(prep, "pcomp"))
    if thing:
        return _draft(verb, entry, "for", syntax.phrase(thing), prep, _asked(verb))
    for clause in syntax.children(verb, "advcl", "ccomp", "xcomp"):
        mark = next((c for c in clause.lefts if c.lower_ == "for"), None)
        if mark is not None and mark.i > verb.i:
            agent = syntax.child(clause, "nsubj")
            content = syntax.clipped(verb.doc, mark.i + 1, clause.right_edge.i + 1, clause.i)
            return _draft(verb, entry, "for-to", content, mark, (agent,) if agent else ())
    return None


def _asked(verb: Token) -> tuple[Token, ...]:
    """Give who is asked: the object of "asked *Turkey* for help", "appealed *to* the UN for"."""
    asked = syntax.child(verb, "dobj", "dative")
    if asked is None:
        prep = syntax.preposition(verb, "to", "on")
        asked = syntax.child(prep, "pobj") if prep else None
    return (asked,) if asked is not None else ()


def verb_that(verb: Token, entry: VerbCue) -> Draft | None:
    """A clause: "*proposed* that the coalition be widened"."""
    clause = _clause(verb)
    if clause is None:
        return None
    return _draft(verb, entry, "that", syntax.phrase(clause), addressees=_told(clause))


def _clause(verb: Token) -> Token | None:
    """Give the finite clause after a verb."""
    for clause in verb.rights:
        if clause.dep_ == "ccomp" and syntax.child(clause, *syntax.SUBJECTS) is not None:
            if not _is_infinitive(clause):
                return clause
    return None


def _told(clause: Token) -> tuple[Token, ...]:
    """Give who is to act in an active clause: "that *Iran* halt"."""
    agent = syntax.child(clause, "nsubj")
    return (agent,) if agent is not None and is_actor(agent) else ()


def is_actor(token: Token) -> bool:
    """Say whether a noun can act: a name, a pronoun for somebody, a word for people."""
    return token.ent_type_ in ACTING or token.pos_ == "PROPN" or token.lower_ in PEOPLE


ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP"})
PEOPLE = frozenset(
    "we you they he she government governments states parties sides leaders countries nations "
    "authorities people officials ministers world community president minister council "
    "parliament rebels troops forces groups all everyone somebody".split()
)


def verb_shall(verb: Token, entry: VerbCue) -> Draft | None:
    """A clause that obliges: "*suggested* that talks *should* be held", "*insisted* it *leave*"."""
    clause = _clause(verb)
    if clause is None or not _obliges(clause):
        return None
    return _draft(verb, entry, "that", syntax.phrase(clause), addressees=_told(clause))


def _obliges(clause: Token) -> bool:
    """Say whether a clause has a modal of duty or a bare verb: "should leave", "be widened"."""
    helpers = [c for c in clause.lefts if c.dep_ in ("aux", "auxpass")]
    if any(c.lower_ in ("should", "must", "ought", "shall") for c in helpers):
        return True
    if any(c.tag_ == "MD" or c.lower_ in ("to", "do", "does", "did") for c in helpers):
        return False
    return clause.tag_ == "VB" or any(c.lower_ == "be" for c in helpers)


def verb_ing(verb: Token, entry: VerbCue) -> Draft | None:
    """A gerund: "*suggested* holding talks in Geneva"."""
    for clause in verb.rights:
        if clause.tag_ == "VBG" and clause.dep_ in ("xcomp", "ccomp", "dobj"):
            return _draft(verb, entry, "ing", syntax.phrase(clause))
    return None


def verb_obj(verb: Token, entry: VerbCue) -> Draft | None:
    """An object: "*offered* a truce"; passive "a truce was *proposed* by Cairo"."""
    thing = put_forward(verb)
    if thing is None or thing.pos_ == "PRON":
        return None
    other = syntax.child(verb, "dative")
    addressee = syntax.child(other, "pobj") if other is not None and other.pos_ == "ADP" else other
    content = syntax.phrase(thing)
    return _draft(verb, entry, "obj", content, addressees=(addressee,) if addressee else ())


def put_forward(verb: Token) -> Token | None:
    """Give what is put forward: object, subject of a passive, or the noun a participle is on."""
    if not syntax.is_passive(verb):
        return syntax.child(verb, "dobj")
    own = syntax.child(verb, "nsubjpass", "nsubj")
    if own is not None and own.lower_ not in syntax.RELATIVE_PRONOUNS:
        return own
    return verb.head if verb.dep_ in ("acl", "relcl", "amod") else syntax.subject(verb)


def verb_plan(verb: Token, entry: VerbCue) -> Draft | None:
    """A proposal noun as object: "*unveiled* a plan to end the war"."""
    thing = put_forward(verb)
    if thing is None or thing.lower_ not in cues.PLAN_FORMS:
        return None
    return verb_obj(verb, entry)


def verb_quote(verb: Token, entry: VerbCue) -> Draft | None:
    """Quoted words as content: ""Let us meet again," *proposed* the minister"."""
    for clause in verb.lefts:
        if clause.dep_ == "ccomp" and clause.left_edge.i > 0:
            return _draft(verb, entry, "quote", syntax.phrase(clause))
    return None


RULES = {
    "on": verb_on,
    "obj_to": verb_obj_to,
    "for": verb_for,
    "to": verb_to,
    "that": verb_that,
    "shall": verb_shall,
    "ing": verb_ing,
    "obj": verb_obj,
    "plan": verb_plan,
    "quote": verb_quote,
}
