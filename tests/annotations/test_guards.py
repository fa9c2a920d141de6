"""What the database itself refuses, whoever writes."""

import pytest
from django.db import IntegrityError, transaction

from annotations import review
from annotations.models import Annotation, Review, Role
from annotations.review import Decision
from articles.models import Article
from tests.factories import make_annotation, make_article


@pytest.fixture
def article(db):
    return make_article("Emmanuel Macron spoke 🕊️ in Paris.")


def refused():
    return pytest.raises(IntegrityError)


def test_a_text_is_frozen_once_stored(article):
    with refused(), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(text="Something else.")
    Article.objects.filter(pk=article.pk).update(title="Another title", text=article.text)
    assert Article.objects.get().title == "Another title"


def test_the_length_counts_code_points(article):
    article.refresh_from_db()
    assert article.length == len(article.text)


def test_a_review_is_neither_changed_nor_deleted(article, editor):
    annotation = make_annotation(article, "Emmanuel Macron")
    review.accept(Decision(editor, annotation.pk, annotation.revision))
    with refused(), transaction.atomic():
        Review.objects.update(verdict="reject")
    with refused(), transaction.atomic():
        Review.objects.all().delete()
    assert Review.objects.get().verdict == "accept"


@pytest.mark.parametrize(
    ("start_char", "end_char", "text"),
    [(0, 0, ""), (5, 3, "ab"), (0, 8, "Emmanuel Macron"), (30, 45, "x" * 15), (999, 1000, "x")],
)
def test_a_span_lies_in_the_text_and_is_as_long_as_its_words(article, start_char, end_char, text):
    span = {"start_char": start_char, "end_char": end_char, "text": text}
    with refused(), transaction.atomic():
        Annotation.objects.create(
            article=article, layer="name", label="PERSON", origin="pipeline", **span
        )
    annotation = make_annotation(article, "Paris", label="PLACE")
    with refused(), transaction.atomic():
        Role.objects.create(annotation=annotation, slot="office", **span)
    with refused(), transaction.atomic():
        Annotation.objects.filter(pk=annotation.pk).update(**span)


def test_a_label_fits_its_layer(article):
    with refused(), transaction.atomic():
        make_annotation(article, "Paris", layer="name", label="urge")


def test_a_name_stands_once_on_the_same_words(article):
    make_annotation(article, "Paris", label="PLACE", status="rejected")
    make_annotation(article, "Paris", label="PLACE")
    make_annotation(article, "Paris", label="PERSON")
    with refused(), transaction.atomic():
        make_annotation(article, "Paris", label="PLACE", status="accepted")


def test_a_slot_without_words_is_inferred_and_half_a_span_is_refused(article):
    annotation = make_annotation(article, "spoke", layer="attribution", label="indirect")
    assert annotation.roles.create(slot="source", value="Emmanuel Macron").inferred
    with refused(), transaction.atomic():
        annotation.roles.create(slot="cue", start_char=3, text="anu")
