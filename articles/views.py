"""Articles arrive: pasted or uploaded."""

from django.contrib import messages
from django.shortcuts import redirect, render

from . import ingest
from .access import editing
from .forms import AddArticleForm
from .models import Outlet


@editing("articles.add_article")
def add_article(request):
    """The form, and what it sends; ends on the article's page."""
    form = AddArticleForm(request.POST or None, request.FILES or None)
    stored = None
    if form.is_valid():
        article, is_new = ingest.store(form.entry, added_by=request.user)
        if is_new:
            messages.success(request, "Stored. Suggestions appear as soon as it has been read.")
            return redirect(article)
        stored = article
    context = {"form": form, "stored": stored, "outlets": Outlet.objects.all()}
    return render(request, "articles/add.html", context)
