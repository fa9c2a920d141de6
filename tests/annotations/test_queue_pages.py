"""The pages of the queue: who may see them, what they offer, and where they lead."""

import uuid
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from annotations import review
from annotations.models import Claim, Review, Skip, Waiting
from tests.factories import make_annotation, make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    found = make_article("In Paris.", title="First", published="2023-10-24")
    make_annotation(found, "Paris", label="PLACE")
    return found


@pytest.fixture
def second():
    found = make_article("In Oslo.", title="Second", published="2023-10-20", outlet="Le Test")
    make_annotation(found, "Oslo", label="PLACE")
    return found


def page(client, path="/review/", **query):
    answer = client.get(path, query)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client, article, verb, **fields):
    sent = {"request_id": uuid.uuid4()} | fields
    return client.post(f"/articles/{article.pk}/{verb}/", sent)


def messages(answer):
    return [str(message) for message in answer.wsgi_request._messages]


# --- Who may ------------------------------------------------------------------------------------

GETS = ("/review/", "/review/next/", "/articles/{pk}/done/", "/articles/{pk}/skip/")
POSTS = ("/review/take/", *(f"/articles/{{pk}}/{verb}/" for verb in ("claim", "release", "reopen")))


@pytest.mark.parametrize("path", GETS)
def test_the_queue_is_for_editors(client, reader, article, path):
    path = path.format(pk=article.pk)
    answer = client.get(path)
    assert answer.url == f"/accounts/login/?next={quote(path)}"
    client.force_login(reader)
    assert client.get(path).status_code == 403


@pytest.mark.parametrize("path", [*POSTS, *GETS[2:]])
def test_readers_change_nothing(client, reader, article, path):
    path = path.format(pk=article.pk)
    sent = {"request_id": uuid.uuid4(), "reason": "Because", "seen": "1"}
    assert "/accounts/login/" in client.post(path, sent).url
    client.force_login(reader)
    assert client.post(path, sent).status_code == 403
    assert not Claim.objects.exists()
    assert not Skip.objects.exists()
    assert Waiting.objects.exists()


@pytest.mark.parametrize("path", POSTS)
def test_what_changes_something_is_posted(desk, article, path):
    assert desk.get(path.format(pk=article.pk)).status_code == 405


@pytest.mark.parametrize("verb", ["claim", "release", "skip", "done", "reopen"])
def test_an_article_that_is_not_there(desk, verb):
    assert desk.post(f"/articles/999999/{verb}/").status_code == 404


def test_readers_see_nothing_of_the_queue(client, reader, article, editor):
    review.claim(editor, article)
    client.force_login(reader)
    shown = page(client, article.get_absolute_url())
    assert 'href="/review/' not in shown
    assert "Next article" not in shown
    assert "edgar" not in shown


# --- What it shows ------------------------------------------------------------------------------


def test_the_header_says_how_many_wait(desk, article, second, other_editor):
    assert 'Review <span class="badge">2' in page(desk, "/people/")
    review.claim(other_editor, second)
    assert 'Review <span class="badge">1' in page(desk, "/people/")


def test_an_empty_queue_says_so(desk):
    assert "Nothing waits." in page(desk)
    assert "You have taken nothing." in page(desk, show="mine")
    assert "You have skipped nothing" in page(desk, show="skipped")
    assert "Nothing here is done yet." in page(desk, show="done")
    assert "Nothing that waits matches." in page(desk, place="Atlantis")


def test_a_row_says_who_has_the_article_and_until_when(desk, article, other_editor):
    claim = review.claim(other_editor, article)
    shown = page(desk)
    assert '<strong>olga</strong> has it until <time datetime="' in shown
    assert f">{claim.until:%H:%M}</time>" in shown
    assert "Take First" not in shown


def test_odd_filters_are_borne(desk, article):
    for query in ("show=x", "outlet=x", "first=x&last=2023-13-45", "page=x", "place=%00"):
        assert desk.get(f"/review/?{query}").status_code == 200


def test_filters_stay_in_every_link(desk, article, second):
    shown = page(desk, place="", outlet=second.outlet_id)
    carried = quote(f"outlet={second.outlet_id}", safe="")
    assert f'href="/articles/{second.pk}/?queue={carried}"' in shown
    shown = page(desk, f"/articles/{second.pk}/", queue=f"outlet={second.outlet_id}")
    assert f"/review/next/?after={second.pk}&amp;queue={carried}" in shown


def test_a_row_without_title_markup_is_escaped(desk, article):
    article.title = "<b>bold</b>"
    article.save()
    assert "<b>bold" not in page(desk)


# --- Next -----------------------------------------------------------------------------------------


def test_next_leads_past_the_article_at_hand(desk, article, second):
    assert desk.get("/review/next/").url == article.get_absolute_url()
    assert desk.get("/review/next/", {"after": article.pk}).url == second.get_absolute_url()
    for odd in ("x", "9" * 30, "-1"):
        assert desk.get("/review/next/", {"after": odd}).url == article.get_absolute_url()


def test_next_keeps_to_the_filters(desk, article, second):
    query = f"outlet={second.outlet_id}"
    answer = desk.get("/review/next/", {"queue": query})
    assert answer.url == f"/articles/{second.pk}/?queue={quote(query, safe='')}"
    answer = desk.get("/review/next/", {"queue": query, "after": second.pk})
    assert answer.url == f"/review/?{query}"
    assert messages(answer) == ["Nothing else waits for you here."]


# --- Take -----------------------------------------------------------------------------------------


def test_take_the_next_one(desk, article, second, editor, other_editor):
    review.claim(other_editor, article)
    answer = desk.post("/review/take/")
    assert (answer.status_code, answer.url) == (303, second.get_absolute_url())
    assert Claim.objects.get(article=second).user == editor
    assert "Yours at least until" in page(desk, answer.url)


def test_nothing_to_take(desk, article, other_editor):
    review.claim(other_editor, article)
    answer = desk.post("/review/take/")
    assert answer.url == "/review/"
    assert messages(answer) == ["Nothing that waits here is free."]


def test_who_is_slower_stays_and_is_told(desk, article, other_editor):
    review.claim(other_editor, article)
    answer = send(desk, article, "claim", back="queue", queue="place=")
    assert answer.url == "/review/"
    assert "olga has taken it until" in messages(answer)[0]
    assert "olga</strong> has taken this article until" in page(desk, article.get_absolute_url())


def test_give_back(desk, article, editor):
    send(desk, article, "claim")
    assert send(desk, article, "release").url == article.get_absolute_url()
    assert not Claim.objects.live().exists()
    assert messages(send(desk, article, "release", back="queue"))[-1].startswith("You have not")


def test_an_expired_claim_is_not_shown(desk, article, other_editor):
    review.claim(other_editor, article)
    now = timezone.now()
    Claim.objects.update(claimed_at=now - timedelta(hours=1), until=now - timedelta(seconds=1))
    assert "olga" not in page(desk)
    assert "olga" not in page(desk, article.get_absolute_url())


# --- Skip -----------------------------------------------------------------------------------------


def test_skip_leads_on(desk, article, second):
    assert "Not about diplomacy" in page(desk, f"/articles/{article.pk}/skip/")
    answer = send(desk, article, "skip", other="Wants Farsi")
    assert answer.url == f"/review/next/?after={article.pk}"
    assert Skip.objects.get().reason == "Wants Farsi"
    assert "You skipped it: Wants Farsi" in page(desk, article.get_absolute_url())
    assert "Take up again" in page(desk, show="skipped")


def test_a_skip_without_reason_is_refused(desk, article):
    answer = send(desk, article, "skip", other=" ")
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()


# --- Done -----------------------------------------------------------------------------------------


def test_what_is_left_is_listed_with_links(desk, article):
    (left,) = article.annotations.all()
    shown = page(desk, f"/articles/{article.pk}/done/")
    assert "1 suggestion is left" in shown
    assert f'href="/articles/{article.pk}/#a{left.pk}">Paris</a>' in shown
    assert f'name="seen" value="{left.pk}"' in shown


def test_leave_it_and_reopen(desk, article, second):
    (left,) = article.annotations.all()
    answer = send(desk, article, "done", seen=left.pk, queue="")
    assert (answer.status_code, answer.url) == (303, f"/review/next/?after={article.pk}")
    assert messages(answer) == ["Done: First (1 left unjudged)"]
    assert "edgar marked it done on" in page(desk, article.get_absolute_url())
    assert "Reopen First" in page(desk, show="done")
    answer = send(desk, article, "reopen", back="queue", queue="show=done")
    assert answer.url == "/review/?show=done"
    assert Waiting.objects.filter(article=article).exists()


def test_turn_it_down(desk, article):
    (left,) = article.annotations.all()
    answer = send(desk, article, "done", seen=left.pk, turn_down="1")
    assert messages(answer) == ["Done: First (1 turned down)"]
    left.refresh_from_db()
    assert left.status == "rejected"
    assert "Reopen" not in page(desk, show="done")


def test_what_came_meanwhile_is_shown_first(desk, article):
    (left,) = article.annotations.all()
    make_annotation(article, "In", label="ORG")
    answer = send(desk, article, "done", seen=left.pk)
    assert answer.status_code == 409
    assert "Suggestions that you have not seen have come" in answer.content.decode()
    assert not Review.objects.exists()


def test_all_judged_is_done_at_once(desk, article):
    article.annotations.update(status="accepted")
    assert "Everything in it has been judged" in page(desk, f"/articles/{article.pk}/done/")
    assert messages(send(desk, article, "done", seen="")) == ["Done: First"]


@pytest.mark.parametrize(
    "sent", [{"seen": "x"}, {"request_id": ""}, {"seen": "1", "request_id": "no"}]
)
def test_a_broken_form_is_refused(desk, article, sent):
    assert send(desk, article, "done", **sent).status_code == 422


def test_decisions_about_articles_stand_on_the_account_page(desk, article):
    send(desk, article, "skip", reason="Later")
    send(desk, article, "reopen")
    send(desk, article, "done", seen=article.annotations.get().pk)
    shown = page(desk, "/account/")
    for words in ("Skipped it: Later", "Reopened it", "Marked it done"):
        assert words in shown
    assert "#aNone" not in shown


def test_the_filters_survive_a_decision_without_script(desk, article):
    (place,) = article.annotations.all()
    sent = {"revision": 1, "request_id": uuid.uuid4(), "queue": "place=Paris"}
    answer = desk.post(f"/articles/{article.pk}/annotations/{place.pk}/accept/", sent)
    assert answer.url == f"/articles/{article.pk}/?queue=place%3DParis#a{place.pk}"


def test_the_page_costs_so_many_queries(desk, article, second, django_assert_max_num_queries):
    with django_assert_max_num_queries(21):
        page(desk)
