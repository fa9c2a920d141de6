"""Words whose speaker a label names: turns of a transcript, headlines ("Rossi: The deal holds"),
tweets and letters with their signature, paragraphs that a colon leads to.
"""

import re

from spacy.tokens import Span, Token

from annotations.pipeline.attributions import saying, sources
from annotations.pipeline.attributions.passages import Ascription, Page, paragraph_start
from annotations.pipeline.parsing import syntax

# A label of a headline has few words, what it heads has some more.
LABEL_WORDS = 5
LEAST = 3


def find(page: Page) -> list[Ascription]:
    """What labels ascribe: the turns of a transcript, else the headline."""
    if page.turns:
        return [said_in_turn(label, turn) for label, turn in page.turns]
    heading = headline(page)
    return [*([heading] if heading is not None else []), *posts(page), *set_apart(page)]


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


# "— Ana Ruiz (@anaruiz) June 13, 2016" closes a post that a page shows.
SIGNATURE = re.compile(r"(?:—|–|--|-)[ \t]?([^\n—–(@]{2,60}?)[ \t]*\(@\w+\)")


def posts(page: Page) -> list[Ascription]:
    """Posts with their signature: "*We won.* — Ana Ruiz (@anaruiz) June 13, 2016"."""
    found = []
    for signature in SIGNATURE.finditer(page.text):
        source = page.tokens[0].doc.char_span(*signature.span(1), alignment_mode="expand")
        end_char = signature.start()
        while end_char and page.text[end_char - 1].isspace():
            end_char -= 1
        start_char = page.text.rfind("\n", 0, end_char) + 1
        if source is not None and start_char < end_char:
            found.append(Ascription("post", 0.8, source, None, start_char, end_char))
    return found


def set_apart(page: Page) -> list[Ascription]:
    """A paragraph that a colon leads to, without marks: She said in a letter: ¶ *We are sorry.*"""
    found = []
    ends = [*page.paragraphs[2:], len(page.tokens) + 1]
    for start, following in zip(page.paragraphs[1:], ends, strict=False):
        colon = start - 2
        if colon < 0 or page.lowers[colon] != ":" or "\n\n" not in page.lowers[start - 1]:
            continue
        verb = saying_verb(page, colon)
        source = sources.speaker(verb) if verb is not None else None
        if source is None or start >= len(page.tokens) or start in page.within:
            continue
        last = page.tokens[min(following - 1, len(page.tokens)) - 1]
        span = (page.tokens[start].idx, last.idx + len(last))
        found.append(Ascription("set_apart", 0.6, source, (verb.i, verb.i + 1), *span))
    return found


def saying_verb(page: Page, colon: int) -> Token | None:
    """The last verb of the paragraph before a colon, where it is one of saying."""
    for i in range(colon - 1, paragraph_start(page, colon) - 1, -1):
        if page.tokens[i].pos_ == "VERB":
            verb = page.tokens[i]
            said = page.lowers[i] in saying.QUOTING_FORMS and syntax.child(verb, "ccomp") is None
            return verb if said else None
    return None
