"""One gesture about many annotations, each with its Review, in a few statements for all."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from annotations.models import Annotation, Layer, Review, Role, Status, Verdict
from annotations.refusals import Refused, Stale
from articles.prepared import Given, Prepared

from . import evidence
from .decisions import (
    DOES_NOT_STAND,
    SNAPSHOT_FIELDS,
    STANDS_ALREADY,
    Decision,
    confirm_entities,
    decide,
    prolong_claim,
    snapshot,
)

Change = Callable[[Annotation], None]
# What belongs to a Proposal is decided one by one: that may move what leads to the Proposal.
_ALONE = (Layer.PROPOSAL, Layer.RESPONSE)
_LOCKED = Annotation.objects.select_for_update(of=("self",)).select_related("entity")
_LOCKED = Prepared(_LOCKED.filter(pk__among=Given("ids")).order_by("pk"))
_ROLES = Role.objects.filter(annotation__among=Given("ids")).order_by("slot", "position")
_ROLES = Prepared(_ROLES)
_REVIEWS = Review.objects.filter(annotation__among=Given("ids")).order_by()
_REVIEWS = _REVIEWS.values_list("annotation", "pk")
_STANDING = Prepared(_REVIEWS.standing())
_ABOUT_STATE = Prepared(_REVIEWS.about_state())


class Changed(NamedTuple):
    """What a decision changes of an annotation that is locked; not stored yet."""

    decision: Decision
    annotation: Annotation
    roles: list[Role]
    before: dict
    undoes: Review | None = None

    @property
    def values(self):
        """The fields that have changed, with their new values."""
        new = {name: getattr(self.annotation, name) for name in SNAPSHOT_FIELDS}
        return {name: value for name, value in new.items() if value != self.before[name]}


def decide_on_each(decisions: Sequence[Decision], verdict, change: Change) -> list[Review]:
    """Take the same decision about several annotations; the Reviews, in the order of the decisions.

    What is not as it was shown, or cannot be changed so, is left as it is. `change` alters an
    annotation but none of its roles, or raises Refused.
    """
    with transaction.atomic(savepoint=False):
        rows = locked_together([decision.annotation_id for decision in decisions])
        alone = [one for one in decisions if rows[one.annotation_id].layer in _ALONE]
        others = [one for one in decisions if one not in alone]
        try:
            with transaction.atomic():
                taken = store(list(_changed(others, rows, change)), verdict)
        except IntegrityError:  # one of them would then stand twice
            taken, alone = [], decisions
        _prolong_claim(taken)
        taken += _one_by_one(alone, verdict, change)
    return sorted(taken, key=lambda review: review.pk)


def undo_on_each(user, reviews: Sequence[Review], ids: Sequence[UUID], action) -> list[Review]:
    """Take back decisions that changed no roles, each about an annotation of its own.

    `ids` are those of the requests, one a decision. Raises Refused or Stale, and then nothing has
    changed, where one of them is undone already or its annotation has changed since.
    """
    with transaction.atomic(savepoint=False):
        rows = locked_together([review.annotation_id for review in reviews])
        _check_as_left(reviews, rows)
        roles = roles_of_each(list(rows))
        changed = []
        for review, request_id in zip(reviews, ids, strict=True):
            row = rows[review.annotation_id]
            before = snapshot(row, roles[row.pk])
            for name in SNAPSHOT_FIELDS:
                setattr(row, name, review.before.get(name))
            decision = Decision(user, row.pk, row.revision, request_id, action)
            row.revision += 1
            changed.append(Changed(decision, row, roles[row.pk], before, review))
        try:
            undone = store(changed, Verdict.UNDO)
        except IntegrityError as error:
            raise Refused(STANDS_ALREADY) from error
        _prolong_claim(undone)
        return undone


def _prolong_claim(reviews):
    """The claim of whoever took some decisions about an article lasts anew."""
    if reviews:
        prolong_claim(reviews[0].article_id, reviews[0].user)


def _check_as_left(reviews, rows):
    """Whether every annotation is as its decision left it, apart from what was undone."""
    standing = _pks_by_annotation(_STANDING.ask(ids=list(rows)))
    about_state = _pks_by_annotation(_ABOUT_STATE.ask(ids=list(rows)))
    for review in reviews:
        row = rows[review.annotation_id]
        if row.set_aside:
            raise Refused(DOES_NOT_STAND)
        if hasattr(review, "undone_by"):
            raise Refused("That decision has been undone already.")
        later = sum(pk > review.pk for pk in about_state[row.pk])
        overtaken = any(pk > review.pk for pk in standing[row.pk])
        if overtaken or row.revision != review.after["revision"] + later:
            raise Stale(row, review)


def _pks_by_annotation(reviews):
    found = defaultdict(list)
    for annotation_id, pk in reviews:
        found[annotation_id].append(pk)
    return found


def roles_of_each(ids):
    """The roles of each annotation, in the order of a snapshot."""
    roles = defaultdict(list)
    for role in _ROLES.ask(ids=list(ids)):
        roles[role.annotation_id].append(role)
    return roles


def locked_together(ids):
    """The annotations by their ids, locked until the transaction ends."""
    return {row.pk: row for row in _LOCKED.ask(ids=list(ids))}


def _changed(decisions, rows, change):
    """What the decisions change, where they can be taken; nothing is stored."""
    roles = roles_of_each([decision.annotation_id for decision in decisions])
    for decision in decisions:
        annotation = rows[decision.annotation_id]
        if annotation.revision != decision.revision or annotation.status == Status.WITHDRAWN:
            continue
        before = snapshot(annotation, roles[annotation.pk])
        try:
            change(annotation)
        except Refused:
            continue
        annotation.revision += 1
        yield Changed(decision, annotation, roles[annotation.pk], before)


def store(changed: Sequence[Changed], verdict) -> list[Review]:
    """Store what has changed, and the Reviews of it."""
    if not changed:
        return []
    now = timezone.now()
    for values, ids in _alike(changed):
        Annotation.objects.filter(pk__among=ids).update(
            **dict(values), revision=F("revision") + 1, changed_at=now
        )
    accepted = [one for one in changed if one.annotation.status == Status.ACCEPTED]
    linked = {row.entity_id for one in accepted for row in (one.annotation, *one.roles)} - {None}
    if linked:
        confirm_entities(linked)
    return _record(changed, verdict)


def _alike(changed):
    """Groups of ids of which the same has changed."""
    groups = defaultdict(list)
    for one in changed:
        groups[tuple(one.values.items())].append(one.annotation.pk)
    return groups.items()


def _record(changed, verdict):
    reviews = Review.objects.bulk_create(_review(one, verdict) for one in changed)
    for review, one in zip(reviews, changed, strict=True):
        evidence.learn(review, one.annotation)
    return reviews


def _review(one, verdict):
    decision, annotation = one.decision, one.annotation
    return Review(
        user=decision.user,
        verdict=verdict,
        article_id=annotation.article_id,
        annotation=annotation,
        before=one.before,
        after=snapshot(annotation, one.roles),
        request_id=decision.request_id,
        action=decision.action,
        applied_from_id=decision.applied_from_id,
        undoes=one.undoes,
    )


def _one_by_one(decisions, verdict, change):
    taken = []
    for decision in decisions:
        try:
            taken.append(decide(decision, verdict, change))
        except Refused:
            continue
    return taken
