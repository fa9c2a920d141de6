"""What the API says of an article beside its text: its outlet, its language, its standing."""

import pytest
from django.utils import timezone

from articles.models import Article, Outlet
from tests.factories import make_article, make_proposal

GERMAN = (
    "Bundeskanzler Olaf Scholz hat am Dienstag in Berlin vorgeschlagen, dass Russland seine "
    "Truppen aus der Ukraine abzieht. Der Kreml lehnte den Vorschlag ab."
)


@pytest.fixture
def german(db):
    article = make_article(GERMAN, title="Scholz", outlet="Der Bote")
    Outlet.objects.filter(name="Der Bote").update(kind="newspaper", country="DE")
    make_article("The French president spoke on Tuesday of the plan.", title="Macron")
    return article


def titles(answer):
    return [one["title"] for one in answer["results"]]


def test_a_record_tells_language_and_outlet(get, german):
    record = get(f"articles/{german.pk}/")
    assert (record["language"], record["limited"]) == ("de", True)
    assert (record["outlet"], record["outlet_kind"], record["outlet_country"]) == (
        "Der Bote",
        "newspaper",
        "DE",
    )
    other = get("articles/", language="en")["results"][0]
    assert (other["title"], other["limited"], other["outlet_kind"]) == ("Macron", False, "")


@pytest.mark.parametrize(
    "asked",
    [
        {"language": "DE"},
        {"outlet_kind": "newspaper"},
        {"outlet_country": "de"},
        {"outlet": "Der Bote"},
        {"outlet": "Bote"},
        {"q": "Vorschlag"},
    ],
)
def test_lists_are_narrowed_by_them(get, german, asked):
    Outlet.objects.create(name="Bote", merged_into=german.outlet)
    assert titles(get("articles/", **asked)) == ["Scholz"]


def test_a_kind_that_there_is_not_is_named(client, german):
    answer = client.get("/api/v1/articles/", {"outlet_kind": "pamphlet"})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "outlet_kind"


def test_a_copy_and_an_earlier_version_say_so(get, german):
    copy = make_article(GERMAN, title="Copy", outlet="Other")
    later = make_article(GERMAN + " Heute.", title="Later", outlet="Der Bote")
    Article.objects.filter(pk=copy.pk).update(duplicate_of=german)
    Article.objects.filter(pk=german.pk).update(superseded_by=later)
    assert get(f"articles/{copy.pk}/")["duplicate_of"] == german.pk
    assert get(f"articles/{german.pk}/")["superseded_by"] == later.pk


def test_of_a_withdrawn_article_nothing_is_said_but_that(client, get, german):
    make_proposal(german, "vorgeschlagen")
    Article.objects.filter(pk=german.pk).update(withdrawn_at=timezone.now())
    answer = client.get(f"/api/v1/articles/{german.pk}/")
    assert answer.status_code == 410
    assert answer["content-type"] == "application/problem+json"
    listed = get("articles/")["results"][0]
    told = {name for name, value in listed.items() if value}
    assert told == {"id", "withdrawn_at", "page", "created_at", "changed_at", "revision"}
    assert listed["id"] == german.pk
    assert get("articles/", q="Vorschlag")["results"] == []
    assert get("annotations/", article=german.pk)["results"] == []


def test_the_table_of_events_tells_kind_and_country_of_outlets(client, german):
    make_proposal(german, "vorgeschlagen", status="accepted")
    table = client.get("/api/v1/events.csv").getvalue().decode().splitlines()
    assert table[0].endswith("end_char,outlet_kind,outlet_country")
    assert table[1].endswith("newspaper,DE")
