"""Passages of a document on their way to becoming attributions: where they lie, who said them.

A Page is a document read once: its words in lower case and the quotation each word stands in. An
Ascription is a passage that a rule ascribes to a source, in tokens and code points of that page.
"""

from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from annotations.pipeline.attributions import transcripts
from annotations.pipeline.attributions.transcripts import Turn
from annotations.pipeline.parsing import quotations
from annotations.pipeline.parsing.quotations import Quotation

EDGES = frozenset(
    [",", ";", ":", ".", "!", "?", "-", "–", "—", "--", "...", "…", "(", ")", "and", "but"]
)
ENDS = frozenset([".", "!", "?", "...", "…"])


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation of the page and its tokens: first mark to last, half-open."""

    start: int
    end: int
    marks: Quotation


@dataclass(frozen=True, slots=True)
class Page:
    """A document and what every rule asks for.

    `within` gives the quotation a token is in, `paragraphs` the first token of each paragraph.
    `turns` are those of a transcript, each with the tokens of its label.
    """

    text: str
    tokens: list[Token]
    lowers: list[str]
    quoted: list[Quoted]
    within: dict[int, Quoted]
    paragraphs: list[int]
    turns: list[tuple[Span, Quoted]]


@dataclass(frozen=True, slots=True)
class Ascription:
    """Content from start_char to end_char ascribed to `source` by the words of `cue`."""

    rule: str
    confidence: float
    source: Span | None
    cue: tuple[int, int] | None
    start_char: int
    end_char: int
    quoted: tuple[Quoted, ...] = field(default=())


def read(doc: Doc, text: str | None = None) -> Page:
    """The page of a document: one look at each token.

    `text` is its text where that is at hand: the document puts it together anew at each access.
    """
    tokens = list(doc)
    text = doc.text if text is None else text
    quoted = locate(quotations.find(text), tokens)
    turns = locate_turns(transcripts.find(text), doc)
    within = {i: q for q in quoted for i in range(q.start, q.end)}
    lowers = [token.lower_ for token in tokens]
    paragraphs = [0, *(i + 1 for i, word in enumerate(lowers) if "\n" in word)]
    return Page(text, tokens, lowers, quoted, within, paragraphs, turns)


def locate(found: list[Quotation], tokens: list[Token]) -> list[Quoted]:
    """The tokens of each quotation; a mark glued to a word takes the word along."""
    located = []
    i = 0
    for quotation in found:
        while i < len(tokens) and tokens[i].idx + len(tokens[i]) <= quotation.start_char:
            i += 1
        start = i
        while i < len(tokens) and tokens[i].idx < quotation.end_char:
            i += 1
        if i > start:
            located.append(Quoted(start, i, quotation))
    return located


def locate_turns(found: list[Turn], doc: Doc) -> list[tuple[Span, Quoted]]:
    """The tokens of each turn and its label."""
    located = []
    for turn in found:
        label = doc.char_span(turn.label_start, turn.label_end, alignment_mode="expand")
        said = doc.char_span(turn.start_char, turn.end_char, alignment_mode="expand")
        if label is not None and said is not None and label.end < said.start:
            marks = Quotation(turn.start_char, turn.end_char)
            located.append((label, Quoted(said.start, said.end, marks)))
    return located


def trim(page: Page, start: int, end: int) -> tuple[int, int]:
    """A token range without spaces, commas, stops and bare conjunctions at its edges."""
    while start < end and (page.lowers[start] in EDGES or page.tokens[start].is_space):
        start += 1
    while end > start and (page.lowers[end - 1] in EDGES or page.tokens[end - 1].is_space):
        if page.lowers[end - 1] == ")" and "(" in page.lowers[start : end - 1]:
            break
        end -= 1
    return start, end


def settle(page: Page, cue: int, start: int, end: int) -> tuple[int, int] | None:
    """The offsets of a content that rules found in tokens, fitted to the quotations around it.

    A content ends with its paragraph. What a quoted cue reports stays inside that quotation;
    elsewhere a quotation that the content enters belongs to it as a whole. None if nothing is left.
    """
    start, end = clip_to_paragraph(page, start, end)
    around = page.within.get(cue)
    if around is not None:
        start, end = max(start, around.start + 1), min(end, around.end - 1)
        return offsets(page, *trim(page, start, end))
    start, end = trim(page, start, end)
    if start >= end:
        return None
    first, last = page.within.get(start), page.within.get(end - 1)
    start = min(start, first.start) if first else start
    end = max(end, last.end) if last else end
    return offsets(page, start, end)


def clip_to_paragraph(page: Page, start: int, end: int) -> tuple[int, int]:
    """The token range cut at the first paragraph break in it."""
    while start < end and page.tokens[start].is_space:
        start += 1
    blank = next((i for i in range(start, end) if "\n\n" in page.lowers[i]), end)
    return start, blank


def offsets(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """The code points of a token range, the marks of a quotation as the text pairs them."""
    if start >= end:
        return None
    first, last = page.within.get(start), page.within.get(end - 1)
    start_char = page.tokens[start].idx
    end_char = page.tokens[end - 1].idx + len(page.tokens[end - 1])
    if first and first.start == start:
        start_char = first.marks.start_char
    if last and last.end == end:
        end_char = last.marks.end_char
    return start_char, end_char


def paragraph_start(page: Page, i: int) -> int:
    """The first token of the paragraph that holds a token."""
    return page.paragraphs[bisect_right(page.paragraphs, i) - 1]
