"""Plain political news: what only looks like a proposal, and the wordings that stand beside it."""

import pytest

from annotations.pipeline import Source, extract

QUIET = [
    # What is offered in words only, or sold every day.
    "World leaders offered their condolences to the families of the miners.",
    "The airline offered little explanation for the cancelled flights.",
    "The study offers a bleak view of the prisons.",
    "The bank offers loans to small farmers at low rates.",
    # What a task takes.
    "The strategy demands a lot of money and time.",
    "The schedule calls for three matches on Sunday.",
    # Sought of nobody.
    "Police are seeking two men in connection with the robbery.",
    "The governor is seeking a second term.",
    "Her bid for the presidency failed.",
    # Called names, or called for a day.
    "The mayor called the protest a disgrace.",
    "The prime minister called an early election for June.",
    "Fans urged their team on to a late victory.",
    # Makes and texts of no plan.
    "The studio released a new version of the film.",
    "The company unveiled a new model at the motor show.",
    "Her five-year plan was a failure.",
    # Buying and ringing up.
    "Consumer demand for cars fell.",
    "Demand for gold weakened in the third quarter.",
    "The company won an order for 40 planes.",
    "A phone call from the minister woke him.",
    # Vows to persist, one's own business.
    "The minister vowed to press ahead with the reforms.",
    "The army vowed to hunt down the killers.",
    "The team is ready to play.",
    # Forecasts, guesses and rules in force.
    "The economy should grow by 3 percent this year, the bank said.",
    "The results should be known by Friday, the commission said.",
    '"It must be a mistake," his wife said.',
    "Under the rules, a party must win 5 percent of the vote to enter parliament, officials said.",
    "The Senate passed a bill that requires companies to disclose their emissions.",
]


@pytest.mark.parametrize("text", QUIET)
def test_what_only_looks_like_a_proposal_is_none(text):
    (extraction,) = extract([Source(text)])
    assert [(p.act, p.cue.text) for p in extraction.proposals] == []


TOLD = [
    (
        "Opposition leader Karin Holm moved a motion of no confidence in the government.",
        ("propose", "Opposition leader Karin Holm", "a motion of no confidence in the government"),
    ),
    (
        "Ruling-party lawmakers filed a bill that would ban foreign donations.",
        ("propose", "Ruling-party lawmakers", "a bill that would ban foreign donations"),
    ),
    (
        "The panel suggested a limit on political donations.",
        ("propose", "The panel", "a limit on political donations"),
    ),
    (
        "The finance minister's budget would cut spending on universities.",
        ("propose", "The finance minister", "would cut spending on universities"),
    ),
    (
        "Australia's suggestion of a new court found few friends.",
        ("propose", "Australia", "a new court"),
    ),
    (
        "The union presented a list of 12 demands.",
        ("propose", "The union", "a list of 12 demands"),
    ),
    (
        "President Odera nominated her to the court.",
        ("propose", "President Odera", "her"),
    ),
    (
        "The governor imposed a curfew and ordered schools to close.",
        ("demand", "The governor", "to close"),
    ),
    (
        "The unions gave the minister a week to raise wages.",
        ("demand", "The unions", "to raise wages"),
    ),
    (
        "Lawmakers said the decision broke the law and asked the court to overturn it.",
        ("request", "Lawmakers", "to overturn it"),
    ),
    (
        "The council is ready for talks with the strikers.",
        ("offer", "The council", "talks with the strikers"),
    ),
    (
        "The charity called Tuesday for a ban on landmines.",
        ("urge", "The charity", "a ban on landmines"),
    ),
    (
        "The students handed the rector a list of demands.",
        ("propose", "The students", "a list of demands"),
    ),
    # Beside what is quiet: the same words with something to be done.
    (
        "The airline offered refunds to all passengers.",
        ("offer", "The airline", "refunds"),
    ),
    (
        "The opposition is seeking a recount.",
        ("request", "The opposition", "a recount"),
    ),
    (
        "Paris published a new version of the draft.",
        ("propose", "Paris", "a new version of the draft"),
    ),
    (
        "The opposition's demand for a recount was turned down.",
        ("demand", "The opposition", "a recount"),
    ),
    (
        "Taxes should fall, the opposition said.",
        ("urge", "the opposition", "fall"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_what_stands_beside_them_is_told(text, expected):
    (extraction,) = extract([Source(text)])
    told = [(p.act, p.proposer.text, p.content.text) for p in extraction.proposals]
    assert expected in told
