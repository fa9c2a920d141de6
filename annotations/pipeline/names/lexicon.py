"""Names known before an article is read, and where they stand in a text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from annotations.pipeline.actors import gazetteer
from annotations.pipeline.names import bodies
from annotations.pipeline.records import Knowledge

TABLES = Path(__file__).parents[1] / "data"

WORD = re.compile(r"\w+")
LABEL_OF_KIND = {
    "person": "PERSON",
    "organisation": "ORG",
    "place": "PLACE",
    "group": "NORP",
    "event": "EVENT",
}
GROUPS = TABLES / "groups.txt"


COMMON_IN_PROVINCES = frozenset(
    {"Central", "Northern", "Southern", "Eastern", "Western", "North", "South", "East", "West"}
    | {"Region", "Province", "District", "State", "County", "City", "Capital", "Saint", "St", "El"}
    | {"Governorate", "Prefecture", "Department", "Municipality", "Oblast", "of", "Upper", "Los"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A known name's label; `source` is body, place, group or alias; doubtful ones need support."""

    label: str
    source: str
    doubtful: bool = False


def index(names: Iterable[tuple[str, Entry]]) -> dict[str, list[tuple[str, Entry]]]:
    """The names by their first word, the longest first."""
    buckets = defaultdict(dict)
    for name, entry in names:
        first = WORD.match(name)
        if first:
            buckets[first.group()][name] = entry
    return {
        word: sorted(bucket.items(), key=lambda item: -len(item[0]))
        for word, bucket in buckets.items()
    }


@cache
def known() -> dict[str, list[tuple[str, Entry]]]:
    """Bodies, countries, demonyms, regions, waters, capitals, states and groups, as an index."""
    return index([*group_names(), *demonyms(), *place_names(), *body_names()])


@cache
def capitals() -> dict[str, list[tuple[str, Entry]]]:
    """The same in capital letters, for headlines and datelines; short names only as they are."""
    every = (item for bucket in known().values() for item in bucket)
    return index((name.upper(), entry) for name, entry in every if len(name) > 3)


@lru_cache(maxsize=2)
def taught(knowledge: Knowledge) -> dict[str, list[tuple[str, Entry]]]:
    """The desk's aliases as an index; they are kept casefolded, so they match in any case."""
    return index(
        (name, Entry(LABEL_OF_KIND[link.kind], "alias")) for name, link in knowledge.aliases.items()
    )


def body_names():
    for name, (_, doubtful) in bodies.table().items():
        yield name, Entry("ORG", "body", doubtful)
        if name.endswith(" Party"):
            yield name.removesuffix("Party") + "party", Entry("ORG", "body", doubtful)


def group_names():
    for line in GROUPS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line, Entry("NORP", "group")


def place_names():
    """Countries with their capitals, continents, regions and waters, the United States' states."""
    for row in gazetteer.table("countries"):
        names = [
            row["name"],
            *gazetteer.parts(row["capitals"]),
            *gazetteer.parts(row["other_names"]),
        ]
        yield from ((name, Entry("PLACE", "place")) for name in names)
    for row in gazetteer.table("places"):
        for name in (row["name"], *gazetteer.parts(row["other_names"])):
            yield name, Entry("PLACE", "place")
    for row in gazetteer.table("provinces"):
        if row["code"].startswith("US.") or is_telling(row["name"], int(row["population"])):
            yield row["name"], Entry("PLACE", "place")


def is_telling(name: str, population: int) -> bool:
    """Whether a province's name says by itself that it is one: "Rio Grande do Sul"."""
    words = set(WORD.findall(name))
    return len(words) > 1 and population >= 200_000 and not words & COMMON_IN_PROVINCES


def demonyms():
    """Nationalities, with their plurals: "Haitian", "Haitians"."""
    for row in gazetteer.table("countries"):
        for word in gazetteer.parts(row["demonyms"]):
            yield word, Entry("NORP", "group")
            if not word.endswith(("s", "sh", "ch", "ese")):
                yield word + "s", Entry("NORP", "group")


def is_name(words: str) -> bool:
    """Whether the words are a name of the lexicon."""
    first = WORD.match(words)
    return bool(first) and any(name == words for name, _ in known().get(first.group(), ()))


def matches(text: str, names) -> Iterator[tuple[int, int, Entry]]:
    """Where names of an index stand in the text as whole words: the longest, none overlapping."""
    end = 0
    for word in WORD.finditer(text):
        start = word.start()
        bucket = names.get(word.group()) if start >= end else None
        for name, entry in bucket or ():
            if text.startswith(name, start) and is_whole(text, start, start + len(name)):
                end = start + len(name)
                yield start, end, entry
                break


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether the words are not a part of a longer word, an address or an amount ("US$4m")."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before in "@#/._" or after.isalnum() or after in "$_@€£")
