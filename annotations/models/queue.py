"""The queue: which articles wait for an editor, and who has taken or skipped one."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models import Article

from .annotations import Annotation, Status

# How long an article stays claimed after it was taken, or after the claimer's latest decision.
CLAIM_LASTS = timedelta(minutes=30)


class WaitingQuerySet(models.QuerySet):
    """Reads of the queue."""

    def with_work(self):
        """Those that do hold a suggestion that nobody has judged.

        Triggers see to it that no article with new suggestions is missing. Two editors who judge
        the last two suggestions at the same moment can leave a row behind, which is hidden here.
        """
        unjudged = Annotation.objects.filter(article=OuterRef("pk"), status=Status.SUGGESTED)
        return self.filter(Exists(unjudged))

    def not_skipped_by(self, user):
        return self.exclude(Exists(Skip.objects.filter(article=OuterRef("pk"), user=user)))

    def free_for(self, user):
        """Those that nobody else has taken and the user has not skipped."""
        others = Claim.objects.live().filter(article=OuterRef("pk")).exclude(user=user)
        return self.not_skipped_by(user).exclude(Exists(others))

    def newest_first(self):
        return self.order_by("-moment", "-pk")


class Waiting(models.Model):
    """An article that waits for an editor: it holds suggestions that nobody has judged or left.

    Triggers keep these rows, whoever writes: one comes when a suggestion appears (is made, is made
    again after it was withdrawn, or stands again after an undo) and goes when none is left; marking
    the article done takes it off as well. `moment` is when the article was published or, where
    nobody knows, when it arrived.
    """

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="waiting"
    )
    moment = models.DateTimeField()

    objects = WaitingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "waiting"
        indexes = [models.Index(fields=["-moment", "-article"], name="waiting_newest")]

    def __str__(self):
        return f"Article {self.pk} waits"


class ClaimQuerySet(models.QuerySet):
    def open(self):
        """Claims that nothing has ended; one may have expired."""
        return self.filter(ended_at=None)

    def live(self):
        return self.open().filter(until__gt=timezone.now())

    def end(self):
        return self.update(ended_at=timezone.now())


class Claim(models.Model):
    """An editor has taken an article, until a time; others see it and are led past it.

    At most one claim of an article is open. An open one whose time is over has expired: it binds
    nobody, and whoever takes the article next ends it.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="claims")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="claims"
    )
    claimed_at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=Q(ended_at=None), name="claim_once_an_article"
            ),
            models.CheckConstraint(
                condition=Q(until__gt=models.F("claimed_at")), name="claim_lasts"
            ),
        ]
        indexes = [
            models.Index(fields=["user"], condition=Q(ended_at=None), name="claim_open_of_user")
        ]

    def __str__(self):
        return f"{self.user} has article {self.article_id} until {self.until:%H:%M}"

    @property
    def is_live(self):
        return self.ended_at is None and self.until > timezone.now()


class Skip(models.Model):
    """An editor passes an article by, with a reason that the others can read."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="skips")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="skips"
    )
    reason = models.CharField(max_length=300)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "user"], name="skip_once_an_editor"),
            models.CheckConstraint(condition=~Q(reason=""), name="skip_has_reason"),
        ]

    def __str__(self):
        return f"{self.user} skipped article {self.article_id}: {self.reason}"
