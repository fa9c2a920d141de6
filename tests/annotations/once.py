"""Mentions of a name in an article, for tests of deciding about all of them once."""

import uuid

from annotations.review import Decision
from tests.factories import make_annotation

from .story import fresh

TEXT = (
    "Atlanta, Georgia - Georgia votes. Officials in Georgia said that Georgia is ready. "
    "GEORGIA has voted. Tbilisi, the capital of Georgia, watched. Macron spoke; Macron left."
)


def mentions(article, *occurrences, **fields):
    fields = {"label": "PLACE"} | fields
    return [make_annotation(article, "Georgia", occurrence=o, **fields) for o in occurrences]


def decision(user, annotation):
    return Decision(user, annotation.pk, fresh(annotation).revision)


def shown(annotations):
    return [f"{one.pk}:{one.revision}" for one in annotations]


def address(own):
    return f"/articles/{own.article_id}/annotations/alike/{own.pk}/{own.verdict}/"


def apply(client, own, annotations, request_id=None, **more):
    """Send the mentions as they are shown now, as the form of the offer does."""
    sent = {"shown": shown(annotations), "request_id": request_id or uuid.uuid4()}
    return client.post(address(own), sent | more)


def statuses(annotations):
    return [fresh(one).status for one in annotations]
