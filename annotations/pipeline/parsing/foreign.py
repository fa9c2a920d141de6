"""In which language a text is written: the rules read English alone."""

from articles.languages import SURE, identifier

# So much of English prose is stop words (news has from 0.35 on); of no other language half of it.
SURELY_ENGLISH = 0.25
# Code points of a text that are looked at, a third of them each from its start, middle and end.
LOOKED_AT = 3000


def language_of(doc) -> str | None:
    """The language of a document as an ISO 639-1 code ("de"), "en" too; None where none is sure.

    Bare names and figures are of no language.
    """
    if stop_words(doc) >= SURELY_ENGLISH:
        return "en"
    code, likelihood = identifier().classify(sample(doc.text))
    return code if likelihood >= SURE else None


def stop_words(doc) -> float:
    """The share of English stop words among the words of a document."""
    stops, words = doc.to_array(["IS_STOP", "IS_ALPHA"]).sum(axis=0)
    return float(stops) / max(float(words), 1.0)


def sample(text: str) -> str:
    """The start, the middle and the end of a text: no quotation or footer decides alone."""
    if len(text) <= LOOKED_AT:
        return text
    part = LOOKED_AT // 3
    middle = (len(text) - part) // 2
    return "\n".join((text[:part], text[middle : middle + part], text[-part:]))
