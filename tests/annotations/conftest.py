"""What tests of pages share: a story, and an editor at the review desk."""

import pytest

from .story import tell_story


@pytest.fixture
def story(db):
    return tell_story()


@pytest.fixture
def desk(client, editor):
    """A client in which an editor is signed in."""
    client.force_login(editor)
    return client


@pytest.fixture
def worker_at_rest(settings):
    """Nobody reads the articles that a test with committed transactions makes."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
