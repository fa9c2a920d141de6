"""Whether newsdesk works, for those who watch over it."""

from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from annotations.models import ExtractionRun, State

UNFINISHED = (State.QUEUED, State.RUNNING)


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200, and how many seconds the oldest unfinished run has waited; 503 without a database."""
    try:
        waiting = seconds_waiting()
    except Error:
        return JsonResponse({"database": "unreachable"}, status=503)
    return JsonResponse({"database": "ok", "oldest_unfinished_run_seconds": waiting})


def seconds_waiting() -> int | None:
    """Age of the oldest run that is queued or running; None if there is none."""
    unfinished = ExtractionRun.objects.filter(state__in=UNFINISHED).order_by("created_at")
    created_at = unfinished.values_list("created_at", flat=True).first()
    return created_at and int((timezone.now() - created_at).total_seconds())
