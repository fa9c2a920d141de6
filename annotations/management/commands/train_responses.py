"""Learn the weights by which a response is given to a proposal, and write them to their file."""

import hashlib
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from annotations import checks
from annotations.evaluation import gold, weighing
from annotations.pipeline.parsing import language
from annotations.pipeline.responses import evidence


class Command(BaseCommand):
    help = (
        "Learn from gold (JSON lines, as `evaluate` reads it) what each sign that a reaction "
        "answers a proposal is worth. Prints how well that does on articles it was not learnt "
        "from, then writes annotations/pipeline/data/response_weights.tsv, or FILE. The same gold "
        "gives the same file."
    )
    requires_system_checks = (checks.TAG,)

    def add_arguments(self, parser):
        parser.add_argument("gold", nargs="+", metavar="GOLD.jsonl")
        parser.add_argument("--output", metavar="FILE", default=evidence.WEIGHTS, type=Path)

    def handle(self, *args, output, **options):
        readings = read_all(options["gold"])
        expected = evidence.weights("expected")
        for name, counts in (
            ("expected", weighing.count(readings, expected)),
            ("learnt, cross-validated", weighing.cross_validate(readings, expected)),
        ):
            self.stdout.write(figures(name, *counts))
        evidence.write_weights(output, weighing.fit(readings, expected), expected)
        self.stdout.write(f"written: {output}")


def read_all(paths) -> list[weighing.Reading]:
    """The readings of all articles of gold files, in an order that only their ids decide."""
    articles = []
    for path in paths:
        with Path(path).open("rb") as rows:
            found, faults = gold.read(rows)
        if faults:
            raise CommandError(f"{path}, line {faults[0][0]}: {faults[0][1]}")
        articles += [article for _, article in found]
    articles.sort(key=lambda article: hashlib.sha256(article.id.encode()).hexdigest())
    docs = language.load().pipe(article.source.text for article in articles)
    return [weighing.read(*pair) for pair in zip(docs, articles, strict=True)]


def figures(name: str, right: int, wrong: int, missed: int) -> str:
    """One line: precision, recall, F1 and the counts behind them."""
    precision = right / max(right + wrong, 1)
    recall = right / max(right + missed, 1)
    f1 = 2 * right / max(2 * right + wrong + missed, 1)
    return (
        f"{name}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f} "
        f"(right {right}, wrong {wrong}, missed {missed})"
    )
