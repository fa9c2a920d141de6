"""Keep the ids of Proposals answering: an emptied one says where its tellings went.

A Proposal with a live annotation stands for itself. Each function returns the pointers that it
changed, as [id, canonical id before, canonical id after], so that an undo can turn them back.
"""

from collections.abc import Iterable

from django.db.models import Exists, Q
from django.utils import timezone

from annotations.models import Annotation, Proposal
from articles.prepared import Given, Prepared, PreparedUpdate

_POINTERS = Proposal.objects.values_list("pk", "canonical")
_POINTER = Prepared(_POINTERS.filter(pk=Given("pk")))
_TOLD = Annotation.objects.live().filter(proposal=Given("emptied")).exclude(pk=Given("moved"))
_OF_EMPTIED = Q(pk=Given("emptied")) | Q(canonical=Given("emptied"))
_ASTRAY = _OF_EMPTIED & ~Q(pk=Given("target")) & ~Q(canonical=Given("target")) & ~Q(Exists(_TOLD))
# What must point to a target, and the target itself where it points elsewhere.
_TO_POINT = _POINTERS.filter(_ASTRAY | Q(pk=Given("target"), canonical__isnull=False))
_TO_POINT = Prepared(_TO_POINT)
_POINT = Proposal.objects.filter(pk__among=Given("ids"))
_POINT = PreparedUpdate(_POINT, canonical=Given("target"), changed_at=Given("now"))


def follow(emptied_id: int | None, target_id: int, moved_id: int = 0) -> list:
    """What moved to the target is found from the Proposal it left, if that is told no more.

    `moved_id` is an annotation that moves from there but is not stored yet.
    """
    found = _TO_POINT.ask(emptied=emptied_id or 0, target=target_id, moved=moved_id)
    stands = [row for row in found if row[0] == target_id]
    return _point(stands, None) + _point([row for row in found if row not in stands], target_id)


def stand(proposal_id: int) -> list:
    """A Proposal that is told stands for itself."""
    return _point([row for row in _POINTER.ask(pk=proposal_id) if row[1]], None)


def stands(proposal_id: int) -> bool:
    """Whether a Proposal stands for itself."""
    return _POINTER.ask(pk=proposal_id) == [(proposal_id, None)]


def turn_back(changed: Iterable) -> None:
    """Undo changes of pointers, the latest first, where nothing has come since that forbids it.

    A Proposal that is told again stands, and nothing points to one that points elsewhere.
    """
    for proposal_id, before, after in reversed(list(changed)):
        turned = [row for row in _POINTER.ask(pk=proposal_id) if row[1] == after]
        if before is None:
            _point(turned, None)
        elif turned and not _is_needed(proposal_id):
            target_id = Proposal.objects.get(pk=before).canonical_id or before
            _point([row for row in turned if row[0] != target_id], target_id)


def _point(rows, target_id):
    """Have Proposals, given with their pointers, point to a target or, without one, stand."""
    if rows:
        _POINT.make(ids=[pk for pk, _ in rows], target=target_id, now=timezone.now())
    return [[pk, before, target_id] for pk, before in rows]


def _is_needed(proposal_id):
    """Whether a Proposal is told, or others point to it."""
    told = Annotation.objects.live().filter(proposal=proposal_id)
    return told.exists() or Proposal.objects.filter(canonical=proposal_id).exists()
