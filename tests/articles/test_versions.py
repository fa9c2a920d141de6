"""The same address again: the same text is stored once, a new one follows the old."""

import threading

import pytest
from django.db import connection

from articles import copies, ingest, versions
from articles.models import Article
from tests.factories import make_article

URL = "https://news.example/story"


def stored(*texts, url=URL, **more):
    return [make_article(text, url=url, **more) for text in texts]


def chain():
    """The texts of the versions at URL, from the oldest on."""
    newest = Article.objects.get(superseded_by=None, url=URL)
    return [one.text for one in reversed(list(map(refreshed, versions.of(newest))))]


def refreshed(article):
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("https://News.Example/a?id=7#top", "https://news.example/a?id=7"),
        ("https://news.example/a?utm_source=x&id=7&fbclid=y", "https://news.example/a?id=7"),
        ("https://news.example/a?utm_source=x", "https://news.example/a"),
        ("https://news.example/#!/a", "https://news.example/#!/a"),
        ("https://news.example/A?ref=home", "https://news.example/A?ref=home"),
    ],
)
def test_an_address_is_stored_without_what_only_tracks(given, plain):
    assert versions.plain(given) == plain
    assert ingest.draft("Text.", title="T", url=given).url == plain


@pytest.mark.django_db
def test_a_new_text_at_an_address_supersedes_the_old():
    old, new = stored("The first text.", "The second text.")
    assert refreshed(old).superseded_by == new
    assert not refreshed(old).stands
    assert refreshed(new).stands
    assert refreshed(old).revision == 2
    assert chain() == ["The first text.", "The second text."]


@pytest.mark.django_db
def test_the_same_text_at_an_address_is_stored_once_whatever_the_outlet():
    first = make_article("One text.", url=URL, outlet="The Wire")
    entry = ingest.draft("One text.", title="Other", url=URL + "#top", outlet="Wire, The")
    assert ingest.store(entry) == (first, False)
    both = [
        entry,
        ingest.draft("Two.", title="T", url=URL),
        ingest.draft("Two.", title="T", url=URL, outlet="X"),
    ]
    assert [is_new for _, is_new in ingest.store_many(both)] == [False, True, False]
    assert Article.objects.count() == 2


@pytest.mark.django_db
def test_http_and_https_are_one_address():
    stored("The first text.", url="http://news.example/story")
    stored("The second text.")
    assert Article.objects.standing().count() == 1


@pytest.mark.django_db
def test_articles_without_an_address_never_follow_each_other():
    stored("The first text.", "The second text.", url="")
    assert Article.objects.standing().count() == 2


@pytest.mark.django_db
def test_a_text_that_comes_again_changes_nothing():
    first, second = stored("The first text.", "The second text.")
    assert stored("The first text.") == [first]
    assert refreshed(second).stands


@pytest.mark.django_db
def test_a_version_of_an_earlier_day_goes_before():
    stored("Tuesday's.", published="2023-10-24T09:30Z")
    stored("Monday's.", published="2023-10-23")
    stored("The same Tuesday's, of which the hour is not known.", published="2023-10-24")
    assert chain() == [
        "Monday's.",
        "Tuesday's.",
        "The same Tuesday's, of which the hour is not known.",
    ]


@pytest.mark.django_db
def test_several_versions_in_one_batch_follow_one_another():
    stored("Zero.")
    batch = [ingest.draft(text, title="T", url=URL) for text in ("One.", "Two.", "One.")]
    assert [is_new for _, is_new in ingest.store_many(batch)] == [True, True, False]
    assert chain() == ["Zero.", "One.", "Two."]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("known", [True, False])
def test_versions_that_come_at_once_never_fork(known):
    if known:
        stored("Zero.")
    start = threading.Barrier(4)

    def store(number):
        start.wait()
        try:
            stored(f"Text {number}.")
        finally:
            connection.close()

    threads = [threading.Thread(target=store, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # What came to an unknown address at one moment is put in order before it is read.
    versions.chain([URL])
    assert len(chain()) == 4 + known
    assert Article.objects.standing().count() == 1
    assert copies.settle(list(Article.objects.order_by("pk"))) == [Article.objects.standing().get()]
