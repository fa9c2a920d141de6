"""Two editors at work on the same annotation: nobody's decision is overwritten unseen."""

import pytest
from playwright.sync_api import expect

from tests.annotations.story import fresh

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two(browse, editor, other_editor, story):
    pages = browse(editor), browse(other_editor)
    for page in pages:
        page.goto(story.article.get_absolute_url())
        page.get_by_role("link", name="Correct Jerusalem").click()
        expect(page.locator("#inspector .about")).to_be_visible()
    return pages


def relabel(page, label):
    page.locator("#inspector").get_by_role("button", name=label, exact=True).click()


def test_the_slower_one_sees_both_versions_and_keeps_theirs(two, story):
    faster, slower = two
    relabel(faster, "event")
    expect(faster.locator("#outcome")).to_contain_text("Labelled")
    relabel(slower, "organisation")
    inspector = slower.locator("#inspector")
    expect(inspector.get_by_role("heading", name="Somebody was faster")).to_be_visible()
    expect(inspector.get_by_role("alert")).to_contain_text("edgar changed this")
    expect(inspector.get_by_role("alert")).to_contain_text("You wanted to label it organisation")
    expect(inspector.get_by_role("row", name="label place event")).to_be_visible()
    inspector.get_by_role("link", name="Keep theirs").click()
    expect(slower.locator("#others")).to_contain_text("Jerusalem")
    assert fresh(story.place).label == "EVENT"


def test_the_slower_one_applies_theirs_to_the_new_version(two, story):
    faster, slower = two
    relabel(faster, "event")
    expect(faster.locator("#outcome")).to_contain_text("Labelled")
    relabel(slower, "organisation")
    slower.get_by_role("button", name="Apply mine all the same").click()
    expect(slower.locator("#outcome")).to_contain_text("Labelled “Jerusalem” organisation")
    assert fresh(story.place).label == "ORG"
    assert [review.verdict for review in story.place.reviews.all()] == ["relabel", "relabel"]


def test_the_slower_one_is_told_from_the_list_too(two, story):
    faster, slower = two
    relabel(faster, "event")
    expect(faster.locator("#outcome")).to_contain_text("Labelled")
    slower.get_by_role("button", name="Reject Jerusalem").click()
    expect(slower.locator("#inspector")).to_contain_text("You wanted to reject it")
    assert fresh(story.place).status == "accepted"


def test_what_the_other_has_changed_since_is_not_undone(two, story):
    mine, theirs = two
    relabel(mine, "event")
    expect(mine.locator("#outcome")).to_contain_text("Labelled")
    theirs.reload()
    theirs.get_by_role("button", name="Reject Jerusalem").click()
    expect(theirs.locator("#outcome")).to_contain_text("Rejected")
    mine.get_by_role("button", name="Undo", exact=True).click()
    expect(mine.locator("#inspector")).to_contain_text("olga changed this")
    assert fresh(story.place).status == "rejected"
