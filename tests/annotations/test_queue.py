"""The queue in its order: what waits, why it stands where it does, and how far the desk is."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from annotations import queue, review, weighing
from annotations.models import Claim
from annotations.queue import Asked
from annotations.weighing import Facts
from tests.factories import make_annotation, make_article, make_entity, make_proposal, make_response

pytestmark = pytest.mark.django_db
MOMENT = datetime(2023, 10, 24, tzinfo=UTC)
LATER = date(2026, 1, 1)


def wait(title, published="2023-10-24", **more):
    """An article that waits for no other reason than one place."""
    article = make_article(f"{title}: in Paris.", title=title, published=published, **more)
    make_annotation(article, "Paris", label="PLACE")
    return article


def titles(user, **asked):
    rows, _ = queue.ranked(queue.waiting(user, Asked(**asked)), user)
    return [entry.article.title for entry in queue.entries(rows, user)]


def reasons(user, article):
    rows, _ = queue.ranked(queue.waiting(user), user)
    (entry,) = queue.entries([row for row in rows if row.article_id == article.pk], user)
    return entry


def kinds(user, article):
    return [reason.kind for reason in reasons(user, article).reasons]


# --- The rule -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({}, 0),
        ({"answers": (1,)}, 7),
        ({"answers": (1, 2)}, 9),
        ({"answers": tuple(range(9))}, 11),
        ({"doubtful": 2}, 2),
        ({"doubtful": 9}, 4),
        ({"newcomers": 3}, 1.5),
        ({"newcomers": 99}, 3),
        ({"answers": (1,), "doubtful": 1, "newcomers": 2}, 9),
    ],
)
def test_reasons_are_worth_days_of_recency(facts, days):
    assert weighing.weight(Facts(MOMENT, **facts), LATER) == MOMENT + timedelta(days=days)


def test_reasons_come_in_plain_words_the_weightiest_first():
    facts = Facts(MOMENT, answers=(1,), doubtful=2, newcomers=1)
    assert [reason.words for reason in weighing.reasons(facts, MOMENT.date())] == [
        "May answer a proposal that nobody has answered",
        "The pipeline is unsure of 2 proposals",
        "One person or organisation new to the desk",
        "From today",
    ]
    tomorrow = MOMENT.date() + timedelta(days=1)
    assert [reason.words for reason in weighing.reasons(Facts(MOMENT), tomorrow)] == [
        "From yesterday"
    ]
    assert weighing.reasons(Facts(MOMENT), LATER) == []


# --- The order ------------------------------------------------------------------------------------


def test_the_newest_comes_first(editor):
    wait("Old", "2023-10-01")
    wait("New", "2023-10-24")
    wait("Middle", "2023-10-12")
    assert titles(editor) == ["New", "Middle", "Old"]


def test_an_article_without_a_date_counts_from_its_arrival(editor):
    wait("Dated", "2023-10-24")
    wait("Undated", None)
    assert titles(editor) == ["Undated", "Dated"]


def test_doubtful_proposals_come_before_newer_articles(editor):
    wait("New", "2023-10-25")
    old = wait("He proposed, urged and demanded it", "2023-10-23")
    for cue, label in (("proposed", "propose"), ("urged", "urge"), ("demanded", "demand")):
        make_proposal(old, cue, label, confidence=0.7)
    assert titles(editor) == [old.title, "New"]
    assert kinds(editor, old) == ["doubtful"]


def test_sure_and_judged_proposals_are_no_reason(editor):
    article = wait("He proposed a truce")
    make_proposal(article, "proposed", confidence=0.9)
    make_proposal(article, "truce", confidence=0.1, status="accepted")
    assert kinds(editor, article) == []


def test_people_and_organisations_that_nobody_has_confirmed_are_new(editor):
    article = wait("Ana Brandt of Fizz met Lee Wu in Oslo")
    ana = make_entity("person", "Ana Brandt", provisional=True)
    make_annotation(article, "Ana Brandt", entity=ana)
    make_annotation(article, "Lee Wu", entity=make_entity("person", "Lee Wu"))
    oslo = make_entity("place", "Oslo", provisional=True)
    make_annotation(article, "Oslo", label="PLACE", entity=oslo)
    entry = reasons(editor, article)
    assert [reason.words for reason in entry.reasons] == [
        "One person or organisation new to the desk"
    ]
    assert entry.newcomers == [(ana.pk, "Ana Brandt")]


# --- Unanswered proposals now answered ------------------------------------------------------------


@pytest.fixture
def iran():
    return make_entity("place", "Iran", country="IR", feature="country")


@pytest.fixture
def asked(iran):
    """Iran was asked, and an editor has accepted that it was."""
    article = make_article("ElBaradei asked Iran to ship it.", published="2023-10-20")
    slots = [("addressee", "Iran", iran)]
    return make_proposal(article, "asked", label="request", status="accepted", slots=slots)


def answer(responder, entity, published="2023-10-24", outlet="The Answer", **more):
    text = f"{responder} refused."
    article = make_article(text, title="The answer", published=published, outlet=outlet)
    slots = [("responder", responder, entity)]
    make_response(article, "refused", slots=slots, **more)
    return article


def test_whoever_was_asked_responds(editor, iran, asked):
    article = answer("Iran", iran)
    entry = reasons(editor, article)
    assert entry.reasons[0].words == "May answer a proposal that nobody has answered"
    assert [thread.proposal.pk for thread in entry.answers] == [asked.proposal_id]


def test_somebody_of_the_country_that_was_asked_responds(editor, asked):
    salehi = make_entity("person", "Ali Salehi", country="IR")
    assert "answers" in kinds(editor, answer("Ali Salehi", salehi))


def test_what_was_merged_into_whoever_was_asked_responds(editor, iran, asked):
    persia = make_entity("place", "Persia")
    persia.canonical = iran
    persia.save()
    assert "answers" in kinds(editor, answer("Persia", persia))


def test_a_response_that_was_moved_to_a_proposal_told_elsewhere_answers_it(editor, asked):
    article = answer("Oman", None, proposal=asked.proposal)
    assert "answers" in kinds(editor, article)


@pytest.mark.parametrize("published", ["2023-10-19", "2023-12-24"])
def test_an_answer_comes_after_the_question_and_not_too_late(editor, iran, asked, published):
    assert "answers" not in kinds(editor, answer("Iran", iran, published))


def test_what_has_been_answered_is_answered(editor, iran, asked):
    make_response(asked.article, "ship", status="accepted", proposal=asked.proposal)
    assert "answers" not in kinds(editor, answer("Iran", iran))


def test_an_unchecked_question_is_none(editor, iran, asked):
    asked.status = "suggested"
    asked.save()
    assert "answers" not in kinds(editor, answer("Iran", iran))


def test_somebody_else_responds(editor, asked):
    oman = make_entity("place", "Oman", country="OM", feature="country")
    assert "answers" not in kinds(editor, answer("Oman", oman))


# --- Skipped, taken, done -------------------------------------------------------------------------


def test_what_one_skips_leaves_ones_queue_and_falls_behind_for_the_others(editor, other_editor):
    new = wait("New", "2023-10-24")
    wait("Old", "2023-10-12")
    review.skip(editor, new, "Wants Farsi")
    assert titles(editor) == ["Old"]
    assert titles(editor, show="skipped") == ["New"]
    assert titles(other_editor) == ["Old", "New"]
    assert [reason.words for reason in reasons(other_editor, new).reasons] == [
        "edgar skipped it: Wants Farsi"
    ]


def test_the_next_article_is_the_first_that_nobody_else_has(editor, other_editor):
    first, second = wait("First", "2023-10-24"), wait("Second", "2023-10-23")
    assert queue.following(editor) == first.pk
    assert queue.following(editor, after=first.pk) == second.pk
    review.claim(other_editor, first)
    assert queue.following(editor) == second.pk
    assert queue.following(other_editor) == first.pk
    assert queue.count_for(editor, 10) == 1
    Claim.objects.update(
        claimed_at=timezone.now() - timedelta(hours=2), until=timezone.now() - timedelta(hours=1)
    )
    assert queue.following(editor) == first.pk


def test_mine_is_what_i_have_taken(editor, other_editor):
    first, second = wait("First"), wait("Second")
    review.claim(editor, first)
    review.claim(other_editor, second)
    assert titles(editor, show="mine") == ["First"]
    assert set(titles(editor)) == {"First", "Second"}


def test_what_is_done_is_listed_until_it_waits_again(editor):
    article = wait("First")
    review.done(editor, article, [article.annotations.get().pk])
    assert titles(editor) == []
    assert [one.article for one in queue.done_lately(Asked())] == [article]
    make_annotation(article, "First", label="ORG")
    assert list(queue.done_lately(Asked())) == []
    (reason,) = reasons(editor, article).reasons
    today = timezone.now()
    assert reason.words == f"New suggestions since edgar marked it done on {today:%-d %B}"


def test_what_is_reopened_says_so(editor, other_editor):
    article = wait("First")
    review.done(editor, article, [article.annotations.get().pk])
    review.reopen(other_editor, article)
    assert list(queue.done_lately(Asked())) == []
    assert [reason.words for reason in reasons(editor, article).reasons] == ["olga reopened it"]


# --- Filters --------------------------------------------------------------------------------------


def test_filters(editor):
    paris = make_entity("place", "Paris")
    one = wait("One", "2023-10-01", outlet="Le Test")
    wait("Two", "2023-10-24")
    assert titles(editor, outlet=one.outlet) == ["One"]
    assert titles(editor, first=date(2023, 10, 2)) == ["Two"]
    assert titles(editor, last=date(2023, 10, 1)) == ["One"]
    assert titles(editor, first=date(2023, 10, 1), last=date(2023, 10, 24)) == ["Two", "One"]
    assert titles(editor, place="Paris") == []
    one.annotations.update(entity=paris)
    assert titles(editor, place=" pARIS ") == ["One"]
    assert titles(editor, place="par") == ["One"]
    assert titles(editor, place="aris") == []
    assert queue.following(editor, Asked(place="Paris")) == one.pk


def test_the_whole_name_of_a_place_comes_before_its_beginning(editor):
    niger, nigeria = make_entity("place", "Niger"), make_entity("place", "Nigeria")
    for entity in (niger, nigeria):
        article = wait(entity.name)
        article.annotations.update(entity=entity)
    assert titles(editor, place="Niger") == ["Niger"]
    assert titles(editor, place="Nige") == ["Nigeria", "Niger"]


# --- How far --------------------------------------------------------------------------------------


def test_progress_counts_what_stands_and_what_is_rejected(editor):
    article = wait("Ana met Lee")
    for words, status in (("Ana", "accepted"), ("Lee", "rejected"), ("met", "withdrawn")):
        make_annotation(article, words, status=status)
    progress = reasons(editor, article).progress
    assert (progress.machine, progress.accepted, progress.rejected) == (1, 1, 1)
    assert (progress.total, progress.judged) == (3, 2)


def test_the_desk_is_as_far_as_its_newest_articles(editor):
    done, _ = wait("One"), wait("Two")
    make_article("Nobody has read this one.")
    review.done(editor, done, [done.annotations.get().pk], turn_down=True)
    overall = queue.progress_of_newest(Asked())
    assert (overall.finished, overall.articles) == (1, 2)
    assert overall.progress == (1, 0, 1)
    assert queue.progress_of_newest(Asked(first=date(2024, 1, 1))).articles == 0


# --- Many -----------------------------------------------------------------------------------------


def test_the_number_of_queries_does_not_depend_on_that_of_articles(
    editor, other_editor, iran, asked, django_assert_num_queries
):
    def fill(count):
        for number in range(count):
            article = answer("Iran", iran, outlet=f"Outlet {count} {number}")
            review.skip(other_editor, article, "Wants Farsi")

    def look():
        rows, _ = queue.ranked(queue.waiting(editor), editor)
        return queue.entries(rows, editor)

    fill(1)
    with django_assert_num_queries(18):
        assert len(look()) == 1
    fill(5)
    with django_assert_num_queries(18):
        assert len(look()) == 6


def test_only_so_many_are_weighed(editor, monkeypatch):
    monkeypatch.setattr(queue, "MOST_WEIGHED", 2)
    for day in (1, 2, 3):
        wait(str(day), f"2023-10-0{day}")
    rows, more = queue.ranked(queue.waiting(editor), editor)
    assert (len(rows), more) == (2, True)
