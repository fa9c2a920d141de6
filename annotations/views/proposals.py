"""Proposals: the list, and the page that follows one across articles."""

import uuid
from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from annotations import forms, joining, listing, narrating, review, threads
from annotations.exploring import OverruleForm, ProposalSearchForm
from annotations.models import Proposal
from annotations.refusals import Refused
from annotations.threads import Event, Thread
from articles.access import editing, reading
from articles.models import Article
from articles.paging import page_of

REVIEW = "annotations.review_annotation"


@dataclass(frozen=True)
class Station:
    """What one article adds to a thread."""

    article: Article
    events: list[Event]


@reading
def proposals(request):
    """All proposals that are told, the latest news first."""
    form = ProposalSearchForm(request.GET)
    asked = form.asked()
    page = page_of(listing.proposals(**asked), request)
    page.object_list = threads.load_many(list(page.object_list), quoted=False)
    context = {"form": form, "page": page, "asked": bool(asked)}
    return render(request, "annotations/proposals.html", context)


@reading
def proposal(request, pk):
    """One proposal's thread; an id that was joined to another leads there."""
    found = _find(pk)
    if found.canonical_id:
        return redirect("proposal", found.canonical_id)
    return _page(request, _told(found), OverruleForm(outcome=found.overruled_outcome))


@require_POST
@editing(REVIEW)
def overrule(request, pk):
    """Set the outcome by hand with a reason; without an outcome, go back to the derived one."""
    found = _find(pk)
    form = OverruleForm(request.POST)
    if form.is_valid():
        outcome, reason, request_id = (form.cleaned_data[name] for name in form.fields)
        try:
            review.overrule(request.user, found, outcome, reason, request_id)
        except Refused as error:
            form.add_error(error.field, error.message)
    if form.errors:
        return _page(request, _told(found), form, status=422)
    messages.success(request, "The outcome is set." if outcome else "Back to the derived outcome.")
    return redirect("proposal", found.pk)


@editing(REVIEW)
def counter(request, pk):
    """Say which proposal this one counters, or none; GET offers those that it may counter."""
    found = _find(pk).standing
    thread = _told(found)
    if request.method != "POST":
        return _counter_page(request, thread)
    form = forms.CounterForm(request.POST)
    errors = [message for messages_ in form.errors.values() for message in messages_]
    if not errors:
        countered, request_id = form.cleaned_data["proposal"], form.cleaned_data["request_id"]
        try:
            review.tie(request.user, found, countered, request_id)
        except Refused as error:
            errors = [error.message]
    if errors:
        return _counter_page(request, thread, errors)
    told = "It counters the other proposal." if countered else "It counters no proposal."
    messages.success(request, told)
    return redirect("proposal", found.pk)


def _counter_page(request, thread, errors=()):
    words = request.GET.get("q", "")
    first = thread.tellings[0].annotation if thread.tellings else thread.events[0].annotation
    context = {
        "thread": thread,
        "q": words,
        "verb": "counter",
        "candidates": joining.candidates(first, "counter", words),
        "errors": errors,
        "request_id": uuid.uuid4(),
    }
    status = 422 if errors else 200
    return render(request, "annotations/counter.html", context, status=status)


def _find(pk):
    related = Proposal.objects.select_related("overruled_by", "canonical")
    return get_object_or_404(related, pk=pk)


def _told(found) -> Thread:
    """The thread of a proposal; one that nothing tells any more is not found."""
    thread = threads.load(found)
    if not thread.events:
        raise Http404("Nothing tells this proposal any more.")
    return thread


def _page(request, thread, form, status=200):
    tied = [pk for pk in (thread.counter_to_id, *thread.counter_ids) if pk]
    found = Proposal.objects.in_bulk(tied)
    loaded = threads.load_many([found[pk] for pk in tied], quoted=False) if tied else []
    titles = {one.proposal.pk: one for one in loaded}
    story = narrating.story(thread)
    context = {
        "thread": thread,
        "story": story,
        "plain": narrating.plain(story, request.build_absolute_uri("/")[:-1]),
        "stations": [
            Station(article, list(events))
            for article, events in groupby(thread.events, key=lambda event: event.article)
        ],
        "counter_to": titles.get(thread.counter_to_id),
        "counters": [titles[pk] for pk in thread.counter_ids],
        "request_id": uuid.uuid4(),
        "form": form,
        "may_overrule": request.user.has_perm(REVIEW),
    }
    return render(request, "annotations/proposal.html", context, status=status)
