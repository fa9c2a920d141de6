"""Leave a note on an annotation: words for the other editors, which change nothing about it."""

import uuid

from django.db import transaction

from annotations.models import Review, Verdict
from annotations.refusals import Refused

from .decisions import answered_before

MOST_CHARS = 2000


def note(user, annotation, words, request_id=None) -> Review:
    """Leave a note of plain text; its lines stay, white space around it goes.

    It can be left on anything that stands in the article's history, also on what was rejected.
    """
    words = words.replace("\r\n", "\n").strip()
    if not words:
        raise Refused("Write what the others should know.", "note")
    if len(words) > MOST_CHARS:
        raise Refused(f"Write at most {MOST_CHARS:,} characters: this has {len(words):,}.", "note")
    if "\x00" in words:
        raise Refused("Write plain text: this holds characters that are none.", "note")
    request_id = request_id or uuid.uuid4()
    with transaction.atomic():
        answered = answered_before(request_id, user)
        if answered:
            return answered
        return Review.objects.create(
            user=user,
            verdict=Verdict.NOTE,
            article_id=annotation.article_id,
            annotation=annotation,
            after={"note": words},
            request_id=request_id,
            action=request_id,
        )
