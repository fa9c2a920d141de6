"""What changed from one text to another: the sentences that both have, and the words around them.

Sentences are compared first, words only within what is left, so that the time that two texts take
grows little faster than their length. White space does not count.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from .sentences import breaks

# Beyond these, what differs is told as a whole: comparing it would take seconds.
MOST_SENTENCES = 20_000
_MOST_PAIRS_OF_WORDS = 4_000_000
# Sentences that share less of their words are told to be others, whole; and so are so few words
# that stayed between others that did not.
_LEAST_KEPT, _LONE_WORDS = 0.4, 2
_WORD = re.compile(r"\S+\s*|\s+")
SAME, GONE, NEW = "same", "gone", "new"


class Piece(NamedTuple):
    """A run of words: the same in both texts, gone from the first or new in the second."""

    kind: str
    text: str


class _Sentence(NamedTuple):
    start: int
    words: str


@dataclass(frozen=True)
class Difference:
    """How `new` differs from `old`."""

    old: str
    new: str

    @cached_property
    def _opcodes(self):
        return list(_opcodes(*([one.words for one in side] for side in self._sides)))

    @cached_property
    def _sides(self):
        return _sentences(self.old), _sentences(self.new)

    @cached_property
    def _kept(self) -> list[tuple[int, int, int]]:
        """Of each sentence that both have: where it starts and ends in `old`, and starts in `new`.

        In the order of the text.
        """
        olds, news = self._sides
        pairs = [
            (olds[i], news[j])
            for kind, low, high, j_low, j_high in self._opcodes
            if kind == "equal"
            for i, j in zip(range(low, high), range(j_low, j_high), strict=True)
        ]
        return [(old.start, old.start + len(old.words), new.start) for old, new in pairs]

    def moved(self, start_char: int, end_char: int) -> tuple[int, int] | None:
        """Where a span of `old` stands in `new`, None unless all its sentences are kept as a whole.

        Half-open code points, of both. The words there are the same.
        """
        first, last = self._sentence_at(start_char), self._sentence_at(end_char - 1)
        if not first or not last:
            return None
        low = first[2] + start_char - first[0]
        high = last[2] + end_char - last[0]
        if self.new[low:high] != self.old[start_char:end_char]:
            return None
        return low, high

    def _sentence_at(self, char):
        """The kept sentence that holds a code point of `old`."""
        index = bisect_right(self._kept, char, key=lambda kept: kept[0]) - 1
        return self._kept[index] if index >= 0 and char < self._kept[index][1] else None

    def pieces(self) -> list[Piece]:
        """Both texts as one: what stands in either, in order, each run as long as can be."""
        olds, news = self._sides
        found = []
        for kind, low, high, j_low, j_high in self._opcodes:
            old = _between(self.old, olds, low, high)
            new = _between(self.new, news, j_low, j_high)
            found += [_same(old, new)] if kind == "equal" else _words_changed(old, new)
        return [piece for piece in found if piece.text]


def _sentences(text) -> list[_Sentence]:
    """The sentences of a text, without the white space around them."""
    found, start = [], 0
    for end in [*breaks(text, 0, len(text)), len(text)]:
        words = text[start:end]
        bare = words.strip()
        if bare:
            found.append(_Sentence(start + words.index(bare[0]), bare))
        start = end
    return found


def _between(text, sentences, low, high) -> str:
    """The text of some sentences, up to where the next one starts."""
    if low == high:
        return ""
    start = sentences[low].start if low else 0
    return text[start : sentences[high].start if high < len(sentences) else len(text)]


def _opcodes(old: list[str], new: list[str]) -> Iterator[tuple]:
    """As SequenceMatcher's, with the same ends told at once, and much that differs as a whole."""
    least = min(len(old), len(new))
    head = next((i for i in range(least) if old[i] != new[i]), least)
    rest = least - head
    tail = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    old_end, new_end = len(old) - tail, len(new) - tail
    if head:
        yield "equal", 0, head, 0, head
    if old_end - head and new_end - head and old_end + new_end - 2 * head <= MOST_SENTENCES:
        inner = SequenceMatcher(None, old[head:old_end], new[head:new_end])
        for kind, low, high, j_low, j_high in inner.get_opcodes():
            yield kind, low + head, high + head, j_low + head, j_high + head
    elif old_end - head or new_end - head:
        yield "replace", head, old_end, head, new_end
    if tail:
        yield "equal", old_end, len(old), new_end, len(new)


def _words_changed(old, new) -> Iterator[Piece]:
    """What became of some sentences, word by word."""
    words, others = _WORD.findall(old), _WORD.findall(new)
    if not words or not others or len(words) * len(others) > _MOST_PAIRS_OF_WORDS:
        yield from (Piece(GONE, old), Piece(NEW, new))
        return
    bare = [[word.strip() for word in side] for side in (words, others)]
    opcodes = SequenceMatcher(None, *bare).get_opcodes()
    kept = sum(high - low for kind, low, high, _, _ in opcodes if kind == "equal")
    if kept < _LEAST_KEPT * max(len(words), len(others)):
        yield from (Piece(GONE, old), Piece(NEW, new))
        return
    gone = new = ""
    for number, (kind, low, high, j_low, j_high) in enumerate(opcodes, 1):
        old_words, new_words = "".join(words[low:high]), "".join(others[j_low:j_high])
        lone = 1 < number < len(opcodes) and high - low <= _LONE_WORDS
        if kind == "equal" and not lone:
            yield from (Piece(GONE, gone), Piece(NEW, new), _same(old_words, new_words))
            gone = new = ""
        else:
            gone, new = gone + old_words, new + new_words
    yield from (Piece(GONE, gone), Piece(NEW, new))


def _same(old, new) -> Piece:
    """What both have, as the new text writes it; parted from what follows in the old alone."""
    return Piece(SAME, new if new[-1:].isspace() else new + old[len(old.rstrip()) :])
