"""Papers that take a side for whoever issues them: a statement, a letter, a resolution."""

from spacy.tokens import Token

from annotations.pipeline.actors import documents
from annotations.pipeline.parsing import syntax
from annotations.pipeline.proposals.cues import noun_forms, verb_forms
from annotations.pipeline.responses import stances

PAPERS = documents.PAPERS | noun_forms("report article advertisement")
# Who does one of these to a paper says what it says.
ISSUING = documents.AUTHORING | verb_forms("adopt pass approve endorse back read hand deliver")


def is_issued(paper: Token) -> bool:
    """Say whether somebody brings out a paper: "*issued* a statement", "signed a *letter*"."""
    verb = paper.head
    if paper.lower_ not in PAPERS or verb.lower_ not in ISSUING:
        return False
    return paper.dep_ in ("dobj", "nsubjpass") and syntax.negation(verb) is None


def only_carries(verb: Token, paper: Token) -> bool:
    """Say whether a paper is only what a stance is told in: "passed a text *backing the plan*"."""
    if paper.lower_ not in PAPERS or paper.head != verb:
        return False
    for clause in paper.rights:
        if clause.dep_ in ("acl", "relcl") and clause.lower_ in stances.VERBS:
            thing = syntax.undergoer(clause)
            return thing is not None and thing != paper and thing.lower_ in stances.REFERRING
    return False
