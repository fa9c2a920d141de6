"""Answer a request once: sent again under the same key, it gets the same answer and does nothing.

A sender that lost the answer on the way can so ask again without fear of storing twice.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from .models import Delivery

# So long a key is remembered at least.
KEPT = timedelta(days=2)


class OtherRequest(Exception):
    """The key was used by the same user for another request."""


@transaction.atomic
def answer_once(user, key: str, digest: str, answer: Callable) -> tuple[int, object, bool]:
    """Give status and body of the answer, and whether it was given before.

    `answer` makes the two. What it does and the key are stored together or not at all; of two
    requests at the same time the second waits here until the first has ended.
    Raises OtherRequest where `digest` is not that of the request that first came with the key.
    """
    delivery, is_new = Delivery.objects.get_or_create(
        user=user, key=key, defaults={"digest": digest}
    )
    if delivery.digest != digest:
        raise OtherRequest
    if is_new:
        delivery.status, delivery.answer = answer()
        delivery.save(update_fields=["status", "answer"])
        delivery.refresh_from_db(fields=["answer"])  # to the letter what will be given again
    return delivery.status, delivery.answer, not is_new


def prune(before: datetime) -> int:
    """Forget the keys used before a moment; gives how many."""
    return Delivery.objects.filter(created_at__lt=before).delete()[0]
