"""Say that some mentions of an entity are another one: choose them, then which it is."""

import uuid

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html

from annotations import directory, forms, review
from annotations.models import Entity
from annotations.refusals import Refused
from articles.access import editing
from articles.paging import page_of

from . import answers, choosing, desk

_PAGE_SIZE = 50


@editing(desk.REVIEW)
def split(request, pk):
    """The mentions to choose from; once some are chosen (`shown`), which it may be; then do it."""
    found = get_object_or_404(Entity, pk=pk)
    if found.canonical_id:
        return redirect("split_entity", found.canonical_id)
    if request.method == "POST":
        return _split(request, found)
    return _page(request, found)


def _split(request, found):
    form = forms.SplitForm(request.POST)
    if not form.is_valid():
        return _page(request, found, answers.form_errors(form))
    asked = form.cleaned_data
    request_id = answers.identity(request, asked["request_id"])
    try:
        with transaction.atomic():
            into = asked["into"] or review.new_entity(found.kind, asked["new"], asked["country"])
            taken, left = review.split(request.user, found, asked["shown"], into, request_id)
            into = _meant(taken, into)
    except Refused as error:
        return _page(request, found, [error.message])
    messages.success(request, _said(taken, left, into))
    return redirect(into)


def _meant(taken, into):
    """The entity that was linked to: of a request that was sent twice, the first one's."""
    if taken[0].after["entity_id"] == into.standing.pk:
        return into.standing
    into.delete()
    return Entity.objects.get(pk=taken[0].after["entity_id"])


def _said(taken, left, into):
    kept = f"; not {left} that changed meanwhile" if left else ""
    return format_html(
        "{} mention{} linked to {}{}. Your account page can undo it.",
        len(taken),
        "" if len(taken) == 1 else "s",
        into.name,
        kept,
    )


def _page(request, found, errors=()):
    sent = request.POST or request.GET
    shown = [pair for value in sent.getlist("shown") for pair in value.split()]
    words = sent.get("q", "").strip().replace("\x00", "")
    context = {
        "entity": found,
        "errors": errors,
        "request_id": uuid.uuid4(),
        "shown": shown,
        "q": words,
    }
    if shown:
        context |= _candidates(found, words)
    else:
        page = page_of(directory.mentions(directory.family(found)), request, size=_PAGE_SIZE)
        page.object_list = directory.in_context(page.object_list)
        context["page"] = page
    return render(request, "annotations/split.html", context, status=422 if errors else 200)


def _candidates(found, words):
    known = choosing.entities_called(words, found.kind)["known"]
    return {"candidates": [one for one in known if one.entity.pk != found.pk]}
