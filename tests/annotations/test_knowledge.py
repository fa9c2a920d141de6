"""What the desk is taught: evidence from relinks, other names, never-names, rules, taking back."""

import uuid

import pytest

from annotations import foresight, knowledge, review
from annotations.models import Alias, Annotation, Knowledge, Review, Teaching
from annotations.refusals import Refused
from tests.annotations.georgia import ATLANTA, TBILISI, make_place, relink, shown, taught, tell
from tests.annotations.story import fresh
from tests.factories import make_annotation, make_article, make_entity


@pytest.fixture
def state(db):
    return make_place("state")


@pytest.fixture
def country(db):
    return make_place("country")


@pytest.fixture
def savannah(db):
    return make_place("savannah")


@pytest.fixture
def tbilisi(db):
    return make_place("tbilisi")


@pytest.fixture
def told(country, savannah):
    """An article on the state, which the pipeline took for the country."""
    return tell("Governors meet", ATLANTA, country, ("Savannah", savannah))


# --- Evidence -------------------------------------------------------------------------------------


def test_a_relink_is_evidence_with_its_company(editor, told, state):
    piece = taught(editor, told, state)
    assert (piece.kind, piece.key, piece.label) == (Teaching.LINK, "georgia", "PLACE")
    assert piece.entity == state
    assert piece.names == ["brian kemp", "savannah"]
    assert piece.countries == ["US"]
    assert not piece.always
    assert (piece.review.user, piece.review.article) == (editor, told.article)


def test_undoing_a_relink_takes_its_evidence_back(editor, told, state):
    decision = relink(editor, told, state)
    review.undo(editor, decision)
    assert not Knowledge.objects.standing().exists()
    assert Knowledge.objects.get().ended_by.undoes == decision


def test_a_later_link_takes_the_place_of_an_earlier_one_until_it_is_undone(
    editor, other_editor, told, state, country
):
    first = taught(editor, told, state)
    second = relink(other_editor, told, country)
    assert [one.entity for one in Knowledge.objects.standing()] == [country]
    review.undo(other_editor, second)
    assert list(Knowledge.objects.standing()) == [first]


def test_rejecting_a_name_ends_what_its_link_taught(editor, told, state):
    taught(editor, told, state)
    review.reject(review.Decision(editor, told.pk, fresh(told).revision))
    assert not Knowledge.objects.standing().exists()


def test_a_relink_that_is_carried_over_teaches_once(editor, told, state, country):
    other = make_annotation(told.article, "Georgia", label="PLACE", occurrence=1, entity=country)
    decision = relink(editor, told, state)
    review.apply(editor, decision, [(other.pk, other.revision)], uuid.uuid4())
    assert fresh(other).entity == state
    assert Knowledge.objects.count() == 1


def test_accepting_teaches_only_where_knowledge_had_chosen_the_link(editor, told, state, savannah):
    piece = taught(editor, told, state)
    plain = tell("Plain", ATLANTA + " Plain.", state, ("Savannah", savannah))
    chosen = tell("Chosen", ATLANTA + " Chosen.", state, ("Savannah", savannah))
    Annotation.objects.filter(pk=chosen.pk).update(taught_by=piece)
    for name in (plain, chosen):
        review.accept(review.Decision(editor, name.pk, name.revision))
    learnt = Knowledge.objects.exclude(pk=piece.pk)
    assert [one.review.article for one in learnt] == [chosen.article]


# --- The pipeline's record ------------------------------------------------------------------------


def test_the_record_holds_what_stands_and_is_loaded_when_something_changes(
    editor, told, state, django_assert_num_queries
):
    assert knowledge.current().links == {}
    decision = relink(editor, told, state)
    (lesson,) = knowledge.current().links["PLACE", "georgia"]
    assert lesson.meaning.geonames_id == 4197000
    assert lesson.names == {"brian kemp", "savannah"}
    with django_assert_num_queries(1):
        knowledge.current()
    review.undo(editor, decision)
    assert knowledge.current().links == {}


def test_a_merge_is_known_to_the_record_until_it_is_taken_back(chief, state, country):
    double = make_entity(name="A. Nunez", country="ES")
    ana = make_entity(name="Ana Núñez", country="ES")
    review.merge(chief, double, ana)
    assert [link.name for link in knowledge.current().same_as.values()] == ["Ana Núñez"]
    review.unmerge(chief, double)
    assert knowledge.current().same_as == {}


# --- Foresight, applying, undoing -----------------------------------------------------------------


@pytest.fixture
def elsewhere(country, savannah, tbilisi):
    """Unjudged in other articles: one on the state, one on the country, one judged already."""
    like = tell("Kemp again", ATLANTA + " Kemp again.", country, ("Savannah", savannah))
    apart = tell("In Tbilisi", TBILISI, country, ("Tbilisi", tbilisi))
    judged = tell("Judged", ATLANTA + " Judged.", country, ("Savannah", savannah))
    Annotation.objects.filter(pk=judged.pk).update(status="accepted")
    return like, apart, judged


def test_what_would_change_is_foreseen_in_articles_of_like_company(editor, told, state, elsewhere):
    like, _, _ = elsewhere
    foreseen = foresight.of_teaching(taught(editor, told, state))
    assert [one.annotation for one in foreseen.changes] == [like]
    assert foreseen.changes[0].becomes == state
    assert foreseen.left == 0


def test_a_rule_changes_all_but_what_is_judged(editor, chief, told, state, elsewhere):
    like, apart, judged = elsewhere
    piece = review.rule(chief, taught(editor, told, state), True)
    assert {one.annotation for one in foresight.of_teaching(piece).changes} == {like, apart}
    assert judged not in shown(foresight.of_teaching(piece))


def test_applying_changes_what_was_shown_with_a_review_each(editor, told, state, elsewhere):
    like, apart, judged = elsewhere
    piece = taught(editor, told, state)
    everything = [(one.pk, one.revision) for one in elsewhere]
    assert review.apply_piece(editor, piece, everything) == (1, 2)
    changed = fresh(like)
    assert (changed.entity, changed.status, changed.taught_by) == (state, "suggested", piece)
    (one,) = changed.reviews.all()
    assert (one.user, one.verdict, one.applied_from_id) == (editor, "teach", told.pk)
    assert fresh(apart).revision == apart.revision
    assert fresh(judged).revision == judged.revision


def test_what_changed_since_it_was_shown_is_left(editor, other_editor, told, state, elsewhere):
    like, _, _ = elsewhere
    piece = taught(editor, told, state)
    before = shown(foresight.of_teaching(piece))
    review.reject(review.Decision(other_editor, like.pk, like.revision))
    assert review.apply_piece(editor, piece, before) == (0, 1)
    assert fresh(like).status == "rejected"


def test_the_same_application_sent_twice_is_one(editor, told, state, elsewhere):
    piece, request_id = taught(editor, told, state), uuid.uuid4()
    before = shown(foresight.of_teaching(piece))
    for _ in range(2):
        assert review.apply_piece(editor, piece, before, request_id) == (1, 0)
    assert Review.objects.filter(verdict="teach").count() == 1


def test_an_application_is_undone_as_one_but_for_what_was_judged_since(
    editor, told, state, country, savannah, elsewhere
):
    like, _, _ = elsewhere
    more = tell("More", ATLANTA + " More.", country, ("Savannah", savannah))
    piece, gesture = taught(editor, told, state), uuid.uuid4()
    review.apply_piece(editor, piece, shown(foresight.of_teaching(piece)), gesture)
    review.accept(review.Decision(editor, more.pk, fresh(more).revision))
    assert review.unapply(editor, piece, gesture) == (1, 1)
    assert (fresh(like).entity, fresh(like).taught_by) == (country, None)
    assert (fresh(more).entity, fresh(more).status) == (state, "accepted")
    with pytest.raises(Refused, match="undone already"):
        review.unapply(editor, piece, uuid.uuid4())


def test_only_who_applied_it_or_a_chief_undoes_an_application(
    editor, other_editor, chief, told, state, elsewhere
):
    piece, gesture = taught(editor, told, state), uuid.uuid4()
    review.apply_piece(editor, piece, shown(foresight.of_teaching(piece)), gesture)
    with pytest.raises(Refused, match="Somebody else"):
        review.unapply(other_editor, piece, gesture)
    assert review.unapply(chief, piece, gesture) == (1, 0)


def test_older_articles_are_looked_at_in_turn(editor, told, state, country, savannah, monkeypatch):
    names = [
        tell(f"N {n}", f"{ATLANTA} Number {n}.", country, ("Savannah", savannah)) for n in range(5)
    ]
    piece = taught(editor, told, state)
    monkeypatch.setattr(foresight, "MOST_WEIGHED", 3)
    first = foresight.of_teaching(piece)
    assert [one.annotation for one in first.changes] == names[:1:-1]
    assert first.left == 2
    second = foresight.of_teaching(piece, first.older_than)
    assert [one.annotation for one in second.changes] == names[1::-1]
    assert (second.left, second.older_than) == (0, None)


def test_foreseeing_takes_as_many_queries_however_many_articles(
    editor, told, state, country, savannah, django_assert_max_num_queries
):
    piece = taught(editor, told, state)
    for n in range(8):
        tell(f"N {n}", f"{ATLANTA} Number {n}.", country, ("Savannah", savannah))
    with django_assert_max_num_queries(7):
        assert len(foresight.of_teaching(piece).changes) == 8


# --- Taking back ----------------------------------------------------------------------------------


def test_taking_a_piece_back_puts_back_what_it_was_applied_to(
    editor, told, state, country, elsewhere
):
    like, _, _ = elsewhere
    piece = taught(editor, told, state)
    review.apply_piece(editor, piece, shown(foresight.of_teaching(piece)))
    back = foresight.of_forgetting(piece)
    assert [(one.annotation, one.becomes) for one in back.changes] == [(like, country)]
    review.forget(editor, piece)
    assert review.apply_back(editor, piece, shown(back)) == (1, 0)
    assert (fresh(like).entity, fresh(like).taught_by) == (country, None)
    assert not Knowledge.objects.standing().exists()


def test_what_was_read_with_a_piece_is_weighed_again_without_it(
    editor, told, state, country, savannah
):
    piece = taught(editor, told, state)
    read = tell("Read", ATLANTA + " Read.", state, ("Savannah", savannah))
    Annotation.objects.filter(pk=read.pk).update(taught_by=piece)
    (change,) = foresight.of_forgetting(piece).changes
    assert change.becomes == country


def test_others_pieces_are_for_a_chief_editor_to_take_back(
    editor, other_editor, chief, told, state
):
    piece = taught(editor, told, state)
    with pytest.raises(Refused, match="chief editor"):
        review.forget(other_editor, piece)
    review.forget(chief, piece)
    assert fresh(piece).ended_by.user == chief
    with pytest.raises(Refused, match="already"):
        review.forget(chief, piece)
    review.teach_again(editor, piece)
    assert list(Knowledge.objects.standing()) == [piece]


# --- Other names, never-names, rules --------------------------------------------------------------


def test_another_name_is_taught_and_taken_away(editor, state):
    review.teach_alias(editor, state, "Peach  State")
    assert state.aliases.filter(name="Peach State").exists()
    assert knowledge.current().aliases["peach state"].geonames_id == 4197000
    review.drop_alias(editor, state, "peach state")
    assert not Alias.objects.filter(key="peach state").exists()
    assert knowledge.current().aliases == {}


@pytest.mark.parametrize("name", ["", "   ", "x" * 301, "peach", "12"])
def test_a_name_that_makes_no_sense_is_refused(editor, state, name):
    with pytest.raises(Refused):
        review.teach_alias(editor, state, name)
    assert Review.objects.count() == 0


def test_a_name_that_means_something_else_too_is_refused(editor, state):
    peach = make_entity("place", "Peach State")
    with pytest.raises(Refused, match="Peach State is|is a name of Peach State"):
        review.teach_alias(editor, state, peach.name)
    with pytest.raises(Refused, match="already"):
        review.teach_alias(editor, state, "georgia".title())


def test_its_own_name_cannot_be_taken_away(editor, state):
    with pytest.raises(Refused, match="own name"):
        review.drop_alias(editor, state, "Georgia")


def test_words_that_are_never_a_name_go_where_nobody_has_judged_them(editor):
    first = make_annotation(make_article("The Summit met.", title="A"), "Summit")
    other = make_annotation(make_article("Summit talks ended.", title="B"), "Summit")
    body = make_annotation(make_article("Summit Inc. spoke.", title="C"), "Summit", label="ORG")
    with pytest.raises(Refused, match="Reject the name first"):
        review.teach_never(editor, first)
    review.reject(review.Decision(editor, first.pk, first.revision))
    piece = review.teach_never(editor, fresh(first))
    assert knowledge.current().never_labels == {("summit", "PERSON")}
    foreseen, gesture = foresight.of_teaching(piece), uuid.uuid4()
    assert [one.annotation for one in foreseen.changes] == [other]
    review.apply_piece(editor, piece, shown(foreseen), gesture)
    assert (fresh(other).status, fresh(body).status) == ("withdrawn", "suggested")
    review.unapply(editor, piece, gesture)
    assert fresh(other).status == "suggested"


def test_two_rules_for_the_same_words_are_refused(editor, chief, told, state, country, elsewhere):
    like, _, _ = elsewhere
    review.rule(chief, taught(editor, told, state), True)
    other = taught(editor, like, country)
    with pytest.raises(Refused, match="a rule for “Georgia” already"):
        review.rule(chief, other, True)


# --- Splitting ------------------------------------------------------------------------------------


def test_a_split_links_what_was_chosen_and_is_undone_as_one(editor, state, country, told):
    other = tell("Two", ATLANTA + " Two.", country)
    mentions = [(one.pk, one.revision) for one in (told, other)]
    taken, left = review.split(editor, country, mentions, state)
    assert left == 0
    assert {fresh(one).entity for one in (told, other)} == {state}
    assert Knowledge.objects.standing().count() == 2
    review.undo(editor, taken[0])
    assert {fresh(one).entity for one in (told, other)} == {country}
    assert not Knowledge.objects.standing().exists()


def test_a_split_that_makes_no_sense_is_refused(editor, state, country, told):
    with pytest.raises(Refused, match="same entity"):
        review.split(editor, country, [(told.pk, 1)], country)
    with pytest.raises(Refused, match="Choose the mentions"):
        review.split(editor, country, [], state)
    with pytest.raises(Refused, match="changed meanwhile"):
        review.split(editor, country, [(told.pk, 99)], state)
    with pytest.raises(Refused, match="changed meanwhile"):
        review.split(editor, state, [(told.pk, told.revision)], country)
