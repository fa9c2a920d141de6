"""Quote the sentence in which something stands, with the words that matter marked: pure.

Sentences are found by punctuation, without the model, which web processes never load.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from articles.sentences import breaks

from .rendering import split_into_segments

# A quotation reaches at most this many code points beyond what it is about, on either side.
REACH = 400


@dataclass(frozen=True, slots=True)
class Part:
    """A run of quoted words and what they are: `marks` from the outermost to the innermost."""

    text: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a span in parts; cut before or after where the sentence goes on."""

    start_char: int
    end_char: int
    parts: tuple[Part, ...]
    cut_before: bool = False
    cut_after: bool = False

    @property
    def text(self):
        return "".join(part.text for part in self.parts)


def quote(text: str, start_char: int, end_char: int, marks: Iterable = ()) -> Quote:
    """The sentence or sentences around a span.

    `marks` are (start_char, end_char, mark) into the text; those within reach are quoted too.
    """
    near = [
        mark
        for mark in marks
        if start_char - REACH <= mark[0] < mark[1] <= end_char + REACH and mark[2]
    ]
    first = min([start_char, *(start for start, _, _ in near)])
    last = max([end_char, *(end for _, end, _ in near)])
    low, high, cut_before, cut_after = _bounds(text, first, last)
    inside = [(start - low, end - low, mark) for start, end, mark in near]
    parts = tuple(
        Part(segment.text, tuple(dict.fromkeys(segment.keys)))
        for segment in split_into_segments(text[low:high], inside)
    )
    return Quote(low, high, parts, cut_before, cut_after)


def sentence_at(text: str, start_char: int, end_char: int) -> tuple[int, int]:
    """The span of the sentence or sentences around a span, without the space around it."""
    return _bounds(text, start_char, end_char)[:2]


def _bounds(text, start_char, end_char):
    floor, ceiling = max(0, start_char - REACH), min(len(text), end_char + REACH)
    before = list(breaks(text, floor, start_char))
    after = next(breaks(text, end_char, ceiling), None)
    # The mark that ends the sentence may be the span's own last character.
    if _ends_at(text, end_char):
        after = end_char
    low = before[-1] if before else _word_start(text, floor)
    high = after if after is not None else _word_end(text, ceiling)
    low, high = min(low, start_char), max(high, end_char)
    words = text[low:high]
    low += min(len(words) - len(words.lstrip()), start_char - low)
    high -= min(len(words) - len(words.rstrip()), high - end_char)
    return low, high, not before and floor > 0, after is None and ceiling < len(text)


def _ends_at(text, end_char):
    return any(cut == end_char for cut in breaks(text, max(0, end_char - 60), end_char))


def _word_start(text, cut):
    """The start of the first whole word from a cut on."""
    if cut == 0:
        return 0
    space = re.compile(r"\s").search(text, cut)
    return space.end() if space else cut


def _word_end(text, cut):
    """The end of the last whole word before a cut."""
    if cut == len(text):
        return cut
    spaces = [found.start() for found in re.finditer(r"\s", text[:cut][-60:])]
    return cut - min(cut, 60) + spaces[-1] if spaces else cut
