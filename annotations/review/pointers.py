"""Keep the ids of Proposals answering: an emptied one says where its tellings went.

A Proposal with a live annotation stands for itself. Each function returns the pointers that it
changed, as [id, canonical id before, canonical id after], so that an undo can turn them back.
"""

from collections.abc import Iterable

from django.utils import timezone

from annotations.models import Annotation, Proposal


def follow(emptied_id: int | None, target: Proposal) -> list:
    """What moved to the target is found from the Proposal it left, if that is told no more."""
    changed = stand(target.pk)
    if emptied_id in (None, target.pk) or _is_told(emptied_id):
        return changed
    here = Proposal.objects.filter(pk=emptied_id) | Proposal.objects.filter(canonical=emptied_id)
    return changed + _point(here.exclude(pk=target.pk).exclude(canonical=target), target.pk)


def stand(proposal_id: int | None) -> list:
    """A Proposal that is told stands for itself."""
    return _point(Proposal.objects.filter(pk=proposal_id, canonical__isnull=False), None)


def turn_back(changed: Iterable) -> None:
    """Undo changes of pointers, the latest first, where nothing has come since that forbids it.

    A Proposal that is told again stands, and nothing points to one that points elsewhere.
    """
    for proposal_id, before, after in reversed(list(changed)):
        turned = Proposal.objects.filter(pk=proposal_id, canonical=after)
        if before is None:
            _point(turned, None)
        elif not _is_told(proposal_id) and not turned.filter(joined__isnull=False).exists():
            earlier = Proposal.objects.get(pk=before)
            _point(
                turned.exclude(pk=earlier.canonical_id or before), earlier.canonical_id or before
            )


def _point(proposals, target_id):
    changed = [[pk, before, target_id] for pk, before in proposals.values_list("pk", "canonical")]
    moved = Proposal.objects.filter(pk__in=[pk for pk, _, _ in changed])
    if changed:
        moved.update(canonical=target_id, changed_at=timezone.now())
    return changed


def _is_told(proposal_id):
    return Annotation.objects.live().filter(proposal=proposal_id).exists()
