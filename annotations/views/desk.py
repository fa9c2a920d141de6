"""What the review desk shows of an article: all of it, or only what some decisions changed."""

import uuid
from collections import Counter
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django_htmx.http import push_url

from annotations import queue, standing
from annotations.models import Annotation, Kind, Layer, State
from annotations.models.annotations import LABELS
from articles.access import Withdrawn
from articles.models import Article
from articles.prepared import Given, Prepared

from . import accepting, changes, markup, names, panel
from .index import index
from .progress import progress
from .rows import shown, some
from .wording import LABEL_NAMES

REVIEW = "annotations.review_annotation"
_ARTICLES = Article.objects.select_related("outlet").defer("search")
_ARTICLE = Prepared(_ARTICLES.filter(pk=Given("pk")))
LABEL_CHOICES = [
    (Layer(layer).label, [(label, LABEL_NAMES.get(label, label)) for label in labels])
    for layer, labels in LABELS.items()
]


def find_article(pk, user=None) -> Article:
    """The article with its outlet; for a `user`, with what a page says of it; or 404.

    410 where it was withdrawn.
    """
    if user:
        articles = standing.with_company(_ARTICLES)
        if user.has_perm(REVIEW):
            articles = queue.with_standing(articles, user)
        found = articles.filter(pk=pk).first()
    else:
        found = _ARTICLE.one(pk=pk)
    if found is None:
        raise Http404("There is no such article.")
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
    found = shown(article)
    return (
        frame(request, article)
        | progress(request, article, counts=Counter(one.status for one in found))
        | panel.panel(article, opened=opened(request), counts=Counter(one.layer for one in found))
        | {
            "sections": names.sections(found, panel.SECTIONS, opened(request)),
            "paragraphs": markup.whole(article, found),
            "run": article.runs.first(),
            "index": index(found),
        }
    )


def section(request, article, key) -> dict:
    """One section of the panel."""
    found = some(article, names.labels_in([key])) if key in names.KEYS else ()
    return (
        frame(request, article)
        | panel.panel(article, [key], opened(request))
        | {"sections": names.sections(found, [key], opened(request))}
    )


def turn(request, article) -> dict:
    """What an editor's page says of the article's turn in the queue; `article` was found so."""
    if not hasattr(article, "waits"):
        return {}
    now = queue.standing(article)
    mine = bool(now.claim) and now.claim.user == request.user.pk
    return {"turn": now, "mine": mine}


def changed(request, article, reviews, new) -> dict:
    """What a gesture changed: paragraphs of the text, rows and sections of the panel, progress.

    `new` are those of its decisions that the page does not know of.
    """
    touched, found, cards = changes.of(article, new, opened(request))
    about = {review.annotation_id for review in new}
    return (
        frame(request, article)
        | progress(request, article, reviews)
        | ({"accept_cards": accepting.cards(cards)} if touched.cards else {})
        | (_quotes(article, touched.attributions, found) if touched.attributions else {})
        | panel.panel(article, touched.sections, opened(request))
        | {
            "sections": changes.lists(touched, found, opened(request)),
            "cards": panel.cards_of(article, touched.cards) if touched.cards else [],
            "paragraphs": markup.touched(article, touched.spans),
            "index": index([row for row in found if row.pk in about]),
            "oob": True,
        }
    )


def _quotes(article, changed_ids, rows):
    """The attributions that changed, and what the button of them all accepts."""
    every = [row for row in rows if row.layer == Layer.ATTRIBUTION]
    return {
        "quotes": panel.attributions_of(article, changed_ids),
        "accept_quotes": accepting.attributions(every),
    }


def page_or_fragment(request, name, context, status=200):
    """A page of the desk, or for htmx its content, which leaves the page's address as it is."""
    if not request.htmx:
        return render(request, f"annotations/{name}.html", context, status=status)
    return push_url(render(request, f"annotations/_{name}.html", context, status=status), False)


def opened(request) -> list[str]:
    """The keys of the lists that are opened on the page that asks."""
    return (request.POST if request.method == "POST" else request.GET).getlist("open")


def is_being_read(run) -> bool:
    """Whether suggestions may still arrive."""
    return run is None or run.state in (State.QUEUED, State.RUNNING)
