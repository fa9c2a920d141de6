"""A user's own page: recent decisions with undo, password, and tokens of the API."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from knox.models import AuthToken

from annotations import review, tokens
from annotations.models import Review, Verdict
from annotations.refusals import Refused, Stale
from annotations.review import undoing
from articles.access import editing
from articles.paging import page_of

from .desk import REVIEW
from .entities import MERGE
from .versions import decided, left
from .wording import told_gesture, told_whole

_RELATED = ("article", "annotation", "entity__canonical", "proposal", "undone_by", "undoes")
# What is told of a decision that would quote what was withdrawn.
_IN_WITHDRAWN = "A decision in an article that was withdrawn"
# What only chief editors decide, only they take back.
_OF_CHIEFS = (Verdict.MERGE, Verdict.UNMERGE)


@login_required
def account(request):
    return _page(request)


@require_POST
@editing(REVIEW)
def take_back(request, pk):
    """Undo one of the user's own decisions, with all that the same gesture did."""
    mine = get_object_or_404(Review.objects.select_related("article"), pk=pk, user=request.user)
    if mine.verdict in _OF_CHIEFS and not request.user.has_perm(MERGE):
        raise PermissionDenied
    try:
        review.undo(request.user, mine)
    except Stale as error:
        return _overtaken(request, error)
    except Refused as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"Taken back: {told_gesture(_of_gesture(mine))}.")
    return redirect("account")


@never_cache
@require_POST
@login_required
def make_token(request):
    """Make a token of the API; the answer shows it, and nothing will again."""
    return _page(request, new_token=tokens.make(request.user, request.POST.getlist("scope")))


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
        "tokens": tokens.of(request.user),
        "scopes": tokens.offered(request.user),
        "new_token": new_token,
        "page": page,
    }
    return render(request, "account/account.html", context)


def _gestures(user):
    """What the user has done, the latest first: the `action` that groups what one gesture did."""
    own = Review.objects.filter(user=user).values("action")
    return own.annotate(latest=Max("pk")).order_by("-latest")


def _of_gesture(mine):
    return list(Review.objects.filter(action=mine.action).select_related(*_RELATED).order_by("pk"))


def _described(gestures):
    """The gestures of one page in words, each with one of its reviews."""
    actions = {gesture["action"]: [] for gesture in gestures}
    reviews = Review.objects.filter(action__in=actions).select_related(*_RELATED).order_by("pk")
    for one in reviews.with_overtaken().defer("article__text", "article__search"):
        actions[one.action].append(one)
    told = {one.review.pk: one for one in decided([done[0] for done in actions.values()])}
    return [_gesture(done, told[done[0].pk]) for done in actions.values()]


def _gesture(reviews, told):
    own = next((one for one in reviews if undoing.can_be_undone(one)), reviews[0])
    undone = any(hasattr(one, "undone_by") for one in reviews)
    gone = any(one.article and one.article.withdrawn_at for one in reviews)
    can_be_undone = undoing.can_be_undone(own) and not undone and not gone
    overtaken = can_be_undone and any(one.overtaken for one in reviews)
    return {
        "review": own,
        "words": told_whole(own) or _IN_WITHDRAWN if gone else told_gesture(reviews),
        "changes": told.changes if len(reviews) == 1 and not gone else (),
        "note": told.note if len(reviews) == 1 and not gone else "",
        "undone": undone,
        "overtaken": overtaken,
        "open": can_be_undone and not overtaken,
    }


def _overtaken(request, error):
    """409: what the user left, what stands now, and who has been there since."""
    context = {
        "mine": error.overtaken,
        "words": told_gesture([error.overtaken]),
        "row": error.row,
        "latest": error.latest,
        "latest_words": told_gesture([error.latest]) if error.latest else "",
        "versions": left(error.overtaken, error.row),
    }
    return render(request, "account/overtaken.html", context, status=409)
