"""How sure the pipeline may be of what it says: as often as its rule was right on the open gold.

`data/confidence.tsv` holds what `manage.py calibrate` learnt, a share for each rule of a layer. A
rule that was never seen keeps the confidence that it claims for itself; so do responses, whose
probability is learnt with the signs that they rest on (evidence.py).
"""

from dataclasses import replace
from functools import cache
from pathlib import Path

from annotations.pipeline.records import Extraction

TABLE = Path(__file__).parent / "data" / "confidence.tsv"


def settle(said: Extraction) -> Extraction:
    """Give the names, attributions and proposals of an article what their rules have earned."""
    return replace(
        said,
        mentions=tuple(_settled("names", one) for one in said.mentions),
        attributions=tuple(_settled("attributions", one) for one in said.attributions),
        proposals=tuple(_settled("proposals", one) for one in said.proposals),
    )


@cache
def _learnt() -> dict[tuple[str, str], float]:
    """The learnt shares by layer and rule."""
    rows = TABLE.read_text(encoding="utf-8").splitlines()
    cells = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {(layer, rule): float(share) for layer, rule, share, *_ in cells}


def _settled(layer: str, one):
    share = _learnt().get((layer, one.rule), one.confidence)
    return one if share == one.confidence else replace(one, confidence=share)


PROPOSALS = {
    "bidding": 0.75,
    "deadline": 0.8,
    "duty": 0.9,
    "let": 0.75,
    "modal": 0.9,
    "need": 0.9,
    "needed": 0.85,
    "noun-author": 0.75,
    "noun-bearer": 0.8,
    "noun-maker": 0.85,
    "noun-nationality": 0.9,
    "noun-possessor": 0.85,
    "noun-told": 0.75,
    "provided": 0.75,
    "time": 0.8,
    "undertaking": 0.75,
    "unless": 0.75,
    "verb-bidding": 0.8,
    "verb-for": 0.95,
    "verb-for-to": 0.9,
    "verb-ing": 0.85,
    "verb-obj": 0.9,
    "verb-obj-prep": 0.8,
    "verb-obj-to": 0.95,
    "verb-on": 0.95,
    "verb-on-ing": 0.8,
    "verb-quote": 0.8,
    "verb-that": 0.95,
    "verb-to": 0.9,
    "verb-what": 0.8,
    "vital": 0.8,
    "willing": 0.7,
}
RESPONSES = {
    "alone": 0.6,
    "answer": 0.65,
    "drawing": 0.65,
    "infinitive": 0.5,
    "manner": 0.65,
    "mood": 0.6,
    "noting": 0.65,
    "object": 0.6,
    "owned": 0.6,
    "preposition": 0.6,
    "silence": 0.6,
    "verdict": 0.6,
    "voicing": 0.6,
    "word": 0.65,
}
# An answer to what the article does not tell was not measured: the gold marks none.
ELSEWHERE = 0.5
