"""People, organisations and places: lists, pages, merging and parting."""

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Review
from tests.factories import make_annotation, make_article, make_entity, make_proposal, make_response

TEXT = "Foreign Minister Ana Núñez arrived. Then Núñez left for Malta. She asked Malta to wait."


@pytest.fixture
def visitor(client, reader):
    client.force_login(reader)
    return client


@pytest.fixture
def head(client, chief):
    client.force_login(chief)
    return client


@pytest.fixture
def ana(db):
    return make_entity(name="Ana Núñez", country="ES")


@pytest.fixture
def malta(db):
    return make_entity("place", "Malta", feature="country", latitude=35.9, longitude=14.4)


@pytest.fixture
def article(ana, malta):
    article = make_article(TEXT, title="A journey", published="2023-10-24")
    make_annotation(
        article,
        "Ana Núñez",
        entity=ana,
        status="accepted",
        slots=[("office", "Foreign Minister")],
    )
    make_annotation(article, "Núñez", occurrence=1, entity=ana)
    make_annotation(article, "Malta", label="PLACE", entity=malta)
    return article


def page_of(entity):
    return reverse("entity", args=[entity.pk])


def entries(response):
    return {
        entry.entity.name: (entry.mentions, entry.articles)
        for entry in response.context["page"].object_list
    }


def test_a_list_counts_mentions_and_articles_of_its_kind(visitor, article, ana):
    other = make_article("Ana Núñez spoke.", title="A speech")
    make_annotation(other, "Ana Núñez", entity=ana)
    make_annotation(article, "Núñez", entity=ana, status="rejected")
    assert entries(visitor.get("/people/")) == {"Ana Núñez": (3, 2)}
    assert entries(visitor.get("/places/")) == {"Malta": (1, 1)}
    assert entries(visitor.get("/organisations/")) == {}


@pytest.mark.parametrize("words", ["nunez", "ANA NÚÑEZ", "ez"])
def test_names_are_found_whatever_their_accents_and_case(visitor, article, words):
    assert list(entries(visitor.get("/people/", {"q": words}))) == ["Ana Núñez"]


def test_lists_filter_by_country_and_order_by_name(visitor, article):
    bea = make_entity(name="Bea Abt", country="DE")
    make_annotation(article, "She", entity=bea)
    assert list(entries(visitor.get("/people/"))) == ["Ana Núñez", "Bea Abt"]
    assert list(entries(visitor.get("/people/", {"country": "DE"}))) == ["Bea Abt"]
    make_annotation(article, "arrived", entity=bea)
    make_annotation(article, "left", entity=bea)
    assert list(entries(visitor.get("/people/"))) == ["Bea Abt", "Ana Núñez"]
    assert list(entries(visitor.get("/people/", {"order": "name"}))) == ["Ana Núñez", "Bea Abt"]


def test_entities_that_are_only_suggested_are_marked(visitor, article, ana):
    assert "unconfirmed" not in visitor.get("/people/").text
    ana.provisional = True
    ana.save()
    assert "unconfirmed" in visitor.get("/people/").text
    assert "unconfirmed" in visitor.get(page_of(ana)).text


def test_a_list_takes_as_many_queries_however_long_it_is(
    visitor, article, django_assert_max_num_queries
):
    for number in range(10):
        make_annotation(article, TEXT[number : number + 3], entity=make_entity(name=f"P {number}"))
    with django_assert_max_num_queries(8):
        assert len(entries(visitor.get("/people/"))) == 11


def test_empty_lists_say_why(visitor, db):
    assert "None yet." in visitor.get("/people/").text
    assert "Nothing matches." in visitor.get("/people/", {"q": "nobody"}).text


def test_a_page_shows_mentions_in_their_sentences_linked_to_the_words(visitor, article, ana):
    text = visitor.get(page_of(ana)).text
    first, second = article.annotations.filter(entity=ana).order_by("start_char")
    assert 'Foreign Minister <span class="m-name ">Ana Núñez</span> arrived.' in text
    assert 'Then <span class="m-name ">Núñez</span> left for Malta.' in text
    for mention in (first, second):
        assert f'href="/articles/{article.pk}/#a{mention.pk}"' in text
    assert "A journey" in text


def test_a_page_shows_offices_as_texts_give_them_with_their_dates(visitor, article, ana):
    later = make_article("President Ana Núñez spoke.", title="Later", published="2025-01-02")
    make_annotation(later, "Ana Núñez", entity=ana, slots=[("office", "President")])
    response = visitor.get(page_of(ana))
    assert [office.title for office in response.context["offices"]] == [
        "President",
        "Foreign Minister",
    ]
    assert "2 Jan 2025" in response.text


def test_a_page_shows_names_country_and_coordinates(visitor, article, malta, ana):
    malta.aliases.create(name="Republic of Malta")
    text = visitor.get(page_of(malta)).text
    assert "Republic of Malta" in text
    assert "35.90°, 14.40°" in text
    about_ana = visitor.get(page_of(ana)).text
    assert "<dd>Spain</dd>" in about_ana
    assert "Where" not in about_ana
    assert "Ana Núñez, Núñez" in about_ana


def test_a_page_shows_what_it_proposed_was_asked_and_answered(visitor, article, ana, malta):
    telling = make_proposal(
        article,
        "asked",
        label="request",
        slots=[("proposer", "She", ana), ("addressee", "Malta", malta), ("content", "to wait")],
    )
    make_response(
        article, "left", "oppose", proposal=telling.proposal, slots=[("responder", "Núñez", malta)]
    )
    parts = dict(visitor.get(page_of(ana)).context["parts"])
    assert [thread.title for thread in parts["Put forward"]] == ["Ana Núñez: to wait"]
    assert set(dict(visitor.get(page_of(malta)).context["parts"])) == {"Was asked", "Answered"}


def test_groups_and_events_have_pages_too(visitor, db):
    assert visitor.get(page_of(make_entity("group", "Kurds"))).status_code == 200
    assert visitor.get("/entities/99999/").status_code == 404


def test_a_chief_editor_merges_and_parts(head, article, ana):
    double = make_entity(name="A. Nunez")
    make_annotation(make_article("A. Nunez spoke.", title="B"), "A. Nunez", entity=double)
    found = head.get(page_of(double), {"merge": "nuñez"})
    assert [one.pk for one in found.context["candidates"]] == [ana.pk]
    # Namesakes are told apart by their numbers.
    assert f'aria-label="Merge into it: Ana Núñez, number {ana.pk}"' in found.text
    response = head.post(reverse("merge_entity", args=[double.pk]), {"into": ana.pk})
    assert response.url == page_of(ana)
    assert head.get(page_of(double)).url == page_of(ana)
    text = head.get(page_of(ana)).text
    assert "A. Nunez</span> spoke." in text
    assert entries(head.get("/people/")) == {"Ana Núñez": (3, 2)}
    assert entries(head.get("/people/", {"q": "A. Nunez"})) == {"Ana Núñez": (3, 2)}
    head.post(reverse("unmerge_entity", args=[double.pk]))
    assert entries(head.get("/people/")) == {"Ana Núñez": (2, 1), "A. Nunez": (1, 1)}


@pytest.mark.parametrize("into", ["", "x", "self", "place"])
def test_a_merge_that_makes_no_sense_is_refused(head, ana, malta, into):
    into = {"self": ana.pk, "place": malta.pk}.get(into, into)
    response = head.post(reverse("merge_entity", args=[ana.pk]), {"into": into})
    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert Review.objects.count() == 0


def test_merging_with_what_is_not_there_is_not_found(head, ana):
    assert head.post(reverse("merge_entity", args=[ana.pk]), {"into": 99999}).status_code == 404


def test_editors_and_outsiders_may_not_merge(client, editor, ana, malta):
    url = reverse("merge_entity", args=[ana.pk])
    assert client.post(url, {"into": malta.pk}).url.startswith("/accounts/login/")
    client.force_login(editor)
    assert client.post(url, {"into": malta.pk}).status_code == 403
    assert client.post(reverse("unmerge_entity", args=[ana.pk])).status_code == 403
    assert 'id="merge"' not in client.get(page_of(ana)).text


def test_outsiders_read_only_a_public_desk(ana, settings):
    outsider = Client()
    urls = ["/people/", "/organisations/", "/places/", page_of(ana)]
    for url in urls:
        assert outsider.get(url).url == f"/accounts/login/?next={url}"
    settings.NEWSDESK_PUBLIC = True
    for url in urls:
        assert outsider.get(url).status_code == 200
