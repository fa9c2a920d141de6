"""The same words from another outlet: kept, and marked as a copy of the first that stands."""

import threading
import time

import pytest
from django.db import connection

from articles import copies, withdrawing
from articles.models import Article
from tests.factories import make_article

STORY = " ".join(
    f"On day {n} of the talks the envoy of country {n * 7} told reporters number {n * 13} that "
    f"proposal {n * 3} had been put to delegation {n + 100}."
    for n in range(12)
)


def words_changed(text, every):
    """The text with every so many-th word another."""
    return " ".join(
        f"other{n}" if n % every == every - 1 else word for n, word in enumerate(text.split())
    )


def settled(*articles):
    return copies.settle([refreshed(one) for one in articles])


def refreshed(article):
    return Article.objects.get(pk=article.pk)


def original_of(article):
    return refreshed(article).duplicate_of


@pytest.fixture
def first(db):
    return make_article(STORY, outlet="The Wire")


@pytest.fixture
def copy(first):
    return make_article(STORY, outlet="The Echo")


def test_the_same_text_of_another_outlet_is_a_copy_of_the_first(first, copy):
    assert settled(copy, first) == [first]
    assert original_of(copy) == first
    assert not refreshed(copy).stands
    assert refreshed(first).stands


def test_looked_at_alone_it_is_the_copy_of_the_first_all_the_same(first, copy):
    assert settled(first) == [first]
    assert settled(copy) == []


def test_the_copy_may_be_looked_at_first(first, copy):
    assert settled(copy) == []
    assert settled(first) == [first]


@pytest.mark.django_db
def test_a_short_text_is_a_copy_only_to_the_letter():
    same = [make_article("The talks have begun.", outlet=name) for name in ("The Wire", "The Echo")]
    near = make_article("The talks have begun!", outlet="The Times")
    assert settled(*same, near) == [same[0], near]


@pytest.mark.parametrize(("every", "copied"), [(90, True), (20, False)])
def test_nearly_the_same_words_are_a_copy(first, every, copied):
    near = make_article(words_changed(STORY, every), outlet="The Echo")
    settled(first)
    settled(near)
    assert original_of(near) == (first if copied else None)


@pytest.mark.parametrize(("published", "copied"), [("2023-11-06", True), ("2023-11-08", False)])
def test_nearly_the_same_words_weeks_later_are_news(first, published, copied):
    near = make_article(STORY + " It ended.", outlet="The Echo", published=published)
    settled(first, near)
    assert original_of(near) == (first if copied else None)


def test_an_outlets_own_articles_are_never_copies(first):
    again = make_article(STORY + " It ended.", outlet="The Wire", url="https://wire.example/2")
    assert settled(first, again) == [first, again]


def test_a_version_is_no_copy_of_the_one_before(first):
    url = "https://wire.example/1"
    old = make_article(STORY + " It began.", outlet="The Echo", url=url)
    new = make_article(STORY + " It ended.", outlet="Echo", url=url)
    assert refreshed(old).superseded_by == new
    settled(first, old, new)
    assert original_of(new) == first
    assert original_of(old) is None


def test_a_copy_of_a_copy_is_one_of_the_first(first, copy):
    third = make_article(words_changed(STORY, 80), outlet="The Times")
    settled(first, copy)
    settled(third)
    assert original_of(copy) == original_of(third) == first


def test_copies_go_with_what_becomes_a_copy_itself(first, copy):
    """Whatever the order in which they are looked at, one stands in the end."""
    third = make_article(words_changed(STORY, 80), outlet="The Times")
    for one in (copy, third, first):
        settled(one)
    standing = Article.objects.standing().get()
    others = {one for one in (first, copy, third) if one != standing}
    assert {original_of(one) for one in others} == {standing}


def test_what_is_judged_is_never_made_a_copy(first, copy):
    assert copies.settle([copy], judged={copy.pk}) == [copy]


def test_who_says_that_it_is_no_copy_is_believed_for_good(first, copy):
    settled(first, copy)
    assert copies.part(copy)
    assert refreshed(copy).stands
    assert not copies.part(copy)
    assert settled(first, copy) == [first, copy]


def test_where_the_original_is_withdrawn_the_first_copy_stands(first, copy, chief):
    third = make_article(STORY, outlet="The Times")
    settled(first, copy, third)
    withdrawing.withdraw(first, chief, "It was retracted.")
    assert refreshed(copy).stands
    assert original_of(third) == copy
    withdrawing.restore(first)
    assert refreshed(first).stands
    assert original_of(copy) == original_of(third) == first


def test_copies_of_a_superseded_article_stay_with_the_version_that_is_still_alike(first):
    url = "https://wire.example/1"
    old = make_article(STORY + " It began.", outlet="The Times", url=url, published="2023-10-20")
    echo = make_article(STORY + " It began.", outlet="The Echo")
    globe = make_article(STORY + " It began.", outlet="The Globe")
    Article.objects.filter(pk=first.pk).update(withdrawn_at="2023-10-25T00:00Z")
    settled(old, echo, globe)
    assert original_of(echo) == original_of(globe) == old
    alike = make_article(STORY + " It ended.", outlet="The Times", url=url)
    assert original_of(echo) == original_of(globe) == alike
    make_article("All that was said before is wrong.", outlet="The Times", url=url)
    assert refreshed(echo).stands
    assert original_of(globe) == echo


@pytest.mark.django_db(transaction=True)
def test_of_copies_that_are_looked_at_at_once_one_stands():
    made = [make_article(f"{STORY} {n}", outlet=f"Outlet {n}") for n in range(4)]
    start = threading.Barrier(4)

    def settle(article):
        start.wait()
        try:
            settled(article)
        finally:
            connection.close()

    threads = [threading.Thread(target=settle, args=[one]) for one in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    standing = Article.objects.standing().get()
    assert {original_of(one) for one in made if one != standing} == {standing}


def test_two_texts_just_alike_enough_share_a_band():
    """By chance one pair in 500 does not."""
    missed = 0
    for n in range(60):
        other = words_changed(f"{n} {STORY}", 36)
        if copies.alike(f"{n} {STORY}", other):
            missed += not set(copies.bands_of(f"{n} {STORY}")) & set(copies.bands_of(other))
    assert missed <= 1


@pytest.mark.parametrize(
    "text", ["word " * 100_000, "a" * 500_000, "🙂" * 100_000, "\n. " * 50_000]
)
def test_no_text_takes_long(text):
    begun = time.monotonic()
    copies.bands_of(text)
    copies.alike(text, text + "x")
    assert time.monotonic() - begun < 3
