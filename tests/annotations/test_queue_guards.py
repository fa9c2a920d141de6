"""What waits is known to the database itself, whoever writes; so is who has taken it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from annotations import review
from annotations.models import Annotation, Claim, Skip, Waiting
from annotations.review import Decision
from tests.factories import make_annotation, make_article


@pytest.fixture
def article(db):
    return make_article("Emmanuel Macron spoke in Paris.")


def refused():
    return pytest.raises(IntegrityError)


def waits(article):
    """Whether the article waits once the transaction is committed."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS annotations_settled IMMEDIATE")
        cursor.execute("SET CONSTRAINTS annotations_settled DEFERRED")
    return Waiting.objects.filter(article=article).exists()


def test_an_article_waits_from_its_first_suggestion_to_the_last_judgement(article, editor):
    assert not waits(article)
    name = make_annotation(article, "Emmanuel Macron")
    place = make_annotation(article, "Paris", label="PLACE")
    assert waits(article)
    review.accept(Decision(editor, name.pk, name.revision))
    assert waits(article)
    taken = review.reject(Decision(editor, place.pk, place.revision))
    assert not waits(article)
    review.undo(editor, taken)
    assert waits(article)


def test_what_was_never_a_suggestion_does_not_wait(article):
    make_annotation(article, "Paris", label="PLACE", status="accepted", origin="editor")
    assert not waits(article)


def test_it_waits_whoever_writes(article):
    annotation = make_annotation(article, "Paris", label="PLACE")
    Annotation.objects.filter(pk=annotation.pk).update(status="withdrawn")
    assert not waits(article)
    Annotation.objects.filter(pk=annotation.pk).update(status="suggested")
    assert waits(article)
    Waiting.objects.all().delete()
    Annotation.objects.filter(pk=annotation.pk).update(status="suggested", confidence=0.1)
    assert not waits(article)  # nothing new has appeared


def test_a_row_that_nothing_keeps_is_hidden(article):
    annotation = make_annotation(article, "Paris", label="PLACE")
    assert Waiting.objects.with_work().count() == 1
    Annotation.objects.filter(pk=annotation.pk).update(status="rejected")
    assert Waiting.objects.count() == 1  # until the commit
    assert Waiting.objects.with_work().count() == 0


def test_it_waits_as_of_its_date_also_when_that_is_put_right(article):
    make_annotation(article, "Paris", label="PLACE")
    assert Waiting.objects.get().moment == datetime(2023, 10, 24, tzinfo=UTC)
    article.published_at = datetime(2023, 11, 2, tzinfo=UTC)
    article.save()
    assert Waiting.objects.get().moment == article.published_at
    article.published_at = None
    article.save()
    assert Waiting.objects.get().moment == article.created_at


def test_one_claim_of_an_article_is_open(article, editor, other_editor):
    until = timezone.now() + timedelta(minutes=1)
    first = Claim.objects.create(article=article, user=editor, until=until)
    with refused(), transaction.atomic():
        Claim.objects.create(article=article, user=other_editor, until=until)
    Claim.objects.filter(pk=first.pk).end()
    Claim.objects.create(article=article, user=other_editor, until=until)


def test_a_claim_lasts_and_a_skip_has_a_reason(article, editor):
    with refused(), transaction.atomic():
        Claim.objects.create(article=article, user=editor, until=timezone.now() - timedelta(days=1))
    with refused(), transaction.atomic():
        Skip.objects.create(article=article, user=editor, reason="")
    Skip.objects.create(article=article, user=editor, reason="Not ours")
    with refused(), transaction.atomic():
        Skip.objects.create(article=article, user=editor, reason="Once more")


@pytest.mark.django_db(transaction=True)
def test_it_waits_no_longer_after_the_commit(worker_at_rest, editor):
    article = make_article("Emmanuel Macron spoke in Paris.")
    annotation = make_annotation(article, "Paris", label="PLACE")
    review.accept(Decision(editor, annotation.pk, annotation.revision))
    assert not Waiting.objects.exists()
