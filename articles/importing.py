"""Import articles from files: JSON Lines and CSV hold one a row, any other file is one article.

A row has `text` and, if known, `title`, `date` (or `published_at`), `outlet`, `url` and `byline`.
One bad row never costs another.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice, takewhile
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from . import ingest, search, text, versions, writing
from .models import Article

_BATCH_ROWS = 500
TABLES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv"}
# What a byte that is not UTF-8 becomes until its row is told about it.
_ESCAPED = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of row `number` (from 1): an article, new or known already, or an error."""

    number: int
    article: Article | None = None
    is_new: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    fields: dict | None
    error: str = ""


@dataclass(frozen=True, slots=True)
class _Drafted:
    number: int
    draft: ingest.Draft | None
    error: str


def import_file(
    stream,
    name: str,
    outlet: str = "",
    added_by=None,
    writers: int = 0,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Outcome]:
    """Store the articles of a file, open for reading bytes; an Outcome a row, in order.

    What a file holds shows in the ending of its name (TABLES), else it is one article. `outlet` is
    for articles that name none. Rows are stored some hundred at a time, each batch in one
    transaction: all in the caller's connection or, with `writers`, in so many at once. What the
    database raises comes after the outcomes of all that it stored. Once `stop` says so, no further
    batch is begun.
    """
    rows = _READERS[TABLES.get(PurePath(name).suffix.lower(), "document")](stream, name)
    batches = takewhile(lambda _: not stop(), _batched(rows, _BATCH_ROWS))
    drafted = ([_drafted(row, outlet) for row in batch] for batch in batches)
    store = partial(_store, added_by=added_by)
    if not writers:
        yield from chain.from_iterable(map(store, drafted))
        return
    gathering = partial(_gathering, store=store)
    yield from chain.from_iterable(writing.at_once(gathering, drafted, _claims, writers))
    search.sort_gathered()


@transaction.atomic
def _gathering(batch, store) -> list[Outcome]:
    search.gather_words()
    return store(batch)


def _store(batch, added_by) -> list[Outcome]:
    drafts = [one.draft for one in batch if one.draft]
    stored = iter(ingest.store_many(drafts, added_by) if drafts else ())
    return [
        Outcome(one.number, *next(stored)) if one.draft else Outcome(one.number, error=one.error)
        for one in batch
    ]


def _claims(batch) -> set[str]:
    """What makes rows concern the same article: such rows are stored in their order."""
    drafts = [one.draft for one in batch if one.draft]
    addresses = {versions.address(draft.url) for draft in drafts}
    return {draft.text for draft in drafts} | addresses - {""}


def _drafted(row, outlet):
    draft, error = _draft(row, outlet)
    return _Drafted(row.number, draft, error)


def _draft(row, outlet):
    """The draft of one row, or None, and the error."""
    if row.error:
        return None, row.error
    fields = row.fields
    try:
        return (
            ingest.draft(
                text=fields.get("text"),
                title=fields.get("title"),
                outlet=fields.get("outlet") or outlet,
                published=fields.get("published_at") or fields.get("date"),
                url=fields.get("url"),
                byline=fields.get("byline"),
            ),
            "",
        )
    except ValidationError as error:
        return None, _told(error)


def _json_rows(lines: Iterable[bytes], _name) -> Iterator[_Row]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _json_row(number, line)


def _json_row(number, line):
    try:
        fields = json.loads(text.decode(line))
    except json.JSONDecodeError as error:
        return _Row(number, None, f"Not JSON: {error.msg} at column {error.colno}.")
    except RecursionError:
        return _Row(number, None, "Not JSON that can be read: nested too deeply.")
    except ValidationError as error:
        return _Row(number, None, _told(error))
    if not isinstance(fields, dict):
        return _Row(number, None, "A row must be a JSON object with a text.")
    return _Row(number, fields)


def _csv_rows(stream, _name) -> Iterator[_Row]:
    """The rows of a table whose first row names the columns; a row's number is its first line's."""
    csv.field_size_limit(4 * settings.NEWSDESK_MAX_ARTICLE_CHARS)
    rows = csv.reader(line.decode("utf-8", "surrogateescape") for line in stream)
    try:
        columns = [name.strip("\ufeff ").casefold() for name in next(rows, [])]
    except csv.Error as error:
        columns, told = [], f" ({error})"
    else:
        told = ""
    if "text" not in columns:
        needed = "The first row must name the columns, one of them “text”"
        yield _Row(1, None, f"{needed}; it names {', '.join(columns)[:200] or 'none'}{told}.")
        return
    while True:
        number = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield _Row(number, None, _told_of_csv(error))
            continue
        if any(cell.strip() for cell in cells):
            yield _csv_row(number, columns, cells)


def _told_of_csv(error):
    if "field limit" in str(error):
        limit = f"{csv.field_size_limit():,} characters"
        return f"A cell has more than {limit}: split it, or close its quotation mark."
    return f"Not CSV that can be read: {error}."


def _csv_row(number, columns, cells):
    if any(_ESCAPED.search(cell) for cell in cells):
        return _Row(number, None, "The row is not UTF-8 text. Save the file as UTF-8.")
    if len(cells) > len(columns):
        told = f"The row has {len(cells)} cells, the first row names {len(columns)}"
        return _Row(number, None, f"{told}: put texts with commas in quotation marks.")
    return _Row(number, dict(zip(columns, cells, strict=False)))


def _document(stream, name) -> Iterator[_Row]:
    from . import documents  # what reads documents takes longer to load than a small table to store

    try:
        found = documents.fields_of(stream.read(), name)
    except ValidationError as error:
        yield _Row(1, None, _told(error))
    else:
        yield _Row(1, {**found, "date": found.get("published")})


_READERS = {"jsonl": _json_rows, "csv": _csv_rows, "document": _document}


def _told(error):
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    keys = {"published_at": "date"}
    return " ".join(
        f"{keys.get(name, name)}: {' '.join(told)}" for name, told in error.message_dict.items()
    )


def _batched(rows, size):
    """Lists of up to `size` rows (itertools.batched is newer than Python 3.11)."""
    while batch := list(islice(rows, size)):
        yield batch
