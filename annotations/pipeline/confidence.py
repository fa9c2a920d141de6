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
# What a rule claims that does not know better, until it has been measured.
UNMEASURED = 0.7
# An answer to what the article does not tell is not measured: the gold marks none.
ELSEWHERE = 0.5


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
