"""The strip above an article: the stories that it is part of, and what it adds to them."""

import pytest
from django.urls import reverse

from annotations import review
from annotations.review import Decision
from tests.factories import make_proposal

from .story import fresh, tell_sequel


@pytest.fixture
def accepted(story, editor):
    review.accept(Decision(editor, story.proposal.pk, story.proposal.revision))
    return story


def strip(client, article):
    return client.get(reverse("stories", args=[article.pk]))


def test_who_is_not_signed_in_signs_in_first(client, story):
    assert strip(client, story.article).status_code == 302


def test_a_reader_sees_what_the_article_adds_and_the_story_so_far(client, reader, accepted):
    client.force_login(reader)
    text = strip(client, accepted.article).text
    assert "first told here" in text
    assert "first answer of Hamas: rejected (unchecked)" in text
    assert f"{accepted.article.get_absolute_url()}#a{accepted.proposal.pk}" in text


def test_of_what_nobody_has_accepted_there_is_no_story(client, reader, story):
    client.force_login(reader)
    assert "Nothing that this article tells" in strip(client, story.article).text


def test_a_joined_proposal_is_told_in_both_articles(client, editor, accepted):
    sequel = tell_sequel(accepted.macron)
    later = sequel.proposal
    review.join(Decision(editor, later.pk, later.revision), fresh(accepted.proposal).proposal)
    client.force_login(editor)
    for article in (accepted.article, sequel.article):
        assert "in 2 articles" in strip(client, article).text


def test_a_decision_about_a_proposal_has_the_strip_shown_anew(client, editor, story):
    client.force_login(editor)
    for annotation, told in ((story.proposal, True), (story.mention, False)):
        response = client.post(
            f"{story.article.get_absolute_url()}annotations/{annotation.pk}/accept/",
            {"revision": annotation.revision, "request_id": "a" * 32},
            headers={"HX-Request": "true"},
        )
        assert ("desk:told" in response.headers.get("HX-Trigger-After-Settle", "")) is told


def test_the_strip_says_what_a_proposal_counters(client, editor, accepted):
    sequel = tell_sequel(accepted.macron)
    other = fresh(sequel.proposal)
    review.accept(Decision(editor, other.pk, other.revision))
    review.tie(editor, other.proposal, fresh(accepted.proposal).proposal)
    client.force_login(editor)
    text = strip(client, sequel.article).text
    assert "a counter-proposal to “Emmanuel Macron: that the coalition" in text
    assert f'counters <a href="{accepted.proposal.proposal.get_absolute_url()}"' in text


def test_the_strip_says_how_a_proposal_is_countered_in_the_same_article(client, editor, accepted):
    other = make_proposal(
        accepted.article,
        "asked",
        "request",
        status="accepted",
        slots=[("proposer", "Hamas", accepted.hamas), ("content", "A coalition")],
    )
    review.tie(editor, other.proposal, fresh(accepted.proposal).proposal)
    client.force_login(editor)
    text = strip(client, accepted.article).text
    assert "Hamas countered with a request for A coalition" in text
