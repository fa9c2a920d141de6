"""Who may carry a decision over, what pages say of it, and how it is counted."""

import re
import uuid

import pytest

from annotations import review
from annotations.models import Review
from annotations.refusals import Refused
from tests.factories import make_article, make_entity

from .once import TEXT, address, apply, decision, mentions, shown
from .story import fresh, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db):
    return make_article(TEXT)


@pytest.fixture
def country():
    return make_entity("place", "Georgia", country="GE", feature="country")


@pytest.fixture
def state():
    return make_entity("place", "Georgia", country="US", feature="region")


# --- Who may, and bad input ----------------------------------------------------------------------


def test_only_ones_own_decision_is_carried_over(desk, editor, other_editor, article, country):
    first, second = mentions(article, 0, 1, entity=country)
    theirs = review.accept(decision(other_editor, first))
    assert desk.get(address(theirs)).status_code == 404
    assert apply(desk, theirs, [second]).status_code == 404
    with pytest.raises(Refused):
        review.apply(editor, theirs, [(second.pk, 1)], uuid.uuid4())


@pytest.mark.parametrize("who", ["anonymous", "reader"])
def test_outsiders_carry_nothing_over(client, request, editor, article, country, who):
    first, second = mentions(article, 0, 1, entity=country)
    taken = review.accept(decision(editor, first))
    if who == "reader":
        client.force_login(request.getfixturevalue("reader"))
    answers = [client.get(address(taken)), apply(client, taken, [second])]
    assert [one.status_code for one in answers] == [302 if who == "anonymous" else 403] * 2
    assert fresh(second).status == "suggested"


@pytest.mark.parametrize("sent", [[], ["1"], ["1:x"], ["1:1,2:1"], ["1:1 " * 30_000]])
def test_nonsense_is_refused(desk, article, country, sent):
    first, *_ = mentions(article, 0, 1, entity=country)
    post(desk, first, "accept")
    answer = desk.post(address(Review.objects.get()), {"shown": sent, "request_id": uuid.uuid4()})
    assert answer.status_code == 422


def test_a_decision_of_another_article_or_verb_is_not_found(desk, article, country):
    first, *_ = mentions(article, 0, 1, entity=country)
    post(desk, first, "accept")
    own = Review.objects.get()
    elsewhere = make_article("Georgia is far.", title="Another").get_absolute_url()
    own_place, own_verb = address(own), f"alike/{own.pk}/accept/"
    assert desk.get(own_place).status_code == 200
    assert desk.get(f"{elsewhere}annotations/{own_verb}").status_code == 404
    assert desk.get(own_place.replace("/accept/", "/reject/")).status_code == 404


# --- What is shown of it -------------------------------------------------------------------------


def test_the_answer_lists_each_mention_in_its_context(desk, article, country):
    first, second = mentions(article, 0, 2, entity=country)
    page = post(desk, first, "accept", htmx=True).content.decode()
    offer = page[page.index('hx-swap-oob="innerHTML:#offer"') :]
    assert f'href="#a{second.pk}"' in offer
    assert "Officials in <b>Georgia</b> said that" in offer
    assert 'data-key="o"' in offer


def test_without_script_the_page_after_the_decision_leads_to_the_list(desk, article, country):
    first, second = mentions(article, 0, 1, entity=country)
    page = desk.get(post(desk, first, "accept").url).content.decode()
    link = re.search(r'<a href="([^"]*alike[^"]*)">Look at 1 more mention of it</a>', page)
    listed = desk.get(link[1]).content.decode()
    assert f'value="{second.pk}:1" checked' in listed
    assert f'href="/articles/{article.pk}/#a{second.pk}"' in listed


def test_the_last_mention_offers_nothing(desk, article, country):
    (only,) = mentions(article, 0, entity=country)
    page = post(desk, only, "accept", htmx=True).content.decode()
    assert '<div hx-swap-oob="innerHTML:#offer"></div>' in page


def test_the_next_decision_and_the_carrying_over_clear_the_offer(desk, article, country):
    first, second = mentions(article, 0, 1, entity=country)
    post(desk, first, "accept")
    sent = {"shown": shown([second]), "request_id": uuid.uuid4()}
    page = desk.post(
        address(Review.objects.get()), sent, headers={"HX-Request": "true"}
    ).content.decode()
    assert '<div hx-swap-oob="innerHTML:#offer"></div>' in page
    assert "Accepted “Georgia” and 1 more like it." in page


# --- Counted apart -------------------------------------------------------------------------------


def test_the_progress_tells_what_was_read_from_what_followed(desk, other_editor, article, country):
    first, *others = mentions(article, 0, 1, 2, entity=country)
    post(desk, first, "accept")
    own = Review.objects.get()
    apply(desk, own, others)
    page = desk.get(article.get_absolute_url()).content.decode()
    assert "3 checked, 2 of them carried over from other mentions or versions" in page
    review.relink(decision(other_editor, others[0]), None)
    page = desk.get(article.get_absolute_url()).content.decode()
    assert "3 checked, 1 of them carried over from other mentions or versions" in page


def test_nothing_is_said_of_it_where_all_was_read(desk, article, country):
    for one in mentions(article, 0, 1, entity=country):
        post(desk, one, "accept")
    assert "carried over" not in desk.get(article.get_absolute_url()).content.decode()


def test_the_queue_counts_what_followed_apart(desk, article, country):
    first, second, _ = mentions(article, 0, 1, 2, entity=country)
    post(desk, first, "accept")
    assert "carried over" not in desk.get("/review/").content.decode()
    apply(desk, Review.objects.get(), [second])
    page = desk.get("/review/").content.decode()
    assert "2 accepted" in page
    assert "1 of them carried over from other mentions or versions" in page
