"""Acts and stances carry the codes of political event data."""

import pytest

from annotations.pipeline import codes


@pytest.mark.parametrize(
    ("act", "content", "plover", "cameo"),
    [
        ("urge", "to stop", "REQUEST", "02"),
        ("demand", "an immediate withdrawal", "REQUEST", "10"),
        ("request", "an extra session", "REQUEST", "02"),
        ("offer", "to host talks", "AGREE", "03"),
        ("propose", "that both sides disarm", "REQUEST", "02"),
        ("propose", "to host talks in Geneva", "AGREE", "03"),
    ],
)
def test_an_act_has_its_codes(act, content, plover, cameo):
    assert codes.of_act(act, content) == {"plover": plover, "cameo": cameo}


@pytest.mark.parametrize(
    ("stance", "plover", "cameo"),
    [
        ("accept", "AGREE", "03"),
        ("support", "SUPPORT", "05"),
        ("reject", "REJECT", "12"),
        ("oppose", "ACCUSE", "11"),
    ],
)
def test_a_stance_has_its_codes(stance, plover, cameo):
    assert codes.of_stance(stance) == {"plover": plover, "cameo": cameo}


def test_a_noncommittal_answer_is_a_mere_statement():
    assert codes.of_stance("noncommittal") == {"cameo": "01"}
