"""Learn how far each rule of the pipeline is to be trusted."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from annotations import checks
from annotations.evaluation import evaluate, gold, pooled
from annotations.evaluation.figures import by_rule
from annotations.pipeline import confidence, extract

LAYERS = ("names", "attributions", "proposals")
# So many records at the layer's share are added to those of each rule: what was seen seldom says
# little against the rest.
WEIGHT = 10
# Nothing is certain.
HIGHEST = 0.99
HEAD = """\
# How often each rule was right on gold articles, drawn towards its layer where it was seen seldom.
# Written by `manage.py calibrate`.
# layer\trule\tshare\tseen
"""


class Command(BaseCommand):
    help = (
        "Count on gold files how often each rule of the pipeline is right, and write the shares "
        "that the pipeline then tells as its confidence."
    )
    requires_system_checks = (checks.TAG,)

    def add_arguments(self, parser):
        parser.add_argument("gold", nargs="+", metavar="GOLD.jsonl")
        parser.add_argument(
            "--table", default=confidence.TABLE, metavar="FILE", help="where to write the shares"
        )

    def handle(self, *args, **options):
        judged = [one for path in options["gold"] for one in self.judged(path)]
        rows = [row for layer in LAYERS for row in shares(layer, pooled(judged).get(layer, ()))]
        if not rows:
            raise CommandError("The files hold nothing to measure: see “Measuring extraction”.")
        table = Path(options["table"])
        table.write_text(HEAD + "".join(map(told, rows)), encoding="utf-8")
        self.stdout.write(f"{len(rows)} shares written to {table}.")

    def judged(self, path):
        try:
            with Path(path).open("rb") as lines:
                articles, faults = gold.read(lines)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        if faults:
            number, message = faults[0]
            raise CommandError(f"{path}, line {number}: {message}")
        found = [article for _, article in articles]
        return evaluate(found, extract(article.source for article in found))


def shares(layer, judgements):
    """(layer, rule, share, seen) of each rule of a layer."""
    rules = by_rule(judgements)
    seen = sum(one.given for one in rules.values())
    right = sum(one.right for one in rules.values())
    for rule, one in sorted(rules.items()):
        share = (one.right + WEIGHT * right / seen) / (one.given + WEIGHT)
        yield layer, rule, min(share, HIGHEST), one.given


def told(row):
    layer, rule, share, seen = row
    return f"{layer}\t{rule}\t{share:.2f}\t{seen}\n"
