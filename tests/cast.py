"""The people of the tests: somebody in each group, and an outsider."""

import pytest

from tests.factories import make_user


@pytest.fixture
def reader(db):
    return make_user("rosa", "reader")


@pytest.fixture
def editor(db):
    return make_user("edgar", "editor")


@pytest.fixture
def other_editor(db):
    return make_user("olga", "editor")


@pytest.fixture
def chief(db):
    return make_user("carla", "chief editor", is_staff=True)
