"""Articles arrive by the API, one or many; each is taken or refused by itself."""

import json

import pytest

from annotations.models import ExtractionRun
from articles.models import Article

from .adding import TEXT, adder, an_article, post


@pytest.fixture
def client(editor):
    return adder(editor)


def test_an_article_is_stored_and_waits_to_be_read(client, editor):
    answer = post(
        client,
        {
            "title": "Jordan rejects the plan",
            "text": TEXT,
            "outlet": "The Daily Courier",
            "published_at": "2023-10-24",
            "url": "https://courier.example.org/jordan",
            "byline": "Rana Said",
        },
    )
    article = Article.objects.get()
    assert answer.status_code == 201
    assert answer["location"] == f"/api/v1/articles/{article.pk}/"
    assert answer.json() == {
        "row": 1,
        "status": "created",
        "id": article.pk,
        "page": f"/articles/{article.pk}/",
        "supersedes": None,
        "duplicate_of": None,
        "errors": [],
    }
    assert (article.text, article.outlet.name, article.byline) == (
        TEXT,
        "The Daily Courier",
        "Rana Said",
    )
    assert article.published_at.isoformat() == "2023-10-24T00:00:00+00:00"
    assert article.added_by == editor
    assert ExtractionRun.objects.filter(article=article).exists()


def test_the_same_article_again_is_known(client):
    first = post(client, an_article()).json()
    again = post(client, an_article())
    assert again.status_code == 200
    assert again.json() == first | {"status": "known"}
    assert Article.objects.count() == 1


def test_what_imported_files_call_the_date_is_understood(client):
    post(client, an_article(date="2023-10-24", id="not ours", url=None))
    assert Article.objects.get().published_at.day == 24


def test_rows_that_fail_cost_no_others(client):
    rows = [an_article(1), an_article(2, published_at="soon"), "no row", an_article(1)]
    answer = post(client, rows)
    assert answer.status_code == 207
    told = answer.json()
    assert [one["status"] for one in told] == ["created", "refused", "refused", "known"]
    assert [one["row"] for one in told] == [1, 2, 3, 4]
    assert told[0]["id"] == told[3]["id"] == Article.objects.get().pk
    assert told[1]["errors"][0]["field"] == "published_at"
    assert "2023-10-24" in told[1]["errors"][0]["message"]
    assert told[2]["errors"][0]["field"] == "non_field_errors"


def test_a_batch_that_is_taken_whole_says_whether_anything_is_new(client):
    rows = [an_article(1), an_article(2)]
    assert post(client, rows).status_code == 201
    assert post(client, rows).status_code == 200
    assert post(client, [*rows, an_article(3)]).status_code == 201
    assert Article.objects.count() == 3


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"text": " "}, "text", "The text is empty"),
        ({"text": 5.5, "title": ["no"]}, "title", "Not a valid string"),
        ({"text": None}, "text", "may not be null"),
        ({"text": "a\x00b"}, "text", "Null characters"),
        ({"title": "\ud800"}, "title", "Surrogate characters"),
        ({"title": "x" * 501}, "title", "At most 500 characters"),
        ({"url": "javascript:alert(1)"}, "url", "valid URL"),
        ({"published_at": "0001-01-01T00:00+23:59"}, "published_at", "cannot be read"),
    ],
)
def test_one_that_is_wrong_is_refused_with_its_fields(client, fields, field, words):
    answer = post(client, an_article(**fields))
    assert answer.status_code == 400
    assert answer["content-type"] == "application/problem+json"
    assert words in {one["field"]: one["message"] for one in answer.json()["errors"]}[field]
    assert not Article.objects.exists()


def test_a_text_is_wanted(client):
    assert post(client, {"title": "Alone"}).json()["errors"][0]["field"] == "text"


def test_where_all_rows_are_wrong_each_field_is_named_after_its_row(client):
    answer = post(client, [an_article(text=""), an_article(url="nowhere")])
    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["errors"]] == ["1.text", "2.url"]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("[]", "application/json", 400),
        ("5", "application/json", 400),
        ("null", "application/json", 400),
        ("{", "application/json", 400),
        ('{"text": "\\', "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        ('{"text": NaN}', "application/json", 400),
        ("text=a", "application/x-www-form-urlencoded", 415),
        ("text", "text/plain", 415),
    ],
)
def test_what_is_no_article_at_all_is_a_problem(client, body, kind, status):
    answer = client.post("/api/v1/articles/", body, content_type=kind)
    assert answer.status_code == status, answer.content
    assert answer["content-type"] == "application/problem+json"


def test_more_articles_than_a_request_may_have_are_refused(client):
    answer = post(client, [an_article(number) for number in range(501)])
    assert answer.status_code == 400
    assert "Send 1 to 500 articles a request, not 501." in answer.json()["detail"]


def test_more_bytes_than_a_request_may_have_are_refused(client, settings):
    settings.NEWSDESK_MAX_UPLOAD_BYTES = 1000
    answer = post(client, an_article(byline="x" * 1000))
    assert answer.status_code == 413
    assert "1,000 bytes" in answer.json()["detail"]


def test_nor_more_than_any_form_may_have(client, settings):
    settings.NEWSDESK_MAX_UPLOAD_BYTES = settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    body = json.dumps(an_article(byline="x" * 1000))
    answer = client.generic("POST", "/api/v1/articles/", body, content_type="application/json")
    assert answer.status_code == 413
    assert answer["content-type"] == "application/problem+json"


@pytest.mark.parametrize("row", ["a text", 5, None, ["a text"]])
def test_a_row_that_is_no_object_is_told_what_one_looks_like(client, row):
    answer = post(client, [an_article(), row])
    assert answer.status_code == 207
    assert answer.json()[1]["errors"][0]["message"].startswith("An article is a JSON object")


def test_what_was_sent_is_served_as_it_was_sent(client):
    text = "Żółć 🤝 “Friede”, sagte er.\n\n  Eingerückt."
    stored = post(client, an_article(text=f"{text}\r\n")).json()["id"]
    assert client.get(f"/api/v1/articles/{stored}/").json()["text"] == text


def test_a_new_text_at_an_address_supersedes_the_old(client):
    url = "https://courier.example.org/jordan"
    first = post(client, an_article(1, url=url)).json()
    second = post(client, an_article(2, url=url)).json()
    assert second == first | {
        "status": "created",
        "id": second["id"],
        "page": f"/articles/{second['id']}/",
        "supersedes": first["id"],
    }
    assert client.get(f"/api/v1/articles/{first['id']}/").json()["superseded_by"] == second["id"]
    assert post(client, an_article(2, url=url, outlet="Other")).json()["id"] == second["id"]


def test_what_can_be_posted_can_be_asked_for(client):
    assert "POST" in client.options("/api/v1/articles/")["allow"]
