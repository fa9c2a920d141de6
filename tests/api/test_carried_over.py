"""The API tells what was read from what is judged by a decision on another mention only."""

import uuid

import pytest

from annotations import review
from annotations.review import Decision
from tests.factories import make_annotation, make_article, make_entity

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentions(editor):
    """A name that was read, one that followed, and one that nobody has judged."""
    article = make_article("Macron spoke. Macron left. Macron slept.")
    macron = make_entity()
    found = [make_annotation(article, "Macron", occurrence=n, entity=macron) for n in range(3)]
    taken = review.accept(Decision(editor, found[0].pk, 1))
    review.apply(editor, taken, [(found[1].pk, 1)], uuid.uuid4())
    return found


def test_a_record_says_whether_it_was_carried_over(get, mentions):
    told = {one["id"]: one["carried_over"] for one in get("annotations/")["results"]}
    assert told == dict(zip((one.pk for one in mentions), (False, True, False), strict=True))


def test_the_list_can_be_narrowed_to_what_was_read(get, mentions):
    read = get("annotations/", status="accepted", carried_over="false")["results"]
    assert [one["id"] for one in read] == [mentions[0].pk]
    followed = get("annotations/", carried_over="true")["results"]
    assert [one["id"] for one in followed] == [mentions[1].pk]


def test_what_was_decided_by_itself_since_is_read(get, mentions, other_editor):
    review.relink(Decision(other_editor, mentions[1].pk, 2), None)
    assert get("annotations/", carried_over="true")["results"] == []


def test_what_was_taken_back_is_neither(get, mentions, editor):
    review.undo(editor, mentions[0].reviews.get())
    assert get("annotations/", carried_over="true")["results"] == []
