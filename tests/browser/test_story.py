"""The story so far in a browser: it grows with each acceptance, and is copied with its sources."""

import pytest
from playwright.sync_api import expect

from annotations import review
from annotations.review import Decision

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story(story, editor):
    review.accept(Decision(editor, story.proposal.pk, story.proposal.revision))
    return story


def test_accepting_a_response_adds_it_to_the_strip_above_the_text(page, story):
    page.goto(story.article.get_absolute_url())
    strip = page.locator("#stories")
    expect(strip).to_contain_text("first answer of Hamas: rejected (unchecked)")
    page.locator(f"#c{story.response.pk}").get_by_role("button", name="Accept").first.click()
    expect(strip).not_to_contain_text("unchecked")
    strip.locator("summary").click()
    expect(strip).to_contain_text("Hamas rejected the idea.")


def test_a_clause_leads_to_its_words(page, story):
    page.goto(f"/proposals/{story.proposal.proposal_id}/")
    page.locator("#told a").first.click()
    expect(page.locator(f"#a{story.proposal.pk}")).to_be_in_viewport()
    expect(page.locator(f"#a{story.proposal.pk}")).to_have_text("proposed")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_story_comes_first_on_the_page_of_its_proposal(page, story, width):
    page.set_viewport_size({"width": width, "height": 850})
    page.goto(f"/proposals/{story.proposal.proposal_id}/")
    told, outcome, line = (
        page.locator(part).bounding_box() for part in (".story", ".verdict", ".line")
    )
    assert told["y"] < line["y"]
    if width == 390:
        assert told["y"] + told["height"] <= outcome["y"] < line["y"]
    else:
        assert outcome["y"] == told["y"]
        assert outcome["x"] > told["x"] + told["width"]


def test_one_key_copies_it_with_its_sources(browse, editor, story):
    page = browse(editor, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"/proposals/{story.proposal.proposal_id}/")
    page.keyboard.press("c")
    expect(page.get_by_text("Copied with its sources.")).to_be_visible()
    assert "[1] The Daily Test, 24 October 2023" in page.evaluate("navigator.clipboard.readText()")
    rich = page.evaluate(
        "navigator.clipboard.read().then((all) => all[0].getType('text/html'))"
        ".then((blob) => blob.text())"
    )
    assert f"{story.article.get_absolute_url()}#a{story.proposal.pk}" in rich


def test_the_key_that_copies_is_switched_off_and_given_away_like_any_other(page, story):
    page.goto(story.article.get_absolute_url())
    page.keyboard.press("?")
    page.get_by_label("Copy the story so far").fill("y")
    page.keyboard.press("Enter")
    page.goto(f"/proposals/{story.proposal.proposal_id}/")
    said, button = page.locator("[data-copied]"), page.get_by_role("button", name="Copy")
    expect(button).to_contain_text("y")
    page.keyboard.press("c")
    expect(said).to_be_empty()
    page.keyboard.press("y")
    expect(said).not_to_be_empty()
    page.goto(story.article.get_absolute_url())
    page.keyboard.press("?")
    page.get_by_label("Single letters").uncheck()
    page.goto(f"/proposals/{story.proposal.proposal_id}/")
    page.keyboard.press("y")
    expect(said).to_be_empty()


def test_where_the_browser_lets_no_page_copy_the_text_is_selected(page, story):
    page.goto(f"/proposals/{story.proposal.proposal_id}/")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name="Copy with sources").click()
    expect(page.get_by_text("press Ctrl+C")).to_be_visible()
    text = page.locator("#story-text")
    expect(text).to_be_focused()
    assert text.evaluate("(area) => area.selectionEnd - area.selectionStart") > 100
