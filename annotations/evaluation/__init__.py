"""How well the pipeline reads: its records beside those of people, judged and counted.

`gold` and `predictions` read both sides, `names` and `statements` judge them an article at a time,
`figures` adds up; `printing` and `telling` show the result as text and as JSON. Free of Django.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from annotations.pipeline.records import Extraction

from .gold import GoldArticle
from .judgements import Judgement
from .names import judge_codes, judge_countries, judge_names, judge_people, judge_places
from .statements import (
    judge_answers,
    judge_attributions,
    judge_proposals,
    judge_proposers,
    judge_responses,
)

__all__ = ["LAYERS", "JudgedArticle", "evaluate", "layers_of", "pooled"]


@dataclass(frozen=True, slots=True)
class Layer:
    """What is measured: how an article is judged, and whether an article's gold calls for it."""

    judge: Callable[[GoldArticle, Extraction, frozenset[str]], list[Judgement]]
    is_marked: Callable[[GoldArticle], bool]


def _names(article, label, key):
    """The article's marked names of a label whose entity has the key."""
    return [
        m
        for m in article.reading.mentions
        if m.label == label and m.entity and getattr(m.entity, key) not in (None, "")
    ]


LAYERS = {
    "names": Layer(judge_names, lambda a: not a.marked.isdisjoint({"PERSON", "ORG"})),
    "people": Layer(judge_people, lambda a: bool(_names(a, "PERSON", "name"))),
    "countries": Layer(judge_countries, lambda a: bool(_names(a, "PLACE", "country"))),
    "places": Layer(judge_places, lambda a: bool(_names(a, "PLACE", "latitude"))),
    "attributions": Layer(judge_attributions, lambda a: bool(a.reading.attributions)),
    "proposals": Layer(judge_proposals, lambda a: bool(a.reading.proposals)),
    "proposers": Layer(judge_proposers, lambda a: "proposals.proposer_name" in a.marked),
    "responses": Layer(judge_responses, lambda a: bool(a.answered)),
    "answers": Layer(judge_answers, lambda a: len(a.reading.responses) > len(a.answered)),
    "codes": Layer(judge_codes, lambda a: bool(a.event)),
}


@dataclass(frozen=True, slots=True)
class JudgedArticle:
    """An article with the judgements of each layer."""

    gold: GoldArticle
    layers: dict[str, list[Judgement]]

    def slips(self, layers: Iterable[str] = LAYERS) -> int:
        """How many judgements of some layers went against the prediction."""
        judged = (j for layer in layers for j in self.layers.get(layer, ()))
        return sum(not judgement.right for judgement in judged)


def evaluate(
    articles: Sequence[GoldArticle], readings: Iterable[Extraction]
) -> list[JudgedArticle]:
    """Judge the reading of each article of one gold file by all that the file marks.

    The articles of a file are taken to be annotated alike: an article without places, in a file
    that has some, has none.
    """
    layers = layers_of(articles)
    marked = frozenset().union(*(article.marked for article in articles))
    return [
        JudgedArticle(gold, {name: LAYERS[name].judge(gold, told, marked) for name in layers})
        for gold, told in zip(articles, readings, strict=True)
    ]


def layers_of(articles: Sequence[GoldArticle]) -> list[str]:
    """The layers that some articles of a file call for."""
    return [name for name, layer in LAYERS.items() if any(map(layer.is_marked, articles))]


def pooled(judged: Iterable[JudgedArticle]) -> dict[str, list[Judgement]]:
    """All judgements of each layer, in the order of the layers."""
    articles = list(judged)
    found = {
        name: [j for article in articles for j in article.layers.get(name, ())] for name in LAYERS
    }
    present = {name for article in articles for name in article.layers}
    return {name: judgements for name, judgements in found.items() if name in present}
