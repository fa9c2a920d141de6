"""Tokens of the API: made for a user, each with what it may do besides reading."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from knox.models import AuthToken

from .models import Grant, Scope

# What a user must be allowed for a token of theirs to have a scope, and to use it.
_NEEDED = {Scope.ADD: "articles.add_article"}


@transaction.atomic
def make(user, scopes: Iterable[str] = ()) -> str:
    """Make a token, given here and never again: only its hash is stored.

    Raises PermissionDenied for a scope of what the user may not do.
    """
    scopes = set(scopes)
    if not scopes <= set(offered(user)):
        raise PermissionDenied
    stored, token = AuthToken.objects.create(user)
    Grant.objects.bulk_create(Grant(token=stored, scope=scope) for scope in scopes)
    return token


def offered(user) -> list[Scope]:
    """The scopes that a token of the user can have."""
    return [scope for scope, permission in _NEEDED.items() if user.has_perm(permission)]


def of(user):
    """The user's tokens with their grants, the newest first."""
    return AuthToken.objects.filter(user=user).prefetch_related("grants").order_by("-created")


def has(token: AuthToken, scope: Scope) -> bool:
    """Whether a token was made for a scope; whether its user still may is not asked here."""
    return token.grants.filter(scope=scope).exists()
