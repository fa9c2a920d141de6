"""Articles that are not in English: their names alone are stored, and readers are told."""

import pytest

from annotations import extraction
from annotations.models import Annotation, ExtractionRun
from tests.factories import make_article

ENGLISH = "The French president proposed on Tuesday that Russia should withdraw its troops."
GERMAN = (
    "Bundeskanzler Olaf Scholz hat am Dienstag in Berlin vorgeschlagen, dass Russland seine "
    "Truppen aus der Ukraine abzieht. Der Kreml lehnte den Vorschlag ab."
)


@pytest.fixture
def page(client, editor):
    """The page of an article of this text, once the pipeline has read it."""
    client.force_login(editor)

    def page(text):
        article = make_article(text)
        list(extraction.process())
        return client.get(article.get_absolute_url()).content.decode()

    return page


def test_an_article_in_another_language_has_names_alone_and_its_page_says_so(page):
    said = page(GERMAN)
    assert ExtractionRun.objects.get().language == "de"
    assert set(Annotation.objects.values_list("layer", flat=True)) == {"name"}
    assert "This text is in German. Only its names are suggested" in said


def test_nothing_is_said_of_the_language_of_an_english_article(page):
    said = page(ENGLISH)
    assert ExtractionRun.objects.get().language == "en"
    assert "This text is in" not in said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "words"), [("zh", "in Chinese."), ("qu", "in the language “qu”."), ("", None)]
)
def test_every_language_is_told_and_none_that_is_not_known(client, editor, code, words):
    client.force_login(editor)
    article = make_article(ENGLISH)
    ExtractionRun.objects.update(state="finished", language=code)
    said = client.get(article.get_absolute_url()).content.decode()
    assert (words or "") in said
    assert ("Only its names" in said) == (words is not None)
