"""Full-text search over articles: a generated column and the queries that read it."""

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db import models

# The text search configuration is made by the first migration: English stems without accents.
CONFIGURATION = "news"
# SearchHeadline does not escape what it quotes: these mark a hit until the page has escaped it.
HIT_START, HIT_END = "\ue000", "\ue001"


class SearchVector(models.Func):
    """The search column: words of the title weigh more than words of the text."""

    template = (
        f"setweight(to_tsvector('{CONFIGURATION}', title), 'A') || "
        f"setweight(to_tsvector('{CONFIGURATION}', text), 'B')"
    )
    output_field = models.TextField()


class ArticleQuerySet(models.QuerySet):
    """Reads of the corpus."""

    def standing(self):
        """What counts: neither superseded nor a copy nor withdrawn."""
        return self.filter(superseded_by=None, duplicate_of=None, withdrawn_at=None)

    def readable(self):
        """All that may be shown: what has not been withdrawn."""
        return self.filter(withdrawn_at=None)

    def current(self):
        """What lists show: the newest version of each article that may be shown, copies too."""
        return self.readable().filter(superseded_by=None)

    def matching(self, words):
        """Articles that match a web-style query (quotes, `or`, `-word`), best first.

        Each carries `snippet`, an excerpt with its hits between HIT_START and HIT_END.
        """
        query = SearchQuery(words, config=CONFIGURATION, search_type="websearch")
        snippet = SearchHeadline(
            "text",
            query,
            config=CONFIGURATION,
            start_sel=HIT_START,
            stop_sel=HIT_END,
            max_words=35,
            min_words=20,
            max_fragments=1,
        )
        rank = SearchRank(models.F("search"), query)
        return (
            self.filter(search=query).annotate(snippet=snippet, rank=rank).order_by("-rank", "-pk")
        )

    def published_between(self, first=None, last=None):
        """Articles published from the date `first` to the date `last`, both included."""
        articles = self
        if first:
            articles = articles.filter(published_at__date__gte=first)
        if last:
            articles = articles.filter(published_at__date__lte=last)
        return articles
