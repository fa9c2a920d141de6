"""Split a text into the segments that a page marks up: pure, for nested and crossing spans."""

from collections.abc import Hashable, Iterable
from typing import NamedTuple


class Segment(NamedTuple):
    """A run of text that the same spans cover; `keys` from the outermost to the innermost."""

    start_char: int
    end_char: int
    text: str
    keys: tuple[Hashable, ...]


def split_into_segments(text: str, spans: Iterable[tuple[int, int, Hashable]]) -> list[Segment]:
    """Split `text` where any span starts or ends.

    `spans` are (start_char, end_char, key) in half-open code points. The segments' texts together
    are the text; a span's words are those of the segments that carry its key. Raises ValueError
    for a span that is empty or outside the text.
    """
    starts, ends = {}, {}
    for start, end, key in spans:
        if not 0 <= start < end <= len(text):
            raise ValueError(f"the span [{start}, {end}) does not lie in a text of {len(text)}")
        starts.setdefault(start, []).append((end, key))
        ends.setdefault(end, []).append(key)
    segments, covering, here = [], [], 0
    for cut in sorted({*starts, *ends, len(text)}):
        if cut > here:
            keys = tuple(key for _, key in covering)
            segments.append(Segment(here, cut, text[here:cut], keys))
        for key in ends.get(cut, ()):
            covering.remove(next(entry for entry in covering if entry[1] == key))
        covering.extend(sorted(starts.get(cut, ()), key=lambda entry: -entry[0]))
        here = cut
    return segments
