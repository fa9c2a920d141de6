"""Which Proposals counter which, by the ids that answer now for those that were tied."""

from collections.abc import Collection

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from articles.prepared import Given, Prepared

from .models import Proposal

_TIED = Proposal.objects.filter(counter_to__isnull=False).annotate(
    own=Coalesce("canonical", "pk"), countered=Coalesce("counter_to__canonical", "counter_to")
)
_TIED = _TIED.filter(Q(own__among=Given("ids")) | Q(countered__among=Given("ids")))
_TIED = Prepared(_TIED.exclude(own=F("countered")).values_list("own", "countered"))


def pairs(ids: Collection[int]) -> list[tuple[int, int]]:
    """(countering, countered) of all ties that touch some standing Proposals, in one query.

    What was tied and then joined to another stays tied as that one; two that were tied and are
    now one are not.
    """
    return sorted(set(_TIED.ask(ids=list(ids))))
