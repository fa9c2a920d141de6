"""Who may read the API: who may read the pages; and what was sent as a token must be one.

Who may add: an editor, by a session or by a token that was made for it.
"""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication
from rest_framework import exceptions, permissions

from annotations import tokens
from annotations.models import Scope
from articles.access import may_read


class Token(TokenAuthentication):
    """`Authorization: Token …` or `Bearer …`; anything else in that header is refused with 401.

    Also where anybody may read: a client whose token has been revoked must learn of it.
    """

    def authenticate(self, request):
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if not scheme:
            return None
        if scheme.casefold() not in ("token", "bearer") or not token.strip().isascii():
            raise exceptions.AuthenticationFailed(
                "Send “Authorization: Token …” with a token from the account page."
            )
        return self.authenticate_credentials(token.strip().encode())


class TokenDescription(OpenApiAuthenticationExtension):
    """How the OpenAPI document describes Token."""

    target_class = "annotations.api.access.Token"
    name = "token"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer"}


_SIGN_IN = "Sign in, or send a token from the account page."


class MayRead(permissions.BasePermission):
    def has_permission(self, request, view):
        if not may_read(request.user):
            raise exceptions.NotAuthenticated(_SIGN_IN)
        return True


class MayAdd(permissions.BasePermission):
    """Each refusal says what to do: sign in, ask to become an editor, make another token."""

    def has_permission(self, request, view):
        if not request.user.is_authenticated:
            raise exceptions.NotAuthenticated(_SIGN_IN)
        if not request.user.has_perm("articles.add_article"):
            self.message = "Only editors add articles: a chief editor can make you one."
            return False
        if request.auth and not tokens.has(request.auth, Scope.ADD):
            self.message = (
                "This token may only read. Make one that may add articles on the account page."
            )
            return False
        return True
