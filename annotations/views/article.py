"""The article page: the text, what is said about it, and one annotation at a time."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from annotations import standing, tasks
from annotations.excerpts import around
from annotations.models import Layer, Review, State
from annotations.models.annotations import LABELS, SLOTS
from annotations.models.entities import KIND_OF_LABEL
from annotations.review.notes import MOST_CHARS
from annotations.review.slots import SEVERAL, moved
from articles.access import editing, reading
from articles.prepared import Given, Prepared

from . import choosing, desk, former, panel, ties
from .keys import keys_for
from .versions import decided
from .wording import ANCHOR_NAMES, LABEL_NAMES, SLOT_KEYS, SLOT_NAMES

SLOT_VERBS = ("fill", "clear", "date")
# What the history of an annotation says of each Review, the latest first.
_TOLD_OF_REVIEWS = (
    *("annotation", "article", "verdict", "before", "after", "applied_from", "created_at"),
    *("undoes__verdict", "undone_by__verdict"),
    *("user__first_name", "user__last_name", "user__username"),
)
_REVIEWS = Review.objects.filter(annotation=Given("annotation"))
_REVIEWS = _REVIEWS.select_related("user", "undone_by", "undoes").only(*_TOLD_OF_REVIEWS)
_REVIEWS = Prepared(_REVIEWS)
TIE_VERBS = {
    Layer.PROPOSAL: ("join", "leave", "counter", "uncounter"),
    Layer.RESPONSE: ("attach", "detach"),
}
# The verbs that have a form on the page of an annotation, by its layer.
VERBS = {
    Layer.NAME: ("relink",),
    Layer.ATTRIBUTION: SLOT_VERBS,
    Layer.PROPOSAL: (*SLOT_VERBS, "retell", "qualify", *TIE_VERBS[Layer.PROPOSAL]),
    Layer.RESPONSE: (*SLOT_VERBS, *TIE_VERBS[Layer.RESPONSE]),
}
EVERYWHERE = ("accept", "reject", "relabel", "respan", "note")


@reading
def article(request, pk):
    """The text with its annotations, and beside it the panel."""
    found = desk.find_article(pk, request.user)
    page = desk if found.stands else former
    context = page.whole(request, found) | desk.turn(request, found) | standing.told(found)
    context["all_keys"] = keys_for(context["may_review"])
    return render(request, "annotations/article.html", context)


@reading
def reading_progress(request, pk):
    """While the pipeline reads the article: no content; then text and panel with what it found."""
    found = desk.find_article(pk)
    run = found.runs.first()
    if desk.is_being_read(run):
        return HttpResponse(status=204)
    return render(request, "annotations/_arrived.html", desk.whole(request, found) | {"oob": True})


@reading
def section(request, pk, key):
    """One section of the panel in place of what stands there, with the lists opened in it."""
    found = desk.find_article(pk)
    page = desk if found.stands else former
    context = page.section(request, found, key) | {"oob": True}
    return render(request, "annotations/_panel.html", context)


@editing(desk.REVIEW)
@require_POST
def read_again(request, pk):
    """Have the pipeline read an article again that it failed to read."""
    found = desk.find_article(pk)
    if not found.runs.filter(state__in=[State.QUEUED, State.RUNNING]).exists():
        tasks.enqueue([found.pk])
    return redirect(found)


@reading
def annotation(request, pk, annotation_id):
    """One annotation with its history and all that can be decided about it."""
    found = desk.find_article(pk)
    annotation = former.as_it_stood(desk.find_annotation(found, annotation_id))
    return desk.page_or_fragment(request, "annotation", about(request, found, annotation))


@editing(desk.REVIEW)
def likeliest(request, pk, annotation_id):
    """What a card seems to tell or answer, to be put into it; no content where that is nothing."""
    found = desk.find_article(pk)
    annotation = desk.find_annotation(found, annotation_id)
    candidate = ties.likeliest(annotation) if annotation.layer in TIE_VERBS else None
    if not candidate:
        return HttpResponse(status=204)
    more = {"annotation": annotation, "candidate": candidate, "verb": ties.verb_of(annotation)}
    return render(request, "annotations/_likeliest.html", desk.frame(request, found) | more)


@reading
def suggest_entities(request):
    """Entities whose name holds the words, as buttons for a form that links."""
    found = choosing.entities_called(request.GET.get("q", ""), request.GET.get("kind", ""))
    return render(request, "annotations/_entities.html", found)


def to_set(annotation) -> dict:
    """What selected words can become of an annotation: its anchor, and slots by name and key."""
    slots = [(slot, SLOT_NAMES[slot], SLOT_KEYS[slot]) for slot in SLOTS[annotation.layer]]
    return {"anchor_name": ANCHOR_NAMES[annotation.layer], "slots_to_set": slots}


def _bears_its_name(annotation) -> bool:
    """Whether an annotation is linked to an entity of exactly its words, so needs no new one."""
    return bool(annotation.entity) and annotation.entity.standing.name == annotation.text


def _places(annotation) -> dict:
    """What a place that is linked to none may be."""
    unlinked = annotation.label == "PLACE" and not annotation.entity_id
    return choosing.entities_called(annotation.text, "place") if unlinked else {}


def _worked(card, later) -> dict:
    """What is said of an open card of a proposal or response, and what it is tied to."""
    annotation = card.annotation
    if annotation.layer not in TIE_VERBS:
        return {}
    return {
        "menus": ties.menus_of(annotation),
        "ties": ties.ties_of(card, later),
        "tie_verbs": TIE_VERBS[annotation.layer],
    }


def _reviews_of(annotation):
    reviews = _REVIEWS.ask(annotation=annotation.pk)
    for one in reviews:
        one.annotation = annotation
    return reviews


def about(request, article, annotation, cards=(), later=False, **more):
    """What the page and the fragment of one annotation show; its card may be among `cards`.

    `later`: what takes its time is left for the page to ask for.
    """
    may_review = request.user.has_perm(desk.REVIEW)
    reviews = _reviews_of(annotation)
    entity = annotation.entity and annotation.entity.standing
    card = panel.card_of(article, annotation, cards)
    return (
        desk.frame(request, article)
        | {
            "annotation": annotation,
            "card": card,
            "own_labels": [
                (label, LABEL_NAMES.get(label, label)) for label in LABELS[annotation.layer]
            ],
            "own_kind": KIND_OF_LABEL.get(annotation.label, ""),
            "entity_told": choosing.told(entity) if entity else "",
            "bears_its_name": _bears_its_name(annotation),
            "several": SEVERAL,
            "moved": moved(annotation) if may_review else {},
            "slot_verbs": SLOT_VERBS,
            "excerpt": around(article.text, annotation.start_char, annotation.end_char, width=90),
            "history": decided(one for one in reviews if not one.is_of_note),
            "notes": [one for one in reversed(reviews) if may_review and one.is_standing_note],
            "most_chars": MOST_CHARS,
        }
        | (_worked(card, later) if may_review else {})
        | _places(annotation)
        | to_set(annotation)
        | more
    )
