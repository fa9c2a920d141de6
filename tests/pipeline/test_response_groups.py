"""Reactions where a group, a paper or a vote answers: shares of people, letters, tallies."""

import pytest

from annotations.pipeline import Source, extract

PROPOSAL = "President Ana Silva proposed a new border treaty with Norland on Monday. "
TOLD = {
    "Two-thirds of voters favour the plan.": ["support Two-thirds of voters"],
    "Sixty percent of farmers back the plan, a poll found.": ["support Sixty percent of farmers"],
    "Some 70% of voters rejected the proposal.": ["reject Some 70% of voters"],
    "Only a third of teachers support the plan.": ["support Only a third of teachers"],
    "The plan is backed by two-thirds of the public.": ["support two-thirds of the public"],
    "Fifty-four percent were opposed to the plan.": ["oppose Fifty-four percent"],
    "The survey found 62 percent opposed to the plan.": ["oppose 62 percent"],
    "A poll showed 58 percent of voters in favor of the plan.": ["support 58 percent of voters"],
    "None of the parties accepted the plan.": ["reject None of the parties"],
    "No one in the party backed the plan.": ["oppose No one in the party"],
    "Hamas issued a statement rejecting the plan.": ["reject Hamas"],
    "The ministry issued a statement voicing concern over the plan.": ["oppose The ministry"],
    "Chad sent a letter welcoming the proposal.": ["support Chad"],
    "Amnesty International released a report criticizing the plan.": [
        "oppose Amnesty International"
    ],
    "Chad released a statement in which it rejected the plan.": ["reject it"],
    "The assembly passed a resolution condemning the plan.": ["oppose The assembly"],
    "Norland's official news agency said Oslo had rejected the plan.": ["reject Oslo"],
    "Thousands rallied in support of the plan.": ["support Thousands"],
    "Farmers blocked roads in protest against the plan.": ["oppose Farmers"],
    "Teachers went on strike over the plan.": ["oppose Teachers"],
    "Protesters held up banners against the plan.": ["oppose Protesters"],
    "Students staged a protest against the plan.": ["oppose Students"],
    "Hundreds of villagers took part in a rally against the plan.": [
        "oppose Hundreds of villagers"
    ],
    "Unions called a general strike to protest against the plan.": ["oppose Unions"],
    "Opponents of the plan marched in the capital.": ["oppose Opponents of the plan"],
    "The plan passed the lower house.": ["accept the lower house"],
    "The plan cleared parliament on Tuesday.": ["accept parliament"],
    "The plan was defeated in parliament by 59 votes to 40.": ["reject parliament"],
    "The plan failed to win a majority in parliament.": ["reject parliament"],
    "China abstained in the vote on the plan.": ["noncommittal China"],
    "Eleven ministers voted for the plan and four against.": [
        "support Eleven ministers",
        "reject four",
    ],
    "Eight ministers voted in favour and four voted against.": [
        "accept Eight ministers",
        "reject four",
    ],
    "The party conference endorsed the plan.": ["support The party conference"],
    "France backed the plan; Germany did not.": ["support France", "oppose Germany"],
    "Hamas rejected the plan, as did Islamic Jihad.": ["reject Hamas", "reject Islamic Jihad"],
    "Egypt welcomed the plan and so did Jordan.": ["support Egypt", "support Jordan"],
    "One-third of teachers oppose the plan.": ["oppose One-third of teachers"],
    "Church leaders issued a statement in support of the plan.": ["support Church leaders"],
    "The plan failed to pass the Senate.": ["reject the Senate"],
    "Italy has accepted the plan, as has Chad.": ["accept Italy", "accept Chad"],
    "Britain voted in favour, while France abstained.": [
        "accept Britain",
        "noncommittal France",
    ],
    # Nobody answers here.
    "Workers went on strike over pay on Tuesday.": [],
    "The ministry issued a statement expressing concern over the violence.": [],
    "Police dispersed a rally against the plan.": [],
    "The rally against the plan ended peacefully.": [],
    "The plan passed its first reading on Monday.": [],
    "The plan passed by a vote of 67 to 45.": [],
    "Police used tear gas against the crowd.": [],
    "Norland vetoed a resolution condemning the plan.": [],
    "Two-thirds of the land was returned last year.": [],
    "The army launched a campaign against rebels in the north.": [],
}


@pytest.fixture(scope="module")
def answers():
    records = extract([Source(PROPOSAL + told) for told in TOLD])
    return dict(zip(TOLD, records, strict=True))


@pytest.mark.parametrize("told", TOLD)
def test_a_group_a_paper_or_a_vote_answers(told, answers):
    found = (r for p in answers[told].proposals for r in p.responses)
    assert sorted(f"{r.stance} {r.responder.text}" for r in found) == sorted(TOLD[told])
