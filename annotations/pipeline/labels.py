"""Words whose speaker a label names: turns of a transcript, headlines ("Rossi: The deal holds")."""

from spacy.tokens import Span

from annotations.pipeline import sources
from annotations.pipeline.passages import Ascription, Page

# A label of a headline has few words, what it heads has some more.
LABEL_WORDS = 5
LEAST = 3


def find(page: Page) -> list[Ascription]:
    """What labels ascribe: the turns of a transcript, else the headline."""
    if page.turns:
        return [said_in_turn(label, turn) for label, turn in page.turns]
    heading = headline(page)
    return [heading] if heading is not None else []


def said_in_turn(label: Span, turn) -> Ascription:
    """A turn as the words of whom its label names."""
    marks = turn.marks
    return Ascription("turn", 0.9, label, None, marks.start_char, marks.end_char, (turn,))


def headline(page: Page) -> Ascription | None:
    """What a headline gives to its first words: "Rossi: *The deal holds*"; "Poll: ...".

    Words in quotation marks throughout are found as a quotation.
    """
    end = page.paragraphs[1] - 1 if len(page.paragraphs) > 1 else len(page.tokens)
    colon = next((i for i in range(min(LABEL_WORDS, end)) if page.lowers[i] == ":"), 0)
    if colon == 0 or end - colon <= LEAST or colon + 1 in page.within:
        return None
    if not any(page.tokens[i].pos_ in ("VERB", "AUX") for i in range(colon + 1, end)):
        return None
    if not sources.speaks(page.tokens[colon - 1]):
        return None
    source = page.tokens[0].doc[0:colon]
    last = end - 1 if page.lowers[end - 1] == "." else end
    start_char = page.tokens[colon + 1].idx
    end_char = page.tokens[last - 1].idx + len(page.tokens[last - 1])
    return Ascription("headline", 0.6, source, (colon, colon + 1), start_char, end_char)
