"""People, organisations and places: lists, a page each, merging and parting."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from annotations import directory, forms, listing, review, threads
from annotations.exploring import EntitySearchForm
from annotations.models import Entity, Kind, Proposal, Review, Slot, Verdict
from annotations.refusals import Refused
from articles.access import editing, reading
from articles.paging import page_of

from . import answers
from .desk import REVIEW

MERGE = "annotations.merge_entity"
_MOST_CANDIDATES = 10
_MOST_PROPOSALS = 12
_SECTIONS = {
    Kind.PERSON: ("people", "People", "person"),
    Kind.ORGANISATION: ("organisations", "Organisations", "organisation"),
    Kind.PLACE: ("places", "Places", "place"),
}
# What an entity does to a proposal in each slot, in the order in which its page says it.
_PARTS = (
    (Slot.PROPOSER, "Put forward"),
    (Slot.ADDRESSEE, "Was asked"),
    (Slot.RESPONDER, "Answered"),
)


@reading
def people(request):
    return _list(request, Kind.PERSON)


@reading
def organisations(request):
    return _list(request, Kind.ORGANISATION)


@reading
def places(request):
    return _list(request, Kind.PLACE)


@reading
def entity(request, pk):
    """An entity's page; the id of a merged one leads to what it was merged into."""
    found = _find(pk)
    if found.canonical_id:
        return redirect("entity", found.canonical_id)
    return _page(request, found)


@require_POST
@editing(MERGE)
def merge(request, pk):
    """Say that this entity is the one chosen, which answers for both from now on."""
    found = _find(pk)
    try:
        into = get_object_or_404(Entity, pk=int(request.POST.get("into", "")))
        review.merge(request.user, found, into)
    except ValueError:
        return _page(request, found, problem="Choose an entity to merge with.")
    except Refused as error:
        return _page(request, found, problem=error.message)
    messages.success(request, f"{found.name} is now part of {into.standing.name}.")
    return redirect(into.standing)


@require_POST
@editing(MERGE)
def unmerge(request, pk):
    """Take the merge of this entity back."""
    found = _find(pk)
    try:
        review.unmerge(request.user, found)
    except Refused as error:
        messages.error(request, error.message)
        return redirect(found)
    messages.success(request, f"{found.name} stands for itself again.")
    return redirect("entity", found.pk)


@require_POST
@editing(REVIEW)
def add_name(request, pk):
    """Teach another name of an entity."""

    def teach(found, name, request_id):
        taught = review.teach_alias(request.user, found, name, request_id=request_id)
        messages.success(request, "Taught. Below is what it would change.")
        return taught

    return _names(request, pk, teach)


@require_POST
@editing(REVIEW)
def drop_name(request, pk):
    """Take a name off an entity."""

    def drop(found, name, request_id):
        review.drop_alias(request.user, found, name, request_id)
        messages.success(request, f"“{name}” is no name of {found.name} any more.")
        return found

    return _names(request, pk, drop)


def _names(request, pk, change):
    """Change what an entity is called, and go on to what `change` gives."""
    found, form = _find(pk), forms.NameForm(request.POST)
    if not form.is_valid():
        return _page(request, found, unnamed=answers.form_errors(form)[0])
    asked = form.cleaned_data
    request_id = answers.identity(request, asked["request_id"])
    try:
        return redirect(change(found, asked["name"], request_id))
    except Refused as error:
        return _page(request, found, unnamed=error.message)


def _list(request, kind):
    form = EntitySearchForm(request.GET)
    asked = form.asked()
    by_name = asked.get("order") == "name"
    found = directory.ranked(kind, asked.get("q", ""), asked.get("country", ""), by_name)
    page = page_of(found, request, size=50, key="who")
    page.object_list = directory.described(page.object_list)
    section, title, noun = _SECTIONS[kind]
    context = {
        "form": form,
        "page": page,
        "asked": bool(asked),
        "kind": kind,
        "section": section,
        "title": title,
        "noun": noun,
    }
    return render(request, "annotations/entities.html", context)


def _find(pk):
    related = Entity.objects.select_related("canonical", "person", "organisation", "place")
    return get_object_or_404(related, pk=pk)


def _page(request, found, problem="", unnamed=""):
    """An entity's page; `problem` with a merge, `unnamed`: why a name was not taught."""
    if found.canonical_id:
        raise Http404("It has been merged.")
    family = directory.family(found)
    page = page_of(directory.mentions(family), request)
    page.object_list = directory.in_context(page.object_list)
    context = {
        "entity": found,
        "section": _SECTIONS.get(found.kind, ("",))[0],
        "names": [name for name in directory.aliases(family) if name != found.name],
        "spellings": directory.spellings(family),
        "offices": directory.offices(family),
        "merged": _merged(found),
        "page": page,
        "parts": _parts(family),
        "problem": problem,
        "unnamed": unnamed,
        "may_review": request.user.has_perm(REVIEW),
        "request_id": uuid.uuid4(),
    }
    if request.user.has_perm(MERGE):
        context |= {"may_merge": True} | _candidates(request, found)
    return render(
        request, "annotations/entity.html", context, status=422 if problem or unnamed else 200
    )


def _merged(found):
    """What was merged into an entity, each with the Review that did it."""
    merged = list(found.merged.order_by("name"))
    reviews = Review.objects.filter(entity__in=merged, verdict=Verdict.MERGE).order_by("pk")
    latest = {review.entity_id: review for review in reviews.select_related("user")}
    return [(one, latest.get(one.pk)) for one in merged]


def _parts(family):
    """The proposals that a family of entities put forward, was asked in, and answered."""
    involved = listing.involving(family)
    ids = {pk for one in involved.values() for pk in sorted(one, reverse=True)[:_MOST_PROPOSALS]}
    told = threads.load_many(list(Proposal.objects.filter(pk__in=ids)), quoted=False)
    return [
        (title, [thread for thread in told if thread.proposal.pk in involved.get(slot, ())])
        for slot, title in _PARTS
        if slot in involved
    ]


def _candidates(request, found):
    """What an entity could be merged into: what the search for another name finds."""
    words = request.GET.get("merge", "").strip().replace("\x00", "")
    if not words:
        return {"merge_words": ""}
    same_kind = Entity.objects.filter(kind=found.kind, pk__in=directory.called(words))
    candidates = same_kind.exclude(pk=found.pk).order_by("name")[:_MOST_CANDIDATES]
    return {"merge_words": words, "candidates": directory.with_mentions(candidates)}
