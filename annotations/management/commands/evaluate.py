"""Measure the pipeline on gold files: figures, errors, confidence."""

import json
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from annotations import checks
from annotations.evaluation import LAYERS, evaluate, gold, predictions, printing, telling
from annotations.pipeline import extract, pipeline_version

from .extract import fault


class Command(BaseCommand):
    help = (
        "Measure how well articles annotated by hand (JSON lines, see the README) are read. "
        "Prints the figures of each file, and of all together where there are several. "
        "A line that cannot be used is reported and left out; the exit status is then 1."
    )
    requires_system_checks = (checks.TAG,)

    def add_arguments(self, parser):
        parser.add_argument("gold", nargs="+", metavar="GOLD.jsonl")
        parser.add_argument(
            "--predictions",
            metavar="FILE",
            help="what `extract` printed for the gold's articles; without it they are read anew",
        )
        parser.add_argument(
            "--errors",
            metavar="LAYER",
            action="append",
            choices=[*LAYERS, "all"],
            help=f"print every error of a layer ({', '.join(LAYERS)}, or all); may be repeated",
        )
        parser.add_argument(
            "--rules",
            action="store_true",
            help="print how often each rule of the pipeline is right",
        )
        parser.add_argument("--worst", type=int, metavar="N", help="name the N worst articles")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead")

    def handle(self, *args, **options):
        self.faults = 0
        told = self.predictions(options["predictions"]) if options["predictions"] else None
        judged = {path: self.judged(path, told) for path in dict.fromkeys(options["gold"])}
        judged = {path: articles for path, articles in judged.items() if articles}
        if judged:
            found = result(judged, options)
            if options["json"]:
                self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            else:
                self.stdout.write("\n".join(printing.result(found)))
        if self.faults:
            raise CommandError(f"{self.faults} lines or files could not be used")

    def judged(self, path, told):
        """The judged articles of a gold file, read by the pipeline or as told."""
        articles = list(self.articles(path))
        if told is None:
            sources = (article.source for _, article in articles)
            readings = tqdm(
                extract(sources), path, len(articles), leave=False, file=self.stderr, disable=None
            )
            return evaluate([article for _, article in articles], readings)
        pairs = list(self.pairs(path, articles, told))
        return evaluate([article for article, _ in pairs], [reading for _, reading in pairs])

    def articles(self, path):
        """The usable articles of a gold file, with their line numbers."""
        for number, article in self.rows(path, gold.read):
            if error := fault(article.source.text):
                self.report(path, number, error)
            else:
                yield number, article

    def predictions(self, path):
        """What was said of each article, by its id."""
        told = {}
        for _, (id_, extraction) in self.rows(path, predictions.read):
            told.setdefault(id_, []).append(extraction)
        return told

    def pairs(self, path, articles, told):
        """Each article with what was said of it: the first of an id with the first of that id."""
        seen = Counter()
        for number, article in articles:
            readings = told.get(article.id, [])[seen[article.id] :]
            seen[article.id] += 1
            if not readings:
                self.report(path, number, f"no prediction for article {article.id}")
            elif error := predictions.misfit(readings[0], article.source.text):
                self.report(path, number, error)
            else:
                yield article, readings[0]

    def rows(self, path, read):
        """What `read` makes of the lines of a file, after reporting those it cannot read."""
        try:
            with Path(path).open("rb") as rows:
                made, faults = read(rows)
        except OSError as error:
            self.report(path, None, error.strerror)
            return []
        for number, message in faults:
            self.report(path, number, message)
        return made

    def report(self, path, number, message):
        self.faults += 1
        line = "" if number is None else f", line {number}"
        self.stderr.write(f"{path}{line}: {message}")


def result(judged, options):
    """All that was asked for, as plain data."""
    everything = [article for articles in judged.values() for article in articles]
    found = {
        "pipeline": None if options["predictions"] else pipeline_version(),
        "predictions": options["predictions"],
        "files": [{"file": path, **telling.summary(found)} for path, found in judged.items()],
        "together": telling.summary(everything),
    }
    if options["rules"]:
        found["rules"] = telling.rules(everything)
    if options["worst"]:
        found["worst"] = telling.worst(everything, options["worst"])
    if options["errors"]:
        asked = LAYERS if "all" in options["errors"] else dict.fromkeys(options["errors"])
        found["errors"] = telling.errors(everything, asked)
    return found
