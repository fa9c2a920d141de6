"""Articles arrive: fetched, pasted or uploaded, or by feeds that are followed."""

import csv
import logging

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from . import ingest, outlets, uploads
from .access import editing, reading
from .forms import (
    AddArticleForm,
    DomainForm,
    FeedForm,
    FetchForm,
    MergeForm,
    OutletForm,
    UploadForm,
)
from .models import Domain, Feed, Outlet, Upload
from .paging import page_of

logger = logging.getLogger(__name__)
_CHANGE_OUTLET = "articles.change_outlet"


@editing("articles.add_article")
def add_article(request):
    """The form, and what it sends; ends on the article's page."""
    if "address" in request.POST:
        return _fetched(request)
    form = AddArticleForm(request.POST or None, request.FILES or None)
    stored = None
    if form.is_valid():
        article, is_new = ingest.store(form.entry, added_by=request.user)
        if is_new:
            messages.success(request, "Stored. Suggestions appear as soon as it has been read.")
            return redirect(article)
        stored = article
    return _adding(request, form, stored=stored)


def _fetched(request):
    """The form filled with what is found at an address."""
    asked = FetchForm(request.POST)
    form = AddArticleForm(initial=asked.found if asked.is_valid() else None)
    return _adding(request, form, asked, found=asked.is_valid())


def _adding(request, form, asked=None, **more):
    context = {"form": form, "fetching": asked or FetchForm(), "outlets": Outlet.objects.standing()}
    return render(request, "articles/add.html", context | more)


@editing("articles.add_article")
def upload(request):
    """Send several files, which the worker then reads."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        sent = form.cleaned_data
        return redirect("uploaded", uploads.receive(sent["files"], sent["outlet"], request.user))
    context = {"form": form, "outlets": Outlet.objects.standing()}
    return render(request, "articles/upload.html", context, status=422 if form.errors else 200)


@editing("articles.add_article")
def uploaded(request, batch):
    """What has become of the files of a batch; for htmx only the list, while they are read."""
    files = _files(batch)
    waits = any(file.state == Upload.State.WAITING for file in files)
    context = {"batch": batch, "files": files, "waits": waits, "bad": sum(f.bad for f in files)}
    name = "_uploaded" if request.htmx else "uploaded"
    return render(request, f"articles/{name}.html", context)


@editing("articles.add_article")
def upload_report(request, batch):
    """The rows of a batch that could not be taken, as a table."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="not-taken-{batch}.csv"'
    table = csv.writer(response)
    table.writerow(["file", "row", "reason"])
    for file in _files(batch):
        # A cell that starts like a formula is one to a spreadsheet.
        name = f"'{file.name}" if file.name.startswith(("=", "+", "-", "@")) else file.name
        table.writerows([name, one["row"], one["error"]] for one in file.report)
    return response


def _files(batch):
    return get_list_or_404(Upload.objects.filter(batch=batch).defer("raw"))


@editing("articles.add_article")
def feed_list(request):
    """The feeds that are followed with how they are, and the form for one more."""
    form = FeedForm(request.POST or None)
    if form.is_valid():
        outlet = outlets.called(" ".join(form.cleaned_data["outlet"].split()))
        Feed.objects.create(url=form.cleaned_data["url"], outlet=outlet, added_by=request.user)
        messages.success(request, "Followed. Its articles appear within a minute.")
        return redirect("feeds")
    context = {
        "form": form,
        "feeds": Feed.objects.select_related("outlet"),
        "outlets": Outlet.objects.standing(),
        "now": timezone.now(),
    }
    return render(request, "articles/feeds.html", context, status=422 if form.errors else 200)


# What can be asked of a feed: how it changes, and what is said then.
_WISHES = {
    "pause": ({"active": False}, "Paused: {outlet} is no longer looked at."),
    "resume": ({"active": True}, "Followed again: {outlet} is looked at within a minute."),
    "hurry": ({}, "{outlet} is looked at within a minute."),
}


@editing("articles.add_article")
@require_POST
def change_feed(request, pk, wish):
    """Pause a feed, follow it again, or have it looked at now."""
    feed = get_object_or_404(Feed.objects.select_related("outlet"), pk=pk)
    if wish not in _WISHES:
        raise Http404
    change, told = _WISHES[wish]
    Feed.objects.filter(pk=feed.pk).update(next_at=timezone.now(), **change)
    messages.success(request, told.format(outlet=feed.outlet.name))
    return redirect("feeds")


@reading
def outlet_list(request):
    """The outlets with what is known of each."""
    named = request.GET.get("q", "").replace("\x00", "").strip()
    found = Outlet.objects.standing().with_counts().order_by("name")
    if named:
        found = found.filter(name__unaccent__icontains=named)
    page = page_of(found.prefetch_related("domains"), request, size=100)
    return render(request, "articles/outlets.html", {"page": page, "named": named})


@reading
def outlet_page(request, pk):
    """One outlet; for chief editors with what they can change."""
    outlet = get_object_or_404(Outlet.objects.select_related("merged_into").with_counts(), pk=pk)
    return redirect(outlet.merged_into) if outlet.merged_into else _outlet(request, outlet)


def _outlet(request, outlet, status=200, **forms):
    context = {
        "outlet": outlet,
        "form": OutletForm(None, outlet),
        "domain_form": DomainForm(),
        "merge_form": MergeForm(None, outlet),
        "outlets": Outlet.objects.known().exclude(pk=outlet.pk),
    }
    if request.user.has_perm(_CHANGE_OUTLET):
        context |= {"hosts": outlets.hosts_of(outlet)[:5], "same": outlets.likely_the_same(outlet)}
    return render(request, "articles/outlet.html", context | forms, status=status)


@editing(_CHANGE_OUTLET)
@require_POST
def change_outlet(request, pk):
    """Say what an outlet is called, what it is and where it is at home."""
    outlet = _known_outlet(pk)
    form = OutletForm(request.POST, outlet)
    if not form.is_valid():
        return _outlet(request, outlet, 422, form=form)
    form.save()
    messages.success(request, f"{outlet} is changed.")
    return redirect(outlet)


@editing(_CHANGE_OUTLET)
@require_POST
def claim_domain(request, pk):
    """Say that a host is an outlet's."""
    outlet = _known_outlet(pk)
    form = DomainForm(request.POST)
    if form.is_valid():
        try:
            domain, moved = outlets.claim(outlet, form.cleaned_data["domain"])
        except ValidationError as error:
            form.add_error("domain", error)
        else:
            told = f"What arrives from {domain} without an outlet is {outlet}"
            came = f", and so is what had come: {moved:,}" if moved else ""
            messages.success(request, f"{told}{came}.")
            return redirect(outlet)
    return _outlet(request, outlet, 422, domain_form=form)


@editing(_CHANGE_OUTLET)
@require_POST
def drop_domain(request, pk, domain):
    """Say that a host is no longer an outlet's; its articles stay."""
    dropped = get_object_or_404(Domain.objects.select_related("outlet"), outlet=pk, name=domain)
    dropped.delete()
    messages.success(request, f"{dropped} is no longer a domain of {dropped.outlet}.")
    return redirect(dropped.outlet)


@editing(_CHANGE_OUTLET)
def merge_outlet(request, pk):
    """Ask whether an outlet is to be merged into another, and do so."""
    outlet = _known_outlet(pk)
    form = MergeForm(request.POST or request.GET, outlet)
    if not form.is_valid():
        return _outlet(request, outlet, 422, merge_form=form)
    into = form.cleaned_data["into"]
    if request.method != "POST":
        twins = outlets.twins(outlet, into).count()
        context = {"outlet": outlet, "into": into, "twins": twins}
        return render(request, "articles/merge_outlet.html", context)
    outlets.merge(outlet, into)
    logger.info("User %s merged outlet %s into %s", request.user.pk, outlet.pk, into.pk)
    messages.success(request, f"{outlet} is now {into}.")
    return redirect(into)


def _known_outlet(pk):
    return get_object_or_404(Outlet.objects.known().with_counts(), pk=pk)
