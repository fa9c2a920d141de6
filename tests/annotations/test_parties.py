"""Who answers for whom."""

import pytest

from annotations.parties import Party, answers_for

IRAN = Party("e:1", "Iran", kind="place", country="IR", is_country=True)
ISFAHAN = Party("e:2", "Isfahan", kind="place", country="IR")
HAMAS = Party("e:3", "Hamas", entity_id=3, kind="organisation")


def person(country="", *offices):
    return Party("e:9", "Somebody", kind="person", country=country, offices=offices)


@pytest.mark.parametrize(
    ("responder", "addressee"),
    [
        (IRAN, IRAN),
        (Party("e:3", "Hamas movement"), HAMAS),
        (Party("n:hamas", "HAMAS"), HAMAS),  # not linked, yet named the same
        (person("IR", "Foreign Minister of Iran"), IRAN),
        (person("IR", "foreign minister"), IRAN),
        (person("", "President of Iran"), IRAN),
        (Party("e:4", "Iranian Foreign Ministry", kind="organisation", country="IR"), IRAN),
        (person("", "Hamas spokesman"), HAMAS),
        (person("PS", "spokesman of HAMAS"), HAMAS),
    ],
)
def test_answers_for(responder, addressee):
    assert answers_for(responder, addressee)


@pytest.mark.parametrize(
    ("responder", "addressee"),
    [
        (person("IR"), IRAN),  # an Iranian without an office
        (person("IQ", "foreign minister"), IRAN),
        (person("", "former envoy to Iranistan"), IRAN),
        (ISFAHAN, IRAN),
        (person("IR", "mayor"), ISFAHAN),  # a city is not its country
        (Party("e:5", "Foreign Ministry", kind="organisation"), IRAN),
        (Party("n:the two sides", "the two sides"), HAMAS),
        (person("", "minister"), Party("n:", "")),
        (person("", "minister"), Party("e:6", "Nowhere", is_country=True)),
        (Party("e:8", "Hamas", entity_id=8, kind="group"), HAMAS),  # a namesake
        (Party("n:", ""), Party("n:—", "—")),
        (HAMAS, Party("e:7", "Palestine", kind="place", country="PS", is_country=True)),
    ],
)
def test_does_not_answer_for(responder, addressee):
    assert not answers_for(responder, addressee)
