"""Write what the desk has taught, as `manage.py extract --knowledge` takes it."""

import json

from django.core.management.base import BaseCommand

from annotations import knowledge
from annotations.pipeline import serialise


class Command(BaseCommand):
    help = "Write what the desk has taught to stdout, as `extract --knowledge FILE` takes it."

    def handle(self, *args, **options):
        self.stdout.write(json.dumps(serialise.dumped(knowledge.current()), indent=1))
