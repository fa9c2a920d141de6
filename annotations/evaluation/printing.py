"""The result of an evaluation as text of at most 100 columns."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator

WIDTH = 100
# What a layer's headline asks, in a few words.
MEANINGS = {
    "names": "exact span and label",
    "people": "with the fullest name",
    "countries": "with the right country",
    "places": "right id or within 161 km",
    "attributions": "content and source",
    "proposals": "cue or content found",
    "proposers": "with the right name, of all",
    "responses": "stance, responder, proposal",
    "answers": "to proposals told elsewhere",
    "codes": "PLOVER type among ours",
}
# One of a layer, as an error names it.
THINGS = {
    "names": "name",
    "people": "person",
    "countries": "country of a place",
    "places": "place",
    "attributions": "attribution",
    "proposals": "proposal",
    "proposers": "proposer",
    "responses": "response",
    "answers": "answer",
    "codes": "sentence",
}
INDENT = {"headline": 0, "variant": 2, "label": 2, "role": 4}
COLUMNS = ("precision", "recall", "F1", "right", "predicted", "gold")
_ROW = "{:<44}{:>10}{:>8}{:>8}{:>8}{:>11}{:>8}"
_BIN = "{:<37}{:>12}{:>13}{:>11}{:>8}{:>8}"


def result(told: dict) -> Iterator[str]:
    """The figures of each file and of all together, then whatever else was asked for."""
    made_by = told["predictions"] or f"pipeline {told['pipeline']}"
    for part in told["files"]:
        yield from (f"{part['file']}: articles {part['articles']}, {made_by}", "")
        yield from (*summary(part), "")
    if told["files"][1:]:
        yield from (f"All together: articles {told['together']['articles']}", "")
        yield from (*summary(told["together"]), "")
    if told["together"]["calibration"]:
        yield from calibration(told["together"])
    if "rules" in told:
        yield from ("", *rules(told["rules"]))
    if "worst" in told:
        yield from ("", *worst(told["worst"]))
    if "errors" in told:
        yield from errors(told["errors"])


def summary(told: dict) -> Iterator[str]:
    """The table of figures, a block a layer."""
    yield _ROW.format("", *COLUMNS)
    for name, layer in told["layers"].items():
        yield from ("", *_layer(name, layer["figures"]))


def calibration(told: dict) -> Iterator[str]:
    """For each layer: of the predictions of a confidence, how many are right."""
    yield "Confidence: how many of the predictions made with it are right"
    yield _BIN.format("", "confidence", "on average", "predicted", "right", "share")
    for name, layer in told["calibration"].items():
        yield ""
        for b in layer["bins"]:
            yield _bin(name, f"{b['low']:.1f}–{b['high']:.1f}", b)
            name = ""
        yield f"  mean distance between confidence and share: {layer['gap']:.3f}"


def rules(told: dict) -> Iterator[str]:
    """For each layer: what each rule gave and how much of it is right."""
    yield "Rules: what each gave, and how much of it is right"
    yield _BIN.format("", "", "confidence", "predicted", "right", "share")
    for name, layer in told.items():
        yield ""
        for rule, b in layer.items():
            yield _bin(f"{name}: {rule}", "", b)


def worst(told: Iterable[dict]) -> Iterator[str]:
    """The articles with the most errors, and in what."""
    yield "Worst articles, by what is missed, invented or does not count"
    for article in told:
        counts = ", ".join(f"{name} {n}" for name, n in article["errors"].items() if n)
        yield _cut(f"{sum(article['errors'].values()):5}  {article['article']}  {article['title']}")
        yield from _wrapped(counts, "       ")


def errors(told: list[dict]) -> Iterator[str]:
    """Every error with its sentence, an article at a time, «» around what it is about."""
    article = None
    for error in told:
        if error["article"] != article:
            article = error["article"]
            yield from ("", _cut(f"== {article}  {error['title']}".rstrip()))
        yield from ("", *_error(error))
    yield from ("", *_counts(told))


def _layer(name, rows):
    for row in rows:
        label = INDENT[row["group"]] * " " + row["name"]
        if row["group"] == "headline":
            label += f" ({MEANINGS[name]})"
        if row["group"] == "role":
            label += ", of those found"
        shares = [_share(row[key]) for key in ("precision", "recall", "f1")]
        given = "" if row["predicted"] is None else row["predicted"]
        yield _ROW.format(label, *shares, row["right"], given, row["gold"]).rstrip()


def _bin(name, within, b):
    mean, share = f"{b['confidence']:.2f}", f"{b['share']:.2f}"
    return _BIN.format(name, within, mean, b["given"], b["right"], share)


def _share(value):
    return "" if value is None else f"{value:.3f}"


def _counts(told):
    """How many errors of each kind each layer has."""
    counts = Counter((error["layer"], _kind(error)) for error in told)
    parts = (
        f"{layer}: "
        + ", ".join(f"{n} {kind}" for (of, kind), n in sorted(counts.items()) if of == layer)
        for layer in dict.fromkeys(error["layer"] for error in told)
    )
    return _wrapped("Errors. " + "; ".join(parts) if told else "No errors.", "")


def _kind(error):
    return "right but for a slot" if error["counts"] else error["verdict"]


def _error(error):
    sides = [side for side in (error["gold"], error["predicted"]) if side]
    labels = list(dict.fromkeys(side["label"] for side in sides if side["label"]))
    rule = f"   (rule {error['rule']})" if error["rule"] else ""
    yield _cut(f"{_said(error)}: {', not '.join(labels)}{rule}")
    words = {side["text"] for side in sides}
    if len(words) > 1 and error["layer"] != "codes":
        yield from _both("", *(side["text"] for side in sides))
    for role in error["roles"]:
        if not {role["gold"], role["predicted"]} - {None} <= {*labels, *words}:
            yield from _role(role, error["verdict"])
    yield from _wrapped(_marked(error), "    | ")


def _said(error):
    thing, wrong = THINGS[error["layer"]], ", ".join(error["wrong"])
    if error["counts"]:
        return f"{thing} right but for {wrong}"
    return f"{thing} with wrong {wrong}" if wrong else f"{error['verdict']} {thing}"


def _role(role, verdict):
    """What both sides say of a role that is wrong; of a record on one side, what it says."""
    if verdict != "wrong":
        yield from _slot(role["name"], "", role["gold"] or role["predicted"])
    elif not role["right"]:
        yield from _both(role["name"], role["gold"], role["predicted"])


def _both(name, gold, predicted):
    yield from _slot(name, "gold", gold)
    yield from _slot("", "predicted", predicted)


def _slot(name, side, words):
    return _wrapped(words or "–", f"    {name:<17}{side:<10} ", " " * 32)


def _marked(error):
    """The sentence with «» around what the gold, or else the prediction, has there."""
    sentence, anchor = error["sentence"], error["gold"] or error["predicted"]
    if anchor["text"] == sentence["text"]:
        return anchor["text"]
    start = anchor["start_char"] - sentence["start_char"]
    end = anchor["end_char"] - sentence["start_char"]
    words = sentence["text"]
    return f"{words[:start]}«{words[start:end]}»{words[end:]}"


def _wrapped(words, first, rest=None):
    return textwrap.wrap(
        words, WIDTH, initial_indent=first, subsequent_indent=first if rest is None else rest
    )


def _cut(line):
    return line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"
