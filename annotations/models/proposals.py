"""What is put forward, followed across articles."""

from django.conf import settings
from django.db import models
from django.urls import reverse


class Outcome(models.TextChoices):
    OPEN = "open"
    SUPPORTED = "supported"
    CONTESTED = "contested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Proposal(models.Model):
    """A proposal across articles: its `proposal` annotations are its tellings.

    When its last telling is joined to another Proposal, `canonical` says to which, so that its
    id keeps answering. The outcome is derived from its annotations (annotations.outcome) unless
    an editor has overruled it with a reason.
    """

    canonical = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="joined"
    )
    counter_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="counters"
    )
    overruled_outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True)
    overruled_reason = models.TextField(blank=True)
    overruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(canonical=models.F("pk"))
                & ~models.Q(counter_to=models.F("pk")),
                name="proposal_not_tied_to_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(overruled_outcome="", overruled_by=None)
                | ~models.Q(overruled_outcome="")
                & ~models.Q(overruled_reason="")
                & models.Q(overruled_by__isnull=False),
                name="proposal_overruled_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["changed_at"], name="proposal_changed")]

    def __str__(self):
        return f"Proposal {self.pk}"

    def get_absolute_url(self):
        return reverse("proposal", args=[self.pk])

    @property
    def standing(self):
        """The Proposal that this id answers for: where its tellings went, if they did."""
        return self.canonical or self
