"""An article with thirty suggestions is reviewed by keys alone, and with the mouse alone."""

import re
import string

import pytest
from playwright.sync_api import expect

from annotations.models import Review, Status
from tests.annotations.story import finish_runs, fresh
from tests.factories import make_annotation, make_article, make_entity

from .desk import mark

pytestmark = pytest.mark.django_db(transaction=True)

# What is wrong with a suggestion, by its place among the thirty, and the words that it is on.
REJECTED = {3: "Monday", 11: "Either", 19: "Press"}
MISLABELLED = {6: "Volvo", 22: "Siemens"}
MISLINKED = {8: "Georgia of the South", 27: "Paris in Texas"}
CUT_SHORT = {14: "Anna"}


@pytest.fixture
def thirty(transactional_db):
    """An article and its thirty suggestions, in the order of the text."""
    mislinked = {place: meant.split()[0] for place, meant in MISLINKED.items()}
    odd = REJECTED | MISLABELLED | mislinked | CUT_SHORT
    letters = iter(string.ascii_uppercase)
    names = [odd.get(place) or f"Minister {next(letters)}" for place in range(30)]
    sentences = [
        f"After a pause {name} Larsen spoke of the {n}th plan." for n, name in enumerate(names)
    ]
    article = make_article("\n\n".join(sentences), title="Thirty names")
    finish_runs(article)
    for meant in MISLINKED.values():
        make_entity("place", meant, country="US")
    wrong = {name: make_entity("place", name, country="GE") for name in mislinked.values()}
    return article, [_suggest(article, name, wrong.get(name)) for name in names]


def _suggest(article, name, entity):
    label = "PLACE" if entity else "PERSON"
    return make_annotation(article, name, label=label, entity=entity)


class Counted:
    """A page whose keys and clicks are counted, those of typing a name apart."""

    def __init__(self, page):
        self.page, self.keys, self.clicks = page, 0, 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def click(self, target):
        target.click()
        self.clicks += 1

    def bar(self, words):
        return self.page.locator("#current").get_by_role("button", name=words).first

    def search(self, words):
        field = self.page.locator("#inspector").get_by_label("Name", exact=True)
        expect(field).to_be_focused()
        self.page.keyboard.type(words)


def reviewed_by_keys(hand, place):
    if place in REJECTED:
        hand.press("x")
    elif place in MISLABELLED:
        hand.press("2")
    elif place in MISLINKED:
        hand.press("e")
        hand.search(MISLINKED[place])
        hand.press("Enter")
    elif place in CUT_SHORT:
        hand.press("b", "ArrowRight", "Enter")
    else:
        hand.press("a")


def reviewed_by_mouse(hand, place):
    if place in REJECTED:
        hand.click(hand.bar("Reject"))
    elif place in MISLABELLED:
        hand.click(hand.bar("organisation"))
    elif place in MISLINKED:
        hand.click(hand.page.locator("#current").get_by_role("link", name="Relink"))
        hand.search(MISLINKED[place])
        hand.click(hand.page.locator("#choices").get_by_role("button", name=MISLINKED[place]))
    elif place in CUT_SHORT:
        hand.click(hand.bar("Span"))
        hand.click(hand.bar("End one word later"))
        hand.click(hand.bar("Save"))
    else:
        hand.click(hand.bar("Accept"))


@pytest.mark.parametrize("reviewed", [reviewed_by_keys, reviewed_by_mouse])
def test_thirty_suggestions_take_few_keys_and_few_clicks(page, thirty, reviewed):
    article, suggestions = thirty
    page.goto(article.get_absolute_url())
    hand = Counted(page)
    for place, suggestion in enumerate(suggestions):
        expect(mark(page, suggestion)).to_have_class(re.compile(r"\bnow\b"))
        reviewed(hand, place)
    expect(page.locator("#current")).to_contain_text("all checked")
    expect(page.locator("#outcome")).to_contain_text("Accepted “Minister V”", timeout=60_000)
    assert hand.keys <= 50
    assert hand.clicks <= 60
    assert_reviewed(suggestions)


def assert_reviewed(suggestions):
    """Everything is as it should be, and each decision has a Review and an action of its own."""
    now = [fresh(suggestion) for suggestion in suggestions]
    turned_down = {place for place, one in enumerate(now) if one.status == Status.REJECTED}
    assert turned_down == set(REJECTED)
    assert {one.status for one in now} == {Status.ACCEPTED, Status.REJECTED}
    assert [now[place].label for place in MISLABELLED] == ["ORG", "ORG"]
    assert [now[place].entity.name for place in MISLINKED] == list(MISLINKED.values())
    assert [now[place].text for place in CUT_SHORT] == ["Anna Larsen"]
    assert Review.objects.count() == 30
    assert Review.objects.values("action").distinct().count() == 30
