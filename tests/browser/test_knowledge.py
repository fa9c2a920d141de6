"""A correction is taught, foreseen, applied and undone in the browser; its pages are accessible."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from annotations import review
from annotations.models import Knowledge
from tests.annotations.georgia import ATLANTA, TBILISI, make_place, taught, tell
from tests.annotations.story import fresh
from tests.factories import make_annotation, make_article

from .desk import open_inspector

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = [(1440, 900), (390, 800)]


@pytest.fixture
def world(transactional_db):
    """An article to correct, one like it, and one of another meaning; none is judged."""
    state, country = make_place("state"), make_place("country")
    savannah, tbilisi = make_place("savannah"), make_place("tbilisi")
    return {
        "state": state,
        "country": country,
        "like": tell("Kemp again", ATLANTA + " Again.", country, ("Savannah", savannah)),
        "apart": tell("In Tbilisi", TBILISI, country, ("Tbilisi", tbilisi)),
        "told": tell("Governors meet", ATLANTA, country, ("Savannah", savannah)),
    }


@pytest.fixture(params=SIZES, ids=["wide", "narrow"])
def desk(request, page):
    page.set_viewport_size(dict(zip(("width", "height"), request.param, strict=True)))
    return page


def sideways(page):
    """How far a page can be moved sideways."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def check(page):
    """Nothing that keeps somebody out, and nothing that runs off the screen."""
    findings = Axe().run(page).response["violations"]
    assert [f["id"] for f in findings if f["impact"] in ("serious", "critical")] == []
    assert sideways(page) <= 0


def test_a_link_is_taught_foreseen_applied_and_undone(desk, world):
    desk.goto(world["told"].article.get_absolute_url())
    inspector = open_inspector(desk, world["told"])
    inspector.get_by_role("searchbox").fill("georgia")
    inspector.locator(f'button[name="entity"][value="{world["state"].pk}"]').click()
    desk.get_by_role("link", name="See what it changes in other articles").first.click()
    expect(desk.get_by_role("heading", name="What it would change")).to_be_visible()
    expect(desk.locator(".foreseen")).to_have_count(1)
    expect(desk.locator(".foreseen")).to_contain_text("Kemp again")
    expect(desk.locator(".from-to")).to_contain_text("Georgia, Georgia (country)")
    expect(desk.locator(".from-to strong")).to_contain_text("Georgia, United States (region)")
    check(desk)
    desk.get_by_role("button", name="Apply to this 1 suggestion").click()
    expect(desk.locator("#messages")).to_contain_text("1 suggestion changed.")
    assert fresh(world["like"]).entity == world["state"]
    assert fresh(world["apart"]).entity == world["country"]
    check(desk)
    desk.get_by_role("button", name="Undo").click()
    expect(desk.locator("#messages")).to_contain_text("1 suggestion put back.")
    assert fresh(world["like"]).entity == world["country"]


def test_what_is_taught_is_found_from_the_queue_and_taken_back(desk, editor, world):
    taught(editor, world["told"], world["state"])
    desk.goto("/review/")
    desk.get_by_role("link", name="What the desk has taught").click()
    check(desk)
    desk.get_by_role("link", name="link: Georgia").click()
    desk.get_by_role("link", name="Take it back").click()
    check(desk)
    desk.get_by_role("button", name="Take it back").click()
    expect(desk.locator("#messages")).to_contain_text("Taken back: “Georgia”")
    assert not Knowledge.objects.standing().exists()


def test_a_chief_editor_rules(browse, chief, editor, world):
    piece = taught(editor, world["told"], world["state"])
    page = browse(chief)
    page.goto(piece.get_absolute_url())
    page.get_by_role("button", name="Always").click()
    expect(page.locator("h1")).to_contain_text("always means")
    expect(page.locator(".foreseen")).to_have_count(2)


def test_a_rejected_name_is_kept_out_elsewhere(desk, editor, transactional_db):
    name = make_annotation(make_article("The Summit met.", title="A"), "Summit")
    other = make_annotation(make_article("Summit talks ended.", title="B"), "Summit")
    review.reject(review.Decision(editor, name.pk, name.revision))
    desk.goto(f"{name.article.get_absolute_url()}annotations/{name.pk}/")
    desk.get_by_role("button", name="“Summit” is never a person").click()
    desk.get_by_role("button", name="Apply to this 1 suggestion").click()
    expect(desk.locator("#messages")).to_contain_text("1 suggestion changed.")
    assert fresh(other).status == "withdrawn"


def test_the_inspector_teaches_never_names_too(page, editor, transactional_db):
    article = make_article("The Summit met.", title="A")
    name = make_annotation(article, "Summit")
    page.goto(article.get_absolute_url())
    inspector = open_inspector(page, name)
    inspector.get_by_role("button", name="Reject").click()
    inspector.get_by_role("button", name="Never a name at all").click()
    expect(inspector).to_contain_text("is never a name")
    assert Knowledge.objects.get().label == ""


def test_mentions_are_split_off_without_a_script(browse, editor, world):
    page = browse(editor, java_script_enabled=False)
    page.goto(world["country"].get_absolute_url())
    page.get_by_role("link", name="Split off mentions").click()
    page.locator(f'input[value^="{world["like"].pk}:"]').check()
    page.get_by_role("button", name="Say which it is").click()
    page.get_by_label("One that is known").fill("Georgia")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("button", name="Georgia state, United States").click()
    expect(page.locator("#messages")).to_contain_text("1 mention linked to Georgia")
    assert fresh(world["like"]).entity == world["state"]


def test_pages_of_an_entity_are_accessible(desk, editor, world):
    review.teach_alias(editor, world["state"], "Peach State")
    for address in ("", "split/"):
        desk.goto(f"{world['country'].get_absolute_url()}{address}")
        check(desk)
    desk.goto(world["state"].get_absolute_url())
    check(desk)
