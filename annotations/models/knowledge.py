"""What the desk has taught: what names mean and in which company, other names, never-names."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from .entities import Entity, name_key
from .reviews import Review


class Teaching(models.TextChoices):
    LINK = "link", "link"
    ALIAS = "alias", "other name"
    NEVER = "never", "never a name"
    MERGE = "merge", "merge"


class KnowledgeQuerySet(models.QuerySet):
    def standing(self):
        """What nobody has taken back."""
        return self.filter(ended_by=None)

    def end(self, review):
        """Take pieces back by a Review; how many."""
        return self.standing().update(ended_by=review, changed_at=timezone.now())

    def revive(self, review):
        """Let those pieces stand again that a Review took back."""
        ended = self.filter(ended_by=review)
        return ended.update(ended_by=None, changed_at=timezone.now())


class Knowledge(models.Model):
    """One piece of what the desk has taught, derived from the Review that taught it.

    A link is evidence that the `words`, as a name of this `label`, meant `entity` (None: nobody
    known) in the company of other `names`, folded as the gazetteer folds them, and of `countries`
    (ISO 3166-1 alpha-2); only with `always` is it a rule. An alias is another name of the entity;
    a never says that the words are no name of this label (blank: of any); a merge says that what
    the review's entity stands for is `entity`. The review tells who, when and in which article;
    `ended_by` is the Review that took the piece back.
    """

    kind = models.CharField(max_length=5, choices=Teaching.choices)
    words = models.CharField(max_length=300)
    key = models.CharField(max_length=300, editable=False)
    label = models.CharField(max_length=12, blank=True)
    entity = models.ForeignKey(
        Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="knowledge"
    )
    always = models.BooleanField(default=False)
    names = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    countries = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="taught")
    ended_by = models.ForeignKey(
        Review, on_delete=models.PROTECT, null=True, blank=True, related_name="ended"
    )
    changed_at = models.DateTimeField(auto_now=True)

    objects = KnowledgeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "knowledge"
        permissions = [("rule_knowledge", "Can make rules of knowledge and take any piece back")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Teaching.values), name="knowledge_kind"),
            models.CheckConstraint(
                condition=Q(kind=Teaching.LINK)
                | Q(kind=Teaching.NEVER, entity=None, always=False)
                | Q(kind__in=[Teaching.ALIAS, Teaching.MERGE], entity__isnull=False, always=False),
                name="knowledge_says_something",
            ),
        ]
        indexes = [
            models.Index(fields=["changed_at"], name="knowledge_changed"),
            models.Index(fields=["key"], name="knowledge_key"),
            GinIndex(fields=["key"], opclasses=["gin_trgm_ops"], name="knowledge_words"),
        ]

    def __str__(self):
        return f"{self.kind}: “{self.words}”"

    def save(self, *args, **kwargs):
        self.key = name_key(self.words)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("piece", args=[self.pk])

    @property
    def meaning(self):
        """The standing entity that the words mean, if any."""
        return self.entity and self.entity.standing
