"""Words in their context, and where in a text some words occur."""

import re
from typing import NamedTuple

from .spans import as_stored

_MAX_OCCURRENCES = 100


class Excerpt(NamedTuple):
    """Some words of a text (`start_char`, `end_char`) and what stands before and after them."""

    start_char: int
    end_char: int
    before: str
    words: str
    after: str


def around(text: str, start_char: int, end_char: int, width: int = 36) -> Excerpt:
    """The words at a span with at most `width` code points either side, cut between words."""
    before = text[max(0, start_char - width) : start_char]
    after = text[end_char : end_char + width]
    if start_char > width:
        before = "…" + before[before.find(" ") + 1 :]
    if end_char + width < len(text):
        after = after[: after.rfind(" ") if " " in after else None] + "…"
    return Excerpt(start_char, end_char, before, text[start_char:end_char], after)


def occurrences(text: str, words: str, width: int = 60) -> list[Excerpt]:
    """Where the words stand in the text: as written, else whatever their case and spacing.

    At most 100, from the start of the text.
    """
    parts = as_stored(words).split()
    if not parts:
        return []
    pattern = r"\s+".join(re.escape(part) for part in parts)
    for flags in (0, re.IGNORECASE):
        found = [match.span() for match in re.finditer(pattern, text, flags)]
        if found:
            return [around(text, *span, width) for span in found[:_MAX_OCCURRENCES]]
    return []
