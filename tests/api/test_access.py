"""Who may read the API, and what a token is worth."""

import pytest
from django.core.management import CommandError, call_command
from knox.models import AuthToken
from rest_framework.test import APIClient

from tests.factories import make_user

ADDRESSES = [
    "articles/",
    "people/",
    "organisations/",
    "places/",
    "proposals/",
    "annotations/",
    "events.csv",
    "schema/",
    "docs/",
    "articles/1/",
    "nothing/here/",
]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_outsider_is_refused_as_a_problem(outsider, address):
    response = outsider.get(f"/api/v1/{address}")
    assert response.status_code == 401
    assert response["content-type"] == "application/problem+json"
    assert response.json()["status"] == 401


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES[:9])
def test_where_reading_is_public_an_outsider_reads(outsider, settings, address):
    settings.NEWSDESK_PUBLIC = True
    assert outsider.get(f"/api/v1/{address}").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("public", [True, False])
@pytest.mark.parametrize(
    "header", ["Token nonsense", "Bearer nonsense", "Token", "Basic cm9zYTpyb3Nh", "Token ünï"]
)
def test_a_wrong_token_is_always_401(outsider, settings, public, header):
    settings.NEWSDESK_PUBLIC = public
    response = outsider.get("/api/v1/articles/", headers={"authorization": header})
    assert response.status_code == 401
    assert response["content-type"] == "application/problem+json"


def test_a_session_reads_too(reader):
    client = APIClient()
    client.force_login(reader)
    assert client.get("/api/v1/articles/").status_code == 200


def test_a_token_of_a_deactivated_user_is_wrong(client, reader):
    reader.is_active = False
    reader.save()
    assert client.get("/api/v1/articles/").status_code == 401


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(client, verb):
    response = getattr(client, verb)("/api/v1/annotations/")
    assert response.status_code == 405
    assert response["content-type"] == "application/problem+json"


def test_a_token_made_by_command_works_and_is_not_stored(reader, capsys):
    call_command("create_token", "rosa")
    token = capsys.readouterr().out.strip()
    response = APIClient().get("/api/v1/articles/", headers={"authorization": f"Bearer {token}"})
    assert response.status_code == 200
    stored = AuthToken.objects.get()
    assert token not in (stored.digest, stored.token_key)


@pytest.mark.django_db
def test_a_token_for_nobody_is_refused():
    with pytest.raises(CommandError, match="no user “nobody”"):
        call_command("create_token", "nobody")
    make_user("gone", is_active=False)
    with pytest.raises(CommandError, match="deactivated"):
        call_command("create_token", "gone")
