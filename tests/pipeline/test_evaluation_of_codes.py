"""Event codes are measured on sentences that name the type of their event."""

import pytest

from annotations.evaluation import gold
from annotations.evaluation.names import OUR_TYPES
from annotations.pipeline import codes

from .measured import TEXT, TOLD, judged, layer


def coded(event, *types):
    """The figures of a sentence of that event, whose records have those PLOVER types."""
    records = [
        TOLD["proposals"][0] | {"id": f"p{number}", "codes": {"plover": type_}, "responses": []}
        for number, type_ in enumerate(types)
    ]
    wanted = {"id": "a", "text": TEXT, "event": event}
    return layer(judged(wanted, {"id": "a", "proposals": records}), "codes")


@pytest.mark.parametrize(
    ("event", "types", "figure"),
    [
        ("AGREE", ["AGREE"], (1, 1, None)),
        ("AGREE", ["REQUEST", "AGREE"], (1, 1, None)),
        ("AGREE", ["REQUEST"], (0, 1, None)),
        ("AGREE", [], (0, 1, None)),
        ("DEMAND", ["REQUEST"], (1, 1, None)),
        ("DISAPPROVE", ["ACCUSE"], (1, 1, None)),
        ("FIGHT", ["REJECT"], (0, 0, None)),  # dropped by PLOVER 2.0
        ("PROTEST", ["REJECT"], (0, 0, None)),  # of no type that ours can be
    ],
)
def test_a_sentence_is_right_when_its_type_is_among_ours(event, types, figure):
    assert coded(event, *types)["codes"] == figure


def test_other_types_that_are_given_count_against_their_precision():
    assert coded("AGREE", "AGREE", "REQUEST")["REQUEST"] == (0, 0, 1)
    assert coded("AGREE", "REQUEST")["of those coded"] == (0, 1, None)


def test_no_code_of_ours_is_left_out():
    acts = [codes.of_act(act, to) for act in gold.ACTS for to in ("", "to talk", "to withdraw")]
    stances = [codes.of_stance(stance, cue) for stance in gold.STANCES for cue in ("", "signed")]
    assert {code["plover"] for code in acts + stances if "plover" in code} <= set(OUR_TYPES)
