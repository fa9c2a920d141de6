"""Whom descriptions mean: posts in other words, kinds of body, governments, groups."""

import pytest

from annotations.pipeline.actors import coreference
from annotations.pipeline.names import names
from annotations.pipeline.records import Knowledge, Source

NOTHING = Knowledge()


@pytest.fixture
def meant(nlp):
    """Give the name, or the members' names, that the last occurrence of some words stands for."""

    def meant(text, words):
        doc, source = nlp(text), Source(text)
        actors = coreference.resolve(doc, names.find(doc, source, NOTHING), source, NOTHING)
        start = text.rindex(words)
        span = actors.span(doc.char_span(start, start + len(words)))
        return [member.name for member in span.members] or span.name

    return meant


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Norwegian Foreign Minister Ida Moe met Lee Park. Norway's top diplomat urged calm.",
            "Norway's top diplomat",
            "Ida Moe",
        ),
        (
            "US Secretary of State Ida Moe met Lee Park. The top US diplomat urged calm.",
            "The top US diplomat",
            "Ida Moe",
        ),
        (
            "German Chancellor Ida Moe met Lee Park. The German leader urged calm.",
            "The German leader",
            "Ida Moe",
        ),
        (
            "Armenian FM Ida Moe met Lee Park. The foreign minister of Armenia urged calm.",
            "The foreign minister of Armenia",
            "Ida Moe",
        ),
        (
            "Prime Minister Ida Moe and Foreign Minister Lee Park of Norway met reporters. "
            "The prime minister urged calm.",
            "The prime minister",
            "Ida Moe",
        ),
        (
            "Prime Minister Ida Moe met reporters. Her deputy waited. "
            "The deputy prime minister of Norway urged calm.",
            "The deputy prime minister of Norway",
            "deputy prime minister of Norway",
        ),
    ],
)
def test_a_post_is_known_in_other_words(meant, text, words, name):
    assert meant(text, words) == name


def test_a_spokeswoman_is_no_spokesman(meant):
    text = "Spokesman Carl Berg met spokeswoman Ida Moe in Oslo. Berg left. The spokeswoman stayed."
    assert meant(text, "The spokeswoman") == "Ida Moe"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Hamas met Israel. The militant group agreed.", "The militant group", "Hamas"),
        (
            "Hezbollah fired. Hamas waited. The Lebanese group left.",
            "The Lebanese group",
            "Hezbollah",
        ),
        (
            "The African Union met in Addis Ababa. The continental body urged calm.",
            "The continental body",
            "African Union",
        ),
        ("The PKK wrote on Monday. The rebels said no.", "The rebels", "Kurdistan Workers' Party"),
        ("The PKK met the ELN. The rebels said no.", "The rebels", None),
        ("The Kurdish movement Rastin met NATO. The movement left.", "The movement", "Rastin"),
        ("Hamas met Israel. Another militant group agreed.", "Another militant group", None),
    ],
)
def test_a_body_is_taken_up_by_its_kind(meant, text, words, name):
    assert meant(text, words) == name


def test_the_army_of_a_country_is_no_militia_of_it(meant):
    text = "The Rapid Support Forces fled. The Sudanese army and Egypt cheered."
    assert meant(text, "The Sudanese army") == "Sudanese army"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Egypt's foreign ministry said no.", "Egypt's foreign ministry"),
        ("Egypt's foreign ministry said no. The foreign ministry waited.", "The foreign ministry"),
    ],
)
def test_a_ministry_in_lower_case_is_its_countrys(meant, text, words):
    assert meant(text, words) == "Foreign Ministry of Egypt"


def test_the_government_is_that_of_the_country_spoken_of(meant):
    text = (
        "The Sudanese government will go to Jeddah, Sudan said. The US government has not yet "
        "replied to the Sudanese government's letter. The government also asked for aid."
    )
    assert meant(text, "The government") == "Sudanese government"


def test_his_country_is_the_one_he_serves(meant):
    text = "French Foreign Minister Carl Berg spoke in Rome. He said his country was ready."
    assert meant(text, "his country") == "France"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The LTTE met monks. The group said they were ready.", "Liberation Tigers of Tamil Eelam"),
        ("Ida Moe and Carl Berg wrote the report. They offered help.", ["Ida Moe", "Carl Berg"]),
        ("Officials met the rebels. The rebels said they were ready.", "rebels"),
    ],
)
def test_they_are_who_says_so_or_the_subjects_together(meant, text, name):
    words = "They" if "They" in text else "they"
    assert meant(text, words) == name


@pytest.mark.parametrize("words", ["His aides", "Officials", "Neither mediator", "Another state"])
def test_who_is_only_described_by_others_has_no_name(meant, words):
    assert meant(f"Talks were held. {words} called for calm.", words) is None
