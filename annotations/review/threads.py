"""Follow a proposal across tellings: join, part, attach, tie to what it counters, overrule."""

import uuid

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from annotations.models import Annotation, Layer, Outcome, Proposal, Review, Verdict
from annotations.models.annotations import LIVE, Telling
from annotations.refusals import Refused
from articles.prepared import Given, Prepared

from . import pointers
from .decisions import Decision, answered_before, correct, snapshot
from .together import Changed, locked_together, roles_of_each, store

_TELLINGS = Annotation.objects.live().filter(layer=Layer.PROPOSAL)
_TOLD = Exists(_TELLINGS.filter(proposal=Coalesce(OuterRef("canonical"), OuterRef("pk"))))
# A Proposal, and whether the one that stands for it is told.
_STANDING = Proposal.objects.filter(pk=Given("pk")).select_related("canonical")
_STANDING = Prepared(_STANDING.annotate(told=_TOLD))
_BEFORE = Q(article__published_at__lt=Given("published"))
_BEFORE |= Q(article=Given("article"), start_char__lt=Given("start_char"))
_TOLD_BEFORE = _TELLINGS.filter(_BEFORE, proposal=Given("proposal")).exclude(pk=Given("pk"))
_TOLD_BEFORE = Prepared(_TOLD_BEFORE.values_list("pk")[:1])
_ELSEWHERE = _TELLINGS.filter(proposal=Given("source")).exclude(article=Given("article"))
_STRANDED = Q(layer=Layer.RESPONSE, status__in=LIVE) & ~Q(Exists(_ELSEWHERE))
_ALONG = Annotation.objects.filter(proposal=Given("source")).exclude(pk=Given("pk"))
_ALONG = _ALONG.filter(Q(article=Given("article")) | _STRANDED).order_by("pk")
_ALONG = Prepared(_ALONG.select_for_update(of=("self",)).select_related("entity"))


def join(decision, proposal):
    """Say that a card tells a Proposal that is told elsewhere, in its own article or another.

    What else its article says of the Proposal that it told so far comes along; where nothing
    tells that one any more, so do the answers of other articles.
    """

    along = []

    def change(annotation):
        if annotation.layer != Layer.PROPOSAL:
            raise Refused("Only a proposal can be joined to another.", "proposal")
        target = _standing(proposal)
        if target.pk == annotation.proposal_id:
            raise Refused("It is that proposal already: choose another one.", "proposal")
        pointed = _move(annotation, target, _along(annotation), decision, along)
        if annotation.telling == Telling.MADE and _is_told_before(annotation):
            annotation.telling = Telling.RESTATED
        return pointed

    return _with(along, correct(decision, Verdict.JOIN, change))


def leave(decision, together=False):
    """Part a card from its Proposal: it tells one of its own, with the answers to this telling.

    `together` takes along whatever else its article says of the Proposal.
    """

    along = []

    def change(annotation):
        if annotation.layer != Layer.PROPOSAL:
            raise Refused("Only a proposal can be parted from another.", "proposal")
        company = _said_here(annotation) if together else _said_to(annotation)
        others = _tellings(annotation.proposal_id).exclude(pk__in=[annotation.pk, *company])
        if not others.exists():
            raise Refused("Nothing else tells its proposal: there is nothing to part.", "proposal")
        company = locked_together(company)
        pointed = _move(annotation, Proposal.objects.create(), company, decision, along)
        if annotation.telling == Telling.RESTATED:
            annotation.telling = Telling.MADE
        return pointed

    return _with(along, correct(decision, Verdict.LEAVE, change))


def attach(decision, proposal):
    """Say which Proposal, of this article or another, a response answers; None says unknown."""

    def change(annotation):
        if annotation.layer != Layer.RESPONSE:
            raise Refused("Only a response can be attached to a proposal.", "proposal")
        target = proposal and _standing(proposal)
        if (target and target.pk) == annotation.proposal_id:
            raise Refused(
                "It answers that proposal already: choose another one."
                if target
                else "It is attached to none: there is nothing to detach.",
                "proposal",
            )
        annotation.answers = _nearest_telling(annotation, target) if target else None
        annotation.proposal = target

    return correct(decision, Verdict.ATTACH if proposal else Verdict.DETACH, change)


def counter(decision, proposal):
    """Say from a card which Proposal the one that it tells counters; None: none, after all."""

    def change(annotation):
        if annotation.layer != Layer.PROPOSAL:
            raise Refused("Only a proposal can counter another.", "proposal")
        request_id = uuid.uuid5(decision.request_id, "counter")
        tie(decision.user, annotation.proposal, proposal, request_id, decision.action)

    return correct(decision, Verdict.COUNTER, change)


def tie(user, proposal, countered, request_id=None, action=None) -> Review:
    """Say which Proposal another one counters; None takes the tie back.

    Refused with itself, in a circle, and where nothing changes.
    """

    def change(locked):
        target = countered and _standing(countered)
        if (target and target.pk) == locked.counter_to_id:
            raise Refused(
                "It counters that proposal already."
                if target
                else "It counters no proposal: there is nothing to take back.",
                "proposal",
            )
        if target:
            _check_counters(locked, target)
        locked.counter_to = target

    return _rule(user, proposal, Verdict.COUNTER, _tied, change, request_id, action, countered)


def overrule(user, proposal, outcome, reason, request_id=None) -> Review:
    """Set a Proposal's outcome by hand, with a reason; a blank outcome returns to the derived."""
    if outcome and outcome not in Outcome.values:
        raise Refused(f"Choose one of {', '.join(Outcome.values)}.", "outcome")
    if outcome and not reason.strip():
        raise Refused("Say why the outcome is not what follows from the answers.", "reason")

    def change(locked):
        locked.overruled_outcome = outcome
        locked.overruled_reason = reason.strip() if outcome else ""
        locked.overruled_by = user if outcome else None

    return _rule(user, proposal, Verdict.OVERRULE, _ruling, change, request_id)


def _rule(user, proposal, verdict, state_of, change, request_id, action=None, other=None):
    """Take a decision about a Proposal as a whole: `state_of` says what of it is recorded.

    `other` is another one that it bears on.
    """
    request_id = request_id or uuid.uuid4()
    with transaction.atomic():
        # Both ends of a tie are locked in one order: two who tie them at once make no circle.
        ids = [one.pk for one in (proposal, other) if one]
        rows = Proposal.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
        locked = {one.pk: one for one in rows}[proposal.pk]
        answered = answered_before(request_id, user)
        if answered:
            return answered
        before = state_of(locked)
        change(locked)
        locked.revision += 1
        locked.save()
        return Review.objects.create(
            user=user,
            verdict=verdict,
            proposal=locked,
            before=before,
            after=state_of(locked),
            request_id=request_id,
            action=action or request_id,
        )


def _ruling(proposal):
    return {
        "outcome": proposal.overruled_outcome,
        "reason": proposal.overruled_reason,
        "by": proposal.overruled_by_id,
    }


def _tied(proposal):
    return {"counter_to_id": proposal.counter_to_id}


def _check_counters(proposal, target):
    """A Proposal counters neither itself nor one that counters it, at whatever remove."""
    if target.pk == proposal.pk:
        raise Refused("A proposal does not counter itself: choose another one.", "proposal")
    seen, countered = set(), target
    while countered and countered.pk not in seen:
        if countered.pk == proposal.pk:
            raise Refused("That one counters this one: they cannot counter each other.", "proposal")
        seen.add(countered.pk)
        countered = countered.counter_to and countered.counter_to.standing


def _standing(proposal):
    """The Proposal that an id answers for now; refused where nothing tells it any more."""
    found = _STANDING.one(pk=proposal.pk)
    if not found.told:
        raise Refused("Nothing tells that proposal any more: choose another one.", "proposal")
    return found.standing


def _tellings(proposal_id):
    return _TELLINGS.filter(proposal=proposal_id or 0)


def _is_told_before(annotation):
    """Whether its Proposal is told in what was published, or in its own article stands, earlier."""
    article = annotation.article
    return _TOLD_BEFORE.ask(
        proposal=annotation.proposal_id,
        pk=annotation.pk,
        article=article.pk,
        published=article.published_at or article.created_at,
        start_char=annotation.start_char,
    )


def _nearest_telling(annotation, target):
    """The telling of a Proposal in an annotation's article, the last one before it if any is."""
    here = list(_tellings(target.pk).filter(article=annotation.article).order_by("start_char"))
    before = [one for one in here if one.start_char < annotation.start_char]
    return before[-1] if before else next(iter(here), None)


def _said_here(annotation):
    """The ids of what else its article says of a card's Proposal."""
    here = Annotation.objects.filter(article=annotation.article_id, proposal=annotation.proposal_id)
    others = here.exclude(pk=annotation.pk).exclude(proposal=None)
    return list(others.order_by("pk").values_list("pk", flat=True))


def _along(annotation):
    """What goes along with a card that moves, locked, by its id.

    That is what else its article says of its Proposal and, where no telling is left, the answers
    elsewhere.
    """
    own = {"pk": annotation.pk, "article": annotation.article_id}
    source_id = annotation.proposal_id
    return {one.pk: one for one in _ALONG.ask(source=source_id, **own)} if source_id else {}


def _said_to(annotation):
    """The ids of the answers that go with a card: to its telling or, if none else, to no other."""
    here = Annotation.objects.filter(
        article=annotation.article_id, proposal=annotation.proposal_id, layer=Layer.RESPONSE
    )
    alone = (
        not _tellings(annotation.proposal_id)
        .filter(article=annotation.article_id)
        .exclude(pk=annotation.pk)
    )
    its_own = Q(answers=annotation) | Q(answers=None) if alone else Q(answers=annotation)
    return list(here.filter(its_own).order_by("pk").values_list("pk", flat=True))


def _move(annotation, target, company, decision, along):
    """Move a card with its locked company to another Proposal, each with a Review of its own.

    The pointers of Proposals that it changed; the Reviews of its company go to `along`.
    """
    source_id = annotation.proposal_id
    along += _moved(company, target, decision) if company else []
    annotation.proposal = target
    return pointers.follow(source_id, target.pk, annotation.pk)


def _moved(company, target, decision):
    """Move what goes along with a card; the Reviews of that."""
    roles = roles_of_each(company)
    changed = []
    for pk, row in company.items():
        before = snapshot(row, roles[pk])
        row.proposal_id = target.pk
        row.revision += 1
        own = Decision(
            decision.user,
            pk,
            row.revision,
            action=decision.action,
            applied_from_id=decision.annotation_id,
        )
        changed.append(Changed(own, row, roles[pk], before))
    return store(changed, Verdict.JOIN)


def _with(along, review):
    """The Review of a move, which now knows those of what went along."""
    if along:
        review.taken_together = [*along, review]
    return review
