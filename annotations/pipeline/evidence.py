"""How much speaks for a reaction answering a proposal: what it names, who answers, how near."""

from spacy.tokens import Token

from annotations.pipeline import stances, syntax
from annotations.pipeline.cues import words
from annotations.pipeline.proposal_nouns import author
from annotations.pipeline.records import Proposal, Span
from annotations.pipeline.retellings import keywords, same_actor

PRONOUNS = words("it this that these those which")
# Names are everywhere in an article: that two phrases share one says little.
NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC"})
# Further apart than this, in code points, nothing is near: more paragraphs need not be counted.
FAR = 5000


class Objects:
    """Weighs what a reaction names against the proposals of an article.

    A weight is None where the reaction cannot mean that proposal. `actors` says who "the
    president" is in "the president's plan".
    """

    def __init__(self, proposals: list[Proposal], actors):
        self.actors = actors
        self.contents = {p.id: keywords(p.content.text) if p.content else set() for p in proposals}
        self.countries = {p.id: self._countries(p.proposer) for p in proposals}
        self.root = next((p.id for p in proposals if p.act == "propose"), None)

    def weights(self, thing: Token | None, proposals: list[Proposal]) -> list[float | None]:
        """Give the weight of each proposal for a reaction to `thing`, None for no object."""
        if thing is None:
            return [1.0] * len(proposals)
        thing = whole(thing)
        weights = self._weights(thing, proposals)
        owner = self._owner(thing)
        if owner is not None:
            fitting = (p for p in proposals if p.act in acts_of(thing))
            known = any(same_actor(owner, p.proposer) for p in fitting)
            pairs = zip(weights, proposals, strict=True)
            return [self._owned(weight, owner, proposal, known) for weight, proposal in pairs]
        names = names_before(thing)
        if not names:
            return weights
        owners, lands = stems(n.text for n in names), self._lands(names)
        return [
            w
            if w is None
            else w + (2.0 if owners & owned_by(p) or lands & self.countries[p.id] else -1.5)
            for w, p in zip(weights, proposals, strict=True)
        ]

    def _lands(self, names: list[Token]) -> set[str]:
        """Give the countries that names stand for: *French* -> FR."""
        mentions = (self.actors.mention_at(name.i) for name in names)
        return {m.entity.country for m in mentions if m and m.entity and m.entity.country}

    def _countries(self, who: Span | None) -> set[str]:
        """Give the countries of an actor: of his names and of those in the words for him."""
        if who is None:
            return set()
        linked = (m for m in self.actors.mentions if m.entity and m.entity.country)
        return {
            m.entity.country
            for m in linked
            if who.start_char <= m.start_char < who.end_char or m.entity.name == who.name
        }

    def _weights(self, thing: Token, proposals: list[Proposal]) -> list[float | None]:
        phrase = thing.doc[thing.left_edge.i : thing.right_edge.i + 1]
        kind = describes(thing)
        told = keywords(
            " ".join(t.lower_ for t in phrase if kind == "referring" or t.ent_type_ not in NAMED)
        )
        return [self._weight(thing, phrase, kind, told, p) for p in proposals]

    def _owner(self, thing: Token) -> Span | None:
        """Give whose proposal is named: "*the president's* plan", "the plan *of Egypt*"."""
        owner = syntax.owner(thing) or author(thing)
        return self.actors.span(syntax.noun_phrase(owner)) if owner is not None else None

    def _owned(
        self, weight: float | None, owner: Span, proposal: Proposal, known: bool
    ) -> float | None:
        """Weigh in whose proposal is named; where he has one that fits, nobody else's is meant."""
        if weight is None or weight >= TOLD_INSIDE:
            return weight
        if same_actor(owner, proposal.proposer) or stems_of(owner) & owned_by(proposal):
            return weight + 2.0
        if known:
            return None
        titled = proposal.proposer is not None and _shares_title(owner, proposal.proposer)
        if titled or self._countries(owner) & self.countries[proposal.id]:
            return weight + 1.5
        return weight - 1.5 if owner.name is None else None

    def _weight(self, thing, phrase, kind, told, proposal: Proposal) -> float | None:
        """Weigh one proposal: one told inside the object itself, then nouns, pronouns, words."""
        if phrase.start_char <= proposal.cue.start_char < phrase.end_char:
            return TOLD_INSIDE
        if kind == "pronoun":
            return None if thing.idx < proposal.cue.end_char else 2.0
        shared = len(told & self.contents[proposal.id])
        if kind == "referring":
            return self._referring(thing, shared, proposal)
        return 1.5 * min(shared, 3) - 1.5 if shared else None

    def _referring(self, thing: Token, shared: int, proposal: Proposal) -> float | None:
        """Weigh a noun for a proposal: it must fit the act, and be neither new nor another."""
        content = proposal.content
        if content and content.start_char <= thing.idx < content.end_char:
            return TOLD_INSIDE - 2.0
        if proposal.act not in acts_of(thing) or _is_another(thing):
            return None
        before = {c.lower_ for c in thing.lefts}
        # "This plan" is the one spoken of throughout, though it be told only further down.
        later = thing.idx < proposal.cue.start_char and "this" not in before
        unknown = not shared and bool(later or before & {"a", "an"})
        told_so = _noun_stem(thing.lower_) in _stems_of(proposal)
        oldest = proposal.id == self.root
        return 2.0 + 1.5 * told_so + oldest + min(shared, 2) - 2.0 * unknown


def _shares_title(owner: Span, proposer: Span) -> bool:
    """Say whether "the president's" may be that of "French President Emmanuel Macron"."""
    title = owner.text.casefold().split()[-1]
    return title in proposer.text.casefold().split()


def acts_of(thing: Token) -> tuple[str, ...]:
    """Give the acts that a noun for a proposal may stand for."""
    return stances.REFERRING.get(thing.lower_, ())


TOLD_INSIDE = 8.0
# From this weight on the words themselves say which proposal is meant.
OWN = 5.0
OTHERS = words("another other similar rival separate different new any no such every")


def _is_another(thing: Token) -> bool:
    """Say whether a noun means a proposal not told yet: "a *similar* text"."""
    return any(c.lower_ in OTHERS for c in thing.lefts)


def _noun_stem(word: str) -> str:
    return word.removesuffix("s")[:5]


def _stems_of(proposal: Proposal) -> set[str]:
    """Give the stems of the words by which a proposal is called: its cue and its content."""
    content = proposal.content.text if proposal.content else ""
    return {_noun_stem(w) for w in f"{proposal.cue.text} {content}".casefold().split()}


def names_before(thing: Token) -> list[Token]:
    """Give the names that say whose an object is: "the *French* idea", "the *US* plan"."""
    deps = ("amod", "compound", "nmod")
    return [c for c in thing.lefts if c.dep_ in deps and c.ent_type_ in NAMED]


def owned_by(proposal: Proposal) -> set[str]:
    """Give the stems of the words for a proposer: his phrase and his name."""
    return stems_of(proposal.proposer) if proposal.proposer else set()


def stems_of(who: Span) -> set[str]:
    """Give the stems of an actor's words and name."""
    return stems(f"{who.text} {who.name or ''}".split())


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


def of_distance(cue: Span, proposal: Proposal, text: str) -> float:
    """Weigh nearness: the same or the next sentence most, another paragraph least."""
    gap = cue.start_char - proposal.cue.end_char
    if gap < 0:
        return 1.0 if gap > -300 else -1.0
    if gap > FAR:
        return -1.0
    start, end = proposal.cue.end_char, cue.start_char
    paragraphs = text.count("\n\n", start, end) or text.count("\n", start, end)
    if paragraphs == 0:
        return 3.0 if gap < 250 else 2.0 if gap < 500 else 1.5
    if paragraphs == 1 and gap < 300:
        return 2.0
    return max(2.0 - 0.5 * paragraphs, -1.0)
