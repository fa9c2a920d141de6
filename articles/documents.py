"""Read the article in a file: plain text, a web page, a Word document, a PDF."""

import io
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import PurePath

import docx
import pypdf
from django.core.exceptions import ValidationError

from . import pages, text
from .fetching import Fetched

MAX_PAGES = 300
# A Word document is a ZIP archive: what is in it may be so many times as large as the archive.
_MAX_UNPACKED_BYTES = 100_000_000


def fields_of(raw: bytes, name: str) -> dict[str, str]:
    """Give the fields of the article in a file (see ingest.draft).

    What a file is shows in its first bytes, else in the ending of its name. Raises ValidationError
    for one that cannot be read.
    """
    read = _reader(raw, name)
    return read(raw) if read is pages.fields_of else {"text": read(raw)}


def fields_of_page(page: Fetched) -> dict[str, str]:
    """Give the fields of the article in what was fetched, a web page unless it says otherwise."""
    kind = page.headers.get("content-type", "html")
    name = "page.html" if "html" in kind else page.url
    read = _reader(page.body, name)
    if read is not pages.fields_of:
        return {"text": read(page.body), "url": page.url}
    return pages.fields_of(_decoded(page.body, kind)) | {"url": page.url}


def _decoded(raw: bytes, kind: str) -> bytes:
    """A page in UTF-8: as it came where it is that, else from the charset that its server says.

    As it came, too, where it is neither.
    """
    with suppress(UnicodeDecodeError):
        return raw.decode().encode()
    said = re.search(r"charset=[\s\"']*([\w.:-]+)", kind, re.IGNORECASE)
    name = said.group(1).casefold() if said else ""
    try:
        # What pages call so has been the larger set ever since (WHATWG, Encoding).
        read = raw.decode("windows-1252" if name in ("iso-8859-1", "us-ascii") else name)
    except (LookupError, UnicodeDecodeError):
        return raw
    return read.encode("utf-8", "replace")


def _reader(raw: bytes, name: str) -> Callable:
    start = raw[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    ending = PurePath(name).suffix.lower()
    if b"%PDF-" in raw[:1024]:
        return _of_pdf
    if raw.startswith(b"PK\x03\x04"):
        return _of_word
    if ending in (".html", ".htm", ".xhtml") or re.match(rb"(?i)<!doctype html|<html", start):
        return pages.fields_of
    return text.decode


def _of_word(raw: bytes) -> str:
    """Give the paragraphs of a Word document (.docx), those in tables left out."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MAX_UNPACKED_BYTES:
                raise ValidationError(
                    "The file unpacks to far more than an article. Save its text alone."
                )
        document = docx.Document(io.BytesIO(raw))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as error:
        raise ValidationError(
            "The file is no Word document (.docx) that can be read. Save it anew, or as plain text."
        ) from error
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def _of_pdf(raw: bytes) -> str:
    """Give the text of a PDF, its lines put together to paragraphs."""
    try:
        document = pypdf.PdfReader(io.BytesIO(raw))
        if len(document.pages) > MAX_PAGES:
            raise ValidationError(
                f"The PDF has {len(document.pages)} pages; the limit is {MAX_PAGES}. Split it."
            )
        sheets = [page.extract_text() for page in document.pages]
    except (pypdf.errors.PyPdfError, ValueError, KeyError, OSError, RecursionError) as error:
        raise ValidationError(
            "The PDF cannot be read: it is broken or locked. Paste its text instead."
        ) from error
    words = _paragraphs("\n".join(sheets))
    if not words:
        raise ValidationError("The PDF holds no text, only pictures of it. Paste the text instead.")
    return words


def _has_headline(lines, longest) -> bool:
    """Whether print starts with a short line that is no part of what follows."""
    first, second = [*filter(None, lines), "", ""][:2]
    goes_on = second[:1].islower() or first.endswith((".", ",", ":", ";", "-", "”", '"'))
    return bool(second) and len(first) < 0.8 * longest and not goes_on


def _paragraphs(printed: str) -> str:
    """Join the lines of print: a paragraph ends where a short line ends like a sentence.

    A word parted by a hyphen at the end of its line is one word again.
    """
    lines = [line.strip() for line in printed.strip().splitlines()]
    longest = max(map(len, lines), default=0)
    words = f"{lines.pop(0)}\n\n" if _has_headline(lines, longest) else ""
    for line in lines:
        if not line:
            words = words.rstrip() + "\n\n"
        elif re.search(r"[a-z]-$", words) and line[:1].islower():
            words = words[:-1] + line
        else:
            words += ("" if words.endswith("\n") or not words else " ") + line
        if line.endswith((".", "”", '"', "!", "?")) and len(line) < 0.8 * longest:
            words += "\n\n"
    return re.sub(r"\n{2,}", "\n\n", words).strip()
