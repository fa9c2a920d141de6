"""Add judgements up: how many were wanted, given and right, in all, by label and by role."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .gold import ACTS, STANCES
from .judgements import Judgement
from .names import HEADLINE_LABELS, OUR_TYPES

# Layers that ask about each thing of the gold and count no inventions: their figure is a share.
SHARES = ("people", "countries", "proposers", "codes")
# Labels and roles in the order in which they are shown.
LABELS = {
    "names": (*HEADLINE_LABELS, "NORP", "EVENT"),
    "attributions": ("direct", "mixed", "indirect"),
    "proposals": ACTS,
    "responses": STANCES,
    "answers": STANCES,
    "codes": OUR_TYPES,
}
ROLES = {
    "attributions": ("source", "source's name", "cue", "kind"),
    "proposals": (
        *("act", "proposer's words", "proposer's name", "content", "addressee", "when", "where"),
        "told again",
    ),
    "responses": ("stance", "responder", "responder's name", "proposal", "object", "condition"),
    "answers": ("stance", "responder", "responder's name", "object", "condition"),
}
# Confidence is shown in this many bins.
BINS = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of a kind the gold wants, how many were given (None where not asked), and right.

    `group` is "" for a layer's headline, else variant, label or role.
    """

    name: str
    right: int
    wanted: int
    given: int | None = None
    group: str = ""

    @property
    def precision(self) -> float | None:
        """The share of what is given that is right; None where nothing is given."""
        return self.right / self.given if self.given else None

    @property
    def recall(self) -> float | None:
        """The share of what is wanted that is right; None where nothing is wanted."""
        return self.right / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        both = self.wanted + (self.given or 0)
        return 2 * self.right / both if both and self.given is not None else None

    @property
    def value(self) -> float | None:
        """The one figure that stands for all: F1, or the share where inventions do not count."""
        return self.recall if self.given is None else self.f1


@dataclass(frozen=True, slots=True)
class Bin:
    """Some predictions: how many, how many right, their confidence from `low` to `high`."""

    low: float
    high: float
    confidence: float  # on average
    given: int
    right: int

    @property
    def share(self) -> float:
        return self.right / self.given


def figures(layer: str, judged: Sequence[Judgement]) -> list[Figure]:
    """The headline figure of a layer, then its variants, its labels and its roles."""
    head = _headline(layer, judged)
    variants = [_VARIANTS[layer](head, judged)] if layer in _VARIANTS else []
    return [head, *variants, *_of_labels(layer, judged), *_of_roles(layer, judged)]


def calibration(judged: Iterable[Judgement]) -> list[Bin]:
    """Of the predictions of each confidence, how many are right; those without it are left out."""
    bins = {}
    for judgement in judged:
        if judgement.given is not None and judgement.confidence is not None:
            # Confidences have few decimals; 0.7 must not fall below 0.7 by the way it is stored.
            place = min(int(judgement.confidence * BINS + 1e-9), BINS - 1)
            bins.setdefault(place, []).append(judgement)
    return [_bin(bins[place], place / BINS, (place + 1) / BINS) for place in sorted(bins)]


def gap(bins: Sequence[Bin]) -> float:
    """The mean distance between confidence and the share that is right, over all predictions.

    Called the expected calibration error elsewhere.
    """
    distances = sum(b.given * abs(b.share - b.confidence) for b in bins)
    return distances / sum(b.given for b in bins)


def by_rule(judged: Iterable[Judgement]) -> dict[str, Bin]:
    """What each rule gave and how much of it is right, by the rule's name; most first."""
    made = {}
    for judgement in judged:
        if judgement.given is not None and judgement.confidence is not None:
            made.setdefault(judgement.rule, []).append(judgement)
    ordered = sorted(made, key=lambda rule: (-len(made[rule]), rule))
    return {rule: _bin(made[rule]) for rule in ordered}


def _headline(layer, judged):
    counted = HEADLINE_LABELS if layer == "names" else None
    wanted = [j for j in judged if j.wanted and (not counted or j.label in counted)]
    given = [j for j in judged if j.given and (not counted or j.given_label in counted)]
    right = sum(j.right for j in wanted)
    return Figure(layer, right, len(wanted), None if layer in SHARES else len(given))


def _content_alone(head, judged):
    return Figure("content alone", sum(j.found for j in judged), head.wanted, head.given, "variant")


def _cue_and_stance(head, judged):
    right = sum(j.found and j.label == j.given_label for j in judged)
    return Figure("cue and stance alone", right, head.wanted, head.given, "variant")


def _of_the_linked(head, judged):
    return Figure("of those linked", head.right, sum(j.found for j in judged), group="variant")


def _of_the_coded(head, judged):
    return Figure("of those coded", head.right, sum(j.found for j in judged), group="variant")


_VARIANTS = {
    "attributions": _content_alone,
    "responses": _cue_and_stance,
    "answers": _cue_and_stance,
    "places": _of_the_linked,
    "countries": _of_the_linked,
    "codes": _of_the_coded,
}


def _of_labels(layer, judged):
    """A figure for each label that the gold has; right only where both sides have it."""
    labels = LABELS.get(layer, ())
    if not any(j.label in labels for j in judged):
        return []
    rows = [
        Figure(
            label,
            sum(j.right and j.label == j.given_label == label for j in judged),
            sum(j.wanted is not None and j.label == label for j in judged),
            sum(j.given is not None and j.given_label == label for j in judged),
            "label",
        )
        for label in labels
    ]
    return [row for row in rows if row.wanted or row.given]


def _of_roles(layer, judged):
    """A figure for each role that the gold fills, over all that was found."""
    found = {}
    for judgement in judged:
        for role in judgement.roles if judgement.found else ():
            found.setdefault(role.name, []).append(role)
    rows = [
        Figure(
            name,
            sum(role.right for role in found[name]),
            sum(role.wanted is not None for role in found[name]),
            sum(role.given is not None for role in found[name]),
            "role",
        )
        for name in ROLES.get(layer, ())
        if name in found
    ]
    return [row for row in rows if row.wanted]


def _bin(judged, low=None, high=None):
    """A bin of some predictions; without limits, those of their own confidence."""
    told = [judgement.confidence for judgement in judged]
    right = sum(judgement.right for judgement in judged)
    return Bin(
        min(told) if low is None else low,
        max(told) if high is None else high,
        sum(told) / len(told),
        len(told),
        right,
    )
