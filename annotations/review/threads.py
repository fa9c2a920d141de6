"""Follow a proposal across articles: join, take out, attach, overrule."""

import uuid

from django.db import transaction
from django.utils import timezone

from annotations.models import Annotation, Layer, Outcome, Proposal, Review, Verdict
from annotations.models.annotations import LIVE, Telling
from annotations.refusals import Refused

from .decisions import answered_before, correct, record, save, snapshot


def join(decision, proposal):
    """Say that a card tells a Proposal of another article; its responses here come along."""

    def change(annotation):
        if annotation.layer != Layer.PROPOSAL:
            raise Refused("Only a proposal can be joined to another.", "proposal")
        target = proposal.canonical or proposal
        if target.pk == annotation.proposal_id:
            raise Refused("It is that proposal already: choose another one.", "proposal")
        _move(annotation, target, decision)
        if annotation.telling == Telling.MADE and target.annotations.filter(
            layer=Layer.PROPOSAL, status__in=LIVE, article__published_at__lt=_published(annotation)
        ).exclude(article=annotation.article):
            annotation.telling = Telling.RESTATED

    return correct(decision, Verdict.JOIN, change)


def leave(decision):
    """Take a card out of its Proposal: it becomes a Proposal of its own."""

    def change(annotation):
        if annotation.layer != Layer.PROPOSAL:
            raise Refused("Only a proposal can be taken out.", "proposal")
        elsewhere = Annotation.objects.live().filter(proposal=annotation.proposal)
        if not elsewhere.exclude(article=annotation.article).exists():
            raise Refused("It is not joined to a proposal of another article.", "proposal")
        _move(annotation, Proposal.objects.create(), decision)
        if annotation.telling == Telling.RESTATED:
            annotation.telling = Telling.MADE

    return correct(decision, Verdict.LEAVE, change)


def attach(decision, proposal):
    """Say which Proposal, of this article or another, a response answers; None says unknown."""

    def change(annotation):
        if annotation.layer != Layer.RESPONSE:
            raise Refused("Only a response can be attached to a proposal.", "proposal")
        target = proposal and (proposal.canonical or proposal)
        tellings = Annotation.objects.live().filter(layer=Layer.PROPOSAL, proposal=target)
        annotation.answers = (
            tellings.filter(article=annotation.article).order_by("start_char").first()
            if target
            else None
        )
        annotation.proposal = target

    return correct(decision, Verdict.ATTACH if proposal else Verdict.DETACH, change)


def overrule(user, proposal, outcome, reason, request_id=None):
    """Set a Proposal's outcome by hand, with a reason; a blank outcome returns to the derived."""
    request_id = request_id or uuid.uuid4()
    if outcome and outcome not in Outcome.values:
        raise Refused(f"Choose one of {', '.join(Outcome.values)}.", "outcome")
    if outcome and not reason.strip():
        raise Refused("Say why the outcome is not what follows from the answers.", "reason")
    with transaction.atomic():
        proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
        answered = answered_before(request_id, user)
        if answered:
            return answered
        before = _ruling(proposal)
        proposal.overruled_outcome = outcome
        proposal.overruled_reason = reason.strip() if outcome else ""
        proposal.overruled_by = user if outcome else None
        proposal.revision += 1
        proposal.save()
        return Review.objects.create(
            user=user,
            verdict=Verdict.OVERRULE,
            proposal=proposal,
            before=before,
            after=_ruling(proposal),
            request_id=request_id,
        )


def _ruling(proposal):
    return {"outcome": proposal.overruled_outcome, "reason": proposal.overruled_reason}


def _published(annotation):
    return annotation.article.published_at or annotation.article.created_at


def _move(annotation, target, decision):
    """Move a card, with what else in its article belongs to its Proposal, to another Proposal."""
    source_id = annotation.proposal_id
    company = (
        Annotation.objects.select_for_update(of=("self",))
        .filter(article_id=annotation.article_id, proposal_id=source_id)
        .exclude(pk=annotation.pk)
        .exclude(proposal_id=None)
    )
    for other in company:
        before = snapshot(other)
        other.proposal = target
        save(other)
        record(
            decision.user,
            Verdict.JOIN,
            other,
            before=before,
            request_id=uuid.uuid4(),
            action=decision.action,
            applied_from=annotation,
        )
    annotation.proposal = target
    Annotation.objects.filter(pk=annotation.pk).update(proposal=target)
    point(source_id, target)


def point(emptied_id, target):
    """An emptied Proposal says where its tellings went; the target stands for itself."""
    now = timezone.now()
    Proposal.objects.filter(pk=target.pk).update(canonical=None, changed_at=now)
    if emptied_id is None or emptied_id == target.pk:
        return
    if not Annotation.objects.live().filter(proposal_id=emptied_id).exists():
        moved = Proposal.objects.filter(pk=emptied_id) | Proposal.objects.filter(
            canonical_id=emptied_id
        )
        moved.exclude(pk=target.pk).update(canonical=target, changed_at=now)
