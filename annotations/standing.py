"""What is said of an article counts while the article stands, and is set aside while it does not.

Set aside, an annotation is withdrawn, so that nothing which counts, lists or searches annotations
has to know of articles; when its article stands again, it is what it was before.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Now

from articles import copies, versions
from articles.models import Article

from . import carrying
from .models import Annotation, ExtractionRun, State, Status
from .models.annotations import JUDGED

# Of the outlets that carried an article as well, so many are named.
_MOST_COPIES = 12
# What the run of an article that did not stand counts.
PASSED_OVER = {"passed_over": 1}


def follow(ceased: dict[int, list[int]], resumed: Iterable[int]) -> None:
    """Set aside what is said of articles that stand no longer, and bring back what was.

    `ceased` names for each the articles that say now what it said: they get its judgements.
    """
    with transaction.atomic():
        _bring_back(resumed)
        _set_aside(ceased)
        for pk in _with_something_set_aside(ceased):
            for successor in ceased[pk]:
                carrying.carry(pk, successor)


def _set_aside(ids):
    # Locked in one order: whoever decides at this moment is waited for, or finds it set aside.
    rows = Annotation.objects.filter(article__in=list(ids)).exclude(status=Status.WITHDRAWN)
    held = list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    if held:
        Annotation.objects.filter(pk__among=held).update(
            set_aside=F("status"), status=Status.WITHDRAWN, changed_at=Now()
        )


def _with_something_set_aside(ids):
    found = Annotation.objects.filter(article__in=list(ids)).exclude(set_aside="")
    return sorted(found.values_list("article", flat=True).distinct())


def _bring_back(ids):
    rows = Annotation.objects.filter(article__in=list(ids)).exclude(set_aside="")
    rows.update(status=F("set_aside"), set_aside="", changed_at=Now())


def settled(articles: list[Article]) -> set[int]:
    """Which of some articles are to be read: those that stand once their copies are known.

    Articles that came to one address at the same moment are put in order here at the latest.
    """
    versions.chain(article.url for article in articles)
    ids = [article.pk for article in articles]
    judged = Annotation.objects.filter(article__in=ids, status__in=JUDGED)
    judged = set(judged.values_list("article", flat=True).distinct())
    return {article.pk for article in copies.settle(articles, judged)}


def held(article_id: int) -> bool:
    """Whether an article stands, and so stays for the rest of the transaction."""
    rows = Article.objects.standing().filter(pk=article_id)
    found = rows.select_for_update(no_key=True, of=("self",)).values_list("pk", flat=True)
    return found.first() is not None


def unread(ids: Iterable[int]) -> list[int]:
    """Those of some articles that no run has read."""
    finished = ExtractionRun.objects.filter(article__in=ids, state=State.FINISHED)
    finished = finished.exclude(counts=PASSED_OVER)
    return sorted(set(ids) - set(finished.values_list("article", flat=True)))


def with_company(found: QuerySet[Article]) -> QuerySet[Article]:
    """Articles each with whether it has earlier versions or copies: `told` asks no more then."""
    earlier = Article.objects.filter(superseded_by=OuterRef("pk"))
    carriers = Article.objects.filter(duplicate_of=OuterRef("pk"))
    return found.annotate(has_company=Exists(earlier) | Exists(carriers))


def told(article: Article) -> dict:
    """The versions of an article, the newest first, what it is a copy of, and its copies."""
    follows = article.superseded_by_id or article.duplicate_of_id
    if not follows and not getattr(article, "has_company", True):
        return {"versions": [article], "newest": article}
    chain = versions.of(article)
    others = Article.objects.select_related("outlet").defer("text", "search")
    carriers = list(
        others.current().filter(duplicate_of=article).order_by("pk")[: _MOST_COPIES + 1]
    )
    original = article.duplicate_of_id and others.get(pk=article.duplicate_of_id)
    return {
        "versions": chain,
        "newest": chain[0],
        "copies": carriers[:_MOST_COPIES],
        "more_copies": len(carriers) > _MOST_COPIES,
        "original": original,
    }
