"""The text of an article as paragraphs of segments that say what covers them.

A segment is one flat element: `data-a` holds the ids of the annotations over it, `data-r` those of
the roles, both from the outermost to the innermost. The paragraphs' texts together are the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from annotations.models import Annotation, Layer, Role, Status
from annotations.models.annotations import LIVE
from annotations.rendering import split_into_segments
from articles.prepared import Given, Prepared

# A line with its line ends; the page keeps white space as it is.
_PARAGRAPH = re.compile(r"[^\n]*\n+|[^\n]+")


# The layers whose slots the text shows.
_WITH_SLOTS = (Layer.ATTRIBUTION, Layer.PROPOSAL, Layer.RESPONSE)
# What touches a stretch of an article.
_WITHIN = {"start_char__lt": Given("end"), "end_char__gt": Given("start")}
_ANCHORS = Annotation.objects.live().filter(article=Given("article"), **_WITHIN).order_by("pk")
_ANCHORS = _ANCHORS.values_list("pk", "start_char", "end_char", "layer", "label", "status")
_ANCHORS = Prepared(_ANCHORS)
_SLOTS = Role.objects.filter(
    annotation__status__in=LIVE,
    annotation__layer__in=_WITH_SLOTS,
    annotation__article=Given("article"),
    **_WITHIN,
)
_SLOTS = _SLOTS.order_by("pk").values_list(
    "pk", "start_char", "end_char", "annotation__layer", "slot"
)
_SLOTS = Prepared(_SLOTS)


class Mark(NamedTuple):
    """What a span of the text shows: an annotation's anchor, or (`role`) one of its slots."""

    pk: int
    start_char: int
    end_char: int
    layer: str
    label: str
    status: str = ""
    role: bool = False


class Paragraph(NamedTuple):
    """A paragraph: where it starts, in code points, and its content as safe HTML."""

    start_char: int
    html: SafeString


def whole(article, annotations) -> list[Paragraph]:
    """All paragraphs of an article with all that they show, in one query; its annotations known."""
    anchors = [
        Mark(one.pk, one.start_char, one.end_char, one.layer, one.label, one.status)
        for one in annotations
        if one.status in LIVE
    ]
    anchors.sort(key=lambda mark: mark.pk)
    return paragraphs(article.text, anchors + _slots(article, 0, len(article.text)))


def touched(article, spans: Iterable[tuple[int, int]]) -> list[Paragraph]:
    """Those of its paragraphs that spans touch; no more is read than stands between them."""
    bounds = _bounds(article.text)
    starts = [start for start, _ in bounds]
    wanted = sorted({index for span in spans for index in _touched(starts, *span)})
    if not wanted:
        return []
    start, end = bounds[wanted[0]][0], bounds[wanted[-1]][1]
    anchors = _ANCHORS.ask(article=article.pk, start=start, end=end)
    marks = [Mark(*anchor) for anchor in anchors] + _slots(article, start, end)
    return paragraphs(article.text, marks, wanted)


def _slots(article, start, end) -> list[Mark]:
    """The slots that a stretch of the text shows."""
    found = _SLOTS.ask(article=article.pk, start=start, end=end)
    return [Mark(*slot, role=True) for slot in found]


def paragraphs(text: str, marks: Iterable[Mark], wanted=None) -> list[Paragraph]:
    """The text's paragraphs, or those with the `wanted` numbers."""
    bounds = _bounds(text)
    starts = [start for start, _ in bounds]
    wanted = range(len(bounds)) if wanted is None else wanted
    inside = {index: [] for index in wanted}
    for mark in marks:
        for index in _touched(starts, mark.start_char, mark.end_char):
            if index in inside:
                inside[index].append(mark)
    return [
        Paragraph(bounds[index][0], _marked_up(text, *bounds[index], within))
        for index, within in inside.items()
    ]


def _bounds(text):
    return [found.span() for found in _PARAGRAPH.finditer(text)]


def _touched(starts, start_char, end_char):
    """The numbers of the paragraphs that a span touches."""
    return range(bisect_right(starts, start_char) - 1, bisect_right(starts, end_char - 1))


def _marked_up(text, start, end, marks):
    spans = [
        (max(mark.start_char, start) - start, min(mark.end_char, end) - start, mark)
        for mark in marks
    ]
    segments = split_into_segments(text[start:end], spans)
    return mark_safe("".join(_segment(segment, start) for segment in segments))


def _segment(segment, paragraph_start):
    """One element; its words are escaped, all else of it is made of numbers and labels."""
    words = escape(segment.text)
    if not segment.keys:
        return words
    here = segment.start_char + paragraph_start
    ids = [f"{'ar'[mark.role]}{mark.pk}" for mark in segment.keys if mark.start_char == here]
    attributes = {
        "id": ids[0] if ids else "",
        "class": " ".join(_classes(segment.keys, here)),
        "data-a": " ".join(str(mark.pk) for mark in segment.keys if not mark.role),
        "data-r": " ".join(str(mark.pk) for mark in segment.keys if mark.role),
    }
    written = "".join(f' {name}="{value}"' for name, value in attributes.items() if value)
    anchors = "".join(f'<a id="{other}"></a>' for other in ids[1:])
    return f"{anchors}<mark{written}>{words}</mark>"


def _classes(marks, here):
    """What the style sheet needs to know: layers and labels, and what nobody has checked yet."""
    classes = []
    for mark in marks:
        if mark.role:
            continue
        classes.append(mark.label if mark.layer == Layer.NAME else mark.layer)
        if mark.layer in (Layer.PROPOSAL, Layer.RESPONSE):
            classes += ["cue", "bar"] if mark.start_char == here else ["cue"]
        if mark.status == Status.SUGGESTED:
            classes.append(f"{mark.layer}-unchecked")
    return dict.fromkeys(classes)
