"""How well the pipeline reads the corpus: floors below which a change has broken something.

Of `articles.jsonl`, the sample articles, the floors stand a little under what was measured when
they were set; raise them as reading improves. In `sure.jsonl` no case leaves room for doubt.
"""

from pathlib import Path

import pytest

from annotations.evaluation import evaluate, gold, pooled, printing, telling
from annotations.evaluation.figures import figures
from annotations.pipeline import extract

SURE = ("names", "people", "countries", "proposals", "proposers", "responses")


def judged(file):
    """The judged articles of a file of the corpus."""
    with Path(__file__).with_name(file).open("rb") as rows:
        made, faults = gold.read(rows)
    assert faults == []
    articles = [article for _, article in made]
    return evaluate(articles, extract(article.source for article in articles))


@pytest.fixture(scope="module")
def samples():
    return judged("articles.jsonl")


@pytest.fixture(scope="module")
def sure():
    return judged("sure.jsonl")


def figure(articles, layer, name):
    return {row.name: row for row in figures(layer, pooled(articles)[layer])}[name]


def errors(articles, layer):
    """All errors of a layer, as text."""
    return "\n".join(printing.errors(telling.errors(articles, [layer])))


def lost(articles, layer):
    """What of a layer is missed, invented or wrong so that it does not count; as text."""
    told = [error for error in telling.errors(articles, [layer]) if not error["counts"]]
    return "\n".join(printing.errors(told)) if told else ""


@pytest.mark.parametrize(
    ("layer", "name", "precision", "recall"),
    [
        ("names", "names", 0.95, 0.94),
        ("names", "NORP", 0.9, 0.94),
        ("attributions", "attributions", 0.7, 0.85),
        ("proposals", "proposals", 0.9, 0.9),
        ("proposals", "content", 0.9, 0.9),
        ("responses", "responses", 0.75, 0.65),
    ],
)
def test_it_finds_most_of_the_samples_and_invents_little(samples, layer, name, precision, recall):
    found = figure(samples, layer, name)
    assert found.precision >= precision, lost(samples, layer)
    assert found.recall >= recall, lost(samples, layer)


@pytest.mark.parametrize(
    ("layer", "share"), [("people", 1), ("countries", 0.9), ("proposers", 0.95)]
)
def test_it_knows_whom_and_what_the_samples_name(samples, layer, share):
    assert figure(samples, layer, layer).recall >= share, lost(samples, layer)


@pytest.mark.parametrize("layer", SURE)
def test_it_reads_what_is_sure_without_an_error(sure, layer):
    assert lost(sure, layer) == ""


@pytest.mark.parametrize(
    "role", ["act", "proposer's words", "proposer's name", "content", "addressee", "when"]
)
def test_it_fills_the_slots_of_sure_proposals_as_they_are(sure, role):
    found = figure(sure, "proposals", role)
    assert found.right == found.wanted == found.given, errors(sure, "proposals")


def test_it_misses_no_sure_attribution(sure):
    assert figure(sure, "attributions", "attributions").recall == 1, lost(sure, "attributions")
    assert figure(sure, "attributions", "attributions").precision >= 0.85
