"""The page of background work: what waits, what is read, what failed and why."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from annotations import status, tasks
from annotations.models import ExtractionRun, State
from articles.access import editing

_ADD = "articles.add_article"


@editing(_ADD)
def jobs(request):
    return render(request, "annotations/jobs.html", {"status": status.now()})


@editing(_ADD)
@require_POST
def read_failed_again(request):
    """Have every article that could not be read tried anew."""
    version = status.now().version
    failed = ExtractionRun.objects.filter(state=State.FAILED, version=version)
    ids = list(failed.values_list("article_id", flat=True))
    if ids:
        tasks.enqueue(ids)
    plural = "" if len(ids) == 1 else "s"
    messages.success(request, f"{len(ids)} article{plural} will be tried again.")
    return redirect("jobs")
