"""The pages through which articles arrive."""

from django.urls import path

from . import views

urlpatterns = [
    path("articles/add/", views.add_article, name="add_article"),
    path("feeds/", views.feed_list, name="feeds"),
    path("feeds/<int:pk>/<slug:wish>/", views.change_feed, name="change_feed"),
]
