"""Which Proposals counter which, by the ids that answer now for those that were tied."""

from collections.abc import Collection

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from .models import Proposal


def pairs(ids: Collection[int]) -> list[tuple[int, int]]:
    """(countering, countered) of all ties that touch some standing Proposals, in one query.

    What was tied and then joined to another stays tied as that one; two that were tied and are
    now one are not.
    """
    tied = Proposal.objects.filter(counter_to__isnull=False).annotate(
        own=Coalesce("canonical", "pk"),
        countered=Coalesce("counter_to__canonical", "counter_to"),
    )
    tied = tied.filter(Q(own__in=ids) | Q(countered__in=ids)).exclude(own=F("countered"))
    return sorted(set(tied.values_list("own", "countered")))
