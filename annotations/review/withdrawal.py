"""Withdraw an article and restore it; say of one that was taken for a copy that it is none."""

import uuid

from django.db import transaction

from annotations.models import Review, Verdict
from annotations.refusals import Refused
from articles import copies, withdrawing

from .decisions import answered_before

# Who may withdraw articles and restore them.
WITHDRAW = "articles.withdraw_article"
MOST_CHARS = 500


def withdraw(user, article, why, request_id=None) -> Review:
    """Withdraw an article with a reason, and the versions before it; a Review for each."""
    why = " ".join(why.split())
    if not why or len(why) > MOST_CHARS:
        raise Refused(f"Say why, in 1 to {MOST_CHARS} characters.", "why")

    def change():
        gone = withdrawing.withdraw(article, user, why)
        if not gone:
            raise Refused("It has been withdrawn already.")
        return gone

    return _change(user, article, Verdict.WITHDRAW, {"why": why}, change, request_id)


def restore(user, article, request_id=None) -> Review:
    """Take a withdrawal back, of all that was withdrawn with the article; a Review for each."""

    def change():
        back = withdrawing.restore(article)
        if not back:
            raise Refused("It is not withdrawn.")
        return back

    return _change(user, article, Verdict.RESTORE, {}, change, request_id)


def part(user, article, request_id=None) -> Review:
    """Say that an article is no copy: it is read as any other, and never taken for one again."""
    original = article.duplicate_of_id

    def change():
        if not copies.part(article):
            raise Refused("It is not marked as a copy.")
        return [article.pk]

    return _change(user, article, Verdict.PART, {"original": original}, change, request_id)


def _change(user, article, verdict, after, change, request_id):
    """Take one decision: `change` gives the ids of the articles that it changed."""
    request_id = request_id or uuid.uuid4()
    with transaction.atomic():
        answered = answered_before(request_id, user)
        if answered:
            return answered
        reviews = {
            pk: Review(
                user=user,
                verdict=verdict,
                article_id=pk,
                after=after,
                request_id=request_id if pk == article.pk else uuid.uuid5(request_id, str(pk)),
                action=request_id,
            )
            for pk in change()
        }
        Review.objects.bulk_create(reviews.values())
        return reviews[article.pk]
