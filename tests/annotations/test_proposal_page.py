"""The pages of proposals: the list and its search, the thread, and overruling its outcome."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Outcome, Proposal, Review, Verdict
from tests.factories import make_article, make_entity, make_proposal, make_response


@pytest.fixture
def visitor(client, reader):
    client.force_login(reader)
    return client


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def iran(db):
    return make_entity("place", "Iran", country="IR", feature="country")


@pytest.fixture
def telling(iran):
    article = make_article(
        "Mohamed ElBaradei asked Iran to ship its uranium abroad.",
        title="The plan",
        published="2009-10-21",
    )
    return make_proposal(
        article,
        "asked",
        label="request",
        status="accepted",
        slots=[
            ("proposer", "Mohamed ElBaradei", make_entity(name="Mohamed ElBaradei")),
            ("content", "to ship its uranium abroad"),
            ("addressee", "Iran", iran),
        ],
    )


@pytest.fixture
def refusal(telling, iran):
    article = make_article(
        "Iran refused unless <b>fuel</b> came first.", title="The answer", published="2009-11-18"
    )
    return make_response(
        article,
        "refused",
        "reject",
        proposal=telling.proposal,
        status="accepted",
        slots=[("responder", "Iran", iran), ("condition", "unless <b>fuel</b> came first")],
    )


def address(telling):
    return reverse("proposal", args=[telling.proposal_id])


def titles(response):
    return [thread.title for thread in response.context["page"].object_list]


def overrule(client, telling, outcome="accepted", reason="It was signed.", **more):
    fields = {"outcome": outcome, "reason": reason, "request_id": uuid.uuid4()} | more
    return client.post(reverse("overrule_proposal", args=[telling.proposal_id]), fields)


def test_it_shows_who_said_what_when_and_links_to_the_words(visitor, telling, refusal):
    text = visitor.get(address(telling)).text
    assert "Mohamed ElBaradei: to ship its uranium abroad" in text
    assert "21 Oct 2009" in text
    assert "18 Nov 2009" in text
    for annotation in (telling, refusal):
        assert f'href="/articles/{annotation.article_id}/#a{annotation.pk}"' in text
    assert '<span class="m-cue ">refused</span>' in text
    assert "✗</span> rejected</span>" in text
    assert "<b>fuel" not in text
    assert "&lt;b&gt;fuel&lt;/b&gt;" in text


def test_it_says_who_has_not_answered(visitor, telling):
    text = visitor.get(address(telling)).text
    assert "no answer yet" in text
    assert "No answer that decides has been checked yet." in text


def test_it_says_what_unchecked_suggestions_would_make_of_it(visitor, telling, refusal):
    refusal.status = "suggested"
    refusal.save()
    text = visitor.get(address(telling)).text
    assert "If the unchecked suggestions are right" in text
    assert "no checked answer" in text


def test_an_id_that_was_joined_leads_on_and_one_that_is_untold_is_not_found(visitor, telling):
    old = Proposal.objects.create(canonical=telling.proposal)
    assert visitor.get(reverse("proposal", args=[old.pk])).url == address(telling)
    untold = Proposal.objects.create()
    assert visitor.get(reverse("proposal", args=[untold.pk])).status_code == 404
    assert visitor.get("/proposals/999999/").status_code == 404


def test_counter_proposals_lead_to_each_other(visitor, telling):
    other = make_proposal(
        make_article("Turkey offered a swap.", published="2010-05-17"),
        "offered",
        label="offer",
        slots=[("content", "a swap")],
    )
    other.proposal.counter_to = telling.proposal
    other.proposal.save()
    assert "Somebody: a swap" in visitor.get(address(telling)).text
    assert "counter to" in visitor.get(address(other)).text


def test_the_number_of_queries_does_not_grow_with_the_thread(
    visitor, telling, refusal, django_assert_max_num_queries
):
    for number in range(10):
        article = make_article(f"Iran refused {number} times.", title=f"T{number}")
        make_response(article, "refused", "reject", proposal=telling.proposal)
    with django_assert_max_num_queries(10):
        visitor.get(address(telling))


def test_an_editor_sets_an_outcome_with_a_reason_and_takes_it_back(desk, telling, refusal, editor):
    assert "Overrule" in desk.get(address(telling)).text
    assert overrule(desk, telling).url == address(telling)
    text = desk.get(address(telling)).text
    assert "✓</span> accepted</span>" in text
    assert "It was signed." in text
    assert "From the answers alone it would be rejected." in text
    overrule(desk, telling, outcome="", reason="")
    telling.proposal.refresh_from_db()
    assert telling.proposal.overruled_outcome == ""
    assert (
        list(Review.objects.values_list("verdict", "user")) == [(Verdict.OVERRULE, editor.pk)] * 2
    )


def test_sending_twice_decides_once(desk, telling):
    request_id = uuid.uuid4()
    for _ in range(2):
        overrule(desk, telling, request_id=request_id)
    assert Review.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"reason": "  "}, "Say why"),
        ({"outcome": "lost"}, "Select a valid choice"),
        ({"request_id": "not one"}, "valid UUID"),
    ],
)
def test_a_bad_ruling_is_told_and_changes_nothing(desk, telling, fields, message):
    response = overrule(desk, telling, **fields)
    assert response.status_code == 422
    assert message in response.text
    telling.proposal.refresh_from_db()
    assert telling.proposal.overruled_outcome == ""


def test_readers_and_outsiders_may_not_overrule(client, reader, telling):
    assert overrule(client, telling).url.startswith("/accounts/login/")
    client.force_login(reader)
    assert "Overrule" not in client.get(address(telling)).text
    assert overrule(client, telling).status_code == 403
    assert Review.objects.count() == 0


def test_overruling_is_a_post(desk, telling):
    assert desk.get(reverse("overrule_proposal", args=[telling.proposal_id])).status_code == 405


def test_outsiders_read_only_a_public_desk(telling, settings):
    outsider = Client()
    for url in ("/proposals/", address(telling)):
        assert outsider.get(url).url == f"/accounts/login/?next={url}"
    settings.NEWSDESK_PUBLIC = True
    assert outsider.get("/proposals/").status_code == 200
    assert outsider.get(address(telling)).status_code == 200


@pytest.fixture
def truce(db):
    article = make_article("Egypt offered Israël a truce.", published="2023-11-02")
    return make_proposal(
        article,
        "offered",
        label="offer",
        slots=[("proposer", "Egypt"), ("content", "a truce"), ("addressee", "Israël")],
    )


URANIUM, TRUCE = "Mohamed ElBaradei: to ship its uranium abroad", "Egypt: a truce"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [TRUCE, URANIUM]),
        ({"words": "URANIUM ship"}, [URANIUM]),
        ({"words": "uranium truce"}, []),
        ({"words": "israel"}, [TRUCE]),
        ({"words": "elbaradei iran"}, [URANIUM]),
        ({"proposer": "egypt"}, [TRUCE]),
        ({"proposer": "iran"}, []),
        ({"addressee": "iran"}, [URANIUM]),
        ({"first": "2010-01-01"}, [TRUCE]),
        ({"last": "2009-10-21"}, [URANIUM]),
        ({"outcome": "rejected"}, [URANIUM]),
        ({"outcome": "open"}, [TRUCE]),
        ({"outcome": "accepted"}, []),
    ],
)
def test_the_list_is_searched(visitor, telling, refusal, truce, asked, found):
    assert titles(visitor.get("/proposals/", asked)) == found


def test_an_overruled_outcome_is_found_as_what_it_was_set_to(visitor, telling, refusal, editor):
    client = Client()
    client.force_login(editor)
    overrule(client, telling)
    assert titles(visitor.get("/proposals/", {"outcome": "accepted"})) == [URANIUM]
    assert titles(visitor.get("/proposals/", {"outcome": "rejected"})) == []


def test_outcomes_of_every_kind_are_found(visitor, iran):
    """What the list filters by is what each thread says of itself."""
    for number, stances in enumerate(
        ["", "accept", "support", "reject", "oppose", "support oppose", "noncommittal", "withdrawn"]
    ):
        article = make_article(f"{number} Iran proposed that Iran {stances} it.", title=f"{number}")
        telling = make_proposal(article, status="accepted", slots=[("addressee", "Iran", iran)])
        for stance in stances.split():
            if stance == "withdrawn":
                make_proposal(
                    article,
                    stance,
                    proposal=telling.proposal,
                    telling=stance,
                    status="accepted",
                )
            else:
                make_response(
                    article,
                    stance,
                    stance,
                    proposal=telling.proposal,
                    status="accepted",
                    slots=[("responder", "Iran", iran)],
                )
    every = {
        thread.proposal.pk: thread.outcome
        for thread in visitor.get("/proposals/").context["page"].object_list
    }
    assert len(every) == 8
    assert set(every.values()) == set(Outcome.values)
    for outcome in Outcome.values:
        found = visitor.get("/proposals/", {"outcome": outcome}).context["page"].object_list
        assert {thread.proposal.pk for thread in found} == {
            pk for pk, one in every.items() if one == outcome
        }


def test_names_of_merged_entities_find_too(visitor, telling, iran):
    persia = make_entity("place", "Persia")
    persia.canonical = iran
    persia.save()
    assert titles(visitor.get("/proposals/", {"addressee": "persia"})) == [URANIUM]


def test_empty_lists_say_why(visitor, db):
    assert "No proposals yet." in visitor.get("/proposals/").text
    assert "Nothing matches." in visitor.get("/proposals/", {"words": "x"}).text
