"""A real Chromium against a live server.

`browse(user)` opens a page in a context of its own, signed in as the user or as nobody; options of
the context, such as `java_script_enabled=False`, follow. `page` is an editor's. A test fails if its
pages throw an error or break the content security policy.
"""

import os

import pytest
from django.test import Client
from playwright.sync_api import expect, sync_playwright

from tests.annotations.story import tell_story

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT_MS = 10_000

expect.set_options(timeout=WAIT_MS)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=ARGUMENTS
        )
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def worker_at_rest(settings):
    """Nobody reads the articles that a test makes, unless it asks for `worker`."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def worker(worker_at_rest, settings):
    """Reads each article at once, as soon as it is stored."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def browse(chromium, live_server):
    contexts, complaints = [], []

    def open_page(user=None, **options):
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": 1440, "height": 900}, **options
        )
        contexts.append(context)
        if user:
            context.add_cookies([session_cookie(user, live_server.url)])
        page = context.new_page()
        page.set_default_timeout(WAIT_MS)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.extend(violation(message)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(browse, editor):
    return browse(editor)


@pytest.fixture
def story(transactional_db):
    """A proposal and its response, told in one article."""
    return tell_story()


@pytest.fixture
def desk(page, story):
    """The page of the story's article."""
    page.goto(story.article.get_absolute_url())
    return page


def session_cookie(user, url):
    client = Client()
    client.force_login(user)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}


def violation(message):
    return [message.text] if "Content Security Policy" in message.text else []
