"""What is written down: whose request it was, and never what people wrote or how they sign in."""

import io
import json
import logging
import logging.config

import pytest
from django.db import IntegrityError
from django.urls import reverse

from annotations import extraction, pipeline
from annotations.models import ExtractionRun
from articles.models import Article
from newsdesk import logs
from tests.factories import PASSWORD, make_article, make_user

pytestmark = pytest.mark.django_db
TEXT = "The envoy carried the unheard-of words of the Marmalade Accord to Quito."
SECRET = "Marmalade"


@pytest.fixture
def written(settings):
    """What is logged, as text; as JSON lines unless told otherwise."""
    out = io.StringIO()
    listen(out, as_json=True)
    yield out
    logging.config.dictConfig(settings.LOGGING)


def listen(out, as_json):
    configuration = logs.configuration(as_json)
    configuration["handlers"]["stderr"]["stream"] = out
    logging.config.dictConfig(configuration)


def lines(out):
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_request_is_one_line_with_its_id_which_the_answer_tells(client, written):
    response = client.get("/healthz?q=secret")
    [line] = lines(written)
    assert line["request"] == response.headers["X-Request-ID"]
    assert [line[key] for key in ("event", "method", "path", "view", "status", "level")] == [
        "request",
        "GET",
        "/healthz",
        "health",
        200,
        "info",
    ]
    assert line["milliseconds"] > 0
    assert line["timestamp"].endswith("Z")
    assert "secret" not in written.getvalue()


def test_the_proxys_id_is_taken_over_if_it_is_sane(client, written):
    for given, taken in [("a1-b2.C3:4", True), ("", False), ("x" * 129, False), ("a b", False)]:
        found = client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]
        assert (found == given) is taken
        assert lines(written)[-1]["request"] == found


def test_two_requests_are_told_apart(client):
    first, second = (client.get("/healthz").headers["X-Request-ID"] for _ in range(2))
    assert first != second


def test_whatever_is_logged_within_a_request_carries_its_id(client, written):
    response = client.get("/nowhere")
    counted, warned = lines(written)
    assert warned["logger"] == "django.request"
    assert warned["request"] == counted["request"] == response.headers["X-Request-ID"]
    assert counted["status"] == 404


def test_an_error_comes_with_its_traceback_but_no_values(client, written, monkeypatch):
    def broken():
        words = TEXT  # noqa: F841 - what a traceback with values would show
        raise RuntimeError("it broke")

    monkeypatch.setattr("newsdesk.health.seconds_waiting", broken)
    client.raise_request_exception = False
    response = client.get("/healthz")
    failed = lines(written)[0]
    assert response.status_code == 500
    assert failed["level"] == "error"
    assert failed["request"] == response.headers["X-Request-ID"]
    assert 'raise RuntimeError("it broke")' in failed["exception"]
    assert SECRET not in written.getvalue()


@pytest.mark.parametrize("as_json", [True, False])
def test_what_postgresql_says_of_a_refused_row_is_cut_off(written, as_json):
    listen(written, as_json)
    article = make_article(TEXT)
    with pytest.raises(IntegrityError, match="DETAIL") as refused:
        Article.objects.create(outlet=article.outlet, title="B", text=TEXT, digest=article.digest)
    logging.getLogger("articles").error("No: %s", refused.value, exc_info=refused.value)
    told = written.getvalue()
    assert "article_once_an_outlet" in told
    assert "Traceback" in told
    assert "DETAIL" not in told
    assert SECRET not in told


def test_neither_texts_nor_passwords_nor_tokens_nor_names_are_written(client, written):
    editor = make_user("edgar", "editor")
    login = {"username": "my-secret-typed-as-name", "password": "wrong-" + PASSWORD}
    client.post(reverse("login"), login)
    client.post(reverse("login"), {"username": "edgar", "password": PASSWORD})
    client.force_login(editor)
    client.post(reverse("add_article"), {"title": "T", "outlet": "O", "text": TEXT})
    client.get(reverse("articles"), {"q": SECRET})
    client.get("/api/v1/articles/", headers={"Authorization": "Token 0123456789abcdef"})
    told = written.getvalue()
    cookies = [cookie.value for cookie in client.cookies.values()]
    secrets = [SECRET, PASSWORD, "my-secret-typed", "edgar", "0123456789abcdef", *cookies]
    assert [secret for secret in secrets if secret and secret in told] == []
    assert len([line for line in lines(written) if line["event"] == "request"]) == 5
    assert Article.objects.filter(text=TEXT).exists()


def test_for_people_there_are_lines_to_read_and_none_for_each_request(client, written):
    listen(written, as_json=False)
    client.get("/healthz")
    logging.getLogger("articles").warning("Careful: %s", "now")
    [line] = written.getvalue().splitlines()
    assert "Careful: now" in line
    assert "warning" in line
    with pytest.raises(ValueError, match="line 1"):
        json.loads(line)


def test_fields_that_are_not_known_are_left_out(written):
    logging.getLogger("articles").info("Read", extra={"article": 7, "text": TEXT})
    [line] = lines(written)
    assert line["article"] == 7
    assert "text" not in line


def test_what_a_worker_does_names_the_run_and_the_article(written, monkeypatch):
    """Of an article that is read, and of one that cannot be, whose words stay out of it."""
    articles = [make_article(TEXT), make_article(f"{TEXT} Again.")]
    extraction.request([article.pk for article in articles])
    read = pipeline.extract

    def broken(sources, *known, **options):
        if any("Again" in source.text for source in sources):
            raise RuntimeError("it broke")
        yield from read(sources, *known, **options)

    monkeypatch.setattr(pipeline, "extract", broken)
    assert len(list(extraction.process(batch_size=1))) == 2
    told = {(line["article"], line["event"]): line for line in lines(written) if "run" in line}
    runs = {run.article_id: run.pk for run in ExtractionRun.objects.all()}
    first, second = (article.pk for article in articles)
    assert told[first, "article finished"]["run"] == runs[first]
    assert told[second, "article failed"]["run"] == runs[second]
    assert "it broke" in told[second, "The pipeline failed here or near it"]["exception"]
    assert SECRET not in written.getvalue()
