"""Storing articles: once an outlet, in one transaction, told after the commit."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from articles import ingest
from articles.models import Article
from articles.signals import articles_added

TEXT = "France proposed a truce. Israel rejected it."


@pytest.fixture
def announced():
    told = []

    def listen(sender, ids, **_more):
        told.append(ids)

    articles_added.connect(listen)
    yield told
    articles_added.disconnect(listen)


def entry(text=TEXT, outlet="One", **more):
    return ingest.draft(text, title="A title", outlet=outlet, **more)


def test_storing_twice_answers_with_the_first(db):
    first, is_new = ingest.store(entry())
    again, is_new_again = ingest.store(entry("\n" + TEXT.replace(". ", ".\u0020") + "\r\n"))
    assert (is_new, is_new_again) == (True, False)
    assert again.pk == first.pk


def test_many_are_stored_with_their_twins_told_apart(db):
    stored = ingest.store_many([entry(), entry(outlet="Two"), entry(), entry("Other text here.")])
    assert [is_new for _, is_new in stored] == [True, True, False, True]
    assert stored[0][0].pk == stored[2][0].pk
    assert Article.objects.count() == 3


def test_new_articles_are_announced_once(db, announced):
    article, _ = ingest.store(entry())
    ingest.store(entry())
    assert announced == [[article.pk]]


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        (None, None),
        ("", None),
        ("2023-10-24", datetime(2023, 10, 24, tzinfo=UTC)),
        (date(2023, 10, 24), datetime(2023, 10, 24, tzinfo=UTC)),
        ("2023-10-24T09:30", datetime(2023, 10, 24, 9, 30, tzinfo=UTC)),
        (
            "2023-10-24T09:30+02:00",
            datetime(2023, 10, 24, 9, 30, tzinfo=timezone(timedelta(hours=2))),
        ),
    ],
)
def test_dates_are_read_in_whatever_form_they_come(given, stored):
    assert entry(published=given).published_at == stored


def test_every_bad_field_is_told_at_once():
    with pytest.raises(ValidationError) as caught:
        ingest.draft("", published="soon", url="ftp://a.example/", outlet="x" * 201)
    assert set(caught.value.error_dict) == {"text", "published_at", "url", "outlet"}


def test_a_missing_title_is_told_with_the_rest():
    with pytest.raises(ValidationError) as caught:
        ingest.draft("He left.", published="soon")
    assert set(caught.value.error_dict) == {"title", "published_at"}


def test_an_article_without_outlet_has_the_unknown_one(db):
    assert ingest.store(entry(outlet=" "))[0].outlet.name == ingest.UNKNOWN_OUTLET


def test_the_database_refuses_to_change_a_text(db):
    article, _ = ingest.store(entry())
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(text="Another text.")
    article.title = "Another title"
    article.save()
    article.refresh_from_db()
    assert (article.title, article.text) == ("Another title", TEXT)


def test_nothing_is_stored_if_one_cannot_be(db):
    bad = ingest.Draft(text="b", title="T", outlet="One", url="x" * 3000)
    with pytest.raises(DatabaseError), transaction.atomic():
        ingest.store_many([entry(), bad])
    assert Article.objects.count() == 0


@pytest.mark.parametrize("path", ["/a/b.html", "/a?utm_source=x&p=1", "//a//", "/ü/%20", "", "/"])
def test_an_address_keeps_its_path_and_loses_capitals_before_it(path):
    url = entry(url=f"HTTPS://News.Example{path}").url
    assert url == f"https://news.example{path.replace('utm_source=x&', '')}"


@pytest.mark.parametrize(
    "url",
    [
        *("news.example/a", "ftp://news.example/a", "https:///a", "https://a b/c"),
        *("https://news.example/a b", f"https://news.example/{'a' * 2100}", "https://-.example/a"),
        *("https://[::1/a", "https://news.example:port/a", "https://?@news.example /a"),
    ],
)
def test_what_is_no_address_is_refused_whatever_its_path(url):
    for _ in range(2):  # what was refused once is remembered no better
        with pytest.raises(ValidationError) as caught:
            entry(url=url)
        assert set(caught.value.error_dict) == {"url"}


def test_every_character_is_stored_as_it_is(db):
    text = "Tab\there, a \\N, a \\t, a \\\\ and\n\\.\nno end: \u2028\x0b\x7f – \U0001f600."
    article, _ = ingest.store(entry(text, byline="A\\B"))
    article.refresh_from_db()
    assert (article.text, article.byline) == (text, "A\\B")
