"""Each decision of an editor, as a person takes it in a browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from annotations.models import Entity, Review
from tests.annotations.story import fresh, tell_sequel
from tests.factories import make_annotation, make_article, make_entity

from .desk import mark, open_inspector, said, select

pytestmark = pytest.mark.django_db(transaction=True)


# --- Judging ------------------------------------------------------------------------------------


def test_accept_from_the_list(desk, story):
    desk.get_by_role("button", name="Accept Jerusalem").click()
    said(desk, "Accepted “Jerusalem”")
    expect(mark(desk, story.place)).not_to_have_class(re.compile("name-unchecked"))
    expect(desk.get_by_role("button", name="Accept Jerusalem")).to_have_count(0)
    assert fresh(story.place).status == "accepted"


def test_reject_from_the_list(desk, story):
    desk.get_by_role("button", name="Reject Jerusalem").click()
    said(desk, "Rejected “Jerusalem”")
    expect(mark(desk, story.place)).to_have_count(0)
    expect(desk.locator("#places .gone")).to_contain_text("Jerusalem")


def test_accept_all_mentions_of_a_person(desk, story):
    desk.get_by_role("button", name="Accept 3 unchecked: Emmanuel Macron").click()
    said(desk, "Accepted 3 annotations")
    assert {fresh(one).status for one in story.mentions} == {"accepted"}


def test_reject_one_mention_in_an_opened_list_that_stays_open(desk, story):
    desk.locator("#people .fold").click()
    rows = desk.locator("#people .mentions li")
    expect(rows).to_have_count(3)
    rows.nth(1).get_by_role("button", name="Reject").click()
    expect(rows.nth(1)).to_have_class("rejected")
    expect(rows).to_have_count(3)
    desk.locator("#people .fold").click()
    expect(rows).to_have_count(0)


def test_accept_a_card_and_reject_its_response(desk, story):
    desk.get_by_role("button", name="Accept proposed").click()
    said(desk, "Accepted “proposed”")
    desk.get_by_role("button", name="Reject rejected").click()
    said(desk, "Rejected “rejected”")
    assert fresh(story.proposal).status == "accepted"
    assert fresh(story.response).status == "rejected"


def test_focus_moves_to_the_next_decision(desk, story):
    desk.locator("#people .fold").click()
    button = desk.locator(f"#m{story.mentions[0].pk}").get_by_role("button", name="Accept")
    button.focus()
    desk.keyboard.press("Enter")
    said(desk, "Accepted “Emmanuel Macron”")
    expect(desk.locator(f"#m{story.mentions[1].pk} button.yes")).to_be_focused()


# --- Correcting ---------------------------------------------------------------------------------


def test_relabel(desk, story):
    inspector = open_inspector(desk, story.place)
    inspector.get_by_role("button", name="event", exact=True).click()
    said(desk, "Labelled “Jerusalem” event")
    expect(inspector.get_by_role("button", name="event", exact=True)).to_be_disabled()
    expect(desk.locator("#others")).to_contain_text("Jerusalem")


def test_change_the_span_by_selecting_words(desk, story):
    open_inspector(desk, story.mention)
    select(desk, "President Emmanuel Macron").get_by_role(
        "button", name="Move the mark here"
    ).click()
    said(desk, "Moved “Emmanuel Macron” to “President Emmanuel Macron”")
    assert fresh(story.mention).text == "President Emmanuel Macron"


def test_link_to_another_entity_while_typing(desk, story):
    other = make_entity("person", "Brigitte Macron")
    inspector = open_inspector(desk, story.mention)
    inspector.get_by_label("Link to another entity").press_sequentially("brig")
    inspector.get_by_role("button", name="Brigitte Macron").click()
    said(desk, "Linked “Emmanuel Macron” anew")
    assert fresh(story.mention).entity == other
    expect(desk.locator("#people")).to_contain_text("Brigitte Macron")


def test_link_to_a_new_entity(desk, story):
    inspector = open_inspector(desk, story.place)
    inspector.get_by_role("button", name="New place “Jerusalem”").click()
    said(desk, "Linked “Jerusalem” anew")
    assert fresh(story.place).entity == Entity.objects.get(name="Jerusalem")


# --- Adding -------------------------------------------------------------------------------------


def test_add_a_missed_name_by_selecting_text(desk, story):
    select(desk, "Islamic State").get_by_role("button", name="organisation").click()
    said(desk, "Added “Islamic State”")
    added = story.article.annotations.get(origin="editor")
    assert (added.label, added.text) == ("ORG", "Islamic State")
    expect(mark(desk, added)).to_be_visible()
    expect(desk.locator("#inspector")).to_contain_text("Islamic State")


def test_words_behind_what_javascript_counts_twice_are_the_words_that_are_stored(desk, story):
    select(desk, "🙂 in").get_by_role("button", name="event").click()
    said(desk, "Added “🙂 in”")
    added = story.article.annotations.get(origin="editor")
    assert story.article.text[added.start_char : added.end_char] == "🙂 in"
    select(desk, "Jerusalem", 1).get_by_role("button", name="place").click()
    said(desk, "Added “Jerusalem”")
    added = story.article.annotations.filter(origin="editor").latest("pk")
    assert story.article.text[added.start_char :] == "Jerusalem."


def test_words_over_a_paragraph_break_are_the_words_that_are_stored(desk, story):
    words = "Jerusalem.\n\nHamas"
    select(desk, words).get_by_role("button", name="event").click()
    said(desk, "Added “Jerusalem.")
    assert story.article.annotations.get(origin="editor").text == words


def test_a_selection_with_the_pointer(desk, story):
    box = desk.locator("#text p").nth(1).bounding_box()
    desk.mouse.dblclick(box["x"] + 30, box["y"] + 15)
    popover = desk.locator("#selection")
    expect(popover.locator(".selected")).to_have_text("Hamas")
    popover.get_by_role("button", name="organisation").click()
    said(desk, "Added “Hamas”")
    assert story.article.annotations.get(origin="editor").entity == story.hamas


def test_a_selection_drawn_with_the_pointer_over_marks(desk, story):
    first = mark(desk, story.mention).bounding_box()
    last = mark(desk, story.proposal).bounding_box()
    desk.mouse.move(first["x"] + 1, first["y"] + first["height"] / 2)
    desk.mouse.down()
    desk.mouse.move(last["x"] + last["width"] - 1, last["y"] + last["height"] / 2, steps=5)
    desk.mouse.up()
    popover = desk.locator("#selection")
    expect(popover.locator(".selected")).to_have_text("Emmanuel Macron on Tuesday proposed")
    popover.get_by_role("button", name="event").click()
    said(desk, "Added “Emmanuel Macron on Tuesday proposed”")


def test_add_a_proposal_and_fill_its_slots(desk, story):
    select(desk, "asked").get_by_role("button", name="demand").click()
    said(desk, "Added “asked”")
    select(desk, "A coalition").get_by_role("button", name="what", exact=True).click()
    said(desk, "Corrected what of “asked”")
    added = story.article.annotations.get(origin="editor")
    assert [role.text for role in added.slots()["content"]] == ["A coalition"]


# --- Across articles ----------------------------------------------------------------------------


def test_join_a_card_to_a_proposal_of_another_article_and_take_it_out(page, story):
    sequel = tell_sequel(story.macron)
    page.goto(sequel.article.get_absolute_url())
    page.get_by_role("link", name="Join …").click()
    inspector = page.locator("#inspector")
    expect(inspector.get_by_text("likely").first).to_be_visible()
    inspector.get_by_role("button", name="Join to: Macron proposes a coalition").click()
    said(page, "Joined “plan” to a proposal told elsewhere")
    assert fresh(sequel.proposal).proposal_id == story.proposal.proposal_id
    expect(page.locator(f"#c{sequel.proposal.pk}")).to_contain_text("Told in 2 places")
    inspector.get_by_role("button", name="Make it a proposal of its own").click()
    said(page, "Made “plan” a proposal of its own")
    assert fresh(sequel.proposal).proposal_id != story.proposal.proposal_id


def test_find_a_proposal_by_words(page, story):
    sequel = tell_sequel(story.macron)
    page.goto(sequel.article.get_absolute_url())
    page.get_by_role("link", name="Join …").click()
    inspector = page.locator("#inspector")
    inspector.get_by_role("searchbox").fill("unicorn")
    inspector.get_by_role("button", name="Search").click()
    expect(inspector).to_contain_text("No proposal holds these words")
    inspector.get_by_role("searchbox").fill("islamic")
    inspector.get_by_role("button", name="Search").click()
    expect(inspector.get_by_role("button", name="Join to: Macron proposes")).to_be_visible()


def test_attach_a_response_to_a_proposal_told_elsewhere(page, story):
    sequel = tell_sequel(story.macron)
    page.goto(sequel.article.get_absolute_url())
    page.get_by_role("link", name="Attach", exact=True).click()
    page.get_by_role("button", name="Attach to: Macron proposes a coalition").click()
    said(page, "Attached “rejected” to a proposal")
    assert fresh(sequel.response).proposal_id == story.proposal.proposal_id


# --- Undo and keys ------------------------------------------------------------------------------


def test_undo_one_after_the_other(desk, story):
    desk.get_by_role("button", name="Accept Jerusalem").click()
    said(desk, "Accepted “Jerusalem”")
    desk.get_by_role("button", name="Accept proposed").click()
    said(desk, "Accepted “proposed”")
    desk.get_by_role("button", name="Undo", exact=True).click()
    said(desk, "Took back a decision on “proposed”")
    desk.get_by_role("button", name="Undo", exact=True).click()
    said(desk, "Took back a decision on “Jerusalem”")
    expect(desk.get_by_role("button", name="Undo", exact=True)).to_have_count(0)
    expect(desk.get_by_role("button", name="Accept Jerusalem")).to_be_visible()


def test_an_inspector_left_open_is_never_behind_its_editor(desk, story):
    inspector = open_inspector(desk, story.place)
    inspector.get_by_role("button", name="event", exact=True).click()
    said(desk, "Labelled “Jerusalem” event")
    desk.get_by_role("button", name="Undo", exact=True).click()
    said(desk, "Took back")
    expect(inspector.get_by_role("button", name="place", exact=True)).to_be_disabled()
    desk.get_by_role("button", name="Accept Jerusalem").click()
    said(desk, "Accepted “Jerusalem”")
    inspector.get_by_role("button", name="organisation", exact=True).click()
    said(desk, "Labelled “Jerusalem” organisation")
    assert fresh(story.place).label == "ORG"


def test_a_decision_is_taken_once_however_fast_the_clicks(desk, story):
    desk.get_by_role("button", name="Accept Jerusalem").dblclick()
    said(desk, "Accepted “Jerusalem”")
    desk.wait_for_timeout(300)
    assert Review.objects.count() == 1
    expect(desk.locator("#inspector")).to_be_empty()


# --- The page itself ----------------------------------------------------------------------------


def test_an_address_of_an_annotation_marks_it(page, story):
    page.goto(f"{story.article.get_absolute_url()}#a{story.response.pk}")
    expect(page.locator("mark:target")).to_have_text("rejected")


def test_the_words_of_a_card_light_up_under_the_pointer(desk, story):
    desk.locator(f"#c{story.proposal.pk}").hover()
    expect(desk.locator('#text mark[data-lit="proposer"]').first).to_be_visible()


def test_layers_are_switched_off_and_stay_off(desk, story):
    def line():
        return mark(desk, story.place).evaluate("one => getComputedStyle(one).textDecorationLine")

    assert line() == "underline"
    desk.locator("#show-names").uncheck()
    assert line() == "none"
    desk.reload()
    assert line() == "none"


def test_suggestions_arrive_without_a_reload(page, story):
    story.article.runs.update(state="running")
    page.goto(story.article.get_absolute_url())
    expect(page.get_by_text("The pipeline is reading this article")).to_be_visible()
    make_annotation(story.article, "French", label="NORP")
    story.article.runs.update(state="finished")
    said(page, "suggestions have arrived")
    expect(page.locator("#others")).to_contain_text("French")
    expect(page.get_by_text("The pipeline is reading this article")).to_have_count(0)


def test_what_the_browser_shows_is_the_text_whatever_it_holds(page):
    words = "👩\u200d👩\u200d👧 שלום, e\u0301 <b>&amp;</b>\u00a0𝔐\n\n \t two  spaces\n\ufeff and 🇫🇷"
    article = make_article(words)
    annotation = make_annotation(article, "𝔐\n\n \t two", label="EVENT")
    page.goto(article.get_absolute_url())
    assert page.locator("#text").evaluate("one => one.textContent") == article.text
    shown = page.locator(f'#text [data-a="{annotation.pk}"]').all_text_contents()
    assert "".join(shown) == annotation.text


@pytest.mark.parametrize("where", ["article", "inspector", "annotation", "join", "words"])
def test_no_barriers(page, story, where):
    tell_sequel(story.macron)
    make_annotation(story.article, "“A coalition?”", layer="attribution", label="direct")
    path = story.article.get_absolute_url()
    page.goto(
        {
            "annotation": f"{path}annotations/{story.proposal.pk}/",
            "join": f"{path}annotations/{story.proposal.pk}/join/",
            "words": f"{path}annotations/add/?words=Macron",
        }.get(where, f"{path}?open=attributions&open=e{story.macron.pk}-PERSON")
    )
    if where == "inspector":
        open_inspector(page, story.proposal)
    results = Axe().run(page)
    serious = [
        one for one in results.response["violations"] if one["impact"] in ("serious", "critical")
    ]
    assert not serious, "\n".join(f"{one['id']}: {one['nodes'][0]['html']}" for one in serious)
