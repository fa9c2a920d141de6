"""The lists of names beside the text, grouped by entity."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property

from annotations.excerpts import Excerpt, around
from annotations.models import Layer, Status, name_key

from . import accepting
from .rows import SHOWN, Row

# The sections of names, in order: key, title and labels.
SECTIONS = (
    ("people", "People", ("PERSON",)),
    ("organisations", "Organisations", ("ORG",)),
    ("places", "Places", ("PLACE",)),
    ("others", "Groups and events", ("NORP", "EVENT")),
)
KEYS = tuple(key for key, _, _ in SECTIONS)
SECTION_OF_LABEL = {label: key for key, _, labels in SECTIONS for label in labels}


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
    mentions: list[Row] = field(default_factory=list)
    office: str = ""
    told: str = ""

    @property
    def id(self):
        """The id of its row."""
        return _row_id(self.key, self.pks)

    @property
    def pks(self):
        return [one.pk for one in self.mentions]

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

    def in_context(self, text) -> Iterator[tuple[Row, Excerpt]]:
        """The mentions with what stands around them in the article's text."""
        return ((one, around(text, one.start_char, one.end_char)) for one in self.mentions)


@dataclass
class Changes:
    """What has changed of a section that is on a page already.

    The ids of rows that are gone, groups that come in with the ids of what they follow, and groups
    that have changed where they stand.
    """

    gone: list[str]
    come: list[tuple[str, Group]]
    stayed: list[Group]


@dataclass
class Section:
    """A section of names; with `changes`, only these are sent."""

    key: str
    title: str
    groups: list[Group]
    changes: Changes | None = None

    @property
    def accept(self):
        """What the section's button accepts."""
        return accepting.names(self.groups)


def labels_in(wanted: Collection[str]) -> list[str]:
    """The labels of the names that sections show."""
    return [label for label, key in SECTION_OF_LABEL.items() if key in wanted]


def sections(rows: Iterable[Row], wanted: Collection[str], opened: Collection[str]):
    """The wanted sections with their names among some rows; `opened`: the keys of opened groups."""
    grouped = _grouped((one for one in rows if one.layer == Layer.NAME), opened)
    return [
        Section(key, title, sorted(grouped.get(key, ()), key=lambda group: -group.live))
        for key, title, _ in SECTIONS
        if key in wanted
    ]


def changes(section, stood: Mapping[int, str], judged: Set[int]) -> Changes | None:
    """What has changed of a section as it is now; None if nothing of it stays as it was.

    `stood` is the key of the group in which each name stood that is gone, has come or has moved,
    blank for none; `judged` are names whose rows stay.
    """
    before = {group.key: [pk for pk in group.pks if pk not in stood] for group in section.groups}
    moved = {group.key for group in section.groups if len(before[group.key]) < len(group.pks)}
    for pk, key in stood.items():
        if section_of(key) == section.key:
            before.setdefault(key, []).append(pk)
            moved.add(key)
    if all(group.key in moved for group in section.groups):
        return None
    return Changes(
        [_row_id(key, before[key]) for key in moved if before[key]],
        _come(section, moved),
        [group for group in section.groups if not judged.isdisjoint(group.pks)],
    )


def _come(section, moved):
    """The groups of some keys, each with the id of what it follows."""
    found, last = [], f"accept-{section.key}"
    for group in section.groups:
        if group.key in moved:
            found.append((last, group))
        last = group.id
    return found


def section_of(key) -> str:
    """The section of a group, by the group's key."""
    return SECTION_OF_LABEL.get(key.rpartition("-")[2], "")


def _row_id(key, pks):
    return f"m{pks[0]}" if len(pks) == 1 else f"g-{key}"


def key_of(label, entity_id, text) -> str:
    """The key of the group in which a name stands; its entity is the one that stands for it."""
    return f"{f'e{entity_id}' if entity_id else digest_of(text)}-{label}"


def digest_of(text) -> str:
    """What the mentions of a name that is not linked share, whatever their case and accents."""
    return f"n{hashlib.sha1(name_key(text).encode(), usedforsecurity=False).hexdigest()[:10]}"


def _grouped(mentions, opened):
    """The groups of each section, in the order of the text."""
    found = {}
    for one in mentions:
        if one.status not in SHOWN:
            continue
        groups = found.setdefault(SECTION_OF_LABEL[one.label], {})
        key = key_of(one.label, one.entity_id, one.text)
        group = groups.get(key)
        if group is None:
            name = one.name if one.entity_id else one.text
            group = groups[key] = Group(key, name, one.label, one.entity_id, key in opened)
            group.told = one.told
        group.mentions.append(one)
        group.office = group.office or one.office or ""
        group.told = "" if group.told in group.office else group.told
    return {key: groups.values() for key, groups in found.items()}
