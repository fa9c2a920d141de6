"""Clauses that hold what is put forward: infinitives, that-clauses, what obliges in them."""

from spacy.tokens import Span, Token

from annotations.pipeline.parsing import extents, syntax
from annotations.pipeline.proposals import cues
from annotations.pipeline.proposals.drafts import is_actor
from annotations.pipeline.proposals.objects import is_infinitive

QUESTIONS = cues.words("what how who whom whether if why where when which")


def infinitive(verb: Token) -> Token | None:
    """Give the infinitive after a verb: "offered *to host*", "urged Israel *to stop*"."""
    for clause in verb.rights:
        if clause.dep_ in ("xcomp", "ccomp", "advcl") and is_infinitive(clause):
            return clause
        if clause.tag_ == "VBG" and clause.dep_ == "xcomp" and (hung := _beyond(clause)):
            return hung
        noun = syntax.child(clause, "pobj") if clause.dep_ == "prep" else None
        if noun is not None and noun.ent_type_ in ("DATE", "TIME"):
            hung = infinitive_of_noun(noun)
            if hung is not None:
                return hung
    return None


def infinitive_of_noun(noun: Token) -> Token | None:
    """Give the infinitive that the parser hung on a noun: "on the parties *to return*"."""
    hung = [c for c in noun.rights if c.dep_ in ("acl", "relcl")]
    further = (_beyond(clause) for clause in hung if clause.tag_ == "VBG")
    return next((c for c in hung if is_infinitive(c)), None) or next(filter(None, further), None)


def _beyond(clause: Token) -> Token | None:
    """Give an infinitive hung on what first tells of somebody: "asked men sitting by *to go*"."""
    return next((c for c in clause.rights if c.dep_ == "advcl" and is_infinitive(c)), None)


def infinitive_phrase(clause: Token) -> Span:
    """Give an infinitive from its "to" (or "not to") on, without a subject before it."""
    to = next(c for c in clause.lefts if c.lower_ == "to")
    start = to.i - 1 if to.i and to.nbor(-1).lower_ == "not" else to.i
    return extents.clipped(clause.doc, start, clause.right_edge.i + 1, clause.i)


def clause_of(verb: Token) -> Token | None:
    """Give the finite clause after a verb, not a question."""
    for clause in (*verb.rights, *_hung_on(verb)):
        if syntax.child(clause, *syntax.SUBJECTS) is None:
            continue
        if clause.dep_ not in ("ccomp", "acl", "relcl") or is_infinitive(clause):
            continue
        if clause.left_edge.lower_ not in QUESTIONS:
            return clause
    return None


# A clause on these is told by the noun; "in strong terms that" goes on with the verb.
TOLD_BY_NOUN = cues.NOUN_ACTS.keys() - {"terms"}


def _hung_on(verb: Token) -> list[Token]:
    """Give that-clauses that the parser hung on a circumstance: "asked in a note *that*"."""
    nouns = (syntax.child(prep, "pobj") for prep in verb.rights if prep.dep_ == "prep")
    plain = (n for n in nouns if n is not None and n.lower_ not in TOLD_BY_NOUN)
    clauses = (c for noun in plain for c in noun.rights)
    return [c for c in clauses if any(w.lower_ == "that" and w.dep_ == "mark" for w in c.lefts)]


def told(clause: Token) -> tuple[Token, ...]:
    """Give who is to act in an active clause: "that *Iran* halt"."""
    agent = syntax.child(clause, "nsubj")
    if agent is None or not is_actor(agent) or any(c.lower_ in ("a", "an") for c in agent.lefts):
        return ()
    return (agent,)


def _is_one(agent: Token) -> bool:
    """Say whether a subject is one: not "7.5 million", not "Syria and Iraq"."""
    many = any(c.dep_ in ("nummod", "quantmod") for c in agent.lefts)
    return not many and syntax.child(agent, "cc") is None


def stays_bare(verb: Token, clause: Token) -> bool:
    """Say whether a clause keeps its verb bare: after a past one, "*suggested* that they *act*";
    after one subject that is no plural, "insisting that the group *lay* down its arms".
    """
    if clause.tag_ != "VBP" or clause.pos_ != "VERB" or syntax.child(clause, "aux") is not None:
        return False
    agent = syntax.child(clause, "nsubj")
    single = agent is not None and agent.tag_ in ("NN", "NNP") and _is_one(agent)
    return verb.tag_ in ("VBD", "VBN") or single


def obliges(clause: Token) -> bool:
    """Say whether a clause, or one joined to it, has a modal of duty or a bare verb."""
    return _obliges(clause) or any(
        _obliges(c) for c in clause.rights if c.dep_ == "conj" and syntax.child(c, "nsubj")
    )


def _obliges(clause: Token) -> bool:
    """Say whether a clause itself obliges: "should leave", "be widened", "have to go"."""
    aids = [c for c in clause.lefts if c.dep_ in ("aux", "auxpass")]
    if any(c.lower_ in cues.MODALS for c in aids):
        return True
    if clause.lower_ in ("have", "need", "needs", "needed", "has", "had"):
        return infinitive(clause) is not None
    if any(c.tag_ == "MD" or c.lower_ in ("to", "do", "does", "did") for c in aids):
        return False
    return any(c.lower_ == "be" for c in aids) or (
        clause.tag_ == "VB" and not any(c.lower_ in ("have", "has", "had") for c in aids)
    )


def is_to(clause: Token) -> bool:
    """Say whether a clause on a noun or verb is an infinitive: "time *to stop*"."""
    to = any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.lefts)
    return to and clause.dep_ in ("relcl", "acl", "advcl", "xcomp", "ccomp")


def before_next(verb: Token) -> int:
    """Give where a clause ends before one joined to it that has a subject and a duty of its own.

    "must *withdraw*, and Cambodia would have to stop": the former.
    """
    for joined in verb.rights:
        own = joined.dep_ == "conj" and syntax.child(joined, "nsubj", "nsubjpass")
        if own and own.i > verb.i and any(c.tag_ == "MD" for c in joined.lefts):
            before = [c.i for c in verb.rights if c.dep_ in ("cc", "punct") and c.i < own.i]
            return next((i for i in before if i > verb.i and joined.left_edge.i - i < 4), own.i)
    return verb.right_edge.i + 1
