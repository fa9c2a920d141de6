"""The sample articles are what their list of sources says they are."""

import json
import re
import unicodedata
from datetime import date

import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR / "articles" / "samples"
SAMPLES = [
    json.loads(line)
    for line in (FOLDER / "articles.jsonl").read_text(encoding="utf-8").splitlines()
]
SOURCES = dict(
    section.split("\n", 1)
    for section in (FOLDER / "SOURCES.md").read_text(encoding="utf-8").split("\n## ")[1:]
)

every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["title"])


def quotations(text):
    """What stands in double quotation marks, without the comma or full stop of the sentence."""
    return [words.rstrip(",.") for words in re.findall(r'"([^"]*)"', text)]


def test_there_are_enough_of_them_from_many_years():
    assert len(SAMPLES) >= 12
    assert len({sample["date"][:4] for sample in SAMPLES}) >= 8


def test_no_two_have_the_same_title_or_text():
    assert len({sample["title"] for sample in SAMPLES}) == len(SAMPLES)
    assert len({sample["text"] for sample in SAMPLES}) == len(SAMPLES)


@every_sample
def test_it_has_these_fields_and_no_url(sample):
    assert sample.keys() == {"title", "date", "outlet", "text"}
    assert sample["outlet"] == "Newsdesk sample"


@every_sample
def test_its_date_is_a_day_between_2004_and_2024(sample):
    assert date(2004, 1, 1) <= date.fromisoformat(sample["date"]) <= date(2024, 12, 31)


@every_sample
def test_it_is_between_250_and_600_words_long(sample):
    assert 250 <= len(sample["text"].split()) <= 600


@every_sample
def test_its_text_is_stored_exactly_as_it_stands(sample):
    text = sample["text"]
    assert text == unicodedata.normalize("NFC", text).strip()
    assert not re.search("[\r\t\x00\u2018-\u201f]|  | \n|\n\n\n", text)
    assert sample["title"] not in text


@every_sample
def test_its_quotation_marks_are_in_pairs_within_each_paragraph(sample):
    assert all(part.count('"') % 2 == 0 for part in sample["text"].split("\n\n"))


@every_sample
def test_the_list_of_sources_names_it_and_each_of_its_quotations(sample):
    entry = SOURCES[f"{sample['date']} {sample['title']}"]
    missing = [words for words in quotations(sample["text"]) if f'\n- "{words}": ' not in entry]
    assert not missing


def test_the_list_of_sources_names_no_article_that_is_not_there():
    assert SOURCES.keys() == {f"{sample['date']} {sample['title']}" for sample in SAMPLES}
