"""Passes of the pipeline over articles: the truth about what has been processed."""

from django.db import models
from django.db.models import Q

from articles.models import Article


class State(models.TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"


class ExtractionRun(models.Model):
    """One pass of one pipeline version over one article.

    `counts` says how many suggestions the diff added, changed, kept, withdrew or found settled by a
    human. A failed run keeps its error text. `worker` is the number under which the process that
    reads the article holds an advisory lock while it lives. `language` is the one the article was
    found to be written in, "" where it could not be told; any but English is read for names alone.
    """

    # `run_once_a_version` begins with the article: it needs no index of its own.
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="runs", db_index=False
    )
    version = models.CharField(max_length=100)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.PositiveIntegerField(null=True, blank=True)
    error = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "version"], name="run_once_a_version"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="run_state"),
            models.CheckConstraint(
                condition=~Q(state=State.FAILED) | ~Q(error=""), name="run_failure_has_error"
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(state__in=["queued", "running"]),
                name="run_unfinished",
            ),
            # What is claimed next, and whose workers may have died: at any length of the backlog.
            models.Index(
                fields=["attempts", "id"],
                condition=Q(state__in=["queued", "running"]),
                name="run_next",
            ),
            models.Index(fields=["worker"], condition=Q(state="running"), name="run_running"),
            models.Index(fields=["version"], condition=Q(state="failed"), name="run_failed"),
            models.Index(
                fields=["finished_at"],
                condition=Q(state__in=["finished", "failed"]),
                name="run_ended",
            ),
        ]

    def __str__(self):
        return f"run {self.pk} of article {self.article_id}: {self.state}"
