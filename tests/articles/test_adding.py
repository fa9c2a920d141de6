"""Adding an article through the form: pasted or uploaded, and everything that is turned down."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Article
from tests.factories import make_article

TEXT = "Talks resume\n\nFrance proposed a truce on Monday. Israel did not answer."
URL = "/articles/add/"


def post(client, **fields):
    return client.post(URL, {"text": TEXT} | fields)


def upload(client, content, name="story.txt", **fields):
    return client.post(URL, {"text": "", "file": SimpleUploadedFile(name, content)} | fields)


def errors(response):
    assert Article.objects.count() == 0
    return response.context["form"].errors


def test_pasting_an_article_leads_to_its_page(desk, editor):
    response = post(
        desk, outlet="The Daily Test", published="2023-10-24", url="https://a.example/1"
    )
    article = Article.objects.get()
    assert response.url == reverse("article", args=[article.pk])
    assert article.text == TEXT
    assert article.title == "Talks resume"
    assert article.outlet.name == "The Daily Test"
    assert article.published_at.isoformat() == "2023-10-24T00:00:00+00:00"
    assert article.url == "https://a.example/1"
    assert article.added_by == editor


def test_a_given_title_is_kept(desk):
    post(desk, title="France proposes a truce")
    assert Article.objects.get().title == "France proposes a truce"


def test_line_ends_of_browsers_are_stored_as_plain_ones(desk):
    post(desk, text=TEXT.replace("\n", "\r\n"))
    assert Article.objects.get().text == TEXT


def test_a_text_file_is_read(desk):
    upload(desk, "\ufeffÉmile proposed a truce.\r\nHe left.".encode(), title="Émile")
    assert Article.objects.get().text == "Émile proposed a truce.\nHe left."


def test_the_same_text_of_the_same_outlet_is_stored_once(desk):
    stored = make_article(TEXT, title="There already", outlet="The Daily Test")
    response = post(desk, outlet="The Daily Test")
    assert Article.objects.count() == 1
    assert f'href="{reverse("article", args=[stored.pk])}"' in response.text
    assert "Already stored" in response.text
    assert "There already" in response.text


def test_the_same_text_of_another_outlet_is_another_article(desk):
    make_article(TEXT, outlet="The Daily Test")
    post(desk, outlet="The Other Paper")
    assert Article.objects.count() == 2


def test_known_outlets_are_offered(desk):
    make_article(TEXT, outlet='The "Daily" Test')
    assert '<option value="The &quot;Daily&quot; Test">' in desk.get(URL).text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        (" \n\t \u00a0", "empty"),
        ("a title\n\nwith a \x00 inside", "NUL"),
        ("x" * 1_000_000, "1,000,000 characters; the limit is 200,000"),
    ],
    ids=["empty", "whitespace", "nul", "a million characters"],
)
def test_bad_texts_are_told_at_the_field_and_change_nothing(desk, text, message):
    response = post(desk, text=text, title="Kept title", outlet="Kept outlet")
    assert message in errors(response)["text"][0]
    assert 'value="Kept title"' in response.text
    assert 'value="Kept outlet"' in response.text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not UTF-8 text: byte 1 "),
        (b"caf\xe9 talks", "not UTF-8 text: byte 4 "),
        (b"MZ\x00\x03\x00", "NUL"),
        (b"", "empty"),
        (b" \n ", "empty"),
    ],
    ids=["binary", "latin-1", "nul", "empty", "whitespace"],
)
def test_bad_files_are_told_at_the_field_and_change_nothing(desk, content, message):
    assert message in errors(upload(desk, content, title="A title"))["file"][0]


def test_a_file_over_the_limit_is_refused(desk, settings):
    settings.NEWSDESK_MAX_UPLOAD_BYTES = 1000
    assert "the limit is 1000" in errors(upload(desk, b"x" * 1001, title="T"))["file"][0].replace(
        "\xa0", " "
    )


def test_text_and_file_together_are_refused(desk):
    response = upload(desk, b"A file. And more.", text=TEXT)
    assert "not both" in errors(response)["file"][0]
    assert "Israel did not answer." in response.text


def test_a_text_without_headline_needs_a_title(desk):
    response = post(desk, text="He left.\nShe stayed.")
    assert "Give a title" in errors(response)["title"][0]
    assert "She stayed." in response.text


def test_an_uploaded_text_is_kept_where_something_else_is_missing(desk):
    response = upload(desk, b"He left.\nShe stayed.")
    assert "Give a title" in errors(response)["title"][0]
    assert "She stayed.</textarea>" in response.text


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"published": "24/10"}, "published"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "no address"}, "url"),
        ({"title": "x" * 501}, "title"),
        ({"outlet": "x" * 201}, "outlet"),
    ],
)
def test_bad_fields_are_told_where_they_are(desk, fields, field):
    assert list(errors(post(desk, **fields))) == [field]


def test_markup_is_text(desk):
    response = post(desk, text="</textarea><script>alert(1)</script>.", title="")
    assert "<script>alert" not in response.text


def test_who_is_not_signed_in_signs_in_first(client, db):
    response = client.get(URL)
    assert response.url == "/accounts/login/?next=/articles/add/"
    assert post(client).status_code == 302
    assert Article.objects.count() == 0


def test_readers_are_told_whom_to_ask(client, reader, chief):
    client.force_login(reader)
    response = post(client)
    assert response.status_code == 403
    assert "ask a chief editor: carla" in response.text
    assert Article.objects.count() == 0


def test_only_who_may_add_is_offered_to(client, reader, desk):
    assert "Add article" in desk.get("/").text
    client.force_login(reader)
    assert "Add article" not in client.get("/").text
