"""Who answered which proposal and how, as agencies, broadcasters and ministries put it."""

from datetime import date

import pytest

from annotations.pipeline import Source, extract

FRIDAY = date(2023, 10, 27)


def read(text):
    (extraction,) = extract([Source(text, published=FRIDAY)])
    return extraction


def answers(text):
    """Give (stance, responder's words) of the responses to the article's proposals, in order."""
    return [
        (response.stance, response.responder.text)
        for proposal in read(text).proposals
        for response in proposal.responses
    ]


def free(text):
    """Give the same of the responses to what the article does not tell."""
    return [(r.stance, r.responder.text) for r in read(text).responses]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "WARSAW - Poland on Thursday urged the European Union to suspend visas for Belarusian "
            "officials. Brussels did not immediately comment on the call.",
            [("noncommittal", "Brussels")],
        ),
        (
            "The State Department said on Monday the United States stood ready to host a second "
            "round of talks. Pyongyang has not answered the offer.",
            [("noncommittal", "Pyongyang")],
        ),
        (
            "And finally tonight: the Vatican has offered to mediate between Caracas and the "
            "opposition. The government in Caracas said it welcomed the offer, but opposition "
            "leader Maria Paz turned it down.",
            [
                ("support", "The government in Caracas"),
                ("reject", "opposition leader Maria Paz"),
            ],
        ),
        (
            "The Foreign Secretary today called on all parties to lay down their arms. We reject "
            "the call, a rebel commander told this station.",
            [("reject", "a rebel commander")],
        ),
        (
            "Kenya proposed a regional summit in Nairobi. Uganda and Tanzania accepted the "
            "proposal. Rwanda took no position on it.",
            [("accept", "Uganda and Tanzania"), ("noncommittal", "Rwanda")],
        ),
        (
            "India put forward a text on fishing subsidies. Brazil vetoed the text, and South "
            "Africa abstained.",
            [("reject", "Brazil"), ("noncommittal", "South Africa")],
        ),
        (
            "Sweden suggested an inquiry into the leaks. Denmark, speaking through its "
            "ambassador, backed the suggestion.",
            [("support", "Denmark")],
        ),
        (
            "The minister asked for more time, but the commission refused the request.",
            [("reject", "the commission")],
        ),
        (
            "The Commission recommended that talks with Serbia be opened. Hungary praised the "
            "recommendation. France opposed it.",
            [("support", "Hungary"), ("oppose", "France")],
        ),
        (
            "Cuba offered to send doctors to Haiti and asked the Organization of American States "
            "to pay for their flights. The organization agreed to pay.",
            [("accept", "The organization")],
        ),
        (
            "The council demanded that Sudan hand over the suspects. Khartoum rejected the demand "
            "outright.",
            [("reject", "Khartoum")],
        ),
        (
            "Ethiopia's earlier demand for access to the sea was dismissed by Somalia on "
            "Wednesday.",
            [("reject", "Somalia")],
        ),
        (
            "The bloc's foreign ministers discussed the Dutch proposal to cap gas prices but did "
            "not endorse it.",
            [("oppose", "The bloc's foreign ministers")],
        ),
        (
            "Armenia accused Azerbaijan of having rejected a Russian proposal for a joint "
            "commission.",
            [("reject", "Azerbaijan")],
        ),
        (
            "Finland proposed a joint patrol to Estonia; Tallinn is studying the idea.",
            [("noncommittal", "Tallinn")],
        ),
        (
            "Norway proposed a donors' conference. Sweden made no comment on the proposal.",
            [("noncommittal", "Sweden")],
        ),
        (
            "Norway proposed a donors' conference. Sweden had yet to respond.",
            [("noncommittal", "Sweden")],
        ),
        (
            "Norway proposed a donors' conference. Sweden did not say whether it would take part.",
            [("noncommittal", "Sweden")],
        ),
        (
            "Norway proposed a donors' conference in Oslo. The Swedish government neither accepted "
            "nor rejected the idea.",
            [("noncommittal", "The Swedish government")],
        ),
        (
            "Egypt urged Israel, Hamas and Hezbollah to stop the fighting. Hezbollah ignored the "
            "call.",
            [("noncommittal", "Hezbollah")],
        ),
        (
            "The Foreign Ministry of Japan today called upon North Korea to return to the talks. "
            "Pyongyang dismissed the call as meaningless.",
            [("reject", "Pyongyang")],
        ),
        (
            "Brazil launched an initiative to end the war. The United States and Britain backed "
            "the initiative, while China warned against it.",
            [("support", "The United States and Britain"), ("oppose", "China")],
        ),
        (
            "Canada's foreign minister proposed a moratorium on arms sales, but her Australian "
            "counterpart, speaking after the meeting, did not take up the idea.",
            [("noncommittal", "her Australian counterpart")],
        ),
        (
            "Ghana presented a plan for a fishing zone. Togo offered no opinion.",
            [("noncommittal", "Togo")],
        ),
    ],
)
def test_an_answer_is_read_with_its_responder(text, expected):
    assert answers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hamas rejected the truce plan.", [("reject", "Hamas")]),
        ("Egypt turned down the invitation.", [("reject", "Egypt")]),
        ("Kyiv has not yet replied to the offer.", [("noncommittal", "Kyiv")]),
        (
            "Qatar's foreign ministry said it would study Washington's proposal.",
            [("noncommittal", "Qatar's foreign ministry")],
        ),
        (
            "The United States and Britain backed the initiative, while China warned against it.",
            [("support", "The United States and Britain"), ("oppose", "China")],
        ),
    ],
)
def test_an_answer_to_what_is_told_elsewhere_stands_alone(text, expected):
    extraction = read(text)
    assert extraction.proposals == ()
    assert free(text) == expected


def test_a_welcome_may_carry_a_condition():
    (proposal,) = read(
        "Turkey offered Russia a seat at the talks. Moscow welcomed the offer but said it would "
        "join only if sanctions were lifted."
    ).proposals
    (response,) = proposal.responses
    assert response.stance == "support"
    assert response.condition.text == "only if sanctions were lifted"


def test_an_answer_names_a_noun_that_fits_the_act():
    first, second = read(
        "Ghana presented a plan to reopen the border. Togo urged traders to reject the plan. "
        "Benin approved the plan."
    ).proposals
    assert [r.responder.text for r in first.responses] == ["Benin"]
    assert second.responses == ()


def test_a_plan_does_not_name_what_was_only_urged():
    text = "Togo urged traders to go home. Benin rejected the plan."
    assert answers(text) == []
    assert free(text) == [("reject", "Benin")]


def test_the_possessor_is_the_proposer():
    first, second = read(
        "French President Emmanuel Macron proposed a summit on migration. Kenyan President "
        "William Ruto suggested a conference on debt. In Paris, the opposition rejected Macron's "
        "proposal."
    ).proposals
    assert [r.responder.text for r in first.responses] == ["the opposition"]
    assert second.responses == ()


def test_the_proposal_of_somebody_else_is_told_elsewhere():
    text = "Turkey has offered to host talks. Qatar said it would study Washington's proposal."
    assert answers(text) == []
    assert free(text) == [("noncommittal", "Qatar")]


def test_a_similar_text_is_another_one():
    text = "Ghana proposed a text on fishing. A year earlier Togo had vetoed a similar text."
    assert answers(text) == []


def test_a_counter_proposal_is_not_what_the_others_accepted():
    extraction = read(
        "Iran rejected the proposal of the agency. Instead its minister suggested an exchange on "
        "its soil. France and Russia accepted the proposal."
    )
    (counter,) = extraction.proposals
    assert counter.responses == ()
    assert [r.stance for r in extraction.responses] == ["reject", "accept"]


def test_nobody_standing_beside_him_answers_for_himself():
    (proposal,) = read(
        "French President Emmanuel Macron proposed on Tuesday that the coalition be widened to "
        "take on Hamas as well, but Israeli Prime Minister Benjamin Netanyahu, standing beside "
        "him in Jerusalem, did not directly take up the idea."
    ).proposals
    (response,) = proposal.responses
    assert response.stance == "noncommittal"
    assert response.responder.name == "Benjamin Netanyahu"


def test_an_idea_of_a_country_is_told_and_answered_in_one_sentence():
    (proposal,) = read(
        "Jordan on Friday rejected a French idea to extend the anti-IS coalition to Hamas, saying "
        "it would drag the region into a wider war."
    ).proposals
    assert proposal.proposer.name == "France"
    assert [r.responder.text for r in proposal.responses] == ["Jordan"]
