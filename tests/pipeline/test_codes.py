"""Acts and stances carry the codes of political event data, by what is put forward."""

import pytest

from annotations.pipeline import codes


def shown(told):
    return told.get("cameo"), told.get("plover"), told.get("mode")


@pytest.mark.parametrize(
    ("act", "content", "expected"),
    [
        ("urge", "calm", ("02", "REQUEST", None)),
        ("urge", "to recognise the new government", ("022", "REQUEST", "assist")),
        ("request", "food aid for the north", ("023", "REQUEST", "assist")),
        ("urge", "to hold free elections", ("024", "REQUEST", "change")),
        ("demand", "an immediate withdrawal of all troops", ("105", "REQUEST", "yield")),
        ("propose", "that talks resume in Oslo", ("026", "REQUEST", "meet")),
        ("propose", "mediation by the Vatican", ("028", "REQUEST", "meet")),
        ("offer", "to host talks", ("036", "AGREE", None)),
        ("offer", "to release the prisoners", ("035", "CONCEDE", None)),
        ("propose", "to host talks in Geneva", ("036", "AGREE", None)),
        ("propose", "to withdraw from the islands", ("035", "CONCEDE", None)),
    ],
)
def test_an_act_has_its_codes(act, content, expected):
    assert shown(codes.of_act(act, content)) == expected


@pytest.mark.parametrize(
    ("stance", "cue", "content", "expected"),
    [
        ("accept", "accepted", "a truce", ("035", "AGREE", None)),
        ("accept", "signed", "the accord", ("057", "SUPPORT", None)),
        ("support", "welcomed", "a truce", ("051", "SUPPORT", None)),
        ("reject", "rejected", "a truce", ("124", "REJECT", "yield")),
        ("reject", "turned down", "direct talks", ("125", "REJECT", "meet")),
        ("reject", "refused", "more aid", ("122", "REJECT", "assist")),
        ("reject", "vetoed", "the draft", ("129", "REJECT", None)),
        ("reject", "ruled out", "it", ("12", "REJECT", None)),
        ("oppose", "criticised", "a truce", ("111", "ACCUSE", None)),
        ("noncommittal", "will study", "a truce", (None, None, None)),
    ],
)
def test_a_stance_has_its_codes(stance, cue, content, expected):
    assert shown(codes.of_stance(stance, cue, content)) == expected


def test_the_first_word_that_tells_a_subject_decides():
    assert codes.subject_of("that both armies withdraw and talks resume") == "yield"
    assert codes.subject_of("talks on a withdrawal of both armies") == "meet"
    assert codes.subject_of("what the islanders want") == ""


def test_codes_name_their_codebooks_and_the_rule_that_fired():
    told = codes.of_act("urge", "to resume talks")
    assert told["codebooks"].startswith("CAMEO 1.1b3, PLOVER 2.0")
    assert told["rule"] == "urge/meet"
    assert codes.of_stance("noncommittal") == {"rule": "noncommittal"}
