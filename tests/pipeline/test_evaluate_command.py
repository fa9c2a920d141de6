"""`manage.py evaluate`: what it prints, as text and as JSON, and what it says of bad input."""

import json
import re
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from annotations.evaluation import gold

from .measured import GOLD, TEXT, TOLD, at


@pytest.fixture
def write(tmp_path):
    """Write rows (objects, or lines as they are) to a file; gives its path."""

    def written(name, *rows):
        lines = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
        path = tmp_path / name
        path.write_bytes(b"\n".join(lines) + b"\n")
        return str(path)

    return written


def evaluate(*args, fails=False, **options):
    """What the command prints to stdout and stderr; `fails` expects the exit status 1."""
    out, err = StringIO(), StringIO()
    if fails:
        with pytest.raises(CommandError):
            call_command("evaluate", *args, stdout=out, stderr=err, **options)
    else:
        call_command("evaluate", *args, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def row(text, name):
    """The cells of the line of a table that begins with a name."""
    [line] = [line for line in text.splitlines() if line.strip().startswith(name)]
    return line.removeprefix(" " * 4).replace(name, "").split()


# --- Figures --------------------------------------------------------------------------------------


def test_figures_stand_in_a_table(write):
    said, _ = evaluate(write("gold.jsonl", GOLD), predictions=write("told.jsonl", TOLD))
    assert row(said, "ORG") == ["0.000", "0.000", "0.000", "0", "3", "1"]
    assert row(said, "proposals (cue or content found)") == [*["0.750"] * 3, "3", "4", "4"]
    assert row(said, "proposers (with the right name, of all)") == ["0.333", "1", "3"]
    assert row(said, "addressee, of those found") == [*["0.500"] * 3, "1", "2", "2"]


def test_no_line_is_longer_than_100_columns(write):
    long = [GOLD | {"id": f"story {number}", "title": "a long title " * 9} for number in range(2)]
    told = [TOLD | {"id": f"story {number}"} for number in range(2)]
    said, _ = evaluate(
        write("gold.jsonl", *long),
        **{"predictions": write("told.jsonl", *told), "errors": ["all"], "worst": 2, "rules": True},
    )
    assert max(len(line) for line in said.splitlines()[1:]) <= 100


def test_several_files_have_their_own_figures_and_those_of_all_together(write):
    places = {"id": "places", "text": TEXT, "spans": [GOLD["spans"][2]]}
    paths = [write("gold.jsonl", GOLD), write("places.jsonl", places)]
    told = write("told.jsonl", TOLD, {"id": "places", "mentions": []})
    found = json.loads(evaluate(*paths, predictions=told, json=True)[0])
    assert [part["file"] for part in found["files"]] == paths
    assert list(found["files"][1]["layers"]) == ["countries", "places"]
    wanted = [part["layers"]["places"]["figures"][0]["gold"] for part in found["files"]]
    assert wanted == [4, 1]
    assert found["together"]["layers"]["places"]["figures"][0]["gold"] == 5
    said, _ = evaluate(*paths, predictions=told)
    assert "All together: articles 2" in said


def test_the_pipeline_reads_what_has_no_predictions(write):
    text = "Emmanuel Macron urged Hamas to release the hostages."
    span = {"start": 0, "end": 15, "text": "Emmanuel Macron", "label": "PERSON"}
    proposal = {"id": "p1", "act": "urge", "cue": [16, 21], "content": [28, 51]}
    path = write("gold.jsonl", {"id": "a", "text": text, "spans": [span], "proposals": [proposal]})
    found = json.loads(evaluate(path, json=True)[0])
    assert found["together"]["layers"]["proposals"]["value"] == 1
    assert found["together"]["layers"]["names"]["figures"][1]["recall"] == 1


# --- Errors, confidence, the worst ----------------------------------------------------------------


def test_errors_show_both_sides_and_the_sentence(write):
    said, _ = evaluate(
        write("gold.jsonl", GOLD), predictions=write("told.jsonl", TOLD), errors=["responses"]
    )
    told = said[said.index("response with wrong proposal: reject") :].splitlines()
    assert [line.split() for line in told[1:4]] == [
        ["proposal", "gold", "“demanded”", "(p4)"],
        ["predicted", "“urged”", "(p2)"],
        ["|", "The", "Red", "Cross", "«refused»", "to", "comment."],
    ]
    assert said.rstrip().endswith("Errors. responses: 2 wrong")


def test_json_holds_errors_rules_and_worst_articles_when_asked(write):
    asked = {"errors": ["names"], "rules": True, "worst": 1, "json": True}
    path, told = write("gold.jsonl", GOLD), write("told.jsonl", TOLD)
    found = json.loads(evaluate(path, predictions=told, **asked)[0])
    assert {error["layer"] for error in found["errors"]} == {"names"}
    assert found["rules"]["proposals"]["verb"]["right"] == 3
    assert found["worst"][0]["article"] == "story"
    plain = json.loads(evaluate(path, predictions=told, json=True)[0])
    assert plain.keys() == {"pipeline", "predictions", "files", "together"}
    assert (plain["pipeline"], plain["predictions"]) == (None, told)


def test_confidence_is_set_beside_the_share_that_is_right(write):
    said, _ = evaluate(write("gold.jsonl", GOLD), predictions=write("told.jsonl", TOLD))
    table = said[said.index("Confidence") :]
    assert row(table, "proposals") == ["0.6–0.7", "0.60", "1", "0", "0.00"]
    assert row(table, "0.8–0.9") == ["0.85", "3", "3", "1.00"]


def test_predictions_may_lack_confidence_or_be_none(write):
    path, told = write("gold.jsonl", GOLD), write("told.jsonl", {"id": "story"})
    said, _ = evaluate(path, predictions=told, rules=True, worst=1, errors=["all"])
    assert row(said, "names (exact span and label)") == ["0.000", "0.000", "0", "0", "9"]
    assert "Confidence" not in said


# --- Bad input ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "not JSON"),
        (b'"\xff"', "not JSON"),
        (b"[1]", "not a JSON object"),
        (b'{"id": "a"}', "text: not a string"),
        (b'{"id": "a", "text": " "}', "text: empty"),
        (b'{"id": "a", "text": "a\\u0000"}', "text: holds NUL"),
        (b'{"text": "a"}', "no id"),
        (b'{"id": "a", "text": "a", "spans": [{"end": 1}]}', "spans, record 1: no 'label'"),
        (
            b'{"id": "a", "text": "ab", "spans": [{"start": 0, "end": 3, "label": "PERSON"}]}',
            "spans, record 1: [0, 3] is no span of the text, which has 2",
        ),
        (
            b'{"id": "a", "text": "ab", "attributions": [{"content": [0, 1]}, {"content": 5}]}',
            "attributions, record 2: ",
        ),
        (
            b'{"id": "a", "text": "ab", "responses": '
            b'[{"proposal": "p9", "stance": "accept", "cue": [0, 1]}]}',
            "responses, record 1: answers no proposal of the article",
        ),
    ],
)
def test_a_line_that_cannot_be_used_is_reported_and_the_others_go_on(write, line, message):
    path = write("gold.jsonl", line, GOLD)
    said, faults = evaluate(path, predictions=write("told.jsonl", TOLD), fails=True)
    assert f"{path}, line 1: {message}" in faults
    assert row(said, "proposals (cue or content found)")[-1] == "4"


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("act", "suggest", "“suggest” is none of propose, urge, demand, request, offer"),
        ("same_as", "p7", "same_as is no proposal of the article"),
        ("id", "p2", "the id p2 occurs twice"),
        ("cue", [5, 5], "[5, 5] is no span of the text"),
    ],
)
def test_a_wrong_proposal_is_told_by_its_number(key, value, message):
    wrong = GOLD["proposals"][0] | {key: value}
    with pytest.raises(ValueError, match="proposals, record [12]: ") as told:
        gold.article(GOLD | {"proposals": [wrong, *GOLD["proposals"][1:]]})
    assert message in str(told.value)


def test_words_that_are_not_in_their_place_are_refused():
    start, end = at("Oslo")
    shifted = {"start": start + 1, "end": end + 1, "text": "Oslo", "label": "PLACE"}
    with pytest.raises(ValueError, match="the text has “slo ” there, not “Oslo”"):
        gold.article(GOLD | {"spans": [shifted]})


def test_an_unreadable_file_is_reported_and_the_others_go_on(write, tmp_path):
    missing, path = str(tmp_path / "missing.jsonl"), write("gold.jsonl", GOLD)
    said, faults = evaluate(missing, path, predictions=write("told.jsonl", TOLD), fails=True)
    assert f"{missing}: No such file or directory" in faults
    assert f"{path}: articles 1" in said


def test_an_article_without_prediction_is_reported_and_left_out(write):
    path = write("gold.jsonl", GOLD, GOLD | {"id": "other"})
    said, faults = evaluate(path, predictions=write("told.jsonl", TOLD), fails=True)
    assert f"{path}, line 2: no prediction for article other" in faults
    assert "articles 1" in said


def test_predictions_of_another_text_are_refused(write):
    path = write("gold.jsonl", {"id": "story", "text": "-" + TEXT, "event": "AGREE"})
    said, faults = evaluate(path, predictions=write("told.jsonl", TOLD), fails=True)
    assert "line 1: the prediction has “Norwegian” where the text has “-Norwegia”" in faults
    assert said == ""


def test_what_extract_could_not_read_is_told(write):
    told = write("told.jsonl", {"id": "story", "error": "text: empty"}, b"{")
    _, faults = evaluate(write("gold.jsonl", GOLD), predictions=told, fails=True)
    assert f"{told}, line 1: article story: text: empty" in faults
    assert f"{told}, line 2: not JSON" in faults


def test_articles_of_the_same_id_are_told_apart_by_their_order(write):
    silent = {"id": "story", "mentions": []}
    path, told = write("gold.jsonl", GOLD, GOLD), write("told.jsonl", TOLD, silent)
    found = json.loads(evaluate(path, predictions=told, json=True)[0])
    head = found["together"]["layers"]["proposals"]["figures"][0]
    assert (head["right"], head["predicted"], head["gold"]) == (3, 4, 8)


def test_the_record_that_the_readme_shows_can_be_measured():
    readme = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
    [shown] = re.findall(r"^```jsonc\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    article = gold.article(json.loads(re.sub(r"  //.*", "", shown)))
    [proposal] = article.reading.proposals
    words = [proposal.proposer, proposal.content, proposal.when, proposal.where]
    assert [span.text for span in words] == [
        "French President Emmanuel Macron",
        "that the coalition against Islamic State also fight Hamas",
        "Tuesday",
        "Jerusalem",
    ]
    [response] = article.reading.responses
    assert (response.cue.text, response.object.text) == ("rejected", "the idea")
    assert article.reading.attributions[0].content.text == proposal.content.text
