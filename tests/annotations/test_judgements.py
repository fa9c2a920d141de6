"""Re-reading an article keeps every judgement and suggests nothing judged again."""

import pytest

from annotations import review
from annotations.models import Annotation
from annotations.review import Decision
from tests.factories import find, make_article

from .records import MACRON, Reader
from .test_storing import store

TEXT = "Emmanuel Macron proposed a wider coalition. Jordan rejected the idea of Macron on Friday."
READER = Reader(TEXT)
RECORDS = {
    "mentions": [
        READER.mention("Emmanuel Macron", "PERSON", MACRON),
        READER.mention("Jordan", "ORG"),
    ],
    "attributions": [READER.attribution("a wider coalition. Jordan rejected", "Emmanuel Macron")],
    "proposals": [
        READER.proposal(
            "proposed",
            content=READER.span("a wider coalition"),
            responses=[READER.response("rejected", responder=READER.span("Jordan"))],
        )
    ],
}


@pytest.fixture
def article(db):
    article = make_article(TEXT)
    store(article, **RECORDS)
    return article


def decide(verb, user, annotation, *args, **more):
    annotation.refresh_from_db()
    return verb(Decision(user, annotation.pk, annotation.revision), *args, **more)


def frozen():
    return list(Annotation.objects.order_by("pk").values())


@pytest.mark.parametrize("verb", [review.accept, review.reject])
def test_a_judged_annotation_stays_as_it_is(article, editor, verb):
    for annotation in Annotation.objects.all():
        decide(verb, editor, annotation)
    before = frozen()
    store(article, **RECORDS)
    assert frozen() == before
    store(article)
    assert frozen() == before


def test_nothing_is_suggested_over_the_label_that_was_corrected(article, editor):
    jordan = Annotation.objects.get(text="Jordan")
    decide(review.relabel, editor, jordan, "PLACE")
    before = frozen()
    store(article, **RECORDS)
    assert frozen() == before
    assert Annotation.objects.get(text="Jordan").label == "PLACE"


def test_nothing_is_suggested_over_the_words_that_were_corrected(article, editor):
    cue = Annotation.objects.get(layer="proposal")
    span = find(article, "idea")
    decide(review.respan, editor, cue, span["start_char"], span["end_char"], "idea")
    before = frozen()
    store(article, **RECORDS)
    assert frozen() == before


def test_another_label_may_be_suggested_where_one_was_rejected(article, editor):
    decide(review.reject, editor, Annotation.objects.get(text="Jordan"))
    store(article, **RECORDS | {"mentions": [READER.mention("Jordan", "PLACE")]})
    assert set(Annotation.objects.filter(text="Jordan").values_list("label", "status")) == {
        ("ORG", "rejected"),
        ("PLACE", "suggested"),
    }


def test_half_the_content_from_the_same_source_is_the_same_attribution(article, editor):
    decide(review.reject, editor, Annotation.objects.get(layer="attribution"))
    shorter = READER.attribution("a wider coalition. Jordan", "Emmanuel Macron")
    other_source = READER.attribution("a wider coalition. Jordan", "Jordan")
    store(article, **RECORDS | {"attributions": [shorter, other_source]})
    live = Annotation.objects.live().filter(layer="attribution")
    assert [one.roles.get(slot="source").text for one in live] == ["Jordan"]


def test_an_undone_judgement_leaves_a_suggestion_like_any_other(article, editor):
    jordan = Annotation.objects.get(text="Jordan")
    review.undo(editor, decide(review.reject, editor, jordan))
    store(article, **RECORDS | {"mentions": []})
    jordan.refresh_from_db()
    assert jordan.status == "withdrawn"


def test_a_response_is_attached_to_the_telling_that_was_accepted(article, editor):
    told = Annotation.objects.get(layer="proposal")
    decide(review.accept, editor, told)
    second = READER.response("rejected the idea", stance="oppose", id="r2")
    proposals = [READER.proposal("proposed", responses=[second])]
    store(article, **RECORDS | {"proposals": proposals})
    response = Annotation.objects.live().get(layer="response")
    assert (response.answers, response.proposal_id) == (told, told.proposal_id)


def test_a_response_to_a_rejected_telling_stands_alone(article, editor):
    decide(review.reject, editor, Annotation.objects.get(layer="proposal"))
    store(article, **RECORDS)
    response = Annotation.objects.get(layer="response")
    assert (response.answers, response.proposal, response.status) == (None, None, "suggested")
