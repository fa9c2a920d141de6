"""What has become of a proposal, from its tellings and the answers to it."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.outcome import Answer, TellingFact, derive

MADE = [TellingFact("t", "made")]
numbers = itertools.count()


def answer(stance, *counts_for, key=None):
    return Answer(key or f"{stance} {next(numbers)}", stance, frozenset(counts_for))


def outcome(answers, addressees=("I", "F"), tellings=MADE):
    return derive(tellings, answers, addressees).outcome


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], "open"),
        ([answer("accept", "I"), answer("accept", "F")], "accepted"),
        ([answer("accept", "I", "F")], "accepted"),
        ([answer("accept", "I")], "supported"),
        ([answer("accept", "I"), answer("reject", "F")], "rejected"),
        ([answer("reject", "I")], "rejected"),
        ([answer("reject", "I"), answer("accept", "I"), answer("accept", "F")], "accepted"),
        ([answer("accept", "I"), answer("reject", "I"), answer("accept", "F")], "rejected"),
        ([answer("support", "I"), answer("support", "F")], "supported"),
        ([answer("accept", "I"), answer("oppose", "F")], "contested"),
        ([answer("oppose", "I")], "open"),
        ([answer("noncommittal", "I")], "open"),
        ([answer("reject", "I"), answer("noncommittal", "I")], "open"),
    ],
)
def test_the_addressees_latest_answers_decide(answers, expected):
    assert outcome(answers) == expected


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        (["reject"], "open"),
        (["accept", "accept"], "supported"),
        (["support", "reject"], "contested"),
        (["noncommittal"], "open"),
    ],
)
def test_bystanders_never_decide(stances, expected):
    assert outcome([answer(stance) for stance in stances]) == expected


def test_nothing_is_accepted_where_nobody_was_asked():
    assert outcome([answer("accept")], addressees=()) == "supported"


def test_the_latest_telling_withdraws():
    back = [*MADE, TellingFact("w", "withdrawn")]
    assert outcome([answer("accept", "I", "F")], tellings=back) == "withdrawn"
    again = [*back, TellingFact("r", "restated")]
    assert outcome([answer("accept", "I", "F")], tellings=again) == "accepted"


def test_it_says_what_it_derives_from_and_who_has_not_answered():
    answers = [answer("accept", "I", key="1"), answer("reject", "I", key="2"), answer("support")]
    derivation = derive(MADE, answers, ["I", "F"])
    assert derivation.outcome == "rejected"
    assert derivation.basis == ("2",)
    assert derivation.unanswered == ("F",)


STANCES = st.sampled_from(["accept", "support", "reject", "oppose", "noncommittal"])
ANSWERS = st.lists(
    st.builds(Answer, st.integers(), STANCES, st.frozensets(st.sampled_from("IFR"))), max_size=6
)


@given(ANSWERS, STANCES, st.lists(st.sampled_from("IFR"), unique=True))
def test_a_bystander_neither_brings_nor_takes_acceptance_or_rejection(answers, stance, addressees):
    before = derive(MADE, answers, addressees)
    after = derive(MADE, [*answers, Answer("bystander", stance)], addressees)
    decided = {"accepted", "rejected"}
    assert (before.outcome in decided) == (after.outcome in decided)
    assert "bystander" not in after.basis or after.outcome not in decided
    assert after.unanswered == before.unanswered
