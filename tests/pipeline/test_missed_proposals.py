"""Proposals in less usual words, and words that only look like one."""

from datetime import date

import pytest

from annotations.pipeline import Source, extract


def proposals(text):
    (extraction,) = extract([Source(text, published=date(2023, 10, 27))])
    return extraction.proposals


@pytest.mark.parametrize(
    ("text", "act", "cue", "proposer", "content"),
    [
        (
            "He suggested to France's partners that they build a coalition against the groups.",
            "propose",
            "suggested",
            "He",
            "that they build a coalition against the groups",
        ),
        (
            "Instead the minister suggested an exchange on Iranian soil.",
            "propose",
            "suggested",
            "the minister",
            "an exchange on Iranian soil",
        ),
        (
            "The settlement that Annan had put to the two communities did not enter into force.",
            "propose",
            "put",
            "Annan",
            "The settlement",
        ),
        (
            "Macron said that France was ready for the coalition to fight Hamas too.",
            "offer",
            "ready",
            "France",
            "for the coalition to fight Hamas too",
        ),
        (
            "Beijing said it was ready for the two sides to resume talks in Geneva.",
            "offer",
            "ready",
            "it",
            "for the two sides to resume talks in Geneva",
        ),
        (
            '"A chance has been missed," it said, and promised to look for ways of helping.',
            "offer",
            "promised",
            "it",
            "to look for ways of helping",
        ),
        (
            "He accused him of having ignored earlier demands of the United Nations for a "
            "ceasefire.",
            "demand",
            "demands",
            "the United Nations",
            "a ceasefire",
        ),
        (
            "Most of the countries called on Sunday for the integrity of Ukraine to be the basis "
            "of any peace.",
            "urge",
            "called",
            "Most of the countries",
            "the integrity of Ukraine to be the basis of any peace",
        ),
    ],
)
def test_it_is_seen(text, act, cue, proposer, content):
    (proposal,) = proposals(text)
    assert (proposal.act, proposal.cue.text) == (act, cue)
    assert (proposal.proposer.text, proposal.content.text) == (proposer, content)


@pytest.mark.parametrize(
    "text",
    [
        "US officials, who asked not to be named, said that Washington was aware of it.",
        "Western governments suspect it of seeking a nuclear weapon.",
        "Hill replied that no delegation was prepared to offer one.",
        "A former senator had campaigned for a no.",
        "The envoy declined to say whether his government was ready to give up the uranium.",
        "He would stop at once if Ukraine withdrew and gave up its plan to join the alliance.",
    ],
)
def test_it_is_none(text):
    assert proposals(text) == ()


def test_a_day_is_no_addressee():
    (proposal,) = proposals("India called on Friday for restraint on both sides.")
    assert proposal.addressees == ()
    assert proposal.when.date == "2023-10-27"


def test_partners_are_the_addressees_of_a_suggestion():
    (proposal,) = proposals("He suggested to the Gulf states that they send observers.")
    assert [a.text for a in proposal.addressees] == ["the Gulf states"]


def test_the_time_and_place_of_the_act_are_not_its_content():
    (proposal,) = proposals(
        "Macron promoted his plan for an international coalition against Hamas in Cairo on "
        "Wednesday."
    )
    assert proposal.content.text == "his plan for an international coalition against Hamas"
    assert (proposal.when.date, proposal.where.text) == ("2023-10-25", "Cairo")


def test_him_is_not_who_urges():
    (proposal,) = proposals(
        "Emmanuel Macron travelled to Ramallah, where Palestinian President Mahmoud Abbas urged "
        "him to stop the war."
    )
    assert proposal.proposer.name == "Mahmoud Abbas"
    assert [a.name for a in proposal.addressees] == ["Emmanuel Macron"]


def test_a_plan_and_what_it_holds_are_one_proposal():
    first, second = proposals(
        "Libyan rebels rejected a peace plan that the African Union had put forward. The African "
        "Union proposes an immediate ceasefire."
    )
    assert second.same_as == first.id


def test_the_idea_is_what_was_told_before():
    first, second = proposals(
        "Macron promoted his plan for a coalition against Hamas. He had put the idea forward a "
        "day earlier."
    )
    assert second.same_as == first.id


def test_a_draft_is_not_an_appeal_told_again():
    first, *_, last = proposals(
        "Annan presented a plan to reunite Cyprus. He urged the leaders to seize the chance. Annan "
        "had given the parties a draft on Monday."
    )
    assert last.cue.text == "draft"
    assert last.same_as == first.id


def test_a_day_between_an_object_and_its_clause_is_that_of_the_act():
    (proposal,) = proposals(
        "Egypt put forward a draft agreement on Wednesday under which Iran would send its uranium "
        "abroad."
    )
    assert proposal.when.date == "2023-10-25"
