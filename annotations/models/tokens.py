"""What a token of the API may do."""

from django.db import models
from knox.models import AuthToken


class Scope(models.TextChoices):
    """What a token may do besides reading, which every token may."""

    ADD = "add", "add articles"


class Grant(models.Model):
    """A scope that a token has; whether its user may still do so is asked at each request."""

    token = models.ForeignKey(AuthToken, on_delete=models.CASCADE, related_name="grants")
    scope = models.CharField(max_length=10, choices=Scope.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "scope"], name="grant_once")]

    def __str__(self):
        return self.scope
