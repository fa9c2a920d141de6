"""On a phone the panel is a sheet at the bottom; in a small window all of its bar is reached."""

import pytest
from playwright.sync_api import expect

from .desk import mark, said

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def phone(browse, editor, story):
    page = browse(editor, has_touch=True, is_mobile=True)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(story.article.get_absolute_url())
    return page


def handle(page):
    return page.locator(".sheet-handle")


def test_the_sheet_goes_up_and_down(phone, story):
    cards = phone.locator("#proposals")
    expect(cards).to_be_hidden()
    handle(phone).tap()
    expect(cards).to_be_visible()
    expect(handle(phone)).to_have_attribute("aria-expanded", "true")
    handle(phone).tap()
    expect(cards).to_be_hidden()


def test_a_card_opens_at_its_head_wherever_the_sheet_was_left(phone, story):
    handle(phone).tap()
    phone.locator("#beside").evaluate("sheet => sheet.scrollTo(0, 400)")
    handle(phone).tap()
    mark(phone, story.proposal).tap()
    expect(phone.locator("#inspector h2")).to_be_in_viewport()
    assert phone.locator("#beside").evaluate("sheet => sheet.scrollTop") == 0


def test_who_has_put_the_sheet_down_goes_on_reading(phone, story):
    mark(phone, story.mention).tap()
    inspector = phone.locator("#inspector")
    expect(inspector).to_be_visible()
    handle(phone).tap()
    phone.get_by_role("button", name="Next to check").tap()
    expect(inspector.locator(f'[data-annotation="{story.proposal.pk}"]')).to_be_attached()
    expect(inspector).to_be_hidden()
    phone.locator("#current").get_by_role("button", name="Accept").tap()
    said(phone, "Accepted “proposed”")
    expect(inspector).to_be_hidden()


def test_what_an_armed_slot_wants_is_said_beside_the_text(phone, story):
    mark(phone, story.proposal).tap()
    phone.locator("#inspector").get_by_role("link", name="Fill to whom").tap()
    hint = phone.get_by_text("Click a name, or select words, for “to whom”")
    expect(hint).to_be_in_viewport()
    expect(phone.locator("#inspector h2")).to_be_hidden()
    hint.get_by_role("button", name="Not now").tap()
    expect(hint).to_be_hidden()


def test_the_menu_is_put_away_by_a_tap_elsewhere_and_by_escape(phone, story):
    menu, more = phone.locator("#current .menu"), phone.locator("#more-ways summary")
    more.tap()
    expect(menu).to_be_visible()
    phone.locator("h1").tap()
    expect(menu).to_be_hidden()
    more.tap()
    expect(menu).to_be_visible()
    phone.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_keys_are_not_shown_where_there_is_no_keyboard(phone, story):
    for kbd in phone.locator("kbd").all():
        expect(kbd).to_be_hidden()


@pytest.mark.parametrize(("width", "height"), [(320, 568), (320, 256), (720, 450)])
def test_the_whole_bar_is_reached_and_leaves_room_for_words(phone, story, width, height):
    phone.set_viewport_size({"width": width, "height": height})
    for button in phone.locator("#current :is(button, .button):visible").all():
        button.evaluate("one => one.scrollIntoView({ block: 'nearest' })")
        expect(button).to_be_in_viewport(ratio=0.95)
    assert phone.locator("#beside").bounding_box()["y"] >= height * 0.45
