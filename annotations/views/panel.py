"""What stands beside the text: names grouped by entity, cards of proposals, attributions.

Long lists are folded and only rendered where they are opened: `opened` holds the keys of groups,
and "attributions" for those.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from annotations.excerpts import Excerpt, around
from annotations.models import Annotation, Entity, Layer, Review, Slot, Status, name_key
from annotations.models.annotations import LIVE, SLOTS

from . import accepting, choosing
from .wording import SLOT_KEYS, SLOT_NAMES, shortened

# The sections of names, in order: key, title and labels.
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
_CARD_LAYERS = (Layer.PROPOSAL, Layer.RESPONSE)
SECTIONS = (*(key for key, _, _ in NAME_SECTIONS), "proposals", "attributions")
_SHOWN = (*LIVE, Status.REJECTED)
_BRIEF_CHARS = 22


class Mention(NamedTuple):
    annotation: Annotation
    words: str
    excerpt: Excerpt | None


@dataclass
class Group:
    """The mentions of one entity, or of one name that is not linked; `opened`: with context.

    `told` is what tells the entity from its namesakes.
    """

    key: str
    name: str
    label: str
    entity: Entity | None
    opened: bool
    mentions: list[Mention] = field(default_factory=list)
    office: str = ""
    told: str = ""

    @property
    def unchecked(self):
        return [m.annotation for m in self.mentions if m.annotation.status == Status.SUGGESTED]

    @property
    def noted(self):
        """Whether there is a note on any mention."""
        return any(m.annotation.noted for m in self.mentions)

    @property
    def live(self):
        """How many mentions stand."""
        return sum(m.annotation.is_live for m in self.mentions)

    @property
    def only(self):
        """The only mention, if there is one only."""
        return self.mentions[0] if len(self.mentions) == 1 else None


@dataclass
class Section:
    """A section of names; `changed`: only the groups of these annotations are sent."""

    key: str
    title: str
    groups: list[Group]
    changed: Collection[int] = ()

    @property
    def sent(self):
        """The groups to show."""
        if not self.changed:
            return self.groups
        return [g for g in self.groups if any(m.annotation.pk in self.changed for m in g.mentions)]

    @property
    def accept(self):
        """What the section's button accepts."""
        return accepting.names(self.groups)


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
        return accepting.attributions(self.cards or ())


def section_of(layer, label) -> str:
    """The key of the section that shows an annotation."""
    return _SECTION_OF_LAYER.get(layer) or _SECTION_OF_LABEL[label]


def fold_of(annotation) -> str:
    """The key of the fold in which a name or an attribution stands; blank for a card."""
    if annotation.layer == Layer.NAME:
        return _group_key(annotation)
    return "attributions" if annotation.layer == Layer.ATTRIBUTION else ""


def panel(
    article,
    wanted: Collection[str] = SECTIONS,
    opened: Collection[str] = (),
    counts: Mapping[str, int] | None = None,
) -> dict:
    """The wanted sections of the panel as the templates want them.

    `counts` are how many annotations of each layer are shown, if that is known.
    """
    loaded = [key for key in wanted if key != "attributions" or "attributions" in opened]
    by_layer = {layer: [] for layer in Layer}
    for annotation in _shown(article, loaded):
        by_layer[annotation.layer].append(annotation)
    found = {
        "opened": list(opened),
        "sections": [
            Section(key, title, _groups(article, by_layer[Layer.NAME], labels, opened))
            for key, title, labels in NAME_SECTIONS
            if key in wanted
        ],
    }
    if "proposals" in wanted:
        shown = by_layer[Layer.PROPOSAL] + by_layer[Layer.RESPONSE]
        found["accept_cards"] = accepting.cards(shown)
        found["proposals"] = _cards(article, by_layer[Layer.PROPOSAL], by_layer[Layer.RESPONSE])
    if "attributions" in wanted:
        found["attributions"] = _attributions(article, by_layer[Layer.ATTRIBUTION], opened, counts)
    return found


def cards_of(article, annotation_ids) -> list[Card]:
    """The cards that show some annotations, with all that is told of their Proposals here."""
    own = article.annotations.filter(layer__in=_CARD_LAYERS, status__in=_SHOWN)
    threads = own.filter(pk__in=annotation_ids, proposal__isnull=False).values("proposal")
    shown = own.filter(Q(pk__in=annotation_ids) | Q(proposal__in=threads))
    by_layer = {layer: [] for layer in _CARD_LAYERS}
    for annotation in shown.annotate(noted=_noted()).in_reading_order().loaded():
        by_layer[annotation.layer].append(annotation)
    return _cards(article, *by_layer.values())


def slots_of(annotation) -> list[SlotView]:
    """The slots of an annotation in the order of its layer, the empty ones too."""
    filled = annotation.slots()
    return [
        SlotView(slot, SLOT_NAMES[slot], filled.get(slot, []), SLOT_KEYS[slot])
        for slot in SLOTS[annotation.layer]
    ]


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


def _shown(article, sections):
    """The annotations of some sections with their slots, in the order of the text."""
    layers = [layer for layer, key in _SECTION_OF_LAYER.items() if key in sections]
    labels = [label for label, key in _SECTION_OF_LABEL.items() if key in sections]
    annotations = article.annotations.filter(status__in=_SHOWN)
    names = annotations.filter(layer=Layer.NAME, label__in=labels)
    shown = (annotations.filter(layer__in=layers) | names).in_reading_order()
    place = {field: _of_place(field) for field in ("feature", "geonames_id")}
    shown = shown.annotate(noted=_noted(), **place)
    return shown.loaded() if sections else []


def _noted():
    """Whether editors have left a note on an annotation."""
    return Exists(Review.objects.notes().filter(annotation=OuterRef("pk")))


def _of_place(field):
    return Coalesce(f"entity__canonical__place__{field}", f"entity__place__{field}")


def _attributions(article, annotations, opened, counts):
    if "attributions" in opened:
        return Fold(len(annotations), [Card(one, slots_of(one)) for one in annotations])
    if counts is not None:
        return Fold(counts[Layer.ATTRIBUTION], None)
    shown = article.annotations.filter(status__in=_SHOWN, layer=Layer.ATTRIBUTION)
    return Fold(shown.count(), None)


def _groups(article, names, labels, opened):
    groups = {}
    for annotation in names:
        if annotation.label not in labels:
            continue
        key = _group_key(annotation)
        if key not in groups:
            entity = annotation.entity and annotation.entity.standing
            name = entity.name if entity else annotation.text
            groups[key] = Group(key, name, annotation.label, entity, opened=key in opened)
            groups[key].told = _told(annotation) if entity else "not linked"
        groups[key].mentions.append(_mention(article, annotation, groups[key].opened))
        groups[key].office = groups[key].office or _office(annotation)
    for group in groups.values():
        group.told = "" if group.told in group.office else group.told
    return sorted(groups.values(), key=lambda group: -group.live)


def _told(annotation):
    """What tells the entity of a name from its namesakes."""
    place = annotation.feature or "", annotation.geonames_id
    return choosing.told_under(annotation.label, annotation.entity.standing, *place)


def _group_key(annotation):
    if annotation.entity:
        return f"e{annotation.entity.standing.pk}-{annotation.label}"
    return f"{digest_of(annotation.text)}-{annotation.label}"


def digest_of(text) -> str:
    """What the mentions of a name that is not linked share, whatever their case and accents."""
    return f"n{hashlib.sha1(name_key(text).encode(), usedforsecurity=False).hexdigest()[:10]}"


def _mention(article, annotation, with_context):
    span = annotation.start_char, annotation.end_char
    excerpt = around(article.text, *span) if with_context else None
    return Mention(annotation, shortened(annotation.text), excerpt)


def _office(annotation):
    offices = annotation.slots().get(Slot.OFFICE, ())
    return next((role.value or role.text for role in offices), "")


def _cards(article, tellings, responses):
    """A card a telling, those of one Proposal together, and one a response to none told here."""
    elsewhere = told_elsewhere(article, {one.proposal_id for one in tellings + responses} - {None})
    first = _first_tellings(tellings)
    cards = {
        one.pk: Card(
            one,
            slots_of(one),
            elsewhere=elsewhere.get(one.proposal_id, []),
            told_again=first[_thread(one)] is not one,
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
