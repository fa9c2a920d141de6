"""Errors as problem+json (RFC 9457), with each wrong field named."""

from http import HTTPStatus

from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.settings import api_settings
from rest_framework.views import APIView, exception_handler

CONTENT_TYPE = "application/problem+json"


SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
_DESCRIPTIONS = {
    "400": "A parameter or field that is wrong or unknown, named.",
    "401": "Not signed in, or a wrong token.",
    "403": "The user or the token may not do this.",
    "404": "No such record.",
    "410": "It was withdrawn.",
    "413": "More than a request may hold.",
    "415": "Not JSON.",
    "422": "The key came with another request before.",
}


def describe(result, generator, request, public):
    """A postprocessing hook of drf-spectacular: the problems that each operation may answer."""
    result["components"]["schemas"]["Problem"] = SCHEMA
    content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            operation["responses"] |= {
                status: {"description": _DESCRIPTIONS[status], "content": content}
                for status in _statuses(path, method)
            }
    return result


def _statuses(path, method):
    if method == "post":
        return ["400", "401", "403", "413", "415", "422"]
    if path.endswith("/articles/{id}/"):
        return ["401", "404", "410"]
    return ["401", "404"] if path.endswith("{id}/") else ["400", "401", "404"]


def handle(error, context):
    """REST framework's exception handler: the same status, as a problem."""
    response = exception_handler(error, context)
    if response is None:
        return None
    problem = {
        "type": "about:blank",
        "title": HTTPStatus(response.status_code).phrase,
        "status": response.status_code,
    }
    if isinstance(error, ValidationError):
        errors = list(_field_errors(error.detail))
        problem |= {
            "detail": " ".join(f"{one['field']}: {one['message']}" for one in errors),
            "errors": errors,
        }
    else:
        problem["detail"] = str(response.data.get("detail", ""))
    response.data = problem
    response.content_type = CONTENT_TYPE
    # Whatever was asked for, HTML or CSV: a problem is JSON.
    context["request"].accepted_renderer = JSONRenderer()
    return response


def _field_errors(detail):
    if isinstance(detail, dict):
        for name, messages in detail.items():
            for message in messages if isinstance(messages, list) else [messages]:
                yield {"field": name, "message": str(message)}
    else:
        for message in detail:
            yield {"field": api_settings.NON_FIELD_ERRORS_KEY, "message": str(message)}


class Gone(APIException):
    status_code = HTTPStatus.GONE


class NoSuchAddress(APIView):
    """Whatever else is asked for under the API."""

    schema = None

    def get(self, request, *args, **kwargs):
        raise NotFound("There is nothing at this address. See /api/v1/docs/.")
