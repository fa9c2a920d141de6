"""Proposals and reactions as rules see them: words of the parse, before they become records."""

from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Span, Token

from annotations.pipeline import records
from annotations.pipeline.parsing import inflection, syntax
from annotations.pipeline.proposals import cues

TABLES = Path(__file__).parents[1] / "data"


@dataclass(slots=True)
class Draft:
    """What a rule found.

    `proposer` is the head of a noun phrase, or the source of an attribution as a record; `verb` is
    the token whose clause holds the circumstances (when, where, factuality); `clause` says that the
    content is a clause still to come true, in which nothing is proposed yet.
    """

    act: str
    cue: Span
    proposer: Token | records.Span | None
    content: Span | None
    rule: str
    verb: Token
    addressees: tuple[Token, ...] = ()
    clause: bool = False


def _people() -> frozenset[str]:
    """Give the common nouns for people and bodies, singular and plural, from their list."""
    table = (TABLES / "people.txt").read_text(encoding="utf-8").splitlines()
    lines = (line.split("\t") for line in table if line and not line.startswith("#"))
    forms = {form for noun, *odd in lines for form in (*inflection.plurals(noun), *odd)}
    return frozenset(forms | {form[:-2] + "en" for form in forms if form.endswith("man")})


PEOPLE = _people() | cues.words(
    "i we you they he she who them us him all everyone everybody somebody someone anyone both "
    "others police thousands hundreds dozens tens scores millions powers report reports"
)
ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def is_actor(token: Token) -> bool:
    """Say whether a noun can act: a name, a pronoun for somebody, a word for people.

    Also what belongs to a name: "the *US* embassy", "the *Israeli* side"; but no paper or plan.
    """
    if token.lower_ in PEOPLE or token.ent_type_ in ACTING:
        return True
    if token.lower_ in cues.PLANS or token.lower_ in cues.DOCUMENTS:
        return False
    if token.pos_ == "NOUN" and any(c.ent_type_ in ACTING for c in token.lefts):
        return True
    return token.pos_ == "PROPN" and token.ent_type_ not in ("DATE", "TIME", "MONEY", "LAW")


# In tokens: a document named further back is another one, and nobody need look for it.
DOCUMENT_REACH = 500


def resolve_document(head: Token) -> Token:
    """Give the author of a document that speaks: "*Hamas* released a tape calling for" -> Hamas.

    Where its own sentence names none, the last sentence that did so for such a document counts.
    """
    if head.lower_ not in cues.DOCUMENTS:
        return head
    for i in range(head.i, max(head.i - DOCUMENT_REACH, -1), -1):
        token = head.doc[i]
        if token.lower_ == head.lower_:
            whole = token.head if token.dep_ in ("compound", "nmod") else token
            author = syntax.owner(whole) or named_before(whole) or _issuer(whole)
            if author is not None and is_actor(author):
                return author
    return head


def named_before(document: Token) -> Token | None:
    """Give the body that a document is named after: "*UN* resolutions", "the *US*-drafted text"."""
    for word in document.lefts:
        own = word.ent_type_ in ACTING
        inner = word if own else next((c for c in word.lefts if c.ent_type_ in ACTING), word)
        if word.dep_ in ("compound", "amod", "nmod") and inner.ent_type_ in ACTING:
            return inner
    return None


def _issuer(document: Token) -> Token | None:
    """Give who brings a document out: "*Hamas* released a tape"; not who answers it."""
    verb = document.head
    if verb.pos_ == "VERB" and verb.lower_ in ANSWERING:
        return None
    return syntax.holder(document)


ANSWERING = cues.verb_forms(
    "reject accept welcome dismiss oppose endorse back support criticise criticize veto ignore "
    "defy study review consider condemn denounce block decline refuse flout violate"
)
