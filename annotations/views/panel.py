"""What stands beside the text: lists of names, cards of proposals, attributions.

Long lists are folded and only rendered where they are opened: `opened` holds the keys of groups,
and "attributions" for those.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from annotations.models import Annotation, Layer, Status
from annotations.models.annotations import SLOTS

from . import accepting, loading, names
from .loading import CARD_LAYERS, told_elsewhere
from .rows import SHOWN
from .wording import SLOT_KEYS, SLOT_NAMES, shortened

_SECTION_OF_LAYER = {
    Layer.ATTRIBUTION: "attributions",
    Layer.PROPOSAL: "proposals",
    Layer.RESPONSE: "proposals",
}
SECTIONS = (*names.KEYS, "proposals", "attributions")
_BRIEF_CHARS = 22


class SlotView(NamedTuple):
    """A slot as a card shows it, filled or not."""

    slot: str
    name: str
    roles: list
    key: str = ""

    @property
    def brief(self):
        """Whether a line has room for more."""
        return sum(len(role.text or role.name) for role in self.roles) <= _BRIEF_CHARS


@dataclass
class Card:
    """A telling of a proposal with the responses to it, or a response or attribution by itself."""

    annotation: Annotation
    slots: list[SlotView]
    responses: list["Card"] = field(default_factory=list)
    elsewhere: list[Annotation] = field(default_factory=list)
    told_again: bool = False
    # Of a telling: the others of its Proposal that stand in the article.
    here: list[Annotation] = field(default_factory=list)

    @property
    def words(self):
        return shortened(self.annotation.text)

    @property
    def filled(self):
        return [slot for slot in self.slots if slot.roles]

    @property
    def empty(self):
        return [slot for slot in self.slots if not slot.roles]


@dataclass
class Fold:
    """The attributions, which are loaded where they are opened."""

    count: int
    cards: list[Card] | None

    @property
    def accept(self):
        """What the section's button accepts."""
        return accepting.attributions([card.annotation for card in self.cards or ()])


def section_of(layer, label) -> str:
    """The key of the section that shows an annotation."""
    return _SECTION_OF_LAYER.get(layer) or names.SECTION_OF_LABEL[label]


def fold_of(annotation) -> str:
    """The key of the fold in which a name or an attribution stands; blank for a card."""
    if annotation.layer == Layer.NAME:
        entity = annotation.entity and annotation.entity.standing
        return names.key_of(annotation.label, entity and entity.pk, annotation.text)
    return "attributions" if annotation.layer == Layer.ATTRIBUTION else ""


def panel(
    article,
    wanted: Collection[str] = SECTIONS,
    opened: Collection[str] = (),
    counts: Mapping[str, int] | None = None,
) -> dict:
    """The wanted sections but those of names, as the templates want them.

    `counts` are how many annotations of each layer are shown, if that is known.
    """
    loaded = [key for key in wanted if key != "attributions" or "attributions" in opened]
    by_layer = {layer: [] for layer in Layer}
    layers = [layer for layer, key in _SECTION_OF_LAYER.items() if key in loaded]
    for annotation in loading.of_layers(article, layers):
        by_layer[annotation.layer].append(annotation)
    found = {"opened": list(opened)}
    if "proposals" in wanted:
        shown = by_layer[Layer.PROPOSAL] + by_layer[Layer.RESPONSE]
        found["accept_cards"] = accepting.cards(shown)
        found["proposals"] = _cards(article, by_layer[Layer.PROPOSAL], by_layer[Layer.RESPONSE])
    if "attributions" in wanted:
        found["attributions"] = _attributions(article, by_layer[Layer.ATTRIBUTION], opened, counts)
    return found


def cards_of(article, annotation_ids) -> list[Card]:
    """The cards that show some annotations, with all that is told of their Proposals here."""
    by_layer = {layer: [] for layer in CARD_LAYERS}
    for annotation in loading.with_threads(article, annotation_ids):
        by_layer[annotation.layer].append(annotation)
    return _cards(article, *by_layer.values())


def attributions_of(article, annotation_ids) -> list[Card]:
    """The cards of some attributions."""
    return [Card(one, slots_of(one)) for one in loading.some(article, annotation_ids)]


def card_of(article, annotation, cards: Iterable[Card] = ()) -> Card:
    """The card of one annotation, which may be among `cards` already."""
    if annotation.layer in CARD_LAYERS:
        for card in cards or cards_of(article, [annotation.pk]):
            for one in (card, *card.responses):
                if one.annotation.pk == annotation.pk:
                    return one
    return Card(annotation, slots_of(annotation))


def slots_of(annotation) -> list[SlotView]:
    """The slots of an annotation in the order of its layer, the empty ones too."""
    filled = annotation.slots()
    return [
        SlotView(slot, SLOT_NAMES[slot], filled.get(slot, []), SLOT_KEYS[slot])
        for slot in SLOTS[annotation.layer]
    ]


def _attributions(article, annotations, opened, counts):
    if "attributions" in opened:
        return Fold(len(annotations), [Card(one, slots_of(one)) for one in annotations])
    if counts is not None:
        return Fold(counts[Layer.ATTRIBUTION], None)
    shown = article.annotations.filter(status__in=SHOWN, layer=Layer.ATTRIBUTION)
    return Fold(shown.count(), None)


def _cards(article, tellings, responses):
    """A card a telling, those of one Proposal together, and one a response to none told here."""
    first = _first_tellings(tellings)
    shown = {one.proposal_id for one in tellings + responses} - {None}
    # Only a response by itself says what is told elsewhere.
    with_slots = any(one.proposal_id not in first for one in responses)
    elsewhere = told_elsewhere(article, shown, with_slots)
    cards = {
        one.pk: Card(
            one,
            slots_of(one),
            elsewhere=elsewhere.get(one.proposal_id, []),
            told_again=first[_thread(one)] is not one,
        )
        for one in tellings
    }
    for card in cards.values():
        card.here = [
            one
            for one in tellings
            if one is not card.annotation
            and one.is_live
            and _thread(one) == _thread(card.annotation)
        ]
    by_themselves = []
    for response in responses:
        card = Card(response, slots_of(response), elsewhere=elsewhere.get(response.proposal_id, []))
        answered = cards.get(response.answers_id)
        if answered is None and response.proposal_id in first:
            answered = cards[first[response.proposal_id].pk]
        (answered.responses if answered else by_themselves).append(card)
    return sorted(
        [*cards.values(), *by_themselves],
        key=lambda card: first.get(_thread(card.annotation), card.annotation).start_char,
    )


def _first_tellings(tellings):
    """The telling that comes first of each Proposal told here; one that stands before others."""
    first = {}
    for telling in sorted(tellings, key=lambda one: one.status == Status.REJECTED):
        first.setdefault(_thread(telling), telling)
    return first


def _thread(telling):
    """What the tellings of one Proposal share; one without a Proposal stands for itself."""
    return telling.proposal_id or -telling.pk
