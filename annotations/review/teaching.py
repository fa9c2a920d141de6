"""Teach the desk by intent: never-names, other names and rules; and take a piece back.

What decisions on names teach by the way is in evidence.py, what a piece changes in spreading.py.
"""

import uuid

from django.db import transaction

from annotations.models import (
    Alias,
    Entity,
    Knowledge,
    Layer,
    Review,
    Status,
    Teaching,
    Verdict,
    name_key,
)
from annotations.refusals import Refused

from .decisions import answered_before
from .entities import unmerge

RULE = "annotations.rule_knowledge"
_NAME_MAX_CHARS = 300


def teach_never(user, annotation, any_label=False, request_id=None) -> Knowledge:
    """Teach that the words of a rejected name are never a name of its label, or of any."""

    def teach(review_id):
        if annotation.layer != Layer.NAME or annotation.status != Status.REJECTED:
            raise Refused("Reject the name first: then its words can be kept out elsewhere.")
        label = "" if any_label else annotation.label
        words = " ".join(annotation.text.split())[:_NAME_MAX_CHARS]
        taught = Knowledge.objects.standing().filter(kind=Teaching.NEVER, key=name_key(words))
        if taught.filter(label__in=["", label]).exists():
            raise Refused(f"That “{words}” is never such a name has been taught already.")
        told = {"kind": Teaching.NEVER, "words": words, "label": label}
        review = _review(user, Verdict.TEACH, review_id, told, article=annotation.article)
        return Knowledge.objects.create(
            kind=Teaching.NEVER, words=words, label=label, review=review
        )

    return _once(user, request_id, teach)


def teach_alias(user, entity, name, article=None, request_id=None) -> Knowledge:
    """Teach another name of an entity; refused where it already names something else."""

    def teach(review_id):
        words = " ".join(name.split())
        if not words or len(words) > _NAME_MAX_CHARS:
            raise Refused(f"Give a name of 1 to {_NAME_MAX_CHARS} characters.", "name")
        if not any(letter.isalpha() for letter in words) or words == words.lower():
            raise Refused("A name has a capital letter or stands in a script without.", "name")
        standing = Entity.objects.select_for_update(of=("self",)).get(pk=entity.standing.pk)
        _check_free(standing, words)
        Alias.objects.get_or_create(entity=standing, key=name_key(words), defaults={"name": words})
        told = {"kind": Teaching.ALIAS, "words": words}
        review = _review(user, Verdict.TEACH, review_id, told, entity=standing, article=article)
        return Knowledge.objects.create(
            kind=Teaching.ALIAS, words=words, entity=standing, review=review
        )

    return _once(user, request_id, teach)


def _check_free(entity, words):
    """Refuse a name that the entity has been taught, or that another confirmed one bears."""
    key = name_key(words)
    taught = Knowledge.objects.standing().filter(kind=Teaching.ALIAS, key=key)
    if key == entity.key or taught.filter(entity=entity).exists():
        raise Refused(f"“{words}” is a name of it already.", "name")
    others = Entity.objects.standing().filter(kind=entity.kind, aliases__key=key)
    other = others.filter(provisional=False).exclude(pk=entity.pk).first()
    if other:
        raise Refused(
            f"“{words}” is a name of {other.name}{_of(other.country)} too: link it where it means "
            "this one instead, and the company it keeps will tell.",
            "name",
        )


def _of(country):
    return f" ({country})" if country else ""


def drop_alias(user, entity, name, request_id=None) -> Review:
    """Take a name off an entity, and back whatever had taught it; its own name stays."""

    def drop(review_id):
        key = name_key(name)
        family = [entity.pk, *entity.merged.values_list("pk", flat=True)]
        aliases = Alias.objects.filter(entity__in=family, key=key)
        if not aliases.exists():
            raise Refused("That is no name of it.", "name")
        if aliases.filter(entity__key=key).exists():
            raise Refused("That is its own name.", "name")
        told = {"kind": Teaching.ALIAS, "words": name}
        review = _review(user, Verdict.FORGET, review_id, told, entity=entity)
        taught = Knowledge.objects.filter(kind=Teaching.ALIAS, key=key, entity__in=family)
        taught.end(review)
        aliases.delete()
        return review

    with transaction.atomic():
        answered = answered_before(request_id, user) if request_id else None
        return answered or drop(request_id or uuid.uuid4())


def rule(user, piece, on, request_id=None) -> Knowledge:
    """Make a link a rule that holds whatever the company, or evidence again."""

    def change(review_id):
        stored = _locked(piece)
        if stored.kind != Teaching.LINK:
            raise Refused("Only a link can be a rule.")
        if stored.always == on:
            raise Refused("It is a rule already." if on else "It is no rule.")
        others = Knowledge.objects.standing().filter(always=True, key=stored.key)
        if on and others.filter(label=stored.label).exists():
            raise Refused(f"There is a rule for “{stored.words}” already: take that back first.")
        _review(
            user,
            Verdict.TEACH,
            review_id,
            _told(stored) | {"always": on},
            before={"always": stored.always},
            entity=stored.entity,
            article=stored.review.article,
        )
        stored.always = on
        stored.save()
        return stored

    return _once(user, request_id, change, piece)


def forget(user, piece, request_id=None) -> Review:
    """Take a piece back: one's own or, with the permission to rule, anybody's."""
    if piece.review.user_id != user.pk and not user.has_perm(RULE):
        raise Refused("Somebody else has taught that: a chief editor can take it back.")
    request_id = request_id or uuid.uuid4()
    with transaction.atomic():
        answered = answered_before(request_id, user)
        if answered:
            return answered
        stored = _locked(piece)
        if stored.kind == Teaching.MERGE:
            return unmerge(user, stored.review.entity, request_id)
        review = _review(
            user,
            Verdict.FORGET,
            request_id,
            _told(stored),
            entity=stored.entity,
            article=stored.review.article,
        )
        if stored.kind == Teaching.ALIAS:
            Alias.objects.filter(entity=stored.entity, key=stored.key).delete()
        Knowledge.objects.filter(pk=stored.pk).end(review)
        return review


def teach_again(user, piece, request_id=None) -> Knowledge:
    """Let a piece stand again that was taken back."""

    def change(review_id):
        stored = _locked(piece, standing=False)
        if not stored.ended_by_id:
            raise Refused("It stands.")
        if stored.kind == Teaching.MERGE:
            raise Refused("Merge the two again on their page.")
        if stored.ended_by.verdict != Verdict.FORGET:
            raise Refused("Another decision about that name has taken its place since.")
        _review(
            user,
            Verdict.TEACH,
            review_id,
            _told(stored),
            entity=stored.entity,
            article=stored.review.article,
        )
        if stored.kind == Teaching.ALIAS:
            _check_free(stored.meaning, stored.words)
            Alias.objects.get_or_create(
                entity=stored.entity, key=stored.key, defaults={"name": stored.words}
            )
        stored.ended_by = None
        stored.save()
        return stored

    return _once(user, request_id, change, piece)


# --- The frame of it all --------------------------------------------------------------------------


def _once(user, request_id, teach, piece=None):
    """Teach in one transaction; the same request sent again gives the same piece."""
    request_id = request_id or uuid.uuid4()
    with transaction.atomic():
        answered = answered_before(request_id, user)
        if answered:
            return piece or answered.taught
        return teach(request_id)


def _review(user, verdict, request_id, told, **about):
    return Review.objects.create(
        user=user, verdict=verdict, after=told, request_id=request_id, action=request_id, **about
    )


def _told(piece):
    return {"knowledge": piece.pk, "kind": piece.kind, "words": piece.words, "label": piece.label}


def _locked(piece, standing=True):
    stored = Knowledge.objects.select_for_update(of=("self",)).get(pk=piece.pk)
    if standing and stored.ended_by_id:
        raise Refused("It has been taken back already.")
    return stored
