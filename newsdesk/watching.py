"""Watch every request: name it, time it, count it, write it down."""

import logging
import re
import time
import uuid

from structlog.contextvars import bind_contextvars, clear_contextvars

from newsdesk import metrics

logger = logging.getLogger("newsdesk.requests")
HEADER = "X-Request-ID"
# What a proxy may name a request by; anything else could forge lines or make them endless.
SANE = re.compile(r"[A-Za-z0-9._:/+=-]{1,128}")


def watch(get_response):
    """Middleware, the outermost: all that is logged in between carries the request's id."""

    def watched(request):
        name = name_of(request)
        clear_contextvars()
        bind_contextvars(request=name)
        began = time.perf_counter()
        response = get_response(request)
        response[HEADER] = name
        note(request, response, time.perf_counter() - began)
        return response

    return watched


def name_of(request) -> str:
    """The id that the proxy gave the request, if it is sane; else a new one."""
    given = request.headers.get(HEADER, "")
    return given if SANE.fullmatch(given) else uuid.uuid4().hex


def note(request, response, seconds: float) -> None:
    """Count the request and write it down: its path, but not what it asked or sent, nor by whom."""
    method = request.method if request.method in metrics.METHODS else "other"
    view = request.resolver_match.view_name if request.resolver_match else ""
    metrics.REQUESTS.labels(view, method, response.status_code).inc()
    metrics.SECONDS.labels(view, method).observe(seconds)
    told = {"method": method, "path": request.path, "view": view, "status": response.status_code}
    logger.info("request", extra=told | {"milliseconds": round(seconds * 1000, 1)})
