"""Versions, copies and withdrawal in a browser: each page is accessible and fits the screen."""

import pytest
from playwright.sync_api import expect

from annotations import review
from articles import copies
from tests.annotations.story import TEXT, finish_runs
from tests.factories import make_annotation, make_article

from .test_accessibility import decision, faults

URL = "https://news.example/story"
LONG = " ".join(f"The talks went on for a day, and then day {n} was over." for n in range(9))


@pytest.fixture
def versions(transactional_db, editor):
    old = make_article(f"{TEXT}\n\n{LONG}", title="Macron proposes", url=URL)
    name = make_annotation(old, "Jerusalem", label="PLACE")
    review.accept(decision(editor, name))
    text = old.text.replace("spoke in", "then spoke in") + "\n\nMore was expected."
    new = make_article(text, title="Macron proposes a coalition", url=URL)
    copy = make_article(text, title="Macron proposes", outlet="The Echo")
    copies.settle([new, copy])
    for one in (old, new, copy):
        finish_runs(one)
    return old, new, copy


@pytest.mark.parametrize(("width", "colours"), [(1440, "light"), (390, "dark")])
def test_each_page_is_accessible_and_fits(browse, chief, versions, width, colours):
    old, new, copy = versions
    page = browse(chief, color_scheme=colours)
    page.set_viewport_size({"width": width, "height": 850})
    addresses = [one.get_absolute_url() for one in versions]
    addresses += [f"/articles/{new.pk}/changes/", f"/articles/{new.pk}/withdraw/", "/"]
    found = [f"{one}: {fault}" for one in addresses for fault in looked_at(page, one)]
    review.withdraw(chief, copy, "The outlet has retracted it.")
    addresses = [copy.get_absolute_url(), "/articles/withdrawn/"]
    found += [f"{one}: {fault}" for one in addresses for fault in looked_at(page, one)]
    assert found == []


def looked_at(page, address):
    page.goto(address)
    return list(faults(page))


def test_from_the_older_version_to_what_changed(page, versions):
    old, new, _ = versions
    page.goto(old.get_absolute_url())
    expect(page.get_by_text("This is an older version")).to_be_visible()
    page.get_by_text("2 versions").click()
    page.get_by_role("link", name="what changed").click()
    expect(page.locator("ins").filter(has_text="then")).to_be_visible()
    expect(page.get_by_role("heading", name="To look at again")).to_be_visible()
    page.get_by_role("link", name=new.title).first.click()
    expect(page.get_by_text("Version 2 of this article")).to_be_visible()


def test_a_copy_is_parted_with_one_button(page, versions):
    copy = versions[2]
    page.goto(copy.get_absolute_url())
    page.get_by_role("button", name="It is not a copy").click()
    expect(page.get_by_text("It stands for itself now")).to_be_visible()
    expect(page.get_by_text("Same text as")).not_to_be_visible()


def test_a_chief_editor_withdraws_and_restores(browse, chief, versions):
    page = browse(chief)
    page.goto(versions[1].get_absolute_url())
    page.get_by_role("link", name="withdraw …").click()
    page.get_by_label("Why?").fill("It was retracted.")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("It was retracted.")).to_be_visible()
    page.get_by_role("button", name="Restore it").click()
    expect(page.get_by_role("heading", name="Macron proposes a coalition")).to_be_visible()
