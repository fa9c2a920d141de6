"""Withdraw an article: it keeps its id and its reviews, and its text is shown nowhere; undone by
restoring it.
"""

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from . import copies, versions
from .models import Article
from .signals import standing_changed


def withdraw(article: Article, user, why: str) -> list[int]:
    """Withdraw an article and all versions before it, which say nearly the same; their ids.

    None where it was withdrawn already. If it stood, the first of its copies stands for the others
    from now on.
    """
    with transaction.atomic():
        found = {one.pk: one for one in _held(article)}
        if article.pk not in found or found[article.pk].withdrawn_at:
            return []
        gone = [pk for pk, one in found.items() if not one.withdrawn_at]
        rows = Article.objects.filter(pk__in=gone)
        stood = list(rows.standing().values_list("pk", flat=True))
        _change(rows, withdrawn_at=timezone.now(), withdrawn_by=user, withdrawn_why=why)
        copies.cease({pk: [] for pk in gone if pk in stood})
        return gone


def restore(article: Article) -> list[int]:
    """Take a withdrawal back, of all that was withdrawn with an article; their ids.

    What became of its copies meanwhile are copies of it again.
    """
    with transaction.atomic():
        found = {one.pk: one for one in _held(article)}
        moment = found[article.pk].withdrawn_at
        if not moment:
            return []
        back = [pk for pk, one in found.items() if one.withdrawn_at == moment]
        rows = Article.objects.filter(pk__in=back)
        _change(rows, withdrawn_at=None, withdrawn_by=None, withdrawn_why="")
        _let_go_of_lost_originals(rows)
        standing = list(rows.standing())
        if standing:
            standing_changed.send(sender=Article, ceased={}, resumed=[one.pk for one in standing])
        for one in standing:
            copies.reclaim(one)
        return back


def _held(article):
    """The article and the versions before it, locked, in the order of their ids."""
    chain = [one.pk for one in versions.of(article)]
    older = chain[chain.index(article.pk) :]
    rows = Article.objects.filter(pk__in=older).defer("text", "search").order_by("pk")
    return rows.select_for_update(of=("self",))


def _let_go_of_lost_originals(rows):
    """A copy whose original stands no longer, nor has named another, stands for itself."""
    lost = rows.filter(duplicate_of__isnull=False).exclude(
        duplicate_of__in=Article.objects.standing()
    )
    _change(lost, duplicate_of=None)


def _change(rows, **values):
    rows.update(**values, revision=F("revision") + 1, changed_at=Now())
