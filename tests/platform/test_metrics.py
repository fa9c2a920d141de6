"""/metrics tells Prometheus how the desk stands, and nobody else."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from annotations.models import ExtractionRun, Recurring, Review, State
from annotations.pipeline import pipeline_version
from articles.models import Article, Feed, Outlet, Upload
from newsdesk import environment, metrics
from tests.factories import make_annotation, make_article, make_user

pytestmark = pytest.mark.django_db
TOKEN = "a token of sixteen characters or more"


def told(client, **extra):
    """Every sample at /metrics: its value by name and labels."""
    response = client.get("/metrics", **extra)
    assert response.status_code == 200, response.content
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(response.content.decode())
        for sample in family.samples
    }


def test_it_tells_of_articles_and_background_work(client):
    user = make_user("edgar", "editor")
    articles = [make_article(f"Zoë met envoy {number}.") for number in range(5)]
    states = [State.QUEUED, State.QUEUED, State.RUNNING, State.FAILED, State.FINISHED]
    ExtractionRun.objects.all().delete()
    for article, state in zip(articles, states, strict=True):
        error = "it broke" if state == State.FAILED else ""
        ExtractionRun.objects.create(
            article=article, version=pipeline_version(), state=state, error=error
        )
    past = timezone.now() - timedelta(minutes=5)
    ExtractionRun.objects.filter(state=State.RUNNING).update(created_at=past)
    name = make_annotation(articles[0], "Zoë")
    Review.objects.create(annotation=name, article=articles[0], user=user, verdict="accept")
    outlet = Outlet.objects.create(name="The Wire")
    for failures, active in [(0, True), (3, True), (3, False)]:
        url = f"https://news.example.org/{uuid.uuid4()}"
        Feed.objects.create(url=url, outlet=outlet, failures=failures, active=active)
    Upload.objects.create(batch=uuid.uuid4(), name="a.txt", raw=b"a", added_by=user)
    Recurring.objects.create(name="feeds", failures=2)
    found = told(client)
    assert found[("newsdesk_database_up",)] == 1
    assert found[("newsdesk_recurring_failing",)] == 1
    assert found[("newsdesk_articles",)] == 5
    assert found[("newsdesk_reviews",)] == 1
    runs = {"queued": 2, "running": 1, "failed": 1, "finished": 1}
    assert {state: found[("newsdesk_runs", ("state", state))] for state in runs} == runs
    assert found[("newsdesk_backlog",)] == 2
    assert 300 <= found[("newsdesk_oldest_waiting_seconds",)] < 400
    assert found[("newsdesk_workers_reading",)] == 0
    assert found[("newsdesk_feeds",)] == 2
    assert found[("newsdesk_feeds_failing",)] == 1
    assert found[("newsdesk_uploads_waiting",)] == 1


def test_it_counts_requests_by_view_and_status_and_how_long_they_took(client):
    answered = ("newsdesk_requests_total", ("method", "GET"), ("status", "200"), ("view", "health"))
    missing = ("newsdesk_requests_total", ("method", "GET"), ("status", "404"), ("view", ""))
    took = ("newsdesk_request_seconds_count", ("method", "GET"), ("view", "health"))
    before = told(client)
    client.get("/healthz")
    client.get("/healthz")
    client.get("/nowhere-42")
    after = told(client)
    assert after[answered] - before.get(answered, 0) == 2
    assert after[missing] - before.get(missing, 0) == 1
    assert after[took] - before.get(took, 0) == 2
    assert not any("nowhere" in str(key) for key in after)


def test_strangers_cannot_make_up_methods_without_end(client):
    for number in range(3):
        client.generic(f"X{number}", "/healthz")
    methods = {label[1] for key in told(client) for label in key[1:] if label[0] == "method"}
    assert methods <= {*metrics.METHODS, "other"}


# --- Who may read it ------------------------------------------------------------------------------


def test_an_outsider_is_refused_and_told_nothing(client):
    response = client.get("/metrics", REMOTE_ADDR="192.0.2.7")
    assert response.status_code == 403
    assert b"newsdesk_articles" not in response.content


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_the_machine_itself_is_let_in(client, address):
    assert told(client, REMOTE_ADDR=address)


def test_signing_in_does_not_help(client, chief):
    client.force_login(chief)
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 403


@pytest.mark.parametrize("name", metrics.FORWARDED)
def test_who_comes_through_a_proxy_is_not_the_machine_itself(client, name):
    response = client.get("/metrics", REMOTE_ADDR="127.0.0.1", headers={name: "127.0.0.1"})
    assert response.status_code == 403


def test_behind_the_known_proxy_the_clients_own_address_counts(client, settings):
    settings.NEWSDESK_HTTPS = True
    forwarded = {"headers": {"X-Forwarded-For": "127.0.0.1, 192.0.2.7"}}
    assert client.get("/metrics", REMOTE_ADDR="127.0.0.1", **forwarded).status_code == 403
    settings.NEWSDESK_METRICS_FROM = environment.networks("NOT_SET", "192.0.2.0/24")
    assert told(client, **forwarded)


def test_the_token_opens_it_from_anywhere_and_a_wrong_one_does_not(client, settings):
    settings.NEWSDESK_METRICS_TOKEN = TOKEN
    where = {"REMOTE_ADDR": "192.0.2.7"}
    assert told(client, headers={"Authorization": f"Bearer {TOKEN}"}, **where)
    for wrong in ("", f"Bearer {TOKEN}x", TOKEN, "Bearer ", f"Bearer {TOKEN[:-1]}ü"):
        answer = client.get("/metrics", headers={"Authorization": wrong}, **where)
        assert answer.status_code == 403


def test_without_a_token_an_empty_one_opens_nothing(client, settings):
    settings.NEWSDESK_METRICS_TOKEN = ""
    where = {"REMOTE_ADDR": "192.0.2.7", "headers": {"Authorization": "Bearer "}}
    assert client.get("/metrics", **where).status_code == 403


# --- What it costs --------------------------------------------------------------------------------


def test_a_large_table_is_estimated_and_not_counted(client, monkeypatch, django_assert_num_queries):
    articles = [make_article(f"Text {number}.") for number in range(3)]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article")
    articles[0].delete()
    assert metrics.rows(Article) == 2
    monkeypatch.setattr(metrics, "ESTIMATED_FROM", 3)
    with django_assert_num_queries(1):
        assert metrics.rows(Article) == 3


def test_a_look_takes_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        told(client)
