"""Findings, beliefs and views: what is reported in the text's own words."""

import pytest

from tests.pipeline.attributed import attributions, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A survey by Reuters found that most voters were tired.",
            ("A survey", "found", "that most voters were tired"),
        ),
        (
            "Emails show that the mayor knew.",
            ("Emails", "show", "that the mayor knew"),
        ),
        (
            "In a new poll released on Monday, 50 percent of voters chose Silva.",
            ("a new poll", "In", "50 percent of voters chose Silva"),
        ),
        (
            "The deal is dead, in the envoy's view.",
            ("the envoy", "in the envoy's view", "The deal is dead"),
        ),
        (
            "The view of the court is that the law is sound.",
            ("the court", "view", "that the law is sound"),
        ),
        (
            "There is concern among Democrats that the party is split.",
            ("Democrats", "concern", "that the party is split"),
        ),
        (
            "His biggest worry about the deal is that it will fail.",
            ("His", "worry", "that it will fail"),
        ),
        (
            "Aides are wary of the deal.",
            ("Aides", "wary", "the deal"),
        ),
        (
            "The envoy is eager to leave the town.",
            ("The envoy", "eager", "to leave the town"),
        ),
        (
            "Promises were made by the minister that relations would hold.",
            ("the minister", "Promises", "that relations would hold"),
        ),
        (
            "Critics raised concerns about the deal.",
            ("Critics", "concerns", "the deal"),
        ),
        (
            "Silva is convinced the deal will hold.",
            ("Silva", "convinced", "the deal will hold"),
        ),
        (
            "Aides are weighing whether to sue.",
            ("Aides", "weighing", "whether to sue"),
        ),
        (
            "Silva, in an interview with Reuters, said the vote was fair.",
            ("Silva", "said", "the vote was fair"),
        ),
        (
            "The town would not bear that from any other mayor, one called a villain, she said.",
            (
                "she",
                "said",
                "The town would not bear that from any other mayor, one called a villain",
            ),
        ),
        (
            "If she becomes mayor, Silva suggested in a letter, women will keep their rights.",
            (
                "Silva",
                "suggested",
                "If she becomes mayor, Silva suggested in a letter, women will keep their rights",
            ),
        ),
        (
            "His resolve not to sign has grown.",
            ("His", "resolve", "not to sign"),
        ),
        (
            "He's said he will fight on, so Rossi waits.",
            ("He", "said", "he will fight on"),
        ),
        (
            "The director told a Senate hearing on Thursday that the ship had sunk.",
            ("The director", "told", "that the ship had sunk"),
        ),
    ],
)
def test_who_finds_or_holds_what(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rossi insists the party must be fair, and has put forward a list.",
            ("Rossi", "insists", "the party must be fair"),
        ),
        (
            "The judge said she regretted her words and promised to leave.",
            ("The judge", "promised", "to leave"),
        ),
        (
            "Rossi said that 20 people had joined the group, whose findings come out in May.",
            ("Rossi", "said", "that 20 people had joined the group"),
        ),
        (
            "The mayor said Monday the plan was ready, a claim that unions deny.",
            ("The mayor", "said", "the plan was ready"),
        ),
        (
            'The talks "went well," according to Silva.',
            ("Silva", "according to", 'The talks "went well,"'),
        ),
        (
            "The senator said the bill would fail, while also warning that time was short.",
            ("The senator", "warning", "that time was short"),
        ),
    ],
)
def test_a_content_ends_where_somebody_else_goes_on(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "When asked whether he would go, Silva smiled.",
        "Those who think that it rained left early.",
        "If Silva wants to win, the road is long.",
        "Silva should have known that the road was closed.",
        "Did Silva believe that it would hold?",
        "There is reason to think that it rained.",
    ],
)
def test_what_nobody_says_or_holds_is_not_ascribed(text):
    assert attributions(text) == ()


def test_an_object_between_verb_and_clause_takes_up_the_verb():
    found = told("A man claiming loyalty to the rebels shot a guard.")
    assert all("shot" not in content for _, _, content in found)
