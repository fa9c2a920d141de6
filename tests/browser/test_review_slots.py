"""Slots filled, corrected and emptied, as a person does it in a browser."""

import pytest
from playwright.sync_api import expect

from tests.annotations.story import fresh

from .desk import open_inspector, said, select

pytestmark = pytest.mark.django_db(transaction=True)


def test_fill_an_empty_slot_from_its_card(desk, story):
    desk.get_by_role("link", name="Fill to whom").first.click()
    expect(desk.locator("#inspector")).to_contain_text("Choose the words for “to whom”")
    select(desk, "Islamic State").get_by_role("button", name="to whom").click()
    said(desk, "Corrected to whom of “proposed”")
    card = desk.locator(f"#c{story.proposal.pk}")
    expect(card.locator('[data-slot="addressee"]')).to_have_text("Islamic State")


def test_replace_one_of_several_and_clear_it(desk, story):
    inspector = open_inspector(desk, story.proposal)
    inspector.get_by_role("link", name="Replace who").click()
    expect(inspector).to_contain_text("Choose the words for “who”")
    select(desk, "Emmanuel Macron").get_by_role("button", name="who", exact=True).click()
    said(desk, "Corrected who of “proposed”")
    assert [role.text for role in fresh(story.proposal).slots()["proposer"]] == ["Emmanuel Macron"]
    inspector.get_by_role("button", name="Clear who: Emmanuel Macron").click()
    expect(inspector.get_by_role("link", name="Fill who")).to_be_visible()
    assert "proposer" not in fresh(story.proposal).slots()


def test_selected_words_stand_in_for_the_only_filler_and_another_is_added_when_asked(desk, story):
    def who():
        return [role.text for role in fresh(story.proposal).slots()["proposer"]]

    inspector = open_inspector(desk, story.proposal)
    select(desk, "Islamic State").get_by_role("button", name="who", exact=True).click()
    expect(inspector.get_by_role("link", name="Islamic State", exact=True)).to_be_visible()
    assert who() == ["Islamic State"]
    inspector.get_by_role("link", name="Add to who").click()
    expect(inspector).to_contain_text("Choose more words for “who”")
    select(desk, "Hamas").get_by_role("button", name="who", exact=True).click()
    expect(inspector.get_by_role("link", name="Hamas", exact=True)).to_be_visible()
    assert who() == ["Islamic State", "Hamas"]
    select(desk, "against Islamic State").get_by_role("button", name="who", exact=True).click()
    expect(inspector.get_by_role("link", name="against Islamic State", exact=True)).to_be_visible()
    assert who() == ["against Islamic State", "Hamas"]


def test_correct_the_content_by_selecting_it_anew(desk, story):
    inspector = open_inspector(desk, story.proposal)
    select(desk, "be widened to Hamas").get_by_role("button", name="what", exact=True).click()
    expect(inspector.get_by_role("link", name="be widened to Hamas", exact=True)).to_be_visible()
    assert [role.text for role in fresh(story.proposal).slots()["content"]] == [
        "be widened to Hamas"
    ]


def test_escape_puts_the_selection_away_and_leaves_the_inspector(desk, story):
    inspector = open_inspector(desk, story.proposal)
    popover = select(desk, "Islamic State")
    desk.keyboard.press("Escape")
    expect(popover).to_be_hidden()
    assert desk.evaluate("getSelection().isCollapsed")
    expect(inspector.locator(".about")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(inspector).to_be_empty()


def test_a_date_that_is_none_is_refused_at_its_place(desk, story):
    inspector = open_inspector(desk, story.proposal)
    inspector.get_by_label("Date, such as").fill("Tuesday")
    inspector.get_by_role("button", name="Set date").click()
    expect(inspector.get_by_role("alert")).to_contain_text("Write the date as 2023-10-24")
    inspector.get_by_label("Date, such as").fill("2023-10-24")
    inspector.get_by_role("button", name="Set date").click()
    said(desk, "Corrected when of “proposed”")
