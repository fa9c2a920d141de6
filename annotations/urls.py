"""The pages about what is said of the corpus."""

from django.urls import include, path

from .views import account, article, corpus, entities, proposals, queue, review, stories

urlpatterns = [
    path("", corpus.articles, name="articles"),
    path("articles/", corpus.articles),
    path("articles/<int:pk>/", article.article, name="article"),
    path("articles/<int:pk>/progress/", article.reading_progress, name="reading_progress"),
    path("articles/<int:pk>/sections/<slug:key>/", article.section, name="section"),
    path("articles/<int:pk>/read/", article.read_again, name="read_again"),
    path("articles/<int:pk>/stories/", stories.stories, name="stories"),
    path("articles/<int:pk>/undo/", review.undo, name="undo"),
    path("articles/<int:pk>/claim/", queue.claim, name="claim_article"),
    path("articles/<int:pk>/release/", queue.release, name="release_article"),
    path("articles/<int:pk>/skip/", queue.skip, name="skip_article"),
    path("articles/<int:pk>/done/", queue.done, name="finish_article"),
    path("articles/<int:pk>/reopen/", queue.reopen, name="reopen_article"),
    path("articles/<int:pk>/annotations/add/", review.add, name="add_annotation"),
    path("articles/<int:pk>/annotations/accept/", review.accept_all, name="accept_all"),
    path(
        "articles/<int:pk>/annotations/<int:annotation_id>/",
        include(
            [
                path("", article.annotation, name="annotation"),
                path("accept/", review.accept),
                path("reject/", review.reject),
                path("relabel/", review.relabel),
                path("respan/", review.respan),
                path("relink/", review.relink),
                path("fill/", review.fill),
                path("clear/", review.clear),
                path("date/", review.date),
                path("retell/", review.retell),
                path("join/", review.join),
                path("leave/", review.leave),
                path("attach/", review.attach),
                path("detach/", review.detach),
            ]
        ),
    ),
    path("review/", queue.queue, name="queue"),
    path("review/next/", queue.following, name="next_article"),
    path("review/take/", queue.take, name="take_next"),
    path("people/", entities.people, name="people"),
    path("organisations/", entities.organisations, name="organisations"),
    path("places/", entities.places, name="places"),
    path("entities/suggest/", article.suggest_entities, name="suggest_entities"),
    path("entities/<int:pk>/", entities.entity, name="entity"),
    path("entities/<int:pk>/merge/", entities.merge, name="merge_entity"),
    path("entities/<int:pk>/unmerge/", entities.unmerge, name="unmerge_entity"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<int:pk>/outcome/", proposals.overrule, name="overrule_proposal"),
    path("account/", account.account, name="account"),
    path("account/decisions/<int:pk>/undo/", account.take_back, name="take_back"),
    path("account/tokens/", account.make_token, name="make_token"),
    path("account/tokens/<slug:key>/revoke/", account.revoke_token, name="revoke_token"),
]
