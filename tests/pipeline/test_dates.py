"""The words for a time become the date they mean, seen from the article's own day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.pipeline.proposals.dates import normalise

THURSDAY = date(2023, 10, 26)


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("on Tuesday", "2023-10-24"),
        ("Thursday", "2023-10-26"),
        ("last Thursday", "2023-10-19"),
        ("next Monday", "2023-10-30"),
        ("24 October", "2023-10-24"),
        ("Oct. 24, 2023", "2023-10-24"),
        ("the 24th of October", "2023-10-24"),
        ("Tuesday, 24 October 2023", "2023-10-24"),
        ("2023-10-24", "2023-10-24"),
        ("yesterday", "2023-10-25"),
        ("earlier today", "2023-10-26"),
        ("tomorrow", "2023-10-27"),
        ("two days ago", "2023-10-24"),
        ("last week", "2023-10"),
        ("earlier this month", "2023-10"),
        ("last month", "2023-09"),
        ("in July", "2023-07"),
        ("in December", "2022-12"),
        ("October 2022", "2022-10"),
        ("late last year", "2022"),
        ("in 2004", "2004"),
        ("next week", "2023"),
    ],
)
def test_words_mean_a_date_before_the_article(words, iso):
    assert normalise(words, THURSDAY) == iso


def test_a_day_without_a_year_is_the_nearest_one():
    assert normalise("on 30 December", date(2024, 1, 3)) == "2023-12-30"
    assert normalise("on 5 January", date(2023, 12, 28)) == "2024-01-05"


def test_without_the_articles_date_only_full_dates_are_known():
    assert normalise("24 October 2023", None) == "2023-10-24"
    assert normalise("on Tuesday", None) is None
    assert normalise("24 October", None) is None


@pytest.mark.parametrize("words", ["the 1990s", "soon", "", "a decade"])
def test_what_means_no_date_gives_none(words):
    assert normalise(words, THURSDAY) is None


DAYS = st.dates(date(1600, 1, 1), date(2099, 12, 31))


@given(DAYS, DAYS)
def test_a_full_date_means_itself_whenever_the_article_appeared(day, published):
    words = f"on {day.day} {day:%B} {day.year}"
    assert normalise(words, published) == day.isoformat()


@given(DAYS)
def test_a_weekday_means_one_of_the_last_seven_days(published):
    found = date.fromisoformat(normalise("on Wednesday", published))
    assert found.weekday() == 2
    assert 0 <= (published - found).days < 7


@given(st.text(max_size=60), st.none() | st.dates())
def test_any_words_give_a_date_prefix_or_nothing(words, published):
    found = normalise(words, published)
    if found is not None:
        date.fromisoformat((found + "-01-01")[:10] if len(found) < 8 else found)
