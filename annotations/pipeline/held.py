"""Reported speech and thought after a noun ("the claim that ...", "plans to ...") and "according to"."""

from spacy.tokens import Span, Token

from annotations.pipeline import saying, syntax
from annotations.pipeline.passages import Ascription, Page, settle

GROUPS = frozenset(["NORP", "GPE", "ORG", "PERSON"])
# Verbs with which the holder of the thought is the subject: "voiced a hope", "has plans".
LIGHT = saying.table(
    """announce bring confirm convey deliver express file give have hold issue keep launch make
    offer outline present publish put put-forward reaffirm receive reiterate release repeat send
    share state submit unveil voice""".split()
)


def find_noun(page: Page, noun: Token) -> Ascription | None:
    """What a noun says that somebody says or thinks: "Israel's claim *that it acted*".

    Only where the text gives the holder of it.
    """
    follows = saying.NOUNS[saying.NOUN_FORMS[page.lowers[noun.i]]]
    content = that_clause(noun, follows) or to_infinitive(noun, follows) or about(noun, follows)
    if content is None:
        return None
    source = holder(noun)
    if source is None or source.start >= content[0]:
        return None
    span = settle(page, noun.i, *content)
    if span is None:
        return None
    return Ascription("noun", 0.6, source, (noun.i, noun.i + 1), *span)


def that_clause(noun: Token, follows: tuple[str, ...]) -> tuple[int, int] | None:
    """A clause of the noun: "the view *that Hamas was committed to violence*"."""
    for clause in noun.rights:
        if clause.dep_ in ("acl", "ccomp", "relcl") and clause.left_edge.lower_ in follows:
            if any(c.lower_ == "that" and c.dep_ in ("nsubj", "dobj") for c in clause.children):
                continue
            if clause.left_edge.lower_ != "to":
                return clause.left_edge.i, clause.right_edge.i + 1
    return None


def to_infinitive(noun: Token, follows: tuple[str, ...]) -> tuple[int, int] | None:
    """An infinitive of the noun: "plans *to withdraw its troops*"."""
    if "to" not in follows:
        return None
    for deed in noun.rights:
        if deed.dep_ in ("acl", "relcl", "xcomp") and deed.left_edge.lower_ == "to":
            return deed.left_edge.i, deed.right_edge.i + 1
    return None


def about(noun: Token, follows: tuple[str, ...]) -> tuple[int, int] | None:
    """What follows the noun's preposition: "concerns about *its influence*"."""
    preposition = syntax.preposition(
        noun, *(word for word in follows if word not in ("that", "to"))
    )
    if preposition is None or not list(preposition.children):
        return None
    return preposition.i + 1, preposition.right_edge.i + 1


def holder(noun: Token) -> Span | None:
    """Whose claim it is: possessor, nationality before the noun, subject of a light verb."""
    owner = syntax.owner(noun) or next(
        (c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod") and c.ent_type_ in GROUPS),
        None,
    )
    if owner is None and noun.dep_ == "dobj" and noun.head.lower_ in LIGHT:
        owner = syntax.actor(noun.head)
    if owner is None or owner.dep_ == "expl":
        return None
    return syntax.noun_phrase(owner)


def according_to(page: Page, i: int) -> Ascription | None:
    """The clause that "according to" ascribes: "*the ship was stopped*, according to reports"."""
    if i + 2 >= len(page.lowers) or page.lowers[i + 1] != "to":
        return None
    noun = syntax.child(page.tokens[i + 1], "pobj")
    if noun is None:
        return None
    source = syntax.noun_phrase(noun)
    content = clause_after(page, i, noun) or clause_before(page, i)
    span = settle(page, i, *content) if content else None
    if span is None:
        return None
    return Ascription("according_to", 0.85, source, (i, i + 2), *span)


def clause_after(page: Page, i: int, noun: Token) -> tuple[int, int] | None:
    """The rest of the sentence, where "according to X" opens it."""
    sentence = page.tokens[i].sent
    if i - sentence.start > 2:
        return None
    start = noun.right_edge.i + 1
    while start < sentence.end and page.lowers[start] != ",":
        start += 1
    return (start + 1, sentence.end) if start + 1 < sentence.end else None


def clause_before(page: Page, i: int) -> tuple[int, int] | None:
    """The clause that "according to X" closes or interrupts, up to it."""
    head = page.tokens[i].head
    while head.pos_ not in ("VERB", "AUX") and head.head != head:
        head = head.head
    return head.left_edge.i, i
