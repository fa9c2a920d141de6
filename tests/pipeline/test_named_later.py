"""Whom an article only describes, or takes up in another's words, gets the name that it gives."""

import pytest

from annotations.pipeline import Source, extract


def proposer(text):
    (extraction,) = extract([Source(text)])
    return extraction.proposals[0].proposer


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The top international mediator in Chad has called for a truce.\n\n"
            "Special Envoy Ida Berg said both sides must stop.",
            "Ida Berg",
        ),
        (
            "A Kenyan airline is offering free flights to nurses.\n\n"
            "Nairobi Airways says the flights start in May.",
            "Nairobi Airways",
        ),
        (
            "A Kenyan airline is offering free flights to nurses.\n\n"
            "Moses Otieno, the chairman of Nairobi Airways, says the flights start in May.",
            "Nairobi Airways",
        ),
        (
            "The talks ended late. The widow of a miner killed in the blast is calling for a "
            "meeting with the owners.\n\nIda Berg says she wants answers.",
            "Ida Berg",
        ),
        (
            "Donald Okello won the vote in May. The Liberal nominee called for calm.",
            "Donald Okello",
        ),
        (
            "The Okello administration sent a bill. The rest is money the president will request "
            "for the army.",
            "Okello",
        ),
        (
            "Chadian militants hold two engineers. The kidnappers demanded a ransom.",
            "Chadian militants",
        ),
        (
            "A spokesman for the Liberation Front of Kesh told reporters his group is willing to "
            "join the talks.",
            "Liberation Front of Kesh",
        ),
        (
            "A spokeswoman for the river tribes said the dam was a threat. She called for a halt "
            "to the work.",
            "spokeswoman for the river tribes",
        ),
        (
            "Oxfam published a report in May. It said the camps were full. It called for new "
            "wells.",
            "Oxfam",
        ),
        (
            "The government of Kenya pledged a million dollars. On Friday the country promised "
            "another million to the fund.",
            "government of Kenya",
        ),
        (
            'EU foreign ministers met in Lagos. A joint statement read: "Chad should hold a vote."',
            "EU foreign ministers",
        ),
        (
            "A Kenyan judge in the southern port of Lindi ordered the release of two sailors.",
            "Kenyan judge",
        ),
    ],
)
def test_the_name_comes_from_elsewhere(text, name):
    assert proposer(text).name == name


@pytest.mark.parametrize(
    "text",
    [
        "A lawmaker in Kenya called for a ban.\n\n"
        '"It is time," Foreign Minister Ida Berg told the house.',
        "A Ugandan minister called for a ban.\n\nKenyan Foreign Minister Ida Berg said no.",
        "A Kenyan airline is offering free flights.\n\nThe United Nations says fares are high.",
    ],
)
def test_another_office_country_or_kind_names_nobody(text):
    assert proposer(text).name in ("lawmaker in Kenya", "Ugandan minister", "Kenyan airline")


def test_they_are_called_as_those_they_take_up():
    they = proposer("Chad, Niger and Mali said they want Oslo to stop the flights.")
    assert they.name == "Chad, Niger and Mali"
    assert [member.name for member in they.members] == ["Chad", "Niger", "Mali"]


def test_a_pair_rounded_off_is_called_by_the_one_who_is_named():
    pair = proposer("Norway and other donors urged Mali to hold elections.")
    assert pair.name == "Norway"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Moe said that several countries should take in people wanting a new home, and "
            "called for a fund.",
            "Moe",
        ),
        (
            "Police have beaten miners who were marching over pay and were demanding a vote.",
            "miners",
        ),
    ],
)
def test_a_joined_verb_goes_with_the_one_of_its_form(text, name):
    (extraction,) = extract([Source(text)])
    last = extraction.proposals[-1].proposer
    assert (last.name or last.text) == name
