"""Queries that are put together once: they find what they would find if asked anew each time."""

import threading

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef, Q

from articles.models import Article, Outlet
from articles.prepared import Given, Prepared, PreparedUpdate
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def titled(*titles):
    return [make_article(f"Words of {title}.", title=title) for title in titles]


def test_each_asking_has_its_own_values():
    one, other = titled("One", "Other")
    by_id = Prepared(Article.objects.filter(pk=Given("pk")))
    assert by_id.ask(pk=one.pk) == [one]
    assert by_id.ask(pk=other.pk) == [other]
    assert by_id.ask(pk=0) == []


def test_what_is_joined_comes_along(django_assert_num_queries):
    (article,) = titled("One")
    by_id = Prepared(Article.objects.select_related("outlet").filter(pk=Given("pk")))
    with django_assert_num_queries(1):
        assert by_id.one(pk=article.pk).outlet.name == article.outlet.name
    assert by_id.one(pk=0) is None


def test_a_number_too_large_for_an_id_is_not_looked_for(django_assert_num_queries):
    by_id = Prepared(Article.objects.filter(pk=Given("pk")))
    with django_assert_num_queries(0):
        assert by_id.ask(pk=2**63) == []


def test_it_sees_what_has_changed_since():
    (article,) = titled("One")
    titles = Prepared(Article.objects.filter(pk=Given("pk")).values_list("title", flat=True))
    assert titles.ask(pk=article.pk) == ["One"]
    Article.objects.filter(pk=article.pk).update(title="Another")
    assert titles.ask(pk=article.pk) == ["Another"]


def test_values_stand_where_they_belong_also_in_a_subquery():
    """Their order in the SQL is not that in which they are written."""
    one, other = titled("One", "Other")
    named = Article.objects.filter(outlet=OuterRef("pk"), title=Given("title"))
    found = Prepared(
        Outlet.objects.filter(Q(pk=Given("outlet")) | Q(Exists(named)), name=Given("name"))
        .annotate(told=Exists(named))
        .values_list("pk", "told")
    )
    asked = {"outlet": one.outlet_id, "name": one.outlet.name}
    assert found.ask(title="One", **asked) == [(one.outlet_id, True)]
    assert found.ask(title="None", **asked) == [(one.outlet_id, False)]


def test_values_come_as_python_has_them():
    (article,) = titled("One")
    stored = Prepared(Article.objects.filter(pk=Given("pk")).values_list("digest", "created_at"))
    assert stored.ask(pk=article.pk) == [(article.digest, article.created_at)]


@pytest.mark.django_db(transaction=True)
def test_threads_ask_over_their_own_connections():
    (article,) = titled("One")
    titles = Prepared(Article.objects.filter(pk=Given("pk")).values_list("title", flat=True))
    titles.ask(pk=article.pk)
    found = []

    def ask():
        found.extend(titles.ask(pk=article.pk))
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert found == ["One"]


def test_a_value_that_is_missing_is_said():
    with pytest.raises(KeyError, match="pk"):
        Prepared(Article.objects.filter(pk=Given("pk"))).ask()


def test_each_change_has_its_own_values():
    one, other = titled("One", "Other")
    retitle = PreparedUpdate(Article.objects.filter(pk=Given("pk")), title=Given("title"))
    assert retitle.make(pk=one.pk, title="First") == 1
    assert retitle.make(pk=other.pk, title="Second") == 1
    assert retitle.make(pk=0, title="None") == 0
    assert [Article.objects.get(pk=a.pk).title for a in (one, other)] == ["First", "Second"]


def test_what_changes_may_be_unknown():
    (article,) = titled("One")
    publish = Article.objects.filter(pk=Given("pk"))
    PreparedUpdate(publish, published_at=Given("moment")).make(pk=article.pk, moment=None)
    assert Article.objects.get(pk=article.pk).published_at is None
