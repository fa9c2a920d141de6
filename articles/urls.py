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
    path("outlets/", views.outlet_list, name="outlets"),
    path("outlets/<int:pk>/", views.outlet_page, name="outlet"),
    path("outlets/<int:pk>/change/", views.change_outlet, name="change_outlet"),
    path("outlets/<int:pk>/domains/", views.claim_domain, name="claim_domain"),
    path("outlets/<int:pk>/domains/<str:domain>/drop/", views.drop_domain, name="drop_domain"),
    path("outlets/<int:pk>/merge/", views.merge_outlet, name="merge_outlet"),
]
