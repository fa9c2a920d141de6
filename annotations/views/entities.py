"""People, organisations and places: lists, a page each, merging and parting."""

from django.shortcuts import render

from articles.access import reading


@reading
def people(request):
    return render(request, "annotations/entities.html")


@reading
def organisations(request):
    return render(request, "annotations/entities.html")


@reading
def places(request):
    return render(request, "annotations/entities.html")


@reading
def entity(request, pk):
    return render(request, "annotations/entity.html")
