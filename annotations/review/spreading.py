"""Apply a piece of knowledge to unjudged suggestions of earlier articles, and undo that.

Each change has a Review of its own, of the verdict `teach` or `forget`, and leaves the suggestion
unjudged. All that one gesture changed goes back in one.
"""

import uuid

from django.db import IntegrityError, transaction

from annotations import foresight, linking
from annotations.models import Annotation, Review, Status, Verdict
from annotations.refusals import Refused

from .decisions import Decision, locked, record, restore, save, snapshot
from .teaching import RULE
from .together import decide_on_each
from .undoing import undo_one


def apply(user, piece, shown, request_id=None) -> tuple[int, int]:
    """Change unjudged suggestions as a piece has it; how many, and how many shown were not.

    Only what was `shown`, as (id, revision), is changed, and only if it still is as it was.
    """
    return _apply(user, piece, shown, request_id, foresight.of_teaching, Verdict.TEACH)


def apply_back(user, piece, shown, request_id=None) -> tuple[int, int]:
    """Put unjudged suggestions back to what they would be without a piece; as `apply`."""
    return _apply(user, piece, shown, request_id, foresight.of_forgetting, Verdict.FORGET)


def _apply(user, piece, shown, request_id, foresee, verdict):
    shown = dict(shown)
    request_id = request_id or uuid.uuid4()
    with transaction.atomic():
        done = Review.objects.filter(action=request_id, user=user, annotation__isnull=False)
        if done.exists():
            return done.count(), len(shown) - done.count()
        # Locked in one order, so that two editors who apply at once wait for each other.
        rows = Annotation.objects.select_for_update(of=("self",)).order_by("pk")
        revisions = dict(rows.filter(pk__in=shown).values_list("pk", "revision"))
        as_shown = [pk for pk, revision in shown.items() if revisions.get(pk) == revision]
        changes = foresee(piece, only=as_shown).changes
        if verdict == Verdict.TEACH:
            changed = _taught(user, piece, changes, request_id)
        else:
            made = _made(changes)
            changed = sum(_changed(user, piece, one, made, request_id) for one in changes)
        return changed, len(shown) - changed


def _taught(user, piece, changes, action):
    """How many suggestions were changed as a piece has it, in a few statements for all."""
    by_id = {one.annotation.pk: one for one in changes}

    def change(annotation):
        annotation.taught_by = piece
        if by_id[annotation.pk].gone:
            annotation.status = Status.WITHDRAWN
        else:
            annotation.entity = by_id[annotation.pk].becomes

    applied_from_id = piece.review.annotation_id
    decisions = [
        Decision(
            user, pk, one.annotation.revision, uuid.uuid5(action, str(pk)), action, applied_from_id
        )
        for pk, one in by_id.items()
    ]
    return len(decide_on_each(decisions, Verdict.TEACH, change))


def _made(changes):
    """The entities of links that are not stored yet."""
    links = [one.link for one in changes if one.link and not one.becomes]
    return linking.resolve(links, (), None)[0] if links else {}


def _changed(user, piece, change, made, action):
    """Whether a suggestion could be changed back: not where its words stand already."""
    try:
        with transaction.atomic():
            _change_back(user, piece, change, made, action)
    except Refused:
        return False
    return True


def _change_back(user, piece, change, made, action):
    annotation = locked(change.annotation.pk)
    before = snapshot(annotation)
    if change.before:
        restore(annotation, change.before)
    else:
        annotation.entity = change.becomes or made.get(change.link)
        annotation.taught_by = None
    save(annotation)
    record(
        user,
        Verdict.FORGET,
        annotation,
        before=before,
        request_id=uuid.uuid5(action, str(annotation.pk)),
        action=action,
        applied_from_id=piece.review.annotation_id,
    )


def unapply(user, piece, action, request_id=None) -> tuple[int, int]:
    """Undo an application, or a change back, as one: how many went back, how many had moved on.

    Anybody's own, or with the permission to rule anybody's. What has been judged or changed since
    stays as it is.
    """
    request_id = request_id or uuid.uuid4()
    with transaction.atomic():
        done = Review.objects.filter(action=request_id, user=user, verdict=Verdict.UNDO)
        if done.exists():
            return done.count(), 0
        done = applied(piece) | changed_back(piece)
        reviews = list(done.filter(action=action).order_by("-pk"))
        if not reviews:
            raise Refused("That has been undone already.")
        if any(one.user_id != user.pk for one in reviews) and not user.has_perm(RULE):
            raise Refused("Somebody else has done that: a chief editor can undo it.")
        back = sum(_put_back(user, one, request_id) for one in reviews)
        return back, len(reviews) - back


def _put_back(user, review, action):
    try:
        with transaction.atomic():
            undo_one(user, review, uuid.uuid5(action, str(review.pk)), action)
    except (Refused, IntegrityError):
        return False
    return True


def applied(piece):
    """The Reviews by which a piece was applied to suggestions and that nobody has undone."""
    return Review.objects.filter(
        verdict=Verdict.TEACH, annotation__taught_by=piece, undone_by=None
    ).filter(after__taught_by_id=piece.pk)


def changed_back(piece):
    """The Reviews by which suggestions lost what a piece had decided, as it was taken back."""
    action = back_id(piece.ended_by.request_id) if piece.ended_by_id else None
    return Review.objects.filter(verdict=Verdict.FORGET, undone_by=None, action=action).filter(
        annotation__isnull=False
    )


def back_id(request_id: uuid.UUID) -> uuid.UUID:
    """The id of the request to change suggestions back that goes with one to take a piece back."""
    return uuid.uuid5(request_id, "back")
