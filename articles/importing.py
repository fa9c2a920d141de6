"""Import articles from JSON Lines: an object a line with `text` and, if known, `title`, `date`
(or `published_at`), `outlet`, `url` and `byline`. One bad row never costs another."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.core.exceptions import ValidationError

from . import ingest, text
from .models import Article

_BATCH_ROWS = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of row `number` (from 1): an article, new or known already, or an error."""

    number: int
    article: Article | None = None
    is_new: bool = False
    error: str = ""


def import_lines(lines: Iterable[bytes], outlet: str = "", added_by=None) -> Iterator[Outcome]:
    """Store the article of each line that is not blank; an Outcome a row, in order.

    `outlet` is for rows that name none. Rows are stored some hundred at a time, each batch in one
    transaction.
    """
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    for batch in _batched(numbered, _BATCH_ROWS):
        read = [(number, *_read(line, outlet)) for number, line in batch]
        stored = iter(ingest.store_many([draft for _, draft, _ in read if draft], added_by))
        for number, draft, error in read:
            if draft:
                article, is_new = next(stored)
                yield Outcome(number, article, is_new)
            else:
                yield Outcome(number, error=error)


def _read(line, outlet):
    """The draft of one line, or None, and the error."""
    try:
        row = json.loads(text.decode(line))
        if not isinstance(row, dict):
            raise ValidationError("A row must be a JSON object with a text.")
        return (
            ingest.draft(
                text=row.get("text"),
                title=row.get("title"),
                outlet=row.get("outlet") or outlet,
                published=row.get("published_at") or row.get("date"),
                url=row.get("url"),
                byline=row.get("byline"),
            ),
            "",
        )
    except json.JSONDecodeError as error:
        return None, f"Not JSON: {error.msg} at column {error.colno}."
    except RecursionError:
        return None, "Not JSON that can be read: nested too deeply."
    except ValidationError as error:
        return None, _told(error)


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
