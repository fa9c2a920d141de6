"""Slots filled, corrected and emptied, as a person does it in a browser."""

import pytest
from playwright.sync_api import expect

from tests.annotations.story import fresh

from .desk import mark, open_inspector, said, select

pytestmark = pytest.mark.django_db(transaction=True)


def fillers(annotation, slot):
    return [role.text for role in fresh(annotation).slots().get(slot, ())]


def filled(inspector, words):
    """The open card shows words in a slot."""
    expect(inspector.locator(".slot").get_by_role("link", name=words, exact=True)).to_be_visible()


def test_fill_an_empty_slot_from_its_card(desk, story):
    desk.locator(f"#c{story.proposal.pk}").get_by_role("link", name="Fill to whom").click()
    expect(desk.locator("#inspector")).to_contain_text("Choose the words for “to whom”")
    select(desk, "Islamic State").get_by_role("button", name="to whom").click()
    said(desk, "Corrected to whom of “proposed”")
    card = desk.locator(f"#c{story.proposal.pk}")
    expect(card.locator('[data-slot="addressee"]')).to_have_text("Islamic State")


def test_select_words_and_press_the_key_of_a_slot(desk, story):
    inspector = open_inspector(desk, story.proposal)
    for words, key, slot in [
        ("Islamic State", "h", "addressee"),
        ("be widened to Hamas", "t", "content"),
        ("Jerusalem", "r", "where"),
    ]:
        expect(select(desk, words).locator(f'[data-key="{key}"]')).to_be_visible()
        desk.keyboard.press(key)
        filled(inspector, words)
        assert fillers(story.proposal, slot) == [words]


def test_plus_keeps_what_fills_the_slot_already(desk, story):
    inspector = open_inspector(desk, story.proposal)
    select(desk, "Hamas")
    desk.keyboard.press("+")
    desk.keyboard.press("w")
    filled(inspector, "Hamas")
    assert fillers(story.proposal, "proposer") == ["French President Emmanuel Macron", "Hamas"]


def test_arm_a_slot_by_its_key_and_click_a_name(desk, story):
    inspector = open_inspector(desk, story.proposal)
    desk.keyboard.press("h")
    expect(inspector.get_by_role("status")).to_contain_text("Click a name, or select words")
    expect(inspector.locator('.slot.wanted[data-slot="addressee"]')).to_be_visible()
    mark(desk, story.place).click()
    filled(inspector, "Jerusalem")
    assert fillers(story.proposal, "addressee") == ["Jerusalem"]
    # Armed no longer: a click on a name opens that.
    mark(desk, story.place).click()
    expect(desk.locator(f'#inspector [data-annotation="{story.place.pk}"]')).to_be_visible()


def test_a_name_fills_a_slot_with_whom_it_names_and_another_is_added(desk, story):
    inspector = open_inspector(desk, story.proposal)
    inspector.get_by_role("link", name="Replace who").click()
    mark(desk, story.mentions[1]).click()
    filled(inspector, "Macron")
    inspector.get_by_role("link", name="Add to who").click()
    mark(desk, story.mentions[0]).click()
    filled(inspector, "Emmanuel Macron")
    roles = fresh(story.proposal).slots()["proposer"]
    assert [(role.text, role.entity) for role in roles] == [
        ("Macron", story.macron),
        ("Emmanuel Macron", story.macron),
    ]
    inspector.get_by_role("button", name="Clear who: Macron", exact=True).click()
    expect(inspector.get_by_role("link", name="Macron", exact=True)).to_have_count(0)
    assert fillers(story.proposal, "proposer") == ["Emmanuel Macron"]


def test_escape_disarms_and_then_closes_the_card(desk, story):
    inspector = open_inspector(desk, story.proposal)
    desk.keyboard.press("n")
    expect(inspector.locator(".slot.wanted")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(inspector.locator(".slot.wanted")).to_have_count(0)
    expect(inspector.get_by_role("status")).to_be_hidden()
    desk.keyboard.press("Escape")
    expect(inspector).to_be_empty()


def test_an_armed_slot_is_offered_first_for_selected_words(desk, story):
    inspector = open_inspector(desk, story.proposal)
    desk.keyboard.press("r")
    select(desk, "in Jerusalem")
    desk.keyboard.press("Enter")
    filled(inspector, "in Jerusalem")
    assert fillers(story.proposal, "where") == ["in Jerusalem"]


def test_words_stand_in_for_those_that_they_overlap(desk, story):
    inspector = open_inspector(desk, story.proposal)
    select(desk, "Islamic State").get_by_role("button", name="who", exact=True).click()
    filled(inspector, "Islamic State")
    inspector.get_by_role("link", name="Add to who").click()
    select(desk, "Hamas").get_by_role("button", name="who", exact=True).click()
    filled(inspector, "Hamas")
    select(desk, "against Islamic State").get_by_role("button", name="who", exact=True).click()
    filled(inspector, "against Islamic State")
    assert fillers(story.proposal, "proposer") == ["against Islamic State", "Hamas"]


def test_on_a_small_screen_a_slot_is_armed_and_filled_by_taps(desk, story):
    desk.set_viewport_size({"width": 390, "height": 844})
    inspector = open_inspector(desk, story.proposal)
    inspector.get_by_role("link", name="Fill to whom").click()
    mark(desk, story.place).click()
    filled(inspector, "Jerusalem")
    assert fillers(story.proposal, "addressee") == ["Jerusalem"]


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
    inspector.get_by_label("Date, such as").fill("2023-02-30")
    inspector.get_by_role("button", name="Set date").click()
    expect(inspector.get_by_role("alert")).to_contain_text("There is no 2023-02-30")


def test_what_is_chosen_of_a_card_takes_one_click_each(desk, story):
    inspector = open_inspector(desk, story.proposal)
    desk.keyboard.press("5")
    expect(inspector.get_by_role("button", name="offer")).to_be_disabled()
    assert fresh(story.proposal).label == "offer"
    for group, choice, field in [
        ("Act", "urge", "label"),
        ("Telling", "amended", "telling"),
        ("Factuality", "hypothetical", "factuality"),
    ]:
        menu = inspector.get_by_role("group", name=group)
        menu.get_by_role("button", name=choice).click()
        expect(menu.get_by_role("button", name=choice)).to_be_disabled()
        assert getattr(fresh(story.proposal), field) == choice
