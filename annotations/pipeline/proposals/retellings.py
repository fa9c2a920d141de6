"""The same proposal told again in one article: which telling repeats which."""

from dataclasses import replace
from functools import lru_cache

from annotations.pipeline.proposals.cues import PLANS, words
from annotations.pipeline.records import Proposal, Span
from annotations.pipeline.responses import stances

DUMMIES = words(
    "the and for that this with from have has will would should must been were was are not they "
    "their them his her its our all any who which what said more than also into over after about "
    "against between other some such both only when where there being could make made take "
    "country countries government people state states president minister united world"
)
# Acts that one and the same proposal may be told with.
KINDRED = (
    frozenset({"propose", "urge"}),
    frozenset({"urge", "demand"}),
    frozenset({"urge", "request"}),
    frozenset({"demand", "request"}),
    frozenset({"propose", "offer"}),
    frozenset({"propose", "request"}),
)
ENOUGH = 0.5


def first_telling(proposal: Proposal, earlier: list[Proposal]) -> Proposal | None:
    """Give the first telling of the same proposal: same actor, kindred act, shared words.

    "Macron proposed to widen the coalition ... Macron's proposal to widen it" -> the former. A
    telling without a content is one of the nearest proposal of that actor.
    """
    for other in reversed(earlier):
        if same_actor(proposal.proposer, other.proposer) and _same_matter(proposal, other):
            return _root(other, earlier)
    return None


def at_cue(owner: Proposal | None, earlier: list[Proposal]) -> Proposal | None:
    """Give the first telling of what an earlier one tells that has the cue of `owner`."""
    if owner is None:
        return None
    told = next((p for p in earlier if p.cue == owner.cue), None)
    return _root(told, earlier) if told is not None else None


def of_plan(proposal: Proposal, earlier: list[Proposal]) -> Proposal:
    """Give a plan that itself "calls for" something the name of who last put a plan forward.

    "The Senate released its bill ... *The plan* calls for cooperatives": the Senate's, retold.
    """
    who = proposal.proposer
    if who is None or (who.text.split() or [""])[-1].casefold() not in PLANS:
        return proposal
    acts = ("propose", "offer")
    first = next((p for p in reversed(earlier) if p.act in acts and p.proposer), None)
    if first is None:
        return proposal
    named = replace(who, name=first.proposer.name or first.proposer.text)
    return replace(proposal, proposer=named, same_as=first.same_as or first.id)


def _root(proposal: Proposal, earlier: list[Proposal]) -> Proposal:
    if proposal.same_as is None:
        return proposal
    return next(p for p in earlier if p.id == proposal.same_as)


def is_kindred(act: str, other: str) -> bool:
    """Say whether one and the same proposal may be told with both acts."""
    return act == other or frozenset({act, other}) in KINDRED


def _same_matter(a: Proposal, b: Proposal) -> bool:
    """Say whether two tellings of one actor put the same thing forward."""
    if not is_kindred(a.act, b.act):
        return False
    if a.content is None or b.content is None or only_refers(a.content.text):
        return _may_name(a, b)
    if a.act == b.act == "propose" and _is_bare_plan(b.content.text):
        return True
    mine, theirs = keywords(a.content.text), keywords(b.content.text)
    fewest = min(len(mine), len(theirs))
    return fewest > 0 and len(mine & theirs) / fewest > ENOUGH


def only_refers(content: str) -> bool:
    """Say whether a content only takes up what was told: "*the idea*", "*his plan*"."""
    parts = content.casefold().split()
    return len(parts) == 2 and parts[0] in TAKING_UP and parts[1] in stances.REFERRING


TAKING_UP = words("the this that his her its their our")


def _is_bare_plan(content: str) -> bool:
    """Say whether a content names a plan without saying what it holds: "*a peace plan*"."""
    parts = content.casefold().split()
    return len(parts) < 5 and parts[-1] in PLANS


def _may_name(a: Proposal, b: Proposal) -> bool:
    """Say whether a noun such as "draft" may name a proposal of that act."""
    named = a.content.text if a.content is not None else a.cue.text
    acts = stances.REFERRING.get(named.casefold().split()[-1])
    return acts is None or b.act in acts


def same_actor(a: Span | None, b: Span | None) -> bool:
    """Say whether two phrases stand for the same actor."""
    if a is None or b is None:
        return False
    if a.start_char < b.end_char and b.start_char < a.end_char:
        return True
    if a.name and b.name:
        return a.name == b.name
    mine = name_words(a.name or a.text)
    return bool(mine) and mine == name_words(b.name or b.text)


# Every telling is held against all before it, so that the same words come again and again.
@lru_cache(maxsize=4096)
def name_words(name: str) -> frozenset[str]:
    """Give the words of an actor's name, without pronouns and articles."""
    names = name.casefold().replace("’s", "").replace("'s", "").split()
    return frozenset(names) - NO_NAMES


NO_NAMES = words("the he she it they we i his her their its")


@lru_cache(maxsize=4096)
def keywords(text: str) -> frozenset[str]:
    """Give the stems (first five letters) of the words that carry meaning."""
    parts = text.casefold().replace("-", " ").replace("’", " ").replace("'", " ").split()
    stripped = (w.strip('.,;:"“”()') for w in parts)
    return frozenset(w[:5] for w in stripped if len(w) > 2 and w.isalpha() and w not in DUMMIES)
