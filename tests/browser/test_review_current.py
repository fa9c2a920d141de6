"""One suggestion is current: walked to, seen whatever lies over it, changed by keys or taps."""

import re

import pytest
from playwright.sync_api import expect

from annotations.models import Review
from tests.annotations.story import finish_runs, fresh
from tests.factories import make_annotation, make_article, make_entity

from .desk import mark, said

pytestmark = pytest.mark.django_db(transaction=True)

NOW = re.compile(r"\bnow\b")


@pytest.fixture(params=[1440, 390])
def desk(request, page, story):
    page.set_viewport_size({"width": request.param, "height": 850})
    page.goto(story.article.get_absolute_url())
    return page


def bar(page):
    return page.locator("#current")


def test_the_bar_says_what_is_current_so_that_a_wrong_link_is_seen(desk, story):
    expect(bar(desk)).to_contain_text("“Emmanuel Macron”")
    expect(bar(desk).get_by_role("status").first).to_contain_text("= Emmanuel Macron, France")
    expect(bar(desk)).to_contain_text("50 % sure")
    expect(bar(desk)).to_contain_text("1 of 6 to check")
    expect(mark(desk, story.mention)).to_have_class(NOW)


def test_j_and_k_walk_through_what_is_to_check_and_brackets_through_all(desk, story):
    desk.keyboard.press("a")
    expect(mark(desk, story.proposal)).to_have_class(NOW)
    desk.keyboard.press("k")
    expect(mark(desk, story.mentions[2])).to_have_class(NOW)
    desk.keyboard.press("j")
    expect(mark(desk, story.proposal)).to_have_class(NOW)
    desk.keyboard.press("[")
    expect(mark(desk, story.mention)).to_have_class(NOW)
    expect(bar(desk)).to_contain_text("accepted")


def test_shift_walks_through_the_same_entity_and_arrows_walk_too(desk, story):
    desk.keyboard.press("Shift+J")
    expect(mark(desk, story.mentions[1])).to_have_class(NOW)
    desk.keyboard.press("Shift+ArrowDown")
    expect(mark(desk, story.mentions[2])).to_have_class(NOW)
    desk.keyboard.press("ArrowUp")
    expect(mark(desk, story.response)).to_have_class(NOW)


def test_what_is_switched_off_is_not_walked_through(desk, story):
    desk.locator("#show-names").uncheck()
    desk.locator("#show-names").blur()
    for cue in (story.proposal, story.response, story.proposal):
        desk.keyboard.press("j")
        expect(mark(desk, cue)).to_have_class(NOW)


def test_an_opened_card_is_in_view_on_whatever_screen(desk, story):
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    expect(desk.locator("#inspector h2")).to_be_in_viewport()
    expect(mark(desk, story.proposal)).to_be_in_viewport()


def test_the_open_card_goes_along_with_the_current_suggestion(desk, story):
    desk.keyboard.press("Enter")
    inspector = desk.locator("#inspector")
    expect(inspector.locator(f'[data-annotation="{story.mention.pk}"]')).to_be_visible()
    desk.keyboard.press("j")
    expect(inspector.locator(f'[data-annotation="{story.proposal.pk}"]')).to_be_visible()
    desk.keyboard.press("Escape")
    expect(inspector).to_be_empty()


def test_an_answer_calls_nobody_back_to_what_it_is_about(desk, story):
    desk.keyboard.press("Enter")
    expect(desk.locator("#inspector .about")).to_be_visible()
    # The next card is long in coming: until then the one of the decision stays open.
    desk.route(f"**/annotations/{story.proposal.pk}/", lambda route: None)
    desk.keyboard.press("a")
    said(desk, "Accepted “Emmanuel Macron”")
    desk.wait_for_timeout(100)
    expect(mark(desk, story.proposal)).to_have_class(NOW)


def test_where_nothing_is_suggested_keys_press_nothing(page, transactional_db):
    article = make_article("Nothing happened, and nobody said a word.")
    finish_runs(article)
    asked = []
    page.goto(article.get_absolute_url())
    expect(bar(page)).to_contain_text("There is nothing to check.")
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: asked.append(request.url))
    for key in ("a", "x", "1", "e", "b", "Enter"):
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert asked == []
    expect(bar(page).get_by_role("button", name="Accept")).to_be_hidden()


def test_stories_that_come_late_leave_the_current_one_in_view(page, story):
    page.set_viewport_size({"width": 390, "height": 850})
    stories = "".join(f"<p>Story {n}</p>" for n in range(20))
    page.route("**/stories/", lambda route: route.fulfill(body=stories, content_type="text/html"))
    page.goto(story.article.get_absolute_url())
    expect(page.get_by_text("Story 19")).to_be_attached()
    expect(mark(page, story.mention)).to_be_in_viewport()
    top = page.locator("#beside").bounding_box()["y"]
    assert mark(page, story.mention).bounding_box()["y"] < top


def test_keys_rest_while_words_are_typed(desk, story):
    desk.keyboard.press("e")
    expect(desk.locator("#inspector").get_by_label("Name", exact=True)).to_be_focused()
    desk.keyboard.type("ax1uj")
    desk.wait_for_timeout(300)
    assert not Review.objects.exists()
    expect(mark(desk, story.mention)).to_have_class(NOW)


def test_single_keys_are_turned_off_and_given_away(desk, story):
    desk.keyboard.press("?")
    keys = desk.get_by_role("dialog", name="All keys")
    expect(keys.locator("[data-command=a]")).to_have_value("a")
    for command in "ax":
        keys.locator(f"[data-command={command}]").fill("z")
        desk.keyboard.press("Tab")
    expect(keys).to_contain_text("“z” is taken by: Accept")
    expect(keys.locator("[data-command=x]")).to_have_value("x")
    keys.get_by_role("button", name="Close").click()
    expect(bar(desk).locator("[data-verb=accept]")).to_have_attribute("aria-keyshortcuts", "z")
    desk.reload()
    desk.keyboard.press("a")
    desk.keyboard.press("z")
    said(desk, "Accepted “Emmanuel Macron”")
    desk.keyboard.press("?")
    keys.get_by_label("Single letters").uncheck()
    desk.keyboard.press("Escape")
    accept = bar(desk).locator("[data-verb=accept]")
    expect(accept).not_to_have_attribute("aria-keyshortcuts", "z")
    desk.keyboard.press("x")
    desk.wait_for_timeout(200)
    assert Review.objects.count() == 1


# --- Spans without dragging ---------------------------------------------------------------------


def test_a_span_grows_and_shrinks_by_keys_at_both_ends_and_is_left_as_it_was(desk, story):
    desk.keyboard.press("b")
    doing = bar(desk).locator(".doing")
    for key, words in [
        ("ArrowRight", "Emmanuel Macron on"),
        ("ArrowLeft", "Emmanuel Macron"),
        ("Shift+ArrowLeft", "Emmanuel Macro"),
        ("[", "Emmanuel Macro"),
        ("ArrowLeft", "President Emmanuel Macro"),
    ]:
        desk.keyboard.press(key)
        expect(doing).to_contain_text(f"“{words}”")
    desk.keyboard.press("Escape")
    expect(doing).to_be_hidden()
    desk.wait_for_timeout(200)
    assert not Review.objects.exists()


def test_a_span_is_changed_by_buttons_alone(desk, story):
    bar(desk).get_by_role("button", name="Span").click()
    bar(desk).get_by_role("button", name="Start one word earlier").click()
    bar(desk).get_by_role("button", name="Save").click()
    said(desk, "Moved “Emmanuel Macron” to “President Emmanuel Macron”")
    assert fresh(story.mention).text == "President Emmanuel Macron"


def test_words_are_marked_by_their_first_and_their_last(desk, story):
    bar(desk).get_by_text("More").click()
    bar(desk).get_by_role("button", name="Mark words").click()
    for words in ("Islamic", "State"):
        click_on(desk, words)
    popover = desk.locator("#selection")
    expect(popover.locator(".selected")).to_have_text("Islamic State")
    popover.get_by_role("button", name="organisation").click()
    said(desk, "Added “Islamic State”")


def test_words_are_marked_by_keys(desk, story):
    for key in ("m", "ArrowLeft", "Enter", "ArrowRight", "Enter"):
        desk.keyboard.press(key)
    popover = desk.locator("#selection")
    expect(popover.locator(".selected")).to_have_text("President Emmanuel")
    desk.keyboard.press("5")
    said(desk, "Added “President Emmanuel”")


def test_a_proposal_is_made_of_the_cue_in_the_current_sentence(page):
    article = make_article("Hamas met in Cairo. Macron urged Israel to wait. Nobody answered.")
    finish_runs(article)
    make_annotation(article, "Macron")
    page.goto(article.get_absolute_url())
    for key in ("p", "Enter", "2"):
        page.keyboard.press(key)
    said(page, "Added “urged”")
    added = article.annotations.get(origin="editor")
    assert (added.layer, added.label, added.text) == ("proposal", "urge", "urged")


def click_on(page, words):
    """Click in the middle of words of the text."""
    box = page.evaluate(
        """(words) => {
            const walker = document.createTreeWalker(document.getElementById("text"), 4);
            while (walker.nextNode()) {
                const start = walker.currentNode.data.indexOf(words);
                if (start < 0) continue;
                const range = document.createRange();
                range.setStart(walker.currentNode, start);
                range.setEnd(walker.currentNode, start + words.length);
                const { x, y, width, height } = range.getBoundingClientRect();
                return [x + width / 2, y + height / 2];
            }
        }""",
        words,
    )
    page.mouse.click(*box)


# --- Long articles ------------------------------------------------------------------------------


@pytest.fixture
def long_desk(page):
    """An article of 3,000 words with 400 suggestions of forty people."""
    people = [make_entity("person", f"Minister {n}land") for n in range(40)]
    paragraphs = [
        " ".join(f"Then came Minister {n}land of part {part}," for n in range(40))
        for part in range(10)
    ]
    article = make_article("\n\n".join(paragraphs), title="Forty ministers")
    finish_runs(article)
    for n, person in enumerate(people):
        for part in range(10):
            make_annotation(article, f"Minister {n}land", occurrence=part, entity=person)
    page.goto(article.get_absolute_url())
    return page


@pytest.mark.parametrize("width", [1440, 390])
def test_the_current_one_is_never_covered(long_desk, width):
    long_desk.set_viewport_size({"width": width, "height": 800})
    assert long_desk.evaluate(COVERED) == []


COVERED = """async () => {
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const covered = [];
    for (let n = 0; n < 60; n += 1) {
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
        await painted();
        const box = document.querySelector("#text .now").getClientRects()[0];
        const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        if (!there?.closest("#text .now")) covered.push(n);
    }
    return covered;
}"""
