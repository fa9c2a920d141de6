"""The extraction of texts: the command's contract, and offsets that always hold."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.management.commands import extract as command
from annotations.pipeline import Source, extract, pipeline_version, serialise
from annotations.pipeline.parsing import language

ROOT = Path(__file__).resolve().parents[2]
STORY = (
    "French President Emmanuel Macron proposed on Tuesday that the coalition fight Hamas. "
    "Israel rejected the proposal."
)
ODD = (
    'Macron Emmanuel the The President of France\'s U.N. said "We must" ’ “ ” 😀 é e\u0301 العربية '
    "עברית \r\n \n\n \u00a0 \u2028 Minister , . ; - — anti-Iranian (EU) BBC US$40 İ ß to urge call "
    "for Ki-moon al- \u202e 𝔐acron"
)
WORDS = st.sampled_from(ODD.split(" "))


def run(lines, *arguments):
    """The finished command, with the settings of an ordinary checkout and no database."""
    environment = {**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    environment["DJANGO_SETTINGS_MODULE"] = "newsdesk.settings"
    return subprocess.run(
        [sys.executable, "manage.py", "extract", *arguments],
        input=b"\n".join(lines) + b"\n",
        capture_output=True,
        cwd=ROOT,
        env=environment,
        check=False,
    )


def line(**row):
    return json.dumps(row).encode()


def spans_in(value):
    """Every span of an answer, however deep."""
    if isinstance(value, dict):
        if "start_char" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list | tuple):
        for part in value:
            yield from spans_in(part)


def test_a_thousand_lines_with_ten_broken_ones_are_all_answered_in_order(tmp_path):
    broken = {
        7: b"{",
        77: b"",
        177: b"[1, 2]",
        277: b'"text"',
        377: line(id="n377"),
        477: line(id="n477", text=5),
        577: line(id="n577", text=" \n"),
        677: line(id="n677", text="a\0b"),
        777: line(id="n777", text="long " * 50_000),
        977: b'{"id": "n977", "text": "caf\xe9"}',
    }
    lines = [broken.get(i, line(id=f"n{i}", text="Iran agreed.")) for i in range(1, 1001)]
    done = run(lines)
    answers = [json.loads(answer) for answer in done.stdout.splitlines()]
    assert done.returncode == 1
    assert len(answers) == 1000
    assert {i for i, a in enumerate(answers, 1) if "error" in a} == set(broken)
    assert all(a["id"] == f"n{i}" for i, a in enumerate(answers, 1) if i not in broken)
    assert [answers[i - 1]["id"] for i in (377, 477, 577, 677, 777)] == [
        "n377",
        "n477",
        "n577",
        "n677",
        "n777",
    ]
    assert all(f"line {i}: " in done.stderr.decode() for i in broken)
    assert answers[0]["mentions"][0]["entity"]["country"] == "IR"


def test_sound_lines_need_no_database_and_give_status_zero(tmp_path):
    knowledge = tmp_path / "knowledge.json"
    alias = {"kind": "organisation", "name": "Coalition of the Sea"}
    knowledge.write_text(json.dumps({"aliases": {"Sea Folk": alias}, "never_names": ["Hamas"]}))
    text = STORY + " The Sea Folk waited."
    done = run(
        [line(id=1, text=text, date="2023-10-24", title="x", other=[])], "--knowledge", knowledge
    )
    assert done.returncode == 0
    [answer] = map(json.loads, done.stdout.splitlines())
    assert answer["id"] == 1
    assert answer["pipeline"] == pipeline_version()
    named = {m["text"]: m["entity"] for m in answer["mentions"]}
    assert named["Sea Folk"] == alias
    assert "Hamas" not in named
    assert named["Emmanuel Macron"]["office"] == "President of France"


def test_a_broken_knowledge_file_is_refused_with_its_name(tmp_path):
    for content in ("{", '{"aliases": {"a": {"sort": "person"}}}', "[]"):
        path = tmp_path / "knowledge.json"
        path.write_text(content)
        done = run([line(id=1, text="Iran")], "--knowledge", path)
        assert done.returncode == 1
        assert str(path) in done.stderr.decode()
        assert done.stdout == b""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-10-24", date(2023, 10, 24)),
        ("2023-10-24T08:30:00+02:00", date(2023, 10, 24)),
        ("2023-10", None),
        ("soon", None),
        (None, None),
        (20231024, None),
    ],
)
def test_a_date_is_read_where_it_is_exact(value, expected):
    row = command.read_line(line(id=1, text="x", date=value))
    assert row["source"].published == expected


def test_half_a_surrogate_pair_is_an_error_not_a_crash():
    assert "surrogate" in command.read_line(b'{"id": 1, "text": "a \\ud83d b"}')["error"]


def test_sources_are_read_lazily_and_in_order():
    def endless():
        number = 0
        while True:
            number += 1
            yield Source(f"Iran met {number} envoys.")

    first = list(islice(extract(endless(), batch_size=4), 3))
    assert [e.mentions[0].text for e in first] == ["Iran"] * 3


def test_the_version_names_the_model():
    assert pipeline_version().endswith(f"+{language.model_name()}")


def test_a_model_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setenv("NEWSDESK_SPACY_MODEL", "no_such_model")
    with pytest.raises(OSError, match="no_such_model"):
        language.model_path()


def test_what_is_printed_is_what_the_records_say():
    [record] = extract([Source(STORY, published=date(2023, 10, 24))])
    said = serialise.extraction(record)
    assert json.loads(json.dumps(said)) == said
    [proposal] = said["proposals"][:1]
    assert proposal["proposer"]["name"] == "Emmanuel Macron"
    assert proposal["codes"] == record.proposals[0].codes
    macron = next(m for m in said["mentions"] if m["text"] == "Emmanuel Macron")
    assert macron["office"]["text"] == "French President"
    assert "geonames_id" not in macron["entity"]
    assert asdict(record.mentions[0])["label"] == said["mentions"][0]["label"]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=40).map(" ".join)))
def test_every_span_holds_the_words_at_its_offsets(text):
    source = Source(text.encode("utf-8", "ignore").decode("utf-8"))
    [record] = extract([source])
    for span in spans_in(serialise.extraction(record)):
        assert 0 <= span["start_char"] < span["end_char"] <= len(source.text)
        assert source.text[span["start_char"] : span["end_char"]] == span["text"]


def test_names_do_not_overlap_and_stand_in_order():
    [record] = extract([Source(STORY * 3)])
    ends = [0, *(m.end_char for m in record.mentions)]
    assert all(m.start_char >= end for m, end in zip(record.mentions, ends, strict=False))
