"""How decisions are answered: to htmx with what changed, to a plain form with the way back."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.html import format_html, format_html_join
from django_htmx.http import reswap, retarget, trigger_client_event

from annotations.models import Layer, Status

from . import desk, panel
from .article import EVERYWHERE, VERBS, about
from .offering import offer
from .versions import versions
from .wording import told, told_together, wanted

# What a form sends along that is no part of what it asks for.
_CARRIER_FIELDS = frozenset(
    {"csrfmiddlewaretoken", "request_id", "revision", "open", "inspected", "queue"}
)
_NOT_ASKED = _CARRIER_FIELDS - {"revision"}
_INSPECTOR = "inspector"
# A decision about one of these may change the stories above the text.
THREADED = frozenset({Layer.PROPOSAL, Layer.RESPONSE})


class SeeOther(HttpResponseRedirect):
    """Go on with a GET, whatever was sent."""

    status_code = 303


def identity(request, form_id: uuid.UUID) -> uuid.UUID:
    """The id of a request: its form's id and what it asks for.

    One form on the page sends many decisions, so its id alone does not tell them apart; the very
    same request sent again has the same id.
    """
    asked = [(key, values) for key, values in request.POST.lists() if key not in _NOT_ASKED]
    return uuid.uuid5(form_id, f"{request.path} {sorted(asked)}")


def decided(request, article, review, note="", many=False):
    """Answer a decision that was taken; `many`: about all that it was meant for, also others."""
    reviews = review.gesture()
    message = told_together(reviews) + note
    offered = offer(article, review, many)
    if not request.htmx:
        messages.success(request, _with_offers(message, offered))
        return SeeOther(_way_back(request, article, review.annotation))
    # The page has been told of the decision that is carried over.
    carried = [one for one in reviews if one.applied_from_id] if many else []
    context = desk.changed(request, article, reviews, carried or reviews)
    context |= {"message": message, "offer": offered}
    context |= _inspected(request, article, review, reviews, context["cards"])
    response = desk.page_or_fragment(request, "changed", context)
    if any(one.annotation.layer in THREADED for one in reviews):
        trigger_client_event(response, "desk:told", after="settle")
    return response


def decided_on_many(request, article, taken, left, origin=None):
    """Answer a gesture about many; `origin`: the decision that was carried over to them.

    `left` counts those that are as they were, because somebody changed them meanwhile.
    """
    if not taken:
        errors = ["All of these have been changed meanwhile."]
        return turned_down(request, article, errors, status=409)
    note = f"; not {left} that changed meanwhile" if left else ""
    return decided(request, article, origin or taken[-1], note, many=True)


def _with_offers(message, offered):
    """A message, with the ways to what can follow from the decision."""
    links = format_html_join("", ' <a href="{}">{}</a>', offered.ways if offered else ())
    return format_html("{}.{}", message, links)


def _inspected(request, article, review, reviews, cards):
    """What the inspector is to show anew: what it asked for, or what it holds and has changed."""
    if request.htmx.target == _INSPECTOR:
        return _held(request, article, review.annotation, cards)
    changed = {str(one.annotation_id): one.annotation for one in reviews}
    held = changed.get(request.POST.get("inspected"))
    return _held(request, article, held, cards) | {"beside": True} if held else {}


def _held(request, article, annotation, cards):
    """What is said of an annotation that was just decided; its card may be among `cards`."""
    if cards:
        annotation = panel.card_of(article, annotation, cards).annotation
    elif annotation.loaded_roles is None:
        annotation = desk.find_annotation(article, annotation.pk)
    return about(request, article, annotation, cards, later=True)


def _way_back(request, article, annotation):
    """The article's page at the annotation, which stands in a fold only once it is rejected."""
    opened = desk.opened(request)
    if annotation.status == Status.REJECTED:
        opened.append(panel.fold_of(annotation))
    carried = {"open": [key for key in dict.fromkeys(opened) if key]}
    if request.POST.get("queue"):
        carried["queue"] = request.POST["queue"]
    query = urlencode(carried, doseq=True)
    return f"{article.get_absolute_url()}{query and '?'}{query}#a{annotation.pk}"


def refused(request, article, annotation, verb, errors):
    """Answer a decision that cannot be taken: 422, with the messages where the form stands."""
    elsewhere = verb not in (*VERBS[annotation.layer], *EVERYWHERE)
    why = {"verb": verb, "errors": errors, "elsewhere": elsewhere}
    context = about(request, article, annotation, refused=why)
    return _instead(request, "annotation", context, status=422)


def stale(request, article, annotation, verb, error, asked=None):
    """Answer who was slower: 409, with what they saw, what they wanted and what stands now."""
    shown = asked and error.row.reviews.filter(before__revision=asked["revision"]).first()
    seen = error.overtaken.after if error.overtaken else shown and shown.before
    context = desk.frame(request, article) | {
        "annotation": annotation,
        "now": error.row,
        "latest": error.latest,
        "latest_words": told(error.latest) if error.latest else "",
        "own": bool(error.latest) and error.latest.user_id == request.user.pk,
        "versions": versions(seen, error.row),
        "wanted": wanted(verb, asked or {}),
        "fields": [
            (key, value)
            for key, values in request.POST.lists()
            for value in values
            if key not in _CARRIER_FIELDS
        ],
        "again": request.path if asked else "",
    }
    return _instead(request, "stale", context, status=409)


def turned_down(request, article, errors, status=422):
    """Answer a request about an article that cannot be met."""
    context = desk.frame(request, article) | {"errors": errors}
    return _instead(request, "turned_down", context, status=status)


def form_errors(form) -> list[str]:
    """The messages of a form, each with its field's name where it is not plain from the words."""
    errors = []
    for name, messages_of_field in form.errors.items():
        prefix = "" if name == "__all__" else f"{name}: "
        errors += [f"{prefix}{message}" for message in messages_of_field]
    return errors


def _instead(request, name, context, status):
    """A page that stands in for what was asked, as a fragment in the inspector for htmx."""
    answer = desk.page_or_fragment(request, name, context, status)
    return reswap(retarget(answer, f"#{_INSPECTOR}"), "innerHTML") if request.htmx else answer
