"""Texts that are no English prose: read as far as they can be, and never a crash."""

from functools import cache

import pytest

from annotations.pipeline import Source, extract, serialise
from tests.pipeline.test_extract import spans_in

TELLING = "Olaf Scholz urged Russia to withdraw its troops and Moscow rejected the demand"
GERMAN = (
    "Bundeskanzler Olaf Scholz hat am Dienstag in Berlin vorgeschlagen, dass Russland seine "
    "Truppen aus der Ukraine abzieht. Der Kreml lehnte den Vorschlag ab."
)
FRENCH = (
    "Le président Emmanuel Macron a proposé mardi que la Russie retire ses troupes d'Ukraine. "
    "« Nous devons agir », a-t-il déclaré. Le Kremlin a rejeté sa proposition."
)
CHINESE = "中国外交部发言人毛宁5日在例行记者会上表示，中方提议各方立即停火，并呼吁俄罗斯撤军。"
ENGLISH = (
    "The German chancellor proposed on Tuesday that Russia should withdraw its troops. "
    "“Das ist nicht annehmbar”, the ambassador said of the plan, which Moscow rejected."
)


@cache
def read(text):
    [record] = extract([Source(text)])
    return record


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [(GERMAN, "de", "Berlin"), (FRENCH, "fr", "Emmanuel Macron"), (CHINESE, "zh", None)],
)
def test_of_another_language_only_names_are_told_and_the_record_says_so(text, language, name):
    record = read(text)
    said = serialise.extraction(record)
    assert (said["language"], said["limited"]) == (language, "names only: not in English")
    assert (record.proposals, record.attributions, record.responses) == ((), (), ())
    assert name is None or name in [m.text for m in record.mentions]


def test_an_article_that_quotes_another_language_is_read_in_full():
    record = read(f"{ENGLISH}\n\n{GERMAN}\n\n{ENGLISH}\n\n{ENGLISH}")
    assert record.language == "en"
    assert record.proposals
    assert serialise.extraction(record)["limited"] is None


@pytest.mark.parametrize("text", ["U.S.", "1. 2. 3.", "Scholz, Macron, Annan, Lavrov", "😀", "?"])
def test_what_is_of_no_language_is_not_limited(text):
    assert not read(text).limited


ODD_TEXTS = {
    "a transcript": "\n".join(f"LAVROV: {TELLING}\nMR SCHOLZ: Yes, they must." for _ in range(150)),
    "a list": "\n".join(
        f"- {n}. Olaf Scholz (Germany); Vladimir Putin, Russia" for n in range(400)
    ),
    "no punctuation": " ".join([TELLING.lower()] * 200),
    "no capitals and no spaces": "olafscholzurgedrussia" * 1000,
    "one sentence of 20,000 words": " and ".join([TELLING] * 1340),
    "500 quotation marks": f'" {TELLING} ' * 500,
    "quotation marks alone": '"' * 500 + "“" * 500 + "' " * 500,
    "one quotation mark that is never closed": f'He said: "{TELLING}. ' + f"{TELLING}. " * 100,
    "one pronoun after another": "Olaf Scholz said he told him that he thinks he knows he said "
    + " and he said he told him he must go" * 60,
    "brackets": "(" * 20_000,
    "separators": f"{TELLING}\n{'=' * 5000}\n{TELLING}\n" + ". " * 2000,
    "capitals": f"{TELLING}. ".upper() * 100,
    "a line for each word": f"{TELLING}. ".replace(" ", "\n") * 100,
    "spaces": f"{TELLING}{' ' * 50_000}{TELLING}",
    "line breaks": f"{TELLING}\n{chr(10) * 5000}{TELLING}.",
}


@pytest.mark.parametrize("kind", ODD_TEXTS)
def test_odd_text_is_read_with_spans_that_hold(kind):
    text = ODD_TEXTS[kind]
    for span in spans_in(serialise.extraction(read(text))):
        assert text[span["start_char"] : span["end_char"]] == span["text"]


@pytest.mark.parametrize("kind", ["a transcript", "one sentence of 20,000 words", "a list"])
def test_names_are_found_throughout_an_odd_text(kind):
    text = ODD_TEXTS[kind]
    found = [m.start_char for m in read(text).mentions if m.text in ("Olaf Scholz", "Russia")]
    assert max(found) > len(text) * 0.95
    assert len(found) > 0.8 * text.count("Russia")


def test_a_proposal_in_words_without_an_end_is_still_found():
    record = read(ODD_TEXTS["one sentence of 20,000 words"])
    assert "Russia" in {a.name for p in record.proposals for a in p.addressees}
