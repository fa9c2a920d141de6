"""Where a wire report begins after its dateline."""

import pytest

from annotations.pipeline import Source, extract
from annotations.pipeline.parsing import datelines


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("NAIROBI, June 14 - Kenya said", "NAIROBI, June 14 - "),
        ("GENEVA (Reuters) - The United Nations", "GENEVA (Reuters) - "),
        ("JAKARTA, Indonesia — The generals", "JAKARTA, Indonesia — "),
        ("Wellington : Fiji's leader", "Wellington : "),
        ("LIMA--Peru's leader", "LIMA--"),
        ("OSLO, 5 December 2005 - Norway", "OSLO, 5 December 2005 - "),
        ("DOHA/ISTANBUL - Qatar said", "DOHA/ISTANBUL - "),
        ("KYIV, Ukraine (AP) — Ukraine said", "KYIV, Ukraine (AP) — "),
        ("Beijing, May 3 (Xinhua) -- China said", "Beijing, May 3 (Xinhua) -- "),
    ],
)
def test_it_is_known_by_its_place_and_dash(text, dateline):
    assert datelines.match(text).group() == dateline


@pytest.mark.parametrize(
    "text",
    ["EU-Mercosur deal signed", "UN - backed talks", "Europe must act", "Two days - no more"],
)
def test_a_hyphen_or_dash_of_a_sentence_is_none(text):
    assert datelines.match(text) is None


@pytest.mark.parametrize("dateline", ["NAIROBI, June 14 - ", "OSLO, 5 December 2005 - ", "LIMA--"])
def test_it_is_no_part_of_who_acts(dateline):
    text = dateline + "Kenyan President William Ruto offered to host the talks."
    (extraction,) = extract([Source(text)])
    (proposal,) = extraction.proposals
    assert proposal.proposer.text == "Kenyan President William Ruto"
