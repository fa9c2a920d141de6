"""Carry over what is said of an article to another with the same words: its next version mostly.

An annotation is carried where all the sentences that it touches stand unchanged in the other text.
What an editor has judged keeps its status there, with a Review of the verdict `carry` in the name
of whoever had decided; what nobody has judged is a suggestion again. A response is carried only
with the telling that it answers.
"""

import uuid
from collections import Counter
from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef

from articles import bulk, versions
from articles.differences import Difference
from articles.models import Article

from . import spans
from .judgements import Judgements
from .models import Annotation, Layer, Review, Role, Status, Verdict
from .models.annotations import JUDGED
from .review.decisions import snapshot
from .suggestions import Filling, Suggestion

_COPIED = (
    *("layer", "label", "origin", "rule", "confidence", "entity_id", "proposal_id", "telling"),
    *("factuality", "codes", "taught_by_id"),
)
_ROLE_COPIED = ("slot", "position", "text", "entity_id", "value")


def carry(old_id: int, new_id: int) -> None:
    """Carry over what is set aside of an article to another one that stands.

    Suggestions too where the other has none of its own yet. What is judged there stays as it is.
    Must run in a transaction.
    """
    set_aside = Annotation.objects.filter(article=old_id).exclude(set_aside__in=["", "withdrawn"])
    rows = list(set_aside.prefetch_related("roles").order_by("pk"))
    texts = Article.objects.standing().defer("search").in_bulk([new_id])
    if not rows or new_id not in texts:
        return
    new = texts[new_id]
    there = list(new.annotations.prefetch_related("roles"))
    if there:
        rows = [row for row in rows if row.set_aside in JUDGED]
    old_text = Article.objects.values_list("text", flat=True).get(pk=old_id)
    _carry(rows, Difference(old_text, new.text), new, there)


def _carry(rows, difference, new, there):
    copies = {}
    rows.sort(key=lambda row: row.layer == Layer.RESPONSE)
    for row in rows:
        copy = _copy(row, difference, new, copies)
        if copy:
            copies[row.pk] = copy
    copies = _make_room(copies, there)
    answers = {pk: one for pk, one in copies.items() if one.told}
    bulk.insert(one for pk, one in copies.items() if pk not in answers)
    for one in answers.values():
        one.answers = one.told
    bulk.insert(answers.values())
    for one in copies.values():
        for role in one.loaded_roles:
            role.annotation = one
    bulk.insert(role for one in copies.values() for role in one.loaded_roles)
    _record(copies, new)


def _copy(row, difference, new, copies):
    """The annotation as it stands in the other text, not stored yet; None where words changed."""
    span = difference.moved(row.start_char, row.end_char)
    roles = [_moved_role(role, difference) for role in row.roles.all()]
    if not span or None in roles or (row.answers_id and row.answers_id not in copies):
        return None
    copy = Annotation(article=new, text=row.text, status=row.set_aside)
    copy.start_char, copy.end_char = span
    copy.told = copies.get(row.answers_id)
    for name in _COPIED:
        setattr(copy, name, getattr(row, name))
    if row.layer != Layer.NAME:
        copy.fingerprint = spans.fingerprint((r.slot, r.start_char, r.end_char) for r in roles)
    copy.loaded_roles = roles
    return copy


def _moved_role(role, difference):
    moved = Role(**{name: getattr(role, name) for name in _ROLE_COPIED})
    if not role.inferred:
        span = difference.moved(role.start_char, role.end_char)
        if span is None:
            return None
        moved.start_char, moved.end_char = span
    return moved


def _make_room(copies, there):
    """Those that nothing judged covers already; suggestions that they cover are withdrawn."""
    if not there:
        return copies
    judged = Judgements([one for one in there if one.status in JUDGED], ())
    open_ones = Judgements([one for one in there if one.status == Status.SUGGESTED], ())
    free = {pk: one for pk, one in copies.items() if not judged.covering(_as_suggested(one))}
    kept = set(free.values())
    free = {pk: one for pk, one in free.items() if one.told is None or one.told in kept}
    covered = {row.pk for one in free.values() for row in open_ones.covering(_as_suggested(one))}
    Annotation.objects.filter(pk__in=covered).update(status=Status.WITHDRAWN)
    return free


def _as_suggested(copy):
    fillings = tuple(
        Filling(role.slot, role.position, role.start_char, role.end_char, role.text)
        for role in copy.loaded_roles
    )
    return Suggestion(
        layer=copy.layer,
        label=copy.label,
        start_char=copy.start_char,
        end_char=copy.end_char,
        text=copy.text,
        rule=copy.rule,
        confidence=copy.confidence or 0,
        fillings=fillings,
    )


def _record(copies, new):
    """A Review of each judgement that was carried, by whoever had decided."""
    deciders = _deciders(pk for pk, one in copies.items() if one.status in JUDGED)
    action = uuid.uuid4()
    Review.objects.bulk_create(
        Review(
            user_id=user_id,
            verdict=Verdict.CARRY,
            article=new,
            annotation=copies[pk],
            after=snapshot(copies[pk], copies[pk].loaded_roles),
            action=action,
            applied_from_id=pk,
        )
        for pk, user_id in deciders.items()
    )


def _deciders(ids: Iterable[int]) -> dict[int, int]:
    """Who took the latest decision that stands about each annotation, by its id."""
    reviews = Review.objects.standing().filter(annotation__in=list(ids)).order_by("pk")
    return dict(reviews.values_list("annotation", "user"))


def left_behind(article: Article) -> list[Annotation]:
    """What editors had judged in earlier versions and was not carried over, in reading order."""
    return list(_left_behind([article.pk])[0].with_slots().select_related("article"))


def count_left_behind(ids: Collection[int]) -> dict[int, int]:
    """How many judgements of earlier versions were not carried over, by the newest one's id.

    Articles without an earlier version are left out.
    """
    found, newer = _left_behind(ids)
    counts = Counter(newer[pk] for pk in found.values_list("article", flat=True)) if newer else {}
    return dict.fromkeys(newer.values(), 0) | counts


def _left_behind(ids):
    newer = versions.before(ids)
    carried = Review.objects.filter(verdict=Verdict.CARRY, applied_from=OuterRef("pk"))
    judged = Annotation.objects.filter(article__among=list(newer), set_aside__in=JUDGED)
    return judged.exclude(Exists(carried)).in_reading_order(), newer
