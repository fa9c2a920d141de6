"""Who is meant: mentions joined to entities, offices read beside them, phrases given a name."""

import pytest

from annotations.pipeline.actors import coreference
from annotations.pipeline.names import names
from annotations.pipeline.records import Attribution, EntityLink, Knowledge, Source, Span

NOTHING = Knowledge()


@pytest.fixture
def read(nlp):
    def read(text, knowledge=NOTHING):
        doc = nlp(text)
        source = Source(text)
        return coreference.resolve(doc, names.find(doc, source, knowledge), source, knowledge)

    return read


def entities(actors):
    return {m.text: m.entity.name for m in actors.mentions}


def named(actors, words, nth=0):
    """The name that the nth occurrence of some words stands for as an actor."""
    start = -1
    for _ in range(nth + 1):
        start = actors.doc.text.index(words, start + 1)
    return actors.span(actors.doc.char_span(start, start + len(words))).name


def test_shorter_forms_mean_the_person_of_the_full_name(read):
    actors = read(
        "Ban Ki-moon met George W. Bush and Abdel Fattah el-Sisi. Mr. Ban thanked George Bush, "
        "Ki-moon and BUSH waited, and Sisi left."
    )
    assert entities(actors)["Ban"] == entities(actors)["Ki-moon"] == "Ban Ki-moon"
    assert entities(actors)["George Bush"] == "George W. Bush"
    assert entities(actors)["Sisi"] == "Abdel Fattah el-Sisi"


def test_a_surname_of_several_words_is_the_persons(read):
    actors = read("Prime Minister Alexander De Wael spoke. De Wael said oil would be next.")
    assert {m.label for m in actors.mentions} == {"PERSON"}
    assert entities(actors)["De Wael"] == "Alexander De Wael"


def test_the_title_tells_two_people_of_one_surname_apart(read):
    actors = read(
        "Mr. Peter Olsen met Ms. Karin Olsen in Rome. Ms. Olsen spoke first. Mr. Olsen agreed."
    )
    assert [m.entity.name for m in actors.mentions if m.text == "Olsen"] == [
        "Karin Olsen",
        "Peter Olsen",
    ]


def test_a_surname_stays_with_whom_it_was_used_for(read):
    actors = read(
        "President Chen Shui-bian spoke on Monday. Chen thanked his wife, Chen Wu-li. "
        "Chen then left for Rome."
    )
    assert [m.entity.name for m in actors.mentions if m.text == "Chen"] == ["Chen Shui-bian"] * 2


def test_an_initial_is_no_surname(read):
    actors = read("John B. T. Carter voted no. President Blair approved it.")
    assert entities(actors)["Blair"] == "Blair"


def test_a_name_in_capitals_is_written_as_usual(read):
    assert entities(read("Javier SOLANA, the envoy, met Henry VIII.")) == {
        "Javier SOLANA": "Javier Solana",
        "Henry VIII": "Henry VIII",
    }


@pytest.mark.parametrize(
    ("text", "office", "country"),
    [
        ("French President Anna Durand met reporters.", "President of France", "FR"),
        ("The left-wing politician Anna Durand spoke.", "Politician", None),
        ("Anna Durand, the president of Senegal, spoke.", "President of Senegal", "SN"),
        ("The president of Iran, Anna Durand, spoke.", "President of Iran", "IR"),
        ("Israel's foreign minister, Anna Durand, spoke.", "Foreign Minister of Israel", "IL"),
        ("President Anna Durand of Brazil spoke.", "President of Brazil", "BR"),
        (
            "UN Secretary-General Anna Durand spoke.",
            "Secretary-General of the United Nations",
            None,
        ),
        (
            "U.S. Secretary of State Anna Durand spoke.",
            "Secretary of State of the United States",
            "US",
        ),
        (
            "Anna Durand, South Korea's ambassador to the United States, spoke.",
            "Ambassador of South Korea to the United States",
            "KR",
        ),
    ],
)
def test_an_office_is_read_beside_the_name_with_its_country(read, text, office, country):
    [person] = [m for m in read(text).mentions if m.label == "PERSON"]
    assert (person.entity.office, person.entity.country) == (office, country)
    assert text[person.office.start_char : person.office.end_char] == person.office.text
    assert person.office.name == office


@pytest.mark.parametrize(
    "text",
    ["Speaking to the president, Anna Durand called for calm.", "Anna Durand met the president."],
)
def test_another_persons_office_is_not_read(read, text):
    [person] = [m for m in read(text).mentions if m.label == "PERSON"]
    assert person.entity.office is None


def test_the_aide_of_a_president_is_not_the_president(read):
    actors = read("Ivan Petrov, the top aide to Russian President Dmitry Orlov, spoke.")
    offices = {m.entity.name: m.entity.office for m in actors.mentions if m.label == "PERSON"}
    assert offices == {"Ivan Petrov": "Top Aide", "Dmitry Orlov": "President of Russia"}


def test_bodies_have_their_full_name(read):
    actors = read(
        "The IAEA and the Daesh group met the Union of Coastal Fishing Towns (UCFT). "
        "The Russian Foreign Ministry and the U.N. Security Council wrote to the UCFT."
    )
    assert entities(actors) == {
        "IAEA": "International Atomic Energy Agency",
        "Daesh": "Islamic State",
        "Union of Coastal Fishing Towns": "Union of Coastal Fishing Towns",
        "UCFT": "Union of Coastal Fishing Towns",
        "Russian Foreign Ministry": "Foreign Ministry of Russia",
        "U.N. Security Council": "United Nations Security Council",
    }


def test_a_bare_ministry_is_that_of_the_capital_beside_it(read):
    actors = read(
        "The Chinese Foreign Ministry was silent. The Foreign Ministry in Pyongyang was not."
    )
    assert entities(actors)["Foreign Ministry"] == "Foreign Ministry of North Korea"


def test_a_capital_that_acts_is_its_country_and_as_a_place_the_city(read):
    actors = read("Washington rejected the plan.")
    assert named(actors, "Washington") == "United States"
    assert actors.mentions[0].entity.name == "Washington"


def test_a_pronoun_means_the_last_subject_of_its_gender(read):
    actors = read(
        "Mr. Peter Olsen met Ms. Karin Lund in Rome. He called for calm. She called for a vote."
    )
    assert named(actors, "He") == "Peter Olsen"
    assert named(actors, "She") == "Karin Lund"


def test_a_pronoun_does_not_mean_who_is_only_spoken_of_in_a_quotation(read):
    actors = read(
        '"Nelson Mandela was brave," wrote Peter Olsen. "The flag should stay." He also asked why.'
    )
    assert named(actors, "He") == "Peter Olsen"


def test_it_means_the_body_that_acted_before(read):
    actors = read("The African Union condemned the coup. It called for a return to order.")
    assert named(actors, "It") == "African Union"


def test_a_pronoun_without_an_antecedent_has_no_name(read):
    actors = read("He called for calm. It was late. They left.")
    assert named(actors, "He") is None
    assert named(actors, "It") is None
    assert named(actors, "They") is None


def test_an_office_alone_means_the_person_with_that_office(read):
    actors = read(
        "French President Anna Durand met Polish President Jan Kos in Rome. The French president "
        "called for calm. The president of Poland agreed."
    )
    assert named(actors, "The French president") == "Anna Durand"
    assert named(actors, "The president of Poland") == "Jan Kos"


def test_an_office_left_unnamed_at_the_opening_means_who_is_named_soon_after(read):
    actors = read(
        "A Norwegian envoy urged both sides to stop. He landed in Bogota on Sunday. "
        "Norwegian envoy Jan Moe told reporters that talks would resume."
    )
    assert named(actors, "A Norwegian envoy") == "Jan Moe"
    actors = read("A Norwegian envoy urged both sides to stop. Swedish envoy Jan Moe agreed.")
    assert named(actors, "A Norwegian envoy") == "Norwegian envoy"


def test_an_office_in_the_subjects_place_outweighs_a_name_that_is_only_an_owner(read):
    actors = read(
        "Opposition leader Ivan Moe spoke. The opposition leader said Viktor Berg's cabinet must "
        "resign, or he would call a strike."
    )
    assert named(actors, "he", nth=1) == "Ivan Moe"


def test_the_regime_is_the_government_named_before(read):
    actors = read("The Syrian government rejected the plan. The regime said it was too late.")
    assert named(actors, "The regime") == "Syrian government"


def test_the_dash_of_a_dateline_is_no_part_of_an_office(read):
    actors = read("Cairo - US Secretary of State Anna Durand entered new meetings on Friday.")
    (found,) = (m for m in actors.mentions if m.label == "PERSON")
    assert found.entity.office == "Secretary of State of the United States"


def test_a_seat_of_government_tells_which_president_is_meant(read):
    actors = read(
        "US President Anna Durand called Polish President Jan Kos. The White House said that "
        "the president was ready to talk."
    )
    assert named(actors, "the president") == "Anna Durand"


def test_a_noun_for_its_kind_means_the_body(read):
    actors = read(
        "NATO ministers met on Monday. The alliance called for talks. The Hamas movement agreed."
    )
    assert named(actors, "The alliance") == "North Atlantic Treaty Organization"
    assert named(actors, "The Hamas movement") == "Hamas"


def test_a_short_plural_means_the_fuller_phrase_before_it(read):
    actors = read("MPs from ruling parties asked for a debate. The MPs also demanded a vote.")
    assert named(actors, "The MPs") == "MPs from ruling parties"


def test_described_actors_are_named_by_their_description(read):
    actors = read("The British government and officials in Egypt urged calm.")
    assert named(actors, "The British government") == "British government"
    assert named(actors, "officials in Egypt") == "officials in Egypt"


def test_a_vague_phrase_has_no_name(read):
    assert named(read("The group called for calm."), "The group") is None


def test_joint_actors_are_members(read):
    actors = read("France and Germany called for calm. Both countries urged a truce.")
    start = actors.doc.text.index
    joint = actors.span(actors.doc.char_span(0, len("France and Germany")))
    assert joint.name is None
    assert [(m.text, m.name) for m in joint.members] == [("France", "France"), ("Germany",) * 2]
    begin = start("Both countries")
    both = actors.span(actors.doc.char_span(begin, begin + len("Both countries")))
    assert [m.name for m in both.members] == ["France", "Germany"]


def test_a_title_with_its_name_is_one_actor(read):
    text = "The mayor and party leader, Anna Durand, called for calm."
    actors = read(text)
    assert named(actors, "The mayor and party leader, Anna Durand") == "Anna Durand"


def test_i_is_the_speaker_and_we_the_side_spoken_for(read):
    text = '"We ask for talks and I ask for patience," Russian Foreign Minister Ivan Petrov said.'
    actors = read(text)
    assert named(actors, "We") is None
    end = text.index('" Russian') if '" Russian' in text else text.index(" Russian")
    actors.hear(
        [
            Attribution(
                "direct",
                Span(0, 1, "Ivan Petrov", "Ivan Petrov"),
                None,
                Span(0, end, text[:end]),
                "test",
                1.0,
            )
        ]
    )
    assert named(actors, "We") == "Russia"
    assert named(actors, "I") == "Ivan Petrov"


def test_a_taught_alias_gives_its_entity(read):
    taught = EntityLink("person", "Anna Durand", country="FR")
    actors = read("Madame Fer called for calm.", Knowledge(aliases={"madame fer": taught}))
    assert [(m.text, m.entity) for m in actors.mentions] == [("Madame Fer", taught)]


def test_a_relative_pronoun_means_the_noun_before_it(read):
    actors = read("The Arab League, which Sudan had asked to mediate, met in Cairo on Sunday.")
    assert named(actors, "which") == "Arab League"


def test_a_paper_acts_for_who_it_comes_from(read):
    actors = read(
        "Algeria tabled a draft on Tuesday. The text calls for a truce. Russia backed it. "
        "Prime Minister Ivan Moe wrote to Oslo. His letter asks for aid. The letter sets a date."
    )
    assert named(actors, "The text") == "Algeria"
    assert named(actors, "His letter") == "Ivan Moe"
    assert named(actors, "The letter") == "Ivan Moe"


def test_a_paper_of_nobodys_has_no_name_of_an_actor(read):
    actors = read("Russia rejected the plan. The plan calls for a truce.")
    assert named(actors, "The plan") is None


def test_brussels_is_the_union_where_the_article_names_it(read):
    actors = read("The European Union sent an envoy. Brussels urged calm.")
    assert named(actors, "Brussels") == "European Union"
    actors = read("The European Union met Belgian Prime Minister Jan Moe. Brussels urged calm.")
    assert named(actors, "Brussels") == "Belgium"


def test_a_body_left_unnamed_at_the_opening_is_the_one_that_acts_soon_after(read):
    actors = read("A British aid group warned of hunger in Niger. Oxfam urged donors to give more.")
    assert named(actors, "A British aid group") == "Oxfam"
    actors = read("An Islamic group urged calm. Officials met in Rome. They sent NATO a letter.")
    assert named(actors, "An Islamic group") == "Islamic group"
