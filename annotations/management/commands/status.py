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
    return json.dumps(told, default=str)


def _as_text(found):
    left = f", about {found.seconds_left / 60:.0f} minutes" if found.seconds_left else ""
    lines = [
        f"pipeline      {found.version}",
        f"waiting       {found.waiting} articles{left}",
        f"being read    {found.reading} by {found.readers} processes",
        f"read          {found.read_lately} in the last hour",
        f"failed        {found.failed}",
        f"uploads       {found.uploads_waiting} files wait",
        f"feeds         {found.feeds} followed, {found.feeds_failing} failing",
    ]
    lines += [f"  article {run.article_id}: {run.error}" for run in found.failures]
    return "\n".join(lines)
