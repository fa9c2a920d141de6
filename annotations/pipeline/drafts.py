"""Proposals and reactions as rules see them: words of the parse, before they become records."""

from dataclasses import dataclass

from spacy.tokens import Span, Token

from annotations.pipeline import cues, records, syntax


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


PEOPLE = cues.words(
    "i we you they he she who them us him government governments state states party parties side "
    "sides leader communities "
    "leaders country countries nation nations authorities people official officials minister "
    "ministers ministry ministries world community president council parliament congress senate "
    "rebels troops forces groups group all everyone everybody somebody someone anyone both others "
    "opposition union alliance coalition bloc army military police court commission committee "
    "delegation envoy envoys ambassador ambassadors spokesman spokeswoman spokesperson king queen "
    "prince chancellor premier senator senators lawmakers mps deputies administration regime "
    "diplomats diplomat negotiators mediators mediator protesters demonstrators activists critics "
    "voters citizens workers employers companies company firms banks members leadership bishops "
    "bishop pope cleric judge judges prosecutors agency organisation organization association "
    "faction factions militants fighters insurgents guerrillas separatists powers allies ally "
    "neighbours neighbors partners donors residents families refugees students teachers doctors "
    "scientists experts report reports mayor governor secretary general chief head chair chairman "
    "chairwoman director leadership cabinet republicans democrats conservatives liberals public"
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


def resolve_document(head: Token) -> Token:
    """Give the author of a document that speaks: "*Hamas* released a tape calling for" -> Hamas.

    Where its own sentence names none, the last sentence that did so for such a document counts.
    """
    if head.lower_ not in cues.DOCUMENTS:
        return head
    for i in range(head.i, -1, -1):
        token = head.doc[i]
        if token.lower_ == head.lower_:
            whole = token.head if token.dep_ in ("compound", "nmod") else token
            author = syntax.owner(whole) or syntax.holder(whole)
            if author is not None and is_actor(author):
                return author
    return head


@dataclass(slots=True)
class Reaction:
    """A reaction in words of the parse; `object` is the head of what is reacted to, if named."""

    stance: str
    cue: Span
    responder: Token | records.Span
    object: Token | None
    rule: str
    verb: Token
