"""Titles, ranks and offices: what stands before a person's name and is no part of it."""

import re

from annotations.pipeline.names.name_words import LISTS

HONORIFICS = LISTS["honorifics"]
RANKS = LISTS["ranks"]
FEMALE = LISTS["female titles"]
MALE = LISTS["male titles"]
OFFICES = LISTS["offices"]
MODIFIERS = LISTS["office modifiers"]
BEFORE_NAMES = HONORIFICS | RANKS | OFFICES
OF_OFFICE = re.compile(
    r"of (?:state|staff|defen[cs]e|the (?:treasury|interior|exchequer|house|opposition)|"
    r"(?:foreign|home|internal|external) affairs|commerce|labou?r|education|justice|energy|"
    r"health|finance|homeland security|parliament|government)\b",
    re.IGNORECASE,
)


def is_title(word: str) -> bool:
    """Whether a word, with or without its full stop, may stand before a name: "Mr.", "Gen"."""
    plain = word.rstrip(".").lower()
    return plain in BEFORE_NAMES or plain.endswith(("-general", "-elect"))


def is_office(word: str) -> bool:
    """Whether a word names an office: "president", "PM", "Secretary-General"."""
    plain = word.rstrip(".").lower()
    return plain in OFFICES or plain in RANKS or plain.endswith(("-general", "-elect"))


def is_modifier(word: str) -> bool:
    """Whether a word may stand inside the name of an office: "foreign", "then-", "deputy"."""
    return word.rstrip(".").lower() in MODIFIERS


def gender(word: str) -> str | None:
    """ "f" or "m" where a title tells: "Mrs.", "king"; None where it does not."""
    plain = word.rstrip(".").lower()
    if plain in FEMALE:
        return "f"
    return "m" if plain in MALE else None
