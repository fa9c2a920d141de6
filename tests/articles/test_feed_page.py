"""The page of feeds: editors follow, pause and hurry them, and see how each is."""

import pytest
from django.utils import timezone

from articles.models import Feed, Outlet
from tests.articles.test_feeds import rss

URL = "/feeds/"
pytestmark = pytest.mark.django_db


def follow(client, url, outlet="The Courier"):
    return client.post(URL, {"url": url, "outlet": outlet})


def test_a_feed_is_followed(desk, web, editor):
    url = web.serve("/feed", rss("/0"))
    assert follow(desk, url, "  The   Courier ").url == URL
    feed = Feed.objects.get()
    assert (feed.url, feed.outlet.name, feed.added_by) == (url, "The Courier", editor)
    assert feed.next_at <= timezone.now()
    assert "not looked at yet" in desk.get(URL).content.decode()


def test_what_is_no_feed_is_refused_with_the_reason(desk, web):
    for path, told in (("/page", "no feed"), ("/gone", "answers 404")):
        web.pages.pop("/gone", None)
        url = web.serve("/page", b"<html>") if path == "/page" else web.url(path)
        response = follow(desk, url)
        assert response.status_code == 422
        assert told in response.content.decode()
    assert "only public pages" in follow(desk, "http://127.0.0.1:1/").content.decode()
    assert not Feed.objects.exists()


def test_a_feed_is_followed_once(desk, web):
    url = web.serve("/feed", rss("/0"))
    follow(desk, url)
    assert "followed already" in follow(desk, url).content.decode()


@pytest.fixture
def feed():
    outlet = Outlet.objects.create(name="The Courier")
    return Feed.objects.create(url="https://courier.example/feed", outlet=outlet)


def test_a_feed_is_paused_and_resumed(desk, feed):
    desk.post(f"{URL}{feed.pk}/pause/")
    assert "paused" in desk.get(URL).content.decode()
    assert not Feed.objects.get().active
    desk.post(f"{URL}{feed.pk}/resume/")
    assert Feed.objects.get().active
    assert desk.post(f"{URL}{feed.pk}/explode/").status_code == 404


def test_a_feed_tells_how_it_is(desk, feed):
    report = [{"url": "https://courier.example/1", "error": "answers 404.", "tries": 1}]
    Feed.objects.update(
        stored=1200, failures=3, error="It answers 500.", report=report, checked_at=timezone.now()
    )
    page = desk.get(URL).content.decode()
    for words in ("1,200 articles stored", "It answers 500.", "3 times in a row", "1 not taken"):
        assert words in page


def test_outsiders_neither_see_nor_change_feeds(client, reader, feed):
    for address in (URL, f"{URL}{feed.pk}/pause/"):
        assert client.post(address).status_code == 302
    client.force_login(reader)
    assert client.get(URL).status_code == 403
    assert client.post(f"{URL}{feed.pk}/pause/").status_code == 403
    assert Feed.objects.get().active
