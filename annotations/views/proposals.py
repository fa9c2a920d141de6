"""Proposals: the list, and the page that follows one across articles."""

from django.shortcuts import render

from articles.access import reading


@reading
def proposals(request):
    return render(request, "annotations/proposals.html")


@reading
def proposal(request, pk):
    return render(request, "annotations/proposal.html")
