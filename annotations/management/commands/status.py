import json
from dataclasses import fields

from django.core.management.base import BaseCommand

from annotations import status


class Command(BaseCommand):
    help = "Tell how the background work stands: what waits, what is read, what failed and why."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="as one JSON object")

    def handle(self, **options):
        found = status.now()
        self.stdout.write(_as_json(found) if options["json"] else _as_text(found))


def _as_json(found):
    told = {field.name: getattr(found, field.name) for field in fields(found)}
    told["failures"] = [
        {"article": run.article_id, "error": run.error, "attempts": run.attempts}
        for run in found.failures
    ]
    told["recurring"] = [
        {
            "name": one.name,
            "last": one.ended_at,
            "next": one.next_at,
            "told": one.told,
            "error": one.error,
            "failures": one.failures,
        }
        for one in found.recurring
    ]
    return json.dumps(told, default=str)


def _as_text(found):
    left = f", about {found.seconds_left / 60:.0f} min" if found.seconds_left else ""
    lines = [
        f"pipeline      {found.version}",
        f"waiting       {found.waiting} articles{left}",
        f"being read    {found.reading} by {found.readers} processes",
        f"read          {found.read_lately} in the last hour",
        f"failed        {found.failed}",
        f"uploads       {found.uploads_waiting} files wait, {found.uploads_set_aside} set aside",
        f"feeds         {found.feeds} followed, {found.feeds_failing} failing",
    ]
    lines += [f"recurring     {recurrence(one)}" for one in found.recurring]
    if not found.recurs:
        lines += ["recurring     nobody does it: start manage.py recurring --forever"]
    lines += [
        f"article {run.article_id} failed after {run.attempts} tries: {run.error}"
        for run in found.failures
    ]
    return "\n".join(lines)


def recurrence(one):
    """How the last turn of recurring work went."""
    last = f"{one.ended_at:%Y-%m-%d %H:%M}" if one.ended_at else "never"
    failed = f"failed {one.failures} times: {one.error}" if one.error else one.told
    return f"{one.name}, last {last}: {failed}"
