"""An article's history: who did what when, and the notes that editors leave each other."""

from django.http import HttpResponseNotAllowed
from django.shortcuts import render

from annotations import forms, history, review
from annotations.refusals import Refused
from articles.access import editing, reading
from articles.paging import page_of

from . import answers, desk
from .versions import decided
from .wording import told_gesture

# What a run does to suggestions, in the order in which it is told.
_COUNTS = ("added", "changed", "kept", "withdrawn", "settled")


@reading
def timeline(request, pk):
    """All that happened to an article, the latest first, or what one person did."""
    article = desk.find_article(pk)
    may_review = request.user.has_perm(desk.REVIEW)
    people = list(history.people(article))
    by = next((one for one in people if one.username == request.GET.get("by")), None)
    page = page_of(history.events(article, by, may_review), request, key="key")
    page.object_list = _described(history.loaded(list(page.object_list)))
    context = {"article": article, "page": page, "people": people, "by": by}
    return render(request, "annotations/history.html", context)


def _described(events):
    """The events of one page with what each gesture did, in words and one by one."""
    told = {
        one.review.pk: one for one in decided([one for event in events for one in event.reviews])
    }
    return [
        {
            "event": event,
            "counts": _counts(event.run),
            "words": told_gesture(event.reviews) if event.reviews else "",
            "decided": [told[one.pk] for one in event.reviews],
            "undone": any(hasattr(one, "undone_by") for one in event.reviews),
            "count": len(event.reviews) + event.more,
        }
        for event in events
    ]


def _counts(run):
    """What a run did, in words: "31 added, 2 kept"."""
    counts = run.counts if run else {}
    return ", ".join(f"{counts[name]} {name}" for name in _COUNTS if counts.get(name))


@editing(desk.REVIEW)
def note(request, pk, annotation_id):
    """Leave a note on an annotation."""
    article = desk.find_article(pk)
    annotation = desk.find_annotation(article, annotation_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = forms.NoteForm(request.POST)
    if not form.is_valid():
        return answers.refused(request, article, annotation, "note", answers.form_errors(form))
    request_id = answers.identity(request, form.cleaned_data["request_id"])
    try:
        taken = review.note(request.user, annotation, form.cleaned_data["note"], request_id)
    except Refused as error:
        return answers.refused(request, article, annotation, "note", [error.message])
    return answers.decided(request, article, taken)
