"""The addresses of the API, under /api/v1/."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from . import docs, problems, views

router = SimpleRouter()
router.register("articles", views.Articles, "api-article")
router.register("people", views.People, "api-person")
router.register("organisations", views.Organisations, "api-organisation")
router.register("places", views.Places, "api-place")
router.register("proposals", views.Proposals, "api-proposal")
router.register("annotations", views.Annotations, "api-annotation")

urlpatterns = [
    path("", include(router.urls)),
    path("events.csv", views.Events.as_view(), name="api-events"),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", docs.Docs.as_view(url_name="api-schema"), name="api-docs"),
    re_path("", problems.NoSuchAddress.as_view()),
]
