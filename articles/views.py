"""Articles arrive: pasted or uploaded."""

from django.contrib import messages
from django.shortcuts import redirect, render

from . import ingest
from .access import editing
from .forms import AddArticleForm, FetchForm
from .models import Outlet


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
    context = {"form": form, "fetching": asked or FetchForm(), "outlets": Outlet.objects.all()}
    return render(request, "articles/add.html", context | more)
