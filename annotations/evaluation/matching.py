"""When two annotations are of the same thing: overlap, alignment, distance, names of actors."""

import math
import re
from collections.abc import Callable, Sequence

from annotations.pipeline.records import EntityLink, Mention, Span

EARTH_RADIUS = 6371  # kilometres


def meets(one: Span | Mention, other: Span | Mention) -> bool:
    """Whether two spans share at least one character."""
    return one.start_char < other.end_char and other.start_char < one.end_char


def likeness(one: Span, other: Span) -> float:
    """The characters two spans share, as a share of the stretch that both cover together."""
    shared = min(one.end_char, other.end_char) - max(one.start_char, other.start_char)
    covered = max(one.end_char, other.end_char) - min(one.start_char, other.start_char)
    return shared / covered if shared > 0 else 0.0


def align(
    wanted: Sequence, given: Sequence, alike: Callable[..., float], least: float
) -> list[tuple]:
    """Pair what was wanted with what was given, the most alike first; each is used once.

    Gives (wanted, given) pairs that are at least `least` alike, in the order of `wanted`; then
    what found no partner, with None in the other's place. Of equals the later come first.
    """
    candidates = (
        (alike(one, other), i, j) for i, one in enumerate(wanted) for j, other in enumerate(given)
    )
    partners, taken = {}, set()
    for degree, i, j in sorted(candidates, reverse=True):
        if degree >= least and i not in partners and j not in taken:
            partners[i] = j
            taken.add(j)
    found = [(one, given[partners[i]]) for i, one in enumerate(wanted) if i in partners]
    missed = [(one, None) for i, one in enumerate(wanted) if i not in partners]
    return found + missed + [(None, other) for j, other in enumerate(given) if j not in taken]


def kilometres(one: EntityLink, other: EntityLink) -> float:
    """The great-circle distance between two places, on a sphere."""
    south, north = math.radians(one.latitude), math.radians(other.latitude)
    turn = math.radians(other.longitude - one.longitude)
    half_chord = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin(turn / 2) ** 2
    )
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(half_chord)))


def bears_name(span: Span | None, name: str) -> bool:
    """Whether a span stands for the actor of this name: by its `name`, else by its own words.

    Names agree when they are the same words, or end in the same word and one holds all words of
    the other ("Macron", "Emmanuel Macron"); a single word does not do for a longer name. A leading
    "the", possessive endings and case do not count.
    """
    full = _name_words(name)
    for told in (span.name, span.text) if span else ():
        said = _name_words(told or "")
        if said and full and _agree(said, full):
            return len(said) > 1 or len(full) == 1
    return False


def _agree(said, full):
    within = set(said) <= set(full) or set(full) <= set(said)
    return said == full or (said[-1] == full[-1] and within)


def _name_words(name):
    words = re.sub(r"['’]s?\b", "", name).casefold().split()
    return words[1:] if words[1:] and words[0] == "the" else words
