"""Who speaks where a text gives its speakers as labels: "THE PRESIDENT: Good morning."

Over plain text, a line at a time. A text is a transcript where it has several labels in capitals,
or one label more than once; "Source: Reuters" or "Note: ..." make none.
"""

import re
from collections import Counter
from dataclasses import dataclass

# Up to six words with a capital, then what they are in brackets, then a colon.
NAME = r"[A-Z][\w.'’\-]*(?:,? (?:of |the |de |van |von )?[A-Z][\w.'’\-]*){0,5}"
LABEL = re.compile(rf"^[ \t]*({NAME})(?: \([^()\n]{{1,60}}\))?:[ \t]+(?=\S)", re.MULTILINE)
BLANK = re.compile(r"\n[ \t]*\n")
# So many labels in capitals make a transcript.
ENOUGH = 2
NOTES = frozenset(
    ["breaking", "contact", "copyright", "correction", "image", "location", "note", "opinion"]
    + ["photo", "photos", "picture", "read", "related", "source", "sources", "subject", "tel"]
    + ["update", "updated", "video", "watch"]
)


@dataclass(frozen=True, slots=True)
class Turn:
    """The label of a speaker and his words up to the next label, as code points of the text."""

    label_start: int
    label_end: int
    start_char: int
    end_char: int


def find(text: str) -> list[Turn]:
    """The turns of a transcript, in order; none where the text is no transcript.

    >>> [(t.label_start, t.start_char, t.end_char) for t in find("MR. LI: Yes.\\n\\nMS. WU: No.")]
    [(0, 8, 12), (14, 22, 25)]
    """
    labels = [m for m in LABEL.finditer(text) if m[1].split()[0].lower() not in NOTES]
    said = Counter(m[1] for m in labels)
    capitals = sum(m[1].isupper() and len(m[1]) > 1 for m in labels)
    if capitals >= ENOUGH:
        labels = [m for m in labels if m[1].isupper()]
    elif len(said) < 2 or max(said.values()) < 2:
        return []
    ends = [m.start() for m in labels[1:]] + [len(text)]
    return [turn(text, m, end) for m, end in zip(labels, ends, strict=True)]


def turn(text: str, label: re.Match, end: int) -> Turn:
    """The turn that a label opens; the last one ends with its paragraph, for what follows it."""
    if end == len(text):
        blank = BLANK.search(text, label.end())
        end = blank.start() if blank else end
    end = label.end() + len(text[label.end() : end].rstrip())
    return Turn(label.start(1), label.end(1), label.end(), end)
