"""Where humans have decided: nothing is suggested again over what they judged or corrected."""

from collections import defaultdict
from typing import NamedTuple

from .models import Layer, Slot

_CUE_LAYERS = (Layer.PROPOSAL, Layer.RESPONSE)


class _Judged(NamedTuple):
    """What was judged, as it is or as it was before a correction; `source` of attributions."""

    label: str
    start_char: int
    end_char: int
    source: tuple[int, int] | None
    annotation: object


class Judgements:
    """The judged annotations of one article, with what their Reviews say they were before."""

    def __init__(self, annotations, befores):
        """`annotations` with their roles loaded; `befores` (annotation id, snapshot) pairs."""
        self._by_layer = defaultdict(list)
        by_id = {annotation.pk: annotation for annotation in annotations}
        for annotation in annotations:
            roles = [
                {"slot": r.slot, "start_char": r.start_char, "end_char": r.end_char}
                for r in annotation.roles.all()
            ]
            self._note(annotation, vars(annotation), roles)
        for annotation_id, before in befores:
            self._note(by_id[annotation_id], before, before["roles"])

    def _note(self, annotation, state, roles):
        judged = _Judged(
            state["label"], state["start_char"], state["end_char"], _source(roles), annotation
        )
        self._by_layer[annotation.layer].append(judged)

    def covering(self, suggestion) -> list:
        """The annotations with which a human has decided what is suggested here."""
        return [
            judged.annotation
            for judged in self._by_layer[suggestion.layer]
            if _overlap(judged, suggestion) > 0 and _same(judged, suggestion)
        ]


def _same(judged, suggestion):
    """What counts as the same: the label of a name, any cue, half the content from one source."""
    if suggestion.layer == Layer.NAME:
        return judged.label == suggestion.label
    if suggestion.layer in _CUE_LAYERS:
        return True
    roles = [
        {"slot": f.slot, "start_char": f.start_char, "end_char": f.end_char}
        for f in suggestion.fillings
    ]
    return _overlap(judged, suggestion) >= 0.5 and _meet(judged.source, _source(roles))


def _overlap(a, b):
    """Intersection over union of two spans."""
    shared = min(a.end_char, b.end_char) - max(a.start_char, b.start_char)
    whole = max(a.end_char, b.end_char) - min(a.start_char, b.start_char)
    return max(shared, 0) / whole


def _source(roles):
    found = [
        (role["start_char"], role["end_char"])
        for role in roles
        if role["slot"] == Slot.SOURCE and role["start_char"] is not None
    ]
    return (min(s for s, _ in found), max(e for _, e in found)) if found else None


def _meet(a, b):
    if a is None or b is None:
        return a is b
    return a[0] < b[1] and b[0] < a[1]
