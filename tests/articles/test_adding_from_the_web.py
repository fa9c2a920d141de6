"""An article is fetched from its address, shown for a look, and stored only then."""

import pytest

from articles.models import Article
from tests.articles.test_documents import PAGE, pdf
from tests.articles.web import served

URL = "/articles/add/"
pytestmark = pytest.mark.django_db


def fetched(desk, address):
    response = desk.post(URL, {"address": address})
    assert Article.objects.count() == 0
    return response


def shown(response):
    form = response.context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value()}


def test_what_is_found_fills_the_form_and_adding_stores_it(desk, web):
    address = web.serve("/a", PAGE.encode(), Content_Type="text/html")
    found = shown(fetched(desk, address))
    assert found["title"] == "Ministers meet in Vienna"
    assert (found["published"], found["url"]) == ("2026-11-20", address)
    desk.post(URL, found)
    article = Article.objects.get()
    assert (article.outlet.name, article.byline, article.url) == (
        "Daily Courier",
        "Anna Berg",
        address,
    )
    assert article.text.startswith("Foreign ministers of six countries")


def test_a_pdf_on_the_web_is_read_too(desk, web):
    address = web.serve("/a.html", pdf("Talks began."), Content_Type="text/html")
    assert shown(fetched(desk, address)) == {"text": "Talks began.", "url": address}


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (404, b"", "answers 404"),
        (200, b"<html><body><p></p></body></html>", "No article is found"),
        (200, b"", "No article is found"),
    ],
)
def test_what_cannot_be_fetched_is_told_and_the_address_kept(desk, web, status, body, told):
    address = web.serve("/a", body, status, Content_Type="text/html")
    response = fetched(desk, address)
    assert told in response.content.decode()
    assert response.context["fetching"]["address"].value() == address


def test_this_machine_is_not_asked(desk):
    with served() as web:
        page = fetched(desk, web.serve("/", PAGE.encode())).content.decode()
        assert "only public pages are fetched" in page
        assert web.asked == []


def test_nobody_else_can_make_the_server_fetch(client, reader, web):
    address = web.serve("/", PAGE.encode())
    assert client.post(URL, {"address": address}).status_code == 302
    client.force_login(reader)
    assert client.post(URL, {"address": address}).status_code == 403
    assert web.asked == []
