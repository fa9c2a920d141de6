"""The corpus: sample articles annotated by hand, one JSON object a line.

`spans` are the names; `proposals`, `responses` (to a proposal of the same article), `answers`
(to a proposal told elsewhere) and `attributions` hold [start, end) pairs into `text`, in code
points; an attribution's `content` is a list of its parts. What the annotations mean is what the
editors' guidelines say.
"""

import json
from pathlib import Path

import pytest
from django.conf import settings

CORPUS = [
    json.loads(line)
    for line in Path(__file__).with_name("articles.jsonl").read_text(encoding="utf-8").splitlines()
]
SAMPLES = [
    json.loads(line)
    for line in (settings.BASE_DIR / "articles" / "samples" / "articles.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
ACTS = {"propose", "urge", "demand", "request", "offer"}
STANCES = {"accept", "support", "reject", "oppose", "noncommittal"}
KINDS = {"direct", "mixed", "indirect"}

every_article = pytest.mark.parametrize("article", CORPUS, ids=lambda article: article["id"])


def pairs(article):
    """Every [start, end) pair that the annotations of this article hold."""
    for record in article["proposals"]:
        yield from (record[slot] for slot in ("cue", "proposer", "content", "when", "where"))
        yield from record["addressees"]
    for record in article["responses"] + article["answers"]:
        yield from (record.get(slot) for slot in ("cue", "responder", "object"))
    for record in article["attributions"]:
        yield from (record["source"], record["cue"], *record["content"])


@every_article
def test_it_annotates_a_sample_article_as_it_is(article):
    [sample] = [sample for sample in SAMPLES if sample["title"] == article["title"]]
    assert (article["date"], article["text"]) == (sample["date"], sample["text"])


@every_article
def test_each_name_stands_where_it_says(article):
    for span in article["spans"]:
        assert article["text"][span["start"] : span["end"]] == span["text"]


@every_article
def test_names_stand_in_order_and_do_not_overlap(article):
    ends = [0] + [span["end"] for span in article["spans"]]
    assert all(end <= span["start"] for end, span in zip(ends, article["spans"], strict=False))


@every_article
def test_each_pair_covers_whole_words(article):
    text = article["text"]
    for start, end in filter(None, pairs(article)):
        assert 0 <= start < end <= len(text)
        words = text[start:end]
        assert words == words.strip()
        assert not (text[start - 1 : start] + words[0]).isalnum() or start == 0
        assert not (words[-1] + text[end : end + 1]).isalnum() or end == len(text)


@every_article
def test_a_retelling_and_a_response_name_a_proposal_of_the_article(article):
    told = [proposal["id"] for proposal in article["proposals"]]
    assert len(set(told)) == len(told)
    assert {response["proposal"] for response in article["responses"]} <= set(told)
    for number, proposal in enumerate(article["proposals"]):
        assert proposal["same_as"] is None or proposal["same_as"] in told[:number]


@every_article
def test_labels_are_those_of_the_guidelines(article):
    assert {proposal["act"] for proposal in article["proposals"]} <= ACTS
    assert {answer["stance"] for answer in article["responses"] + article["answers"]} <= STANCES
    assert {attribution["kind"] for attribution in article["attributions"]} <= KINDS


def test_some_of_it_answers_a_proposal_told_elsewhere():
    assert any(article["answers"] for article in CORPUS)
