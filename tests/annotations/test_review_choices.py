"""What there is to choose from: occurrences of words, entities, proposals."""

import re

import pytest

from tests.factories import make_entity, make_proposal

from .story import TEXT, address, tell_sequel

pytestmark = pytest.mark.django_db


def test_typed_words_are_found_where_they_stand(desk, story):
    path = f"{story.article.get_absolute_url()}annotations/add/"
    page = desk.get(path, {"words": "macron", "label": "PERSON"}).content.decode()
    starts = [int(start) for start in re.findall(r'name="start_char" value="(\d+)"', page)]
    assert [TEXT[start : start + 6] for start in starts] == ["Macron"] * 3


def test_words_that_do_not_stand_in_the_text_are_told(desk, story):
    path = f"{story.article.get_absolute_url()}annotations/add/"
    assert "do not stand in the text" in desk.get(path, {"words": "Merkel"}).content.decode()


def test_an_entity_is_found_by_name_accents_aside(desk, story):
    make_entity("person", "Recep Tayyip Erdoğan")
    page = desk.get(address(story.mention, "relink"), {"q": "erdogan"}).content.decode()
    assert "Recep Tayyip Erdoğan" in page


def test_suggested_entities_are_of_the_kind(desk, story):
    make_entity("organisation", "Macron Foundation")
    people = desk.get("/entities/suggest/", {"q": "macron", "kind": "person"}).content.decode()
    assert "Emmanuel Macron" in people
    assert "Macron Foundation" not in people


def test_a_likely_proposal_is_offered_first(desk, story):
    sequel = tell_sequel(story.macron)
    page = desk.get(address(sequel.proposal, "join")).content.decode()
    assert f'name="proposal" value="{story.proposal.proposal_id}"' in page
    assert "likely" in page


def test_proposals_are_searched_by_words_and_by_proposer(desk, story):
    sequel = tell_sequel(story.macron)
    for words in ("islamic widened", "macron", "Emmanuel proposes"):
        page = desk.get(address(sequel.proposal, "join"), {"q": words}).content.decode()
        assert f'value="{story.proposal.proposal_id}"' in page, words
    page = desk.get(address(sequel.proposal, "join"), {"q": "unicorn"}).content.decode()
    assert "No proposal holds these words" in page


def test_proposals_of_the_same_article_are_offered_to_responses_and_to_tellings(desk, story):
    other = make_proposal(story.article, "asked")
    mine = f'value="{other.proposal_id}"'
    assert mine in desk.get(address(story.proposal, "join")).content.decode()
    assert mine in desk.get(address(story.response, "attach")).content.decode()
    own = f'name="proposal" value="{story.proposal.proposal_id}"'
    assert own not in desk.get(address(story.proposal, "join")).content.decode()


def test_what_a_proposal_may_counter_is_offered(desk, story):
    sequel = tell_sequel(story.macron)
    page = desk.get(address(sequel.proposal, "counter")).content.decode()
    assert "Which proposal does “plan” counter?" in page
    assert f'value="{story.proposal.proposal_id}"' in page
