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
INDENT = {"headline": 0, "variant": 2, "label": 2, "role": 4}
COLUMNS = ("precision", "recall", "F1", "right", "predicted", "gold")
_ROW = "{:<44}{:>10}{:>8}{:>8}{:>8}{:>11}{:>8}"


def result(told: dict) -> Iterator[str]:
    """The figures of each file and of all together, then whatever else was asked for."""
    for part in told["files"]:
        yield from (f"{part['file']}: {part['articles']} articles, {told['pipeline']}", "")
        yield from (*summary(part), "")
    if told["files"][1:]:
        yield from (f"All together: {told['together']['articles']} articles", "")
        yield from (*summary(told["together"]), "")
    yield from calibration(told["together"])
    if "worst" in told:
        yield from ("", *worst(told["worst"]))
    if "errors" in told:
        yield from errors(told["errors"])


def summary(told: dict) -> Iterator[str]:
    """The table of figures, a block a layer."""
    yield _ROW.format("", *COLUMNS)
    for name, rows in told["layers"].items():
        yield from ("", *_layer(name, rows))


def calibration(told: dict) -> Iterator[str]:
    """For each layer: of the predictions of a confidence, how many are right."""
    if not any(layer["bins"] for layer in told["calibration"].values()):
        return
    yield "Confidence: of the predictions made with it, how many are right"
    row = "{:<20}{:>12}{:>13}{:>11}{:>8}{:>8}"
    yield row.format("", "confidence", "on average", "predicted", "right", "share")
    for name, layer in told["calibration"].items():
        yield ""
        for number, b in enumerate(layer["bins"]):
            mean, share = f"{b['confidence']:.2f}", f"{b['share']:.2f}"
            within = f"{b['low']:.1f}–{b['high']:.1f}"
            first = name if number == 0 else ""
            yield row.format(first, within, mean, b["given"], b["right"], share)
        yield f"{'':<20}{layer['gap']:>12.3f} mean distance between confidence and share"


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
            yield from ("", _cut(f"== {article}  {error['title']}"))
        yield from ("", *_error(error))
    yield from ("", _counts(told))


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


def _share(value):
    return "" if value is None else f"{value:.3f}"


def _counts(told):
    counts = Counter((error["layer"], error["verdict"]) for error in told)
    layers = dict.fromkeys(error["layer"] for error in told)
    parts = (
        f"{layer}: "
        + ", ".join(f"{n} {verdict}" for (of, verdict), n in counts.items() if of == layer)
        for layer in layers
    )
    return "; ".join(parts) or "No errors."


def _error(error):
    wrong = error["verdict"] == "wrong"
    sides = [side for side in (error["gold"], error["predicted"]) if side]
    what = " / ".join(dict.fromkeys(side["label"] for side in sides if side["label"]))
    said = f"{error['verdict']} {', '.join(error['wrong'])}".strip()
    rule = (
        f"   [{error['rule']} {error['confidence'] or ''}".rstrip() + "]" if error["rule"] else ""
    )
    yield _cut(f"{error['layer'].upper()} {said}: {what}{rule}")
    for side in ("gold", "predicted"):
        if error[side]:
            yield from _slot(side, error[side]["text"])
    for role in error["roles"]:
        if not wrong:
            yield from _slot(f"  {role['name']}", role["gold"] or role["predicted"])
        elif not role["right"]:
            yield from _slot(f"  {role['name']}, gold", role["gold"])
            yield from _slot(f"  {role['name']}, predicted", role["predicted"])
    yield from _wrapped(_marked(error), "    | ")


def _slot(name, words):
    return _wrapped(words or "–", f"    {name:<28} ", " " * 33)


def _marked(error):
    """The sentence with «» around what the gold, or else the prediction, has there."""
    sentence, anchor = error["sentence"], error["gold"] or error["predicted"]
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
