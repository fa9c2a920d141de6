"""The list of articles: search, filters, and how far each is read and checked."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.shortcuts import render

from annotations.models import Annotation, ExtractionRun, Layer, Status
from articles.access import reading
from articles.forms import ArticleSearchForm
from articles.models import Article
from articles.paging import page_of


@dataclass
class Entry:
    """An article of the list: its latest run, and how many annotations stand and are unchecked."""

    article: Article
    run: ExtractionRun | None = None
    proposals: int = 0
    responses: int = 0
    checked: int = 0
    unchecked: int = 0


@reading
def articles(request):
    """All articles, newest first, or those that match a search, best first."""
    form = ArticleSearchForm(request.GET)
    asked = form.asked()
    page = page_of(_matching(**asked), request)
    page.object_list = _entries(_shown(page.object_list, asked["q"]))
    context = {
        "form": form,
        "page": page,
        "asked": any(asked.values()),
        "words": asked["q"],
        "corpus_is_empty": not page.object_list and not Article.objects.exists(),
    }
    return render(request, "articles/list.html", context)


def _matching(q=None, first=None, last=None, language=None, **about_outlet):
    found = Article.objects.current().published_between(first, last)
    for name, column in (
        ("outlet", "outlet"),
        ("kind", "outlet__kind"),
        ("country", "outlet__country"),
    ):
        if about_outlet.get(name):
            found = found.filter(**{column: about_outlet[name]})
    if language:
        found = found.of_language(language)
    return (found.matching(q) if q else found).values_list("pk", flat=True)


def _shown(ids, words):
    """The articles of one page in its order, with snippets where words were searched.

    Snippets cost too much to be made for any but the articles shown.
    """
    found = (
        Article.objects.filter(pk__in=list(ids)).select_related("outlet").defer("text", "search")
    )
    by_id = {article.pk: article for article in (found.matching(words) if words else found)}
    return [by_id[pk] for pk in ids]


def _entries(articles):
    """How far the articles of one page are read and checked, in two queries."""
    entries = {article.pk: Entry(article) for article in articles}
    for run in ExtractionRun.objects.filter(article__in=entries).order_by("pk"):
        entries[run.article_id].run = run
    live = Annotation.objects.live().filter(article__in=entries).values("article_id")
    counts = live.annotate(
        proposals=Count("proposal", filter=Q(layer=Layer.PROPOSAL), distinct=True),
        responses=Count("pk", filter=Q(layer=Layer.RESPONSE)),
        checked=Count("pk", filter=Q(status=Status.ACCEPTED)),
        unchecked=Count("pk", filter=Q(status=Status.SUGGESTED)),
    )
    for row in counts:
        entry = entries[row.pop("article_id")]
        for name, count in row.items():
            setattr(entry, name, count)
    return list(entries.values())
