"""How pages name labels, slots and decisions."""

from annotations.models import Layer, Slot, Verdict
from annotations.models.annotations import LABELS, Factuality, Telling
from annotations.models.reviews import CARRIED_VERDICTS

LABEL_NAMES = {
    "PERSON": "person",
    "ORG": "organisation",
    "PLACE": "place",
    "NORP": "group",
    "EVENT": "event",
}
SLOT_NAMES = {
    Slot.PROPOSER: "who",
    Slot.CONTENT: "what",
    Slot.ADDRESSEE: "to whom",
    Slot.WHEN: "when",
    Slot.WHERE: "where",
    Slot.RESPONDER: "who",
    Slot.OBJECT: "to what",
    Slot.CONDITION: "condition",
    Slot.SOURCE: "source",
    Slot.CUE: "cue",
    Slot.OFFICE: "office",
}
# The key that fills a slot of the open card; with Shift it adds to the slot.
SLOT_KEYS = {
    Slot.PROPOSER: "w",
    Slot.CONTENT: "t",
    Slot.ADDRESSEE: "h",
    Slot.WHEN: "n",
    Slot.WHERE: "r",
    Slot.RESPONDER: "w",
    Slot.OBJECT: "t",
    Slot.CONDITION: "d",
    Slot.SOURCE: "w",
    Slot.CUE: "q",
    Slot.OFFICE: "f",
}
# What the anchor of each layer is called.
ANCHOR_NAMES = {
    Layer.NAME: "name",
    Layer.ATTRIBUTION: "content",
    Layer.PROPOSAL: "cue",
    Layer.RESPONSE: "cue",
}
# What is chosen from a few: its title, the verb that sets it, values and names; by layer.
CHOICE_NAMES = {
    Layer.PROPOSAL: (
        ("act", "relabel", [(label, label) for label in LABELS[Layer.PROPOSAL]]),
        ("telling", "retell", [(value, value) for value in Telling.values]),
        ("factuality", "qualify", [(value, value) for value in Factuality.values]),
    ),
    Layer.RESPONSE: (("stance", "relabel", [(label, label) for label in LABELS[Layer.RESPONSE]]),),
}
_PHRASES = {
    Verdict.ACCEPT: "Accepted {words}",
    Verdict.REJECT: "Rejected {words}",
    Verdict.RELABEL: "Labelled {words} {label}",
    Verdict.RESPAN: "Moved {old_words} to {words}",
    Verdict.RELINK: "Linked {words} anew",
    Verdict.ADD: "Added {words}",
    Verdict.FILL: "Corrected {slots} of {words}",
    Verdict.JOIN: "Joined {words} to a proposal told elsewhere",
    Verdict.LEAVE: "Made {words} a proposal of its own",
    Verdict.COUNTER: "Changed what {words} counters",
    Verdict.ATTACH: "Attached {words} to a proposal",
    Verdict.DETACH: "Detached {words} from its proposal",
    Verdict.TEACH: "Changed {words} by what the desk has taught",
    Verdict.FORGET: "Changed {words} back, as that was taken back",
    Verdict.UNDO: "Took back a decision on {words}",
    Verdict.CARRY: "Carried over {words} from another version",
}


# Decisions about an article as a whole.
_WHOLE = {
    Verdict.REOPEN: "Reopened it",
    Verdict.RESTORE: "Restored it",
    Verdict.PART: "Said that it is no copy of another article",
}


def told(review) -> str:
    """A decision about an annotation as a short sentence without its subject."""
    before, after = review.before or {}, review.after or {}
    if review.annotation_id and "note" in after:
        return _told_note(review)
    if review.applied_from_id and review.verdict == Verdict.JOIN:
        return f"Took {quoted(after['text'])} along"
    return _PHRASES.get(review.verdict, review.get_verdict_display()).format(
        words=quoted(after.get("text", "")),
        old_words=quoted(before.get("text", "")),
        label=LABEL_NAMES.get(after.get("label"), after.get("label", "")),
        slots=_changed_slots(before, after),
    )


def told_gesture(reviews) -> str:
    """What one gesture did, to annotations or to anything else."""
    first = next((one for one in reviews if one.annotation_id), reviews[0])
    whole = next((told_whole(one) for one in reviews if told_whole(one)), "")
    if whole:
        return whole
    if first.annotation_id:
        return told_together([one for one in reviews if one.annotation_id])
    return _told_of_other(first)


def _told_of_other(review):
    """A decision about an entity, a Proposal, or what the desk is to know."""
    after = review.after or {}
    if review.verdict == Verdict.OVERRULE:
        outcome = after.get("outcome")
        return f"Set an outcome to {outcome}" if outcome else "Went back to the derived outcome"
    phrase = {
        Verdict.MERGE: "Merged {entity} into another",
        Verdict.UNMERGE: "Parted {entity} again",
        Verdict.COUNTER: "Changed what a proposal counters",
        Verdict.TEACH: "Taught the desk what “{words}” is",
        Verdict.FORGET: "Took back what the desk was taught of “{words}”",
        Verdict.UNDO: "Took back a decision",
    }.get(review.verdict, review.get_verdict_display())
    words = after.get("words") or (review.before or {}).get("words", "")
    return phrase.format(entity=review.entity and review.entity.name, words=words)


def _told_note(review):
    did = "Left a note" if review.verdict == Verdict.NOTE else "Took back a note"
    return f"{did} on {quoted(review.annotation.text)}"


def told_whole(review) -> str:
    """A decision about an article as a whole; blank for any other."""
    if review.verdict == Verdict.SKIP:
        return f"Skipped it: {review.after['reason']}"
    if review.verdict == Verdict.WITHDRAW:
        return f"Withdrew it: {review.after['why']}"
    if review.verdict in _WHOLE:
        return _WHOLE[review.verdict]
    if review.verdict == Verdict.DONE:
        turned_down = review.after["turned_down"]
        return "Marked it done" + (f" and turned {turned_down} down" if turned_down else "")
    return ""


def told_together(reviews) -> str:
    """What one gesture did: its only decision, or the first of a kind and how many there were."""
    own = [review for review in reviews if not review.applied_from_id] or list(reviews)
    if len(own) == 1 and len(reviews) > 1 and own[0].verdict in CARRIED_VERDICTS:
        return f"{told(own[0])} and {len(reviews) - 1} more like it"
    if len(own) == 1:
        return told(own[0])
    return f"{told(own[0]).split(' “')[0]} {len(own)} annotations"


def who_what(telling) -> str:
    """A telling in brief: who puts it forward, and what or, where that is not known, its cue."""
    slots = telling.slots()
    who = " and ".join(role.name or role.text for role in slots.get(Slot.PROPOSER, ()))
    what = " … ".join(role.text for role in slots.get(Slot.CONTENT, ()))
    return ": ".join(filter(None, [who, what or telling.text]))


def quoted(words: str) -> str:
    """Words in quotation marks, cut where they are long."""
    return f"“{shortened(words, 60)}”"


def shortened(words: str, limit: int = 40) -> str:
    """At most `limit` code points of some words."""
    return words if len(words) <= limit else f"{words[: limit - 1].rstrip()}…"


def _changed_slots(before, after):
    def by_slot(state):
        slots = {}
        for role in state.get("roles", ()):
            slots.setdefault(role["slot"], []).append(role)
        return slots

    old, new = by_slot(before), by_slot(after)
    changed = [SLOT_NAMES[slot] for slot in {**old, **new} if old.get(slot) != new.get(slot)]
    # How a telling is told, and how factual it is, count as slots: both are filled, not labelled.
    changed += [name for name in ("telling", "factuality") if before.get(name) != after.get(name)]
    return " and ".join(changed) or "nothing"


def wanted(verb: str, asked: dict) -> str:
    """What somebody asked for, to be read after “You wanted to”."""
    phrase = {
        "accept": "accept it",
        "reject": "reject it",
        "relabel": "label it {label}",
        "respan": "move it to “{words}”",
        "relink": "link it to {entity}",
        "fill": "fill “{slot}” with {filler}",
        "clear": "empty “{slot}”",
        "date": "date it {value}",
        "qualify": "say that it is {factuality}",
        "retell": "say that the proposal is {telling}",
        "join": "join it to {proposal}",
        "leave": "make it a proposal of its own",
        "attach": "attach it to {proposal}",
        "detach": "detach it from its proposal",
        "counter": "say that it counters {proposal}",
        "uncounter": "say that it counters no proposal",
        "undo": "undo your decision",
    }[verb]
    told_as = asked | {
        "label": LABEL_NAMES.get(asked.get("label"), asked.get("label")),
        "slot": SLOT_NAMES.get(asked.get("slot"), ""),
        "filler": f"“{asked['words']}”" if asked.get("words") else "a mention",
        "value": asked.get("value") or "with no date",
        "entity": asked.get("entity") or asked.get("new") or _place_asked(asked) or "nobody known",
    }
    return phrase.format(**told_as)


def _place_asked(asked):
    _, name = asked.get("place") or (None, "")
    return name
