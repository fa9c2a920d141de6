"""Take back one's own decisions."""

import uuid

from django.db import transaction

from annotations.models import Review, Status, Verdict
from annotations.refusals import Refused, Stale

from .decisions import answered_before, locked, record, restore, save, snapshot
from .threads import point


def undo(user, review, request_id=None):
    """Take back one's own action, everything that one gesture did.

    Raises Refused if it is somebody else's, already undone, or if anything changed since.
    """
    request_id = request_id or uuid.uuid4()
    with transaction.atomic():
        answered = answered_before(request_id, user)
        if answered:
            return answered
        if review.user_id != user.pk:
            raise Refused("Only your own decisions can be undone.")
        reviews = Review.objects.filter(action=review.action, annotation__isnull=False)
        undone = [
            _undo_one(user, one, request_id if one.pk == review.pk else uuid.uuid4(), request_id)
            for one in reviews.select_related("undone_by").order_by("-pk")
        ]
        if not undone:
            raise Refused("That decision cannot be undone here.")
        return next(one for one in undone if one.undoes_id == review.pk)


def _undo_one(user, review, request_id, action):
    if hasattr(review, "undone_by"):
        raise Refused("That decision has been undone already.")
    if review.verdict == Verdict.UNDO:
        raise Refused("An undo is not undone; decide anew instead.")
    annotation = locked(review.annotation_id)
    if _changed_since(annotation, review):
        raise Stale(annotation)
    before = snapshot(annotation)
    proposal_id = annotation.proposal_id
    if review.before is None:
        annotation.status = Status.WITHDRAWN
    else:
        restore(annotation, review.before)
    save(annotation)
    if annotation.proposal_id and annotation.proposal_id != proposal_id:
        point(proposal_id, annotation.proposal)
    return record(
        user,
        Verdict.UNDO,
        annotation,
        before=before,
        request_id=request_id,
        action=action,
        undoes=review,
    )


def _changed_since(annotation, review):
    """Whether anything but decisions that were undone has changed the annotation since."""
    later = annotation.reviews.filter(pk__gt=review.pk)
    if later.exclude(verdict=Verdict.UNDO).filter(undone_by=None).exists():
        return True
    return annotation.revision != review.after["revision"] + later.count()
