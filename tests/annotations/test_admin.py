"""The admin: what is said and decided is there to look at only, and chiefs make no superusers."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from annotations import review
from annotations.models import ExtractionRun
from articles.models import Article
from tests.factories import make_annotation, make_article, make_entity, make_proposal, make_user


@pytest.fixture
def root(client, db):
    client.force_login(make_user("root", is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def head(client, chief):
    client.force_login(chief)
    return client


@pytest.fixture
def records(editor):
    article = make_article("Emmanuel Macron proposed a truce.")
    name = make_annotation(article, "Emmanuel Macron", entity=make_entity())
    telling = make_proposal(article, slots=[("content", "a truce")])
    return {
        "annotation": name,
        "role": telling.roles.get(),
        "review": review.accept(review.Decision(editor, name.pk, name.revision)),
        "extractionrun": ExtractionRun.objects.filter(article=article).get(),
        "entity": name.entity,
        "proposal": telling.proposal,
    }


@pytest.mark.parametrize(
    "model", ["annotation", "role", "review", "extractionrun", "entity", "proposal"]
)
def test_even_superusers_only_look(root, records, model):
    record = records[model]
    assert root.get(reverse(f"admin:annotations_{model}_changelist")).status_code == 200
    change = reverse(f"admin:annotations_{model}_change", args=[record.pk])
    page = root.get(change)
    assert page.status_code == 200
    assert 'name="_save"' not in page.text
    assert root.post(change, {"text": "changed"}).status_code == 403
    assert root.post(reverse(f"admin:annotations_{model}_add")).status_code == 403
    delete = reverse(f"admin:annotations_{model}_delete", args=[record.pk])
    assert root.post(delete, {"post": "yes"}).status_code == 403
    assert type(record).objects.filter(pk=record.pk).exists()


def test_an_article_is_put_right_beside_its_text(root, records):
    article = Article.objects.get()
    url = reverse("admin:articles_article_change", args=[article.pk])
    fields = {"title": "Better", "outlet": article.outlet_id, "language": "en", "text": "other"}
    root.post(url, fields)
    article.refresh_from_db()
    assert (article.title, article.revision) == ("Better", 2)
    assert article.text == "Emmanuel Macron proposed a truce."
    assert root.post(reverse("admin:articles_article_add"), fields).status_code == 403


def test_editors_stay_outside(client, editor):
    client.force_login(editor)
    assert client.get("/admin/").status_code == 302


def test_a_chief_editor_lets_somebody_in(head):
    fields = {"username": "nina", "password1": "x9-new-words", "password2": "x9-new-words"}
    head.post(reverse("admin:auth_user_add"), fields | {"usable_password": "true"})
    nina = User.objects.get(username="nina")
    group = Group.objects.get(name="editor")
    change = reverse("admin:auth_user_change", args=[nina.pk])
    head.post(change, {"username": "nina", "is_active": "on", "groups": [group.pk]})
    assert User.objects.get(pk=nina.pk).has_perm("annotations.review_annotation")


def test_a_chief_editor_makes_no_superuser_and_gives_no_other_rights(head, editor):
    other = Group.objects.create(name="owners of everything")
    change = reverse("admin:auth_user_change", args=[editor.pk])
    assert "is_superuser" not in head.get(change).text
    base = {"username": "edgar", "is_active": "on"}
    head.post(change, base | {"is_superuser": "on", "user_permissions": ["1"], "groups": []})
    editor.refresh_from_db()
    assert not editor.is_superuser
    assert not editor.user_permissions.exists()
    head.post(change, base | {"groups": [other.pk]})
    assert other not in editor.groups.all()


def test_a_chief_editor_cannot_take_over_a_superuser(head):
    root = make_user("root", is_staff=True, is_superuser=True)
    words = {"password1": "x9-new-words", "password2": "x9-new-words", "usable_password": "true"}
    password = reverse("admin:auth_user_password_change", args=[root.pk])
    assert head.post(password, words).status_code == 403
    change = reverse("admin:auth_user_change", args=[root.pk])
    assert head.post(change, {"username": "mine"}).status_code == 403
    assert User.objects.filter(username="root").exists()


def test_users_are_not_deleted(root, editor):
    delete = reverse("admin:auth_user_delete", args=[editor.pk])
    assert root.post(delete, {"post": "yes"}).status_code == 403
