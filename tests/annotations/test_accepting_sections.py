"""A section's button accepts every suggestion that the section shows, as it was shown."""

import re
import uuid

import pytest

from annotations.models import Review
from tests.factories import make_annotation, make_proposal, make_response

from .story import fresh, post, undo

pytestmark = pytest.mark.django_db


def page_of(client, story, query=""):
    return client.get(story.article.get_absolute_url() + query).content.decode()


def button(page, section):
    """What the button of a section sends and says; None where there is none."""
    found = re.search(rf'<p id="accept-{section}"[^>]*>(<button[^>]*>)?', page)
    if not found or not found[1]:
        return None
    return dict(re.findall(r'(value|title|aria-label)="([^"]*)"', found[1]))


def pairs(annotations):
    return " ".join(f"{one.pk}:{one.revision}" for one in map(fresh, annotations))


def send(client, story, shown, request_id=None, **headers):
    sent = {"shown": shown, "request_id": request_id or uuid.uuid4()}
    return client.post(
        f"{story.article.get_absolute_url()}annotations/accept/", sent, headers=headers
    )


def test_a_section_of_names_sends_its_unchecked_mentions_folded_ones_too(desk, story):
    other = make_annotation(story.article, "French President", label="PERSON")
    post(desk, story.mentions[1], "reject")
    told = button(page_of(desk, story), "people")
    assert told["value"] == pairs([story.mentions[0], story.mentions[2], other])
    assert told["title"] == "Emmanuel Macron ×2, French President ×1"
    assert told["aria-label"] == f"Accept all 3 unchecked: {told['title']}"


def test_it_accepts_them_and_nothing_else_and_is_undone_as_one(desk, story):
    shown = button(page_of(desk, story), "people")["value"]
    late = make_annotation(story.article, "Tuesday", label="PERSON")
    send(desk, story, shown)
    assert {fresh(one).status for one in story.mentions} == {"accepted"}
    assert {fresh(one).status for one in (late, story.place, story.proposal)} == {"suggested"}
    assert not Review.objects.filter(applied_from__isnull=False).exists()
    undo(desk, Review.objects.last())
    assert {fresh(one).status for one in story.mentions} == {"suggested"}


def test_what_changed_meanwhile_is_left_and_counted(desk, story):
    shown = button(page_of(desk, story), "people")["value"]
    post(desk, story.mentions[0], "reject")
    page = desk.get(send(desk, story, shown).url).content.decode()
    assert fresh(story.mentions[0]).status == "rejected"
    assert "Accepted 2 annotations; not 1 that changed meanwhile." in page


def test_the_same_request_twice_is_done_once(desk, story):
    shown, request_id = button(page_of(desk, story), "people")["value"], uuid.uuid4()
    for _ in range(2):
        assert send(desk, story, shown, request_id).status_code == 303
    assert Review.objects.count() == 3


def test_the_cards_send_proposals_and_responses(desk, story):
    told = button(page_of(desk, story), "proposals")
    assert told["value"] == pairs([story.proposal, story.response])
    assert told["title"] == "1 proposal, 1 response"
    send(desk, story, told["value"])
    assert {fresh(one).status for one in (story.proposal, story.response)} == {"accepted"}


def test_a_response_that_a_rejected_proposal_hides_is_not_sent(desk, story):
    alone = make_response(story.article, "asked", label="support")
    other = make_proposal(story.article, "spoke")
    post(desk, story.proposal, "reject")
    assert button(page_of(desk, story), "proposals")["value"] == pairs([other, alone])


def test_after_a_decision_on_a_card_the_button_is_sent_anew(desk, story):
    other = make_proposal(story.article, "spoke")
    page = post(desk, story.proposal, "accept", htmx=True).content.decode()
    assert button(page, "proposals")["value"] == pairs([other, story.response])
    page = post(desk, story.response, "accept", htmx=True).content.decode()
    assert 'id="accept-proposals"' in page
    assert button(page, "proposals") is None


def test_attributions_are_sent_only_where_they_are_opened(desk, story):
    said = [
        make_annotation(story.article, words, "attribution", "direct")
        for words in ("the idea", "“A coalition?”")
    ]
    assert button(page_of(desk, story), "attributions") is None
    told = button(page_of(desk, story, "?open=attributions"), "attributions")
    assert told["value"] == pairs(said)
    assert told["title"] == "2 attributions"


def test_a_section_with_one_or_none_unchecked_has_no_button(desk, story):
    page = page_of(desk, story)
    assert button(page, "places") is None
    assert button(page, "organisations") is None


def test_a_reader_has_no_button(client, reader, story):
    client.force_login(reader)
    assert "accept-section" not in page_of(client, story)
