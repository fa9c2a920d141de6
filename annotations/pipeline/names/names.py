"""The names of an article: what the model and the lexicon find, cleaned by small rules.

The model proposes; names known beforehand, titles and datelines correct it; then the article as
a whole decides: one label for one name, and every repeat of a name is found.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotations.pipeline.actors import gazetteer
from annotations.pipeline.names import (
    headlines,
    lexicon,
    name_agreement,
    name_cleaning,
    name_patterns,
    name_words,
)
from annotations.pipeline.names.name_cleaning import Candidate

MODEL_LABELS = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "FAC",
    "NORP": "NORP",
    "EVENT": "EVENT",
    "LAW": "LAW",
}
LABELS = frozenset({"PERSON", "ORG", "PLACE", "NORP", "EVENT"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name: token indexes [start, end), code points [start_char, end_char), and its label."""

    start: int
    end: int
    start_char: int
    end_char: int
    text: str
    label: str
    rule: str
    confidence: float


def find(doc, source, knowledge) -> list[Name]:
    """The names of the document in order, none overlapping another."""
    # The source's text is the document's, which spaCy puts together anew at every call.
    text = name_cleaning.plain(source.text)
    shouted = headlines.shouted(source.text)
    known = [*known_candidates(text, knowledge), *headlines.known(text, shouted)]
    modelled = [
        part
        for entity in model_candidates(doc)
        if not headlines.within(entity, shouted)
        for part in name_cleaning.clean(text, entity)
    ]
    modelled = headlines.borne_out(text, headlines.titled(source.text), modelled)
    patterned = list(name_patterns.candidates(text, modelled, known))
    chosen = choose(text, modelled, known, patterned)
    agreed = name_agreement.agree(text, doc, chosen)
    agreed = name_agreement.with_new(agreed, headlines.repeated(text, shouted, agreed))
    kept = [c for c in agreed if not is_never(text[c.start : c.end].casefold(), c.label, knowledge)]
    return as_names(doc, source.text, kept)


def is_never(words: str, label: str, knowledge) -> bool:
    """Whether the desk has taught that casefolded words are no name, or none of that label."""
    return words in knowledge.never_names or (words, label) in knowledge.never_labels


def model_candidates(doc) -> list[Candidate]:
    return [
        Candidate(e.start_char, e.end_char, MODEL_LABELS[e.label_], "model", 0.8)
        for e in doc.ents
        if e.label_ in MODEL_LABELS
    ]


def known_candidates(text: str, knowledge) -> list[Candidate]:
    """The names of the lexicon in the text, those that the desk has taught first."""
    found = []
    if knowledge.aliases:
        for start, end, entry in lexicon.matches(folded(text), lexicon.taught(knowledge)):
            if is_written_as_a_name(text[start:end]):
                found.append(Candidate(start, end, entry.label, "taught", 1.0))
    for start, end, entry in lexicon.matches(text, lexicon.known()):
        if text[start : start + 4].lower() == "the " and not text.startswith("The Hague", start):
            start += 4
        rule = "doubtful" if entry.doubtful else f"known {entry.source}"
        found.append(Candidate(start, end, entry.label, rule, 0.5 if entry.doubtful else 0.95))
    return found


def is_written_as_a_name(words: str) -> bool:
    """Whether words have a capital, short ones all in capitals: "US" is a name, "us" is not."""
    return words.isupper() if len(words) < 4 else words.lower() != words or not words.isascii()


def folded(text: str) -> str:
    """The text casefolded character for character: what would grow longer stays as it is."""
    fold = text.casefold()
    if len(fold) == len(text):
        return fold
    return "".join(c.casefold() if len(c.casefold()) == 1 else c for c in text)


def choose(text, modelled, known, patterned) -> list[Candidate]:
    """One candidate for every stretch of text: the better founded one, then the longer one."""
    # The model, too, found a name in these words: "Dawn reported" but not "Dawn broke".
    supported = {(c.start, c.end) for c in modelled}
    touching = overlaps(known)
    ranked = [
        *((0, c) for c in known if c.rule == "taught"),
        *((1, c) for c in patterned),
        *((1, c) for c in modelled if outranks_known(text, c, touching(c))),
        *((2, c) for c in known if c.rule not in ("taught", "doubtful")),
        *((2, c) for c in known if c.rule == "doubtful" and (c.start, c.end) in supported),
        *((3, c) for c in modelled),
    ]
    ranked.sort(key=lambda item: (item[0], item[1].start - item[1].end))
    return without_overlaps(candidate for _, candidate in ranked)


def without_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates in order of the text, those that come first in the iterable preferred."""
    taken = {}
    for candidate in candidates:
        if not any(position in taken for position in range(candidate.start, candidate.end)):
            taken.update(dict.fromkeys(range(candidate.start, candidate.end), candidate))
    return sorted(set(taken.values()), key=lambda c: c.start)


def overlaps(known: list[Candidate]) -> Callable[[Candidate], list[Candidate]]:
    """What gives the known names that touch a candidate, in order of the text."""
    ordered = sorted(known, key=lambda k: k.start)
    starts = [k.start for k in ordered]
    longest = max((k.end - k.start for k in known), default=0)

    def touching(candidate: Candidate) -> list[Candidate]:
        first = bisect_left(starts, candidate.start - longest)
        last = bisect_left(starts, candidate.end)
        return [k for k in ordered[first:last] if k.end > candidate.start]

    return touching


def outranks_known(text: str, candidate: Candidate, touching: list[Candidate]) -> bool:
    """Whether the model's longer name holds a known one as a part: "House of Commons Library".

    A nationality before a body's own name stays apart ("Iranian" "Revolutionary Guards"), as does
    a body before an office ("UN" "Secretary General").
    """
    inside = [k for k in touching if candidate.start <= k.start and k.end <= candidate.end]
    if not inside or len(inside) < len(touching):
        return False
    if any((k.start, k.end) == (candidate.start, candidate.end) for k in inside):
        return False
    rest = [word for word in beyond(text, candidate, inside) if is_content(word)]
    if not rest:
        return is_place_of_parts(text, candidate)
    words = text[candidate.start : candidate.end].split()
    if candidate.label == "PERSON":
        return True
    if len(words) == 2 and inside[0].label == "NORP" and words[-1] in name_words.PLACE_HEADS:
        return False
    first = min(inside, key=lambda k: k.start)
    told_apart = first.label == "ORG" and first.start == candidate.start
    return words[-1] in name_words.ORG_HEADS or not (
        told_apart and name_patterns.is_office_next(text, candidate.end)
    )


def is_content(word: str) -> bool:
    """Whether a word beside a known name can make it another name: not "the", not "President"."""
    return word[:1].isupper() and name_cleaning.is_name(word + "x")


def is_place_of_parts(text: str, candidate: Candidate) -> bool:
    """Whether known words make one place together: "Western Australia"."""
    words = text[candidate.start : candidate.end]
    return candidate.label == "PLACE" and " " in words and gazetteer.is_place_name(words)


def beyond(text: str, candidate: Candidate, inside: list[Candidate]) -> list[str]:
    """The words of a candidate that are in none of the known names inside it."""
    words, position = [], candidate.start
    for k in sorted(inside, key=lambda k: k.start):
        words += text[position : k.start].split()
        position = max(position, k.end)
    words += text[position : candidate.end].split()
    return [word for word in words if word != "'s"]


def as_names(doc, text: str, candidates: list[Candidate]) -> list[Name]:
    """The candidates with the tokens that they touch."""
    # An array makes no object for each token, as token.idx does.
    starts = doc.to_array("IDX").tolist()
    return [
        Name(
            bisect_right(starts, c.start) - 1,
            bisect_right(starts, c.end - 1),
            c.start,
            c.end,
            text[c.start : c.end],
            c.label,
            c.rule,
            c.confidence,
        )
        for c in candidates
        if c.label in LABELS
    ]
