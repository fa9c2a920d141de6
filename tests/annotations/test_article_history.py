"""An article's timeline: what happened to it, by whom, before and after."""

import re

import pytest

from annotations import review
from annotations.models import Review
from tests.factories import make_annotation, make_article

from .story import accept_all, fresh, post, undo

pytestmark = pytest.mark.django_db


def page_of(client, article, **query):
    return client.get(f"{article.get_absolute_url()}history/", query)


def words_of(answer):
    """What a page says, without its marks."""
    text = re.sub(r"(?s)^.*<h1>|</main>.*$|<[^>]+>", " ", answer.content.decode())
    return " ".join(text.split())


def test_the_article_leads_to_it(desk, story):
    path = f"{story.article.get_absolute_url()}history/"
    assert f'href="{path}">history</a>' in desk.get(story.article.get_absolute_url()).text
    assert desk.get(path).status_code == 200


def test_outsiders_sign_in_first_and_nobody_sees_what_is_not_there(client, reader, story):
    assert page_of(client, story.article).url.startswith("/accounts/login/")
    client.force_login(reader)
    assert page_of(client, story.article).status_code == 200
    assert client.get("/articles/999999/history/").status_code == 404


def test_a_run_tells_its_version_and_counts(desk, story):
    story.article.runs.update(counts={"kept": 2, "added": 31, "changed": 0})
    said = words_of(page_of(desk, story.article))
    assert "The pipeline read the article version test 31 added, 2 kept" in said


def test_a_failed_run_tells_why(desk, story):
    story.article.runs.update(state="failed", error="Out of memory.")
    assert "could not read the article: Out of memory." in words_of(page_of(desk, story.article))


def test_a_decision_tells_who_and_what_it_changed(desk, story):
    post(desk, story.place, "relabel", label="ORG")
    said = words_of(page_of(desk, story.article))
    assert "edgar : Labelled “Jerusalem” organisation" in said
    assert "label place → , now organisation status suggested → , now accepted" in said


def test_one_gesture_is_one_entry_with_its_decisions_folded(desk, story):
    accept_all(desk, story.mentions)
    answer = page_of(desk, story.article)
    assert "edgar : Accepted 3 annotations 3 decisions" in words_of(answer)
    assert answer.text.count('class="gesture"') == 1
    assert answer.text.count("status</dt>") == 3


def test_what_was_taken_back_says_so(desk, story):
    post(desk, story.place, "accept")
    undo(desk, Review.objects.get())
    said = words_of(page_of(desk, story.article))
    assert "Accepted “Jerusalem” taken back" in said
    assert "Took back a decision on “Jerusalem”" in said


def test_claims_skips_notes_and_done_are_told_to_editors(desk, editor, other_editor, story):
    review.claim(editor, story.article)
    review.release(editor, story.article)
    review.skip(editor, story.article, "Not about diplomacy")
    review.note(other_editor, story.place, "Which one?")
    left = story.article.annotations.filter(status="suggested").values_list("pk", flat=True)
    review.done(other_editor, story.article, list(left))
    said = words_of(page_of(desk, story.article))
    for words in (
        "edgar took the article until",
        "edgar : Skipped it: Not about diplomacy",
        "olga : Left a note on “Jerusalem” Which one?",
        "olga : Marked it done",
    ):
        assert words in said


def test_readers_are_not_told_what_editors_tell_each_other(client, reader, editor, story):
    review.claim(editor, story.article)
    review.skip(editor, story.article, "Not about diplomacy")
    review.accept(review.Decision(editor, story.place.pk, 1))
    client.force_login(reader)
    said = words_of(page_of(client, story.article))
    assert "Accepted “Jerusalem”" in said
    assert "Skipped" not in said
    assert "took the article" not in said


def test_it_is_told_newest_first(desk, story):
    for annotation in (story.mention, story.place):
        post(desk, annotation, "accept")
    said = words_of(page_of(desk, story.article))
    assert said.index("“Jerusalem”") < said.index("“Emmanuel Macron”") < said.index("The pipeline")


def test_one_person_is_chosen(desk, other_editor, story):
    post(desk, story.mention, "accept")
    review.accept(review.Decision(other_editor, story.place.pk, 1))
    said = words_of(page_of(desk, story.article, by="olga"))
    assert "Accepted “Jerusalem”" in said
    assert "Accepted “Emmanuel Macron”" not in said
    assert "The pipeline read" not in said
    assert "The pipeline read" in words_of(page_of(desk, story.article, by="nobody"))


def test_a_long_history_is_paged_at_a_fixed_number_of_queries(
    desk, editor, django_assert_max_num_queries
):
    article = make_article("Macron met Scholz. " * 40)
    names = [make_annotation(article, "Macron", occurrence=number) for number in range(40)]
    for name in names:
        review.accept(review.Decision(editor, name.pk, 1))
    with django_assert_max_num_queries(16):
        answer = page_of(desk, article)
    assert answer.text.count('class="gesture"') == 25
    assert page_of(desk, article, page=2).text.count('class="gesture"') == 15
    assert page_of(desk, article, page="x").status_code == 200


def test_of_a_great_gesture_the_first_are_told(desk, editor):
    article = make_article("Macron met Scholz. " * 70)
    names = [make_annotation(article, "Macron", occurrence=number) for number in range(70)]
    accept_all(desk, names)
    said = words_of(page_of(desk, article))
    assert "70 decisions" in said
    assert "and 10 more" in said


def test_the_words_of_the_decided_lead_to_the_annotation(desk, story):
    post(desk, story.place, "accept")
    path = f"{story.article.get_absolute_url()}annotations/{fresh(story.place).pk}/"
    assert f'href="{path}">Accepted “Jerusalem”</a>' in page_of(desk, story.article).text
