"""Find proposals by words, actors, dates and outcome."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from .models import Alias, Annotation, Layer, Outcome, Proposal, Role, Slot, Status, name_key
from .models.annotations import LIVE, Telling
from .outcome import FOR
from .outcomes import derived

# What a proposal must have for an outcome: one of some stances, or a telling that withdraws it. For
# `open`, what it must have not to be.
_MOVING = {
    Outcome.OPEN: (FOR | {"reject"}, True),
    Outcome.SUPPORTED: (FOR, False),
    Outcome.CONTESTED: (FOR, False),
    Outcome.ACCEPTED: ({"accept"}, False),
    Outcome.REJECTED: ({"reject"}, False),
    Outcome.WITHDRAWN: ((), True),
}
_SEARCHED = (Slot.PROPOSER, Slot.CONTENT, Slot.ADDRESSEE)


def proposals(
    words: str = "",
    proposer: str = "",
    addressee: str = "",
    outcome: str = "",
    first: date | None = None,
    last: date | None = None,
) -> QuerySet[Proposal]:
    """Proposals that are told, the latest news of them first; each with `latest`, its date.

    Every one of `words` must occur in what is put forward, by whom or to whom; accents and case
    aside. `first` and `last` bound the date of a telling, both included.
    """
    tellings = _tellings(first, last)
    found = Proposal.objects.filter(Exists(tellings))
    for word in words.split():
        found = found.filter(Exists(_roles(_SEARCHED, word)))
    for slot, name in ((Slot.PROPOSER, proposer), (Slot.ADDRESSEE, addressee)):
        if name.strip():
            found = found.filter(Exists(_roles((slot,), name.strip())))
    if outcome:
        found = with_outcome(found, outcome)
    news = Annotation.objects.live().filter(proposal=OuterRef("pk"))
    news = news.order_by(F("article__published_at").desc(nulls_last=True))
    latest = Subquery(news.values("article__published_at")[:1])
    return found.annotate(latest=latest).order_by(F("latest").desc(nulls_last=True), "-pk")


def with_outcome(found: QuerySet[Proposal], outcome: str) -> QuerySet[Proposal]:
    """Those whose outcome, overruled or derived, is the given one.

    Only what editors have accepted moves an outcome from open, so only that is derived here.
    """
    stances, withdraws = _MOVING[outcome]
    moving = Q(layer=Layer.RESPONSE, label__in=stances)
    if withdraws:
        moving |= Q(layer=Layer.PROPOSAL, telling=Telling.WITHDRAWN)
    accepted = Annotation.objects.filter(proposal=OuterRef("pk"), status=Status.ACCEPTED)
    moved = found.filter(Exists(accepted.filter(moving)) | ~Q(overruled_outcome=""))
    outcomes = derived(moved.order_by())
    if outcome == Outcome.OPEN:
        return found.exclude(pk__among=[pk for pk, one in outcomes.items() if one != outcome])
    return found.filter(pk__among=[pk for pk, one in outcomes.items() if one == outcome])


def involving(entity_ids) -> dict[str, list[int]]:
    """The ids of the proposals that entities made, were asked and answered, by slot."""
    roles = Role.objects.filter(
        entity__in=entity_ids,
        slot__in=(Slot.PROPOSER, Slot.ADDRESSEE, Slot.RESPONDER),
        annotation__status__in=LIVE,
        annotation__proposal__isnull=False,
    )
    found = {}
    for slot, pk in roles.values_list("slot", "annotation__proposal_id").distinct():
        found.setdefault(slot, []).append(pk)
    return found


def _tellings(first, last):
    tellings = Annotation.objects.live().filter(layer=Layer.PROPOSAL, proposal=OuterRef("pk"))
    if first:
        tellings = tellings.filter(article__published_at__date__gte=first)
    if last:
        tellings = tellings.filter(article__published_at__date__lte=last)
    return tellings


def _roles(slots, words):
    """The live roles of a Proposal in whose words, or in whose entity's names, the words occur."""
    bearers = Alias.objects.filter(key__contains=name_key(words))
    merged = bearers.filter(entity__canonical__isnull=False).values("entity__canonical")
    called = (
        Q(entity__in=bearers.values("entity"))
        | Q(entity__canonical__in=bearers.values("entity"))
        | Q(entity__in=merged)
    )
    return Role.objects.filter(
        Q(text__unaccent__icontains=words) | Q(value__unaccent__icontains=words) | called,
        slot__in=slots,
        annotation__proposal=OuterRef("pk"),
        annotation__layer=Layer.PROPOSAL,
        annotation__status__in=LIVE,
    )
