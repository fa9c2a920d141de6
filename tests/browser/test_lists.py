"""The lists and the pages they lead to: in a browser, without script, on a small screen."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_annotation, make_article, make_entity, make_proposal, make_response


@pytest.fixture
def story(transactional_db):
    iran = make_entity("place", "Iran", country="IR", feature="country")
    elbaradei = make_entity(name="Mohamed ElBaradei")
    plan = make_article(
        "Mohamed ElBaradei asked Iran to ship its uranium abroad.",
        title="The plan",
        published="2009-10-21",
    )
    make_annotation(plan, "Mohamed ElBaradei", entity=elbaradei)
    telling = make_proposal(
        plan,
        "asked",
        label="request",
        status="accepted",
        slots=[
            ("proposer", "Mohamed ElBaradei", elbaradei),
            ("content", "to ship its uranium abroad"),
            ("addressee", "Iran", iran),
        ],
    )
    answer = make_article("Iran refused.", title="The answer", published="2009-11-18")
    make_response(
        answer,
        "refused",
        "reject",
        proposal=telling.proposal,
        status="accepted",
        slots=[("responder", "Iran", iran)],
    )
    make_annotation(answer, "Iran", label="PLACE", entity=iran)
    return telling


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_the_search_to_the_thread_to_the_person(browse, editor, story, script):
    page = browse(editor, java_script_enabled=script)
    page.goto("/proposals/")
    page.get_by_label("Words").fill("uranium")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Mohamed ElBaradei: to ship").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("to ship its uranium abroad")
    expect(page.get_by_role("region", name="Outcome")).to_contain_text("rejected")
    page.get_by_role("link", name="Mohamed ElBaradei").first.click()
    expect(page.get_by_role("heading", name="Mentions")).to_be_visible()
    expect(page.locator(".m-name")).to_have_text("Mohamed ElBaradei")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_an_outcome_is_overruled_and_taken_back(browse, editor, story, script):
    page = browse(editor, java_script_enabled=script)
    page.goto(f"/proposals/{story.proposal_id}/")
    page.get_by_text("Overrule").click()
    page.get_by_label("Outcome", exact=True).and_(page.locator("select")).select_option("accepted")
    page.get_by_role("button", name="Set the outcome").click()
    expect(page.get_by_text("Say why")).to_be_visible()
    page.get_by_label("Reason").fill("It was signed in secret.")
    page.get_by_role("button", name="Set the outcome").click()
    expect(page.get_by_text("Set by edgar: It was signed in secret.")).to_be_visible()
    page.get_by_text("Change or take back").click()
    page.locator("select#id_outcome").select_option("")
    page.get_by_role("button", name="Set the outcome").click()
    expect(page.get_by_text("Back to the derived outcome.")).to_be_visible()


def test_articles_are_searched(page, story):
    page.goto("/")
    page.get_by_label("Words").fill("uranium")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".entry")).to_have_count(1)
    expect(page.locator("mark.hit")).to_have_text("uranium")
