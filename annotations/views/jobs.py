"""The page of background work: what waits, what is read, what failed and why, what recurs."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from annotations import status, tasks
from annotations.models import ExtractionRun, State
from annotations.pipeline import pipeline_version
from articles.access import editing

_ADD = "articles.add_article"


@editing(_ADD)
def jobs(request):
    return render(request, "annotations/jobs.html", {"status": status.now()})


@editing(_ADD)
@require_POST
def read_failed_again(request):
    """Have every article that could not be read tried anew."""
    return _again(request, _failed())


@editing(_ADD)
@require_POST
def read_one_again(request, pk):
    """Have one of them tried anew; one that is being read already is left to that."""
    get_object_or_404(ExtractionRun, pk=pk)
    return _again(request, _failed().filter(pk=pk))


def _failed():
    return ExtractionRun.objects.filter(state=State.FAILED, version=pipeline_version())


def _again(request, failed):
    ids = list(failed.values_list("article_id", flat=True))
    if ids:
        tasks.enqueue(ids)
    plural = "" if len(ids) == 1 else "s"
    messages.success(request, f"{len(ids)} article{plural} will be tried again.")
    return redirect("jobs")
