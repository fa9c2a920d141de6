"""What decisions change of an article's page: as little of it as holds together."""

from dataclasses import dataclass, field

from annotations.models import Layer, Verdict

from . import names, panel
from .rows import SHOWN, Row, some

_IN_PLACE = (Verdict.ACCEPT, Verdict.REJECT, Verdict.RELABEL, Verdict.FILL)
_TO_ANOTHER = (Verdict.JOIN, Verdict.LEAVE)


@dataclass
class Touched:
    """The spans of the text, the sections of the panel, and what of other sections changes alone.

    That is the cards of annotations, by their ids, and the `rows` of names, by section.
    """

    spans: list[tuple[int, int]] = field(default_factory=list)
    sections: set[str] = field(default_factory=set)
    cards: set[int] = field(default_factory=set)
    rows: dict[str, set[int]] = field(default_factory=dict)


def of(article, reviews) -> tuple[Touched, list[Row], list[Row]]:
    """What a gesture touches; with the rows of its annotations and lists, and of all cards."""
    touched = Touched()
    for review in reviews:
        _touch(touched, review)
    found = some(
        article,
        names.labels_in(touched.sections | touched.rows.keys()),
        [review.annotation_id for review in reviews],
        panel.CARD_LAYERS if touched.cards else (),
    )
    cards = [row for row in found if row.layer in panel.CARD_LAYERS and row.status in SHOWN]
    if touched.cards and not _cards_stay(reviews, cards):
        touched.sections.add("proposals")
        touched.cards.clear()
    return touched, found, cards


def _touch(touched, review):
    if "note" in review.after:  # it changes nothing but the sign that there is one
        section = panel.section_of(review.annotation.layer, review.annotation.label)
        touched.sections.add(section)
        return
    for state in filter(None, (review.before, review.after)):
        touched.spans += _spans(state)
        section = panel.section_of(state["layer"], state["label"])
        if section == "proposals" and _verdict(review) in (*_IN_PLACE, *_TO_ANOTHER):
            touched.cards.add(review.annotation_id)
        elif _leaves_rows_in_place(review):
            touched.rows.setdefault(section, set()).add(review.annotation_id)
        else:
            touched.sections.add(section)


def _verdict(review):
    """What was decided or, by an undo, taken back."""
    return (review.undoes or review).verdict


def _leaves_rows_in_place(review):
    """Whether a decision about a name only changes the row of its group, which keeps its id."""
    is_judged = _verdict(review) in (Verdict.ACCEPT, Verdict.REJECT)
    return is_judged and review.annotation.layer == Layer.NAME


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
