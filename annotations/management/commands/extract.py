"""Read articles from stdin, write what the pipeline says about them to stdout: JSON lines."""

import json
import sys
from datetime import date
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from annotations import checks
from annotations.pipeline import NO_KNOWLEDGE, Source, extract, pipeline_version, serialise


class Command(BaseCommand):
    help = (
        "Extract names, attributions, proposals and responses. Reads one JSON object a line with "
        "id, text and optionally title and date; writes one a line, in the same order. A line "
        "that cannot be read gives an object with id and error; the exit status is then 1."
    )
    requires_system_checks = (checks.TAG,)

    def add_arguments(self, parser):
        parser.add_argument("--knowledge", metavar="FILE", help="JSON: aliases and never_names")
        parser.add_argument("--batch-size", type=int, default=32, help="texts read at a time")

    def handle(self, *args, knowledge=None, batch_size=32, **options):
        taught = read_knowledge(knowledge) if knowledge else NO_KNOWLEDGE
        broken = 0
        numbered = enumerate(sys.stdin.buffer, start=1)
        while lines := list(islice(numbered, max(batch_size, 1))):
            for number, answer in zip([n for n, _ in lines], answers(lines, taught), strict=True):
                if "error" in answer:
                    broken += 1
                    self.stderr.write(f"line {number}: {answer['error']}")
                self.stdout.write(json.dumps(answer))
            self.stdout.flush()
        if broken:
            raise CommandError(f"{broken} lines could not be read")


def answers(lines, knowledge=NO_KNOWLEDGE):
    """An answer for each (number, line of bytes), in order: an extraction or id and error."""
    rows = [read_line(line) for _, line in lines]
    readable = [row["source"] for row in rows if "source" in row]
    extractions = extract(readable, knowledge, batch_size=len(lines))
    pipeline = pipeline_version()
    for row in rows:
        if "source" in row:
            said = serialise.extraction(next(extractions))
            yield {"id": row["id"], "pipeline": pipeline, **said}
        else:
            yield row


def read_line(line: bytes) -> dict:
    """The row of one line: its id, and either the `source` to read or an `error`."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"id": None, "error": f"not JSON: {error}"}
    if not isinstance(row, dict):
        return {"id": None, "error": "not a JSON object"}
    if error := fault(row.get("text")):
        return {"id": row.get("id"), "error": error}
    title = row.get("title") if isinstance(row.get("title"), str) else ""
    source = Source(row["text"], title, published(row.get("date")))
    return {"id": row.get("id"), "source": source}


def fault(text) -> str | None:
    """What is wrong with a text, or None."""
    limit = settings.NEWSDESK_MAX_ARTICLE_CHARS
    if not isinstance(text, str):
        return "text: not a string"
    if not text.strip():
        return "text: empty"
    if "\0" in text:
        return "text: holds NUL"
    if len(text) > limit:
        return f"text: {len(text)} characters, more than the limit of {limit}"
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        return "text: holds half of a surrogate pair"
    return None


def published(value) -> date | None:
    """The day of an ISO date or time; None for anything less exact ("2016-11") or else."""
    try:
        return date.fromisoformat(value[:10])
    except (TypeError, ValueError):
        return None


def read_knowledge(path):
    """The Knowledge in a JSON file; CommandError says what is wrong with it."""
    try:
        return serialise.knowledge(json.loads(Path(path).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise CommandError(f"--knowledge {path}: {error}") from error
