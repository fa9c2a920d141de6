"""Check spans and dates that come from outside against the text they point into."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from .refusals import Refused

ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def verified(text: str, start_char: int, end_char: int, words: str) -> str:
    """The words at a span, which must be those that the sender saw.

    `words` may carry CRLF line ends, as forms send them, and is compared in NFC, as texts are
    stored. Raises Refused.
    """
    if not 0 <= start_char < end_char <= len(text):
        raise Refused(
            f"The span {start_char}–{end_char} does not lie in the text, "
            f"which has {len(text):,} characters. Select the words again.",
            "end_char",
        )
    there = text[start_char:end_char]
    if as_stored(words) != there:
        raise Refused(
            f"The words at {start_char}–{end_char} are “{there[:80]}”, "
            f"not “{words[:80]}”. Select the words again.",
            "words",
        )
    return there


def as_stored(words: str) -> str:
    """Words from a form in the form in which article texts are stored."""
    return unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n"))


def checked_date(value: str) -> str:
    """An ISO date as full as it is known: a year, a month or a day. Raises Refused."""
    if not ISO_DATE.fullmatch(value):
        raise Refused("Write the date as 2023-10-24, 2023-10 or 2023.", "value")
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError as error:
        raise Refused(f"There is no {value} in the calendar: correct the date.", "value") from error
    return value


def fingerprint(roles: Iterable[tuple[str, int | None, int | None]]) -> str:
    """A digest of role spans, (slot, start_char, end_char) each, in whatever order."""
    listed = ";".join(f"{slot}:{start}:{end}" for slot, start, end in sorted(roles, key=str))
    return hashlib.sha1(listed.encode(), usedforsecurity=False).hexdigest()
