"""Who said, wrote or thinks what: the attributions of a document.

Quotations first, then reported speech and thought after verbs and nouns, read off the dependency
parse. Every record names the rule that found it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Container
from dataclasses import replace

from annotations.pipeline.attributions import (
    held,
    labels,
    passages,
    reported,
    sayers,
    saying,
    spoken,
)
from annotations.pipeline.attributions.passages import Ascription, Page
from annotations.pipeline.records import Attribution, Span

# Rules that find whole speeches, without quotation marks.
VERBATIM = frozenset(["post", "set_apart", "turn"])
OWN_VOICE = frozenset(["i", "me", "my", "you", "your"])


def find(doc, actors, text: str | None = None) -> list[Attribution]:
    """The attributions of a parsed document, in order of their content.

    `actors.span(spacy Span)` gives the records.Span of a source, with the name it stands for;
    `text` is the document's, where it is at hand.
    """
    page = passages.read(doc, text)
    quotations = spoken.find(page)
    found = labels.find(page) + join(quotations, report(page, quotations))
    records = [record(page, ascription, actors) for ascription in distinct(found)]
    return sorted(records, key=lambda a: (a.content.start_char, -a.content.end_char))


def report(page: Page, quotations: list[Ascription]) -> list[Ascription]:
    """What the page reports in its own words, beside its spoken quotations."""
    found = []
    turned = {i for _, turn in page.turns for i in range(turn.start, turn.end)}
    cued = (q for q in quotations if q.cue is not None and q.rule != "carried_on")
    spoken_at = {q.cue[0]: q for q in cued}
    for i, lower in enumerate(page.lowers):
        if lower in saying.CUE_WORDS:
            ascription = report_at(page, i, lower)
            if ascription is None or is_spoken(page, ascription, spoken_at):
                continue
            if not is_own_voice(ascription, turned) and not is_own_voice(ascription, page.within):
                found.append(outside(page, ascription, quotations))
    return found


def is_own_voice(ascription: Ascription, spoken_tokens: Container[int]) -> bool:
    """Whether a speaker speaks for himself or of nobody in particular: "*I think* it will hold".

    The words around it are his already; "you" in them is anybody. What *we* want is a position.
    """
    source = ascription.source
    if source is None or source.root.lower_ not in OWN_VOICE:
        return False
    return source.root.lower_ == "you" or source.root.i in spoken_tokens


def join(quotations: list[Ascription], reports: list[Ascription]) -> list[Ascription]:
    """Both, a report and the quotation that carries it on under the same cue as one.

    *It "fell apart,"* he said. *"Nobody came."*
    """
    carrying = {q.cue[0]: q for q in quotations if q.rule == "carried_on"}
    carried = {r.cue[0] for r in reports if r.cue is not None}
    whole = [
        replace(r, end_char=carrying[r.cue[0]].end_char)
        if r.cue is not None and r.cue[0] in carrying
        else r
        for r in reports
    ]
    alone = (q for q in quotations if q.rule != "carried_on" or q.cue[0] not in carried)
    return [*alone, *whole]


def outside(page: Page, ascription: Ascription, quotations: list[Ascription]) -> Ascription:
    """With the speaker as source where the parse took a word of his quotation for it.

    "I cannot go," he said, adding that ... -> he, not I.
    """
    source, cue = ascription.source, ascription.cue
    quoted = page.within.get(source.root.i) if source is not None else None
    if quoted is None or cue is None or page.within.get(cue[0]) == quoted:
        return ascription
    speaker = next((q.source for q in quotations if quoted in q.quoted), source)
    return replace(ascription, source=speaker)


def report_at(page: Page, i: int, lower: str) -> Ascription | None:
    """What the word at one token reports, as verb, noun, adjective or "according to"."""
    token = page.tokens[i]
    if lower == "according":
        return held.according_to(page, i)
    tag = token.tag_[:2]
    felt = held.find_attitude(page, token) if lower in saying.FEELINGS else None
    if felt is not None:
        return felt
    if tag == "VB" and lower in saying.VERB_FORMS:
        return reported.find(page, token)
    return noun_at(page, i, lower) if tag == "NN" else None


def noun_at(page: Page, i: int, lower: str) -> Ascription | None:
    """What a noun reports: a poll, somebody's view, a claim."""
    if lower in sayers.POLLS:
        return held.in_poll(page, i)
    found = held.in_view(page, i) if lower in saying.OPINIONS else None
    if found is None and lower in saying.NOUN_FORMS:
        return held.find_noun(page, page.tokens[i])
    return found


def is_spoken(page: Page, ascription: Ascription, spoken_at: dict[int, Ascription]) -> bool:
    """Whether the same cue already speaks a quotation, and this content meets it or leads to it."""
    said = spoken_at.get(ascription.cue[0]) if ascription.cue is not None else None
    if said is None:
        return False
    overlaps = said.start_char < ascription.end_char and ascription.start_char < said.end_char
    cue = page.tokens[ascription.cue[0]].idx
    return overlaps or said.end_char <= cue or ascription.end_char <= cue


def distinct(found: list[Ascription]) -> list[Ascription]:
    """Without those that give a content to the same source again, or to none where one is known."""
    kept: dict[tuple, Ascription] = {}
    sourced = {(a.start_char, a.end_char) for a in found if a.source is not None}
    for ascription in sorted(found, key=lambda a: -a.confidence):
        place = (ascription.start_char, ascription.end_char)
        if ascription.source is not None:
            kept.setdefault((*place, ascription.source.start), ascription)
        elif place not in sourced:
            kept.setdefault(place, ascription)
    return list(kept.values())


def record(page: Page, ascription: Ascription, actors) -> Attribution:
    """The record of an ascription."""
    start_char, end_char = ascription.start_char, ascription.end_char
    return Attribution(
        kind="direct" if ascription.rule in VERBATIM else kind_of(page, start_char, end_char),
        source=actors.span(ascription.source) if ascription.source is not None else None,
        cue=cue_span(page, *ascription.cue) if ascription.cue is not None else None,
        content=Span(start_char, end_char, page.text[start_char:end_char]),
        rule=ascription.rule,
        confidence=ascription.confidence,
    )


def cue_span(page: Page, start: int, end: int) -> Span:
    """The words of a cue, from its token range."""
    last = page.tokens[end - 1]
    start_char, end_char = page.tokens[start].idx, last.idx + len(last)
    return Span(start_char, end_char, page.text[start_char:end_char])


def kind_of(page: Page, start_char: int, end_char: int) -> str:
    """Direct if wholly inside quotation marks but for its cue, mixed if partly, else indirect."""
    first = bisect_right(page.quoted, start_char, key=lambda quoted: quoted.marks.end_char)
    last = bisect_left(page.quoted, end_char, key=lambda quoted: quoted.marks.start_char)
    touching = [quoted.marks for quoted in page.quoted[first:last]]
    if not touching:
        return "indirect"
    whole = touching[0].start_char <= start_char and touching[-1].end_char >= end_char
    return "direct" if whole else "mixed"
