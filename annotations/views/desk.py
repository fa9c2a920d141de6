"""What the review desk shows of an article: all of it, or only what some decisions changed."""

import uuid
from collections import Counter
from urllib.parse import urlencode

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.shortcuts import get_object_or_404, render
from django_htmx.http import push_url

from annotations import queue, standing
from annotations.models import Annotation, Kind, Layer, Review, State, Status, Verdict
from annotations.models.annotations import LABELS
from annotations.models.reviews import CARRIED_VERDICTS
from articles.access import Withdrawn
from articles.models import Article

from . import accepting, changes, markup, names, panel
from .index import index
from .rows import SHOWN, rows_of
from .wording import LABEL_NAMES, told_together

REVIEW = "annotations.review_annotation"
# What a page of one article does not undo: what was changed in many at once, what was carried over
# from another version, and an undo.
_NOT_HERE = (Verdict.UNDO, Verdict.TEACH, Verdict.FORGET, Verdict.CARRY)
# The actions that can be undone, the latest first; made once, as it takes longer than to ask.
_ABOUT_ANNOTATIONS = Review.objects.filter(annotation__isnull=False)
_GESTURE = _ABOUT_ANNOTATIONS.filter(action=OuterRef("action"))
_UNDOABLE = _ABOUT_ANNOTATIONS.filter(undone_by=None).exclude(verdict__in=_NOT_HERE)
_UNDOABLE = _UNDOABLE.exclude(Exists(_GESTURE.with_overtaken().filter(overtaken=True)))
_UNDOABLE = _UNDOABLE.order_by("-pk").values("action")
LABEL_CHOICES = [
    (Layer(layer).label, [(label, LABEL_NAMES.get(label, label)) for label in labels])
    for layer, labels in LABELS.items()
]


def find_article(pk, user=None) -> Article:
    """The article with its outlet; for a `user`, with what a page says of it; or 404.

    410 where it was withdrawn.
    """
    articles = Article.objects.select_related("outlet").defer("search")
    if user:
        articles = standing.with_company(articles)
    if user and user.has_perm(REVIEW):
        articles = queue.with_standing(articles, user)
    found = get_object_or_404(articles, pk=pk)
    if found.withdrawn_at:
        raise Withdrawn(found)
    return found


def find_annotation(article, annotation_id) -> Annotation:
    """An annotation of an article with its slots, or 404, also for one of another article."""
    found = get_object_or_404(Annotation.objects.with_slots(), article=article, pk=annotation_id)
    found.article = article
    return found


def frame(request, article) -> dict:
    """What every page and fragment of the desk needs."""
    return carried(request) | {
        "article": article,
        "base": f"{article.get_absolute_url()}annotations/",
        "may_review": article.stands and request.user.has_perm(REVIEW),
        "request_id": uuid.uuid4(),
        "label_choices": LABEL_CHOICES,
        "kinds": Kind.choices,
    }


def carried(request) -> dict:
    """The filters of the queue that a page carries along: plain, and as the query of an address."""
    query = (request.POST or request.GET).get("queue", "")
    return {"queue": query, "carried": f"?{urlencode({'queue': query})}" if query else ""}


def whole(request, article) -> dict:
    """The whole page: text, panel, progress."""
    shown = rows_of(article, Q(status__in=SHOWN))
    return (
        frame(request, article)
        | progress(request, article, counts=Counter(one.status for one in shown))
        | panel.panel(article, opened=opened(request), counts=Counter(one.layer for one in shown))
        | {
            "sections": names.sections(shown, panel.SECTIONS, opened(request)),
            "paragraphs": markup.whole(article, shown),
            "run": article.runs.first(),
            "index": index(shown),
        }
    )


def section(request, article, key) -> dict:
    """One section of the panel."""
    shown = rows_of(article, names.shown_in([key])) if key in names.KEYS else ()
    return (
        frame(request, article)
        | panel.panel(article, [key], opened(request))
        | {"sections": names.sections(shown, [key], opened(request))}
    )


def turn(request, article) -> dict:
    """What an editor's page says of the article's turn in the queue; `article` was found so."""
    if not hasattr(article, "waits"):
        return {}
    now = queue.standing(article)
    mine = bool(now.claim) and now.claim.user == request.user.pk
    return {"turn": now, "mine": mine}


def changed(request, article, reviews) -> dict:
    """What the decisions changed: paragraphs of the text, sections of the panel, progress."""
    touched, found, cards = changes.of(article, reviews)
    lists = names.sections(found, touched.sections | touched.rows.keys(), opened(request))
    for section in lists:
        if section.key not in touched.sections:
            section.changed = touched.rows[section.key]
    about = {review.annotation_id for review in reviews}
    return (
        frame(request, article)
        | progress(request, article, reviews)
        | ({"accept_cards": accepting.cards(cards)} if touched.cards else {})
        | panel.panel(article, touched.sections, opened(request))
        | {
            "sections": lists,
            "cards": panel.cards_of(article, touched.cards) if touched.cards else [],
            "paragraphs": markup.touched(article, touched.spans),
            "index": index([row for row in found if row.pk in about]),
            "oob": True,
        }
    )


def page_or_fragment(request, name, context, status=200):
    """A page of the desk, or for htmx its content, which leaves the page's address as it is."""
    if not request.htmx:
        return render(request, f"annotations/{name}.html", context, status=status)
    return push_url(render(request, f"annotations/_{name}.html", context, status=status), False)


def opened(request) -> list[str]:
    """The keys of the lists that are opened on the page that asks."""
    return (request.POST if request.method == "POST" else request.GET).getlist("open")


def progress(request, article, taken=(), counts=None) -> dict:
    """How many annotations are checked, and what of one's own can be undone.

    `taken` are the Reviews of a gesture at hand, by the user; `counts` how many annotations have
    each status, if that is known.
    """
    if counts is None:
        counted = article.annotations.exclude(status=Status.WITHDRAWN).order_by()
        counts = dict(counted.values_list("status").annotate(Count("pk")))
    unchecked = counts.get(Status.SUGGESTED, 0)
    checked = sum(counts.values()) - unchecked
    followed = Q(applied_from__isnull=False, verdict__in=(*CARRIED_VERDICTS, Verdict.CARRY))
    reviews = Review.objects.filter(article=article).order_by()
    reviews = reviews.aggregate(latest=Max("pk"), followed=Count("pk", filter=followed))
    if taken and _is_latest(taken, reviews["latest"]):
        last = taken
    else:
        last = last_gesture(request.user, article) if request.user.is_authenticated else []
    return {
        "counts": {
            "unchecked": unchecked,
            "total": sum(counts.values()),
            "checked": checked,
            "carried": _carried(article) if checked and reviews["followed"] else 0,
        },
        "undoable": last[0] if last else None,
        "undoable_words": told_together(last) if last else "",
    }


def _carried(article) -> int:
    """How many names nobody has read, but judged by a decision on another mention."""
    carried = Review.objects.filter(article=article).carried_over().order_by()
    return carried.values("annotation").distinct().count()


def last_gesture(user, article) -> list[Review]:
    """The Reviews of the user's last gesture in an article that can be undone.

    What has been undone or overtaken by other decisions does not stand in the way of earlier ones.
    """
    action = _UNDOABLE.filter(user=user, article=article)[:1]
    last = _ABOUT_ANNOTATIONS.filter(action__in=action)
    return list(last.select_related("annotation").order_by("pk"))


def _is_latest(taken, latest):
    """Whether a gesture decided something, and the latest Review of its article is its own."""
    return taken[-1].verdict != Verdict.UNDO and taken[-1].pk == latest


def is_being_read(run) -> bool:
    """Whether suggestions may still arrive."""
    return run is None or run.state in (State.QUEUED, State.RUNNING)
