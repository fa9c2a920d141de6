"""Work that comes again and again: when each kind was last done, and how it went."""

from django.db import models
from django.utils import timezone


class Recurring(models.Model):
    """A kind of recurring work (annotations.recurring): its next turn, and how the last one ended.

    `told` is what the last turn that went well brought. `failures` are those in a row since then,
    `error` is what went wrong.
    """

    name = models.CharField(max_length=50, primary_key=True)
    next_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    told = models.CharField(max_length=300, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "recurring"

    def __str__(self):
        return self.name
