"""Two versions side by side: as an editor saw it and as it stands, before a decision and after."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models.functions import Coalesce

from annotations.models import Entity, Review, Verdict
from annotations.review.decisions import snapshot
from articles.prepared import Given, Prepared

from .wording import LABEL_NAMES, SLOT_NAMES, told

_NAMES = Entity.objects.filter(pk__among=Given("ids")).order_by()
_NAMES = Prepared(_NAMES.values_list("pk", Coalesce("canonical__name", "name")))


class Line(NamedTuple):
    """One thing about an annotation in both versions; blank where nothing is known."""

    name: str
    seen: str
    now: str


def versions(seen: dict | None, annotation) -> list[Line]:
    """What can be told about both versions; `seen` is a snapshot, None where none was kept."""
    now = snapshot(annotation)
    names = _entity_names(seen, now)
    told_seen, told_now = (_told(state, names) if state else {} for state in (seen, now))
    return [
        Line(name, told_seen.get(name, ""), told_now.get(name, "")) for name in told_now | told_seen
    ]


class Decided(NamedTuple):
    """A decision in words, what it changed (seen: before, now: after), and the note it left."""

    review: Review
    words: str
    changes: list[Line]
    note: str


def decided(reviews: Iterable[Review]) -> list[Decided]:
    """What each of some decisions did, in one query."""
    reviews = list(reviews)
    names = _entity_names(*(state for one in reviews for state in (one.before, one.after)))
    return [
        Decided(one, told(one), _changes(one, names), (one.after or {}).get("note", ""))
        for one in reviews
    ]


def left(review, row) -> list[Line]:
    """A row as a decision left it, beside what it is now."""
    if review.annotation_id:
        return versions(review.after, row)
    now = {"canonical_id": getattr(row, "canonical_id", None)}
    if review.proposal_id:
        now = {
            "outcome": row.overruled_outcome,
            "reason": row.overruled_reason,
            "counter_to_id": row.counter_to_id,
        }
    names = _entity_names(review.after, now)
    seen_told = _told_whole(review.after, names)
    now_told = _told_whole({key: now.get(key) for key in review.after if key in now}, names)
    return [Line(name, seen_told.get(name, ""), now_told[name]) for name in now_told]


def _changes(review, names):
    """What a decision changed; of something added, all there is to say."""
    before, after = review.before or {}, review.after or {}
    if review.annotation_id and "layer" in after:
        before, after = (_told(state, names) if state else {} for state in (before, after))
    elif review.verdict != Verdict.SKIP:
        before, after = (_told_whole(state, names) for state in (before, after))
    else:
        return []
    return [
        Line(name, before.get(name, ""), after.get(name, ""))
        for name in before | after
        if before.get(name, "") != after.get(name, "")
    ]


def _told_whole(state, names):
    """What is recorded of an entity or a Proposal as a whole."""
    told_of = {}
    if "canonical_id" in state:
        told_of["stands for"] = names.get(state["canonical_id"], "itself")
    if "outcome" in state:
        told_of["outcome"] = state["outcome"] or "as it follows from the answers"
        told_of["reason"] = state.get("reason", "")
    if "counter_to_id" in state:
        countered = state["counter_to_id"]
        told_of["counters"] = f"proposal {countered}" if countered else "none"
    return told_of


def _told(state, names):
    told_of = {
        "label": LABEL_NAMES.get(state["label"], state["label"]),
        "words": state["text"],
        "status": state["status"],
    }
    if state["layer"] == "name":
        told_of["refers to"] = names.get(state["entity_id"], "nobody known")
    if state["layer"] in ("proposal", "response"):
        told_of["proposal"] = (
            f"number {state['proposal_id']}" if state["proposal_id"] else "none known"
        )
    for name in ("telling", "factuality"):
        if state[name]:
            told_of[name] = state[name]
    for role in state["roles"]:
        slot = SLOT_NAMES[role["slot"]]
        words = _filler(role, names)
        told_of[slot] = f"{told_of[slot]}, {words}" if slot in told_of else words
    return told_of


def _filler(role, names):
    """The words that fill a slot, and what they mean where they do not say it."""
    meant = names.get(role["entity_id"]) or role["value"]
    if role["text"] and meant and meant != role["text"]:
        return f"{role['text']} (= {meant})"
    return role["text"] or meant


def _entity_names(*states):
    ids = set()
    for state in filter(None, states):
        ids |= {state.get("entity_id"), state.get("canonical_id")}
        ids |= {role["entity_id"] for role in state.get("roles", ())}
    return dict(_NAMES.ask(ids=list(ids - {None})))
