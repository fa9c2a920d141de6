"""Who speaks the quotations of a page: the cue after, before or around each, or the last speaker.

Only quotations that are uttered are looked at: those that make a sentence, or that a cue
introduces. Quoted words inside a sentence ("a 'great threat'") belong to the reported speech around
them, titles and scare quotes to nobody.
"""

from dataclasses import replace

from spacy.tokens import Span, Token

from annotations.pipeline.attributions import reported, saying, sources
from annotations.pipeline.attributions.passages import (
    ENDS,
    Ascription,
    Page,
    Quoted,
    paragraph_start,
)
from annotations.pipeline.parsing import extents, syntax

WINDOW = 40
HANDING_ON = frozenset([",", ":"])
INTRODUCING = frozenset([",", ":", "that", "-", "–", "—", "how"])
# What a quotation ends with where its cue follows.
HANDS_OVER = frozenset(",?!…—–-")
MIN_WORDS = 3
LONG = 12
# At the head of a sentence they say nothing.
LEADING = frozenset(["And", "But", "So", "Yet", "Plus", "Or"])
CLOSING = " \t\n\"”“»«’'`"
# Where a quotation hands nothing over, its cue follows at once: "We stay" *he said*.
AT_ONCE = 3
VERBAL = frozenset(["VERB", "AUX"])
# A strike continues and a war begins without a word.
ALSO_DOING = saying.table("begin conclude continue counter protest question reflect respond")


def find(page: Page) -> list[Ascription]:
    """The spoken quotations of the page with their speakers, in order."""
    found: list[Ascription] = []
    for quoted in page.quoted:
        led = cue_before(page, quoted) if page.lowers[before(page, quoted)] == ":" else None
        spoken = led or cue_after(page, quoted) or cue_before(page, quoted)
        spoken = spoken or after_colon(page, quoted)
        if spoken is None and opens_sentence(page, quoted) and utters(page, quoted):
            last = found[-1] if found else None
            spoken = (
                floating(page, quoted, last)
                or after_report(page, quoted)
                or after_sentence(page, quoted)
                or after_paragraph(page, quoted, last)
            )
        if spoken is not None:
            join(page, found, spoken)
    return found


def join(page: Page, found: list[Ascription], spoken: Ascription) -> None:
    """Add a spoken quotation, or make it one with the last where the same cue speaks both.

    After a semicolon it is told anew: "We stay," he said; and later, "We go."
    """
    last = found[-1] if found else None
    same = last is not None and last.cue is not None and last.cue == spoken.cue
    if same and ";" not in page.text[last.end_char : spoken.start_char]:
        found[-1] = replace(
            last, end_char=spoken.end_char, quoted=last.quoted + spoken.quoted, rule="split"
        )
    else:
        found.append(spoken)


def spoken_by(
    quoted: Quoted, verb: Token, source: Span, rule: str, confidence: float
) -> Ascription:
    """A quotation ascribed to the subject of a verb, which is its cue."""
    return Ascription(
        rule,
        confidence,
        source,
        (verb.i, verb.i + 1),
        quoted.marks.start_char,
        quoted.marks.end_char,
        (quoted,),
    )


def opens_sentence(page: Page, quoted: Quoted) -> bool:
    """Whether nothing of its sentence stands before the quotation.

    True of 'He left. "We stay," she said' and 'But "we stay"', not of 'He wants a "deal"'.
    """
    i = quoted.start - 1
    while i >= 0 and (page.lowers[i] == " " or page.tokens[i].text in LEADING):
        i -= 1
    if i < 0 or page.tokens[i].is_space or page.lowers[i] in ENDS or i in page.within:
        return True
    return page.lowers[i] in (";", ":", "(", "[") or page.tokens[i].text[-1] in ".!?…"


def is_resumed(page: Page, quoted: Quoted) -> bool:
    """Whether a quoted sentence within another hands over to a cue: "No," but, *"Yes,"* he said."""
    before_it = page.lowers[max(quoted.start - 1, 0)]
    hands_over = last_inside(page, quoted) in HANDS_OVER
    return before_it == "," and hands_over and utters(page, quoted) and is_followed(page, quoted)


def is_followed(page: Page, quoted: Quoted) -> bool:
    """Whether a quoting verb stands right after a quotation: "...," *said* the mayor."""
    verb = first_cue(page, quoted.end)
    return verb is not None and verb.i - quoted.end < AT_ONCE


def last_inside(page: Page, quoted: Quoted) -> str:
    """The last character before the closing mark, be it one character or two."""
    inside = page.text[quoted.marks.start_char : quoted.marks.end_char]
    return (inside.rstrip(CLOSING) if quoted.marks.closed else inside)[-1:]


def cue_after(page: Page, quoted: Quoted) -> Ascription | None:
    """The cue that follows: "...," *he said*; "..." *said the minister*."""
    if not quoted.marks.closed or not (opens_sentence(page, quoted) or is_resumed(page, quoted)):
        return None
    start = quoted.end
    last = last_inside(page, quoted)
    comma = page.lowers[start : start + 1] == [","]
    if last == "." and not goes_on(page, start):
        return None
    hands_over = comma or last in HANDS_OVER
    if not (hands_over or utters(page, quoted)):
        return None
    start += comma
    verb = first_cue(page, start)
    if verb is None or (not hands_over and verb.i - start > AT_ONCE):
        return None
    source = speaker_around(page, verb, start)
    return spoken_by(quoted, verb, source, "cue_after", 0.95) if source is not None else None


def goes_on(page: Page, i: int) -> bool:
    """Whether the sentence goes on at a token: '"We stay." *said* the mayor.'"""
    return i < len(page.tokens) and page.tokens[i].text[0].islower()


def first_cue(page: Page, start: int) -> Token | None:
    """The first quoting verb of the rest of a sentence that is not in a relative clause."""
    for i in range(start, min(start + WINDOW, len(page.lowers))):
        if page.lowers[i] in ENDS or page.tokens[i].is_space or i in page.within:
            return None
        if page.lowers[i] in saying.QUOTING_FORMS and is_main_verb(page.tokens[i]):
            return page.tokens[i]
    return None


def is_main_verb(token: Token) -> bool:
    return token.tag_[:2] == "VB" and token.dep_ not in ("relcl", "amod", "acl")


def speaker_around(page: Page, verb: Token, start: int) -> Span | None:
    """The speaker in the words after a quotation: the verb's subject, else the noun beside it."""
    subject = syntax.subject(verb)
    if subject is not None and subject.i >= start:
        return extents.noun_phrase(subject)
    beside = noun_after(page, verb.i + 1) if verb.i - start < 2 else None
    if beside is None:
        beside = noun_before(page, verb.i, start)
    return extents.noun_phrase(beside) if beside is not None else None


def noun_after(page: Page, i: int) -> Token | None:
    """The head of the noun phrase that begins at a token."""
    for token in page.tokens[i : i + 8]:
        if token.lower_ in ENDS or token.is_space:
            return None
        if token.pos_ in NOMINAL and token.dep_ not in ("compound", "poss", "amod", "nmod"):
            return token
    return None


def noun_before(page: Page, i: int, start: int) -> Token | None:
    """The last noun or pronoun between two tokens that heads its phrase."""
    for token in reversed(page.tokens[start:i]):
        if token.pos_ in NOMINAL and token.dep_ not in ("compound", "poss", "amod", "nmod", "pobj"):
            return token
    return None


NOMINAL = frozenset(["NOUN", "PROPN", "PRON"])


def cue_before(page: Page, quoted: Quoted) -> Ascription | None:
    """The cue that leads to the quotation: he said, *"..."*; saying that *"..."*; it read: *"..."*.

    Without a comma or colon the quoted words must be a sentence or follow the cue at once.
    """
    verb = last_cue(page, quoted)
    if verb is None:
        return None
    at = before(page, quoted)
    if page.lowers[at] not in INTRODUCING and not utters(page, quoted):
        return None
    if page.lowers[at] not in HANDING_ON and is_part(page, verb, quoted):
        return None
    source, known = sources.of_verb(verb)
    if not known or source is None or source.end > quoted.start:
        return None
    if verb.lower_ in ALSO_DOING and not sources.speaks(source.root):
        return None
    spoken = spoken_by(quoted, verb, source, "cue_before", 0.9)
    if page.lowers[at] == "that":
        return replace(spoken, start_char=page.tokens[at].idx)
    return spoken


def before(page: Page, quoted: Quoted) -> int:
    """The token before a quotation; over a line break where a colon leads to it."""
    at = max(quoted.start - 1, 0)
    while at > 0 and page.tokens[at].is_space:
        at -= 1
    return at if page.lowers[at] == ":" else max(quoted.start - 1, 0)


def is_part(page: Page, verb: Token, quoted: Quoted) -> bool:
    """Whether the parse shows the quotation as part of a longer clause: said that *"he" left*."""
    reach = reported.find(page, verb)
    return (
        reach is not None
        and reach.start_char <= quoted.marks.start_char
        and reach.end_char > quoted.marks.end_char
    )


def last_cue(page: Page, quoted: Quoted) -> Token | None:
    """The nearest quoting verb before a quotation with only its company in between."""
    for i in range(before(page, quoted), max(quoted.start - WINDOW, -1), -1):
        token = page.tokens[i]
        if "\n" in page.lowers[i] or page.lowers[i] in ENDS or i in page.within:
            return None
        if page.lowers[i] in saying.QUOTING_FORMS and token.tag_[:2] == "VB":
            return token if leads_to(page, token, quoted) else None
        if page.lowers[i] in saying.ISSUED and token.head.lower_ in saying.ISSUING_FORMS:
            return token.head
    return None


def leads_to(page: Page, verb: Token, quoted: Quoted) -> bool:
    """Whether what stands between verb and quotation is no content of its own.

    An addressee, a time, a place or "in a statement" may; a clause that the verb reports may not.
    """
    at = before(page, quoted)
    if at - verb.i <= 1:
        return True
    if page.lowers[at] not in INTRODUCING:
        return False
    return not any(
        page.tokens[i].dep_ in ("ccomp", "ROOT", "relcl") for i in range(verb.i + 1, quoted.start)
    )


def utters(page: Page, quoted: Quoted) -> bool:
    """Whether the quoted words are a sentence rather than a phrase: capital, some words, a verb."""
    words = range(quoted.start + 1, quoted.end - 1)
    if len(words) < MIN_WORDS:
        return False
    inside = page.text[quoted.marks.start_char : quoted.marks.end_char]
    return next(filter(str.isalpha, inside), "").isupper() and any(
        page.tokens[i].pos_ in VERBAL for i in words
    )


def after_colon(page: Page, quoted: Quoted) -> Ascription | None:
    """A sentence quoted after a colon is said by whoever acts before it: she backed it: *"..."*."""
    at = before(page, quoted)
    if page.lowers[at] != ":" or not utters(page, quoted):
        return None
    root = page.tokens[at].sent.root
    if root.pos_ in ("PROPN", "NOUN") and root.i < quoted.start and sources.speaks(root):
        return replace(spoken_by(quoted, root, extents.noun_phrase(root), "label", 0.8), cue=None)
    if root.i >= quoted.start or root.pos_ not in VERBAL:
        return None
    source = sources.speaker(root)
    return spoken_by(quoted, root, source, "after_colon", 0.7) if source is not None else None


def after_report(page: Page, quoted: Quoted) -> Ascription | None:
    """A quotation that carries on what its cue closed: It fell apart, he said. *"Nobody came."*"""
    i = quoted.start - 1
    if quoted.start == paragraph_start(page, quoted.start) or i in page.within:
        return None
    verb = page.tokens[i].sent.root
    if verb.lower_ not in saying.QUOTING_FORMS or not is_closed_by(verb):
        return None
    source = sources.speaker(verb)
    return spoken_by(quoted, verb, source, "carried_on", 0.8) if source is not None else None


def is_closed_by(verb: Token) -> bool:
    """Whether a verb closes what it reports: "*the plan failed*, he said"."""
    said = syntax.child(verb, "ccomp")
    return said is not None and said.i < verb.i


def after_sentence(page: Page, quoted: Quoted) -> Ascription | None:
    """A long quotation after a sentence of its paragraph on its speaker: She explained. *"..."*"""
    i = quoted.start - 1
    if quoted.start == paragraph_start(page, quoted.start) or i in page.within:
        return None
    verb = page.tokens[i].sent.root
    if verb.pos_ not in VERBAL or quoted.end - quoted.start < LONG:
        return None
    source = sources.speaker(verb)
    if source is None:
        return None
    return replace(spoken_by(quoted, verb, source, "after_sentence", 0.5), cue=None)


def after_paragraph(page: Page, quoted: Quoted, last: Ascription | None) -> Ascription | None:
    """A quotation that is a paragraph by itself is spoken by who speaks in the one before."""
    if last is None or quoted.end < len(page.tokens) and not page.tokens[quoted.end].is_space:
        return None
    start = paragraph_start(page, quoted.start)
    if start == 0 or start != quoted.start:
        return None
    if last.start_char < page.tokens[paragraph_start(page, start - 1)].idx:
        return None
    marks = quoted.marks
    return Ascription(
        "after_paragraph", 0.5, last.source, None, marks.start_char, marks.end_char, (quoted,)
    )


def floating(page: Page, quoted: Quoted, last: Ascription | None) -> Ascription | None:
    """A quotation without a cue goes on from the last one: "...," he said. *"..."*."""
    if last is None or last.cue is None or last.end_char > quoted.marks.start_char:
        return None
    paragraph = paragraph_start(page, quoted.start)
    if last.cue[0] < paragraph:
        return None
    between = page.lowers[last.cue[0] : quoted.start]
    if sum(word in ENDS for word in between) > 1:
        return None
    return replace(
        last, start_char=quoted.marks.start_char, end_char=quoted.marks.end_char, quoted=(quoted,)
    )
