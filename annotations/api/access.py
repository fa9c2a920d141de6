"""Who may read the API: who may read the pages; and what was sent as a token must be one."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication
from rest_framework import exceptions, permissions

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


class MayRead(permissions.BasePermission):
    message = "Sign in, or send a token from the account page."

    def has_permission(self, request, view):
        return may_read(request.user)
