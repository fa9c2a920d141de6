"""Carry a decision over to the other mentions of a name: what it would change, and then do it."""

from django.http import Http404

from annotations import forms, review
from annotations.models import Layer, Review
from annotations.refusals import Refused
from articles.access import editing
from articles.prepared import Given, Prepared

from . import answers, desk
from .offering import offer

_OF_NAMES = Review.objects.filter(applied_from=None, annotation__layer=Layer.NAME)
_MINE = {name: Given(name) for name in ("article", "user", "verdict", "pk")}
_MINE = _OF_NAMES.filter(**_MINE).select_related("annotation__entity__canonical", "undone_by")
_MINE = Prepared(_MINE)


@editing(desk.REVIEW)
def apply(request, pk, review_id, verb):
    """GET: the mentions that one's own decision can be carried to. POST: carry it to those sent."""
    article, own = _find(request, pk, review_id, verb)
    if request.method != "POST":
        context = desk.frame(request, article) | {"offer": offer(article, own), "own": own}
        return desk.page_or_fragment(request, "offer", context)
    form = forms.ApplyForm(request.POST)
    if not form.is_valid():
        return answers.turned_down(request, article, answers.form_errors(form))
    request_id = answers.identity(request, form.cleaned_data["request_id"])
    try:
        taken, left = review.apply(request.user, own, form.cleaned_data["shown"], request_id)
    except Refused as error:
        return answers.turned_down(request, article, [error.message])
    return answers.decided_on_many(request, article, taken, left, own)


def _find(request, pk, review_id, verb):
    """The article and one's own decision on a name of it, or 404."""
    article = desk.find_article(pk)
    mine = _MINE.one(article=article.pk, user=request.user.pk, verdict=verb, pk=review_id)
    if mine is None:
        raise Http404("You have taken no such decision here.")
    return article, mine
