"""Say that some mentions of an entity are another one."""

import uuid

from django.db import transaction

from annotations.models import Annotation, Review
from annotations.refusals import Refused

from .decisions import Decision
from .verbs import relink


def split(user, entity, shown, into, request_id=None) -> tuple[list[Review], int]:
    """Link mentions of an entity, as they were `shown`, to another one, in one gesture.

    The Reviews, and how many mentions were left because somebody changed them meanwhile. One undo
    takes all of it back. Refused where nothing is chosen or nothing can be changed.
    """
    request_id = request_id or uuid.uuid4()
    shown = dict(shown)
    if not shown:
        raise Refused("Choose the mentions that are another one.", "shown")
    if into.standing.pk == entity.standing.pk:
        raise Refused("That is the same entity: choose another one.", "into")
    with transaction.atomic():
        done = list(Review.objects.filter(action=request_id, user=user).order_by("pk"))
        if done:
            return done, len(shown) - len(done)
        taken = list(_relinked(user, entity, shown, into, request_id))
        if not taken:
            raise Refused("All of these have been changed meanwhile.", "shown")
        return taken, len(shown) - len(taken)


def _relinked(user, entity, shown, into, action):
    family = [entity.pk, *entity.merged.values_list("pk", flat=True)]
    own = Annotation.objects.live().names().filter(pk__in=shown, entity__in=family)
    for pk in own.order_by("pk").values_list("pk", flat=True):
        decision = Decision(user, pk, shown[pk], uuid.uuid5(action, str(pk)), action)
        try:
            yield relink(decision, into)
        except Refused:
            continue
