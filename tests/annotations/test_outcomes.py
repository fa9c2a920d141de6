"""Outcomes of many proposals at once are those that their threads derive."""

import random

import pytest

from annotations import listing, outcomes, threads
from annotations.models import Outcome, Proposal
from annotations.models.annotations import LABELS
from tests.factories import make_annotation, make_article, make_entity, make_proposal, make_response

pytestmark = pytest.mark.django_db
TEXT = "Foreign Minister Ann Lee of Iran proposed, asked, agreed, refused, met Bo Ray and France."
NAMES = ("Ann Lee", "Iran", "Bo Ray", "France")
STATUSES = (*("accepted",) * 6, "suggested", "rejected")


@pytest.fixture
def entities():
    iran = make_entity("place", "Iran", country="IR", feature="country")
    persia = make_entity("place", "Persia", country="IR", feature="country")
    persia.canonical = iran
    persia.save()
    people = [make_entity(name=name, country=code) for name, code in (("A", "IR"), ("B", ""))]
    return [iran, persia, *people, make_entity("organisation", "C", country="FR"), None]


def tell(rng, article, entities, proposal):
    addressees = [("addressee", rng.choice(NAMES), rng.choice(entities)) for _ in range(2)]
    make_proposal(
        article,
        label="propose",
        proposal=proposal,
        status=rng.choice(STATUSES),
        telling=rng.choice([*["restated"] * 7, "withdrawn"]),
        fingerprint=str(rng.random()),
        slots=addressees[: rng.randrange(3)],
    )


def answer(rng, article, entities, proposal):
    make_response(
        article,
        rng.choice(["agreed", "refused"]),
        rng.choice(LABELS["response"]),
        proposal=proposal,
        status=rng.choice(STATUSES),
        fingerprint=str(rng.random()),
        slots=[("responder", rng.choice(NAMES), rng.choice(entities))],
    )


@pytest.mark.parametrize("seed", range(2))
def test_outcomes_of_many_are_those_of_their_threads(seed, entities, editor):
    rng = random.Random(seed)
    articles = [make_article(f"{TEXT} {n}", published=f"2023-10-0{n}") for n in (3, 1, 2)]
    person = entities[2]
    make_annotation(articles[0], "Ann Lee", entity=person, slots=[("office", "Foreign Minister")])
    proposals = [Proposal.objects.create() for _ in range(25)]
    for proposal in proposals:
        for _ in range(rng.randrange(1, 3)):
            tell(rng, rng.choice(articles), entities, proposal)
        for _ in range(rng.randrange(5)):
            answer(rng, rng.choice(articles), entities, proposal)
    Proposal.objects.filter(pk=proposals[2].pk).update(
        overruled_outcome="rejected", overruled_reason="Seen.", overruled_by=editor
    )
    proposals = list(Proposal.objects.all())
    derived = outcomes.derived(proposals)
    assert derived == {one.proposal.pk: one.outcome for one in threads.load_many(proposals)}
    assert len(set(derived.values())) > 2
    told = {one.pk for one in listing.proposals()}
    for outcome in Outcome.values:
        found = {one.pk for one in listing.proposals(outcome=outcome)}
        assert found == {pk for pk in told if derived[pk] == outcome}
