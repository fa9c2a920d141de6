"""What every page tells the browser it may not do."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def directives(response):
    policy = response.headers["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))


def test_no_page_runs_scripts_or_styles_of_its_own_or_of_others(client):
    found = directives(client.get(reverse("login")))
    assert found["default-src"] == "'self'"
    assert found["frame-ancestors"] == found["object-src"] == found["base-uri"] == "'none'"
    assert found["form-action"] == "'self'"
    assert "unsafe" not in " ".join(found.values())


def test_pages_keep_themselves_to_themselves(client):
    headers = client.get(reverse("login")).headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(client, django_user_model):
    django_user_model.objects.create_user("ada", password="right horse battery staple")
    data = {"username": "ada", "password": "right horse battery staple"}
    session = client.post(reverse("login"), data).cookies["sessionid"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"
