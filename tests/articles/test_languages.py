"""The language of an article: told as it is stored, filtered by, searched in."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from articles.languages import language_of
from articles.models import Article
from articles.search import NOT_ENGLISH
from tests.factories import make_article

TEXTS = {
    "en": "The French president proposed on Tuesday that Russia should withdraw its troops.",
    "de": "Bundeskanzler Olaf Scholz hat am Dienstag in Berlin vorgeschlagen, dass Russland "
    "seine Truppen aus der Ukraine abzieht. Der Kreml lehnte den Vorschlag über Nacht ab.",
    "fr": "Le président de la République a proposé mardi à Paris une conférence sur la paix.",
    "es": "El presidente del Gobierno propuso el martes en Madrid una conferencia de paz.",
    "nl": "Het kabinet wil dat de landen van de EU een brief sturen aan de regering.",
    "ru": "Президент предложил во вторник провести переговоры о прекращении огня в Женеве.",
    "ar": "اقترح الرئيس يوم الثلاثاء عقد مؤتمر للسلام في القاهرة بمشاركة جميع الأطراف.",
    "zh": "外交部发言人星期二在北京提议举行和平会议。",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_language_is_told_from_a_few_words(code):
    assert language_of(TEXTS[code]) == code


@pytest.mark.parametrize("text", ["", "1234 5678", "G7 – OK"])
def test_where_no_language_is_sure_none_is_told(text):
    assert language_of(text) == ""


def test_an_english_quotation_makes_no_article_english():
    assert language_of(TEXTS["de"] + " “The answer is no.” " + TEXTS["de"]) == "de"


@pytest.fixture
def corpus(db):
    for code, text in TEXTS.items():
        make_article(text, title=code)


def test_it_is_stored_with_the_article(corpus):
    assert dict(Article.objects.values_list("title", "language")) == {code: code for code in TEXTS}
    assert Article.objects.languages() == sorted(TEXTS)


def test_what_was_stored_before_is_put_right(corpus):
    """Until languages were detected, every article counted as English."""
    Article.objects.update(language="en")
    before = dict(Article.objects.values_list("title", "revision"))
    upgrade = import_module("articles.migrations.0006_detected_languages")
    with connection.schema_editor() as editor:
        upgrade.detect(apps, editor)
    assert dict(Article.objects.values_list("title", "language")) == {code: code for code in TEXTS}
    assert Article.objects.get(title="en").revision == before["en"]
    assert Article.objects.get(title="de").revision == before["de"] + 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("vorschlag", "de"),
        ("uber", "de"),
        ("Truppen", "de"),
        ("conférence", "fr"),
        ("CONFERENCIA", "es"),
        ("regering", "nl"),
        ("переговоры", "ru"),
        ("ПЕРЕГОВОРЫ", "ru"),
        ("القاهرة", "ar"),
        ("和平会议", "zh"),
        ("北京 提议", "zh"),
    ],
)
def test_words_of_every_language_are_found(corpus, words, code):
    assert [article.title for article in Article.objects.matching(words)] == [code]


def test_words_without_spaces_that_do_not_occur_are_not_found(corpus):
    assert not Article.objects.matching("和平 战争")


def test_the_list_is_filtered_by_language(client, reader, corpus):
    client.force_login(reader)

    def titles(language):
        page = client.get("/", {"language": language}).context["page"]
        return {entry.article.title for entry in page.object_list}

    assert titles("de") == {"de"}
    assert titles(NOT_ENGLISH) == TEXTS.keys() - {"en"}
    assert titles("") == TEXTS.keys()


def test_the_list_says_what_is_read_of_other_languages(client, reader, db):
    client.force_login(reader)
    make_article(TEXTS["en"], title="en")
    assert 'name="language"' not in client.get("/").text
    assert "names alone" not in client.get("/").text
    make_article(TEXTS["de"], title="de")
    text = client.get("/").text
    assert text.count("in German: names alone are read") == 1
    assert text.count('lang="de"') == 1
    assert '<option value="de">German</option>' in text


def test_the_page_says_so_once_before_it_is_read(client, reader, db):
    client.force_login(reader)
    german = client.get(make_article(TEXTS["de"]).get_absolute_url()).text
    assert german.count("This text is in German. Only its names are suggested") == 1
    assert 'class="prose" lang="de"' in german
    english = client.get(make_article(TEXTS["en"], title="en").get_absolute_url()).text
    assert "Only its names" not in english
