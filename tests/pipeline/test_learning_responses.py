"""What gold teaches about the signs that a reaction answers a proposal."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from annotations.evaluation import weighing
from annotations.evaluation.weighing import Pair, Reading
from annotations.pipeline.responses import evidence

CORPUS = Path(__file__).parent.parent / "corpus" / "articles.jsonl"
EXPECTED = {"always": -1.0, "near": 1.0, "unseen": 2.0}


def reading(*reactions, wanted=1):
    """Reactions as (signs, rightly answered response or "") pairs."""
    made = tuple(
        tuple(
            Pair(dict.fromkeys(signs, 1.0), frozenset(filter(None, [right]))) for signs, right in r
        )
        for r in reactions
    )
    return Reading(made, wanted)


def test_a_sign_of_the_right_ones_gains_and_one_of_the_wrong_ones_loses():
    articles = [reading([(["near", "noun"], "r1"), (["near", "vague"], "")]) for _ in range(200)]
    worth = weighing.fit(articles, EXPECTED)
    assert worth["noun"] > 1 > -1 > worth["vague"]


def test_what_gold_never_shows_stays_as_expected():
    worth = weighing.fit([reading([(["near"], "r1")])] * 5, EXPECTED)
    assert worth["unseen"] == pytest.approx(2.0)


def test_a_reaction_counts_for_the_proposal_with_the_best_odds():
    worth = {"always": 0.0, "noun": 2.0, "vague": 1.0}
    article = reading([(["vague"], ""), (["noun"], "r1")])
    assert weighing.count([article], worth) == (1, 0, 0)


def test_a_response_found_twice_is_invented_once():
    article = reading([(["noun"], "r1")], [(["noun"], "r1")], wanted=2)
    assert weighing.count([article], {"always": 0.0, "noun": 2.0}) == (1, 1, 1)


def test_reactions_without_the_odds_are_not_told():
    article = reading([(["vague"], "r1")])
    assert weighing.count([article], {"always": -5.0}) == (0, 0, 1)


def test_every_weight_shipped_has_its_expectation():
    assert evidence.weights("expected").keys() == evidence.weights().keys()
    assert evidence.weights()["always"] < 0 < evidence.weights()["told inside"]


def test_the_command_learns_the_same_from_the_same_gold(tmp_path, capsys):
    first, second = tmp_path / "first.tsv", tmp_path / "second.tsv"
    for path in (first, second):
        call_command("train_responses", CORPUS, output=path)
    assert first.read_text() == second.read_text()
    assert "always\t" in first.read_text()
    assert "learnt, cross-validated: P " in capsys.readouterr().out


def test_a_broken_line_of_gold_is_named(tmp_path):
    broken = tmp_path / "gold.jsonl"
    broken.write_text('{"id": "a"}\n')
    with pytest.raises(CommandError, match="line 1"):
        call_command("train_responses", broken, output=tmp_path / "weights.tsv")
