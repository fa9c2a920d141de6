"""Where the quotations of a text begin and end: pairing of quotation marks, over plain text.

Works a paragraph at a time, so that one missing mark never costs more than its own paragraph. Reads
straight, curly, German and guillemet marks, doubled single marks, and single marks told apart from
apostrophes.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import chain, pairwise

# Each opening mark with the marks that may close it; a straight mark closes itself.
CLOSERS = {
    "“": '”“"',
    "„": '“”"',
    "‟": '”"',
    "«": "»",
    "»": "«",
    '"': '"”',
    "``": "''",
    "''": "''",
}
SINGLE_CLOSERS = {"‘": "’'", "‚": "‘’", "'": "'’", "‹": "›"}
PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")
DOUBLE_MARK = re.compile(r"``|''|[“”„‟«»\"]")
SINGLE_MARK = re.compile(r"[‘’‚'‹›]")
OPENS_BEFORE = frozenset(" \t\n\u00a0([{—–-/:")
CLOSES_AFTER = frozenset(" \t\n\u00a0)]},;:.!?—–-/…")
INDENT = 20
# Beyond so many apostrophes a single mark has no partner.
NESTED_MARKS = 40
SPOKEN_END = frozenset(",.!?…;—–-")
TERMINAL = frozenset(".!?…")
# A closing mark straight before another one is a nested quotation's: '..."', "...'".
MARKS = frozenset("“”„‟«»\"‘’‚'‹›")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage in quotation marks, marks included; `closed` is False where the text forgot to."""

    start_char: int
    end_char: int
    closed: bool = True


def find(text: str) -> list[Quotation]:
    """The outermost quotations of the text, in order, disjoint, each with at least one character.

    >>> text = 'He said "no" and "never".'
    >>> [text[q.start_char : q.end_char] for q in find(text)]
    ['"no"', '"never"']
    """
    doubles = join_paragraphs(text, find_doubles(text))
    singles = find_singles(text, doubles) if SINGLE_MARK.search(text) else []
    return outermost(doubles + singles)


def find_doubles(text: str) -> list[Quotation]:
    """Quotations in double marks, each within its paragraph.

    >>> [q.closed for q in find_doubles('"One.\\n\\n"Two," he said.')]
    [False, True]
    """
    if not DOUBLE_MARK.search(text):
        return []
    return [
        quotation
        for paragraph in PARAGRAPH.finditer(text)
        for quotation in pair_marks(text, paragraph.start(), paragraph.end())
    ]


def pair_marks(text: str, start: int, end: int) -> list[Quotation]:
    """Pair the double marks between two offsets of one paragraph.

    >>> pair_marks('a 5" gun', 0, 8)
    []
    """
    found = []
    opened = None
    for match in DOUBLE_MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if opened is not None and begins_line(text, at) and mark in CLOSERS:
            continue
        if opened is not None and closes(text, text[opened], mark, match):
            found.append(Quotation(opened, match.end()))
            opened = None
        elif may_open(text, mark, at, match.end(), start, end):
            opened = at
    if opened is not None and is_left_open(text, opened, end):
        found.append(Quotation(opened, len(text[:end].rstrip()), closed=False))
    return [quotation for quotation in found if has_words(text, quotation)]


def closes(text: str, opener: str, mark: str, match: re.Match) -> bool:
    """Whether this mark ends the quotation that `opener` began.

    A straight mark that can only open ('. "And') starts a new quotation: the old one was stray.
    """
    closers = CLOSERS.get(opener) or CLOSERS["''" if opener == "'" else "``"]
    if mark not in closers:
        return False
    return not opens_only(text, match.start(), match.end())


def begins_line(text: str, at: int) -> bool:
    """Whether a mark opens a line: inside a quotation it says that the quotation goes on."""
    return text[max(at - INDENT, 0) : at].rstrip(" \t")[-1:] == "\n"


def may_open(text: str, mark: str, at: int, after: int, start: int, end: int) -> bool:
    """Whether a mark met outside any quotation begins one (a closing mark without opener does not).

    >>> may_open('no," he', '"', 3, 4, 0, 7)
    False
    """
    if mark not in CLOSERS:
        return False
    if mark in ("“", "„", "«"):
        return True
    before = text[at - 1] if at > start else " "
    following = text[after] if after < end else " "
    return before in OPENS_BEFORE or (mark != "»" and following not in CLOSES_AFTER)


def opens_only(text: str, at: int, after: int) -> bool:
    """Whether the mark has the shape of an opening one: space before it, a word after it.

    >>> opens_only('said. "And', 6, 7), opens_only('said." And', 5, 6)
    (True, False)
    """
    if text[at:after] in ("”", "»"):
        return False
    before = at == 0 or text[at - 1].isspace() or text[at - 1] in "([{"
    return before and after < len(text) and (text[after].isalnum() or text[after] in "‘'[($€£")


def is_left_open(text: str, opened: int, end: int) -> bool:
    """Whether an unclosed mark began a quotation up to the paragraph's end, rather than astray.

    Only where it opens a sentence and the paragraph ends like one.
    """
    before = text[:opened].rstrip()[-1:] if text[opened - 1 : opened] != "\n" else ""
    return before in ("", ":", ",", *TERMINAL) and text[:end].rstrip()[-1:] in TERMINAL


def has_words(text: str, quotation: Quotation) -> bool:
    return any(c.isalnum() for c in text[quotation.start_char : quotation.end_char])


def join_paragraphs(text: str, quotations: list[Quotation]) -> list[Quotation]:
    """One quotation of paragraphs that each open with a mark where the former was not closed.

    >>> text = '"One.\\n\\n"Two," he said.'
    >>> [text[q.start_char : q.end_char] for q in join_paragraphs(text, find_doubles(text))]
    ['"One.\\n\\n"Two,"']
    """
    joined: list[Quotation] = []
    for quotation in quotations:
        last = joined[-1] if joined else None
        if last and not last.closed and not text[last.end_char : quotation.start_char].strip():
            joined[-1] = Quotation(last.start_char, quotation.end_char, quotation.closed)
        else:
            joined.append(quotation)
    return joined


def find_singles(text: str, doubles: list[Quotation]) -> list[Quotation]:
    """Quotations in single marks outside the double ones; apostrophes are not marks.

    >>> text = "'The ministers' plan is bad,' he said, 'and it's late.'"
    >>> [text[q.start_char : q.end_char] for q in find_singles(text, [])]
    ["'The ministers' plan is bad,'", "'and it's late.'"]
    """
    starts = [quotation.start_char for quotation in doubles]

    def is_inside(at: int) -> bool:
        i = bisect_right(starts, at) - 1
        return i >= 0 and at < doubles[i].end_char

    found = []
    for paragraph in PARAGRAPH.finditer(text):
        marks = [
            match.start()
            for match in SINGLE_MARK.finditer(text, *paragraph.span())
            if not is_inside(match.start())
        ]
        if marks:
            found += pair_singles(text, marks)
    return [quotation for quotation in found if has_words(text, quotation)]


def pair_singles(text: str, marks: list[int]) -> list[Quotation]:
    """Pair a paragraph's single marks: an opening shape with the likeliest closing one after it."""
    found = []
    position = 0
    while position < len(marks):
        closing = closing_single(text, marks, position)
        if closing is None:
            position += 1
        else:
            found.append(Quotation(marks[position], marks[closing] + 1))
            position = closing + 1
    return found


def opens_single(text: str, at: int) -> bool:
    """A single mark after a space and before a word, unless it stands for letters or a century.

    >>> opens_single("the '90s", 4), opens_single("said 'no'", 5)
    (False, True)
    """
    if text[at] not in SINGLE_CLOSERS:
        return False
    before = at == 0 or text[at - 1] in OPENS_BEFORE
    following = text[at + 1 : at + 2]
    if text[at + 1 : at + 3] in ("n'", "n’"):
        return False
    return before and (following.isalpha() or following in tuple('[($€£“"'))


def closing_single(text: str, marks: list[int], opening: int) -> int | None:
    """Which of the marks ends the quotation that one opens; None if that one opens none.

    The first that may, but after a plural's s the next one if that follows punctuation.

    >>> closing_single("'the leaders' plan is bad,' he", [0, 12, 26], 0)
    2
    """
    if not opens_single(text, marks[opening]):
        return None
    closers = SINGLE_CLOSERS[text[marks[opening]]]
    reach = range(opening + 1, min(len(marks), opening + 1 + NESTED_MARKS))
    able = (i for i in reach if text[marks[i]] in closers and closes_single(text, marks[i]))
    for i, following in pairwise(chain(able, [None])):
        plural = text[marks[i] - 1] == "s" and text[marks[i] + 1 : marks[i] + 2] == " "
        if not plural or following is None or text[marks[following] - 1] not in SPOKEN_END:
            return i
    return None


def closes_single(text: str, at: int) -> bool:
    following = text[at + 1 : at + 2]
    return not text[at - 1].isspace() and (
        not following or following in CLOSES_AFTER or following in MARKS
    )


def outermost(quotations: list[Quotation]) -> list[Quotation]:
    """In order, without those that lie inside or across another."""
    kept: list[Quotation] = []
    for quotation in sorted(quotations, key=lambda q: (q.start_char, -q.end_char)):
        if not kept or quotation.start_char >= kept[-1].end_char:
            kept.append(quotation)
    return kept
