"""Make, merge and part entities. Nothing that refers to them is rewritten, and ids never die."""

import uuid

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from annotations.linking import create_entity
from annotations.models import Entity, Kind, Review, Verdict
from annotations.refusals import Refused

from . import evidence
from .decisions import answered_before

_NAME_MAX_CHARS = 300


def new_entity(kind, name, country=""):
    """Make an entity that an editor names; two may share a name."""
    name = " ".join(name.split())
    if kind not in Kind.values:
        raise Refused(f"Choose one of {', '.join(Kind.values)}.", "kind")
    if not name or len(name) > _NAME_MAX_CHARS:
        raise Refused(f"Give a name of 1 to {_NAME_MAX_CHARS} characters.", "name")
    return create_entity(kind, name, country=country.upper(), provisional=False)


def merge(user, entity, into, request_id=None):
    """Say that two entities are one: `entity` from now on answers as `into`."""

    def change(locked):
        target = Entity.objects.select_for_update(of=("self",)).get(pk=into.standing.pk)
        if locked.pk == target.pk:
            raise Refused("These are one entity already: choose another.", "into")
        if locked.kind != target.kind:
            raise Refused(f"A {locked.kind} cannot be merged into a {target.kind}.", "into")
        if locked.canonical_id:
            raise Refused("It has been merged already; part it first.", "entity")
        came_along = list(locked.merged.values_list("pk", flat=True))
        _point(came_along, target)
        Entity.objects.filter(pk=target.pk).update(provisional=False)
        locked.canonical = target
        return came_along

    return _change(user, entity, Verdict.MERGE, change, request_id)


def unmerge(user, entity, request_id=None):
    """Take a merge back: the entity stands for itself again, and for what came along with it."""

    def change(locked):
        if not locked.canonical_id:
            raise Refused("It is not merged.", "entity")
        merging = locked.reviews.filter(verdict=Verdict.MERGE).first()
        came_along = Entity.objects.filter(
            pk__in=merging.after.get("came_along", []) if merging else [],
            canonical=locked.canonical,
        )
        came_along = list(came_along.values_list("pk", flat=True))
        locked.canonical = None
        _point(came_along, locked)
        return came_along

    return _change(user, entity, Verdict.UNMERGE, change, request_id)


def turn_back(entity, review):
    """Undo a merge or a parting of a locked entity; what came along goes back with it.

    Raises Refused if what it was part of has itself become part of another entity.
    """
    earlier = review.before["canonical_id"]
    if earlier and Entity.objects.filter(pk=earlier, canonical__isnull=False).exists():
        raise Refused("What it was part of has been merged into another entity since.")
    now = entity.canonical_id or entity.pk
    came_along = Entity.objects.filter(pk__in=review.after.get("came_along", []), canonical=now)
    _point(came_along.values_list("pk", flat=True), Entity(pk=earlier or entity.pk))
    entity.canonical_id = earlier


def _point(ids, target):
    """Let merged entities answer as another one."""
    merged = Entity.objects.filter(pk__in=list(ids))
    merged.update(canonical=target, changed_at=timezone.now(), revision=F("revision") + 1)


def _change(user, entity, verdict, change, request_id):
    request_id = request_id or uuid.uuid4()
    with transaction.atomic():
        locked = Entity.objects.select_for_update(of=("self",)).get(pk=entity.pk)
        answered = answered_before(request_id, user)
        if answered:
            return answered
        before = {"canonical_id": locked.canonical_id}
        came_along = change(locked)
        locked.provisional = False
        locked.revision += 1
        locked.save()
        review = Review.objects.create(
            user=user,
            verdict=verdict,
            entity=locked,
            before=before,
            after={"canonical_id": locked.canonical_id, "came_along": came_along},
            request_id=request_id,
        )
        evidence.learn_merge(review, locked)
        return review
