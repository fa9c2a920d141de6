"""Storing what the pipeline says: a difference, in a fixed number of queries."""

import pytest
from django.db import transaction

from annotations import storing
from annotations.models import Annotation, Entity, ExtractionRun, Proposal, Role
from annotations.pipeline.records import EntityLink
from tests.factories import make_article, make_entity

from .records import MACRON, PARIS, PARIS_TEXAS, Reader, extraction

TEXT = (
    "French President Emmanuel Macron proposed in Paris a wider coalition against Hamas.\n\n"
    "Macron said the idea was urgent. Jordan rejected the idea. Paris, Texas was calm."
)
READER = Reader(TEXT)
PROPOSAL = READER.proposal(
    "proposed",
    proposer=READER.span("Emmanuel Macron", "Emmanuel Macron"),
    content=READER.span("a wider coalition against Hamas"),
    responses=[READER.response("rejected", responder=READER.span("Jordan", "Jordan"))],
)


def store(article, **records):
    run, _ = ExtractionRun.objects.get_or_create(article=article, version="test")
    with transaction.atomic():
        return storing.store(article, extraction(**records), run)


def rows():
    annotations = list(Annotation.objects.order_by("pk").values())
    return annotations, list(Role.objects.order_by("pk").values())


@pytest.fixture
def article(db):
    return make_article(TEXT)


def test_a_proposal_comes_with_its_roles_its_thread_and_its_responses(article):
    store(
        article,
        mentions=[READER.mention("Emmanuel Macron", "PERSON", MACRON)],
        proposals=[PROPOSAL],
    )
    told = Annotation.objects.get(layer="proposal")
    assert (told.text, told.telling, told.status) == ("proposed", "made", "suggested")
    assert {role.slot: role.text for role in told.roles.all()} == {
        "proposer": "Emmanuel Macron",
        "content": "a wider coalition against Hamas",
    }
    assert told.roles.get(slot="proposer").entity.name == "Emmanuel Macron"
    response = Annotation.objects.get(layer="response")
    assert (response.proposal, response.answers) == (told.proposal, told)
    assert response.roles.get().value == "Jordan"


def test_the_same_extraction_twice_writes_nothing(article):
    records = {
        "mentions": [
            READER.mention("Emmanuel Macron", "PERSON", MACRON),
            READER.mention("Paris", "PLACE", PARIS),
            READER.mention("Paris", "PLACE", PARIS_TEXAS, occurrence=1),
        ],
        "attributions": [READER.attribution("the idea was urgent", "Macron")],
        "proposals": [PROPOSAL],
    }
    store(article, **records)
    before = rows()
    counts = store(article, **records)
    assert rows() == before
    assert counts["kept"] == 6
    assert Proposal.objects.count() == 1


def test_what_is_no_longer_suggested_is_withdrawn_with_what_was_made_for_it(article):
    store(
        article,
        mentions=[READER.mention("Emmanuel Macron", "PERSON", MACRON)],
        proposals=[PROPOSAL],
    )
    store(article)
    assert set(Annotation.objects.values_list("status", flat=True)) == {"withdrawn"}
    assert not Entity.objects.exists()
    assert not Proposal.objects.exists()


def test_a_withdrawn_suggestion_made_again_keeps_its_id(article):
    mention = READER.mention("Emmanuel Macron", "PERSON", MACRON)
    store(article, mentions=[mention])
    first = Annotation.objects.get()
    store(article)
    store(article, mentions=[mention])
    again = Annotation.objects.get()
    assert (again.pk, again.status, again.entity.name) == (first.pk, "suggested", "Emmanuel Macron")
    assert again.revision > first.revision


def test_a_suggestion_told_better_keeps_its_id_and_its_thread(article):
    store(article, proposals=[READER.proposal("proposed")])
    first = Annotation.objects.get()
    store(article, proposals=[PROPOSAL])
    better = Annotation.objects.get(layer="proposal")
    assert (better.pk, better.proposal) == (first.pk, first.proposal)
    assert better.roles.count() == 2


def test_the_number_of_queries_does_not_grow_with_annotations(
    article, django_assert_max_num_queries
):
    text = " ".join(f"Person{n} Surname{n} spoke in Town{n}." for n in range(150))
    long = make_article(text)
    reader = Reader(text)
    mentions = [
        reader.mention(f"Person{n} Surname{n}", "PERSON", EntityLink("person", f"P{n} Surname{n}"))
        for n in range(150)
    ]
    with django_assert_max_num_queries(22):
        store(long, mentions=mentions)
    assert Entity.objects.count() == 150


def test_places_with_one_name_are_told_apart_by_their_geonames_id(article):
    store(
        article,
        mentions=[
            READER.mention("Paris", "PLACE", PARIS),
            READER.mention("Paris", "PLACE", PARIS_TEXAS, occurrence=1),
        ],
    )
    found = Annotation.objects.order_by("start_char").values_list("entity__country", flat=True)
    assert list(found) == ["FR", "US"]


def test_a_bare_surname_makes_no_entity(article):
    store(article, mentions=[READER.mention("Macron", "PERSON", EntityLink("person", "Macron"))])
    assert Annotation.objects.get().entity is None
    assert not Entity.objects.exists()


def test_a_name_is_linked_to_the_one_entity_that_bears_it(article):
    known = make_entity(name="Emmanuel Macron")
    store(article, mentions=[READER.mention("Emmanuel Macron", "PERSON", MACRON)])
    assert Annotation.objects.get().entity == known


def test_a_name_borne_by_two_is_linked_to_neither_where_nothing_decides(article):
    for country in ("FR", "BE", "", ""):
        make_entity(name="Jean Dupont", country=country)
    link = EntityLink("person", "Jean Dupont")
    for text in (article, make_article(TEXT, outlet="Another")):
        store(text, mentions=[READER.mention("Emmanuel Macron", "PERSON", link)])
    first, second = (found.entity for found in Annotation.objects.select_related("entity"))
    assert first == second
    assert first.provisional
    assert first.country == ""


def test_a_country_that_contradicts_keeps_namesakes_apart(article):
    american = make_entity(name="Emmanuel Macron", country="US")
    store(article, mentions=[READER.mention("Emmanuel Macron", "PERSON", MACRON)])
    assert Annotation.objects.get().entity not in (None, american)


def test_a_country_told_later_is_learnt(article):
    nameless = EntityLink("person", "Emmanuel Macron")
    store(article, mentions=[READER.mention("Emmanuel Macron", "PERSON", nameless)])
    later = make_article(TEXT, outlet="Another")
    store(later, mentions=[READER.mention("Emmanuel Macron", "PERSON", MACRON)])
    entity = Entity.objects.get()
    assert (entity.country, entity.revision) == ("FR", 2)


def test_a_country_told_once_in_an_article_holds_for_all_mentions_there(article):
    mentions = [
        READER.mention("Emmanuel Macron", "PERSON", EntityLink("person", "Emmanuel Macron")),
        READER.mention("Macron", "PERSON", MACRON, occurrence=1),
    ]
    store(article, mentions=mentions)
    assert Entity.objects.get().country == "FR"
    assert {one.entity for one in Annotation.objects.all()} == {Entity.objects.get()}


def test_a_merged_entity_is_linked_by_where_it_went(article):
    standing = make_entity(name="President Macron of France")
    merged = make_entity(name="Emmanuel Macron")
    merged.canonical = standing
    merged.save()
    store(article, mentions=[READER.mention("Emmanuel Macron", "PERSON", MACRON)])
    assert Annotation.objects.get().entity == standing


def test_an_office_is_kept_with_its_words_on_the_mention(article):
    office = READER.span("French President", "President of France")
    store(article, mentions=[READER.mention("Emmanuel Macron", "PERSON", MACRON, office=office)])
    role = Annotation.objects.get().roles.get()
    assert (role.slot, role.text, role.value) == (
        "office",
        "French President",
        "President of France",
    )


def test_two_sources_of_the_same_content_stand_side_by_side(article):
    attributions = [
        READER.attribution("the idea was urgent", "Macron"),
        READER.attribution("the idea was urgent", "Jordan"),
    ]
    store(article, attributions=attributions)
    before = rows()
    store(article, attributions=attributions)
    assert len(before[0]) == 2
    assert rows() == before


def test_a_proposal_told_again_here_is_one_thread(article):
    again = READER.proposal("the idea", id="p2", same_as="p1")
    store(article, proposals=[PROPOSAL, again])
    tellings = Annotation.objects.filter(layer="proposal").order_by("start_char")
    assert [told.telling for told in tellings] == ["made", "restated"]
    assert len({told.proposal_id for told in tellings}) == 1
