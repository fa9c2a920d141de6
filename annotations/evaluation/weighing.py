"""Learn from gold what each sign that a reaction answers a proposal is worth.

The worth is drawn towards what was expected by hand, the harder the less gold speaks on a sign.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy

from annotations.pipeline.actors import coreference
from annotations.pipeline.attributions import attribution
from annotations.pipeline.names import names
from annotations.pipeline.proposals import proposals
from annotations.pipeline.records import Knowledge
from annotations.pipeline.responses import evidence, responses

from .gold import GoldArticle
from .matching import align, likeness, meets

# As if each expectation had been seen this often (a Gaussian of variance 1 / FIRMNESS around it).
FIRMNESS = 50.0
ALWAYS = "always"
FOLDS = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """A reaction and a proposal it may answer: the signs, and the gold's responses it then is."""

    signs: dict[str, float]
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """The reactions of an article, each with its pairs, and how many responses the gold has."""

    reactions: tuple[tuple[Pair, ...], ...]
    wanted: int


def read(doc, article: GoldArticle) -> Reading:
    """The pairs of a parsed article, among the proposals that the pipeline finds in it."""
    found = names.find(doc, article.source, Knowledge())
    actors = coreference.resolve(doc, found, article.source, Knowledge())
    attributions = attribution.find(doc, actors)
    actors.hear(attributions)
    told = proposals.find(doc, actors, attributions, published=article.source.published)
    told, weighed = responses.weighed(doc, actors, attributions, told)
    firsts = _firsts(article, told)
    reactions = (
        tuple(
            Pair(signs, _answers(article, reaction, responder, firsts.get(p.same_as or p.id)))
            for p, _, signs in pairs
        )
        for reaction, responder, pairs in weighed
    )
    return Reading(tuple(filter(None, reactions)), len(article.answered))


def _firsts(article: GoldArticle, told) -> dict[str, str]:
    """For each proposal that was rightly found, by id: the id of the gold's first telling."""

    def alike(wanted, given):
        both = wanted.content and given.content
        content = likeness(wanted.content, given.content) if both else 0.0
        return meets(wanted.cue, given.cue) + content

    pairs = align(article.reading.proposals, told, alike, 0.5)
    return {given.id: wanted.same_as or wanted.id for wanted, given in pairs if wanted and given}


def _answers(article: GoldArticle, reaction, responder, first: str | None) -> frozenset[str]:
    """The ids of the gold's responses that this is, if it answers the proposal told `first`."""
    roots = {p.id: p.same_as or p.id for p in article.reading.proposals}
    return frozenset(
        response.id
        for response in article.reading.responses
        if first is not None
        and roots.get(article.answered.get(response.id)) == first
        and response.stance == reaction.stance
        and meets(response.cue, responses.plain(reaction.cue))
        and (not response.responder or meets(response.responder, responder))
    )


def fit(readings: Sequence[Reading], expected: dict[str, float]) -> dict[str, float]:
    """The worth of each sign, in log odds: logistic regression drawn towards what is expected."""
    pairs = [pair for reading in readings for pairs in reading.reactions for pair in pairs]
    signs = [ALWAYS, *sorted({*expected, *(s for p in pairs for s in p.signs)} - {ALWAYS})]
    rows = numpy.array([[{ALWAYS: 1.0, **p.signs}.get(s, 0.0) for s in signs] for p in pairs])
    right = numpy.array([float(bool(p.right)) for p in pairs])
    start = numpy.array([expected.get(sign, 0.0) for sign in signs])
    return dict(zip(signs, _descend(rows, right, start), strict=True))


def _descend(rows, right, start):
    """Newton's method with steps halved until they lead down."""

    def loss(worth):
        odds = rows @ worth
        misfit = numpy.logaddexp(0, odds) - right * odds
        return misfit.sum() + FIRMNESS / 2 * ((worth - start) ** 2).sum()

    worth = start.copy()
    for _ in range(100):
        chance = 1 / (1 + numpy.exp(-numpy.clip(rows @ worth, -30, 30)))
        slope = rows.T @ (chance - right) + FIRMNESS * (worth - start)
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows
        step = numpy.linalg.solve(bend + FIRMNESS * numpy.eye(len(worth)), slope)
        while loss(worth - step) > loss(worth) and abs(step).max() > 1e-6:
            step = step / 2
        worth = worth - step
        if abs(step).max() < 1e-5:
            break
    return worth


def count(readings: Sequence[Reading], worth: dict[str, float]) -> tuple[int, int, int]:
    """How many responses these weights find rightly, invent and miss."""
    right = wrong = wanted = 0
    for reading in readings:
        used: set[str] = set()
        for pairs in reading.reactions:
            odds, best = max(
                ((evidence.log_odds(pair.signs, worth), pair) for pair in pairs),
                key=lambda weighed: weighed[0],
            )
            if odds >= responses.ENOUGH:
                new = sorted(best.right - used)[:1]
                used.update(new)
                wrong += not new
        right += len(used)
        wanted += reading.wanted
    return right, wrong, wanted - right


def cross_validate(readings: Sequence[Reading], expected: dict[str, float]) -> tuple[int, int, int]:
    """The same, each fold of the articles judged by what the others taught."""
    totals = (0, 0, 0)
    for fold in range(FOLDS):
        others = [reading for i, reading in enumerate(readings) if i % FOLDS != fold]
        own = count(readings[fold::FOLDS], fit(others, expected))
        totals = tuple(map(sum, zip(totals, own, strict=True)))
    return totals
