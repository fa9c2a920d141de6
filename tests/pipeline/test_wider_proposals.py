"""Proposals in the wider wording of political news: terms, needs, bidding, nouns, persuasion."""

from datetime import date

import pytest

from annotations.pipeline import Source, extract


def proposals(text):
    (extraction,) = extract([Source(text, published=date(2023, 10, 27))])
    return extraction.proposals


def told(text):
    return [
        (p.act, p.cue.text, p.proposer.text, p.content.text, tuple(a.text for a in p.addressees))
        for p in proposals(text)
    ]


PRESSING = [
    (
        "The ambassador pressed Ankara on the release of the detained journalists.",
        ("urge", "pressed", "The ambassador", "the release of the detained journalists", "Ankara"),
    ),
    (
        "Asante cautioned the junta against acting in haste.",
        ("urge", "cautioned", "Asante", "against acting in haste", "the junta"),
    ),
    (
        "The chancellor spoke out in favour of a no-fly zone.",
        ("urge", "spoke", "The chancellor", "a no-fly zone", None),
    ),
    (
        "Paris sought to convince Berlin to share the costs.",
        ("urge", "convince", "Paris", "to share the costs", "Berlin"),
    ),
    (
        "Washington leaned on Kyiv to accept the minerals deal.",
        ("urge", "leaned on", "Washington", "to accept the minerals deal", "Kyiv"),
    ),
    (
        "The farmers want the tax scrapped.",
        ("urge", "want", "The farmers", "the tax scrapped", None),
    ),
    (
        "The king appealed to his people for calm.",
        ("urge", "appealed", "The king", "calm", "his people"),
    ),
    (
        "The resolution, passed in 2006, called for disarmament.",
        ("urge", "called for", "The resolution", "disarmament", None),
    ),
    (
        "Spain has asked the EU for more time to cut its deficit.",
        ("request", "asked", "Spain", "more time to cut its deficit", "the EU"),
    ),
    (
        "Malta looks to Brussels for help with the migrants.",
        ("request", "looks", "Malta", "help with the migrants", "Brussels"),
    ),
    (
        "The archbishop asked gunmen to spare schools.",
        ("request", "asked", "The archbishop", "to spare schools", "gunmen"),
    ),
    (
        "The marchers were pressed by the mayor for patience and for an end to the blockade.",
        (
            "urge",
            "pressed",
            "the mayor",
            "patience and for an end to the blockade",
            "The marchers",
        ),
    ),
]
TERMS = [
    (
        "The bloc gave the junta a week to release the president.",
        ("demand", "gave", "The bloc", "to release the president", "the junta"),
    ),
    (
        "The alliance set a Friday deadline for the withdrawal of all forces.",
        ("demand", "deadline", "The alliance", "the withdrawal of all forces", None),
    ),
    (
        "Accra says it will not sign the pact unless Lagos opens its books.",
        ("demand", "unless", "Accra", "Lagos opens its books", "Lagos"),
    ),
    (
        "The kidnappers threatened to kill the pilot unless the prisoners were freed.",
        ("demand", "unless", "The kidnappers", "the prisoners were freed", None),
    ),
    (
        "The general made it a condition that the capital be evacuated.",
        ("demand", "condition", "The general", "that the capital be evacuated", None),
    ),
    (
        "The minister said Accra would attend provided that the rebels stayed away.",
        (
            "offer",
            "would",
            "The minister",
            "attend provided that the rebels stayed away",
            "the rebels",
        ),
    ),
    (
        "Sall said Dakar would approve the bid if Banjul extradited the men.",
        ("offer", "would", "Sall", "approve the bid if Banjul extradited the men", "Banjul"),
    ),
]
ADAMANT = [
    (
        "The commissioner was adamant that the quota be halved.",
        ("demand", "adamant", "The commissioner", "that the quota be halved", None),
    ),
    (
        "The rebels' chief condition is the release of their leader.",
        ("demand", "condition", "The rebels", "the release of their leader", None),
    ),
    (
        "Warsaw would like to see the law changed.",
        ("urge", "like to see", "Warsaw", "the law changed", None),
    ),
    (
        "Chile was called upon to halt construction by the Security Council.",
        ("urge", "called upon", "the Security Council", "to halt construction", "Chile"),
    ),
]
SPOKEN = [
    (
        '"Let us return to the negotiating table," Lula said in Brasilia.',
        ("urge", "Let us", "Lula", "return to the negotiating table", "us"),
    ),
    (
        '"It is time for both sides to stop the fighting," the envoy said.',
        ("urge", "time", "the envoy", "to stop the fighting", "both sides"),
    ),
    (
        '"We need a ceasefire now," said the secretary-general.',
        ("urge", "need", "the secretary-general", "a ceasefire", None),
    ),
    (
        '"There must be no return to violence," the archbishop warned.',
        ("demand", "must", "the archbishop", "be no return to violence", None),
    ),
    (
        "The ministry said it saw no use for mediators. The matter should be settled by the two.",
        ("urge", "should", "The ministry", "be settled by the two", None),
    ),
    (
        "The minister was blunt: both armies must leave.",
        ("demand", "must", "The minister", "leave", "both armies"),
    ),
    (
        "She said Tehran would have to open its sites to inspectors.",
        ("demand", "have to", "She", "open its sites to inspectors", "Tehran"),
    ),
    (
        '"The UN has a duty to protect these people," she said.',
        ("urge", "has a duty", "she", "to protect these people", "The UN"),
    ),
    (
        "What we propose is a commission of inquiry, the bishop said.",
        ("propose", "propose", "the bishop", "a commission of inquiry", None),
    ),
]
NAMED = [
    (
        "Under a plan by the African Union, both sides would pull back.",
        ("propose", "plan", "the African Union", "both sides would pull back", "both sides"),
    ),
    (
        "A compromise floated by Slovenia would delay the ban until 2026.",
        ("propose", "compromise", "Slovenia", "would delay the ban until 2026", None),
    ),
    (
        "The US-drafted resolution would extend the mandate by six months.",
        ("propose", "resolution", "US", "would extend the mandate by six months", None),
    ),
    (
        "He also rejected a Danish proposal aimed at limiting the catch.",
        ("propose", "proposal", "Danish", "aimed at limiting the catch", "He"),
    ),
    (
        "His proposals include a freeze on settlements.",
        ("propose", "proposals", "His", "a freeze on settlements", None),
    ),
    (
        "Iran turned down a US offer to hold direct talks.",
        ("offer", "offer", "US", "to hold direct talks", "Iran"),
    ),
    (
        "The emir extended an invitation to the two presidents to meet in Doha.",
        ("offer", "invitation", "The emir", "to meet in Doha", "the two presidents"),
    ),
    (
        "Leaders of the islands served the general an ultimatum: elections by March.",
        ("demand", "ultimatum", "Leaders of the islands", "elections by March", "the general"),
    ),
]
OFFERED = [
    (
        "Kyiv is open to talks on a prisoner exchange, its negotiator said.",
        ("offer", "open", "Kyiv", "talks on a prisoner exchange", None),
    ),
    (
        "The rebels declared themselves ready to hold talks with the clans.",
        ("offer", "ready", "The rebels", "to hold talks with the clans", "the clans"),
    ),
    (
        "Egypt and Qatar have presented both sides with a revised truce plan.",
        ("propose", "presented", "Egypt and Qatar", "a revised truce plan", "both sides"),
    ),
    (
        "The envoy tabled a draft agreement on water sharing.",
        ("propose", "tabled", "The envoy", "a draft agreement on water sharing", None),
    ),
    (
        "Iran says its programme is peaceful and has offered inspections.",
        ("offer", "offered", "Iran", "inspections", None),
    ),
    (
        "Muscat, an old go-between, put an offer of talks to both capitals on Monday.",
        ("offer", "put", "Muscat", "an offer of talks to both capitals", "both capitals"),
    ),
    (
        "It was Chad that put forward the idea of a joint patrol.",
        ("propose", "put forward", "Chad", "the idea of a joint patrol", None),
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), PRESSING + TERMS + ADAMANT + SPOKEN + NAMED + OFFERED
)
def test_it_is_seen_with_its_roles(text, expected):
    *roles, addressee = expected
    assert (*roles, (addressee,) if addressee else ()) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The agreement calls for the troops to pull back by June.",
        "The UN used the veto to keep the council from demanding a truce.",
        "The minister may act if the rebels ask him to stay.",
        "Ministers discussed whether to propose a truce.",
        "He stopped short of calling for sanctions.",
        "She avoided calling for a boycott.",
        "They sought shelter in a church.",
        '"It must have been an accident," the pilot said.',
        '"Turnout should be about 60 per cent," the official said.',
        "Figures suggest 7.5 million people now need aid.",
        "The tests were needed to find the cause, the ministry said.",
        "His party commands enough seats to overrule the president.",
        "The host promised an answer by Friday.",
        "The tests raise fears, but should there be war, the airline has a plan, it said.",
        "The union is in favour of a strike.",
        "Residents had to leave the zone.",
        "The prime minister intends to resign.",
    ],
)
def test_what_is_not_put_forward_is_left_out(text):
    assert proposals(text) == ()


def test_a_plan_named_by_itself_is_that_of_who_put_it_forward():
    first, second = proposals(
        "Ghana proposed a joint coast guard. Under the plan, patrols would begin in May."
    )
    assert second.content.text == "patrols would begin in May"
    assert (second.proposer.name, second.same_as) == (first.proposer.name, first.id)


def test_a_plan_of_nobody_is_no_proposal():
    assert proposals("Under the plan, patrols would begin in May.") == ()


def test_a_clause_with_a_duty_of_its_own_is_a_proposal_of_its_own():
    assert [
        (p.cue.text, p.content.text)
        for p in proposals(
            "The envoy said the border must be opened, and Accra should withdraw its guards."
        )
    ] == [("must", "be opened"), ("should", "withdraw its guards")]
