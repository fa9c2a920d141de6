"""The pages of outlets: read by readers, changed by chief editors."""

import pytest
from django.test import Client

from articles import outlets
from articles.models import Domain, Feed, Outlet
from tests.factories import make_article


@pytest.fixture
def cnn(db):
    outlet = make_article("A text.", outlet="CNN", url="https://edition.cnn.com/a").outlet
    outlet.kind, outlet.country = "broadcaster", "US"
    outlet.save()
    return outlet


@pytest.fixture
def desk(client, chief):
    client.force_login(chief)
    return client


def test_the_list_tells_what_is_known_of_each(client, reader, cnn):
    outlets.claim(cnn, "cnn.com")
    Feed.objects.create(url="https://cnn.com/feed", outlet=cnn)
    Outlet.objects.create(name="Cable News", merged_into=cnn)
    client.force_login(reader)
    text = client.get("/outlets/").text
    for words in ("1 outlet", "Broadcaster", "United States", "cnn.com", f"/outlets/{cnn.pk}/"):
        assert words in text
    assert "Cable News" not in text
    assert "CNN" in client.get("/outlets/?q=cnn").text
    assert "No outlet is called so." in client.get("/outlets/?q=bbc").text


def test_the_list_asks_no_more_for_more_outlets(client, reader, cnn, django_assert_num_queries):
    client.force_login(reader)
    client.get("/outlets/")
    with django_assert_num_queries(6):
        client.get("/outlets/")
    for name in "abcdef":
        outlets.claim(Outlet.objects.create(name=name), f"{name}.example")
    with django_assert_num_queries(6):
        client.get("/outlets/")


def test_readers_and_editors_read_and_change_nothing(client, reader, editor, cnn):
    addresses = ["change/", "domains/", "domains/cnn.com/drop/", "merge/"]
    for user in (reader, editor):
        client.force_login(user)
        text = client.get(f"/outlets/{cnn.pk}/").text
        assert "Broadcaster" in text
        assert "Merge" not in text
        for address in addresses:
            assert client.post(f"/outlets/{cnn.pk}/{address}", {"name": "X"}).status_code == 403
    for address in ["", *addresses]:
        assert Client().post(f"/outlets/{cnn.pk}/{address}").url.startswith("/accounts/login/")
    assert Client().get("/outlets/").url.startswith("/accounts/login/")


def test_a_chief_editor_says_what_an_outlet_is(desk, cnn):
    desk.post(
        f"/outlets/{cnn.pk}/change/", {"name": " CNN  World", "kind": "website", "country": "GB"}
    )
    cnn.refresh_from_db()
    assert (cnn.name, cnn.kind, cnn.country) == ("CNN World", "website", "GB")
    assert "<dd>CNN</dd>" in desk.get(f"/outlets/{cnn.pk}/").text


def test_what_is_wrong_is_told(desk, cnn):
    Outlet.objects.create(name="BBC")
    sent = {"name": "BBC", "kind": "x", "country": "XX"}
    answer = desk.post(f"/outlets/{cnn.pk}/change/", sent)
    assert answer.status_code == 422
    assert "merge the two instead" in answer.text
    assert answer.text.count("Select a valid choice") == 2
    cnn.refresh_from_db()
    assert cnn.name == "CNN"
    for address, sent in (("domains/", {"domain": "co.uk"}), ("merge/", {"into": "Nobody"})):
        assert desk.post(f"/outlets/{cnn.pk}/{address}", sent).status_code == 422


def test_hosts_of_its_articles_are_offered_and_claimed(desk, cnn):
    page = f"/outlets/{cnn.pk}/"
    assert "edition.cnn.com is its domain" in desk.get(page).text
    answer = desk.post(f"{page}domains/", {"domain": "edition.cnn.com"}, follow=True)
    assert "What arrives from edition.cnn.com without an outlet is CNN." in answer.text
    assert "what had come" not in answer.text
    assert "edition.cnn.com is its domain" not in answer.text
    desk.post(f"{page}domains/edition.cnn.com/drop/")
    assert not Domain.objects.exists()


def test_the_page_says_how_many_articles_a_domain_brought(desk, cnn):
    make_article("Another text.", outlet="", url="https://money.example/a")
    answer = desk.post(f"/outlets/{cnn.pk}/domains/", {"domain": "money.example"}, follow=True)
    assert "without an outlet is CNN, and so is what had come: 1." in answer.text


def test_one_called_like_a_domain_is_offered_for_merging(desk, cnn):
    double = make_article("Another text.", outlet="cnn.com").outlet
    outlets.claim(cnn, "cnn.com")
    assert f"/outlets/{double.pk}/merge/?into=CNN" in desk.get(f"/outlets/{cnn.pk}/").text


def test_merging_asks_first_and_then_leads_on(desk, cnn):
    double = make_article("A text.", outlet="cnn.com").outlet
    merge = f"/outlets/{double.pk}/merge/"
    asked = desk.get(merge, {"into": "CNN"}).text
    assert "1 article, 0 domains and 0 feeds go to CNN" in asked
    assert "1 of the texts is stored for CNN as well" in asked
    assert Outlet.objects.standing().count() == 2
    answer = desk.post(merge, {"into": "CNN"}, follow=True)
    assert "cnn.com is now CNN." in answer.text
    assert "<dt>Also called</dt><dd>cnn.com</dd>" in answer.text
    assert desk.get(f"/outlets/{double.pk}/").url == f"/outlets/{cnn.pk}/"
    assert desk.post(merge, {"into": "CNN"}).status_code == 404


def test_what_came_without_an_outlet_has_nothing_to_change(desk, cnn):
    unknown = make_article("Another text.", outlet="Unknown outlet").outlet
    page = f"/outlets/{unknown.pk}/"
    shown = desk.get(page).text
    assert "what came without an outlet" in shown
    assert "<form" not in shown.partition("<h1>")[2]
    sent = {"name": "CNN 2", "kind": "", "country": "", "domain": "cnn.example", "into": "CNN"}
    for address in ("change/", "domains/", "merge/"):
        assert desk.post(page + address, sent).status_code == 404
    assert desk.post(f"/outlets/{cnn.pk}/merge/", {"into": unknown.name}).status_code == 422


def test_a_former_name_can_be_taken_up_again(desk, cnn):
    for name in ("CNN World", "CNN"):
        sent = {"name": name, "kind": "", "country": ""}
        assert desk.post(f"/outlets/{cnn.pk}/change/", sent).status_code == 302
    cnn.refresh_from_db()
    assert cnn.name == "CNN"
    assert [str(other) for other in cnn.merged.all()] == ["CNN World"]


def test_a_page_that_is_fetched_is_proposed_for_the_outlet_of_its_domain(desk, cnn, web):
    outlets.claim(cnn, web.url("/"))
    words = " ".join(f"The minister of country {n} came to Paris for talks." for n in range(9))
    body = f"<html><head><title>Talks</title></head><body><article><p>{words}</p></article></body>"
    address = web.serve("/a", body.encode(), Content_Type="text/html")
    form = desk.post("/articles/add/", {"address": address}).context["form"]
    assert form.initial["outlet"] == "CNN"
