"""Guessing passwords is slow; what one guesser does locks nobody else out."""

import pytest
from django.conf import settings
from django.urls import reverse

from newsdesk.client_address import client_address

PASSWORD = "right horse battery staple"

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(django_user_model):
    return django_user_model.objects.create_user("ada", password=PASSWORD)


def sign_in(client, password, address="192.0.2.1", name="ada"):
    data = {"username": name, "password": password}
    return client.post(reverse("login"), data, REMOTE_ADDR=address)


def guess_until_locked(client, **where):
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert sign_in(client, "wrong", **where).status_code == 200
    return sign_in(client, "wrong", **where)


def test_the_right_password_signs_in(client, user):
    assert sign_in(client, PASSWORD).url == "/"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_guesser_is_told_to_wait_even_if_the_next_guess_is_right(client, user):
    refused = guess_until_locked(client)
    assert refused.status_code == 429
    assert b"Too many failed sign-ins" in refused.content
    assert b"15 minutes" in refused.content
    assert sign_in(client, PASSWORD).status_code == 429


def test_others_at_other_addresses_or_of_other_names_may_still_sign_in(
    client, user, django_user_model
):
    django_user_model.objects.create_user("grace", password=PASSWORD)
    guess_until_locked(client)
    assert sign_in(client, PASSWORD, address="192.0.2.2").status_code == 302
    assert sign_in(client, PASSWORD, name="grace").status_code == 302


def test_a_success_forgives_the_failures_before_it(client, user):
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        sign_in(client, "wrong")
    sign_in(client, PASSWORD)
    assert sign_in(client, "wrong").status_code == 200


def test_the_address_is_the_connections_unless_there_is_a_proxy(rf, settings):
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="10.0.0.9, 198.51.100.7")
    settings.NEWSDESK_HTTPS = False
    assert client_address(request) == "192.0.2.1"
    settings.NEWSDESK_HTTPS = True
    assert client_address(request) == "198.51.100.7"
    assert client_address(rf.get("/", REMOTE_ADDR="192.0.2.1")) == "192.0.2.1"
