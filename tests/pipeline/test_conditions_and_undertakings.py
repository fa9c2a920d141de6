"""Conditions, undertakings and orders in the wordings of news, and what only looks like them."""

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
            "Moe said the aid is dependent on Chad ending the siege.",
            "demand",
            "dependent on",
            "Moe",
            "Chad ending the siege",
        ),
        (
            "Moe says the stalemate will end only after Chad leaves the valley.",
            "demand",
            "only after",
            "Moe",
            "Chad leaves the valley",
        ),
        (
            "Norway had warned Oslo that it would seek sanctions if the tests were not stopped.",
            "demand",
            "warned",
            "Norway",
            "the tests were not stopped",
        ),
        (
            "Chad has sent doctors to the region and will also provide training for nurses, the "
            "spokeswoman said.",
            "offer",
            "will",
            "Chad",
            "also provide training for nurses",
        ),
        (
            "Moe says his country will do everything possible to help the islands recover.",
            "offer",
            "will",
            "Moe",
            "do everything possible to help the islands recover",
        ),
        (
            "In addition the bank will donate $2 million to the fund.",
            "offer",
            "will",
            "the bank",
            "donate $2 million to the fund",
        ),
        (
            "Moe has ordered new security measures along the border.",
            "demand",
            "ordered",
            "Moe",
            "new security measures along the border",
        ),
        (
            "A judge has ordered four Ghanaians held on charges of piracy.",
            "demand",
            "ordered",
            "A judge",
            "four Ghanaians held on charges of piracy",
        ),
        (
            "Norway and Chad want Mali referred to the court.",
            "urge",
            "want",
            "Norway and Chad",
            "Mali referred to the court",
        ),
        (
            "Moe says he does not want Ida Berg to return to Chad.",
            "urge",
            "want",
            "he",
            "to return to Chad",
        ),
        (
            "Bishop Moe is calling individuals and governments to work together for peace.",
            "urge",
            "calling",
            "Bishop Moe",
            "to work together for peace",
        ),
        (
            "Shops were shut in a strike called by Muslim separatists.",
            "urge",
            "called",
            "Muslim separatists",
            "a strike",
        ),
        (
            "Chad ignored a U.N. Security Council deadline last week to free the crew.",
            "demand",
            "deadline",
            "U.N. Security Council",
            "to free the crew",
        ),
        (
            "The embassy submitted the extradition request on Tuesday.",
            "request",
            "request",
            "The embassy",
            "extradition",
        ),
        (
            "The envoy asked ministers meeting at the bloc's headquarters in Lagos Monday to work "
            "together on reforms.",
            "request",
            "asked",
            "The envoy",
            "to work together on reforms",
        ),
        (
            "Norway's envoy has held out the prospect of closer ties with Chad.",
            "offer",
            "held out",
            "Norway's envoy",
            "the prospect of closer ties with Chad",
        ),
        (
            "Asked how his proposed ban would work, Moe smiled.",
            "propose",
            "proposed",
            "his",
            "ban",
        ),
        (
            "Moe said a vote is the best way to end the dispute.",
            "urge",
            "way",
            "Moe",
            "a vote",
        ),
        (
            "Moe has rejected the proposed gas tax. The Greens put forward the gas tax in May.",
            "propose",
            "proposed",
            "The Greens",
            "gas tax",
        ),
        (
            "Moe said the camp was moved at the bishop's request.",
            "request",
            "request",
            "the bishop",
            "the camp was moved",
        ),
        (
            "Moe said the rebels must honour their pledge to abide by the truce.",
            "offer",
            "pledge",
            "the rebels",
            "to abide by the truce",
        ),
        (
            "Last month the House of Lords passed a measure calling for a fence along the river.",
            "urge",
            "calling for",
            "the House of Lords",
            "a fence along the river",
        ),
        (
            "He urged against drawing hasty conclusions.",
            "urge",
            "urged",
            "He",
            "against drawing hasty conclusions",
        ),
        (
            "The ministry has withdrawn one of the many proposals aimed at limiting visits.",
            "propose",
            "proposals",
            "The ministry",
            "aimed at limiting visits",
        ),
    ],
)
def test_what_is_put_forward(text, act, cue, proposer, content):
    found = [p for p in proposals(text) if p.cue.text == cue]
    assert [(p.act, p.proposer.text, p.content.text) for p in found] == [(act, proposer, content)]


@pytest.mark.parametrize(
    "text",
    [
        "Moe said the economy depends on oil.",
        "Norway said it would join only if the talks began in May.",
        "Moe said that he does not want to leave.",
        "Officials say wanted rebel Ida Berg has escaped capture.",
        "A protest which a group called 'River' has organised is set for May.",
        "Airlines cut flights, citing reduced demand for tickets.",
        "The infected wells raise the possibility of disease.",
    ],
)
def test_what_only_looks_like_it(text):
    assert proposals(text) == ()


def test_the_call_was_made_tells_the_last_one_again():
    first, again = proposals(
        "Chad and Niger have urged Mali to hold a vote. The call was made on Wednesday in Lagos."
    )
    assert (again.same_as, again.proposer.text) == (first.id, "Chad and Niger")


def test_a_call_beside_a_promise_is_told_by_itself():
    texts = [
        p.cue.text
        for p in proposals(
            "Moe promised that the vote will be held, despite a call by Ida Berg for a delay."
        )
    ]
    assert texts == ["promised", "call"]


def test_a_day_still_to_come_is_the_next_one():
    (proposal,) = proposals("Moe will propose a truce on Wednesday.")
    assert (proposal.when.date, proposal.factuality) == ("2023-11-01", "future")
