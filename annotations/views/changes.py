"""What decisions change of an article's page: as little of it as holds together."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models.functions import Coalesce

from annotations.models import Entity, Layer, Verdict
from articles.prepared import Given, Prepared

from . import names, panel
from .rows import SHOWN, Row, some

_IN_PLACE = (Verdict.ACCEPT, Verdict.REJECT, Verdict.RELABEL, Verdict.FILL, Verdict.NOTE)
_TO_ANOTHER = (Verdict.JOIN, Verdict.LEAVE)
# What of a name says where it is listed.
_PLACED_BY = ("label", "entity_id", "text", "start_char")
_STANDING = Entity.objects.filter(pk__among=Given("ids")).order_by()
_STANDING = Prepared(_STANDING.values_list("pk", Coalesce("canonical", "pk")))


@dataclass
class Touched:
    """The spans of the text, the sections of the panel, and what of other sections changes alone.

    That is the cards and the `attributions`, by the ids of annotations, and in the `lists` of
    names, by their keys, the names that were `judged`, whose rows stay, and those that were listed
    elsewhere before, each with its state then, if it had any.
    """

    spans: list[tuple[int, int]] = field(default_factory=list)
    sections: set[str] = field(default_factory=set)
    cards: set[int] = field(default_factory=set)
    attributions: set[int] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)
    judged: set[int] = field(default_factory=set)
    moved: dict[int, dict | None] = field(default_factory=dict)


def of(article, reviews, opened) -> tuple[Touched, list[Row], list[Row]]:
    """What a gesture touches; with the rows of its annotations and lists, and of all cards.

    `opened` are the keys of what is opened on the page.
    """
    touched = Touched()
    for review in reviews:
        _touch(touched, review)
    if "attributions" not in opened:  # then only their number is shown
        touched.attributions.clear()
    layers = panel.CARD_LAYERS if touched.cards else ()
    layers = (*layers, Layer.ATTRIBUTION) if touched.attributions else layers
    found = some(
        article,
        names.labels_in(touched.lists),
        [review.annotation_id for review in reviews],
        layers,
    )
    cards = [row for row in found if row.layer in panel.CARD_LAYERS and row.status in SHOWN]
    if touched.cards and not _cards_stay(reviews, cards):
        touched.sections.add("proposals")
        touched.cards.clear()
    return touched, found, cards


def lists(touched, rows, opened: Collection[str]) -> list[names.Section]:
    """The lists of names that a gesture touches, each with what changes of it."""
    stood = _stood(touched.moved)
    sections = names.sections(rows, touched.lists, opened)
    for section in sections:
        section.changes = names.changes(section, stood, touched.judged)
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
    for state in states:
        touched.spans += _spans(state)
    layer = review.annotation.layer
    if layer == Layer.NAME:
        _touch_names(touched, review, states)
    elif layer == Layer.ATTRIBUTION and _stays(review, ["start_char"]):
        touched.attributions.add(review.annotation_id)
    elif layer == Layer.ATTRIBUTION:
        touched.sections.add("attributions")
    elif _verdict(review) in (*_IN_PLACE, *_TO_ANOTHER):
        touched.cards.add(review.annotation_id)
    else:
        touched.sections.add("proposals")


def _touch_names(touched, review, states):
    labels = {state["label"] for state in states} or {review.annotation.label}
    touched.lists |= {names.SECTION_OF_LABEL[label] for label in labels}
    if _stays(review, _PLACED_BY):
        touched.judged.add(review.annotation_id)
    else:
        touched.moved.setdefault(review.annotation_id, review.before)


def _verdict(review):
    """What was decided or, by an undo, taken back."""
    return (review.undoes or review).verdict


def _stays(review, placed_by) -> bool:
    """Whether an annotation is listed where it was: judged only, or with a note left on it."""
    before, after = review.before, review.after
    if "note" in after:
        return True
    return bool(before) and all(
        state["status"] in SHOWN and state[name] == after[name]
        for state in (before, after)
        for name in placed_by
    )


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
