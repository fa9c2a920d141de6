"""Headlines in capitals, where the model sees names everywhere: only what is known counts."""

import re
from collections.abc import Iterator

from annotations.pipeline.names import lexicon
from annotations.pipeline.names.name_cleaning import Candidate

LINE = re.compile(r"[^\n\r]+")
WORD = re.compile(r"[^\W\d_][\w'-]*")
FEWEST_WORDS = 3


def shouted(text: str) -> list[tuple[int, int]]:
    """Where the lines of at least three words in nothing but capitals stand."""
    return [line.span() for line in LINE.finditer(text) if is_shouted(line.group())]


def is_shouted(line: str) -> bool:
    if not line.isupper():
        return False
    return sum(any(c.isalpha() for c in word) for word in line.split()) >= FEWEST_WORDS


def titled(text: str) -> list[tuple[int, int]]:
    """Where lines stand whose words nearly all begin with a capital, and that end in no stop.

    The model sees names everywhere in "Iran Rejects Offer as Talks Stall".
    """
    return [line.span() for line in LINE.finditer(text) if is_titled(line.group().strip())]


def is_titled(line: str) -> bool:
    words = [word for word in WORD.findall(line) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return (
        len(words) >= FEWEST_WORDS + 1 and capitals >= 0.8 * len(words) and line[-1:] not in ".:,"
    )


def borne_out(text: str, lines, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates without those in the lines that the model alone sees, and nowhere else."""
    if not lines:
        return candidates
    elsewhere = {text[c.start : c.end] for c in candidates if not within(c, lines)}
    return [
        c
        for c in candidates
        if c.rule not in ("model", "split", "head word")
        or not within(c, lines)
        or text[c.start : c.end] in elsewhere
    ]


def within(candidate: Candidate, lines: list[tuple[int, int]]) -> bool:
    """Whether a candidate stands in one of these lines."""
    return any(start <= candidate.start < end for start, end in lines)


def known(text: str, lines: list[tuple[int, int]]) -> Iterator[Candidate]:
    """The names of the lexicon in the lines: "IRAN REJECTS U.N. OFFER"."""
    for start, end in lines:
        for first, last, entry in lexicon.matches(text[start:end], lexicon.capitals()):
            rule = "doubtful" if entry.doubtful else f"known {entry.source}"
            yield Candidate(start + first, start + last, entry.label, rule, 0.85)


def repeated(text: str, lines, candidates: list[Candidate]) -> Iterator[Candidate]:
    """The article's own names in the lines: "MACRON" where it says "Emmanuel Macron"."""
    if not lines:
        return
    names = {}
    for c in candidates:
        words = text[c.start : c.end]
        names[words.upper()] = lexicon.Entry(c.label, "repeat")
        if c.label == "PERSON":
            names.setdefault(words.split()[-1].upper(), lexicon.Entry("PERSON", "repeat"))
    index = lexicon.index(names.items())
    for start, end in lines:
        for first, last, entry in lexicon.matches(text[start:end], index):
            yield Candidate(start + first, start + last, entry.label, "headline", 0.8)
