"""The pages through which articles arrive."""

from django.urls import path

from . import views

urlpatterns = [
    path("articles/add/", views.add_article, name="add_article"),
]
