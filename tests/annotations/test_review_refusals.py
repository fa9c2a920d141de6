"""What is refused says why and changes nothing; the slower of two editors sees both versions."""

import re
import uuid

import pytest

from annotations.models import Entity, Review

from .story import address, fresh, post, tell_sequel, undo

pytestmark = pytest.mark.django_db


# --- Refusals -------------------------------------------------------------------------------------

FRENCH = {"start_char": 0, "end_char": 6, "words": "French"}
REFUSALS = {
    "a span outside the text": ("respan", {"start_char": 5, "end_char": 9_999, "words": "x"}),
    "an empty span": ("respan", {"start_char": 5, "end_char": 5, "words": "x"}),
    "words that are not there": ("respan", {"start_char": 0, "end_char": 6, "words": "German"}),
    "a label of another layer": ("relabel", {"label": "PERSON"}),
    "a slot of another layer": (
        "fill",
        {"slot": "source"} | FRENCH,
    ),
    "an unknown slot": (
        "fill",
        {"slot": "whim"} | FRENCH,
    ),
    "a slot that is empty": ("clear", {"slot": "where"}),
    "a date that is none": ("date", {"value": "last Tuesday"}),
    "a day that no month has": ("date", {"value": "2023-02-30"}),
    "a date where there is none to take away": ("date", {"value": " "}),
    "no words": ("fill", {"slot": "where"}),
    "a mention that does not stand": ("fill", {"slot": "where", "mention": 999_999}),
    "an unknown factuality": ("qualify", {"factuality": "perhaps"}),
    "a proposal countered by itself": ("counter", {"proposal": 999_999}),
    "an unknown telling": ("retell", {"telling": "whispered"}),
    "an unknown proposal": ("join", {"proposal": 999_999}),
    "no proposal": ("join", {}),
    "a link of no name": ("relink", {"unknown": "1"}),
    "no revision": ("accept", {"revision": ""}),
    "no request id": ("accept", {"request_id": "x"}),
    "not joined": ("leave", {}),
}


@pytest.mark.parametrize(("verb", "fields"), REFUSALS.values(), ids=REFUSALS)
@pytest.mark.parametrize("htmx", [False, True])
def test_a_refusal_says_why_and_changes_nothing(desk, story, verb, fields, htmx):
    before = fresh(story.proposal)
    answer = post(desk, story.proposal, verb, htmx=htmx, **fields)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(r'<ul class="errors" role="alert"[^>]*><li>[\w“]', page)
    assert ("<html" in page) is not htmx
    assert fresh(story.proposal).revision == before.revision
    assert not Review.objects.exists()


def test_a_proposal_is_not_joined_to_itself(desk, story):
    answer = post(desk, story.proposal, "join", proposal=story.proposal.proposal_id)
    assert answer.status_code == 422
    assert "It is that proposal already" in answer.content.decode()


def test_a_refused_relink_makes_no_entity(desk, story):
    post(desk, story.mention, "accept")
    count = Entity.objects.count()
    answer = post(desk, story.mention, "relink", new="Somebody new", kind="person")
    assert answer.status_code == 409
    assert Entity.objects.count() == count


def test_a_refused_addition_says_why_and_keeps_the_words(desk, story):
    sent = {
        "label": "ORG",
        "request_id": uuid.uuid4(),
        "start_char": 0,
        "end_char": 5,
        "words": "Hamas",
    }
    answer = desk.post(f"{story.article.get_absolute_url()}annotations/add/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "not “Hamas”" in page
    assert 'value="Hamas"' in page
    assert not story.article.annotations.filter(origin="editor").exists()


# --- Undo -----------------------------------------------------------------------------------------


def test_undo_goes_back_step_by_step(desk, story):
    post(desk, story.place, "accept")
    post(desk, fresh(story.place), "relabel", label="ORG")
    accepted, relabelled = Review.objects.order_by("pk")
    undo(desk, relabelled)
    assert (fresh(story.place).label, fresh(story.place).status) == ("PLACE", "accepted")
    undo(desk, accepted)
    assert fresh(story.place).status == "suggested"


def test_the_page_offers_to_undo_the_last_decision_that_stands(desk, story):
    post(desk, story.place, "accept")
    post(desk, story.mention, "reject")
    first, second = Review.objects.order_by("pk")
    assert (
        f'name="review" value="{second.pk}"'
        in desk.get(story.article.get_absolute_url()).content.decode()
    )
    undo(desk, second)
    assert (
        f'name="review" value="{first.pk}"'
        in desk.get(story.article.get_absolute_url()).content.decode()
    )


def test_somebody_elses_decision_is_not_undone(desk, client, other_editor, story):
    post(desk, story.place, "accept")
    client.force_login(other_editor)
    answer = undo(client, Review.objects.get())
    assert answer.status_code == 422
    assert fresh(story.place).status == "accepted"


def test_what_somebody_changed_since_is_not_undone(desk, editor, other_editor, story):
    post(desk, story.place, "accept")
    mine = Review.objects.get()
    desk.force_login(other_editor)
    post(desk, fresh(story.place), "relabel", label="ORG")
    desk.force_login(editor)
    answer = undo(desk, mine)
    assert answer.status_code == 409
    assert "olga" in answer.content.decode()
    assert fresh(story.place).label == "ORG"


def test_a_decision_in_another_article_is_not_found(desk, story):
    sequel = tell_sequel(story.macron)
    post(desk, story.place, "accept")
    path = f"{sequel.article.get_absolute_url()}undo/"
    sent = {"review": Review.objects.get().pk, "request_id": uuid.uuid4()}
    assert desk.post(path, sent).status_code == 404


# --- Two editors ----------------------------------------------------------------------------------


@pytest.mark.parametrize("htmx", [False, True])
def test_the_slower_editor_is_told_and_sees_both_versions(desk, other_editor, story, htmx):
    seen = fresh(story.place)
    post(desk, story.place, "relabel", label="ORG")
    desk.force_login(other_editor)
    answer = post(desk, seen, "relabel", label="EVENT", htmx=htmx)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "edgar" in page
    assert "You wanted to label it event" in page
    assert re.search(r"label</th><td[^>]*>place</td><td[^>]*>organisation</td>", page)
    assert fresh(story.place).label == "ORG"


def test_the_slower_editor_can_apply_theirs_to_the_new_version(desk, other_editor, story):
    seen = fresh(story.place)
    post(desk, story.place, "relabel", label="ORG")
    desk.force_login(other_editor)
    page = post(desk, seen, "relabel", label="EVENT").content.decode()
    form = page[page.index('<article class="about stale"') :]
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    assert fields["revision"] == "2"
    assert desk.post(address(seen, "relabel"), fields).status_code == 303
    assert fresh(story.place).label == "EVENT"
