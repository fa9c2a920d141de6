"""Rules for what somebody says must come first: "talks *depend on* a truce", "*only after* a vote".

All of them need attributed words: whoever says them is the proposer.
"""

from spacy.tokens import Token

from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import extents, syntax
from annotations.pipeline.proposals import cues
from annotations.pipeline.proposals.clauses import told
from annotations.pipeline.proposals.drafts import PEOPLE, Draft, is_actor
from annotations.pipeline.proposals.objects import bidden, object_phrase

DEPENDING = cues.words(
    "depend depends depended hinge hinges hinged dependent conditional contingent conditioned"
)
WHEN = cues.words("after when if once")
FUTURE = cues.words("will would can could 'll ’ll may might")


def depending(token: Token, speakers: Speakers) -> Draft | None:
    """On what somebody makes something depend: "the aid *depends* on Chad holding a vote"."""
    source, prep = speakers.speaker_at(token.idx), syntax.preposition(token, "on", "upon")
    verb = token if token.pos_ == "VERB" and token.dep_ != "acl" else token.head
    thing = syntax.child(verb, *syntax.SUBJECTS)
    if source is None or prep is None or thing is None or thing.pos_ == "PRON":
        return None
    deed = syntax.child(prep, "pcomp", "pobj")
    if deed is None or syntax.is_negated(verb):
        return None
    agent = syntax.child(deed, "nsubj")
    doers = (agent,) if agent is not None and is_actor(agent) else bidden(deed)
    if not doers or (deed.dep_ == "pobj" and (deed.lower_ in PEOPLE or deed.ent_type_)):
        return None
    cue, content = token.doc[token.i : prep.i + 1], object_phrase(deed, prep)
    content = extents.clipped(
        token.doc, prep.i + 1, max(content.end, deed.right_edge.i + 1), deed.i
    )
    return Draft("demand", cue, source, content, "unless", verb, doers, clause=True)


def only_after(token: Token, speakers: Speakers) -> Draft | None:
    """What must come before: "will resume *only after* Oslo leaves", "can *only* resume if".

    What the speaker himself would do then is an answer of his with a condition.
    """
    source = speakers.speaker_at(token.idx)
    clause = _clause_after(token) if source is not None else None
    if clause is None or clause.i < token.i:
        return None
    mark = next((c for c in clause.lefts if c.lower_ in WHEN), None)
    verb, agent = clause.head, syntax.child(clause, "nsubj", "nsubjpass")
    thing = syntax.subject(verb)
    if mark is None or agent is None or clause.pos_ != "VERB":
        return None
    if thing is None or thing.pos_ == "PRON":
        return None
    if not any(c.lower_ in FUTURE for c in verb.lefts):
        return None
    content = extents.clipped(token.doc, mark.i + 1, clause.right_edge.i + 1, clause.i)
    end = mark.i + 1 if mark.i == token.i + 1 else token.i + 1
    cue = token.doc[token.i : end]
    return Draft("demand", cue, source, content, "unless", verb, told(clause), clause=True)


def _clause_after(only: Token) -> Token | None:
    """Give the clause that an "only" sets apart, whether it stands before it or before the verb."""
    head = only.head
    if head.dep_ in ("mark", "advmod") and head.lower_ in WHEN:
        head = head.head
    if head.dep_ == "advcl" and head.left_edge.i in (only.i, only.i + 1):
        return head
    clauses = (c for c in head.rights if c.dep_ == "advcl" and c.left_edge.lower_ in WHEN)
    return next(clauses, None)
