"""Whose proposal a noun tells that names nobody: its owner is sought in the rest of the article."""

from annotations.pipeline.proposals.cues import words
from annotations.pipeline.proposals.drafts import Draft
from annotations.pipeline.proposals.retellings import ENOUGH, is_kindred, keywords, only_refers
from annotations.pipeline.records import Proposal

DEFINITE = words("the this that these those")


def owner(draft: Draft, record: Proposal, owned: list[Proposal]) -> Proposal | None:
    """Give the proposal, of those with a proposer, that an ownerless telling tells again.

    "A *plan* to widen the mission ... Macron proposed to widen it": by their words. "The *plan*
    would end the war": the last proposal of that act before it.
    """
    kin = [p for p in owned if is_kindred(record.act, p.act) and p.content is not None]
    if record.content is None:
        before = [p for p in kin if p.cue.start_char < record.cue.start_char]
        return before[-1] if before else None
    same = [p for p in kin if shared(record, p) > ENOUGH]
    if same:
        return min(same, key=lambda p: abs(p.cue.start_char - record.cue.start_char))
    taken_up = _taken_up(record, kin)
    if taken_up is not None:
        return taken_up
    if not any(word.lower_ in DEFINITE for word in draft.cue[0].lefts):
        return None
    before = [p for p in kin if p.cue.start_char < record.cue.start_char and p.act == record.act]
    return before[-1] if before else None


def _taken_up(record: Proposal, kin: list[Proposal]) -> Proposal | None:
    """Give what soon after says who put it forward: "a *plan* to go ... Chad tabled the plan".

    Only where the very next proposal of that act does no more than take it up.
    """
    after = next((p for p in kin if p.cue.start_char > record.cue.start_char), None)
    return after if after is not None and only_refers(after.content.text) else None


def shared(a: Proposal, b: Proposal) -> float:
    """Give the share of common words in the shorter of two contents."""
    mine, theirs = keywords(a.content.text), keywords(b.content.text)
    return len(mine & theirs) / max(min(len(mine), len(theirs)), 1)
