"""How far an article has been checked, and what of one's own can be undone there."""

from django.db.models import Count, Exists, Max, OuterRef, Q

from annotations.models import Annotation, Review, Status, Verdict
from annotations.models.reviews import CARRIED_VERDICTS
from articles.prepared import Given, Prepared

from .wording import told_together

# What a page of one article does not undo: what was changed in many at once, what was carried over
# from another version, and an undo.
_NOT_HERE = (Verdict.UNDO, Verdict.TEACH, Verdict.FORGET, Verdict.CARRY)
# The actions that can be undone, the latest first.
_ABOUT_ANNOTATIONS = Review.objects.filter(annotation__isnull=False)
_GESTURE = _ABOUT_ANNOTATIONS.filter(action=OuterRef("action"))
_UNDOABLE = _ABOUT_ANNOTATIONS.filter(undone_by=None).exclude(verdict__in=_NOT_HERE)
_UNDOABLE = _UNDOABLE.exclude(Exists(_GESTURE.with_overtaken().filter(overtaken=True)))
_UNDOABLE = _UNDOABLE.order_by("-pk").values("action")
_LAST = _UNDOABLE.filter(user=Given("user"), article=Given("article"))[:1]
_LAST = _ABOUT_ANNOTATIONS.filter(action__in=_LAST).select_related("annotation").order_by("pk")
_LAST = Prepared(_LAST)
# How many annotations of an article have each status.
_COUNTS = Annotation.objects.filter(article=Given("article")).exclude(status=Status.WITHDRAWN)
_COUNTS = Prepared(_COUNTS.order_by().values_list("status").annotate(Count("pk")))
# The latest Review of an article, and how many were taken on another annotation.
_FOLLOWED = Q(applied_from__isnull=False, verdict__in=(*CARRIED_VERDICTS, Verdict.CARRY))
_REVIEWED = Review.objects.filter(article=Given("article")).order_by().values("article")
_REVIEWED = _REVIEWED.annotate(latest=Max("pk"), followed=Count("pk", filter=_FOLLOWED))
_REVIEWED = Prepared(_REVIEWED.values_list("latest", "followed"))
# How many names nobody has read, but judged by a decision on another mention.
_CARRIED = Review.objects.filter(article=Given("article")).carried_over().order_by()
_CARRIED = _CARRIED.values("article").annotate(many=Count("annotation", distinct=True))
_CARRIED = Prepared(_CARRIED.values_list("many", flat=True))


def progress(request, article, taken=(), counts=None) -> dict:
    """How many annotations are checked, and what of one's own can be undone.

    `taken` are the Reviews of a gesture at hand, by the user; `counts` how many annotations have
    each status, if that is known.
    """
    if counts is None:
        counts = dict(_COUNTS.ask(article=article.pk))
    unchecked = counts.get(Status.SUGGESTED, 0)
    checked = sum(counts.values()) - unchecked
    latest, followed = _REVIEWED.one(article=article.pk) or (None, 0)
    if taken and _is_latest(taken, latest):
        last = taken
    else:
        last = last_gesture(request.user, article) if request.user.is_authenticated else []
    return {
        "counts": {
            "unchecked": unchecked,
            "total": sum(counts.values()),
            "checked": checked,
            "carried": checked and followed and (_CARRIED.one(article=article.pk) or 0),
        },
        "undoable": last[0] if last else None,
        "undoable_words": told_together(last) if last else "",
    }


def last_gesture(user, article) -> list[Review]:
    """The Reviews of the user's last gesture in an article that can be undone.

    What has been undone or overtaken by other decisions does not stand in the way of earlier ones.
    """
    return _LAST.ask(user=user.pk, article=article.pk)


def _is_latest(taken, latest):
    """Whether a gesture decided something, and the latest Review of its article is its own."""
    return taken[-1].verdict != Verdict.UNDO and taken[-1].pk == latest
