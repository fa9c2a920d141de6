"""Full-text search over articles: a generated column and the queries that read it."""

import re

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db import connection, models

# The text search configuration is made by the first migration: English stems without accents.
CONFIGURATION = "news"
# SearchHeadline does not escape what it quotes: these mark a hit until the page has escaped it.
HIT_START, HIT_END = "\ue000", "\ue001"
# Among the choices of languages.
NOT_ENGLISH = "other"
# So much waits before it is sorted into the index of words: the more at a time, the less each
# costs, but who searches meanwhile reads what waits. By itself the server lets 4 MB wait.
_GATHER = "SET LOCAL gin_pending_list_limit = '32MB'; SET LOCAL work_mem = '64MB'"
# Thai, Lao, Burmese, Khmer, Chinese and Japanese letters, and the languages written in them.
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_UNSPACED_LANGUAGES = ("ja", "km", "lo", "my", "th", "zh")
# From one language to the next in their index, which counting them would read whole.
_LANGUAGES = """
    WITH RECURSIVE found AS (
        SELECT min(language) AS code FROM articles_article WHERE language > ''
        UNION ALL
        SELECT (SELECT min(language) FROM articles_article WHERE language > code)
        FROM found WHERE code IS NOT NULL
    )
    SELECT code FROM found WHERE code IS NOT NULL
"""


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

        None that was withdrawn.

        Each carries `snippet`, an excerpt with its hits between HIT_START and HIT_END. Languages
        other than English are searched by the words as they are written.
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
            self.readable()
            .filter(models.Q(search=query) | _unspaced(words))
            .annotate(snippet=snippet, rank=rank)
            .order_by("-rank", "-pk")
        )

    def of_language(self, language):
        """Articles in a language, by its code; NOT_ENGLISH: in any other than English."""
        if language == NOT_ENGLISH:
            return self.exclude(language__in=("", "en"))
        return self.filter(language=language)

    def languages(self):
        """The codes of the languages that articles are written in, each found by one look."""
        with connection.cursor() as cursor:
            cursor.execute(_LANGUAGES)
            return [code for (code,) in cursor.fetchall()]

    def published_between(self, first=None, last=None):
        """Articles published from the date `first` to the date `last`, both included."""
        articles = self
        if first:
            articles = articles.filter(published_at__date__gte=first)
        if last:
            articles = articles.filter(published_at__date__lte=last)
        return articles


def gather_words() -> None:
    """Sort the words of articles into their index in heaps, until the transaction ends.

    What was stored is found at once all the same. What waits at the end is sorted in by
    `sort_gathered`, else by the next articles that arrive or the server's own cleaning.
    """
    with connection.cursor() as cursor:
        cursor.execute(_GATHER)


def sort_gathered() -> None:
    """Sort into the index of words what waits: then searches are as fast as ever."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('article_search')")


def _unspaced(words):
    """What finds words in languages that put no spaces between them, which the index needs."""
    found = models.Q()
    if _WITHOUT_SPACES.search(words):
        found = models.Q(language__in=_UNSPACED_LANGUAGES)
        for part in words.replace('"', " ").split():
            found &= models.Q(text__contains=part) | models.Q(title__contains=part)
    return found
