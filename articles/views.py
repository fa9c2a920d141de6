"""Articles arrive: pasted or uploaded."""

from django.shortcuts import render

from .access import editing


@editing("articles.add_article")
def add_article(request):
    return render(request, "articles/add.html")
