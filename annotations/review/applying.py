"""Decide once: about many suggestions as they were shown, and about all mentions of a name."""

import uuid
from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from annotations.models import Annotation, Entity, Layer, Review, Status, Verdict, name_key
from annotations.models.reviews import CARRIED_VERDICTS
from annotations.refusals import Refused
from articles.prepared import Given, Prepared

from .decisions import Decision, accepting, locked
from .together import decide_on_each
from .verbs import judging, relabelling, relinking

# An annotation and the revision at which somebody saw it.
Shown = Iterable[tuple[int, int]]
_NAMES = Annotation.objects.names().in_reading_order()
_NAMES = _NAMES.values_list("pk", "label", Coalesce("entity__canonical", "entity"), "text")
_SUGGESTED = _NAMES.filter(article=Given("article"), status=Status.SUGGESTED)
_SUGGESTED = Prepared(_SUGGESTED.exclude(pk=Given("pk")))
_WITHIN = Annotation.objects.filter(article=Given("article"), pk__among=Given("ids"))
_WITHIN = Prepared(_WITHIN.values_list("pk"))
_BY_ID = Annotation.objects.select_related("entity__canonical").filter(pk__among=Given("ids"))
_BY_ID = Prepared(_BY_ID)
_CARRIED = Review.objects.filter(applied_from=Given("annotation")).order_by()
_CARRIED = Prepared(_CARRIED.values_list("pk")[:1])
_ANSWERED = Review.objects.filter(user=Given("user"), request_id__among=Given("ids"))
_ANSWERED = Prepared(_ANSWERED.order_by("pk"))
_ENTITY = Prepared(Entity.objects.select_related("canonical").filter(pk=Given("pk")))
_GESTURE = Review.objects.filter(action=Given("action")).order_by("pk")
_GESTURE = Prepared(_GESTURE.select_related("annotation"))
_JUDGES = (Verdict.ACCEPT, Verdict.REJECT)


class Reach(NamedTuple):
    """The other mentions of a name that a decision on it may mean, in the order of the text.

    `alike` were the same until it was decided: names of one entity or, not linked, the same words,
    under one label. `otherwise` are the same words, but linked or labelled differently.
    """

    alike: list[Annotation]
    otherwise: list[Annotation]


class _Name(NamedTuple):
    """What tells whether two mentions are alike; `entity_id` is the one that stands for it now."""

    label: str
    entity_id: int | None
    key: str

    def is_like(self, other):
        if self.entity_id is None:
            return self == other
        return self[:2] == other[:2]


def reach(review) -> Reach:
    """Where a decision may be carried: to what nobody has judged, or has judged only with it.

    Only a name that is labelled or linked anew is looked for under other labels and links: what is
    corrected here may be wrong there in another way.
    """
    if review.verdict not in CARRIED_VERDICTS or review.applied_from_id:
        return Reach([], [])
    if review.before["layer"] != Layer.NAME:
        return Reach([], [])
    return Reach(*_loaded(*_within_reach(review)))


def _within_reach(review) -> tuple[list[int], list[int]]:
    """The ids of `reach`."""
    name, follow = _name_before(review), _followers(review)
    corrects = review.verdict not in _JUDGES
    alike, otherwise = [], []
    for pk, other in _names_open_to(review, follow):
        if pk in follow or name.is_like(other):
            alike.append(pk)
        elif corrects and name.key == other.key:
            otherwise.append(pk)
    return alike, otherwise


def apply(user, review, shown: Shown, request_id: uuid.UUID) -> tuple[list[Review], int]:
    """Carry one's own decision over to mentions as they were shown; the Reviews, and how many not.

    The Reviews belong to the gesture of the decision: one undo takes all of it back. What has been
    changed meanwhile is left as it is, and so is what the decision cannot be carried to.
    """
    if review.verdict not in CARRIED_VERDICTS or review.applied_from_id:
        raise Refused("Only what you decided about a name itself can be carried over.")
    with transaction.atomic():
        origin = locked(review.annotation_id)
        decisions = _decisions(user, shown, request_id, review.action, origin.pk)
        answered = _answered(user, decisions)
        if answered:
            return answered, len(decisions) - len(answered)
        _check(user, review, origin)
        within = {pk for group in _within_reach(review) for pk in group}
        open_to = [one for one in decisions if one.annotation_id in within]
        before = _GESTURE.ask(action=review.action)
        taken = decide_on_each(open_to, review.verdict, _change(review))
        review.taken_together = [*before, *taken]
        return taken, len(decisions) - len(taken)


def accept_all(user, article, shown: Shown, request_id: uuid.UUID) -> tuple[list[Review], int]:
    """Accept suggestions of an article as they were shown, in one gesture; and how many were not.

    What has been changed meanwhile is left. Raises Annotation.DoesNotExist where one of them
    belongs to another article.
    """
    decisions = _decisions(user, shown, request_id, request_id)
    asked = {one.annotation_id for one in decisions}
    if len(_WITHIN.ask(article=article.pk, ids=list(asked))) < len(asked):
        raise Annotation.DoesNotExist
    taken = _answered(user, decisions)
    if not taken:
        taken = decide_on_each(decisions, Verdict.ACCEPT, judging(Status.ACCEPTED))
        for one in taken:
            one.taken_together = taken
    return taken, len(decisions) - len(taken)


def _decisions(user, shown, request_id, action, applied_from_id=None):
    """A decision on each that was shown, recognised when the same request is sent again."""
    return [
        Decision(user, pk, revision, uuid.uuid5(request_id, str(pk)), action, applied_from_id)
        for pk, revision in dict(shown).items()
    ]


def _change(review):
    """What a decision did, as a change of another mention."""
    after = review.after
    if review.verdict == Verdict.RELABEL:
        return accepting(relabelling(after["label"]))
    if review.verdict == Verdict.RELINK:
        entity = _ENTITY.one(pk=after["entity_id"]) if after["entity_id"] else None
        return accepting(relinking(entity))
    return judging(after["status"])


def _answered(user, decisions):
    """The Reviews that answered this very request before."""
    ids = [decision.request_id for decision in decisions]
    return _ANSWERED.ask(user=user.pk, ids=ids)


def _check(user, review, origin):
    if review.user_id != user.pk:
        raise Refused("Only your own decisions can be carried over.")
    if hasattr(review, "undone_by"):
        raise Refused("That decision has been undone.")
    if origin.revision != review.after["revision"]:
        raise Refused("What you decided has been changed since.")


def _name_before(review):
    """The name as it was until it was decided."""
    before, entity = review.before, review.annotation.entity
    if before["entity_id"] != review.annotation.entity_id:
        entity = _ENTITY.one(pk=before["entity_id"]) if before["entity_id"] else None
    return _Name(before["label"], entity and entity.standing.pk, name_key(before["text"]))


def _followers(review):
    """The mentions that are judged only because earlier decisions on this one were carried over."""
    if not _CARRIED.ask(annotation=review.annotation_id):
        return set()  # the rule, and told at a fraction of the price
    carried = Review.objects.filter(applied_from=review.annotation_id).carried_over()
    return set(carried.values_list("annotation", flat=True))


def _names_open_to(review, follow):
    """The ids and names that a decision could still be carried to, in the order of the text."""
    if follow:
        names = _NAMES.filter(article=review.article_id).exclude(pk=review.annotation_id)
        names = names.filter(Q(pk__in=follow) | Q(status=Status.SUGGESTED))
        names = names.exclude(_already_so(review))
    else:  # what is suggested has not been decided so
        names = _SUGGESTED.ask(article=review.article_id, pk=review.annotation_id)
    for pk, label, entity_id, text in names:
        yield pk, _Name(label, entity_id, name_key(text))


def _already_so(review):
    """What tells the names about which a decision has nothing left to do."""
    after = review.after
    if review.verdict == Verdict.RELABEL:
        return Q(status=after["status"], label=after["label"])
    if review.verdict == Verdict.RELINK and after["entity_id"]:
        return Q(status=after["status"], entity=after["entity_id"])
    return Q(status=after["status"])


def _loaded(*groups):
    """Groups of ids as groups of annotations."""
    ids = [pk for group in groups for pk in group]
    found = {one.pk: one for one in _BY_ID.ask(ids=ids)} if ids else {}
    return ([found[pk] for pk in group] for group in groups)
