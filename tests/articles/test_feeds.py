"""Feeds are followed: new articles are stored, failures are told and put off, nothing twice."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import feeds
from articles.models import Article, Feed, Outlet
from tests.articles.test_documents import PAGE

pytestmark = pytest.mark.django_db


def rss(*links, dated="Fri, 20 Nov 2026 09:30:00 +0100"):
    items = "".join(
        f"<item><title>Ministers meet</title><link>{link}</link><pubDate>{dated}</pubDate></item>"
        for link in links
    )
    return f'<rss version="2.0"><channel><title>Courier</title>{items}</channel></rss>'.encode()


def page(number):
    return PAGE.replace("six countries", f"{number + 6} countries").encode()


@pytest.fixture
def feed(web):
    for number in range(3):
        web.serve(f"/{number}", page(number), Content_Type="text/html")
    url = web.serve("/feed", rss("/0", "/1"), ETag='"1"')
    return Feed.objects.create(url=url, outlet=Outlet.objects.create(name="The Courier"))


def looked(feed):
    """The feed after its turn has come once more."""
    Feed.objects.filter(pk=feed.pk).update(next_at=timezone.now())
    list(feeds.check_due())
    feed.refresh_from_db()
    return feed


def asked(web, path):
    return [one for one in web.asked if one.path == path]


def test_articles_of_a_feed_are_stored_with_what_the_feed_says(feed, web):
    looked(feed)
    article = Article.objects.get(url=web.url("/0"))
    assert (article.title, article.outlet.name) == ("Ministers meet", "The Courier")
    assert article.published_at.isoformat() == "2026-11-20T08:30:00+00:00"
    assert article.text.startswith("Foreign ministers of 6 countries")
    assert (feed.stored, feed.failures, feed.report) == (2, 0, [])


def test_only_what_is_new_is_fetched(feed, web):
    looked(feed)
    web.serve("/feed", rss("/1", "/2"))
    looked(feed)
    assert Article.objects.count() == 3
    assert [len(asked(web, f"/{number}")) for number in range(3)] == [1, 1, 1]


def test_an_unchanged_feed_is_not_sent_again(feed, web):
    looked(feed)
    web.serve("/feed", b"", 304)
    looked(feed)
    assert asked(web, "/feed")[-1].headers["If-None-Match"] == '"1"'
    assert (feed.failures, feed.error, feed.etag) == (0, "", '"1"')


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (200, b"<html><body>Welcome</body></html>", "no feed"),
        (200, b"", "no feed"),
        (200, b"\0" * 100, "no feed"),
        (200, b"x" * 50_000_000, "longer than 2 MB"),
        (404, b"", "answers 404"),
        (500, b"", "answers 500"),
    ],
)
def test_a_feed_that_cannot_be_read_says_why_and_waits_longer_each_time(
    feed, web, status, body, told
):
    web.serve("/feed", body, status)
    pauses = []
    for _ in range(3):
        looked(feed)
        pauses.append(round((feed.next_at - timezone.now()) / feeds.PAUSE))
    assert told in feed.error
    assert (feed.failures, pauses) == (3, [2, 4, 8])
    web.serve("/feed", rss("/0"))
    looked(feed)
    assert (feed.failures, feed.error, feed.stored) == (0, "", 1)


def test_however_often_it_fails_it_is_looked_at_once_a_day(feed, web):
    web.serve("/feed", b"", 500)
    Feed.objects.update(failures=99)
    looked(feed)
    assert feed.next_at - timezone.now() <= timedelta(days=1)


def test_what_cannot_be_taken_is_named_and_the_rest_is_stored(feed, web):
    web.serve("/feed", rss("/gone", "/0", "/feed", "http://10.0.0.1/x"), ETag='"1"')
    looked(feed)
    assert feed.stored == 1
    assert [(one["url"], one["tries"]) for one in feed.report] == [
        (web.url("/gone"), 1),
        ("http://10.0.0.1/x", 1),
    ]
    assert "answers 404" in feed.report[0]["error"]
    assert "not on the public internet" in feed.report[1]["error"]
    assert feed.etag == ""  # else the server would say that nothing is new
    for _ in range(5):
        looked(feed)
    assert len(asked(web, "/gone")) == feeds.MAX_TRIES
    assert len(feed.report) == 2


def test_pages_that_programs_shall_not_fetch_are_left_out(feed, web):
    web.serve("/robots.txt", b"User-agent: newsdesk\nDisallow: /0\n")
    looked(feed)
    assert asked(web, "/0") == []
    assert len(asked(web, "/robots.txt")) == 1
    assert "robots.txt" in feed.report[0]["error"]
    assert feed.stored == 1


def test_nor_is_one_taken_to_which_another_page_redirects(feed, web):
    web.serve("/robots.txt", b"User-agent: *\nDisallow: /2\n")
    web.serve("/0", b"", 302, Location="/2")
    looked(feed)
    assert [one["url"] for one in feed.report] == [web.url("/0")]
    assert "robots.txt" in feed.report[0]["error"]
    assert feed.stored == 1


def test_a_text_that_stands_there_already_is_not_stored_twice(feed, web):
    web.serve("/feed", rss("/0", "/1"))
    web.serve("/1", page(0))
    looked(feed)
    assert (Article.objects.count(), feed.stored) == (1, 1)


def test_feeds_are_looked_at_in_turn_and_only_when_due(feed, web):
    paused = Feed.objects.create(url=web.url("/paused"), outlet=feed.outlet, active=False)
    later = Feed.objects.create(
        url=web.url("/later"), outlet=feed.outlet, next_at=timezone.now() + timedelta(minutes=1)
    )
    assert [one.pk for one in feeds.check_due()] == [feed.pk]
    assert [asked(web, one) for one in ("/paused", "/later")] == [[], []]
    assert {paused.checked_at, later.checked_at} == {None}


def test_the_command_tells_what_each_feed_brought(feed, web, capsys):
    web.serve("/feed", rss("/0", "/gone"))
    call_command("fetch_feeds")
    assert capsys.readouterr().out == f"{feed.url}: 1 stored so far, 1 left out\n"
