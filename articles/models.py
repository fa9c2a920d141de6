"""The corpus: outlets and their articles. Knows nothing of annotations."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, HashIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Coalesce, Length
from django.urls import reverse
from django.utils import timezone

from .search import ArticleQuerySet, SearchVector

# The outlet of articles that came without one.
UNKNOWN_OUTLET = "Unknown outlet"


class OutletQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not merged into another."""
        return self.filter(merged_into=None)

    def known(self):
        """Those that may be changed and made one with others."""
        return self.standing().exclude(name=UNKNOWN_OUTLET)

    def with_counts(self):
        """Each with how many articles and feeds it has, as `article_count` and `feed_count`."""
        return self.annotate(article_count=_count_of(Article), feed_count=_count_of(Feed))


def _count_of(model):
    """How many rows of a model an outlet has: a subquery, run for those shown alone."""
    own = model.objects.filter(outlet=models.OuterRef("pk")).order_by().values("outlet")
    return Coalesce(models.Subquery(own.annotate(number=models.Count("*")).values("number")), 0)


class Outlet(models.Model):
    """A publisher of articles: a newspaper, an agency, a ministry's press office.

    `country` is an ISO 3166-1 alpha-2 code, blank where unknown or where it is of no one country.
    One that was merged into another keeps its name, so that articles under it go to the other.
    """

    class Kind(models.TextChoices):
        AGENCY = "agency"
        NEWSPAPER = "newspaper"
        MAGAZINE = "magazine"
        BROADCASTER = "broadcaster"
        WEBSITE = "website"
        GOVERNMENT = "government"
        ORGANISATION = "organisation"

    name = models.CharField(max_length=200, unique=True)
    country = models.CharField(max_length=2, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )

    objects = OutletQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("outlet", args=[self.pk])

    @property
    def is_known(self):
        """Whether it is an outlet at all."""
        return self.name != UNKNOWN_OUTLET


class Domain(models.Model):
    """A host under which an outlet publishes, without “www.”; an outlet may have several."""

    name = models.CharField(max_length=253, unique=True)
    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="domains")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Article(models.Model):
    """A source text, frozen once stored: a trigger refuses every change of `text`.

    `text` is normalised (articles.text.normalise). `title` is context: no span points into it.
    `published_at` is midnight UTC where only the date is known, null where not even that.
    `length` is the text's length in Unicode code points, kept by the database. `language` is an
    ISO 639-1 code, blank until detected. A new text at the same address is a new article, which
    the one before names in `superseded_by`. `duplicate_of` is an earlier article, of any outlet,
    that says the same in (nearly) the same words; `no_copy` says that a person has found otherwise.
    A withdrawn article keeps its id and its reviews; its text is shown nowhere. An article that is
    neither superseded nor a copy nor withdrawn stands: only such a one is read and counts.
    """

    # What begins with the outlet in `article_once_an_outlet` finds its articles too.
    outlet = models.ForeignKey(
        Outlet, on_delete=models.PROTECT, related_name="articles", db_index=False
    )
    title = models.CharField(max_length=500)
    text = models.TextField()
    digest = models.CharField(max_length=64, editable=False)
    length = models.GeneratedField(
        expression=Length("text"), output_field=models.IntegerField(), db_persist=True
    )
    url = models.URLField(max_length=2000, blank=True)
    byline = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=10, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    superseded_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="supersedes",
        db_index=False,
    )
    duplicate_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="duplicates",
        db_index=False,
    )
    no_copy = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    withdrawn_why = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    revision = models.PositiveIntegerField(default=1)
    search = models.GeneratedField(
        expression=SearchVector(), output_field=SearchVectorField(), db_persist=True
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = [models.F("published_at").desc(nulls_last=True), "-pk"]
        permissions = [("withdraw_article", "Can withdraw articles")]
        constraints = [
            models.UniqueConstraint(fields=["outlet", "digest"], name="article_once_an_outlet"),
            models.CheckConstraint(condition=models.Q(length__gt=0), name="article_has_text"),
            # In part only: with a whole one, PostgreSQL would take the column for a key, and who
            # changes it would wait for all who write what refers to the article.
            models.UniqueConstraint(
                fields=["superseded_by"],
                condition=models.Q(superseded_by__isnull=False),
                name="article_supersedes_once",
            ),
        ]
        indexes = [
            models.Index(
                models.F("published_at").desc(nulls_last=True),
                models.F("id").desc(),
                name="article_newest",
            ),
            GinIndex(fields=["search"], name="article_search"),
            models.Index(fields=["changed_at"], name="article_changed"),
            HashIndex(fields=["url"], name="article_url"),
            HashIndex(fields=["digest"], name="article_digest"),
            models.Index(fields=["language"], name="article_language"),
            # Few articles have these: the others cost nothing.
            *(
                models.Index(
                    fields=[name], condition=models.Q((f"{name}__isnull", False)), name=index
                )
                for name, index in (
                    ("added_by", "article_added_by"),
                    ("duplicate_of", "article_copies"),
                    ("withdrawn_by", "article_withdrawn_by"),
                )
            ),
        ]

    def __str__(self):
        return self.shown_title

    def get_absolute_url(self):
        return reverse("article", args=[self.pk])

    @property
    def is_foreign(self):
        """Whether it is not in English, so that it is read for its names alone."""
        return self.language not in ("", "en")

    @property
    def shown_title(self):
        """What the article is called where it is named: a withdrawn one not by its title."""
        return f"Article {self.pk}, withdrawn" if self.withdrawn_at else self.title

    @property
    def stands(self):
        """Whether it counts: neither superseded nor a copy nor withdrawn."""
        return not (self.superseded_by_id or self.duplicate_of_id or self.withdrawn_at)


class Band(models.Model):
    """A part of what stands for the words of an article that was read: copies share some.

    `key` is a hash of some of the minima that make up its MinHash (articles.copies).
    """

    pk = models.CompositePrimaryKey("key", "article_id")
    key = models.BigIntegerField()
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="bands", db_index=False
    )

    def __str__(self):
        return f"{self.key} of article {self.article_id}"


class Feed(models.Model):
    """A feed (RSS or Atom) whose articles are fetched as they appear.

    `etag` and `last_modified` are what its server last said, sent back to ask only for news.
    After `failures` in a row, `error` says what is wrong and `next_at` is put off. `report` lists
    what is in the feed and could not be taken: address, reason and how often it was tried.
    """

    url = models.URLField(max_length=2000, unique=True)
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="feeds")
    active = models.BooleanField(default=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    next_at = models.DateTimeField(default=timezone.now)
    checked_at = models.DateTimeField(null=True, blank=True)
    fed_at = models.DateTimeField(null=True, blank=True)
    stored = models.PositiveIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    report = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["outlet__name", "url"]
        indexes = [
            models.Index(fields=["next_at"], condition=models.Q(active=True), name="feed_due")
        ]

    def __str__(self):
        return self.url


class Upload(models.Model):
    """A file on its way in: read by a worker, whole or not at all.

    Files sent together share `batch`. `raw` is emptied once the file is read. `report` lists the
    rows that could not be taken (number and reason), the first thousand of `bad`.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    batch = models.UUIDField(db_index=True)
    name = models.CharField(max_length=300)
    outlet = models.CharField(max_length=200, blank=True)
    raw = models.BinaryField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="uploads"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(state="waiting"), name="upload_waiting")
        ]

    def __str__(self):
        return self.name


class Delivery(models.Model):
    """A request that brought articles under a key of its sender's, and what was answered.

    The same key with the same request (by `digest`) gives the same answer and stores nothing.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deliveries"
    )
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="delivery_once_a_key"),
        ]

    def __str__(self):
        return self.key
