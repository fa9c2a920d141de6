"""Adding an article and finding it again, as a person does it."""

from playwright.sync_api import expect

from articles.models import Article
from tests.articles.test_documents import PAGE
from tests.articles.web import served
from tests.factories import make_article

TEXT = "Talks resume\n\nFrance proposed a truce on Monday. 🤝 Israel did not answer."


def test_a_pasted_article_leads_to_its_page(page):
    page.goto("/")
    page.get_by_role("link", name="Add article").click()
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_label("Date").fill("2023-10-24")
    page.get_by_label("Outlet").fill("The Daily Test")
    page.get_by_role("button", name="Add article").click()
    expect(page.get_by_role("heading", name="Talks resume")).to_be_visible()
    expect(page).to_have_url(
        f"{page.url.split('/articles/')[0]}/articles/{Article.objects.get().pk}/"
    )
    assert Article.objects.get().text == TEXT


def test_a_file_is_uploaded_and_what_was_typed_is_kept(page, tmp_path):
    story = tmp_path / "story.txt"
    story.write_bytes(b"\x89PNG\r\n\x00")
    page.goto("/articles/add/")
    page.get_by_label("Or a file").set_input_files(story)
    page.get_by_label("Title").fill("A title typed")
    page.get_by_role("button", name="Add article").click()
    expect(page.get_by_text("The file is not UTF-8 text")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("A title typed")
    story.write_text(TEXT, encoding="utf-8")
    page.get_by_label("Or a file").set_input_files(story)
    page.get_by_role("button", name="Add article").click()
    expect(page.get_by_role("heading", name="A title typed")).to_be_visible()


def test_what_is_stored_already_is_linked(page):
    make_article(TEXT, title="There already", outlet="The Daily Test")
    page.goto("/articles/add/")
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_label("Outlet").fill("The Daily Test")
    page.get_by_role("button", name="Add article").click()
    page.get_by_role("alert").get_by_role("link", name="There already").click()
    expect(page.get_by_role("heading", name="There already")).to_be_visible()


def test_an_article_is_fetched_from_its_address_and_looked_at_before_it_is_stored(page, settings):
    with served() as web:
        settings.NEWSDESK_FETCH_ALSO_FROM = [web.address]
        page.goto("/articles/add/")
        page.get_by_label("From the web").fill(web.serve("/a", PAGE.encode()))
        page.get_by_role("button", name="Fetch").click()
    expect(page.get_by_role("status")).to_contain_text("Nothing is stored yet")
    expect(page.get_by_label("Title")).to_have_value("Ministers meet in Vienna")
    expect(page.get_by_label("Date")).to_have_value("2026-11-20")
    page.get_by_role("button", name="Add article").click()
    expect(page.get_by_role("heading", name="Ministers meet in Vienna")).to_be_visible()
