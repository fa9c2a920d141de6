"""A decision on a name is offered for its other mentions, by keys, by mouse and without script."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from annotations.models import Review
from tests.annotations.story import finish_runs, fresh
from tests.factories import make_annotation, make_article, make_entity

from .desk import said

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    "Atlanta, Georgia - Voters in Georgia went to the polls on Tuesday. Officials in Georgia said "
    "that turnout was high.\n\nIn Tbilisi, far from Georgia, nobody noticed. Brad Raffensperger, "
    "secretary of state of Georgia, thanked the voters."
)
SIZES = [(1440, 900), (390, 800)]


@pytest.fixture
def story(transactional_db):
    """An article in which five mentions of a US state are linked to a country."""
    article = make_article(TEXT, title="Atlanta votes")
    finish_runs(article)
    country = make_entity("place", "Georgia", country="GE", feature="country", geonames_id=614540)
    state = make_entity("place", "Georgia", country="US", feature="region", geonames_id=4197000)
    article.country, article.state = country, state
    article.mentions = [
        make_annotation(article, "Georgia", occurrence=n, label="PLACE", entity=country)
        for n in range(4)
    ]
    article.unlinked = make_annotation(article, "Georgia", occurrence=4, label="PLACE")
    return article


@pytest.fixture(params=SIZES, ids=["wide", "narrow"])
def desk(request, page, story):
    page.set_viewport_size(dict(zip(("width", "height"), request.param, strict=True)))
    page.goto(f"{story.get_absolute_url()}?open=e{story.country.pk}-PLACE")
    return page


def accept_first(desk):
    """Accept the first mention in the list that is opened, wherever the screen is narrow."""
    desk.locator("#places .mentions .yes").first.dispatch_event("click")
    offer = desk.locator("#offer")
    expect(offer.locator("li")).to_have_count(3)
    return offer


def test_accepting_one_lists_and_lights_the_others_until_it_is_taken(desk, story):
    offer = accept_first(desk)
    expect(desk.locator("#text [data-lit]")).to_have_count(3)
    desk.keyboard.press("o")
    said(desk, "Accepted “Georgia” and 3 more like it")
    expect(offer).to_be_empty()
    expect(desk.locator("#text [data-lit]")).to_have_count(0)
    expect(desk.locator("#progress")).to_contain_text(
        "4 checked, 3 of them carried over from other mentions or versions"
    )
    assert [fresh(one).status for one in story.mentions] == ["accepted"] * 4
    assert fresh(story.unlinked).status == "suggested"


def test_one_undo_takes_all_of_it_back(desk, story):
    accept_first(desk)
    desk.keyboard.press("o")
    said(desk, "and 3 more like it")
    desk.keyboard.press("u")
    said(desk, "Took back a decision on 4 annotations")
    assert [fresh(one).status for one in story.mentions] == ["suggested"] * 4


def test_what_is_not_ticked_is_left_and_not_lit(desk, story):
    offer = accept_first(desk)
    offer.get_by_role("checkbox").nth(1).uncheck()
    expect(desk.locator("#text [data-lit]")).to_have_count(2)
    offer.get_by_role("button", name="Accept the ticked too").click()
    said(desk, "and 2 more like it")
    assert fresh(story.mentions[2]).status == "suggested"


@pytest.mark.parametrize("how", ["Escape", "Not these", "another decision"])
def test_it_is_put_away(desk, story, how):
    offer = accept_first(desk)
    if how == "another decision":
        desk.keyboard.press("j")
        desk.keyboard.press("x")
        said(desk, "Rejected “Georgia”")
        expect(offer.locator("li")).to_have_count(2)
    else:
        if how == "Escape":
            desk.keyboard.press("Escape")
        else:
            offer.get_by_role("link", name="Not these").click()
        expect(offer).to_be_empty()
        expect(desk.locator("#text [data-lit]")).to_have_count(0)
    assert Review.objects.filter(applied_from__isnull=False).count() == 0


def test_a_relink_by_keys_reaches_the_others_and_shows_what_is_otherwise_apart(desk, story):
    desk.keyboard.press("e")
    inspector = desk.locator("#inspector")
    inspector.get_by_role("button", name="Georgia state, United States").click()
    offer = desk.locator("#offer")
    expect(offer).to_contain_text("The same words, but said to be something else")
    boxes = offer.get_by_role("checkbox")
    expect(boxes).to_have_count(4)
    expect(boxes.last).not_to_be_checked()
    desk.keyboard.press("o")
    said(desk, "and 3 more like it")
    assert {fresh(one).entity for one in story.mentions} == {story.state}
    assert fresh(story.unlinked).entity is None
    expect(desk.locator("#places .group").first).to_contain_text("state, United States")


def test_a_name_relabelled_a_place_is_given_one_of_the_gazetteer(desk, story):
    tbilisi = make_annotation(story, "Tbilisi", label="ORG")
    desk.goto(f"{story.get_absolute_url()}#a{tbilisi.pk}")
    desk.reload()
    desk.keyboard.press("3")
    offer = desk.locator("#offer")
    expect(offer).to_contain_text("Which place is “Tbilisi”?")
    offer.get_by_role("button", name=re.compile("^Tbilisi city")).first.click()
    said(desk, "Linked “Tbilisi” anew")
    place = fresh(tbilisi).entity.place
    assert (place.entity.country, round(place.latitude), round(place.longitude)) == ("GE", 42, 45)


def test_a_whole_section_is_accepted_and_taken_back(desk, story):
    desk.locator("#accept-places button").dispatch_event("click")
    said(desk, "Accepted 5 annotations")
    expect(desk.locator("#text .name-unchecked")).to_have_count(0)
    expect(desk.locator("#accept-places button")).to_have_count(0)
    desk.keyboard.press("u")
    said(desk, "Took back a decision on 5 annotations")
    expect(desk.locator("#text .name-unchecked")).to_have_count(5)


def test_two_who_decide_at_once_leave_each_others_mentions_alone(desk, story, browse, other_editor):
    accept_first(desk)
    second = browse(other_editor)
    second.goto(f"{story.get_absolute_url()}?open=e{story.country.pk}-PLACE")
    second.locator(f"#m{story.mentions[2].pk} .no").click()
    said(second, "Rejected")
    desk.keyboard.press("o")
    said(desk, "and 2 more like it; not 1 that changed meanwhile")
    assert fresh(story.mentions[2]).status == "rejected"


def test_the_offer_reads_well_to_machines(desk, story):
    accept_first(desk)
    rules = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
    for part in ("#offer", "#places"):
        found = Axe().run(desk, context=part, options={"runOnly": rules})
        assert [one["id"] for one in found.response["violations"]] == []


# --- Without script ------------------------------------------------------------------------------


@pytest.fixture
def plain(browse, editor, story):
    """A page without script."""
    page = browse(editor, java_script_enabled=False)
    page.goto(f"{story.get_absolute_url()}?open=e{story.country.pk}-PLACE")
    return page


def test_without_script_a_page_lists_them_and_one_button_does_it(plain, story):
    plain.locator("#places .mentions .yes").first.click()
    plain.get_by_role("link", name="Look at 3 more mentions of it").click()
    expect(plain.get_by_role("checkbox")).to_have_count(3)
    plain.get_by_role("checkbox").last.uncheck()
    plain.get_by_role("button", name="Accept the ticked too").click()
    expect(plain.locator(".message")).to_contain_text("Accepted “Georgia” and 2 more like it.")
    assert [fresh(one).status for one in story.mentions] == ["accepted"] * 3 + ["suggested"]
    plain.get_by_role("button", name="Undo").click()
    assert [fresh(one).status for one in story.mentions] == ["suggested"] * 4


def test_without_script_a_place_is_chosen_from_the_gazetteer(plain, story):
    tbilisi = make_annotation(story, "Tbilisi", label="ORG")
    plain.goto(f"{story.get_absolute_url()}annotations/{tbilisi.pk}/")
    plain.get_by_role("button", name="place", exact=True).click()
    plain.get_by_role("link", name="Say which place it is").click()
    plain.get_by_role("button", name=re.compile("^Tbilisi city")).first.click()
    assert fresh(tbilisi).entity.country == "GE"


def test_without_script_a_whole_section_is_accepted(plain, story):
    plain.locator("#accept-places button").click()
    expect(plain.locator(".message")).to_contain_text("Accepted 5 annotations.")
