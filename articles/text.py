"""Normalise what arrives into the one form in which an article's text is stored.

Offsets count Unicode code points of the stored text, so whatever could count differently between
Python, PostgreSQL and a browser is settled here, once: Unicode NFC, LF line ends, no byte order
mark, no NUL and no lone surrogates (PostgreSQL stores neither).
"""

import hashlib
import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError

_HEADLINE_MAX_CHARS = 150
# White space and byte order marks before the text: all of them, so that twice is once.
_BEFORE = re.compile(r"[\s\ufeff]*")


def normalise(raw: str) -> str:
    """The text as it will be stored, free of surrounding blank lines.

    Raises ValidationError for text that is empty, holds a NUL or a lone surrogate, or is longer
    than NEWSDESK_MAX_ARTICLE_CHARS code points.
    """
    if "\x00" in raw:
        raise ValidationError(
            "The text holds a NUL character: it looks like a binary file. Give plain text.",
            code="nul",
        )
    if not _is_storable(raw):
        raise ValidationError(
            "The text holds half of a surrogate pair, which is no character. "
            "Save it as UTF-8 and try again.",
            code="surrogate",
        )
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", text).rstrip()
    text = text[_BEFORE.match(text).end() :]
    if not text:
        raise ValidationError("The text is empty. Paste the article's text.", code="empty")
    if len(text) > settings.NEWSDESK_MAX_ARTICLE_CHARS:
        raise ValidationError(
            f"The text has {len(text):,} characters; "
            f"the limit is {settings.NEWSDESK_MAX_ARTICLE_CHARS:,}. Split it into articles.",
            code="too_long",
        )
    return text


def _is_storable(raw):
    """Whether a text can be written as UTF-8, which a lone surrogate cannot."""
    try:
        raw.encode()
    except UnicodeEncodeError:
        return False
    return True


def decode(raw: bytes) -> str:
    """The text of an uploaded file, which must be UTF-8 (a byte order mark is fine).

    Raises ValidationError that names the first byte that is not UTF-8.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(
            f"The file is not UTF-8 text: byte {error.start + 1:,} cannot be read. "
            "Save it as UTF-8 plain text and try again.",
            code="encoding",
        ) from error


def digest(text: str) -> str:
    """The SHA-256 of a normalised text, in hexadecimal: equal texts have equal digests."""
    return hashlib.sha256(text.encode()).hexdigest()


def headline(text: str) -> str:
    """The first line where it reads like a headline, else an empty string.

    A headline is short, stands alone before more text, and does not end like a sentence.
    """
    first, _, rest = text.partition("\n")
    first = first.strip()
    reads_like_one = len(first) <= _HEADLINE_MAX_CHARS and not first.endswith((".", ":", ";", ","))
    return first if rest.strip() and reads_like_one else ""
