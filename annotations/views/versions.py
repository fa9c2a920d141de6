"""Two versions of an annotation side by side: as an editor saw it, and as it stands."""

from typing import NamedTuple

from annotations.models import Entity
from annotations.review.decisions import snapshot

from .wording import LABEL_NAMES, SLOT_NAMES


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


def _told(state, names):
    told = {
        "label": LABEL_NAMES.get(state["label"], state["label"]),
        "words": state["text"],
        "status": state["status"],
    }
    if state["layer"] == "name":
        told["refers to"] = names.get(state["entity_id"], "")
    if state["proposal_id"]:
        told["proposal"] = f"number {state['proposal_id']}"
    if state["telling"]:
        told["telling"] = state["telling"]
    for role in state["roles"]:
        slot = SLOT_NAMES[role["slot"]]
        words = role["text"] or names.get(role["entity_id"]) or role["value"]
        told[slot] = f"{told[slot]}, {words}" if slot in told else words
    return told


def _entity_names(*states):
    ids = set()
    for state in filter(None, states):
        ids |= {state["entity_id"], *(role["entity_id"] for role in state["roles"])}
    entities = Entity.objects.filter(pk__in=ids - {None}).select_related("canonical")
    return {entity.pk: entity.standing.name for entity in entities}
