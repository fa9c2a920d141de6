"""Follow a proposal across tellings: join, part, attach, tie to what it counters, overrule."""

import uuid

from django.db import transaction
from django.db.models import Q

from annotations.models import Annotation, Layer, Outcome, Proposal, Review, Verdict
from annotations.models.annotations import Telling
from annotations.refusals import Refused

from . import pointers
from .decisions import Decision, answered_before, correct, snapshot
from .together import Changed, locked_together, roles_of_each, store


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
        pointed = _move(annotation, target, _said_here(annotation), decision, along)
        if annotation.telling == Telling.MADE and _earlier(annotation, target).exists():
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
    standing = Proposal.objects.select_related("canonical").get(pk=proposal.pk).standing
    if not _tellings(standing.pk).exists():
        raise Refused("Nothing tells that proposal any more: choose another one.", "proposal")
    return standing


def _tellings(proposal_id):
    return Annotation.objects.live().filter(layer=Layer.PROPOSAL, proposal=proposal_id or 0)


def _earlier(annotation, target):
    """The tellings of a Proposal that were published, or in its own article stand, earlier."""
    article = annotation.article
    before = Q(article__published_at__lt=article.published_at or article.created_at)
    here = Q(article=article, start_char__lt=annotation.start_char)
    return _tellings(target.pk).exclude(pk=annotation.pk).filter(before | here)


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
    """Move a card with its company to another Proposal, each of them with a Review of its own.

    The pointers of Proposals that it changed; the Reviews of its company go to `along`.
    """
    source_id = annotation.proposal_id
    along += _moved([*company, *_stranded(annotation, company)], target, decision)
    annotation.proposal = target
    Annotation.objects.filter(pk=annotation.pk).update(proposal=target)
    return pointers.follow(source_id, target)


def _moved(company, target, decision):
    """Move what goes along with a card; the Reviews of that."""
    rows, roles = locked_together(company), roles_of_each(company)
    changed = []
    for pk, row in rows.items():
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


def _stranded(annotation, company):
    """The ids of answers elsewhere to a Proposal of which no telling is left when a card goes."""
    source_id, leaving = annotation.proposal_id, [annotation.pk, *company]
    if source_id is None or _tellings(source_id).exclude(pk__in=leaving).exists():
        return []
    answers = Annotation.objects.live().filter(proposal=source_id, layer=Layer.RESPONSE)
    return list(answers.exclude(pk__in=leaving).order_by("pk").values_list("pk", flat=True))
