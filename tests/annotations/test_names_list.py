"""The list of names says what each is linked to, so that a wrong link is seen at a glance."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Entity
from tests.factories import make_annotation, make_article, make_entity

pytestmark = pytest.mark.django_db

TEXT = (
    "Georgia, Georgia, Paris, the French, Reuters, President Emmanuel Macron of France, Gabriel "
    "Attal and Nobody."
)
GEORGIA_STATE = 4197000


@pytest.fixture
def article(db):
    return make_article(TEXT)


def told(client, article):
    """What stands beside each name of the list: (name, what tells it apart, office)."""
    page = client.get(article.get_absolute_url()).content.decode()
    row = (
        r'<b>([^<]*)</b> (?:<span class="apart">([^<]*)</span>)?(?: <span class="office">([^<]*)<)?'
    )
    return re.findall(row, page)


def test_namesakes_are_told_apart(desk, article):
    state = make_entity(
        "place", "Georgia", country="US", feature="region", geonames_id=GEORGIA_STATE
    )
    country = make_entity("place", "Georgia", country="GE", feature="country")
    make_annotation(article, "Georgia", label="PLACE", entity=state)
    make_annotation(article, "Georgia", occurrence=1, label="PLACE", entity=country)
    assert told(desk, article) == [
        ("Georgia", "state, United States", ""),
        ("Georgia", "country", ""),
    ]


def test_people_are_shown_with_office_and_country_which_is_not_said_twice(desk, article):
    macron = make_entity("person", "Emmanuel Macron", country="FR")
    attal = make_entity("person", "Gabriel Attal", country="FR")
    make_annotation(article, "Emmanuel Macron", entity=macron, slots=[("office", "President")])
    make_annotation(article, "Gabriel", entity=attal)
    assert told(desk, article) == [
        ("Emmanuel Macron", "France", "President"),
        ("Gabriel Attal", "France", ""),
    ]
    office = macron.annotations.get().roles.get()
    office.value = "President of France"
    office.save()
    assert told(desk, article)[0] == ("Emmanuel Macron", "", "President of France")


def test_a_link_to_another_kind_says_which(desk, article):
    france = make_entity("place", "France", country="FR", feature="country")
    agency = make_entity("organisation", "Reuters", country="GB")
    make_annotation(article, "French", label="NORP", entity=france)
    make_annotation(article, "Reuters", label="PERSON", entity=agency)
    assert told(desk, article) == [
        ("Reuters", "organisation, United Kingdom", ""),
        ("France", "country", ""),
    ]


def test_a_merged_entity_is_told_as_the_one_that_answers_for_it(desk, article):
    paris = make_entity("place", "Paris", country="FR", feature="city")
    other = make_entity("place", "Paris", country="US", feature="city")
    Entity.objects.filter(pk=other.pk).update(canonical=paris)
    make_annotation(article, "Paris", label="PLACE", entity=other)
    assert told(desk, article) == [("Paris", "city, France", "")]


def test_a_name_that_is_not_linked_says_so(desk, article):
    make_annotation(article, "Nobody")
    assert told(desk, article) == [("Nobody", "not linked", "")]


def test_what_is_told_costs_no_query_a_name(desk, article, django_assert_num_queries):
    def look():
        desk.get(article.get_absolute_url())

    def link(words):
        place = make_entity("place", words, country="FR", feature="city")
        make_annotation(article, words, label="PLACE", entity=place)

    link("Paris")
    with CaptureQueriesContext(connection) as before:
        look()
    for words in ("Reuters", "Nobody", "Gabriel"):
        link(words)
    with django_assert_num_queries(len(before)):
        look()
