"""Who is asking: the address that failed sign-ins are counted by."""

from django.conf import settings


def client_address(request) -> str:
    """The client's IP address; behind the proxy of NEWSDESK_HTTPS, the one which that proxy saw.

    Only the last entry of X-Forwarded-For is the proxy's own; what stands before it is the client's
    word.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if settings.NEWSDESK_HTTPS and forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()
    return request.META.get("REMOTE_ADDR", "")
