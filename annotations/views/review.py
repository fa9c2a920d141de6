"""The decisions of editors, each one POST; those that need something to choose offer it on GET."""

from functools import wraps

from django.db import transaction
from django.http import Http404, HttpResponseNotAllowed
from django.views.decorators.http import require_POST

from annotations import forms, placing, review
from annotations.excerpts import occurrences
from annotations.models import Annotation, Entity, Layer, Review, name_key
from annotations.models.annotations import LABELS
from annotations.models.entities import KIND_OF_LABEL
from annotations.refusals import Refused, Stale
from articles.access import editing
from articles.prepared import Given, Prepared

from . import answers, choosing, desk
from .article import to_set
from .wording import ANCHOR_NAMES, quoted

_REVIEW = Prepared(Review.objects.filter(article=Given("article"), pk=Given("pk")))
STANCE_CHOICES = [choice for choice in desk.LABEL_CHOICES if choice[0] == Layer.RESPONSE.label]


def decides(form_class, choices=None):
    """Make a view of a verb: find, check the form, decide, answer.

    The verb gets the Decision and what the form asks; `choices` answers a GET with what there is
    to choose from.
    """

    def view_of(verb):
        @editing(desk.REVIEW)
        @wraps(verb)
        def view(request, pk, annotation_id):
            article = desk.find_article(pk)
            if request.method != "POST":
                annotation = desk.find_annotation(article, annotation_id)
                return choices(request, article, annotation) if choices else _only_post()
            form = form_class(request.POST)
            if not form.is_valid():
                errors = answers.form_errors(form)
                return _refused(request, article, annotation_id, verb, errors)
            return _decided(request, article, annotation_id, verb, form.cleaned_data)

        return view

    return view_of


def _decided(request, article, annotation_id, verb, asked):
    decision = review.Decision(
        user=request.user,
        annotation_id=annotation_id,
        revision=asked["revision"],
        request_id=answers.identity(request, asked["request_id"]),
        article=article,
    )
    try:
        taken = verb(decision, asked)
    except Annotation.DoesNotExist as error:
        raise Http404("There is no such annotation of this article.") from error
    except Stale as error:
        annotation = desk.find_annotation(article, annotation_id)
        return answers.stale(request, article, annotation, verb.__name__, error, asked)
    except Refused as error:
        return _refused(request, article, annotation_id, verb, [error.message])
    return answers.decided(request, article, taken)


def _refused(request, article, annotation_id, verb, errors):
    annotation = desk.find_annotation(article, annotation_id)
    return answers.refused(request, article, annotation, verb.__name__, errors)


def _only_post():
    return HttpResponseNotAllowed(["POST"])


# --- What there is to choose from ----------------------------------------------------------------


def _entities_to_choose(request, article, annotation):
    kind = request.GET.get("kind") or KIND_OF_LABEL.get(annotation.label, "")
    words = request.GET.get("q", annotation.text)
    context = choosing_for(request, article, annotation) | {
        "q": words,
        "kind": kind,
        "own_kind": KIND_OF_LABEL.get(annotation.label, ""),
    }
    context |= choosing.entities_called(words, kind)
    return desk.page_or_fragment(request, "link", context)


def _new_anchor(request, article, annotation):
    context = choosing_for(request, article, annotation) | {
        "title": f"Choose the {ANCHOR_NAMES[annotation.layer]} anew",
        "action": "respan",
        "fixed": [],
    }
    return words_to_choose(request, article, context)


def words_to_choose(request, article, context, status=200):
    """Where typed words stand in the text, each to be chosen."""
    words = request.GET.get("words", "")
    context |= {"words": words, "found": occurrences(article.text, words)}
    return desk.page_or_fragment(request, "words", context, status)


def choosing_for(request, article, annotation) -> dict:
    """What every page of choices for an annotation needs."""
    return desk.frame(request, article) | {"annotation": annotation} | to_set(annotation)


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
    if not asked["place"] and not asked["new"]:
        return review.relink(decision, asked["entity"])
    with transaction.atomic():
        if asked["place"]:
            return review.relink(decision, placing.stored(*asked["place"]))
        entity = review.new_entity(asked["kind"], asked["new"])
        taken = review.relink(decision, entity)
        if taken.after["entity_id"] != entity.pk:  # the same request again: answered before
            entity.delete()
        return taken


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
    answered = _answered(article, asked["to"])
    if asked["to"] and not answered:
        return _addition(request, article, ["That proposal does not stand in this article."])
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
            answers=answered,
            request_id=answers.identity(request, asked["request_id"]),
        )
    except Refused as error:
        return _addition(request, article, [error.message])
    return answers.decided(request, article, taken)


def _addition(request, article, errors=()):
    sent = request.POST or request.GET
    label, to = sent.get("label", "PERSON"), sent.get("to", "")
    answered = _answered(article, to)
    context = desk.frame(request, article) | {
        "title": f"Add a response to {quoted(answered.text)}" if answered else "Add an annotation",
        "action": "add",
        "label": label,
        "to": to,
        "label_choices": STANCE_CHOICES if answered else desk.LABEL_CHOICES,
        "fixed": [("label", label), ("to", to)],
        "errors": errors,
        "words": sent.get("words", ""),
        "found": occurrences(article.text, sent.get("words", "")),
    }
    return desk.page_or_fragment(request, "words", context, status=422 if errors else 200)


def _layer_of(label):
    """The layer that a label belongs to; no two layers share a label."""
    return next((layer for layer, labels in LABELS.items() if label in labels), "")


def _answered(article, to):
    """The annotation that a response is added to, by its id in a form; None where there is none."""
    return article.annotations.filter(pk=to).first() if str(to).isdecimal() else None


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
    asked = form.cleaned_data
    try:
        taken, left = review.accept_all(
            request.user, article, asked["shown"], answers.identity(request, asked["request_id"])
        )
    except Annotation.DoesNotExist as error:
        raise Http404("That annotation belongs to another article.") from error
    return answers.decided_on_many(request, article, taken, left)


@editing(desk.REVIEW)
@require_POST
def undo(request, pk):
    """Take back one's own gesture in an article."""
    article = desk.find_article(pk)
    form = forms.UndoForm(request.POST)
    if not form.is_valid():
        return answers.turned_down(request, article, answers.form_errors(form))
    asked = form.cleaned_data
    mine = _REVIEW.one(article=article.pk, pk=asked["review"])
    if not mine:
        raise Http404("There is no such decision about this article.")
    try:
        taken = review.undo(request.user, mine, answers.identity(request, asked["request_id"]))
    except Stale as error:
        return answers.stale(request, article, mine.annotation, "undo", error)
    except Refused as error:
        return answers.turned_down(request, article, [error.message])
    return answers.decided(request, article, taken)
