"""The queue: what waits for review and why; take an article, skip it, mark it done, reopen it."""

import uuid
from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from annotations import forms, review
from annotations import queue as desk_queue
from annotations.exploring import QueueForm
from annotations.refusals import Refused
from annotations.review.claims import left_in
from articles.access import editing
from articles.paging import PAGE_SIZE, page_of

from . import answers, desk
from .wording import LABEL_NAMES

# Why articles are skipped more often than not.
_REASONS = (
    "Not about diplomacy",
    "The same story as another article",
    "Wants somebody who knows the subject",
    "Suggestions too poor to correct",
)


@editing(desk.REVIEW)
def queue(request):
    """What waits, the weightiest first, with the reasons; or what one has taken, skipped, done."""
    form = QueueForm(request.GET)
    asked = form.asked()
    query = form.query()
    context = {
        "form": form,
        "page": (_done if asked.show == "done" else _waiting)(request, asked),
        "queue": query,
        "carried": f"?{urlencode({'queue': query})}" if query else "",
        "show": asked.show,
        "chosen_outlet": asked.outlet,
        "narrowed": replace(asked, show="") != desk_queue.Asked(),
        "overall": desk_queue.progress_of_newest(asked),
        "request_id": uuid.uuid4(),
    }
    return render(request, "annotations/queue.html", context)


def _waiting(request, asked):
    found = desk_queue.waiting(request.user, asked)
    ranked, more = desk_queue.ranked(found, request.user)
    page = Paginator(ranked, PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = desk_queue.entries(page.object_list, request.user)
    page.more = more
    return page


def _done(request, asked):
    page = page_of(desk_queue.done_lately(asked), request)
    page.object_list = desk_queue.finished_entries(list(page.object_list), request.user)
    page.more = page.paginator.capped
    return page


@editing(desk.REVIEW)
def following(request):
    """On to the next article, past `after`, under the filters of the queue."""
    asked, query = _asked(request.GET.get("queue", ""))
    after = request.GET.get("after", "")
    found = desk_queue.following(request.user, asked, int(after) if after.isdecimal() else None)
    if found is None:
        messages.success(request, "Nothing else waits for you here.")
        return redirect(_queue_address(query))
    return redirect(_article_address(found, query))


@require_POST
@editing(desk.REVIEW)
def take(request):
    """Claim the next article that is free and go there."""
    asked, query = _asked(request.POST.get("queue", ""))
    for _ in range(desk_queue.MOST_WEIGHED):
        found = desk_queue.following(request.user, asked)
        if found is None:
            break
        try:
            review.claim(request.user, desk.find_article(found))
        except Refused:  # somebody was faster: it is not free any more
            continue
        return answers.SeeOther(_article_address(found, query))
    messages.error(request, "Nothing that waits here is free.")
    return answers.SeeOther(_queue_address(query))


@require_POST
@editing(desk.REVIEW)
def claim(request, pk):
    """Take one article and go there; whoever was slower stays and is told."""
    article = desk.find_article(pk)
    try:
        review.claim(request.user, article)
    except Refused as error:
        messages.error(request, error.message)
        return _back(request, article)
    _, query = _asked(request.POST.get("queue", ""))
    return answers.SeeOther(_article_address(pk, query))


@require_POST
@editing(desk.REVIEW)
def release(request, pk):
    """Give an article back."""
    article = desk.find_article(pk)
    try:
        review.release(request.user, article)
    except Refused as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"Given back: {article.title}")
    return _back(request, article)


@editing(desk.REVIEW)
def skip(request, pk):
    """Pass an article by with a reason, and go on; GET offers some reasons."""
    article = desk.find_article(pk)
    if request.method != "POST":
        return _why_skip(request, article)
    form = forms.SkipForm(request.POST)
    if not form.is_valid():
        return _why_skip(request, article, answers.form_errors(form))
    asked = form.cleaned_data
    request_id = answers.identity(request, asked["request_id"])
    try:
        review.skip(request.user, article, asked["reason"] or asked["other"], request_id)
    except Refused as error:
        return _why_skip(request, article, [error.message])
    messages.success(request, f"Skipped: {article.title}")
    return _on(request, article)


@editing(desk.REVIEW)
def done(request, pk):
    """What is left unjudged, to turn down or leave; then the article is done."""
    article = desk.find_article(pk, request.user)
    if request.method != "POST":
        return _left(request, article)
    form = forms.DoneForm(request.POST)
    if not form.is_valid():
        return answers.turned_down(request, article, answers.form_errors(form))
    asked = form.cleaned_data
    request_id = answers.identity(request, asked["request_id"])
    try:
        taken = review.done(request.user, article, asked["seen"], asked["turn_down"], request_id)
    except Refused as error:
        return _left(request, article, [error.message])
    messages.success(request, _told_done(article, taken))
    return _on(request, article)


@require_POST
@editing(desk.REVIEW)
def reopen(request, pk):
    """Put an article back into the queue."""
    article = desk.find_article(pk)
    form = forms.RequestForm(request.POST)
    if not form.is_valid():
        return answers.turned_down(request, article, answers.form_errors(form))
    try:
        review.reopen(
            request.user, article, answers.identity(request, form.cleaned_data["request_id"])
        )
    except Refused as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"Back in the queue: {article.title}")
    return _back(request, article)


def _why_skip(request, article, errors=()):
    context = desk.frame(request, article) | {"reasons": _REASONS, "errors": errors}
    return render(request, "annotations/skip.html", context, status=422 if errors else 200)


def _left(request, article, errors=()):
    """The page that lists what is left unjudged; 409 where it says why the article is not done."""
    left = left_in(article)
    context = (
        desk.frame(request, article)
        | desk.turn(request, article)
        | {
            "left": [(one, LABEL_NAMES.get(one.label, one.label)) for one in left],
            "seen": " ".join(str(one.pk) for one in left),
            "errors": errors,
        }
    )
    return render(request, "annotations/done.html", context, status=409 if errors else 200)


def _told_done(article, taken):
    left, turned_down = len(taken.after["left"]), taken.after["turned_down"]
    said = [f"{turned_down} turned down"] if turned_down else []
    said += [f"{left} left unjudged"] if left else []
    return f"Done: {article.title}" + (f" ({', '.join(said)})" if said else "")


def _asked(query):
    """The filters of the queue that a page carries along, and their query as it is understood."""
    form = QueueForm(QueryDict(query))
    return form.asked(), form.query()


def _on(request, article):
    """On to the next article."""
    _, query = _asked(request.POST.get("queue", ""))
    more = {"after": article.pk} | ({"queue": query} if query else {})
    return answers.SeeOther(f"{reverse('next_article')}?{urlencode(more)}")


def _back(request, article):
    """To where the form stood: the queue or the article."""
    _, query = _asked(request.POST.get("queue", ""))
    if request.POST.get("back") == "queue":
        return answers.SeeOther(_queue_address(query))
    return answers.SeeOther(_article_address(article.pk, query))


def _queue_address(query):
    return reverse("queue") + (f"?{query}" if query else "")


def _article_address(pk, query):
    more = urlencode({"queue": query}) if query else ""
    return reverse("article", args=[pk]) + (f"?{more}" if more else "")
