"""Full text search: PostgreSQL's, in English, accents aside."""

import pytest

from articles.models import Article
from articles.search import HIT_END, HIT_START
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def found(words):
    return [article.title for article in Article.objects.matching(words)]


def test_stems_phrases_alternatives_and_exclusions():
    make_article("The ministers proposed a ceasefire.", title="A")
    make_article("A ceasefire nobody proposed for ministers.", title="B")
    make_article("An embargo.", title="C")
    assert set(found("ceasefires propose")) == {"A", "B"}
    assert found('"proposed a ceasefire"') == ["A"]
    assert set(found("embargo or nobody")) == {"B", "C"}
    assert found("ceasefire -nobody") == ["A"]
    assert found("the of") == []


def test_accents_do_not_matter_in_either_direction():
    make_article("Álvaro Uribe spoke.", title="A")
    make_article("Alvaro Uribe spoke again.", title="B")
    assert set(found("alvaro")) == set(found("Álvaro")) == {"A", "B"}


def test_titles_weigh_more_than_texts():
    make_article("Of other things. An embargo too.", title="Nothing")
    make_article("Of other things altogether.", title="The embargo")
    assert found("embargo") == ["The embargo", "Nothing"]


def test_hits_are_marked_in_the_text_as_it_is_written():
    make_article("He met Álvaro Uribe in Bogotá.", title="A")
    snippet = Article.objects.matching("alvaro bogota").get().snippet
    assert f"{HIT_START}Álvaro{HIT_END}" in snippet
    assert f"{HIT_START}Bogotá{HIT_END}" in snippet


@pytest.mark.parametrize("words", ["'", '"', "a & | ! b", "(", ":*", "\\", "%s", "🤝"])
def test_no_query_is_an_error(words):
    make_article("Some text about talks.", title="A")
    assert found(words) in ([], ["A"])


def test_both_dates_are_included():
    make_article("One text.", title="A", published="2023-10-24T23:59:59Z")
    make_article("Another text.", title="B", published="2023-10-25")
    day = Article.objects.published_between("2023-10-24", "2023-10-24")
    assert [article.title for article in day] == ["A"]
