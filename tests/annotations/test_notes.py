"""Notes on annotations: words for the other editors that change nothing else."""

import uuid

import pytest

from annotations import review
from annotations.models import Review
from annotations.refusals import Refused

from .story import address, fresh, post, undo

pytestmark = pytest.mark.django_db
HOLD = "Hold this until Reuters confirms."


def page_of(client, annotation):
    return client.get(address(annotation)).content.decode()


def test_a_note_is_left_and_changes_nothing_else(desk, editor, story):
    answer = post(desk, story.place, "note", note=HOLD)
    assert answer.status_code == 303
    note = Review.objects.get()
    assert (note.verdict, note.user, note.annotation) == ("note", editor, story.place)
    assert (note.before, note.after) == (None, {"note": HOLD})
    assert (fresh(story.place).status, fresh(story.place).revision) == ("suggested", 1)
    assert HOLD in page_of(desk, story.place)


def test_its_name_and_its_card_show_that_there_is_one(desk, story):
    page = desk.get(story.article.get_absolute_url()).content.decode()
    assert 'class="noted"' not in page
    post(desk, story.mentions[1], "note", note=HOLD)
    post(desk, story.proposal, "note", note=HOLD)
    page = desk.get(story.article.get_absolute_url()).content.decode()
    assert page.count('class="noted"') == 2


def test_the_answer_shows_the_sign(desk, story):
    answer = post(desk, story.proposal, "note", htmx=True, note=HOLD)
    page = answer.content.decode()
    assert 'class="noted"' in page
    assert "Left a note on “proposed”" in page


def test_readers_see_no_notes(client, desk, reader, story):
    post(desk, story.place, "note", htmx=True, note=HOLD)
    client.force_login(reader)
    for path in (address(story.place), f"{story.article.get_absolute_url()}history/"):
        page = client.get(path).content.decode()
        assert HOLD not in page
        assert "a note" not in page
    assert 'class="noted"' not in client.get(story.article.get_absolute_url()).content.decode()


def test_readers_and_outsiders_leave_none(client, reader, story):
    assert post(client, story.place, "note", note=HOLD).url.startswith("/accounts/login/")
    client.force_login(reader)
    assert post(client, story.place, "note", note=HOLD).status_code == 403
    assert not Review.objects.exists()


def test_it_is_plain_text_with_links_to_the_web_alone(desk, story):
    words = "<b>See</b> https://example.org/a?b=1&c=2. Not javascript:alert(1)\nor www.example.org"
    post(desk, story.place, "note", note=words)
    page = page_of(desk, story.place)
    link = 'href="https://example.org/a?b=1&amp;c=2" rel="nofollow noreferrer"'
    assert f"&lt;b&gt;See&lt;/b&gt; <a {link}>" in page
    assert "Not javascript:alert(1)<br>or www.example.org</p>" in page


@pytest.mark.parametrize(
    ("words", "why"),
    [("", "Write what"), (" \r\n ", "Write what"), ("x" * 2001, "2,001"), ("a\x00b", "characters")],
)
def test_what_is_no_note_is_refused_and_kept_in_the_form(desk, story, words, why):
    answer = post(desk, story.place, "note", note=words)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert not Review.objects.exists()


def test_a_refused_note_stays_in_its_form(desk, story):
    page = post(desk, story.place, "note", note="y" * 2001).content.decode()
    assert "y" * 2001 in page


def test_2000_characters_are_not_too_many_whatever_line_ends_a_form_sends(desk, story):
    words = "é\r\n" * 666 + "ok"
    assert post(desk, story.place, "note", note=words).status_code == 303
    assert Review.objects.get().after["note"] == words.replace("\r\n", "\n")


def test_a_note_sent_twice_is_left_once(desk, story):
    request_id = uuid.uuid4()
    for _ in range(2):
        post(desk, story.place, "note", note=HOLD, request_id=request_id)
    assert Review.objects.count() == 1


def test_its_writer_takes_it_back_and_nobody_else(client, desk, other_editor, story):
    post(desk, story.place, "note", note=HOLD)
    note = Review.objects.get()
    client.force_login(other_editor)
    assert "Take back" not in page_of(client, story.place)
    undo(client, note)
    assert not hasattr(fresh(note), "undone_by")
    client.force_login(note.user)
    undo(client, note)
    assert HOLD not in page_of(client, story.place)
    assert fresh(note).undone_by.after == {"note": ""}


def test_a_note_stands_in_the_way_of_no_undo_and_of_no_decision(editor, other_editor, story):
    taken = review.accept(review.Decision(editor, story.place.pk, 1))
    review.undo(other_editor, review.note(other_editor, story.place, HOLD))
    review.note(other_editor, story.place, HOLD)
    review.undo(editor, taken)
    review.reject(review.Decision(editor, story.place.pk, fresh(story.place).revision))
    assert fresh(story.place).status == "rejected"


def test_a_note_does_not_make_a_suggestion_a_judgement(editor, story):
    with pytest.raises(Refused):
        review.note(editor, story.place, "")
    review.note(editor, story.place, HOLD)
    assert not Review.objects.filter(before__isnull=False).exists()
