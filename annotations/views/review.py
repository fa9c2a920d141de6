"""The decisions of editors, each one POST; those that need something to choose offer it on GET."""

import uuid
from functools import wraps

from django.db import transaction
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from annotations import forms, joining, review
from annotations.excerpts import occurrences
from annotations.models import Annotation, Entity, Layer, Review, name_key
from annotations.models.annotations import LABELS, SLOTS
from annotations.models.entities import KIND_OF_LABEL
from annotations.refusals import Refused, Stale
from articles.access import editing

from . import answers, desk
from .article import matching_entities, slots_to_set
from .wording import ANCHOR_NAMES, SLOT_NAMES


def decides(form_class, choices=None):
    """Make a view of a verb: find, check the form, decide, answer.

    The verb gets the Decision and what the form asks; `choices` answers a GET with what there is
    to choose from.
    """

    def view_of(verb):
        @editing(desk.REVIEW)
        @wraps(verb)
        def view(request, pk, annotation_id):
            article, annotation = desk.find_annotation(pk, annotation_id)
            if request.method != "POST":
                return choices(request, article, annotation) if choices else _only_post()
            form = form_class(request.POST)
            if not form.is_valid():
                errors = answers.form_errors(form)
                return answers.refused(request, article, annotation, verb.__name__, errors)
            return _decided(request, article, annotation, verb, form.cleaned_data)

        return view

    return view_of


def _decided(request, article, annotation, verb, asked):
    decision = review.Decision(
        user=request.user,
        annotation_id=annotation.pk,
        revision=asked["revision"],
        request_id=answers.identity(request, asked["request_id"]),
    )
    try:
        with transaction.atomic():
            taken = verb(decision, asked)
    except Stale as error:
        return answers.stale(request, article, annotation, verb.__name__, error, asked)
    except Refused as error:
        return answers.refused(request, article, annotation, verb.__name__, [error.message])
    return answers.decided(request, article, taken)


def _only_post():
    return HttpResponseNotAllowed(["POST"])


# --- What there is to choose from ----------------------------------------------------------------


def _entities_to_choose(request, article, annotation):
    kind = request.GET.get("kind") or KIND_OF_LABEL.get(annotation.label, "")
    words = request.GET.get("q", annotation.text)
    context = _choosing(request, article, annotation) | {
        "q": words,
        "kind": kind,
        "own_kind": KIND_OF_LABEL.get(annotation.label, ""),
        "entities": matching_entities(words, kind),
    }
    return desk.page_or_fragment(request, "link", context)


def _proposals_to_choose(request, article, annotation):
    words = request.GET.get("q", "")
    context = _choosing(request, article, annotation) | {
        "q": words,
        "verb": "join" if annotation.layer == Layer.PROPOSAL else "attach",
        "candidates": joining.candidates(annotation, words),
    }
    return desk.page_or_fragment(request, "join", context)


def _new_anchor(request, article, annotation):
    context = _choosing(request, article, annotation) | {
        "title": f"Choose the {ANCHOR_NAMES[annotation.layer]} anew",
        "action": "respan",
        "fixed": [],
    }
    return _words_to_choose(request, article, context)


def _words_for_slot(request, article, annotation):
    slot = request.GET.get("slot", "")
    if slot not in SLOTS[annotation.layer]:
        slot = SLOTS[annotation.layer][0]
    position, add = request.GET.get("position", ""), request.GET.get("add", "")
    context = _choosing(request, article, annotation) | {
        "title": f"Choose {'more' if add else 'the'} words for “{SLOT_NAMES[slot]}”",
        "action": "fill",
        "slot": slot,
        "position": position,
        "adding": add,
        "fixed": [("slot", slot), ("position", position), ("add", add)],
    }
    return _words_to_choose(request, article, context)


def _words_to_choose(request, article, context, status=200):
    words = request.GET.get("words", "")
    context |= {"words": words, "found": occurrences(article.text, words)}
    return desk.page_or_fragment(request, "words", context, status)


def _choosing(request, article, annotation):
    more = {"annotation": annotation, "slots_to_set": slots_to_set(annotation)}
    return desk.frame(request, article) | more


# --- Decisions about one annotation --------------------------------------------------------------


@decides(forms.DecisionForm)
def accept(decision, asked):
    return review.accept(decision)


@decides(forms.DecisionForm)
def reject(decision, asked):
    return review.reject(decision)


@decides(forms.LabelForm)
def relabel(decision, asked):
    return review.relabel(decision, asked["label"])


@decides(forms.SpanForm, _new_anchor)
def respan(decision, asked):
    return review.respan(decision, asked["start_char"], asked["end_char"], asked["words"])


@decides(forms.LinkForm, _entities_to_choose)
def relink(decision, asked):
    if not asked["new"]:
        return review.relink(decision, asked["entity"])
    entity = review.new_entity(asked["kind"], asked["new"])
    taken = review.relink(decision, entity)
    if taken.after["entity_id"] != entity.pk:  # the same request again: answered before
        entity.delete()
    return taken


@decides(forms.FillForm, _words_for_slot)
def fill(decision, asked):
    return review.fill(
        decision,
        asked["slot"],
        asked["start_char"],
        asked["end_char"],
        asked["words"],
        position=asked["position"],
        add=asked["add"],
    )


@decides(forms.SlotForm)
def clear(decision, asked):
    return review.clear(decision, asked["slot"], asked["position"])


@decides(forms.DateForm)
def date(decision, asked):
    return review.date(decision, asked["value"])


@decides(forms.TellingForm)
def retell(decision, asked):
    return review.retell(decision, asked["telling"])


@decides(forms.JoinForm, _proposals_to_choose)
def join(decision, asked):
    return review.join(decision, asked["proposal"])


@decides(forms.DecisionForm)
def leave(decision, asked):
    return review.leave(decision)


@decides(forms.JoinForm, _proposals_to_choose)
def attach(decision, asked):
    return review.attach(decision, asked["proposal"])


@decides(forms.DecisionForm)
def detach(decision, asked):
    return review.attach(decision, None)


# --- Decisions about an article's annotations ----------------------------------------------------


@editing(desk.REVIEW)
def add(request, pk):
    """Add an annotation on words of the text; GET finds where typed words stand."""
    article = desk.find_article(pk)
    if request.method != "POST":
        return _addition(request, article)
    form = forms.AddForm(request.POST)
    if not form.is_valid():
        return _addition(request, article, answers.form_errors(form))
    asked = form.cleaned_data
    label, words = asked["label"], asked["words"]
    try:
        taken = review.add(
            request.user,
            article,
            _layer_of(label),
            label,
            asked["start_char"],
            asked["end_char"],
            words,
            entity=_meant(article, label, words),
            request_id=answers.identity(request, asked["request_id"]),
        )
    except Refused as error:
        return _addition(request, article, [error.message])
    return answers.decided(request, article, taken)


def _addition(request, article, errors=()):
    sent = request.POST or request.GET
    context = desk.frame(request, article) | {
        "title": "Add an annotation",
        "action": "add",
        "label": sent.get("label", "PERSON"),
        "fixed": [("label", sent.get("label", "PERSON"))],
        "errors": errors,
        "words": sent.get("words", ""),
        "found": occurrences(article.text, sent.get("words", "")),
    }
    return desk.page_or_fragment(request, "words", context, status=422 if errors else 200)


def _layer_of(label):
    """The layer that a label belongs to; no two layers share a label."""
    return next((layer for layer, labels in LABELS.items() if label in labels), "")


def _meant(article, label, words):
    """The entity that a new name refers to: the article's own of that name, else the only one."""
    kind = KIND_OF_LABEL.get(label)
    if not kind:
        return None
    alike = Annotation.objects.live().names().filter(article=article, label=label, text=words)
    linked = alike.filter(entity__isnull=False).select_related("entity__canonical").first()
    if linked:
        return linked.entity.standing
    bearers = Entity.objects.standing().filter(kind=kind, aliases__key=name_key(words)).distinct()
    return bearers[0] if len(bearers[:2]) == 1 else None


@editing(desk.REVIEW)
@require_POST
def accept_all(request, pk):
    """Accept suggestions in one gesture; those that changed since they were shown are left."""
    article = desk.find_article(pk)
    form = forms.AcceptAllForm(request.POST)
    if not form.is_valid():
        return answers.turned_down(request, article, answers.form_errors(form))
    action = answers.identity(request, form.cleaned_data["request_id"])
    taken, left = _accepted(request.user, article, form.cleaned_data["shown"], action)
    if not taken:
        return answers.turned_down(
            request, article, ["All of these have been changed meanwhile."], 409
        )
    note = f"; not {left} that changed meanwhile" if left else ""
    return answers.decided(request, article, taken[-1], note)


def _accepted(user, article, shown, action):
    """Accept what is as it was shown; the Reviews, and how many were left."""
    here = set(
        article.annotations.filter(pk__in=[pk for pk, _ in shown]).values_list("pk", flat=True)
    )
    taken, left = [], 0
    with transaction.atomic():
        for annotation_id, revision in shown:
            if annotation_id not in here:
                raise Http404("That annotation belongs to another article.")
            decision = review.Decision(
                user, annotation_id, revision, uuid.uuid5(action, str(annotation_id)), action
            )
            try:
                taken.append(review.accept(decision))
            except Refused:
                left += 1
    return taken, left


@editing(desk.REVIEW)
@require_POST
def undo(request, pk):
    """Take back one's own gesture in an article."""
    article = desk.find_article(pk)
    form = forms.UndoForm(request.POST)
    if not form.is_valid():
        return answers.turned_down(request, article, answers.form_errors(form))
    asked = form.cleaned_data
    mine = get_object_or_404(
        Review.objects.select_related("annotation"), article=article, pk=asked["review"]
    )
    try:
        taken = review.undo(request.user, mine, answers.identity(request, asked["request_id"]))
    except Stale as error:
        return answers.stale(request, article, mine.annotation, "undo", error)
    except Refused as error:
        return answers.turned_down(request, article, [error.message])
    return answers.decided(request, article, taken)
