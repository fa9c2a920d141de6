"""The pages through which articles arrive."""

from django.urls import path

from . import views

urlpatterns = [
    path("articles/add/", views.add_article, name="add_article"),
    path("articles/upload/", views.upload, name="upload"),
    path("articles/uploads/<uuid:batch>/", views.uploaded, name="uploaded"),
    path("articles/uploads/<uuid:batch>/report.csv", views.upload_report, name="upload_report"),
    path("feeds/", views.feed_list, name="feeds"),
    path("feeds/<int:pk>/<slug:wish>/", views.change_feed, name="change_feed"),
]
