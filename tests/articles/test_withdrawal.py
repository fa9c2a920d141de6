"""Withdrawing an article and restoring it, as the corpus keeps it."""

import pytest

from articles import versions, withdrawing
from articles.models import Article
from tests.factories import make_article

URL = "https://news.example/story"
WHY = "The outlet has retracted it."


def refreshed(article):
    return Article.objects.get(pk=article.pk)


@pytest.fixture
def chain(db):
    return [make_article(f"Text {n}.", url=URL) for n in range(3)]


def withdrawn():
    gone = Article.objects.filter(withdrawn_at__isnull=False)
    return set(gone.values_list("text", flat=True))


def test_a_withdrawn_article_keeps_its_id_and_says_who_when_and_why(chief):
    article = make_article("A text.")
    assert withdrawing.withdraw(article, chief, WHY) == [article.pk]
    gone = refreshed(article)
    assert (gone.withdrawn_by, gone.withdrawn_why) == (chief, WHY)
    assert gone.withdrawn_at
    assert not gone.stands
    assert gone.revision == article.revision + 1
    assert gone.shown_title == f"Article {gone.pk}, withdrawn"


def test_the_versions_before_it_go_with_it(chain, chief):
    withdrawing.withdraw(chain[1], chief, WHY)
    assert withdrawn() == {"Text 0.", "Text 1."}
    assert refreshed(chain[2]).stands


def test_what_went_together_comes_back_together(chain, chief):
    withdrawing.withdraw(chain[0], chief, WHY)
    withdrawing.withdraw(chain[2], chief, WHY)
    assert withdrawn() == {"Text 0.", "Text 1.", "Text 2."}
    withdrawing.restore(chain[2])
    assert withdrawn() == {"Text 0."}
    assert refreshed(chain[2]).stands
    assert not refreshed(chain[1]).stands


def test_twice_is_once(chain, chief):
    withdrawing.withdraw(chain[2], chief, WHY)
    moment = refreshed(chain[2]).withdrawn_at
    assert withdrawing.withdraw(chain[2], chief, "Again.") == []
    assert refreshed(chain[2]).withdrawn_at == moment
    withdrawing.restore(chain[2])
    assert withdrawing.restore(chain[2]) == []


def test_the_same_text_stays_withdrawn_when_it_comes_again(chain, chief):
    withdrawing.withdraw(chain[2], chief, WHY)
    assert make_article("Text 2.", url=URL) == chain[2]
    assert refreshed(chain[2]).withdrawn_at


def test_a_new_text_at_its_address_stands(chain, chief):
    withdrawing.withdraw(chain[2], chief, WHY)
    corrected = make_article("The corrected text.", url=URL)
    assert refreshed(corrected).stands
    assert [one.pk for one in versions.of(corrected)][0] == corrected.pk
    assert list(versions.before([corrected.pk])) == []


def test_no_search_finds_it(chief):
    article = make_article("An unheard-of text.")
    assert Article.objects.matching("unheard-of").count() == 1
    withdrawing.withdraw(article, chief, WHY)
    assert not Article.objects.matching("unheard-of").exists()
