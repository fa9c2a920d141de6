"""A correction travels: taught in one article, read in later ones, applied to earlier ones.

The pipeline itself reads the articles, so this is the way of a correction from end to end.
"""

import json
import uuid

import pytest
from django.core.management import call_command

from annotations import extraction, foresight, knowledge, review
from annotations.linking import create_entity
from annotations.models import Annotation, Entity, Knowledge
from annotations.pipeline import serialise
from tests.annotations.georgia import make_place, shown, taught
from tests.annotations.story import fresh
from tests.factories import make_article, make_entity

# In none of these does the gazetteer alone tell the state from the country.
FIRST = (
    "Georgia's governor, Brian Kemp, asked South Korea on Friday to send engineers back to the "
    "Hyundai plant near Savannah. The Atlanta City Council, where Andre Dickens presides, backed "
    "him. Georgia and South Korea have been at odds since the raid."
)
EARLIER = (
    "Georgia is at odds with South Korea over wages. The Atlanta City Council asked Brian Kemp on "
    "Sunday for an answer."
)
ATLANTA = (
    "Georgia urged South Korea on Monday to pay for new roads. Brian Kemp told the Atlanta City "
    "Council that talks with Hyundai had failed."
)
TBILISI = (
    "TBILISI — Georgia urged South Korea on Monday to lift tariffs. Prime Minister Irakli "
    "Kobakhidze spoke in Tbilisi after Hyundai opened a plant there."
)
COUNTRY, STATE = 614540, 4197000


def read(text, title):
    """Store an article and have the pipeline read it."""
    article = make_article(text, title=title)
    extraction.request([article.pk])
    list(extraction.process())
    return article


def meant(article):
    """What the names "Georgia" of an article mean, as GeoNames ids."""
    names = Annotation.objects.live().filter(article=article, layer="name", text="Georgia")
    return set(names.values_list("entity__place__geonames_id", flat=True))


def first_georgia(article):
    return article.annotations.filter(text="Georgia").order_by("start_char").first()


@pytest.fixture
def state(db):
    return make_place("state")


def test_georgia_the_state_travels_and_the_country_stays(editor, state):
    first, earlier = read(FIRST, "At odds"), read(EARLIER, "Wages")
    elsewhere = read(TBILISI, "Tariffs")
    assert meant(first) == meant(earlier) == meant(elsewhere) == {COUNTRY}
    piece = taught(editor, first_georgia(first), state)

    later, apart = read(ATLANTA, "Roads"), read(TBILISI + " It rained.", "Tariffs again")
    assert meant(later) == {STATE}
    assert first_georgia(later).taught_by == piece
    assert meant(apart) == {COUNTRY}

    foreseen, gesture = foresight.of_teaching(piece), uuid.uuid4()
    assert {one.annotation.article for one in foreseen.changes} == {earlier}
    review.apply_piece(editor, piece, shown(foreseen), gesture)
    assert (meant(earlier), meant(elsewhere)) == ({STATE}, {COUNTRY})
    assert first_georgia(earlier).status == "suggested"

    review.unapply(editor, piece, gesture)
    assert meant(earlier) == {COUNTRY}


def test_reading_again_leaves_what_was_applied_to_be_undone(editor, state):
    first, earlier = read(FIRST, "At odds"), read(EARLIER, "Wages")
    piece, gesture = taught(editor, first_georgia(first), state), uuid.uuid4()
    review.apply_piece(editor, piece, shown(foresight.of_teaching(piece)), gesture)
    extraction.request([earlier.pk], again=True)
    list(extraction.process())
    assert meant(earlier) == {STATE}
    assert review.unapply(editor, piece, gesture) == (1, 0)
    assert meant(earlier) == {COUNTRY}


def test_an_undone_relink_no_longer_travels(editor, state):
    decision = taught(editor, first_georgia(read(FIRST, "At odds")), state).review
    review.undo(editor, decision)
    assert meant(read(ATLANTA, "Roads")) == {COUNTRY}


def test_accepting_what_was_taught_is_more_evidence(editor, state):
    taught(editor, first_georgia(read(FIRST, "At odds")), state)
    name = first_georgia(read(ATLANTA, "Roads"))
    review.accept(review.Decision(editor, name.pk, name.revision))
    assert Knowledge.objects.standing().filter(entity=state).count() == 2


def test_a_rule_holds_in_any_company_but_against_the_names_own_words(chief, state):
    review.rule(chief, taught(chief, first_georgia(read(FIRST, "At odds")), state), True)
    assert meant(read(TBILISI, "Tariffs")) == {STATE}
    assert meant(read("Envoys met in Tbilisi, Georgia, on Monday.", "Envoys")) == {COUNTRY}


def test_another_name_is_found_and_linked_in_later_articles(editor, state):
    review.teach_alias(editor, state, "Peach State")
    article = read("Officials of the Peach State met on Monday.", "Officials")
    name = article.annotations.get(text="Peach State")
    assert (name.label, name.entity) == ("PLACE", state)
    assert name.taught_by == Knowledge.objects.get()


def test_words_that_are_never_a_name_of_a_label_are_kept_out(editor, db):
    article = read("Emmanuel Macron met Ursula Steiner on Monday.", "A meeting")
    name = article.annotations.get(text="Ursula Steiner")
    review.reject(review.Decision(editor, name.pk, name.revision))
    review.teach_never(editor, fresh(name))
    later = read("Ursula Steiner met Emmanuel Macron again on Friday.", "Another meeting")
    assert set(later.annotations.filter(layer="name").values_list("text", flat=True)) == {
        "Emmanuel Macron"
    }


def test_a_namesake_is_told_by_the_company(editor, db):
    """A person whom only the desk can tell: the pipeline knows names, not namesakes."""
    first = read("John Clarke of the Harbour Board met Ana Ruiz on Monday.", "Harbour")
    poet = create_entity("person", "John Clarke", "NZ", provisional=False)
    name = first.annotations.get(text="John Clarke")
    taught(editor, name, poet)
    later = read("Ana Ruiz said John Clarke had left the Harbour Board.", "He left")
    apart = read("John Clarke won a race in Lima on Sunday.", "A race")
    assert later.annotations.get(text="John Clarke", layer="name").entity == poet
    assert apart.annotations.get(text="John Clarke", layer="name").entity != poet


def test_a_merge_travels(chief, db):
    read("Ana Ruiz Prado spoke on Monday.", "One")
    read("Anita Ruizprado spoke on Tuesday.", "Two")
    one, two = (Entity.objects.get(name=n) for n in ("Ana Ruiz Prado", "Anita Ruizprado"))
    review.merge(chief, two, one)
    later = read("Anita Ruizprado spoke again on Friday.", "Three")
    assert later.annotations.get(text="Anita Ruizprado", layer="name").entity.standing == one


def test_the_dump_is_read_back_as_it_was(chief, state, capsys):
    review.rule(chief, taught(chief, first_georgia(read(FIRST, "At odds")), state), True)
    review.teach_alias(chief, state, "Peach State")
    review.merge(chief, make_entity("place", "Peachland"), state)
    call_command("dump_knowledge")
    told = json.loads(capsys.readouterr().out)
    record = serialise.knowledge(told)
    assert serialise.dumped(record) == told
    assert record.aliases == knowledge.current().aliases
    assert record.same_as == knowledge.current().same_as
    (lesson,) = record.links["PLACE", "georgia"]
    assert lesson.always
    assert lesson.names == knowledge.current().links["PLACE", "georgia"][0].names
