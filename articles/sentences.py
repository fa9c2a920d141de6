"""Where sentences end, by punctuation alone: good enough to quote, and to compare, a text."""

import re
from collections.abc import Iterator

# The end of a sentence, its closing marks and the space before the next sentence's first letter.
_BREAK = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s+["'“‘«(\[]*[^\W_a-zß-öø-ÿ])|(?=\n)""")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Rev|Hon|St|Jr|Sr|Gen|Lt|Col|Maj|Capt|Sgt|Cmdr|Adm|Sen|Rep|Gov|"
    r"Amb|No|Nos|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$"
)


def breaks(text: str, low: int, high: int) -> Iterator[int]:
    """Where sentences end between two places of the text, in order; a line's end ends one too."""
    for found in _BREAK.finditer(text, low, min(len(text), high + 60)):
        if found.end() > high:
            return
        if not _is_abbreviation(text, found):
            yield found.end()


def _is_abbreviation(text, found):
    stop = found.start() + 1
    return found.group() == "." and bool(_ABBREVIATION.search(text[max(0, stop - 8) : stop]))
