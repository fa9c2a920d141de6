"""What tests of arriving articles share: a web to fetch from, and an editor's browser."""

import pytest

from tests.articles.web import served


@pytest.fixture
def web(settings):
    """A server on loopback, the only one that may be fetched from."""
    with served() as web:
        settings.NEWSDESK_FETCH_ALSO_FROM = [web.address]
        yield web


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client
