"""How much speaks for a reaction answering a proposal: what it names, who answers, how near."""

from spacy.tokens import Doc, Token

from annotations.pipeline import stances, syntax
from annotations.pipeline.cues import words
from annotations.pipeline.records import Proposal, Span
from annotations.pipeline.retellings import keywords, same_actor

PRONOUNS = words("it this that these those which")
# Names are everywhere in an article: that two phrases share one says little.
NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC"})


class Objects:
    """Weighs what a reaction names against the proposals of an article.

    A weight is None where the reaction cannot mean that proposal.
    """

    def __init__(self, proposals: list[Proposal]):
        self.contents = {p.id: keywords(p.content.text) if p.content else set() for p in proposals}

    def weights(self, thing: Token | None, proposals: list[Proposal]) -> list[float | None]:
        """Give the weight of each proposal for a reaction to `thing`, None for no object."""
        if thing is None:
            return [1.0] * len(proposals)
        thing = whole(thing)
        phrase = thing.doc[thing.left_edge.i : thing.right_edge.i + 1]
        kind = describes(thing)
        told = keywords(
            " ".join(t.lower_ for t in phrase if kind == "referring" or t.ent_type_ not in NAMED)
        )
        owners = stems(t.text for t in (syntax.owner(thing), *names_before(thing)) if t is not None)
        weights = [self._weight(thing, phrase, kind, told, p) for p in proposals]
        if not owners:
            return weights
        return [
            w if w is None else w + (2.0 if owners & owned_by(p) else -1.5)
            for w, p in zip(weights, proposals, strict=True)
        ]

    def _weight(self, thing, phrase, kind, told, proposal: Proposal) -> float | None:
        """Weigh one proposal: one told inside the object itself, then nouns, pronouns, words."""
        if phrase.start_char <= proposal.cue.start_char < phrase.end_char:
            return 8.0
        if kind == "pronoun":
            return None if thing.idx < proposal.cue.end_char else 2.0
        shared = len(told & self.contents[proposal.id])
        if kind == "referring":
            content = proposal.content
            inside = content and content.start_char <= thing.idx < content.end_char
            fits = inside or proposal.act in stances.REFERRING[thing.lower_]
            return (2.0 if fits else 0.0) + 1.5 * min(shared, 2)
        return 1.5 * min(shared, 3) - 1.5 if shared else None


def names_before(thing: Token) -> list[Token]:
    """Give the names that say whose an object is: "the *French* idea", "the *US* plan"."""
    deps = ("amod", "compound", "nmod")
    return [c for c in thing.lefts if c.dep_ in deps and c.ent_type_ in NAMED]


def owned_by(proposal: Proposal) -> set[str]:
    """Give the stems of the words for a proposer: his phrase and his name."""
    who = proposal.proposer
    return stems(f"{who.text} {who.name or ''}".split()) if who else set()


def stems(tokens) -> set[str]:
    """Give the first four letters of names: French and France share them."""
    return {t.casefold()[:4] for t in tokens if t[:1].isupper()}


def whole(thing: Token) -> Token:
    """Give the proposal of which only a part is named: "the details of the *plan*"."""
    if thing.lower_ not in stances.PARTS:
        return thing
    return next((t for t in thing.subtree if t.lower_ in stances.REFERRING), thing)


def describes(thing: Token) -> str:
    """Say how an object stands for a proposal: "referring", "pronoun" or "words"."""
    if thing.lower_ in stances.REFERRING:
        return "referring"
    return "pronoun" if thing.lower_ in PRONOUNS else "words"


def of_people(responder: Span, proposal: Proposal) -> float | None:
    """Weigh who answers: the addressee most, never the proposer himself (None)."""
    if same_actor(responder, proposal.proposer):
        return None
    return 2.0 if any(same_actor(responder, a) for a in proposal.addressees) else 0.0


def of_distance(cue: Span, proposal: Proposal, doc: Doc) -> float:
    """Weigh nearness: the same or the next sentence most, another paragraph least."""
    gap = cue.start_char - proposal.cue.end_char
    if gap < 0:
        return 1.0 if gap > -300 else -1.0
    between = doc.text[proposal.cue.end_char : cue.start_char]
    paragraphs = between.count("\n\n") or between.count("\n")
    if paragraphs == 0:
        return 3.0 if gap < 250 else 2.0 if gap < 500 else 1.5
    if paragraphs == 1 and gap < 300:
        return 2.0
    return max(2.0 - 0.5 * paragraphs, -1.0)
