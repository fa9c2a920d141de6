"""Who may read and who may change: the gates in front of every page."""

import uuid
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect


def may_read(user) -> bool:
    """Whether the user may see the corpus: anybody may where NEWSDESK_PUBLIC is set."""
    return settings.NEWSDESK_PUBLIC or user.is_authenticated


class Withdrawn(Exception):
    """An article was asked for that has been withdrawn: nothing of its text is shown."""

    def __init__(self, article):
        super().__init__(f"Article {article.pk} was withdrawn.")
        self.article = article


def reading(view):
    """Gate a page that shows the corpus; others are sent to the sign-in page."""

    @wraps(view)
    def gated(request, *args, **kwargs):
        if may_read(request.user):
            return _unless_withdrawn(view, request, *args, **kwargs)
        return sign_in_first(request)

    return gated


def editing(permission):
    """Gate a change: who is not signed in signs in first, who lacks the permission is refused."""

    def gate(view):
        @wraps(view)
        def gated(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return sign_in_first(request)
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return _unless_withdrawn(view, request, *args, **kwargs)

        return gated

    return gate


def _unless_withdrawn(view, request, *args, **kwargs):
    """What a view answers; 410 and a plain page where it asks for what has been withdrawn."""
    try:
        return view(request, *args, **kwargs)
    except Withdrawn as gone:
        context = {"article": gone.article, "request_id": uuid.uuid4()}
        return render(request, "articles/withdrawn.html", context, status=410)


def sign_in_first(request):
    """Send to the sign-in page, and from there back to the page that was read."""
    answer = redirect_to_login(_way_back(request))
    return HttpResponseClientRedirect(answer.url) if request.htmx else answer


def _way_back(request):
    """The page to return to: for a form or a fragment, the page that it stands on."""
    if request.method in ("GET", "HEAD") and not request.htmx:
        return request.get_full_path()
    page = request.headers.get("referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure()):
        return "/"
    parts = urlsplit(page)
    return parts.path + (f"?{parts.query}" if parts.query else "")
