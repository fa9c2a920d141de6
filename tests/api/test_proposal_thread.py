"""One GET of a proposal gives its whole thread: tellings, responses, roles and spans."""

import pytest

from annotations import review
from annotations.review import Decision
from tests.factories import make_article, make_entity, make_proposal, make_response


@pytest.fixture
def thread(editor):
    """A proposal made in one article, restated and answered in a second that was joined to it."""
    macron = make_entity(name="Emmanuel Macron", country="FR")
    israel = make_entity("place", "Israel", country="IL", feature="country")
    first = make_article(
        "Emmanuel Macron proposed to Israel a wider coalition.", published="2023-10-24"
    )
    second = make_article(
        "Israel rejected the plan of Emmanuel Macron.", title="No", published="2023-10-26"
    )
    made = make_proposal(
        first,
        status="accepted",
        slots=[
            ("proposer", "Emmanuel Macron", macron),
            ("addressee", "Israel", israel),
            ("content", "a wider coalition"),
        ],
    )
    told = make_proposal(second, "the plan", slots=[("proposer", "Emmanuel Macron", macron)])
    answer = make_response(second, slots=[("responder", "Israel", israel)])
    joined_away = told.proposal
    review.join(Decision(editor, told.pk, told.revision), made.proposal)
    review.attach(Decision(editor, answer.pk, answer.revision), made.proposal)
    return {"made": made, "told": told, "answer": answer, "joined_away": joined_away}


def test_one_get_holds_the_whole_thread(get, thread):
    got = get(f"proposals/{thread['made'].proposal_id}/")
    assert [telling["annotation"]["id"] for telling in got["tellings"]] == [
        thread["made"].pk,
        thread["told"].pk,
    ]
    (response,) = got["responses"]
    assert response["annotation"]["label"] == "reject"
    (responder,) = response["annotation"]["roles"]
    assert (responder["slot"], responder["name"]) == ("responder", "Israel")
    assert response["sentence"] == "Israel rejected the plan of Emmanuel Macron."
    assert response["article"]["published_at"].startswith("2023-10-26")
    assert [party["name"] for party in got["proposers"]] == ["Emmanuel Macron"]
    (addressee,) = got["addressees"]
    assert addressee["name"] == "Israel"
    assert addressee["has_answered"]
    assert addressee["answers"] == [thread["answer"].pk]


def test_the_outcome_says_what_it_derives_from(get, thread):
    outcome = get(f"proposals/{thread['made'].proposal_id}/")["outcome"]
    assert outcome["outcome"] == outcome["derived"] == "rejected"
    assert outcome["basis"] == [thread["answer"].pk]
    assert not outcome["overruled"]


def test_every_span_of_the_thread_holds_its_words(get, thread):
    got = get(f"proposals/{thread['made'].proposal_id}/")
    for event in (*got["tellings"], *got["responses"]):
        text = get(f"articles/{event['article']['id']}/")["text"]
        for span in (event["annotation"], *event["annotation"]["roles"]):
            assert text[span["start_char"] : span["end_char"]] == span["text"]


def test_a_proposal_joined_to_another_answers_as_that_one(get, thread):
    got = get(f"proposals/{thread['joined_away'].pk}/")
    assert got["id"] == thread["made"].proposal_id


def test_only_proposals_that_stand_are_listed(get, thread):
    (listed,) = get("proposals/")["results"]
    assert listed["id"] == thread["made"].proposal_id
    assert listed["title"] == "Emmanuel Macron: a wider coalition"
    assert (listed["outcome"], listed["articles"]) == ("rejected", 2)


def test_proposals_are_found_by_who_takes_part_and_where_told(get, thread):
    macron = thread["made"].roles.get(slot="proposer").entity_id
    for parameters in (
        {"entity": macron},
        {"article": thread["answer"].article_id},
    ):
        assert len(get("proposals/", **parameters)["results"]) == 1
    assert get("proposals/", article=0)["results"] == []
