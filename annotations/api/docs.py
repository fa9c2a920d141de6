"""The OpenAPI document as a page to browse."""

from csp.decorators import csp_update
from django.utils.decorators import method_decorator
from drf_spectacular.views import SpectacularSwaggerSplitView


@method_decorator(
    # Swagger UI brings its icons as data addresses and a style element; its script is a file.
    csp_update({"img-src": ["'self'", "data:"], "style-src": ["'self'", "'unsafe-inline'"]}),
    name="dispatch",
)
class Docs(SpectacularSwaggerSplitView):
    """Swagger UI from the files that come with the package, without a content network."""
