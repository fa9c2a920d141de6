"""Decisions that meet bad luck: none is lost, none is taken twice, none is hidden."""

import re

import pytest
from playwright.sync_api import expect

from annotations.models import Annotation, Review
from tests.annotations.story import finish_runs, fresh
from tests.factories import PASSWORD, make_article

from .desk import mark, said

pytestmark = pytest.mark.django_db(transaction=True)

UNCHECKED = re.compile("name-unchecked")


@pytest.fixture(params=[1440, 390])
def desk(request, page, story):
    page.set_viewport_size({"width": request.param, "height": 850})
    page.goto(story.article.get_absolute_url())
    return page


@pytest.fixture
def held(desk):
    """The requests to accept, which wait until a test lets them go on."""
    requests = []
    desk.route("**/accept/", lambda route: requests.append(route))
    return requests


def notice(page):
    return page.locator("#notice")


def let_go(desk, held, number=0):
    """Let one of the held requests reach the server, once it is on its way."""
    for _ in range(100):
        if len(held) > number:
            return held[number].continue_()
        desk.wait_for_timeout(50)
    raise AssertionError("That decision has not been sent.")


def sign_in(page, user):
    page.get_by_label("User name").fill(user.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_a_decision_is_seen_and_the_next_one_is_current_before_the_server_answers(
    desk, story, held
):
    desk.keyboard.press("a")
    expect(mark(desk, story.mention)).not_to_have_class(UNCHECKED)
    expect(desk.locator("#current")).to_contain_text("proposed")
    assert fresh(story.mention).status == "suggested"
    let_go(desk, held)
    said(desk, "Accepted “Emmanuel Macron”")


def test_decisions_go_one_after_the_other_in_their_order(desk, story, held):
    for key in "aaa":
        desk.keyboard.press(key)
    desk.wait_for_timeout(200)
    assert len(held) == 1
    for sent in range(3):
        let_go(desk, held, sent)
    said(desk, "Accepted “Macron”")
    verdicts = Review.objects.order_by("pk").values_list("annotation", flat=True)
    assert list(verdicts) == [story.mention.pk, story.proposal.pk, story.mentions[1].pk]


def test_what_is_decided_on_top_of_a_decision_is_no_conflict(desk, story, held):
    desk.keyboard.press("a")
    desk.keyboard.press("[")
    desk.keyboard.press("2")
    expect(mark(desk, story.mention)).to_have_class(re.compile("ORG"))
    let_go(desk, held)
    said(desk, "Labelled “Emmanuel Macron” organisation")
    assert [one.verdict for one in story.mention.reviews.order_by("pk")] == ["accept", "relabel"]


def test_a_refused_decision_goes_back_to_what_it_was_and_shows_why(desk, story, held):
    desk.keyboard.press("a")
    expect(mark(desk, story.mention)).not_to_have_class(UNCHECKED)
    story.article.annotations.filter(pk=story.mention.pk).update(revision=7)
    let_go(desk, held)
    expect(desk.locator("#inspector")).to_contain_text("You wanted to accept it")
    expect(mark(desk, story.mention)).to_have_class(UNCHECKED)
    expect(mark(desk, story.mention)).to_have_class(re.compile(r"\bnow\b"))
    assert not Review.objects.exists()


def test_a_lost_connection_is_told_and_what_was_decided_is_sent_once_when_it_is_back(desk, story):
    desk.context.set_offline(True)
    desk.keyboard.press("a")
    desk.keyboard.press("x")
    expect(notice(desk)).to_contain_text("Your 2 decisions are kept in this browser")
    expect(mark(desk, story.mention)).not_to_have_class(UNCHECKED)
    desk.context.set_offline(False)
    said(desk, "Rejected “proposed”")
    expect(notice(desk)).to_be_hidden()
    assert [one.verdict for one in Review.objects.order_by("pk")] == ["accept", "reject"]


def test_a_decision_that_arrived_though_its_answer_was_lost_is_taken_once(desk, story):
    lost = []

    def lose_the_answer(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    desk.route("**/accept/", lose_the_answer)
    desk.keyboard.press("a")
    said(desk, "Accepted “Emmanuel Macron”")
    assert lost == [200]
    assert Review.objects.count() == 1


def test_a_session_that_ended_keeps_the_decision_until_after_signing_in(desk, story, editor):
    desk.context.clear_cookies(name="sessionid")
    desk.keyboard.press("a")
    expect(notice(desk)).to_contain_text("Your session has ended")
    assert not Review.objects.exists()
    notice(desk).get_by_role("link", name="Sign in again").click()
    sign_in(desk, editor)
    said(desk, "Accepted “Emmanuel Macron”")
    assert fresh(story.mention).status == "accepted"
    desk.reload()
    desk.wait_for_timeout(300)
    assert Review.objects.count() == 1


def test_a_kept_decision_that_is_refused_names_the_article_that_it_was_on(desk, story):
    desk.context.set_offline(True)
    desk.keyboard.press("a")
    expect(notice(desk)).to_contain_text("kept in this browser")
    Annotation.objects.filter(pk=story.mention.pk).update(revision=5)
    other = make_article("Nothing is said here.", title="Another article")
    finish_runs(other)
    desk.route("**/accept/", lambda route: route.abort())
    desk.context.set_offline(False)
    desk.goto(other.get_absolute_url())
    desk.unroute("**/accept/")
    said(desk, "A decision that was kept was refused: look again at “Macron proposes a coalition”")
    desk.locator("#outcome").get_by_role("link", name="Macron proposes a coalition").click()
    expect(mark(desk, story.mention)).to_be_in_viewport()


def test_a_new_session_of_the_same_editor_in_another_tab_goes_unnoticed(desk, story, editor):
    other = desk.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="Sign out").click()
    other.goto("/accounts/login/")
    sign_in(other, editor)
    expect(other.get_by_role("button", name="Sign out")).to_be_visible()
    desk.keyboard.press("a")
    said(desk, "Accepted “Emmanuel Macron”")
    assert Review.objects.get().user == editor


def test_nothing_is_decided_in_the_name_of_somebody_else(desk, story, other_editor):
    desk.context.clear_cookies()
    other = desk.context.new_page()
    other.goto("/accounts/login/")
    sign_in(other, other_editor)
    expect(other.get_by_role("button", name="Sign out")).to_be_visible()
    desk.keyboard.press("a")
    expect(notice(desk)).to_contain_text("Somebody else has signed in")
    other.goto(story.article.get_absolute_url())
    other.wait_for_timeout(300)
    assert not Review.objects.exists()


def test_what_was_never_sent_is_undone_without_the_server(desk, story, held):
    desk.keyboard.press("a")
    desk.keyboard.press("a")
    desk.keyboard.press("u")
    expect(desk.locator("#current")).to_contain_text("proposed")
    let_go(desk, held)
    said(desk, "Accepted “Emmanuel Macron”")
    assert Review.objects.count() == 1


def test_undo_of_what_is_on_its_way_follows_it(desk, story, held):
    desk.keyboard.press("a")
    desk.wait_for_timeout(100)
    desk.keyboard.press("u")
    let_go(desk, held)
    said(desk, "Took back")
    assert fresh(story.mention).status == "suggested"
    expect(mark(desk, story.mention)).to_have_class(re.compile(r"\bnow\b"))


def test_a_double_click_on_the_bar_decides_once(desk, story):
    desk.locator("#current").get_by_role("button", name="Accept").dblclick()
    said(desk, "Accepted “Emmanuel Macron”")
    desk.wait_for_timeout(300)
    assert Review.objects.count() == 1
