"""What decisions change of an article's page: as little of it as holds together."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models.functions import Coalesce

from annotations.models import Entity, Layer, Verdict
from articles.prepared import Given, Prepared

from . import names, panel
from .rows import SHOWN, Row, some

_IN_PLACE = (Verdict.ACCEPT, Verdict.REJECT, Verdict.RELABEL, Verdict.FILL)
_TO_ANOTHER = (Verdict.JOIN, Verdict.LEAVE)
# What of a name says where it is listed.
_PLACED_BY = ("label", "entity_id", "text", "start_char")
_STANDING = Entity.objects.filter(pk__among=Given("ids")).order_by()
_STANDING = Prepared(_STANDING.values_list("pk", Coalesce("canonical", "pk")))


@dataclass
class Touched:
    """The spans of the text, the sections of the panel, and what of other sections changes alone.

    That is the cards of annotations, by their ids, and in the `lists` of names, by their keys, the
    names that were `judged`, whose rows stay, and those that were listed elsewhere before, each
    with its state then, if it had any.
    """

    spans: list[tuple[int, int]] = field(default_factory=list)
    sections: set[str] = field(default_factory=set)
    cards: set[int] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)
    judged: set[int] = field(default_factory=set)
    moved: dict[int, dict | None] = field(default_factory=dict)


def of(article, reviews) -> tuple[Touched, list[Row], list[Row]]:
    """What a gesture touches; with the rows of its annotations and lists, and of all cards."""
    touched = Touched()
    for review in reviews:
        _touch(touched, review)
    found = some(
        article,
        names.labels_in(touched.lists),
        [review.annotation_id for review in reviews],
        panel.CARD_LAYERS if touched.cards else (),
    )
    cards = [row for row in found if row.layer in panel.CARD_LAYERS and row.status in SHOWN]
    if touched.cards and not _cards_stay(reviews, cards):
        touched.sections.add("proposals")
        touched.cards.clear()
    return touched, found, cards


def lists(touched, rows, opened: Collection[str]) -> list[names.Section]:
    """The lists of names that a gesture touches, each with what changes of it."""
    rows = [row for row in rows if row.layer == Layer.NAME]
    stood = _stood(touched.moved)
    sections = names.sections(rows, touched.lists, opened)
    for section in sections:
        section.changes = names.changes(section, rows, stood, touched.judged)
    return sections


def _stood(moved):
    """The key of the group in which each name stood; blank for one that was not listed."""
    states = {pk: state for pk, state in moved.items() if state and state["status"] in SHOWN}
    ids = {state["entity_id"] for state in states.values()} - {None}
    standing = dict(_STANDING.ask(ids=list(ids))) if ids else {}
    keys = {
        pk: names.key_of(state["label"], standing.get(state["entity_id"]), state["text"])
        for pk, state in states.items()
    }
    return dict.fromkeys(moved, "") | keys


def _touch(touched, review):
    states = [state for state in (review.before, review.after) if state and "layer" in state]
    if review.annotation.layer == Layer.NAME:
        _touch_names(touched, review, states)
    elif "note" in review.after:  # it changes nothing but the sign that there is one
        touched.sections.add(panel.section_of(review.annotation.layer, review.annotation.label))
    for state in states:
        touched.spans += _spans(state)
        if state["layer"] == Layer.NAME:
            continue
        section = panel.section_of(state["layer"], state["label"])
        if section == "proposals" and _verdict(review) in (*_IN_PLACE, *_TO_ANOTHER):
            touched.cards.add(review.annotation_id)
        else:
            touched.sections.add(section)


def _touch_names(touched, review, states):
    labels = {state["label"] for state in states} or {review.annotation.label}
    touched.lists |= {names.SECTION_OF_LABEL[label] for label in labels}
    if _stays(review):
        touched.judged.add(review.annotation_id)
    else:
        touched.moved.setdefault(review.annotation_id, review.before)


def _stays(review):
    """Whether a name is listed where it was: it was only judged, or a note was left on it."""
    before, after = review.before, review.after
    if "note" in after:
        return True
    return bool(before) and all(
        (state["status"] in SHOWN) and state[name] == after[name]
        for state in (before, after)
        for name in _PLACED_BY
    )


def _verdict(review):
    """What was decided or, by an undo, taken back."""
    return (review.undoes or review).verdict


def _cards_stay(reviews, cards):
    """Whether every response stands under the card under which it stood.

    What goes to another Proposal takes its responses along, if nothing else here tells or answers
    the one that it left or the one that it joined.
    """
    moved = {one.annotation_id for one in reviews if _verdict(one) in _TO_ANOTHER}
    states = [s for one in reviews if one.annotation_id in moved for s in (one.before, one.after)]
    proposals = {state["proposal_id"] for state in states} - {None}
    tied = [card for card in cards if card.proposal_id in proposals]
    tellings = [card.pk for card in tied if card.layer == Layer.PROPOSAL]
    return len(tellings) <= 1 and all(
        card.pk in moved or card.answers_id in tellings for card in tied
    )


def _spans(state):
    spans = [state, *state["roles"]]
    return [
        (span["start_char"], span["end_char"]) for span in spans if span["start_char"] is not None
    ]
