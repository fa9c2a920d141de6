"""Which article stands for which: versions and what changed, copies, withdrawal."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from annotations import carrying, forms, review, standing
from annotations.refusals import Refused
from annotations.review.withdrawal import MOST_CHARS, WITHDRAW
from articles import versions
from articles.access import editing, reading
from articles.differences import GONE, NEW, SAME, Difference
from articles.models import Article
from articles.paging import page_of
from articles.sentences import breaks

from . import answers, desk
from .wording import LABEL_NAMES

# Of what is unchanged, so many characters are shown on either side of a change, and the sentence
# to its end.
_AROUND = 240


@reading
def changes(request, pk):
    """What changed from the version before, and which judgements were not carried over."""
    article = desk.find_article(pk)
    chain = versions.of(article)
    before = next((one for one in chain if one.superseded_by_id == article.pk), None)
    if before is None:
        raise Http404("There is no version before this one.")
    shown = before.withdrawn_at is None
    pieces = Difference(before.text, article.text).pieces() if shown else []
    context = {
        "article": article,
        "before": before,
        "shown": shown,
        "versions": chain,
        "stretches": _stretches(pieces),
        "gone": sum(len(piece.text.split()) for piece in pieces if piece.kind == GONE),
        "new": sum(len(piece.text.split()) for piece in pieces if piece.kind == NEW),
        "left": [_left(one) for one in carrying.left_behind(article)] if article.stands else [],
    }
    return render(request, "annotations/changes.html", context)


def _stretches(pieces):
    """The pieces as (kind, text, white space after it, whether it is folded).

    What is unchanged for long has its middle folded.
    """
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        if piece.kind == SAME and len(piece.text) >= 3 * _AROUND:
            yield from _folded(piece.text, _AROUND if number else 0, 0 if last else _AROUND)
            continue
        bare = piece.text.rstrip()
        after = piece.text[len(bare) :]
        if piece.kind == GONE and not last and pieces[number + 1].kind == NEW:
            after = "\n" if "\n" in bare else " "
        yield piece.kind, bare, after, False


def _folded(text, before, after):
    """A long text of which so much is shown at its start and at its end."""
    head = next(breaks(text, before, len(text)), len(text)) if before else 0
    tail = max(breaks(text, 0, len(text) - after), default=0) if after else len(text)
    if tail - head < _AROUND:  # no sentences of which any would be worth folding
        yield SAME, text, "", False
        return
    yield SAME, text[:head], "", False
    yield SAME, text[head:tail].strip(), "", True
    yield SAME, text[tail:].lstrip(), "", False


def _left(annotation):
    return annotation, LABEL_NAMES.get(annotation.label, annotation.label)


@editing(desk.REVIEW)
@require_POST
def part(request, pk):
    """Say that an article is not a copy."""
    article = desk.find_article(pk)
    form = forms.RequestForm(request.POST)
    if not form.is_valid():
        return answers.turned_down(request, article, answers.form_errors(form))
    try:
        review.part(request.user, article, form.cleaned_data["request_id"])
    except Refused as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "It stands for itself now, and is read as any other article.")
    return answers.SeeOther(article.get_absolute_url())


@editing(WITHDRAW)
def withdraw(request, pk):
    """Withdraw an article with a reason; GET says what goes with it."""
    article = desk.find_article(pk)
    if request.method != "POST":
        return _why(request, article)
    form = forms.WithdrawForm(request.POST)
    if not form.is_valid():
        return _why(request, article, answers.form_errors(form))
    try:
        asked = form.cleaned_data
        review.withdraw(request.user, article, asked["why"], asked["request_id"])
    except Refused as error:
        return _why(request, article, [error.message])
    return answers.SeeOther(article.get_absolute_url())


def _why(request, article, errors=()):
    chain = versions.of(article)
    older = chain[chain.index(article) + 1 :]
    context = desk.frame(request, article) | {
        "older": [one for one in older if not one.withdrawn_at],
        "errors": errors,
        "most_chars": MOST_CHARS,
    }
    context |= standing.told(article)
    return render(request, "annotations/withdraw.html", context, status=422 if errors else 200)


@editing(WITHDRAW)
@require_POST
def restore(request, pk):
    """Take a withdrawal back."""
    article = get_object_or_404(Article.objects.defer("search"), pk=pk)
    form = forms.RequestForm(request.POST)
    try:
        review.restore(request.user, article, form.is_valid() and form.cleaned_data["request_id"])
    except Refused as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Restored: it is shown and counts as it did before.")
    return answers.SeeOther(article.get_absolute_url())


@editing(WITHDRAW)
def withdrawn(request):
    """All that was withdrawn, the latest first."""
    gone = Article.objects.filter(withdrawn_at__isnull=False).order_by("-withdrawn_at", "-pk")
    gone = gone.select_related("outlet", "withdrawn_by").defer("text", "search")
    context = {"page": page_of(gone, request)}
    return render(request, "articles/withdrawn_list.html", context)
