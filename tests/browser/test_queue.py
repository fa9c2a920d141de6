"""The queue in a browser: two editors at once, without script, on a small screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from annotations import review
from annotations.models import Annotation, Claim
from tests.annotations.story import fresh
from tests.factories import make_annotation, make_article, make_entity, make_proposal, make_response

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def older():
    article = make_article("Oslo spoke.", title="The older article", published="2023-10-01")
    make_annotation(article, "Oslo", label="PLACE", entity=make_entity("place", "Oslo"))
    return article


@pytest.fixture
def busy(story, older, editor, other_editor):
    """A queue in which everything that a row can say is said."""
    iran = make_entity("place", "Iran", country="IR", feature="country")
    plan = make_article(
        "ElBaradei asked Iran to ship it.", title="The plan", published="2023-10-20"
    )
    slots = [("addressee", "Iran", iran), ("content", "to ship it")]
    make_proposal(plan, "asked", "request", status="accepted", slots=slots)
    answer = make_article("Iran refused.", title="The answer", published="2023-10-22")
    make_response(answer, "refused", slots=[("responder", "Iran", iran)])
    news = make_article("Ana Brandt proposed a truce.", title="The news", published="2023-10-23")
    ana = make_entity("person", "Ana Brandt", provisional=True)
    make_annotation(news, "Ana Brandt", entity=ana)
    make_proposal(news, "proposed", confidence=0.7)
    make_annotation(news, "truce", label="EVENT", status="rejected")
    review.skip(other_editor, news, "Wants somebody who knows the subject")
    review.claim(other_editor, answer)
    review.claim(editor, story.article)
    back = make_article("Lima spoke of Quito.", title="Come back", published="2023-10-02")
    make_annotation(back, "Lima", label="PLACE")
    review.done(editor, back, [one.pk for one in back.annotations.all()])
    make_annotation(back, "Quito", label="PLACE")
    finished = make_article("Bern spoke.", title="Finished", published="2023-10-03")
    make_annotation(finished, "Bern", label="PLACE")
    review.done(editor, finished, [one.pk for one in finished.annotations.all()])
    return story


def row(page, title):
    return page.locator(".entry").filter(has=page.get_by_role("link", name=title, exact=True))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_the_queue_through_an_article_to_the_next(browse, editor, story, older, script):
    page = browse(editor, java_script_enabled=script)
    page.goto("/")
    page.get_by_role("link", name="Review 2 waiting").click()
    page.get_by_role("button", name="Take the next one").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Macron proposes a coalition")
    expect(page.get_by_text("Yours at least until")).to_be_visible()
    page.get_by_role("button", name="Accept Jerusalem").click()
    expect(page.locator("#progress")).to_contain_text("5 to check")
    page.get_by_role("link", name="Done …").click()
    expect(page.get_by_text("5 suggestions are left that nobody has judged")).to_be_visible()
    expect(page.locator(".left li")).to_have_count(5)
    page.get_by_role("button", name="Done: turn down all 5").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The older article")
    expect(page.get_by_text("Done: Macron proposes a coalition (5 turned down)")).to_be_visible()
    assert fresh(story.proposal).status == "rejected"
    assert fresh(story.place).status == "accepted"
    page.get_by_role("link", name="Next article").click()
    expect(page.get_by_text("Nothing else waits for you here.")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_skip_and_take_up_again(browse, editor, story, older, script):
    page = browse(editor, java_script_enabled=script)
    page.goto("/review/")
    page.get_by_role("link", name="Skip Macron proposes a coalition …").click()
    page.get_by_role("button", name="Not about diplomacy").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The older article")
    page.goto("/review/")
    expect(page.locator(".entry")).to_have_count(1)
    page.get_by_label("Show").select_option("skipped")
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_text("You skipped it: Not about diplomacy")).to_be_visible()
    page.get_by_role("button", name="Take up again").click()
    expect(page).to_have_url("/review/?show=skipped")
    expect(page.get_by_text("You have skipped nothing that waits.")).to_be_visible()


def test_of_two_who_take_the_same_article_one_is_told(browse, editor, other_editor, story):
    faster, slower = browse(editor), browse(other_editor)
    for page in (faster, slower):
        page.goto("/review/")
    faster.get_by_role("button", name="Take Macron proposes a coalition").click()
    expect(faster.get_by_text("Yours at least until")).to_be_visible()
    slower.get_by_role("button", name="Take Macron proposes a coalition").click()
    expect(slower.locator("#messages")).to_contain_text("edgar has taken it until")
    expect(row(slower, "Macron proposes a coalition")).to_contain_text("edgar has it until")
    slower.get_by_role("link", name="Macron proposes a coalition", exact=True).click()
    expect(slower.get_by_text("edgar has taken this article until")).to_be_visible()
    faster.get_by_role("button", name="Give back").click()
    slower.goto("/review/")
    slower.get_by_role("button", name="Take Macron proposes a coalition").click()
    expect(slower.get_by_text("Yours at least until")).to_be_visible()
    assert Claim.objects.live().get().user == other_editor


def test_filters_go_along_and_come_back(browse, editor, story, older):
    page = browse(editor, java_script_enabled=False)
    page.goto("/review/")
    page.get_by_label("Place named in it").fill("oslo")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator(".entry")).to_have_count(1)
    page.get_by_role("link", name="The older article", exact=True).click()
    page.get_by_role("button", name="Accept Oslo").click()
    expect(page.locator("#messages")).to_contain_text("Accepted “Oslo”")
    page.get_by_role("link", name="Next article").click()
    expect(page.get_by_label("Place named in it")).to_have_value("oslo")
    expect(page.get_by_text("Nothing that waits matches.")).to_be_visible()


def test_what_arrives_meanwhile_is_shown_before_the_article_is_done(page, story):
    page.goto(f"/articles/{story.article.pk}/done/")
    make_annotation(story.article, "Hamas", label="ORG")
    page.get_by_role("button", name="Done: leave them").click()
    expect(page.get_by_role("alert")).to_contain_text("Suggestions that you have not seen")
    expect(page.locator(".left li")).to_have_count(7)
    page.get_by_role("button", name="Done: leave them").click()
    expect(page.get_by_text("(7 left unjudged)")).to_be_visible()
    assert not Annotation.objects.exclude(status="suggested").exists()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_pages_fit_the_screen_and_are_accessible(browse, editor, busy, width, colours):
    page = browse(editor, color_scheme=colours)
    page.set_viewport_size({"width": width, "height": 850})
    waiting = busy.article.pk
    for path in (
        "/review/",
        "/review/?show=mine",
        "/review/?show=done",
        "/review/?place=Atlantis",
        f"/articles/{waiting}/",
        f"/articles/{waiting}/done/",
        f"/articles/{waiting}/skip/",
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
