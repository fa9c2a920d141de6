"""A name labelled a place can be linked to any place of the gazetteer, stored or not."""

import re
import uuid

import pytest

from annotations import placing
from annotations.models import Annotation, Entity, Review
from annotations.pipeline.actors import gazetteer
from annotations.refusals import Refused
from tests.factories import make_annotation, make_article, make_entity

from .story import fresh, post

pytestmark = pytest.mark.django_db

GEORGIA_STATE, GEORGIA_COUNTRY, GAZA_STRIP = 4197000, 614540, 281132
NUMBERS = {place.geonames_id: place.id for place in gazetteer.find(["georgia"])["georgia"]}
STATE, COUNTRY = (f"{NUMBERS[one]} Georgia" for one in (GEORGIA_STATE, GEORGIA_COUNTRY))
CHOICE = re.compile(r'name="(entity|place)" value="([^"]*)"><b>([^<]*)</b> <span[^>]*>([^<]*)<')


@pytest.fixture
def article(db):
    return make_article("Atlanta, Georgia - Georgia votes; Springfield too. Georgia Meloni left.")


@pytest.fixture
def named(article):
    return make_annotation(article, "Georgia", label="ORG")


def choices(page):
    """What a page offers to link to: (field, value, name, told) each, in order."""
    return CHOICE.findall(page)


# --- What the gazetteer knows --------------------------------------------------------------------


def test_places_of_the_name_come_countries_first_then_by_size():
    found = placing.candidates("Georgia")
    assert [place.geonames_id for place in found[:2]] == [GEORGIA_COUNTRY, GEORGIA_STATE]
    assert placing.candidates("gaza strip")[0].geonames_id == GAZA_STRIP


@pytest.mark.parametrize("words", ["", "  ", "Nowhere at All", "!?", "大"])
def test_words_that_name_no_place_find_none(words):
    assert placing.candidates(words) == []


def test_where_no_gazetteer_is_compiled_a_page_does_not_compile_one(monkeypatch, tmp_path):
    monkeypatch.setenv("NEWSDESK_GAZETTEER", str(tmp_path / "gazetteer.sqlite3"))
    assert placing.candidates("Georgia") == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "number", "told"),
    [
        ("Georgia", 0, "country"),
        ("Georgia", 1, "state, United States"),
        ("Gaza Strip", 0, "region, Palestine"),
        ("Springfield", 0, "city, Missouri, United States"),
        ("Black Sea", 0, "water"),
    ],
)
def test_each_says_what_kind_of_place_it_is_and_where(words, number, told):
    assert placing.told(placing.candidates(words)[number]) == told


# --- Choosing one --------------------------------------------------------------------------------


def test_after_relabelling_to_a_place_the_answer_asks_which(desk, named):
    page = post(desk, named, "relabel", label="PLACE", htmx=True).content.decode()
    offer = page[page.index('hx-swap-oob="innerHTML:#offer"') :]
    assert "Which place is “Georgia”?" in offer
    assert (
        "place",
        STATE,
        "Georgia",
        "state, United States · new here",
    ) in choices(offer)


def test_without_script_the_page_after_it_leads_to_the_places(desk, named):
    page = desk.get(post(desk, named, "relabel", label="PLACE").url).content.decode()
    link = re.search(r'<a href="([^"]*)">Say which place it is</a>', page)
    assert choices(desk.get(link[1]).content.decode())


def test_choosing_a_place_makes_its_entity_with_a_point(desk, named):
    post(desk, named, "relabel", label="PLACE")
    post(desk, fresh(named), "relink", place=STATE)
    entity = fresh(named).entity
    assert (entity.kind, entity.name, entity.country, entity.provisional) == (
        "place",
        "Georgia",
        "US",
        False,
    )
    place = entity.place
    assert (place.geonames_id, place.feature) == (GEORGIA_STATE, "region")
    assert (round(place.latitude), round(place.longitude)) == (33, -84)
    assert [alias.name for alias in entity.aliases.all()] == ["Georgia"]


def test_known_places_come_first_and_none_comes_twice(desk, article):
    stored = make_entity(
        "place", "Georgia", country="US", feature="region", geonames_id=GEORGIA_STATE
    )
    named = make_annotation(article, "Georgia", label="PLACE")
    page = desk.get(f"/articles/{article.pk}/annotations/{named.pk}/relink/").content.decode()
    found = choices(page)
    assert found[0] == ("entity", str(stored.pk), "Georgia", "state, United States · 0 mentions")
    assert found[1][:2] == ("place", COUNTRY)
    assert not any(value == STATE for _, value, *_ in found)


def test_a_place_chosen_twice_is_one_entity_also_after_a_merge(desk, article, chief):
    first = make_annotation(article, "Georgia", label="PLACE")
    second = make_annotation(article, "Georgia", occurrence=1, label="PLACE")
    for one in (first, second):
        post(desk, one, "relink", place=STATE)
    entity = fresh(first).entity
    assert fresh(second).entity == entity
    into = make_entity("place", "State of Georgia", country="US")
    Entity.objects.filter(pk=entity.pk).update(canonical=into)
    assert placing.stored(NUMBERS[GEORGIA_STATE], "Georgia") == into


def test_a_place_without_a_geonames_id_is_one_entity_too(desk):
    article = make_article("Ships left the Black Sea; the Black Sea is calm.", title="Ships")
    first, second = (
        make_annotation(article, "Black Sea", occurrence=n, label="PLACE") for n in (0, 1)
    )
    sea = placing.candidates("Black Sea")[0]
    assert sea.geonames_id is None
    for one in (first, second):
        post(desk, one, "relink", place=f"{sea.id} {sea.name}")
    assert fresh(first).entity == fresh(second).entity
    assert fresh(first).entity.place.latitude == sea.latitude
    assert sea not in placing.not_stored(placing.candidates("Black Sea"))


def test_the_same_request_twice_makes_one_place(desk, named):
    sent = {"request_id": uuid.uuid4(), "place": STATE}
    for _ in range(2):
        assert post(desk, named, "relink", **sent).status_code == 303
    assert Entity.objects.filter(place__geonames_id=GEORGIA_STATE).count() == 1
    assert Review.objects.count() == 1


def test_a_place_for_what_somebody_changed_meanwhile_is_not_made(desk, named):
    Annotation.objects.filter(pk=named.pk).update(revision=2)
    assert post(desk, named, "relink", place=STATE).status_code == 409
    assert not Entity.objects.exists()


@pytest.mark.parametrize(
    "value",
    [
        "1 Georgia",
        "x Georgia",
        STATE.split()[0],
        STATE.replace("Georgia", "Rome"),
        "99999999999 Rome",
    ],
)
def test_a_place_that_the_gazetteer_does_not_hold_is_refused(desk, named, value):
    assert post(desk, named, "relink", place=value).status_code == 422
    assert not Entity.objects.exists()


def test_the_place_is_said_by_the_gazetteer_not_by_the_form():
    with pytest.raises(Refused):
        placing.stored(NUMBERS[GEORGIA_STATE], "Atlantis")


def test_the_page_of_an_unlinked_place_offers_places_at_once(desk, article):
    named = make_annotation(article, "Springfield", label="PLACE")
    page = desk.get(f"/articles/{article.pk}/annotations/{named.pk}/").content.decode()
    assert len(choices(page)) == 8


def test_the_search_while_typing_finds_places_of_the_kind_only(desk):
    assert choices(desk.get("/entities/suggest/?q=Georgia&kind=place").content.decode())
    assert not choices(desk.get("/entities/suggest/?q=Georgia&kind=person").content.decode())
