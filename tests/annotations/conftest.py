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
