"""The lists of names beside the text, grouped by entity, read in one query."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce, NullIf

from annotations.excerpts import Excerpt, around
from annotations.models import Layer, Review, Role, Slot, Status, name_key
from annotations.models.annotations import LIVE

from . import accepting, choosing
from .wording import shortened

# The sections of names, in order: key, title and labels.
SECTIONS = (
    ("people", "People", ("PERSON",)),
    ("organisations", "Organisations", ("ORG",)),
    ("places", "Places", ("PLACE",)),
    ("others", "Groups and events", ("NORP", "EVENT")),
)
SECTION_OF_LABEL = {label: key for key, _, labels in SECTIONS for label in labels}
_SHOWN = (*LIVE, Status.REJECTED)


class Mention(NamedTuple):
    """A name of an article, with the entity that stands for what it is linked to, if any."""

    pk: int
    revision: int
    status: str
    label: str
    start_char: int
    end_char: int
    text: str
    entity_id: int | None
    name: str
    kind: str
    country: str
    feature: str | None
    geonames_id: int | None
    office: str | None
    noted: bool

    @property
    def words(self):
        return shortened(self.text)

    @property
    def is_live(self):
        return self.status in LIVE

    @property
    def group_key(self):
        return key_of(self.label, self.entity_id, self.text)

    @property
    def told(self):
        """What tells its entity from its namesakes."""
        if self.entity_id is None:
            return "not linked"
        return choosing.told_under(self.label, self, self.feature or "", self.geonames_id)


@dataclass
class Group:
    """The mentions of one entity, or of one name that is not linked; `opened`: with context.

    `told` is what tells the entity from its namesakes.
    """

    key: str
    name: str
    label: str
    entity_id: int | None
    opened: bool
    mentions: list[Mention] = field(default_factory=list)
    office: str = ""
    told: str = ""

    @property
    def id(self):
        """The id of its row."""
        return f"m{self.only.pk}" if self.only else f"g-{self.key}"

    @cached_property
    def unchecked(self):
        return [one for one in self.mentions if one.status == Status.SUGGESTED]

    @property
    def noted(self):
        """Whether there is a note on any mention."""
        return any(one.noted for one in self.mentions)

    @cached_property
    def live(self):
        """How many mentions stand."""
        return sum(one.is_live for one in self.mentions)

    @property
    def only(self):
        """The only mention, if there is one only."""
        return self.mentions[0] if len(self.mentions) == 1 else None

    def in_context(self, text) -> Iterator[tuple[Mention, Excerpt]]:
        """The mentions with what stands around them in the article's text."""
        return ((one, around(text, one.start_char, one.end_char)) for one in self.mentions)


@dataclass
class Section:
    """A section of names; `changed`: only the groups of these annotations are sent."""

    key: str
    title: str
    groups: list[Group]
    changed: Collection[int] = ()

    @property
    def sent(self):
        """The groups to show where only some are sent."""
        return [g for g in self.groups if any(one.pk in self.changed for one in g.mentions)]

    @property
    def accept(self):
        """What the section's button accepts."""
        return accepting.names(self.groups)


def sections(article, wanted: Collection[str], opened: Collection[str]) -> list[Section]:
    """The wanted sections; `opened` are the keys of the groups that are."""
    keys = [key for key, _, _ in SECTIONS if key in wanted]
    grouped = _grouped(_mentions(article, keys) if keys else (), opened)
    return [
        Section(key, title, sorted(grouped.get(key, ()), key=lambda group: -group.live))
        for key, title, _ in SECTIONS
        if key in wanted
    ]


def key_of(label, entity_id, text) -> str:
    """The key of the group in which a name stands; its entity is the one that stands for it."""
    return f"{f'e{entity_id}' if entity_id else digest_of(text)}-{label}"


def digest_of(text) -> str:
    """What the mentions of a name that is not linked share, whatever their case and accents."""
    return f"n{hashlib.sha1(name_key(text).encode(), usedforsecurity=False).hexdigest()[:10]}"


def noted():
    """Whether editors have left a note on an annotation."""
    return Exists(Review.objects.notes().filter(annotation=OuterRef("pk")))


def _grouped(mentions, opened):
    """The groups of each section, in the order of the text."""
    found = {}
    for one in mentions:
        groups = found.setdefault(SECTION_OF_LABEL[one.label], {})
        group = groups.get(one.group_key)
        if group is None:
            key = one.group_key
            name = one.name if one.entity_id else one.text
            group = groups[key] = Group(key, name, one.label, one.entity_id, key in opened)
            group.told = one.told
        group.mentions.append(one)
        group.office = group.office or one.office or ""
        group.told = "" if group.told in group.office else group.told
    return {key: groups.values() for key, groups in found.items()}


def _mentions(article, keys) -> Iterator[Mention]:
    labels = [label for label, key in SECTION_OF_LABEL.items() if key in keys]
    names = article.annotations.filter(layer=Layer.NAME, label__in=labels, status__in=_SHOWN)
    offices = Role.objects.filter(annotation=OuterRef("pk"), slot=Slot.OFFICE).order_by("position")
    office = Coalesce(NullIf("value", Value("")), "text", output_field=TextField())
    rows = names.in_reading_order().values_list(
        *Mention._fields[: Mention._fields.index("entity_id")],
        *map(_of_entity, ("pk", "name", "kind", "country", "place__feature", "place__geonames_id")),
        Subquery(offices.values(office=office)[:1]),
        noted(),
    )
    return map(Mention._make, rows)


def _of_entity(field):
    """A field of the entity that stands for what a name is linked to."""
    return Coalesce(f"entity__canonical__{field}", f"entity__{field}")
