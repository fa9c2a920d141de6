"""JSON lines: one object each, and what is wrong with those that are none."""

import json
from collections.abc import Callable, Iterable

# What reading a record of the wrong shape raises.
MALFORMED = (ValueError, TypeError, AttributeError, KeyError, RecursionError)


def read(rows: Iterable[bytes], make: Callable[[dict], object]) -> tuple[list, list]:
    """What `make` makes of each row, as (line number, made), and (line number, fault) of others.

    Blank lines are passed over.
    """
    made, faults = [], []
    for number, row in enumerate(rows, start=1):
        if not row.strip():
            continue
        try:
            made.append((number, make(_object(row))))
        except MALFORMED as error:
            faults.append((number, f"no {error}" if isinstance(error, KeyError) else str(error)))
    return made, faults


def text_of(row: dict) -> str:
    """The text of a row. Raises ValueError where it has none that can be read."""
    text = row.get("text")
    if not isinstance(text, str):
        raise ValueError("text: not a string")
    if not text.strip():
        raise ValueError("text: empty")
    return text


def _object(row):
    try:
        told = json.loads(row)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(told, dict):
        raise ValueError("not a JSON object")
    return told
