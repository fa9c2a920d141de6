"""The thread of a proposal: what its articles tell of it, in time."""

import pytest

from annotations import threads
from tests.factories import make_annotation, make_article, make_entity, make_proposal, make_response

pytestmark = pytest.mark.django_db


@pytest.fixture
def iran():
    return make_entity("place", "Iran", country="IR", feature="country")


@pytest.fixture
def france():
    return make_entity("place", "France", country="FR", feature="country")


@pytest.fixture
def telling(iran, france):
    article = make_article(
        "Talks went on.\n\nMohamed ElBaradei asked Iran and France to ship uranium abroad.",
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
            ("content", "to ship uranium abroad"),
            ("addressee", "Iran", iran),
            ("addressee", "France", france),
        ],
    )


def respond(text, telling, published, cue, label, responder, entity=None, **more):
    article = make_article(text, title=text[:20], published=published)
    more = {"status": "accepted"} | more
    return make_response(
        article,
        cue,
        label,
        proposal=telling.proposal,
        slots=[("responder", responder, entity)],
        **more,
    )


def thread_of(telling):
    return threads.load(telling.proposal)


def test_events_stand_in_time_whatever_the_order_in_which_they_were_stored(telling, iran):
    late = respond("Iran agreed.", telling, "2009-12-01", "agreed", "accept", "Iran", iran)
    early = respond("Iran hesitated.", telling, "2009-11-01", "hesitated", "noncommittal", "Iran")
    again = make_annotation(
        early.article,
        "hesitated",
        layer="proposal",
        label="propose",
        proposal=telling.proposal,
        telling="restated",
    )
    events = [event.id for event in thread_of(telling).events]
    assert events in (
        [telling.pk, early.pk, again.pk, late.pk],
        [telling.pk, again.pk, early.pk, late.pk],
    )


def test_each_is_quoted_with_its_words_marked(telling):
    (event,) = thread_of(telling).events
    assert event.quote.text == "Mohamed ElBaradei asked Iran and France to ship uranium abroad."
    marked = {part.text: part.marks for part in event.quote.parts if part.marks}
    assert marked == {
        "Mohamed ElBaradei": ("proposer",),
        "asked": ("cue",),
        "Iran": ("addressee",),
        "France": ("addressee",),
        "to ship uranium abroad": ("content",),
    }
    text = telling.article.text
    assert text[event.quote.start_char : event.quote.end_char] == event.quote.text


def test_the_title_is_who_and_what(telling):
    assert thread_of(telling).title == "Mohamed ElBaradei: to ship uranium abroad"


def test_the_title_prefers_what_is_accepted(telling):
    article = make_article("Egypt urged a truce. It was Egypt.", published="2001-01-01")
    make_proposal(
        article,
        "urged",
        proposal=telling.proposal,
        slots=[("proposer", "Egypt"), ("content", "truce")],
    )
    assert thread_of(telling).title == "Mohamed ElBaradei: to ship uranium abroad"


def test_a_title_does_without_what_is_missing_and_is_not_endless():
    article = make_article("There was a proposal. " + "It was very long. " * 40)
    telling = make_proposal(article, "proposal")
    assert threads.load(telling.proposal).title == "Somebody: proposal"
    long = make_proposal(article, "There", slots=[("content", article.text[:400])])
    assert len(threads.load(long.proposal).title) <= 162


def test_somebody_in_office_answers_for_the_country(telling, iran):
    mottaki = make_entity(name="Manouchehr Mottaki", country="IR")
    answer = respond(
        "Foreign Minister Manouchehr Mottaki rejected it.",
        telling,
        "2009-11-18",
        "rejected",
        "reject",
        "Manouchehr Mottaki",
        mottaki,
    )
    thread = thread_of(telling)
    assert thread.responses[0].speaks_for == ()
    make_annotation(
        answer.article,
        "Manouchehr Mottaki",
        entity=mottaki,
        slots=[("office", "Foreign Minister")],
    )
    thread = thread_of(telling)
    assert [party.name for party in thread.responses[0].speaks_for] == ["Iran"]
    assert thread.outcome == "rejected"
    assert [event.id for event in thread.basis] == [answer.pk]
    assert [one.party.name for one in thread.unanswered] == ["France"]


def test_an_office_in_another_article_does_not_count(telling):
    mottaki = make_entity(name="Manouchehr Mottaki", country="IR")
    respond(
        "Manouchehr Mottaki rejected it.",
        telling,
        "2019-11-18",
        "rejected",
        "reject",
        "Manouchehr Mottaki",
        mottaki,
    )
    earlier = make_article("Foreign Minister Manouchehr Mottaki left.", published="2009-01-01")
    make_annotation(
        earlier, "Manouchehr Mottaki", entity=mottaki, slots=[("office", "Foreign Minister")]
    )
    thread = thread_of(telling)
    assert thread.responses[0].speaks_for == ()
    assert thread.outcome == "open"


def test_a_responder_that_is_not_linked_answers_by_its_name(telling):
    respond("Iran rejected it.", telling, "2009-11-18", "rejected", "reject", "Iran")
    thread = thread_of(telling)
    assert thread.outcome == "rejected"
    assert thread.responses[0].speaks_for == ()


def test_a_merged_entity_answers_as_what_it_was_merged_into(telling, iran):
    persia = make_entity("place", "Persia")
    persia.canonical = iran
    persia.save()
    respond("Persia rejected it.", telling, "2009-11-18", "rejected", "reject", "Persia", persia)
    thread = thread_of(telling)
    assert thread.outcome == "rejected"
    assert thread.responses[0].actors[0].name == "Iran"
    assert thread.responses[0].speaks_for == ()


def test_unchecked_suggestions_are_told_apart_and_move_nothing(telling, iran, france):
    both = make_article("Iran and France agreed.", title="Deal", published="2009-12-01")
    make_response(
        both,
        "agreed",
        "accept",
        proposal=telling.proposal,
        slots=[("responder", "Iran", iran), ("responder", "France", france)],
    )
    thread = thread_of(telling)
    assert thread.outcome == "open"
    assert thread.expected.outcome == "accepted"
    assert [event.annotation.label for event in thread.unchecked] == ["accept"]
    assert len(thread.unanswered) == 2
    both.annotations.update(status="accepted")
    assert thread_of(telling).outcome == "accepted"
    both.annotations.update(status="rejected")
    assert thread_of(telling).responses == ()


def test_addressees_of_unchecked_tellings_do_not_hold_an_outcome_up(telling, iran, france):
    other = make_article("The agency asked Russia too.", published="2009-10-22")
    make_proposal(
        other,
        "asked",
        proposal=telling.proposal,
        slots=[("addressee", "Russia", make_entity("place", "Russia", country="RU"))],
    )
    for country, entity in (("Iran", iran), ("France", france)):
        respond(f"{country} agreed.", telling, "2009-12-01", "agreed", "accept", country, entity)
    thread = thread_of(telling)
    assert thread.outcome == "accepted"
    assert [(one.party.name, one.accepted) for one in thread.addressees] == [
        ("Iran", True),
        ("France", True),
        ("Russia", False),
    ]


def test_an_overruled_outcome_stands_beside_the_derived_one(telling, editor):
    proposal = telling.proposal
    proposal.overruled_outcome, proposal.overruled_reason = "accepted", "It was signed."
    proposal.overruled_by = editor
    proposal.save()
    thread = threads.load(proposal)
    assert (thread.outcome, thread.derived.outcome) == ("accepted", "open")
    assert thread.is_overruled


def test_several_threads_cost_as_many_queries_as_one(telling, iran, django_assert_num_queries):
    others = [telling.proposal]
    for number in range(5):
        answer = respond(
            f"Iran rejected it {number}.",
            telling,
            "2009-11-18",
            "rejected",
            "reject",
            "Iran",
            iran,
        )
        others.append(make_proposal(answer.article, f"{number}").proposal)
    with django_assert_num_queries(5):
        threads.load(telling.proposal)
    with django_assert_num_queries(5):
        loaded = threads.load_many(others)
    assert [thread.proposal for thread in loaded] == others
    with django_assert_num_queries(5):
        threads.load_many(others, quoted=False)
