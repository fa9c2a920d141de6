"""Confidence is learnt from gold files: how often each rule was right."""

import json

import pytest
from django.core.management import CommandError, call_command

from annotations.pipeline import confidence
from annotations.pipeline.records import Extraction, Mention

TEXT = "President Anna Durand urged Chad to stop. Mali waited."


@pytest.fixture
def gold(tmp_path):
    """A file in which all names of the text are marked but Mali."""
    path = tmp_path / "gold.jsonl"
    names = [(10, 21, "PERSON", "Anna Durand"), (28, 32, "PLACE", "Chad")]
    spans = [{"start": a, "end": b, "label": kind, "entity": name} for a, b, kind, name in names]
    path.write_text(json.dumps({"id": "a", "text": TEXT, "spans": spans}) + "\n")
    return path


@pytest.fixture
def table(tmp_path):
    return tmp_path / "confidence.tsv"


def rows(table):
    lines = [line for line in table.read_text().splitlines() if not line.startswith("#")]
    return [line.split("\t") for line in lines]


def test_each_rule_gets_its_share_of_right_records_drawn_towards_all(gold, table, capsys):
    call_command("calibrate", str(gold), "--table", str(table))
    assert rows(table) == [["names", "known place", "0.64", "2"], ["names", "title", "0.70", "1"]]
    assert "2 shares written" in capsys.readouterr().out


def test_files_that_cannot_be_used_change_nothing(tmp_path, table):
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": 1}\n')
    for path, message in ((broken, "line 1"), (tmp_path / "none.jsonl", "No such file")):
        with pytest.raises(CommandError, match=message):
            call_command("calibrate", str(path), "--table", str(table))
    assert not table.exists()


def test_what_a_rule_has_earned_stands_in_for_what_it_claims():
    known = Mention(0, 6, "Norway", "PLACE", "known place", 0.1)
    unseen = Mention(0, 6, "Norway", "PLACE", "a rule of tomorrow", 0.1)
    said = confidence.settle(Extraction(mentions=(known, unseen)))
    assert said.mentions[0].confidence > 0.8
    assert said.mentions[1].confidence == 0.1


def test_the_table_that_ships_holds_shares_of_rules():
    for layer, rule, share, seen in rows(confidence.TABLE):
        assert layer in ("names", "attributions", "proposals")
        assert rule
        assert 0 < float(share) < 1
        assert int(seen) > 0
