"""The core of every decision: lock, check, change and record, in one transaction."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from annotations import spans
from annotations.models import (
    Annotation,
    Claim,
    Entity,
    Layer,
    Review,
    Role,
    Slot,
    Status,
    Verdict,
)
from annotations.models.queue import CLAIM_LASTS
from annotations.pipeline import codes
from annotations.refusals import Refused, Stale
from articles.models import Article
from articles.prepared import Given, Prepared, PreparedUpdate

from . import evidence, pointers


@dataclass(frozen=True)
class Decision:
    """Who decides about which annotation, as they saw it.

    `revision` is the annotation's when it was shown; `request_id` is made by the client, so that
    a request sent twice decides once; `action` groups what one gesture did; `applied_from_id` is
    the annotation whose decision is carried over to this one. `article`, where it is read already,
    is the one that the annotation must belong to.
    """

    user: AbstractBaseUser
    annotation_id: int
    revision: int
    request_id: uuid.UUID = field(default_factory=uuid.uuid4)
    action: uuid.UUID = field(default_factory=uuid.uuid4)
    applied_from_id: int | None = None
    article: Article | None = None


DOES_NOT_STAND = "This article does not count any more: see its page for what stands instead."
STANDS_ALREADY = "These words are already annotated as that in this article."
# What a decision can change about an annotation.
SNAPSHOT_FIELDS = (
    "label",
    "start_char",
    "end_char",
    "text",
    "status",
    "entity_id",
    "proposal_id",
    "answers_id",
    "telling",
    "factuality",
    "taught_by_id",
)


_LOCKED = Annotation.objects.select_for_update(of=("self",)).select_related("entity__canonical")
_LOCKED = Prepared(_LOCKED.filter(pk=Given("pk")))
_ROLES = Role.objects.filter(annotation=Given("annotation")).order_by("slot", "position")
_ROLES = Prepared(_ROLES)
_ANSWERED = Prepared(Review.objects.filter(request_id=Given("request_id")))
# What a decision stores of an annotation.
_STORED_FIELDS = (*SNAPSHOT_FIELDS, "revision", "fingerprint", "codes", "changed_at")
_STORE = Annotation.objects.filter(pk=Given("pk"))
_STORE = PreparedUpdate(_STORE, **{name: Given(name) for name in _STORED_FIELDS})
_PROVISIONAL = Entity.objects.filter(pk__among=Given("ids"), provisional=True)
_CONFIRM = PreparedUpdate(_PROVISIONAL, provisional=False, changed_at=Given("now"))
_CLAIM = Claim.objects.open().filter(article=Given("article"), user=Given("user"))
_PROLONG = PreparedUpdate(_CLAIM, until=Given("until"))
# The verdicts whose decisions may be part of a gesture about several annotations.
_WITH_OTHERS = (Verdict.JOIN, Verdict.LEAVE, Verdict.COUNTER)
# The verdicts whose changes see to the pointers of Proposals.
_MOVES = (Verdict.JOIN, Verdict.LEAVE)
_ROLE_FIELDS = ("slot", "position", "start_char", "end_char", "text", "entity_id", "value")


def snapshot(annotation, roles=None):
    """All that a decision can change about an annotation, as JSON; `roles` spares reading them."""
    roles = roles_of(annotation) if roles is None else roles
    fields = (*SNAPSHOT_FIELDS, "layer", "revision")
    state = {name: getattr(annotation, name) for name in fields}
    return state | {
        "roles": [{name: getattr(role, name) for name in _ROLE_FIELDS} for role in roles]
    }


def roles_of(annotation) -> list[Role]:
    """The roles of an annotation as they are stored now, in the order of a snapshot."""
    return _ROLES.ask(annotation=annotation.pk) if annotation.pk else []


def restore(annotation, state, roles=None):
    """Put an annotation, not saved yet, and its roles back to a snapshot; the roles it has now.

    `roles` spares reading those that it had.
    """
    for name in SNAPSHOT_FIELDS:
        setattr(annotation, name, state.get(name))
    roles = roles_of(annotation) if roles is None else roles
    if snapshot(annotation, roles)["roles"] != state["roles"]:
        annotation.roles.all().delete()
        roles = [Role(annotation=annotation, **role) for role in state["roles"]]
        Role.objects.bulk_create(roles)
    return roles


def decide(decision, verdict, change: Callable[[Annotation], list | None]):
    """Take one decision: `change` alters the locked annotation or raises Refused.

    It may return the pointers of Proposals that it changed, which the Review keeps. The same
    request sent again returns the Review that answered it first. Raises Stale if the annotation is
    not as the editor saw it.
    """
    with transaction.atomic():
        annotation = locked(decision.annotation_id, decision.article)
        answered = answered_before(decision.request_id, decision.user)
        if answered:
            return answered
        if annotation.revision != decision.revision:
            raise Stale(annotation)
        if annotation.status == Status.WITHDRAWN:
            raise Refused("The pipeline no longer suggests this; add it anew if it is right.")
        roles = roles_of(annotation)
        before = snapshot(annotation, roles)
        annotation.loaded_roles = roles
        pointed = change(annotation) or []
        # No other verdict changes roles.
        roles = save(annotation, None if verdict == Verdict.FILL else roles)
        confirm(annotation, roles)
        annotation.loaded_roles = roles if annotation.layer == Layer.NAME else None
        if annotation.is_live and annotation.proposal_id and verdict not in _MOVES:
            pointed += pointers.stand(annotation.proposal_id)
        review = record(
            decision.user,
            verdict,
            annotation,
            before=before,
            request_id=decision.request_id,
            action=decision.action,
            applied_from_id=decision.applied_from_id,
            pointed=pointed,
            roles=roles,
        )
    if verdict not in _WITH_OTHERS:
        review.taken_together = [review]
    return review


def correct(decision, verdict, change):
    """Take a decision that corrects, and so accepts: its Review says what changed."""
    return decide(decision, verdict, accepting(change))


def accepting(change):
    """A change that accepts what it has corrected."""

    def corrected(annotation):
        pointed = change(annotation)
        annotation.status = Status.ACCEPTED
        return pointed

    return corrected


def locked(annotation_id, article=None):
    """The annotation, locked until the transaction ends; with its article, if that is given.

    Raises Annotation.DoesNotExist, also for one that belongs to another article.
    Raises Refused where its article does not stand.
    """
    annotation = _LOCKED.one(pk=annotation_id)
    if not annotation or article and annotation.article_id != article.pk:
        raise Annotation.DoesNotExist
    if article:
        annotation.article = article
    if annotation.set_aside:
        raise Refused(DOES_NOT_STAND)
    return annotation


def answered_before(request_id, user):
    """The Review that answered this very request before, if any."""
    review = _ANSWERED.one(request_id=request_id)
    if review and review.user_id != user.pk:
        raise Refused("That request was made by somebody else.", "request_id")
    return review


def save(annotation, roles=None) -> list[Role]:
    """Save with the next revision, in a transaction that ends if this fails; the roles it has now.

    `roles` spares reading them. Says so where the same annotation stands already.
    """
    is_new = annotation.pk is None
    if not is_new:
        annotation.revision += 1
    roles = roles_of(annotation) if roles is None else roles
    annotation.fingerprint = "" if annotation.layer == Layer.NAME else _fingerprint(roles)
    annotation.codes = _codes(annotation, roles)
    try:
        if is_new:
            annotation.save()
        else:
            _store(annotation)
    except IntegrityError as error:
        if "_once" not in str(error):
            raise
        raise Refused(STANDS_ALREADY) from error
    return roles


def confirm(annotation, roles):
    """What a human has accepted rests on real entities, not on provisional ones."""
    linked = {role.entity_id for role in roles} - {None}
    if annotation.entity and annotation.entity.provisional:
        linked.add(annotation.entity_id)
    if annotation.status == Status.ACCEPTED and linked:
        confirm_entities(linked)


def confirm_entities(ids):
    """Entities are not provisional, or no longer."""
    _CONFIRM.make(ids=list(ids), now=timezone.now())


def record(
    user, verdict, annotation, *, before, request_id, action, pointed=(), roles=None, **more
):
    """Write the Review of a change; a claim of the article by whoever made it lasts anew."""
    after = snapshot(annotation, roles) | ({"pointed": pointed} if pointed else {})
    prolong_claim(annotation.article_id, user)
    review = Review.objects.create(
        user=user,
        verdict=verdict,
        article_id=annotation.article_id,
        annotation=annotation,
        before=before,
        after=after,
        request_id=request_id,
        action=action,
        **more,
    )
    evidence.learn(review, annotation)
    return review


def prolong_claim(article_id, user):
    """A user's claim of an article, if there is one, lasts anew, even if it has expired."""
    _PROLONG.make(article=article_id, user=user.pk, until=timezone.now() + CLAIM_LASTS)


def _store(annotation):
    annotation.changed_at = timezone.now()
    fields = (Annotation._meta.get_field(name) for name in _STORED_FIELDS)
    values = {
        field.attname: field.get_db_prep_save(getattr(annotation, field.attname), connection)
        for field in fields
    }
    _STORE.make(pk=annotation.pk, **values)


def _fingerprint(roles):
    return spans.fingerprint((role.slot, role.start_char, role.end_char) for role in roles)


def _codes(annotation, roles):
    """The codes of event data that follow from the label, the words and what is put forward."""
    if annotation.layer == Layer.RESPONSE:
        told = _ROLES.ask(annotation=annotation.answers_id) if annotation.answers_id else []
        content = _words(told, Slot.CONTENT) or _words(roles, Slot.OBJECT)
        return codes.of_stance(annotation.label, annotation.text, content)
    if annotation.layer == Layer.PROPOSAL:
        return codes.of_act(annotation.label, _words(roles, Slot.CONTENT))
    return {}


def _words(roles, slot):
    return " ".join(role.text for role in roles if role.slot == slot)
