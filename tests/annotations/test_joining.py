"""What a card proposes that it may be a telling of, or may answer."""

import pytest

from annotations import joining
from annotations.models import Annotation, Role
from tests.factories import make_article, make_entity, make_proposal, make_response

from .story import address, fresh, post, tell_sequel

pytestmark = pytest.mark.django_db


def loaded(annotation):
    return Annotation.objects.with_slots().select_related("article").get(pk=annotation.pk)


def likeliest(annotation, verb="join"):
    found = joining.likeliest(loaded(annotation), verb)
    return found and found.proposal_id


def listed(annotation, verb, words=""):
    return [one.proposal_id for one in joining.candidates(loaded(annotation), verb, words)]


def tell(words, published, entity=None, cue="proposed", **more):
    """An article in which somebody, the first word, proposes the words behind the cue."""
    article = make_article(words, published=published)
    content = words.partition(f"{cue} ")[2].rstrip(".")
    slots = [("proposer", words.split()[0], entity), ("content", content)]
    return make_proposal(article, cue, slots=slots, **more)


@pytest.fixture
def oslo(db):
    return make_entity("place", "Norway", country="NO", feature="country")


@pytest.fixture
def chad(db):
    return make_entity("place", "Chad", country="TD", feature="country")


def test_the_same_proposer_with_like_words_near_in_time_is_likely(story):
    sequel = tell_sequel(story.macron)
    assert likeliest(sequel.proposal) == story.proposal.proposal_id


@pytest.mark.parametrize(
    ("words", "published", "same"),
    [
        ("Oslo proposed a tribunal for pirates.", "2024-05-02", True),  # other words
        ("Oslo proposed a tribunal with several observers.", "2024-05-02", True),  # one word
        ("Oslo proposed a ceasefire that observers monitored.", "2019-01-01", True),  # years apart
        ("Chad proposed a ceasefire monitored by observers.", "2024-05-02", False),  # another
    ],
)
def test_what_only_partly_fits_is_not_likely(oslo, chad, words, published, same):
    first = tell("Oslo proposed a ceasefire monitored by observers.", "2024-05-01", oslo)
    other = tell(words, published, oslo if same else chad)
    assert likeliest(other) is None
    assert first.proposal_id in listed(other, "join")


def test_nearly_the_same_words_are_likely_where_nobody_is_linked(db):
    first = tell("Rebels proposed a ceasefire monitored by African observers.", "2024-05-01")
    again = tell("Militia proposed a ceasefire that observers monitored.", "2024-05-03")
    assert likeliest(again) == first.proposal_id


def test_a_retelling_in_the_same_article_is_likely(oslo):
    article = make_article("Oslo proposed a prisoner swap. Oslo again urged a swap of prisoners.")
    first, again = (
        make_proposal(article, cue, slots=[("proposer", "Oslo", oslo), ("content", content)])
        for cue, content in [("proposed", "a prisoner swap"), ("urged", "a swap of prisoners")]
    )
    assert joining.likeliest(loaded(again), "join").here
    assert likeliest(again) == first.proposal_id


def test_what_stands_joined_proposes_nothing(desk, story):
    sequel = tell_sequel(story.macron)
    assert "Perhaps the same as" in desk.get(address(sequel.proposal)).text
    post(desk, sequel.proposal, "join", proposal=story.proposal.proposal_id)
    assert "Perhaps the same as" not in desk.get(address(sequel.proposal)).text


def test_one_press_joins_what_the_card_proposes(desk, story):
    sequel = tell_sequel(story.macron)
    page = desk.get(address(sequel.proposal)).text
    line = page.partition('class="likeliest"')[2].partition("</form>")[0]
    assert f'name="proposal" value="{story.proposal.proposal_id}" data-key="s"' in line
    assert "The Daily Test, 24 Oct 2023" in line


def test_a_reader_is_proposed_nothing(client, reader, story):
    client.force_login(reader)
    sequel = tell_sequel(story.macron)
    assert "Perhaps the same as" not in client.get(address(sequel.proposal)).text


# --- Responses ----------------------------------------------------------------------------------


def test_a_response_means_what_its_object_names(story):
    sequel = tell_sequel(story.macron)
    assert likeliest(sequel.response, "attach") == story.proposal.proposal_id


def test_a_response_by_who_was_asked_is_likely_without_an_object(oslo, chad):
    asked = tell("Oslo proposed a summit. Chad waits.", "2024-05-01", oslo)
    Role.objects.create(annotation=asked, slot="addressee", entity=chad, value="Chad")
    article = make_article("Chad refused.", published="2024-05-02")
    response = make_response(article, "refused", slots=[("responder", "Chad", chad)])
    assert likeliest(response, "attach") == asked.proposal_id
    # Nobody answers their own proposal.
    own = make_response(article, "Chad refused", slots=[("responder", "Chad", oslo)])
    assert likeliest(own, "attach") is None


def test_the_proposals_of_its_own_article_come_first_the_nearest_before_it(story):
    sequel = tell_sequel(story.macron)
    article = make_article("A offered. B offers. C refused. D is offering.")
    tellings = [make_proposal(article, cue) for cue in ("offered", "offers", "offering")]
    response = make_response(article, "refused")
    before, nearest, after = (one.proposal_id for one in tellings)
    found = listed(response, "attach")
    assert found[:3] == [nearest, before, after]
    assert {story.proposal.proposal_id, sequel.proposal.proposal_id} <= set(found[3:])


def test_the_card_of_a_loose_response_proposes_what_it_answers(desk, story):
    sequel = tell_sequel(story.macron)
    page = desk.get(address(sequel.response)).text
    assert "Perhaps it answers" in page
    post(desk, sequel.response, "attach", proposal=story.proposal.proposal_id)
    assert "Perhaps it answers" not in desk.get(address(sequel.response)).text


# --- The list -----------------------------------------------------------------------------------


def test_a_proposal_is_offered_once_and_never_itself(story, editor):
    sequel = tell_sequel(story.macron)
    again = make_proposal(story.article, "asked", proposal=story.proposal.proposal)
    found = listed(sequel.proposal, "join")
    assert found.count(story.proposal.proposal_id) == 1
    assert sequel.proposal.proposal_id not in found
    assert listed(again, "join") == [sequel.proposal.proposal_id]


def test_what_is_no_longer_told_is_not_offered(story):
    sequel = tell_sequel(story.macron)
    Annotation.objects.filter(pk=story.proposal.pk).update(status="rejected")
    assert listed(sequel.proposal, "join") == []
    assert likeliest(sequel.proposal) is None


def test_words_are_searched_in_content_names_and_title(story):
    sequel = tell_sequel(story.macron)
    for words in ("islamic widened", "macron", "Emmanuel proposes"):
        assert listed(sequel.proposal, "join", words) == [story.proposal.proposal_id]
    assert listed(sequel.proposal, "join", "unicorn") == []


def test_what_a_card_proposes_costs_few_queries(story, django_assert_max_num_queries):
    sequel = loaded(tell_sequel(story.macron).proposal)
    for number in range(20):
        make_proposal(make_article(f"Oslo proposed {number}.", title=str(number)), "proposed")
    with django_assert_max_num_queries(7):
        joining.likeliest(sequel, "join")
    assert fresh(story.proposal).revision == 1
