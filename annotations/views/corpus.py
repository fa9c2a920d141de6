"""The list of articles: search, filters, and how far each is read and checked."""

from django.shortcuts import render

from articles.access import reading


@reading
def articles(request):
    return render(request, "articles/list.html")
