"""Names that the words beside them tell of what they are; agencies, bylines, datelines."""

import pytest

from annotations.pipeline.names import names
from annotations.pipeline.records import Knowledge, Source


@pytest.fixture
def labels(nlp):
    def labels(text):
        found = names.find(nlp(text), Source(text), Knowledge())
        return {name.text: name.label for name in found}

    return labels


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("The state newspaper, Al Fanar, said so on Monday.", "Al Fanar", "ORG"),
        ("They cut off Promsvet, Russia's second bank, on Monday.", "Promsvet", "ORG"),
        ("He met Salman Kiiru, a vice president of the region. Mr. Kiiru left.", "Kiiru", "PERSON"),
        ("The opposition leader, Morgan Tsvangi, agreed.", "Morgan Tsvangi", "PERSON"),
        ("National Security Adviser Hermogenes Pon said no.", "Hermogenes Pon", "PERSON"),
        ("He succeeds the Dutch Peter van Waals.", "Peter van Waals", "PERSON"),
        ("The Foreign Office Spokesperson said no.", "Foreign Office", "ORG"),
        ("Today the Morning Courier newspaper blamed him.", "Morning Courier", "ORG"),
        ("Strongman Voreqe (Frank) Baina was served notice.", "Voreqe (Frank) Baina", "PERSON"),
        (
            "She heads the Ministry of Environment, Rural and Marine Affairs.",
            "Ministry of Environment, Rural and Marine Affairs",
            "ORG",
        ),
    ],
)
def test_the_words_around_say_what_a_name_is(labels, text, name, label):
    assert labels(text).get(name) == label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "DOHA/ISTANBUL (Anatolpress) - Talks ended.",
            {"DOHA": "PLACE", "ISTANBUL": "PLACE", "Anatolpress": "ORG"},
        ),
        ("LJUBLJANA, 5 December 2005 - Talks ended.", {"LJUBLJANA": "PLACE"}),
        ("ANTANANARIVO--Talks ended.", {"ANTANANARIVO": "PLACE"}),
        ("ROME (Agencies) - Talks ended.", {"ROME": "PLACE"}),
        (
            "Talks ended. (Reporting by Ann Leek and Bo Ekman in Rome; Editing by Cy Foxley)",
            {"Ann Leek": "PERSON", "Bo Ekman": "PERSON", "Rome": "PLACE", "Cy Foxley": "PERSON"},
        ),
    ],
)
def test_openings_and_signatures_are_read(labels, text, expected):
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("An Iranian spokesman Sunday again warned the world.", "Sunday"),
        ("The group fired Scuds and Kalashnikovs.", "Scuds"),
        ("Ceasefire talks broke down in Rome.", "Ceasefire"),
        ("Any NGO may be closed under the Non-Governmental Bodies Bill.", "Bill"),
    ],
)
def test_what_is_no_name_is_none(labels, text, gone):
    assert gone not in labels(text)


def test_people_of_one_office_are_no_part_of_a_bodys_name(labels):
    assert labels("The Asean Foreign Ministers' meeting ended.") == {"Asean": "ORG"}
