"""A user's own page: recent decisions with undo, password, and tokens of the API."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from knox.models import AuthToken

from annotations import review
from annotations.models import Review, Verdict
from annotations.refusals import Refused, Stale
from articles.paging import page_of

from .wording import told


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
    page = page_of(_decisions(request.user), request)
    page.object_list = [_described(one) for one in page.object_list]
    context = {
        "groups": request.user.groups.order_by("name"),
        "tokens": AuthToken.objects.filter(user=request.user).order_by("-created"),
        "new_token": new_token,
        "page": page,
    }
    return render(request, "account/account.html", context)


def _decisions(user):
    """The user's decisions, the latest first, one for what a gesture carried along."""
    related = ("article", "annotation", "entity__canonical", "proposal", "undone_by")
    hidden = ("article__text", "article__search")
    own = Review.objects.filter(user=user, applied_from=None)
    return own.select_related(*related).defer(*hidden)


def _described(decision):
    """A decision as the page shows it: in words, and whether it can be taken back."""
    undone = hasattr(decision, "undone_by")
    can_be_undone = decision.annotation_id and decision.verdict != Verdict.UNDO and not undone
    return {"review": decision, "words": _words(decision), "undone": undone, "open": can_be_undone}


def _words(decision):
    if decision.verdict == Verdict.MERGE:
        return f"Merged {decision.entity.name} into another"
    if decision.verdict == Verdict.UNMERGE:
        return f"Parted {decision.entity.name} again"
    if decision.verdict == Verdict.OVERRULE:
        outcome = (decision.after or {}).get("outcome")
        return f"Set an outcome to {outcome}" if outcome else "Went back to the derived outcome"
    return told(decision)
