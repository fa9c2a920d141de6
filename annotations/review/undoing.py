"""Take back one's own decisions: about annotations, entities and Proposals, and one's notes."""

import uuid

from django.db import transaction
from django.db.models import Q

from annotations.models import Entity, Knowledge, Layer, Proposal, Review, Status, Verdict
from annotations.models.reviews import CARRIED_VERDICTS
from annotations.refusals import Refused, Stale
from articles.prepared import Given, Prepared

from . import entities, pointers
from .decisions import answered_before, locked, record, restore, roles_of, save, snapshot
from .together import undo_on_each

_GESTURE = Review.objects.filter(action=Given("action")).order_by("-pk")
_GESTURE = Prepared(_GESTURE.select_related("undone_by"))
_SINCE = Review.objects.filter(annotation=Given("annotation"), pk__gt=Given("pk")).order_by()
_SINCE = _SINCE.values_list("pk")
_LATER = Prepared(_SINCE[:1])
_OVERTAKING = Prepared(_SINCE.standing()[:1])
_CHANGES_SINCE = Prepared(_SINCE.about_state())
_TAUGHT = Q(review__among=Given("decisions")) | Q(ended_by__among=Given("decisions"))
_TAUGHT = Prepared(Knowledge.objects.filter(_TAUGHT).order_by().values_list("review", "ended_by"))
# What stands for itself: no Proposal has to be led back when it changes.
_PLAIN_LAYERS = (Layer.NAME, Layer.ATTRIBUTION)

# What a decision about a whole entity or Proposal changes: how its Review calls it, and the field.
_FIELDS = {
    Verdict.MERGE: {"canonical_id": "canonical_id"},
    Verdict.UNMERGE: {"canonical_id": "canonical_id"},
    Verdict.OVERRULE: {
        "outcome": "overruled_outcome",
        "reason": "overruled_reason",
        "by": "overruled_by_id",
    },
    Verdict.COUNTER: {"counter_to_id": "counter_to_id"},
}


def undo(user, review, request_id=None):
    """Take back one's own action, everything that one gesture did; the Review of that.

    What the gesture taught is unlearnt. Raises Refused if it is somebody else's, already undone, or
    if anything changed since.
    """
    request_id = request_id or uuid.uuid4()
    with transaction.atomic():
        answered = answered_before(request_id, user)
        if answered:
            return answered
        if review.user_id != user.pk:
            raise Refused("Only your own decisions can be undone.")
        gesture = _gesture(review)
        named = next((one for one in gesture if one.pk == review.pk), gesture[0])
        ids = {one: request_id if one is named else uuid.uuid4() for one in gesture}
        undone = _undo_plain(user, gesture, ids, request_id)
        for one in gesture:
            if one not in undone:
                undone[one] = undo_one(user, one, ids[one], request_id)
        for one in gesture:
            pointers.turn_back((one.after or {}).get("pointed", ()))
        _leave_no_empty_proposals(gesture)
        _unlearn(undone.values())
    taken = sorted(undone.values(), key=lambda one: one.pk)
    undone[named].taken_together = [one for one in taken if one.annotation_id]
    return undone[named]


def can_be_undone(review) -> bool:
    """Whether a decision is of a kind that can be taken back at all."""
    about_annotation = review.annotation_id and review.verdict not in (Verdict.UNDO, Verdict.CARRY)
    return bool(about_annotation) or review.verdict in _FIELDS


def _gesture(review):
    """All that a gesture decided, the latest first."""
    gesture = [one for one in _GESTURE.ask(action=review.action) if can_be_undone(one)]
    if not gesture:
        if review.verdict == Verdict.UNDO:
            raise Refused("An undo is not undone; decide anew instead.")
        raise Refused("That decision cannot be undone here.")
    return gesture


def _undo_plain(user, gesture, ids, action):
    """Take back at once what many decisions changed that left roles and Proposals as they are."""
    plain = [one for one in gesture if _is_plain(one)]
    if len({one.annotation_id for one in plain}) < len(plain):
        return {}
    undone = undo_on_each(user, plain, [ids[one] for one in plain], action) if plain[1:] else ()
    return dict(zip(plain, undone, strict=False))


def _is_plain(review):
    return review.verdict in CARRIED_VERDICTS and review.before["layer"] in _PLAIN_LAYERS


def undo_one(user, review, request_id, action):
    """Take one decision back, whoever took it; raises Refused as `undo` does."""
    if hasattr(review, "undone_by"):
        raise Refused("That decision has been undone already.")
    if review.verdict == Verdict.NOTE:
        return _undo_note(user, review, request_id, action)
    undo_it = _undo_about_annotation if review.annotation_id else _undo_about_row
    return undo_it(user, review, request_id, action)


def _undo_note(user, review, request_id, action):
    return Review.objects.create(
        user=user,
        verdict=Verdict.UNDO,
        article_id=review.article_id,
        annotation_id=review.annotation_id,
        after={"note": ""},
        request_id=request_id,
        action=action,
        undoes=review,
    )


# --- Annotations ----------------------------------------------------------------------------------


def _undo_about_annotation(user, review, request_id, action):
    annotation = locked(review.annotation_id)
    if not _is_as_left(annotation, review):
        raise Stale(annotation, review)
    roles = roles_of(annotation)
    before = snapshot(annotation, roles)
    roles = save(annotation, _take_back(annotation, review, roles))
    if annotation.is_live and annotation.proposal_id:
        pointers.stand(annotation.proposal_id)
    return record(
        user,
        Verdict.UNDO,
        annotation,
        roles=roles,
        before=before,
        request_id=request_id,
        action=action,
        undoes=review,
    )


def _take_back(annotation, review, roles):
    """Put an annotation, not saved yet, back to before a decision; the roles it has now."""
    if review.before is None:
        annotation.status = Status.WITHDRAWN
    elif not _was_taken_along(review):
        return restore(annotation, review.before, roles)
    elif annotation.proposal_id == review.after["proposal_id"]:
        annotation.proposal_id = review.before["proposal_id"]
    return roles


def _is_as_left(annotation, review):
    """Whether an annotation is as a decision left it, apart from decisions that were undone.

    One that was taken along by a card is still the pipeline's to change.
    """
    since = {"annotation": annotation.pk, "pk": review.pk}
    # That nothing came later is the rule.
    later = _LATER.ask(**since)
    if later and _OVERTAKING.ask(**since):
        return False
    if _was_taken_along(review) and annotation.status in (Status.SUGGESTED, Status.WITHDRAWN):
        return True
    changes = later and _CHANGES_SINCE.ask(**since)
    return annotation.revision == review.after["revision"] + len(changes)


def _was_taken_along(review):
    """Whether a decision moved an annotation only because its card moved to another Proposal."""
    return review.applied_from_id is not None and review.verdict == Verdict.JOIN


def _leave_no_empty_proposals(gesture):
    """What is left of a Proposal that a decision moved to leads back to where it came from."""
    moved = [one for one in gesture if one.verdict in (Verdict.JOIN, Verdict.LEAVE)]
    ways = {(one.after["proposal_id"], one.before["proposal_id"]): one for one in moved}
    for left, back in ways:
        if back and pointers.stands(left):
            pointers.follow(left, back)


# --- Entities and Proposals -----------------------------------------------------------------------


def _undo_about_row(user, review, request_id, action):
    model, pk = (Entity, review.entity_id) if review.entity_id else (Proposal, review.proposal_id)
    row = model.objects.select_for_update(of=("self",)).get(pk=pk)
    fields = _FIELDS[review.verdict]
    before = _state(row, fields)
    if before != {key: review.after.get(key) for key in fields}:
        raise Stale(row, review)
    if model is Entity:
        entities.turn_back(row, review)
    for key, name in fields.items():
        setattr(row, name, review.before.get(key))
    row.revision += 1
    row.save()
    return Review.objects.create(
        user=user,
        verdict=Verdict.UNDO,
        **{"entity": row} if model is Entity else {"proposal": row},
        before=before,
        after=_state(row, fields),
        request_id=request_id,
        action=action,
        undoes=review,
    )


def _state(row, fields):
    return {key: getattr(row, name) for key, name in fields.items()}


# --- What the desk was taught ---------------------------------------------------------------------


def _unlearn(undone):
    """End what the undone decisions taught, and revive what they had taken back."""
    by_decision = {one.undoes_id: one for one in undone}
    pieces = _TAUGHT.ask(decisions=list(by_decision))
    for review_id in {taught for taught, _ in pieces} & by_decision.keys():
        Knowledge.objects.filter(review=review_id).end(by_decision[review_id])
    for review_id in {ended for _, ended in pieces} & by_decision.keys():
        Knowledge.objects.revive(review_id)
