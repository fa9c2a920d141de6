"""The table of events: a row an accepted proposal or response, suggested ones on request."""

import csv
import io

import pytest
from django.core.management import call_command

from annotations import review
from articles.models import Article
from tests.factories import find, make_article, make_entity, make_proposal, make_response


@pytest.fixture
def article(db):
    macron = make_entity(name="Emmanuel Macron", country="FR")
    israel = make_entity("place", "Israel", country="IL")
    article = make_article(
        "Emmanuel Macron proposed to Israel a wider coalition on Tuesday. Israel rejected it.",
        title="A coalition, “wider”",
        url="https://news.example.org/1",
    )
    made = make_proposal(
        article,
        status="accepted",
        codes={"plover": "REQUEST", "cameo": "02"},
        slots=[
            ("proposer", "Emmanuel Macron", macron),
            ("addressee", "Israel", israel),
            ("content", "a wider coalition"),
        ],
    )
    made.roles.create(slot="when", start_char=56, end_char=63, text="Tuesday", value="2023-10-24")
    make_response(
        article, proposal=made.proposal, answers=made, slots=[("responder", "Israel", israel)]
    )
    return article


def table(response):
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_a_row_says_who_did_what_to_whom_where_and_when(client, article):
    (row,) = table(client.get("/api/v1/events.csv"))
    assert (row["actor"], row["actor_country"]) == ("Emmanuel Macron", "FR")
    assert (row["act_or_stance"], row["plover"], row["cameo"]) == ("propose", "REQUEST", "02")
    assert (row["recipient"], row["recipient_country"]) == ("Israel", "IL")
    assert (row["date"], row["published"]) == ("2023-10-24", "2023-10-24")
    assert row["words"] == "proposed … a wider coalition"
    assert (row["title"], row["url"]) == (article.title, article.url)
    start, end = int(row["start_char"]), int(row["end_char"])
    assert article.text[start:end] == "proposed"


def test_no_word_of_a_source_is_a_formula_to_a_spreadsheet(client, article):
    Article.objects.update(title='=HYPERLINK("https://evil.example")')
    article.outlet.name = "@SUM(1)"
    article.outlet.save()
    (row,) = table(client.get("/api/v1/events.csv"))
    assert (row["title"], row["outlet"]) == ('\'=HYPERLINK("https://evil.example")', "'@SUM(1)")
    assert row["actor"] == "Emmanuel Macron"


def test_suggested_events_come_on_request(client, article):
    rows = table(client.get("/api/v1/events.csv?suggested=1"))
    assert [row["status"] for row in rows] == ["accepted", "suggested"]
    answer = rows[1]
    assert (answer["actor"], answer["act_or_stance"]) == ("Israel", "reject")
    assert answer["recipient"] == "Emmanuel Macron"
    assert answer["date"] == "2023-10-24"


def test_an_answer_told_elsewhere_is_to_who_made_the_proposal(client, article, editor):
    made = article.annotations.get(layer="proposal")
    later = make_article("Jordan turned the French idea down.", title="No")
    make_response(later, "turned", proposal=made.proposal, status="accepted")
    (row,) = (row for row in table(client.get("/api/v1/events.csv")) if row["title"] == "No")
    assert (row["recipient"], row["recipient_country"]) == ("Emmanuel Macron", "FR")


def test_what_an_editor_adds_and_relabels_has_codes(client, article, editor):
    words = find(article, "rejected it")
    span = words["start_char"], words["end_char"], words["text"]
    added = review.add(editor, article, "response", "oppose", *span).annotation
    assert (added.codes["plover"], added.codes["cameo"]) == ("ACCUSE", "111")
    review.relabel(review.Decision(editor, added.pk, added.revision), "accept")
    rows = table(client.get("/api/v1/events.csv"))
    assert [row["cameo"] for row in rows if row["annotation"] == str(added.pk)] == ["03"]


def test_the_command_writes_the_same_table(client, article, capsys):
    call_command("export_events", "--suggested")
    printed = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert printed == table(client.get("/api/v1/events.csv?suggested=1"))
