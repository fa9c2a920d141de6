"""The account page: who one is, what one has decided, and tokens of the API."""

import uuid

import pytest
from django.urls import reverse
from knox.models import AuthToken

from annotations import review
from annotations.models import Review, Status
from tests.factories import PASSWORD, make_annotation, make_article, make_entity


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def decision(editor):
    name = make_annotation(make_article("Emmanuel Macron spoke."), "Emmanuel Macron")
    return review.accept(review.Decision(editor, name.pk, name.revision))


def take_back(client, decision):
    return client.post(reverse("take_back", args=[decision.pk]), follow=True)


def test_it_says_who_one_is(desk):
    text = desk.get("/account/").text
    assert "edgar" in text
    assert "editor" in text


def test_readers_are_told_how_they_could_decide(client, reader):
    client.force_login(reader)
    assert "A chief editor can put you in the group" in client.get("/account/").text


def test_outsiders_sign_in_first(client, db):
    assert client.get("/account/").url == "/accounts/login/?next=/account/"
    for name, arguments in (("make_token", []), ("take_back", [1]), ("revoke_token", ["x"])):
        assert client.post(reverse(name, args=arguments)).url.startswith("/accounts/login/")
    assert not AuthToken.objects.exists()


def test_it_lists_own_decisions_and_no_others(desk, decision, other_editor):
    name = make_annotation(make_article("Olaf Scholz spoke."), "Olaf Scholz")
    review.reject(review.Decision(other_editor, name.pk, name.revision))
    text = desk.get("/account/").text
    assert "Accepted “Emmanuel Macron”" in text
    assert f"/articles/{decision.article_id}/#a{decision.annotation_id}" in text
    assert "Olaf Scholz" not in text


def test_a_decision_is_taken_back(desk, decision):
    assert "Taken back: Accepted “Emmanuel Macron”." in take_back(desk, decision).text
    decision.annotation.refresh_from_db()
    assert decision.annotation.status == Status.SUGGESTED
    assert "been undone already" in take_back(desk, decision).text


def test_what_one_gesture_did_is_one_decision(desk, editor):
    article = make_article("Macron met Scholz and Tusk.")
    names = [make_annotation(article, words) for words in ("Macron", "Scholz", "Tusk")]
    action = uuid.uuid4()
    for name in names:
        taken = review.accept(review.Decision(editor, name.pk, name.revision, action=action))
    text = desk.get("/account/").text
    assert "Accepted 3 annotations" in text
    assert text.count(">Undo</button>") == 1
    take_back(desk, taken)
    assert not article.annotations.filter(status=Status.ACCEPTED).exists()


def test_a_decision_that_somebody_has_changed_since_is_not(desk, decision, other_editor):
    decision.annotation.refresh_from_db()
    seen = decision.annotation
    review.reject(review.Decision(other_editor, seen.pk, seen.revision))
    answer = take_back(desk, decision)
    assert answer.status_code == 409
    assert "<strong>olga</strong>: Rejected “Emmanuel Macron”" in answer.text
    assert (
        '<th scope="row">status</th><td dir="auto">accepted</td><td dir="auto">rejected</td>'
        in (answer.text)
    )
    decision.annotation.refresh_from_db()
    assert decision.annotation.status == Status.REJECTED


def test_nobody_takes_back_what_others_decided(client, other_editor, decision):
    client.force_login(other_editor)
    assert take_back(client, decision).status_code == 404
    assert Review.objects.count() == 1


def test_merges_are_listed_in_words(client, chief):
    client.force_login(chief)
    double = make_entity(name="E. Macron")
    review.merge(chief, double, make_entity())
    assert "Merged E. Macron into another" in client.get("/account/").text


def test_a_token_is_shown_once_and_stored_as_a_hash(desk, editor):
    response = desk.post(reverse("make_token"))
    token = response.context["new_token"]
    stored = AuthToken.objects.get()
    assert token in response.text
    assert "no-store" in response["Cache-Control"]
    assert stored.user == editor
    assert token not in (stored.digest, stored.token_key)
    assert token not in desk.get("/account/").text
    assert desk.get("/account/").text.count("Revoke") == 2


def test_tokens_are_revoked_by_their_owner_alone(desk, editor, other_editor):
    own, _ = AuthToken.objects.create(user=editor)
    other, _ = AuthToken.objects.create(user=other_editor)
    assert desk.post(reverse("revoke_token", args=[other.token_key])).status_code == 404
    desk.post(reverse("revoke_token", args=[own.token_key]))
    assert list(AuthToken.objects.all()) == [other]


def test_the_password_is_changed(desk, editor):
    fields = {"old_password": PASSWORD, "new_password1": "x9-new-words", "new_password2": "no"}
    assert "match" in desk.post("/account/password/", fields).text
    fields["new_password2"] = fields["new_password1"]
    assert desk.post("/account/password/", fields).url == "/account/"
    editor.refresh_from_db()
    assert editor.check_password("x9-new-words")


def test_a_token_may_add_articles_only_if_that_was_ticked(desk, editor):
    assert "It may also add articles" in desk.get("/account/").text
    desk.post(reverse("make_token"))
    assert "may also add" not in desk.get("/account/").text.split("</ul>")[0]
    assert not AuthToken.objects.get().grants.exists()
    text = desk.post(reverse("make_token"), {"scope": "add"}).text
    assert text.count("may read and add articles") == 1
    assert AuthToken.objects.filter(grants__scope="add").count() == 1


def test_readers_are_not_offered_tokens_that_add(client, reader):
    client.force_login(reader)
    assert "It may also" not in client.get("/account/").text
    assert client.post(reverse("make_token"), {"scope": "add"}).status_code == 403
    assert client.post(reverse("make_token"), {"scope": "nonsense"}).status_code == 403
    assert not AuthToken.objects.exists()


def test_a_token_whose_user_may_no_longer_add_says_so(desk, editor):
    desk.post(reverse("make_token"), {"scope": "add"})
    editor.groups.clear()
    assert "and add articles (no longer: you may not)" in desk.get("/account/").text
