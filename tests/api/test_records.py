"""Articles, entities and annotations as programs read them."""

import pytest

from annotations.models import Annotation, Entity
from articles.models import Article
from tests.factories import make_annotation, make_article, make_entity, make_proposal

TEXT = "Émile Zola 🗞️ wrote to Félix Faure in Paris and demanded justice."


@pytest.fixture
def article(db):
    return make_article(TEXT, title="J’Accuse", outlet="L’Aurore", published="1898-01-13")


def ids(page):
    return [record["id"] for record in page["results"]]


def test_an_article_comes_with_the_text_its_offsets_point_into(get, article):
    zola = make_annotation(article, "Émile Zola")
    text = get(f"articles/{article.pk}/")["text"]
    span = get(f"annotations/{zola.pk}/")
    assert text[span["start_char"] : span["end_char"]] == "Émile Zola" == span["text"]


def test_a_list_of_articles_leaves_the_texts_out(get, article):
    (listed,) = get("articles/")["results"]
    assert "text" not in listed
    assert (listed["outlet"], listed["length"]) == ("L’Aurore", len(TEXT))


def test_articles_are_found_by_words_outlet_and_day(get, article):
    other = make_article("Nothing happened.", title="Calm", published="2020-05-01")
    assert ids(get("articles/", q="emile demand")) == [article.pk]
    assert ids(get("articles/", outlet="L’Aurore")) == [article.pk]
    assert ids(get("articles/", published_from="1900-01-01")) == [other.pk]
    assert ids(get("articles/", published_to="1898-01-13")) == [article.pk]


def test_annotations_are_filtered(get, article):
    entity = make_entity(name="Émile Zola")
    zola = make_annotation(article, "Émile Zola", entity=entity)
    demand = make_proposal(
        article, "demanded", "demand", slots=[("proposer", "Émile Zola", entity)], status="accepted"
    )
    elsewhere = make_annotation(make_article("Zola died.", title="Obituary"), "Zola")
    everything = [zola.pk, demand.pk, elsewhere.pk]
    assert ids(get("annotations/")) == everything
    assert ids(get("annotations/", layer="proposal")) == [demand.pk]
    assert ids(get("annotations/", layer=["name", "proposal"])) == everything
    assert ids(get("annotations/", label="demand")) == [demand.pk]
    assert ids(get("annotations/", status="accepted")) == [demand.pk]
    assert ids(get("annotations/", article=article.pk)) == [zola.pk, demand.pk]
    assert ids(get("annotations/", entity=entity.pk)) == [zola.pk, demand.pk]
    assert ids(get("annotations/", proposal=demand.proposal_id)) == [demand.pk]


def test_what_changed_since_a_moment_is_given(get, article):
    old = make_annotation(article, "Paris", label="PLACE")
    new = make_annotation(article, "Félix Faure")
    since = new.changed_at.isoformat()
    assert ids(get("annotations/", changed_since=since)) == [new.pk]
    old.text = "Paris"
    old.save()
    assert ids(get("annotations/", changed_since=since)) == [old.pk, new.pk]


def test_a_moment_may_have_any_offset_from_utc(get, article):
    assert ids(get("articles/", changed_since="2000-01-01T00:00:00+16:58")) == [article.pk]


def test_an_entity_answers_under_an_id_that_was_merged(get, article):
    standing, merged = make_entity(name="Émile Zola"), make_entity(name="E. Zola")
    Entity.objects.filter(pk=merged.pk).update(canonical=standing)
    make_annotation(article, "Émile Zola", entity=merged)
    assert ids(get("people/")) == [standing.pk]
    assert get(f"people/{merged.pk}/")["merged_into"] == standing.pk
    assert get(f"people/{standing.pk}/")["mentions"] == 1
    assert get("annotations/")["results"][0]["entity"]["id"] == standing.pk


def test_each_kind_of_entity_has_its_own_address(get):
    person = make_entity("person", "Félix Faure", country="FR")
    body = make_entity("organisation", "L’Aurore")
    place = make_entity("place", "Paris", country="FR", latitude=48.85, longitude=2.35)
    assert ids(get("people/", q="felix")) == [person.pk]
    assert ids(get("organisations/")) == [body.pk]
    (paris,) = get("places/", country="fr")["results"]
    assert (paris["id"], paris["latitude"], paris["geonames_id"]) == (place.pk, 48.85, None)


def test_walking_the_pages_meets_every_record_once(get, article):
    Article.objects.exclude(pk=article.pk).delete()
    Annotation.objects.bulk_create(
        Annotation(
            article=article, layer="name", label="NORP", start_char=n, end_char=n + 1, text=TEXT[n],
            origin="pipeline",
        )
        for n in range(len(TEXT))
    )  # fmt: skip
    met, address = [], "annotations/?page_size=7"
    while address:
        page = get(address)
        met += ids(page)
        address = page["next"] and page["next"].split("/api/v1/")[1]
    assert met == sorted(met)
    assert len(met) == len(TEXT)


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("annotations/?layer=nonsense", "layer"),
        ("annotations/?changed_since=yesterday", "changed_since"),
        ("annotations/?changed_since=0001-01-01T00:00:00%2B10:00", "changed_since"),
        ("annotations/?article=one", "article"),
        ("annotations/?labl=PERSON", "labl"),
        ("articles/?published_from=24.10.2023", "published_from"),
        ("events.csv?suggested=perhaps", "suggested"),
    ],
)
def test_a_wrong_parameter_is_named(client, address, field):
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 400
    assert response["content-type"] == "application/problem+json"
    assert [error["field"] for error in response.json()["errors"]] == [field]


@pytest.mark.parametrize("address", ["articles/999/", "proposals/999/", "people/x/", "nothing/"])
def test_what_is_not_there_is_a_problem(client, address):
    response = client.get(f"/api/v1/{address}")
    assert (response.status_code, response["content-type"]) == (404, "application/problem+json")
