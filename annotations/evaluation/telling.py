"""The result of an evaluation as plain data, for JSON and for the text that is printed."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from annotations.quoting import sentence_at

from . import JudgedArticle, pooled
from .figures import Figure, by_rule, calibration, figures, gap
from .judgements import Judgement

# Layers whose predictions carry a confidence in what is judged there.
WITH_CONFIDENCE = ("names", "attributions", "proposals", "responses", "answers")


def summary(judged: Sequence[JudgedArticle]) -> dict:
    """The figures of each layer, and how far confidence can be trusted."""
    layers = pooled(judged)
    bins = {name: calibration(layers.get(name, ())) for name in WITH_CONFIDENCE}
    return {
        "articles": len(judged),
        "layers": {name: _layer(name, judgements) for name, judgements in layers.items()},
        "calibration": {
            name: {"gap": gap(found), "bins": [_bin(b) for b in found]}
            for name, found in bins.items()
            if found
        },
    }


def rules(judged: Sequence[JudgedArticle]) -> dict:
    """For each layer, what each rule gave and how much of it is right."""
    layers = pooled(judged)
    made = {name: by_rule(layers.get(name, ())) for name in WITH_CONFIDENCE}
    return {
        name: {rule: _bin(b) for rule, b in found.items()} for name, found in made.items() if found
    }


def errors(judged: Iterable[JudgedArticle], layers: Iterable[str]) -> list[dict]:
    """Everything of these layers that is missed, invented or wrong, in the order of the texts."""
    return [
        _error(article, layer, judgement)
        for article in judged
        for layer in layers
        for judgement in sorted(article.layers.get(layer, ()), key=_place)
        if judgement.verdict != "right"
    ]


def worst(judged: Iterable[JudgedArticle], count: int) -> list[dict]:
    """The articles with the most that is missed, invented or does not count, the worst first."""
    ranked = sorted(judged, key=lambda article: -article.slips())[:count]
    return [
        {
            "article": article.gold.id,
            "title": article.gold.source.title,
            "errors": {name: article.slips([name]) for name in article.layers},
        }
        for article in ranked
        if article.slips()
    ]


def _layer(name, judged):
    rows = figures(name, judged)
    return {"value": rows[0].value, "figures": [_figure(row) for row in rows]}


def _figure(figure: Figure) -> dict:
    return {
        "name": figure.name,
        "group": figure.group or "headline",
        "precision": figure.precision,
        "recall": figure.recall,
        "f1": figure.f1,
        "right": figure.right,
        "predicted": figure.given,
        "gold": figure.wanted,
    }


def _bin(b):
    return asdict(b) | {"share": b.share}


def _place(judgement: Judgement):
    anchor = judgement.wanted or judgement.given
    return anchor.start_char, anchor.end_char


def _error(article: JudgedArticle, layer: str, judgement: Judgement) -> dict:
    text = article.gold.source.text
    start, end = _place(judgement)
    low, high = sentence_at(text, start, end)
    return {
        "article": article.gold.id,
        "title": article.gold.source.title,
        "layer": layer,
        "verdict": judgement.verdict,
        "counts": judgement.right,
        "wrong": [role.name for role in judgement.faults],
        "gold": _side(judgement.wanted, judgement.label, text),
        "predicted": _side(judgement.given, judgement.given_label, text),
        "roles": [
            {"name": r.name, "gold": r.wanted, "predicted": r.given, "right": r.right}
            for r in judgement.roles
        ],
        "rule": judgement.rule or None,
        "confidence": judgement.confidence,
        "sentence": {"start_char": low, "end_char": high, "text": text[low:high]},
    }


def _side(anchor, label, text):
    if anchor is None:
        return None
    start, end = anchor.start_char, anchor.end_char
    return {"label": label, "start_char": start, "end_char": end, "text": text[start:end]}
