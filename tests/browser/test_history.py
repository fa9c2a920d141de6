"""Notes, walking back and the history of an article, with the script of the desk."""

import pytest
from playwright.sync_api import expect

from annotations import review
from annotations.models import Review
from tests.annotations.story import fresh
from tests.factories import make_entity

from .desk import open_inspector, said

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=[1440, 390])
def desk(page, story, request):
    page.set_viewport_size({"width": request.param, "height": 850})
    page.goto(story.article.get_absolute_url())
    return page


def test_a_note_is_left_beside_the_text_and_taken_back(desk, story):
    inspector = open_inspector(desk, story.place)
    inspector.get_by_text("Leave a note").click()
    inspector.get_by_label("Note for the other editors").fill("East or West?")
    inspector.get_by_role("button", name="Leave the note").click()
    said(desk, "Left a note on “Jerusalem”")
    expect(desk.locator("#places .noted")).to_have_text("note")
    expect(inspector.locator(".notes li")).to_contain_text("East or West?")
    inspector.get_by_role("button", name="Take back").click()
    said(desk, "Took back a note on “Jerusalem”")
    expect(desk.locator("#places .noted")).to_have_count(0)
    expect(inspector.locator(".notes li")).to_have_count(0)
    assert fresh(story.place).revision == 1


def test_u_walks_one_decision_back_after_the_other(desk, editor, other_editor, story):
    for one in (story.place, story.mention, story.proposal):
        review.accept(review.Decision(editor, one.pk, 1))
    review.reject(review.Decision(other_editor, story.mention.pk, 2))
    desk.reload()
    desk.keyboard.press("u")
    said(desk, "Took back a decision on “proposed”")
    desk.keyboard.press("u")
    said(desk, "Took back a decision on “Jerusalem”")
    expect(desk.locator("form.undo")).to_have_count(0)  # the other editor's stands
    assert fresh(story.proposal).status == fresh(story.place).status == "suggested"
    assert fresh(story.mention).status == "rejected"


def test_the_history_of_an_annotation_shows_before_and_after(desk, story):
    inspector = open_inspector(desk, story.place)
    inspector.get_by_role("button", name="organisation", exact=True).click()
    said(desk, "Labelled “Jerusalem” organisation")
    inspector.get_by_text("History", exact=False).click()
    changes = inspector.locator(".history .changes").first
    expect(changes.locator("del").first).to_have_text("place")
    expect(changes.locator("ins").first).to_have_text("organisation")


def test_a_merge_is_taken_back_on_the_account_page(browse, chief, story):
    double = make_entity(name="E. Macron")
    review.merge(chief, double, story.macron)
    page = browse(chief)
    page.goto("/account/")
    page.get_by_role("button", name="Undo: Merged E. Macron into another").click()
    expect(page.get_by_text("Taken back: Merged E. Macron into another.")).to_be_visible()
    assert fresh(double).canonical is None
    assert Review.objects.filter(verdict="undo", entity=double).count() == 1
