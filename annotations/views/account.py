"""A user's own page: recent decisions with undo, password, and tokens of the API."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Max
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from knox.models import AuthToken

from annotations import review
from annotations.models import Review, Verdict
from annotations.refusals import Refused, Stale
from articles.paging import page_of

from .wording import told_together, told_whole


@login_required
def account(request):
    return _page(request)


@require_POST
@login_required
def take_back(request, pk):
    """Undo one of the user's own decisions, with all that the same gesture did."""
    mine = get_object_or_404(Review, pk=pk, user=request.user)
    try:
        review.undo(request.user, mine)
    except Stale:
        messages.error(request, "Somebody has changed it since: look at it in the article.")
    except Refused as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Taken back.")
    return redirect("account")


@never_cache
@require_POST
@login_required
def make_token(request):
    """Make a token of the API; the answer shows it, and nothing will again."""
    _, token = AuthToken.objects.create(user=request.user)
    return _page(request, new_token=token)


@require_POST
@login_required
def revoke_token(request, key):
    """Make one of the user's own tokens worthless."""
    mine = AuthToken.objects.filter(user=request.user, token_key=key)
    get_object_or_404(mine).delete()
    messages.success(request, "The token is revoked.")
    return redirect("account")


def _page(request, new_token=None):
    page = page_of(_gestures(request.user), request, key="action")
    page.object_list = _described(page.object_list)
    context = {
        "groups": request.user.groups.order_by("name"),
        "tokens": AuthToken.objects.filter(user=request.user).order_by("-created"),
        "new_token": new_token,
        "page": page,
    }
    return render(request, "account/account.html", context)


def _gestures(user):
    """What the user has done, the latest first: the `action` that groups what one gesture did."""
    own = Review.objects.filter(user=user).values("action")
    return own.annotate(latest=Max("pk")).order_by("-latest")


def _described(gestures):
    """The gestures of one page in words, each with one of its reviews, in one query."""
    actions = {gesture["action"]: [] for gesture in gestures}
    related = ("article", "annotation", "entity__canonical", "proposal", "undone_by")
    reviews = Review.objects.filter(action__in=actions).select_related(*related).order_by("pk")
    for one in reviews.defer("article__text", "article__search"):
        actions[one.action].append(one)
    return [_gesture(done) for done in actions.values()]


def _gesture(reviews):
    own = next((one for one in reviews if not one.applied_from_id), reviews[0])
    undone = hasattr(own, "undone_by")
    can_be_undone = own.annotation_id and own.verdict != Verdict.UNDO and not undone
    return {"review": own, "words": _words(own, reviews), "undone": undone, "open": can_be_undone}


def _words(own, reviews):
    whole = next((told_whole(one) for one in reviews if told_whole(one)), "")
    if whole:
        return whole
    if own.verdict == Verdict.MERGE:
        return f"Merged {own.entity.name} into another"
    if own.verdict == Verdict.UNMERGE:
        return f"Parted {own.entity.name} again"
    if own.verdict == Verdict.OVERRULE:
        outcome = (own.after or {}).get("outcome")
        return f"Set an outcome to {outcome}" if outcome else "Went back to the derived outcome"
    return told_together(reviews)
