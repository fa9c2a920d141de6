"""Cards of proposals and responses worked in a browser: joined, parted, answered, countered."""

import pytest
from playwright.sync_api import expect

from annotations.models import Annotation
from tests.annotations.story import fresh, tell_sequel
from tests.factories import make_proposal

from .desk import open_inspector, said, select

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [(1440, 900), (390, 844)]


@pytest.fixture
def again(story):
    return make_proposal(story.article, "spoke")


@pytest.fixture(params=SIZES, ids=["1440", "390"])
def sized(page, request):
    width, height = request.param
    page.set_viewport_size({"width": width, "height": height})
    return page


def open_card(page, annotation):
    page.goto(annotation.article.get_absolute_url())
    return open_inspector(page, annotation)


def test_one_key_joins_what_the_card_proposes_and_undo_parts_it(sized, story):
    sequel = tell_sequel(story.macron)
    own = sequel.proposal.proposal_id
    inspector = open_card(sized, sequel.proposal)
    expect(inspector.locator(".likeliest")).to_contain_text("The Daily Test, 24 Oct 2023")
    sized.keyboard.press("s")
    said(sized, "Joined “plan” to a proposal told elsewhere")
    assert fresh(sequel.proposal).proposal_id == story.proposal.proposal_id
    sized.keyboard.press("u")
    said(sized, "Took back a decision on “plan”")
    assert fresh(sequel.proposal).proposal_id == own


def test_two_tellings_of_an_article_are_joined_and_parted_by_mouse(sized, story, again):
    inspector = open_card(sized, again)
    inspector.get_by_role("link", name="Join to another telling").click()
    inspector.get_by_role("button", name="Join to: “proposed” in this article").click()
    said(sized, "Joined “spoke”")
    assert fresh(again).proposal_id == story.proposal.proposal_id
    inspector = open_card(sized, fresh(again))
    expect(inspector).to_contain_text("Told 2 times")
    inspector.get_by_role("button", name="Make it a proposal of its own").click()
    said(sized, "Made “spoke” a proposal of its own")
    assert fresh(again).proposal_id != story.proposal.proposal_id


def test_a_response_is_added_from_its_card_by_keys(page, story):
    open_card(page, story.proposal)
    select(page, "spoke").get_by_role("button", name="oppose").click()
    said(page, "Added “spoke”")
    added = Annotation.objects.get(origin="editor")
    assert (added.label, added.answers) == ("oppose", story.proposal)
    expect(page.locator(f"#c{story.proposal.pk} #c{added.pk}")).to_be_visible()


def test_a_name_added_beside_an_open_card_answers_nothing(page, story):
    open_card(page, story.proposal)
    select(page, "Islamic State").get_by_role("button", name="organisation").click()
    said(page, "Added “Islamic State”")
    assert Annotation.objects.get(origin="editor").answers is None


def test_a_loose_response_is_attached_by_one_key_and_detached(sized, story):
    sequel = tell_sequel(story.macron)
    inspector = open_card(sized, sequel.response)
    expect(inspector.locator(".likeliest")).to_contain_text("Perhaps it answers")
    sized.keyboard.press("s")
    said(sized, "Attached “rejected” to a proposal")
    assert fresh(sequel.response).proposal_id == story.proposal.proposal_id
    inspector = open_card(sized, fresh(sequel.response))
    inspector.get_by_role("button", name="Detach").click()
    said(sized, "Detached “rejected” from its proposal")
    assert fresh(sequel.response).proposal_id is None


def test_a_card_counters_another(sized, story):
    sequel = tell_sequel(story.macron)
    inspector = open_card(sized, sequel.proposal)
    inspector.get_by_role("link", name="It counters another").click()
    inspector.get_by_role("button", name="It counters: Macron proposes a coalition").click()
    said(sized, "Changed what “plan” counters")
    assert fresh(sequel.proposal.proposal).counter_to_id == story.proposal.proposal_id


@pytest.mark.parametrize("width", [width for width, _ in SIZES])
def test_an_open_card_does_not_burst_the_page(page, story, again, width):
    page.set_viewport_size({"width": width, "height": 900})
    open_card(page, story.proposal)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    rows = page.locator("#inspector .worked :is(.slot, .pick)")
    expect(rows).to_have_count(8)
    empty = page.locator('#inspector .slot[data-slot="where"]')
    assert empty.bounding_box()["height"] < 44


# --- Without script ---------------------------------------------------------------------------


@pytest.fixture
def plain(browse, editor):
    return browse(editor, java_script_enabled=False)


def test_without_script_a_card_is_worked_by_plain_forms(plain, story, again):
    def open_page(annotation):
        plain.goto(f"{story.article.get_absolute_url()}annotations/{annotation.pk}/")

    open_page(story.proposal)
    plain.get_by_role("group", name="Factuality").get_by_role("button", name="future").click()
    assert fresh(story.proposal).factuality == "future"
    open_page(again)
    plain.get_by_role("link", name="Join to another telling").click()
    plain.get_by_role("button", name="Join to: “proposed” in this article").click()
    assert fresh(again).proposal_id == story.proposal.proposal_id
    open_page(again)
    plain.get_by_role("button", name="Make it a proposal of its own").click()
    assert fresh(again).proposal_id != story.proposal.proposal_id
    open_page(again)
    plain.get_by_role("link", name="It counters another").click()
    plain.get_by_role("button", name="It counters: “proposed” in this article").click()
    assert fresh(fresh(again).proposal).counter_to_id == story.proposal.proposal_id


def test_without_script_a_response_is_added_to_its_proposal(plain, story):
    plain.goto(f"{story.article.get_absolute_url()}annotations/{story.proposal.pk}/")
    plain.get_by_role("link", name="Add a response").click()
    plain.get_by_label("As", exact=True).select_option("support")
    plain.get_by_label("Words", exact=True).fill("spoke")
    plain.get_by_role("button", name="Find").click()
    plain.get_by_role("button", name="Choose occurrence 1").click()
    added = Annotation.objects.get(origin="editor")
    assert (added.label, added.answers) == ("support", story.proposal)
