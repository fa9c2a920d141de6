"""The corpus: articles annotated by hand, gold in the form that the README describes.

`articles.jsonl` are sample articles; `sure.jsonl` short articles whose every fact is invented,
written for these tests and in the public domain (CC0 1.0), of which each case is sure.
"""

import json
from pathlib import Path

import pytest
from django.conf import settings

from annotations.evaluation import gold

CORPUS = [
    json.loads(line)
    for file in ("articles.jsonl", "sure.jsonl")
    for line in Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines()
]
SAMPLES = [
    json.loads(line)
    for line in (settings.BASE_DIR / "articles" / "samples" / "articles.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
KINDS = {"direct", "mixed", "indirect"}

every_article = pytest.mark.parametrize("article", CORPUS, ids=lambda article: article["id"])
every_sample = pytest.mark.parametrize(
    "article",
    [article for article in CORPUS if article["id"].startswith("sample/")],
    ids=lambda article: article["id"],
)


def pairs(article):
    """Every [start, end) pair that the annotations of this article hold."""
    for record in article["proposals"]:
        yield from (record[slot] for slot in ("cue", "proposer", "content", "when", "where"))
        yield from record["addressees"]
    for record in article["responses"] + article["answers"]:
        yield from (record.get(slot) for slot in ("cue", "responder", "object", "condition"))
    for record in article["attributions"]:
        yield from (record["source"], record["cue"], *record["content"])


@every_article
def test_it_can_be_measured(article):
    assert gold.article(article).source.title == article["title"]


@every_sample
def test_it_annotates_a_sample_article_as_it_is(article):
    [sample] = [sample for sample in SAMPLES if sample["title"] == article["title"]]
    assert (article["date"], article["text"]) == (sample["date"], sample["text"])


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
def test_a_retelling_names_a_proposal_told_before(article):
    told = [proposal["id"] for proposal in article["proposals"]]
    for number, proposal in enumerate(article["proposals"]):
        assert proposal["same_as"] is None or proposal["same_as"] in told[:number]


@every_article
def test_kinds_of_attributions_are_those_of_the_guidelines(article):
    assert {attribution["kind"] for attribution in article["attributions"]} <= KINDS


def test_some_of_it_answers_a_proposal_told_elsewhere():
    assert any(article["answers"] for article in CORPUS)
