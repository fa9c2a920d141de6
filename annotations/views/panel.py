"""What stands beside the text: names grouped by entity, cards of proposals, attributions."""

from dataclasses import dataclass, field
from typing import NamedTuple

from annotations.excerpts import Excerpt, around
from annotations.models import Annotation, Entity, Layer, Status, name_key
from annotations.models.annotations import LIVE, SLOTS

from .wording import SLOT_NAMES

# The sections of names, in order: key, title, labels, and what one member is called.
NAME_SECTIONS = (
    ("people", "People", ("PERSON",)),
    ("organisations", "Organisations", ("ORG",)),
    ("places", "Places", ("PLACE",)),
    ("others", "Groups and events", ("NORP", "EVENT")),
)
_SECTION_OF_LABEL = {label: key for key, _, labels in NAME_SECTIONS for label in labels}
_SECTION_OF_LAYER = {
    Layer.ATTRIBUTION: "attributions",
    Layer.PROPOSAL: "proposals",
    Layer.RESPONSE: "proposals",
}
_SHOWN = (*LIVE, Status.REJECTED)


class Mention(NamedTuple):
    annotation: Annotation
    excerpt: Excerpt


@dataclass
class Group:
    """The mentions of one entity, or of one name that is not linked."""

    key: str
    name: str
    label: str
    entity: Entity | None
    mentions: list[Mention] = field(default_factory=list)
    office: str = ""

    @property
    def unchecked(self):
        return [m.annotation for m in self.mentions if m.annotation.status == Status.SUGGESTED]

    @property
    def live(self):
        """How many mentions stand."""
        return sum(m.annotation.is_live for m in self.mentions)


@dataclass
class Section:
    key: str
    title: str
    groups: list[Group]


class SlotView(NamedTuple):
    """A slot as a card shows it, filled or not."""

    slot: str
    name: str
    roles: list


@dataclass
class Card:
    """A telling of a proposal with the responses to it, or a response by itself."""

    annotation: Annotation
    slots: list[SlotView]
    responses: list["Card"] = field(default_factory=list)
    elsewhere: list[Annotation] = field(default_factory=list)
    told_again: bool = False


def section_of(layer, label) -> str:
    """The key of the section that shows an annotation."""
    return _SECTION_OF_LAYER.get(layer) or _SECTION_OF_LABEL[label]


def shown(article, sections=None) -> list[Annotation]:
    """The annotations that the panel shows with their slots, all or those of some sections."""
    annotations = Annotation.objects.filter(article=article, status__in=_SHOWN)
    if sections is not None:
        layers = [layer for layer, key in _SECTION_OF_LAYER.items() if key in sections]
        labels = [label for label, key in _SECTION_OF_LABEL.items() if key in sections]
        annotations = annotations.filter(layer__in=layers) | annotations.filter(
            layer=Layer.NAME, label__in=labels
        )
    return list(annotations.with_slots().in_reading_order())


def panel(article, annotations, wanted=None) -> dict:
    """The sections of the panel as the templates want them, all or the `wanted` ones."""

    def is_wanted(key):
        return wanted is None or key in wanted

    by_layer = {layer: [] for layer in Layer}
    for annotation in annotations:
        by_layer[annotation.layer].append(annotation)
    found = {
        "sections": [
            Section(key, title, _groups(article, by_layer[Layer.NAME], labels))
            for key, title, labels in NAME_SECTIONS
            if is_wanted(key)
        ]
    }
    if is_wanted("proposals"):
        found["proposals"] = _cards(article, by_layer[Layer.PROPOSAL], by_layer[Layer.RESPONSE])
    if is_wanted("attributions"):
        found["attributions"] = [Card(one, slots_of(one)) for one in by_layer[Layer.ATTRIBUTION]]
    return found


def slots_of(annotation) -> list[SlotView]:
    """The slots of an annotation in the order of its layer, the empty ones too."""
    filled = annotation.slots()
    return [
        SlotView(slot, SLOT_NAMES[slot], filled.get(slot, [])) for slot in SLOTS[annotation.layer]
    ]


def _groups(article, names, labels):
    groups = {}
    for annotation in names:
        if annotation.label not in labels:
            continue
        entity = annotation.entity and annotation.entity.standing
        key = (annotation.label, entity.pk if entity else name_key(annotation.text))
        if key not in groups:
            handle = f"e{entity.pk}" if entity else f"n{annotation.pk}"
            name = entity.name if entity else annotation.text
            groups[key] = Group(f"{handle}-{annotation.label}", name, annotation.label, entity)
        group = groups[key]
        excerpt = around(article.text, annotation.start_char, annotation.end_char)
        group.mentions.append(Mention(annotation, excerpt))
        group.office = group.office or _office(annotation)
    return sorted(groups.values(), key=lambda group: -group.live)


def _office(annotation):
    offices = annotation.slots().get("office", ())
    return next((role.value or role.text for role in offices), "")


def _cards(article, tellings, responses):
    """A card a telling, those of one Proposal together, then responses that answer none here."""
    elsewhere = told_elsewhere(article, {one.proposal_id for one in tellings + responses} - {None})
    first = {}
    for telling in sorted(tellings, key=lambda one: one.status == Status.REJECTED):
        first.setdefault(telling.proposal_id, telling)
    tellings = sorted(tellings, key=lambda one: first[one.proposal_id].start_char)
    cards = {
        one.pk: Card(
            one,
            slots_of(one),
            elsewhere=elsewhere.get(one.proposal_id, []),
            told_again=first[one.proposal_id] is not one,
        )
        for one in tellings
    }
    by_themselves = []
    for response in responses:
        card = Card(response, slots_of(response), elsewhere=elsewhere.get(response.proposal_id, []))
        answered = cards.get(response.answers_id)
        if answered is None and response.proposal_id in first:
            answered = cards[first[response.proposal_id].pk]
        (answered.responses if answered else by_themselves).append(card)
    return [*cards.values(), *by_themselves]


def told_elsewhere(article, proposal_ids):
    """The live tellings of Proposals in other articles, the earliest first, by Proposal."""
    found = {}
    if proposal_ids:
        tellings = Annotation.objects.live().filter(
            layer=Layer.PROPOSAL, proposal_id__in=proposal_ids
        )
        tellings = tellings.exclude(article=article).order_by("article__published_at", "start_char")
        tellings = tellings.with_slots().select_related("article", "entity__canonical")
        for telling in tellings.defer("article__text", "article__search"):
            found.setdefault(telling.proposal_id, []).append(telling)
    return found
