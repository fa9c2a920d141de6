"""Names of which the model saw only a part: "Yair" of "Yair Lapid", "Moon Jae" of "Moon Jae-in"."""

import re
from dataclasses import replace

from spacy.symbols import PROPN

from annotations.pipeline.names import lexicon, name_words, titles
from annotations.pipeline.names.name_cleaning import Candidate

NEXT_WORD = re.compile(r" ([A-ZÀ-Þ][\w'-]*[a-zà-ÿ])\b(?!')")
SYLLABLE = re.compile(r"-([a-z]{2,5})\b")
# After a hyphen these make an adjective of a name: "Merkel-led".
ADJECTIVES = frozenset(
    {"led", "run", "era", "based", "born", "held", "made", "bound", "style", "like", "wide"}
)
HEADS = name_words.ORG_HEADS | name_words.PLACE_HEADS | name_words.EVENT_HEADS


def whole(text: str, doc, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates, people's names being taken to where their capitalised words end."""
    starts = {c.start: c for c in candidates}
    proper = set()
    swallowed: set[int] = set()
    out = []
    for candidate in candidates:
        if candidate.start in swallowed:
            continue
        if candidate.label == "PERSON" and candidate.rule == "model":
            proper = proper or proper_nouns(doc)
            end = right_end(text, candidate.end, proper, starts)
            swallowed.update(range(candidate.start + 1, end))
            candidate = replace(candidate, end=end)
        out.append(candidate)
    return out


def proper_nouns(doc) -> set[int]:
    """Where the proper nouns begin; over an array, which makes no object for each token."""
    table = doc.to_array(["IDX", "POS"])
    return set(table[table[:, 1] == PROPN][:, 0].tolist())


def right_end(text: str, end: int, proper: set[int], starts: dict[int, Candidate]) -> int:
    """Where a person's name that seems to end at `end` ends in fact."""
    if (syllable := SYLLABLE.match(text, end)) and syllable.group(1) not in ADJECTIVES:
        return syllable.end()
    following = NEXT_WORD.match(text, end)
    if following is None:
        return end
    start, word = following.start(1), following.group(1)
    other = starts.get(start)
    if other is not None and (other.rule != "model" or other.end != following.end()):
        return end
    if start not in proper or not is_part_of_name(word):
        return end
    return right_end(text, following.end(), proper, starts)


def is_part_of_name(word: str) -> bool:
    """Whether a capitalised word can be part of a person's name: no title, place or weekday."""
    return not (
        word in name_words.CALENDAR
        or word in HEADS
        or titles.is_title(word)
        or titles.is_modifier(word)
        or lexicon.is_name(word)
    )
