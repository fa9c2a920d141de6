"""Who may add by the API: editors, by a token made for it or in their browser."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from knox.models import AuthToken
from rest_framework.test import APIClient

from annotations import tokens
from annotations.models import Grant, Scope
from articles.models import Article

from .adding import adder, an_article, client_of, post


def refused(answer, status):
    assert answer.status_code == status
    assert answer["content-type"] == "application/problem+json"
    assert not Article.objects.exists()
    return answer.json()["detail"]


@pytest.mark.parametrize("public", [True, False])
def test_outsiders_are_asked_to_sign_in(outsider, editor, settings, public):
    settings.NEWSDESK_PUBLIC = public
    assert "Sign in, or send a token" in refused(post(outsider, an_article()), 401)


def test_a_token_that_reads_says_which_one_adds(editor):
    client = client_of(editor)
    assert "Make one that may add articles" in refused(post(client, an_article()), 403)
    assert client.get("/api/v1/articles/").status_code == 200


def test_a_token_from_before_there_were_scopes_reads(editor):
    _, token = AuthToken.objects.create(editor)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    refused(post(client, an_article()), 403)


def test_readers_are_refused_whatever_their_token_says(reader):
    assert "Only editors add articles" in refused(post(client_of(reader), an_article()), 403)
    with pytest.raises(PermissionDenied):
        tokens.make(reader, [Scope.ADD])
    assert AuthToken.objects.count() == 1


def test_a_token_adds_no_longer_than_its_user_may(editor):
    client = adder(editor)
    editor.groups.clear()
    assert "Only editors add articles" in refused(post(client, an_article()), 403)
    assert client.get("/api/v1/articles/").status_code == 200


def test_a_revoked_token_adds_nothing(editor):
    client = adder(editor)
    AuthToken.objects.all().delete()
    refused(post(client, an_article()), 401)
    assert not Grant.objects.exists()


def test_an_editor_adds_in_a_browser_with_a_form_token_only(editor):
    browser = APIClient(enforce_csrf_checks=True)
    browser.force_login(editor)
    assert "CSRF" in refused(post(browser, an_article()), 403)
    browser.get("/articles/add/")
    key = browser.cookies["csrftoken"].value
    assert post(browser, an_article(), x_csrftoken=key).status_code == 201


def test_a_reader_in_a_browser_adds_nothing(reader):
    browser = APIClient()
    browser.force_login(reader)
    refused(post(browser, an_article()), 403)


def test_the_command_makes_a_token_that_adds(editor, reader, capsys):
    call_command("create_token", "edgar", "--add")
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {capsys.readouterr().out.strip()}")
    assert post(client, an_article()).status_code == 201
    with pytest.raises(CommandError, match="may not add articles"):
        call_command("create_token", "rosa", "--add")
