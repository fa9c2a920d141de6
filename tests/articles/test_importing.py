"""Importing tables: bad rows are named by number, the rest is stored, nothing twice."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from articles.importing import import_file
from articles.models import Article
from tests.articles.test_documents import PAGE


def line(**row):
    return json.dumps(row).encode() + b"\n"


GOOD = line(text="Talks began in Oslo.", title="Talks", outlet="The Wire", date="2023-10-24")


def imported(*lines, name="articles.jsonl", **options):
    return list(import_file(io.BytesIO(b"".join(lines)), name, **options))


@pytest.mark.django_db
def test_rows_become_articles():
    (outcome,) = imported(GOOD)
    article = outcome.article
    assert (outcome.number, outcome.is_new) == (1, True)
    assert (article.title, article.outlet.name) == ("Talks", "The Wire")
    assert article.published_at.isoformat() == "2023-10-24T00:00:00+00:00"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (b"{not json\n", "Not JSON"),
        (b"[]\n", "must be a JSON object"),
        (b'{"title": "No text"}\n', "text"),
        (line(text="   \n"), "text: The text is empty"),
        (line(text="a\x00b", title="t"), "text: The text holds a NUL"),
        (line(text="x" * 200_001, title="t"), "the limit is 200,000"),
        (b'{"text": "\xff", "title": "t"}\n', "not UTF-8"),
        (b'{"text": "\\ud800", "title": "t"}\n', "surrogate"),
        (line(text="Talks.", title="t", date="24.10.2023"), "date cannot be read"),
        (line(text="Talks.", title="t", date=20231024), "date cannot be read"),
        (line(text="Talks.", title="t", date="2023-02-30"), "date cannot be read"),
        (line(text="Talks.", title="t", url="ftp://example.org/"), "url"),
        (line(text="One sentence that ends like one."), "title: Give a title"),
        (b"[" * 100_000 + b"\n", "Not JSON"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_stored(bad, told):
    first, second, third = imported(GOOD, bad, line(text="Talks ended.", title="End"))
    assert (first.is_new, third.is_new) == (True, True)
    assert (second.number, second.article) == (2, None)
    assert told in second.error
    assert Article.objects.count() == 2


@pytest.mark.django_db
def test_the_same_text_from_the_same_outlet_is_stored_once():
    elsewhere = line(text="Talks began in Oslo.", title="Talks", outlet="Another")
    outcomes = imported(GOOD, GOOD, elsewhere)
    assert [outcome.is_new for outcome in outcomes] == [True, False, True]
    assert outcomes[0].article == outcomes[1].article
    assert [outcome.is_new for outcome in imported(GOOD)] == [False]
    assert Article.objects.count() == 2


@pytest.mark.django_db
def test_what_counts_as_the_same_text_is_the_text_as_stored():
    composed = line(text="Émile wrote.\nTwice.", title="t")
    decomposed = line(text="\ufeffE\u0301mile wrote.\r\nTwice.\n\n", title="t")
    assert [outcome.is_new for outcome in imported(composed, decomposed)] == [True, False]


@pytest.mark.django_db
def test_blank_lines_count_for_the_numbers_only():
    outcomes = imported(b"\n", GOOD, b"  \n", b"{}\n")
    assert [outcome.number for outcome in outcomes] == [2, 4]


@pytest.mark.django_db(transaction=True)
def test_the_command_stores_what_it_can_and_says_what_it_could_not(tmp_path, capsys):
    file = tmp_path / "articles.jsonl"
    file.write_bytes(GOOD + b"{broken\n" + GOOD)
    with pytest.raises(CommandError, match="1 row"):
        call_command("import_articles", str(file))
    printed = capsys.readouterr()
    assert "1 stored, 1 already there, 1 not readable." in printed.out
    assert "Row 2: Not JSON" in printed.err


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_missing_is_named_and_the_others_are_stored(tmp_path, capsys):
    file = tmp_path / "articles.jsonl"
    file.write_bytes(GOOD)
    with pytest.raises(CommandError, match="2 file.s. cannot be read; the rest is stored"):
        call_command("import_articles", "nowhere.jsonl", str(tmp_path), str(file))
    printed = capsys.readouterr()
    assert "1 stored" in printed.out
    assert "nowhere.jsonl cannot be read: No such file" in printed.err
    assert f"{tmp_path} cannot be read: Is a directory" in printed.err


@pytest.mark.django_db
def test_a_table_of_csv_is_read_by_the_names_of_its_columns():
    table = (
        "\ufeffTitle,Text,date,ignored\r\n"
        'Talks,"Talks began, they said.\n\nIn Oslo. 🤝",2023-10-24,x\r\n'
        "\r\n"
        "End,=SUM(A1) ended.,,\r\n"
    )
    first, second = imported(table.encode(), name="a.csv", outlet="The Wire")
    assert first.article.text == "Talks began, they said.\n\nIn Oslo. 🤝"
    assert first.article.published_at.isoformat() == "2023-10-24T00:00:00+00:00"
    assert (first.number, second.number) == (2, 6)
    assert (second.article.text, second.article.outlet.name) == ("=SUM(A1) ended.", "The Wire")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (b"t,\xff\n", "not UTF-8"),
        (b"t,Talks, in Oslo.,again\n", "4 cells, the first row names 2"),
        (b"t,\n", "text: The text is empty"),
        (b"t\n", "Give the article's text"),
        (b"t," + b"x" * 1_000_000 + b"\n", "more than 800,000 characters: split it"),
        (b"t," + b"x" * 300_000 + b"\n", "the limit is 200,000"),
        (b"t,a\0b\n", "NUL"),
    ],
)
def test_a_bad_row_of_csv_is_named_and_the_others_are_stored(bad, told):
    outcomes = imported(b"title,text\n", b"a,Talks.\n", bad, b"b,End.\n", name="a.csv")
    assert [outcome.is_new for outcome in outcomes] == [True, False, True]
    assert outcomes[1].number == 3
    assert told in outcomes[1].error


@pytest.mark.django_db
@pytest.mark.parametrize(
    "table", [b"", b"title,body\na,b\n", b'"unfinished', b"\0\n", b"PK\x03\x04binary\n"]
)
def test_a_table_without_a_column_of_texts_says_so(table):
    (outcome,) = imported(table, name="a.csv")
    assert "The first row must name the columns, one of them “text”" in outcome.error


@pytest.mark.django_db
def test_any_other_file_is_one_article():
    (outcome,) = imported(PAGE.encode(), name="a.html")
    assert (outcome.article.title, outcome.article.outlet.name) == (
        "Ministers meet in Vienna",
        "Daily Courier",
    )
    (outcome,) = imported(b"\x89PNG", name="a.txt")
    assert "not UTF-8" in outcome.error


@pytest.mark.django_db(transaction=True)
def test_the_command_takes_several_files_and_standard_input(tmp_path, capsys, monkeypatch):
    story, table = tmp_path / "a.txt", tmp_path / "b.csv"
    story.write_text("Talks resume\n\nIn Oslo.")
    table.write_text("title,text\na\n")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GOOD)))
    with pytest.raises(CommandError, match="1 row"):
        call_command("import_articles", str(story), str(table), "-")
    printed = capsys.readouterr()
    assert "2 stored, 0 already there, 1 not readable." in printed.out
    assert f"{table}: row 2: Give" in printed.err
