"""Make, merge and part entities. Nothing that refers to them is rewritten, and ids never die."""

import uuid

from django.db import transaction

from annotations.linking import create_entity
from annotations.models import Entity, Kind, Review, Verdict
from annotations.refusals import Refused

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
        Entity.objects.filter(canonical=locked).update(canonical=target)
        Entity.objects.filter(pk=target.pk).update(provisional=False)
        locked.canonical = target

    return _change(user, entity, Verdict.MERGE, change, request_id)


def unmerge(user, entity, request_id=None):
    """Take a merge back: the entity stands for itself again."""

    def change(locked):
        if not locked.canonical_id:
            raise Refused("It is not merged.", "entity")
        locked.canonical = None

    return _change(user, entity, Verdict.UNMERGE, change, request_id)


def _change(user, entity, verdict, change, request_id):
    request_id = request_id or uuid.uuid4()
    with transaction.atomic():
        locked = Entity.objects.select_for_update(of=("self",)).get(pk=entity.pk)
        answered = answered_before(request_id, user)
        if answered:
            return answered
        before = {"canonical_id": locked.canonical_id}
        change(locked)
        locked.provisional = False
        locked.revision += 1
        locked.save()
        return Review.objects.create(
            user=user,
            verdict=verdict,
            entity=locked,
            before=before,
            after={"canonical_id": locked.canonical_id},
            request_id=request_id,
        )
