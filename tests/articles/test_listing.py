"""The list of articles: search, filters, pages, and how far each is read."""

import pytest
from django.test import Client

from annotations.models import ExtractionRun, State
from articles.models import Outlet
from articles.search import HIT_END, HIT_START
from articles.templatetags.hits import hits
from tests.factories import make_annotation, make_article, make_proposal, make_response


@pytest.fixture
def visitor(client, reader):
    client.force_login(reader)
    return client


def titles(response):
    return [entry.article.title for entry in response.context["page"].object_list]


@pytest.fixture
def corpus(db):
    make_article("France proposed a truce.", title="Older", published="2023-10-24", outlet="One")
    make_article("Israel rejected a truce.", title="Newer", published="2023-11-02", outlet="Two")
    make_article("A summit of café owners met.", title="Undated", published=None, outlet="Two")


def test_the_newest_come_first_and_the_undated_last(visitor, corpus):
    assert titles(visitor.get("/")) == ["Newer", "Older", "Undated"]
    assert titles(visitor.get("/articles/")) == ["Newer", "Older", "Undated"]


def test_words_are_searched_by_stem_and_hits_are_marked(visitor, corpus):
    response = visitor.get("/", {"q": "propose truces"})
    assert titles(response) == ["Older"]
    assert 'France <mark class="hit">proposed</mark> a <mark class="hit">truce</mark>' in (
        response.text
    )


def test_snippets_are_escaped(visitor, db):
    make_article("Five < six & a truce > none", title="Odd")
    text = visitor.get("/", {"q": "truce"}).text
    assert 'Five &lt; six &amp; a <mark class="hit">truce</mark> &gt; none' in text


def test_only_whole_hits_are_marked_and_nothing_else_is_html():
    assert hits(f"<i>{HIT_START}a</i>{HIT_END} {HIT_START}b") == (
        '&lt;i&gt;<mark class="hit">a&lt;/i&gt;</mark> b'
    )


def test_outlet_and_dates_filter(visitor, corpus):
    two = visitor.get("/", {"q": "truce"}).context["form"].fields["outlet"].queryset.get(name="Two")
    assert titles(visitor.get("/", {"outlet": two.pk})) == ["Newer", "Undated"]
    assert titles(visitor.get("/", {"first": "2023-10-24", "last": "2023-10-24"})) == ["Older"]
    assert titles(visitor.get("/", {"first": "2023-10-25"})) == ["Newer"]


def test_what_cannot_be_understood_is_told_and_left_out(visitor, corpus):
    response = visitor.get("/", {"q": "truce", "first": "soon", "outlet": "999"})
    assert titles(response) == ["Newer", "Older"]
    assert "Enter a valid date." in response.text
    assert "Select a valid choice." in response.text
    assert visitor.get("/", {"q": "a\x00b"}).status_code == 200


def test_nothing_found_says_how_to_search(visitor, corpus):
    response = visitor.get("/", {"q": "volcano"})
    assert "Nothing matches." in response.text


def test_an_empty_corpus_offers_to_add_to_those_who_may(visitor, editor):
    assert "Editors add them." in visitor.get("/").text
    visitor.force_login(editor)
    assert "Add the first article" in visitor.get("/").text


def test_pages_keep_the_search(visitor, db):
    for number in range(30):
        make_article(f"Truce number {number} was proposed.", title=f"T{number}")
    first = visitor.get("/", {"q": "truce"})
    assert len(titles(first)) == 25
    assert 'href="?q=truce&amp;page=2"' in first.text
    second = visitor.get("/", {"q": "truce", "page": "2"})
    assert len(titles(second)) == 5
    assert len(titles(visitor.get("/", {"page": "99"}))) == 5
    assert len(titles(visitor.get("/", {"page": "x"}))) == 25


def test_each_says_how_far_it_is_read_and_checked(visitor, db):
    article = make_article("France proposed a truce. Israel rejected it.")
    make_article("Nobody has read this yet.", title="Unread", published="2020-01-01")
    failed = make_article("This broke the reader.", title="Broken", published="2019-01-01")
    ExtractionRun.objects.create(article=article, version="x", state=State.FINISHED)
    ExtractionRun.objects.create(article=failed, version="x", state=State.FAILED, error="Why")
    telling = make_proposal(article)
    make_response(article, proposal=telling.proposal)
    make_annotation(article, "France", label="PLACE", status="accepted")
    make_annotation(article, "Israel", label="PLACE", status="rejected")
    read, unread, broken = visitor.get("/").context["page"].object_list
    assert (read.proposals, read.responses, read.checked, read.unchecked) == (1, 1, 1, 2)
    assert unread.run.state == State.QUEUED
    assert broken.run.state == State.FAILED
    text = visitor.get("/").text
    for words in ("1 proposal", "1 response", "2 unchecked", "waiting to be read", "not be read"):
        assert words in text


def test_the_number_of_queries_does_not_grow_with_the_list(
    visitor, corpus, django_assert_num_queries
):
    with django_assert_num_queries(11):
        visitor.get("/")
    for number in range(15):
        make_article(f"Truce number {number} was proposed.", title=f"T{number}")
    with django_assert_num_queries(11):
        visitor.get("/")


def test_who_is_not_signed_in_reads_only_a_public_desk(corpus, settings):
    assert Client().get("/?q=truce").url == "/accounts/login/?next=/%3Fq%3Dtruce"
    settings.NEWSDESK_PUBLIC = True
    assert Client().get("/").status_code == 200


def test_kind_and_country_of_outlets_filter_where_any_is_known(visitor, corpus):
    assert 'name="kind"' not in visitor.get("/").text
    Outlet.objects.filter(name="Two").update(kind="agency", country="FR")
    text = visitor.get("/").text
    assert '<option value="agency">Agency</option>' in text
    assert '<option value="FR">France</option>' in text
    assert "Two, France" in text
    assert titles(visitor.get("/", {"kind": "agency"})) == ["Newer", "Undated"]
    assert titles(visitor.get("/", {"country": "FR", "q": "truce"})) == ["Newer"]
    assert titles(visitor.get("/", {"kind": "nonsense"})) == ["Newer", "Older", "Undated"]
