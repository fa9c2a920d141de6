"""No page, list, export or answer of the API shows anything that a withdrawn article said."""

import re
import uuid
from itertools import product

import pytest
from django.contrib.auth.models import User
from django.urls import URLPattern, get_resolver

from annotations import review
from annotations.models import (
    Annotation,
    Claim,
    Entity,
    ExtractionRun,
    Knowledge,
    Proposal,
    Review,
    Role,
    Skip,
)
from annotations.review import Decision
from articles.models import Article
from tests.factories import (
    make_annotation,
    make_article,
    make_entity,
    make_proposal,
    make_response,
    make_user,
)

from .story import finish_runs, fresh

# Every sentence has this word, and so has what annotations quote; no name has it.
MARK = "zorbly"
TEXT = (
    "Emmanuel Macron zorbly proposed a zorbly truce to Hamas. Hamas zorbly rejected the zorbly "
    "plan. “It is zorbly late,” said Emmanuel Macron, the zorbly president, in Paris. "
    "Egypt zorbly demanded zorbly talks."
)
# What ends the session, streams for ever or is not ours.
NOT_ASKED = ("/admin/logout", "/accounts/logout", "/metrics")
# By what stands in their addresses; the longer ones first.
MODELS = {
    Annotation: "/annotation",
    Role: "/role/",
    Review: "/review/",
    ExtractionRun: "/extractionrun/",
    Claim: "/claim/",
    Skip: "/skip/",
    Article: "article",
    Entity: "entit",
    Proposal: "proposal",
    Knowledge: "knowledge",
}
HOLE = re.compile(r"[<(](?:\?P<)?(?:\w+:)?(\w+)>(?:[^/]*\))?")


def annotated(article, other, macron):
    name = make_annotation(article, "Emmanuel Macron", entity=macron)
    again = make_annotation(article, "Emmanuel Macron", occurrence=1)
    office = make_annotation(
        article, "Paris", label="PLACE", slots=[("office", "the zorbly president")]
    )
    quote = make_annotation(
        article,
        "It is zorbly late",
        layer="attribution",
        label="direct",
        slots=[("source", "Emmanuel Macron", macron), ("cue", "said")],
    )
    telling = make_proposal(
        article,
        "zorbly proposed",
        slots=[("proposer", "Emmanuel Macron", macron), ("content", "a zorbly truce")],
    )
    demand = make_proposal(
        article, "zorbly demanded", label="demand", slots=[("content", "zorbly talks")]
    )
    answer = make_response(
        article,
        "zorbly rejected",
        slots=[("responder", "Hamas"), ("object", "the zorbly plan")],
        proposal=telling.proposal,
        answers=telling,
    )
    welcome = make_response(other, "welcomed", label="support", proposal=telling.proposal)
    return name, again, office, quote, telling, demand, answer, welcome


@pytest.fixture
def withdrawn(chief, editor):
    """An article about which everything was done that can be, and which was then withdrawn."""
    article = make_article(TEXT, title="A zorbly headline", url="https://news.example/gone")
    other = make_article("Egypt welcomed the plan of Emmanuel Macron.", title="Another")
    copy = make_article("Emmanuel Macron spoke.", title="Third", url="https://news.example/x")
    finish_runs(article)
    article.runs.create(version="failing", state="failed", error="Boom")
    macron, other_macron = make_entity(), make_entity(name="E. Macron")
    made = annotated(article, other, macron)
    name, again, office, quote, telling, demand, answer, welcome = made

    def decide(verb, one, *more, user=chief):
        return verb(Decision(user, one.pk, fresh(one).revision), *more)

    decide(review.relink, again, macron)
    for one in (name, telling, answer, welcome):
        decide(review.accept, one)
    decide(review.reject, quote, user=editor)
    decide(review.relabel, demand, "urge", user=editor)
    decide(review.reject, office)
    review.teach_never(chief, fresh(office))
    review.note(editor, telling, "Look at this.", uuid.uuid4())
    review.merge(chief, other_macron, macron)
    review.tie(chief, demand.proposal, telling.proposal, uuid.uuid4())
    left = make_annotation(article, "Egypt", label="PLACE")
    review.claim(editor, article)
    review.skip(make_user("sam", "editor"), article, "Not now")
    review.done(editor, article, seen=[left.pk])
    review.withdraw(chief, article, "The outlet has retracted it.")
    assert copy.stands
    return article


def routes(resolver, before=""):
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern, route)


def paths(article):
    """Every address of the site with what there is in its holes."""
    ids = {model: list(model.objects.values_list("pk", flat=True)) for model in MODELS}
    for route in routes(get_resolver()):
        model = next((one for one, start in MODELS.items() if start in route), None)
        holes = {
            "annotation_id": ids[Annotation],
            "review_id": ids[Review],
            "key": ["proposals", "people", "attributions"],
            "verb": ["accept", "relink"],
            "app_label": ["annotations", "articles"],
            "url": ["annotations"],
        }
        holes |= dict.fromkeys(("pk", "object_id"), ids.get(model, []))
        if route.startswith("articles/<int:pk>"):
            holes["pk"] = [article.pk]
        yield from filled(route, holes)


def filled(route, holes):
    route = route.replace("^", "").replace("$", "")
    names = HOLE.findall(route)
    for values in product(*(holes.get(name, []) for name in names)):
        path = route
        for value in values:
            path = HOLE.sub(str(value), path, count=1)
        yield f"/{path}"


@pytest.fixture
def everywhere(withdrawn):
    found = {path for path in paths(withdrawn) if not path.startswith(NOT_ASKED)}
    searched = (
        "/?q=zorbly",
        "/proposals/?words=zorbly",
        "/review/?show=done",
        "/review/?show=mine",
    )
    searched += ("/review/?show=skipped", "/api/v1/articles/?q=zorbly", "/?q=headline")
    searched += ("/api/v1/events.csv?suggested=1", "/entities/suggest/?q=zorbly&kind=person")
    return sorted({*found, *searched})


def words_of(response):
    content = b"".join(response) if response.streaming else response.content
    return content.decode()


def test_nothing_that_a_withdrawn_article_said_is_shown_anywhere(client, chief, everywhere):
    User.objects.filter(pk=chief.pk).update(is_superuser=True)
    client.force_login(chief)
    client.raise_request_exception = True
    answers = {path: client.get(path) for path in everywhere}
    assert len(answers) > 200
    shown = [path for path, answer in answers.items() if MARK in words_of(answer)]
    # What was searched for stands in the form that searched, and nowhere else.
    asked = [path for path in shown if f"={MARK}" in path]
    assert [path for path in shown if path not in asked] == []
    assert all(words_of(answers[path]).count(MARK) == 1 for path in asked)


def test_an_editor_sees_nothing_of_it_among_their_decisions(client, editor, withdrawn):
    client.force_login(editor)
    assert MARK not in words_of(client.get("/account/"))


def test_its_reviews_stay(withdrawn):
    assert Review.objects.filter(article=withdrawn, annotation__isnull=False).count() >= 7


def test_restored_it_is_what_it_was(client, chief, withdrawn):
    review.restore(chief, withdrawn)
    client.force_login(chief)
    for path in (f"/articles/{withdrawn.pk}/", "/?q=zorbly", "/proposals/", "/account/"):
        assert MARK in words_of(client.get(path)), path
