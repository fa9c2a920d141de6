"""A decision on a name is offered for its other mentions in the article, and taken back as one."""

import re
import uuid

import pytest

from annotations import review
from annotations.models import Review
from annotations.refusals import Refused, Stale
from tests.factories import make_annotation, make_article, make_entity

from .once import TEXT, apply, decision, mentions, statuses
from .story import fresh, post, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db):
    return make_article(TEXT)


@pytest.fixture
def country():
    return make_entity("place", "Georgia", country="GE", feature="country")


@pytest.fixture
def state():
    return make_entity("place", "Georgia", country="US", feature="region")


# --- Which mentions are offered -------------------------------------------------------------------


def test_offered_are_the_unjudged_mentions_of_the_same_entity(editor, article, country):
    first, second, third, judged = mentions(article, 0, 1, 2, 3, entity=country)
    capital = make_annotation(article, "GEORGIA", label="PLACE", entity=country)
    review.accept(decision(editor, judged))
    taken = review.accept(decision(editor, first))
    assert review.reach(taken).alike == [second, third, capital]
    assert review.reach(taken).otherwise == []


def test_of_a_name_that_is_not_linked_those_of_the_same_words_and_label(editor, article, country):
    first, second = mentions(article, 0, 1)
    shouted = make_annotation(article, "GEORGIA", label="PLACE")
    make_annotation(article, "Georgia", occurrence=2, label="ORG")
    mentions(article, 3, entity=country)
    make_annotation(article, "Tbilisi", label="PLACE")
    taken = review.accept(decision(editor, first))
    assert review.reach(taken).alike == [second, shouted]


def test_those_of_another_label_are_no_mentions_of_the_same(editor, article, country):
    first, _ = mentions(article, 0, 1, entity=country)
    make_annotation(article, "Georgia", occurrence=2, label="NORP", entity=country)
    taken = review.reject(decision(editor, first))
    assert [one.label for one in review.reach(taken).alike] == ["PLACE"]


def test_the_mentions_of_a_merged_entity_are_its_own(editor, article, country, state, chief):
    first, *_ = mentions(article, 0, entity=country)
    (other,) = mentions(article, 1, entity=state)
    review.merge(chief, state, country)
    taken = review.accept(decision(editor, first))
    assert review.reach(taken).alike == [other]


@pytest.mark.parametrize("correction", ["relabel", "relink"])
def test_a_correction_shows_the_same_words_that_are_otherwise_linked_apart(
    editor, article, country, state, correction
):
    first, second = mentions(article, 0, 1, entity=country)
    (unlinked,) = mentions(article, 2)
    verb, value = {"relabel": (review.relabel, "ORG"), "relink": (review.relink, state)}[correction]
    found = review.reach(verb(decision(editor, first), value))
    assert (found.alike, found.otherwise) == ([second], [unlinked])


def test_nothing_is_offered_of_another_article(editor, article, country):
    first, *_ = mentions(article, 0, entity=country)
    mentions(make_article("Georgia is far.", title="Another"), 0, entity=country)
    taken = review.relink(decision(editor, first), None)
    assert not any(review.reach(taken))


def test_a_moved_or_added_name_and_a_card_are_not_carried_over(desk, editor, story):
    moved = review.respan(decision(editor, story.mentions[1]), 7, 16, "President")
    judged = review.accept(decision(editor, story.proposal))
    assert not any(review.reach(moved))
    assert not any(review.reach(judged))


# --- Carrying it over ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "fields", "becomes"),
    [
        ("accept", {}, {"status": "accepted"}),
        ("reject", {}, {"status": "rejected"}),
        ("relabel", {"label": "ORG"}, {"status": "accepted", "label": "ORG", "entity": None}),
        ("relink", {"unknown": "1"}, {"status": "accepted", "entity": None}),
    ],
)
def test_each_mention_gets_the_decision_and_a_review_of_its_own(
    desk, editor, article, country, verb, fields, becomes
):
    first, *others = mentions(article, 0, 1, 2, entity=country)
    post(desk, first, verb, **fields)
    own = Review.objects.get()
    assert apply(desk, own, others).status_code == 303
    for one in map(fresh, others):
        assert {name: getattr(one, name) for name in becomes} == becomes
    carried = Review.objects.filter(applied_from=first)
    assert {one.annotation for one in carried} == set(others)
    assert {(r.user, r.verdict, r.action) for r in carried} == {(editor, verb, own.action)}


def test_a_relink_to_another_place_reaches_what_was_linked_otherwise_only_if_ticked(
    desk, article, country, state
):
    first, second = mentions(article, 0, 1, entity=country)
    (unlinked,) = mentions(article, 2)
    page = post(desk, first, "relink", entity=state.pk, htmx=True).content.decode()
    boxes = dict(re.findall(r'name="shown" value="(\d+):\d+"( checked)?', page))
    assert boxes == {str(second.pk): " checked", str(unlinked.pk): ""}
    apply(desk, Review.objects.get(), [second])
    assert (fresh(second).entity, fresh(unlinked).entity) == (state, None)


def test_one_undo_takes_all_of_it_back(desk, editor, article, country):
    first, *others = mentions(article, 0, 1, 2, entity=country)
    post(desk, first, "reject")
    own = Review.objects.get()
    apply(desk, own, others)
    assert undo(desk, own).status_code == 303
    assert statuses([first, *others]) == ["suggested"] * 3
    assert {one.entity for one in map(fresh, others)} == {country}


def test_a_mention_that_changed_meanwhile_is_left_and_counted(desk, other_editor, article, country):
    first, second, third = mentions(article, 0, 1, 2, entity=country)
    post(desk, first, "accept")
    own = Review.objects.get()
    review.reject(decision(other_editor, second))
    page = desk.get(apply(desk, own, [second, third]).url).content.decode()
    assert statuses([second, third]) == ["rejected", "accepted"]
    assert "and 1 more like it; not 1 that changed meanwhile" in page


def test_where_all_changed_meanwhile_nothing_is_done(desk, other_editor, article, country):
    first, second = mentions(article, 0, 1, entity=country)
    post(desk, first, "accept")
    own = Review.objects.get()
    review.reject(decision(other_editor, second))
    assert apply(desk, own, [second]).status_code == 409
    assert fresh(second).status == "rejected"


def test_the_same_request_twice_is_done_once(desk, article, country):
    first, *others = mentions(article, 0, 1, 2, entity=country)
    post(desk, first, "accept")
    own, request_id = Review.objects.get(), uuid.uuid4()
    for _ in range(2):
        assert apply(desk, own, others, request_id).status_code == 303
    assert Review.objects.count() == 3
    assert [fresh(one).revision for one in others] == [2, 2]


def test_a_decision_taken_back_is_carried_nowhere(desk, article, country):
    first, second = mentions(article, 0, 1, entity=country)
    post(desk, first, "accept")
    own = Review.objects.get()
    undo(desk, own)
    assert apply(desk, own, [second]).status_code == 422
    assert fresh(second).status == "suggested"


def test_what_judges_no_name_is_refused_to_be_carried_over(desk, editor, article, country):
    first, second = mentions(article, 0, 1, entity=country)
    note = review.note(editor, first, "Which of the two?")
    moved = review.respan(decision(editor, first), 0, 3, article.text[:3])
    done = review.done(editor, article, seen=[second.pk])
    for own in (note, moved, done):
        with pytest.raises(Refused, match="can be carried over"):
            review.apply(editor, own, [(second.pk, second.revision)], uuid.uuid4())
    address = f"{article.get_absolute_url()}annotations/alike/{note.pk}/note/"
    answer = desk.post(
        address, {"request_id": uuid.uuid4(), "shown": f"{second.pk}:{second.revision}"}
    )
    assert "can be carried over" in answer.content.decode()
    assert fresh(second).status == "suggested"


def test_a_decision_that_was_changed_since_is_carried_nowhere(desk, article, country):
    first, second = mentions(article, 0, 1, entity=country)
    post(desk, first, "accept")
    own = Review.objects.get()
    post(desk, fresh(first), "reject")
    assert apply(desk, own, [second]).status_code == 422
    assert fresh(second).status == "suggested"


def test_what_the_decision_does_not_mean_is_left(desk, article, country):
    first, second = mentions(article, 0, 1, entity=country)
    tbilisi = make_annotation(article, "Tbilisi", label="PLACE")
    post(desk, first, "reject")
    apply(desk, Review.objects.get(), [second, tbilisi])
    assert statuses([second, tbilisi]) == ["rejected", "suggested"]


def test_where_one_would_stand_twice_the_others_are_changed(desk, article, country):
    first, second, third = mentions(article, 0, 1, 2, entity=country)
    twin = make_annotation(article, "Georgia", occurrence=1, label="ORG")
    post(desk, first, "relabel", label="ORG")
    page = desk.get(apply(desk, Review.objects.get(), [second, third]).url).content.decode()
    assert [fresh(one).label for one in (second, third)] == ["PLACE", "ORG"]
    assert statuses([second, twin]) == ["suggested", "suggested"]
    assert "and 1 more like it; not 1" in page


def test_many_are_changed_in_few_statements(editor, django_assert_max_num_queries):
    text, many = "Macron spoke. ", 80
    article, macron = make_article(text * many), make_entity(provisional=True)
    first, *others = (
        make_annotation(article, "Macron", occurrence=n, entity=macron) for n in range(many)
    )
    taken = review.accept(decision(editor, first))
    with django_assert_max_num_queries(16):
        carried, left = review.apply(editor, taken, [(o.pk, 1) for o in others], uuid.uuid4())
    assert (len(carried), left) == (many - 1, 0)
    assert [one.after["revision"] for one in carried] == [2] * (many - 1)
    assert not fresh(macron).provisional
    with django_assert_max_num_queries(12):
        review.undo(editor, taken)
    assert {fresh(one).status for one in (first, *others)} == {"suggested"}
    assert Review.objects.filter(verdict="undo").count() == many


def test_nothing_is_taken_back_where_one_mention_was_decided_since(
    desk, editor, other_editor, article, country
):
    first, second, third = mentions(article, 0, 1, 2, entity=country)
    post(desk, first, "accept")
    own = Review.objects.get()
    apply(desk, own, [second, third])
    review.reject(decision(other_editor, second))
    with pytest.raises(Stale):
        review.undo(editor, own)
    assert statuses([first, second, third]) == ["accepted", "rejected", "accepted"]


def test_nothing_is_taken_back_twice(desk, editor, article, country):
    first, second = mentions(article, 0, 1, entity=country)
    post(desk, first, "accept")
    own = Review.objects.get()
    apply(desk, own, [second])
    review.undo(editor, own)
    with pytest.raises(Refused):
        review.undo(editor, own)
    assert Review.objects.count() == 4


def test_a_mention_in_another_article_is_left(desk, article, country):
    first, second = mentions(article, 0, 1, entity=country)
    (abroad,) = mentions(make_article("Georgia is far.", title="Another"), 0, entity=country)
    post(desk, first, "reject")
    apply(desk, Review.objects.get(), [second, abroad])
    assert statuses([second, abroad]) == ["rejected", "suggested"]


def test_what_was_judged_along_with_a_name_follows_it_again(desk, article, state):
    """Labelled places first, with one press, and then linked, with another."""
    first, *others = mentions(article, 0, 1, 2, label="ORG")
    post(desk, first, "relabel", label="PLACE")
    apply(desk, Review.objects.get(), others)
    post(desk, fresh(first), "relink", entity=state.pk)
    own = Review.objects.first()
    assert review.reach(own).alike == [fresh(one) for one in others]
    apply(desk, own, map(fresh, others))
    assert {fresh(one).entity for one in others} == {state}


def test_what_somebody_judged_by_itself_does_not_follow_again(
    desk, other_editor, article, country, state
):
    first, second, third = mentions(article, 0, 1, 2, entity=country)
    post(desk, first, "accept")
    apply(desk, Review.objects.get(), [second, third])
    review.relink(decision(other_editor, third), None)
    post(desk, fresh(first), "relink", entity=state.pk)
    assert review.reach(Review.objects.first()).alike == [fresh(second)]
