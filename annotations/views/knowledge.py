"""What the desk has taught: the list, a piece with what it would change, and what teaches it."""

import uuid
from itertools import groupby

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from annotations import foresight, forms, review
from annotations.excerpts import around
from annotations.exploring import PieceSearchForm
from annotations.models import Alias, Annotation, Entity, Knowledge, Teaching, name_key
from annotations.refusals import Refused
from annotations.review import spreading, teaching
from articles.access import editing
from articles.paging import page_of

from . import answers, desk
from .wording import LABEL_NAMES

_PAGE_SIZE = 50


@editing(desk.REVIEW)
def pieces(request):
    """All that the desk has taught, the latest first."""
    form = PieceSearchForm(request.GET)
    found = _found(**form.asked())
    page = page_of(found, request, size=_PAGE_SIZE)
    page.object_list = _described(page.object_list)
    context = {"form": form, "page": page, "asked": bool(form.asked())}
    return render(request, "annotations/knowledge.html", context)


@editing(desk.REVIEW)
def piece(request, pk):
    """A piece, the company that it speaks in, and what it would change now."""
    return _page(request, _find(pk))


@require_POST
@editing(desk.REVIEW)
def apply(request, pk):
    """Change the suggestions that were shown, as the piece has it."""
    return _spread(request, _find(pk), review.apply_piece)


@require_POST
@editing(desk.REVIEW)
def unapply(request, pk):
    """Undo an application as one."""
    found, form = _find(pk), forms.UnapplyForm(request.POST)
    if not form.is_valid():
        return _page(request, found, answers.form_errors(form))
    asked = form.cleaned_data
    try:
        back, left = review.unapply(
            request.user, found, asked["gesture"], answers.identity(request, asked["request_id"])
        )
    except Refused as error:
        return _page(request, found, [error.message])
    kept = f"; {left} judged or changed since stay as they are" if left else ""
    messages.success(request, f"{_suggestions(back)} put back{kept}.")
    return redirect(found)


@editing(desk.REVIEW)
def forget(request, pk):
    """Take a piece back; GET shows what that would change."""
    found = _find(pk)
    if request.method != "POST":
        return _forgetting(request, found)
    form = forms.ChangesForm(request.POST)
    if not form.is_valid():
        return _forgetting(request, found, answers.form_errors(form))
    asked = form.cleaned_data
    request_id = answers.identity(request, asked["request_id"])
    try:
        with transaction.atomic():
            review.forget(request.user, found, request_id)
            back_id = spreading.back_id(request_id)
            back, _ = review.apply_back(request.user, found, asked["shown"], back_id)
    except Refused as error:
        return _forgetting(request, found, [error.message])
    changed = f", {_suggestions(back)} changed" if back else ""
    messages.success(request, f"Taken back: “{found.words}”{changed}.")
    return redirect(found)


@require_POST
@editing(desk.REVIEW)
def again(request, pk):
    """Teach again what was taken back."""
    form = forms.RequestForm(request.POST)
    return _taught(request, _find(pk), form, "Taught again.", review.teach_again)


@require_POST
@editing(teaching.RULE)
def rule(request, pk):
    """Make a link a rule, or evidence again."""
    form = forms.RuleForm(request.POST)
    said = "It is a rule now." if request.POST.get("on") else "It is evidence again, no rule."
    return _taught(request, _find(pk), form, said, review.rule)


# --- Teaching from where an editor is -------------------------------------------------------------


@require_POST
@editing(desk.REVIEW)
def never(request, pk, annotation_id):
    """Teach that the words of a rejected name are never one."""
    article = desk.find_article(pk)
    annotation = desk.find_annotation(article, annotation_id)
    form = forms.NeverForm(request.POST)
    if not form.is_valid():
        return answers.turned_down(request, article, answers.form_errors(form))
    asked = form.cleaned_data
    request_id = answers.identity(request, asked["request_id"])
    try:
        taught = review.teach_never(request.user, annotation, asked["any"], request_id)
    except Refused as error:
        return answers.turned_down(request, article, [error.message])
    return _to_piece(request, article, annotation, taught)


@require_POST
@editing(desk.REVIEW)
def also_called(request, pk, annotation_id):
    """Teach that the words of a name are another name of what it is linked to."""
    article = desk.find_article(pk)
    annotation = desk.find_annotation(article, annotation_id)
    form = forms.RequestForm(request.POST)
    if not form.is_valid():
        return answers.turned_down(request, article, answers.form_errors(form))
    request_id = answers.identity(request, form.cleaned_data["request_id"])
    try:
        if annotation.entity is None or annotation.status != "accepted":
            raise Refused("Link the name first: then its words can be taught.")
        taught = review.teach_alias(
            request.user, annotation.entity, annotation.text, article, request_id
        )
    except Refused as error:
        return answers.turned_down(request, article, [error.message])
    return _to_piece(request, article, annotation, taught)


def _to_piece(request, article, annotation, taught):
    """Answer what was taught about a name: on to the piece, or in the inspector the way there."""
    if not request.htmx:
        messages.success(request, "Taught. Below is what it would change.")
        return answers.SeeOther(taught.get_absolute_url())
    (piece,) = _described(Knowledge.objects.filter(pk=taught.pk))
    context = {"piece": piece, "article": article, "annotation": annotation}
    return render(request, "annotations/_piece_taught.html", context)


# --- One piece ------------------------------------------------------------------------------------


def _find(pk):
    related = (
        *("entity__canonical", "entity__place", "review__user", "review__article"),
        *("review__annotation", "review__entity", "ended_by__user"),
    )
    found = Knowledge.objects.select_related(*related)
    found = found.defer("review__article__text", "review__article__search")
    return get_object_or_404(found, pk=pk)


def _page(request, piece, errors=()):
    older_than = request.GET.get("older", "")
    older_than = int(older_than) if older_than.isascii() and older_than.isdigit() else None
    foreseen = foresight.of_teaching(piece, older_than)
    context = _context(request, piece, foreseen, errors) | {
        "older_than": older_than,
        "gestures": [
            ("Applied", _gestures(spreading.applied(piece))),
            ("Changed back", _gestures(spreading.changed_back(piece))),
        ],
        "also": _other_words(piece),
    }
    return render(request, "annotations/piece.html", context, status=422 if errors else 200)


def _forgetting(request, piece, errors=()):
    context = _context(request, piece, foresight.of_forgetting(piece), errors)
    return render(request, "annotations/forget.html", context, status=422 if errors else 200)


def _context(request, piece, foreseen, errors):
    user = request.user
    (described,) = _described(Knowledge.objects.filter(pk=piece.pk))
    return {
        "piece": described,
        "errors": errors,
        "request_id": uuid.uuid4(),
        "foreseen": foreseen,
        "articles": _by_article(foreseen.changes),
        "shown": " ".join(
            f"{one.annotation.pk}:{one.annotation.revision}" for one in foreseen.changes
        ),
        "may_rule": user.has_perm(teaching.RULE),
        "may_forget": piece.review.user_id == user.pk or user.has_perm(teaching.RULE),
    }


def _by_article(changes):
    """The changes by article, each with its words in their context."""
    grouped = groupby(changes, key=lambda change: change.annotation.article)
    return [
        (article, [(one, _excerpt(one.annotation)) for one in ones]) for article, ones in grouped
    ]


def _excerpt(annotation):
    text = annotation.article.text
    return around(text, annotation.start_char, annotation.end_char, width=60)


def _gestures(reviews):
    """What changed suggestions together and has not been undone, the latest first."""
    return (
        reviews.order_by()
        .values("action", "user__username", "user__first_name", "user__last_name")
        .annotate(changed=Count("pk"), at=Max("created_at"))
        .order_by("-at")
    )


def _other_words(piece):
    """Whether a link uses words that are no name of its entity yet, which could be taught."""
    if piece.kind != Teaching.LINK or piece.ended_by_id or not piece.entity_id:
        return False
    named = Alias.objects.filter(entity=piece.meaning, key=piece.key)
    linked = piece.review.annotation
    return linked and linked.entity_id == piece.entity_id and not named.exists()


def _spread(request, found, deed):
    form = forms.ChangesForm(request.POST)
    if not form.is_valid():
        return _page(request, found, answers.form_errors(form))
    asked = form.cleaned_data
    if not asked["shown"]:
        return _page(request, found, ["There is nothing to change."])
    changed, left = deed(
        request.user, found, asked["shown"], answers.identity(request, asked["request_id"])
    )
    kept = f"; not {left} that changed meanwhile" if left else ""
    messages.success(request, f"{_suggestions(changed)} changed{kept}.")
    return redirect(found)


def _taught(request, found, form, said, verb):
    """Answer a verb about a piece; what its form asks besides follows the piece."""
    if not form.is_valid():
        return _page(request, found, answers.form_errors(form))
    request_id = answers.identity(request, form.cleaned_data.pop("request_id"))
    try:
        verb(request.user, found, *form.cleaned_data.values(), request_id=request_id)
    except Refused as error:
        return _page(request, found, [error.message])
    messages.success(request, said)
    return redirect(found)


def _suggestions(count):
    return f"{count} suggestion{'' if count == 1 else 's'}"


# --- The list -------------------------------------------------------------------------------------


def _found(q="", kind="", state=""):
    found = Knowledge.objects.all()
    found = found.filter(ended_by__isnull=False) if state else found.standing()
    if kind == "always":
        found = found.filter(always=True)
    elif kind:
        found = found.filter(kind=kind)
    if q:
        called = Alias.objects.filter(key__contains=name_key(q)).values("entity")
        meant = Entity.objects.filter(pk__in=called)
        found = found.filter(key__contains=name_key(q)) | found.filter(entity__in=meant)
    return found


def _described(found):
    """Pieces with who taught them where, and how often each has decided a link."""
    own = Annotation.objects.filter(taught_by=OuterRef("pk")).order_by().values("taught_by")
    served = Subquery(own.annotate(n=Count("pk")).values("n"))
    related = (
        *("entity__canonical", "entity__place", "review__user", "review__article__outlet"),
        *("review__annotation", "review__entity", "ended_by__user"),
    )
    found = found.annotate(times=Coalesce(served, 0)).select_related(*related)
    pieces = list(found.defer("review__article__text", "review__article__search"))
    for one in pieces:
        one.label_name = LABEL_NAMES.get(one.label, "")
    return pieces
