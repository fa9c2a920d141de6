"""The pages about what is said of the corpus."""

from django.urls import path

from .views import account, corpus, entities, proposals

urlpatterns = [
    path("", corpus.articles, name="articles"),
    path("articles/", corpus.articles),
    path("people/", entities.people, name="people"),
    path("organisations/", entities.organisations, name="organisations"),
    path("places/", entities.places, name="places"),
    path("entities/<int:pk>/", entities.entity, name="entity"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<int:pk>/outcome/", proposals.overrule, name="overrule_proposal"),
    path("account/", account.account, name="account"),
]
