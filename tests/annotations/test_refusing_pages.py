"""Pages that refuse: locked, not found, not allowed, broken."""

import pytest
from django.test import Client, RequestFactory
from django.views.defaults import bad_request, server_error


def sign_in(client, password):
    return client.post("/accounts/login/", {"username": "edgar", "password": password})


def test_too_many_failures_lock_with_a_page_that_says_for_how_long(client, editor, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = sign_in(client, "wrong")
    assert response.status_code == 429
    assert "Too many failed sign-ins" in response.text
    assert "for 15 minutes" in response.text


def test_signing_in_leads_on_but_never_to_another_site(client, editor):
    fields = {"username": "edgar", "password": "a long enough password"}
    url = "/accounts/login/"
    assert Client().post(url, fields | {"next": "/people/"}).url == "/people/"
    assert Client().post(url, fields | {"next": "https://evil.example/"}).url == "/"


def test_not_found_is_a_page_of_ours(client, db):
    response = client.get("/nothing/here/")
    assert response.status_code == 404
    assert "There is no such page" in response.text
    assert 'href="/proposals/"' in response.text


def test_a_stale_form_is_explained(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    response = client.post("/articles/add/", {"text": "x"})
    assert response.status_code == 403
    assert "The form could not be trusted" in response.text


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (server_error, "Something broke on our side"),
        (lambda request: bad_request(request, Exception()), "That request cannot be read"),
    ],
)
def test_error_pages_stand_on_their_own(view, words):
    assert words in view(RequestFactory().get("/")).text


def test_a_fragment_asked_for_by_an_outsider_sends_the_whole_page_to_sign_in(client, db):
    response = client.get(
        "/people/", headers={"HX-Request": "true", "Referer": "http://testserver/places/?q=x"}
    )
    assert response["HX-Redirect"] == "/accounts/login/?next=/places/%3Fq%3Dx"
    elsewhere = client.post("/articles/add/", headers={"Referer": "https://evil.example/x"})
    assert elsewhere.url == "/accounts/login/?next=/"


HUGE = "9" * 30


@pytest.mark.parametrize(
    ("url", "status"),
    [
        (f"/proposals/{HUGE}/", 404),
        (f"/entities/{HUGE}/", 404),
        (f"/?outlet={HUGE}&page={HUGE}", 200),
        ("/?q=%00&first=0001-01-01&last=9999-12-31", 200),
        (f"/people/?q=%00&country=zz&page={HUGE}", 200),
        ("/people/?q=%25_", 200),
        ("/proposals/?words=%00&outcome=lost", 200),
        ("/proposals/?words=a+b+c+d+e+f+g+h+i", 200),
        ("/proposals/?proposer=%25&addressee=%5C", 200),
    ],
)
def test_odd_addresses_get_an_answer(client, chief, url, status):
    client.force_login(chief)
    assert client.get(url).status_code == status


def test_a_search_for_too_many_words_is_told(client, chief):
    client.force_login(chief)
    assert "At most 8 words" in client.get("/proposals/?words=a+b+c+d+e+f+g+h+i").text
    assert "At most" not in client.get("/proposals/?words=a+a+a+a+a+a+a+a+a").text


@pytest.mark.parametrize("url", [f"/account/decisions/{HUGE}/undo/", "/account/tokens/%00/revoke/"])
def test_odd_requests_find_nothing(client, chief, url):
    client.force_login(chief)
    assert client.post(url).status_code == 404
