"""The text of an article as paragraphs of segments that say what covers them.

A segment is one flat element: `data-a` holds the ids of the annotations over it, `data-r` those of
the roles, both from the outermost to the innermost. The paragraphs' texts together are the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from annotations.models import Annotation, Layer, Role, Status
from annotations.rendering import split_into_segments

# A line with its line ends; the page keeps white space as it is.
_PARAGRAPH = re.compile(r"[^\n]*\n+|[^\n]+")


class Mark(NamedTuple):
    """What a span of the text shows: an annotation's anchor, or (`role`) one of its slots."""

    pk: int
    start_char: int
    end_char: int
    layer: str
    label: str
    status: str = ""
    role: bool = False


class Passage(NamedTuple):
    """A segment for the template: text, the element's attributes, and anchors of others here."""

    text: str
    attributes: str
    anchors: str


class Paragraph(NamedTuple):
    start_char: int
    end_char: int
    passages: list[Passage]


def marks_of(article) -> list[Mark]:
    """Everything that the text of an article shows, in two queries."""
    live = Annotation.objects.live()
    anchors = live.filter(article=article).values_list(
        "pk", "start_char", "end_char", "layer", "label", "status"
    )
    slots = Role.objects.filter(
        annotation__in=live.filter(article=article), start_char__isnull=False
    ).filter(~Q(annotation__layer=Layer.NAME))
    slots = slots.order_by("pk").values_list(
        "pk", "start_char", "end_char", "annotation__layer", "slot"
    )
    return [Mark(*anchor) for anchor in anchors.order_by("pk")] + [
        Mark(*slot, role=True) for slot in slots
    ]


def paragraphs(text: str, marks: Iterable[Mark], touching=None) -> list[Paragraph]:
    """The text's paragraphs; with `touching`, (start_char, end_char) pairs, only those touched."""
    bounds = [found.span() for found in _PARAGRAPH.finditer(text)]
    starts = [start for start, _ in bounds]
    wanted = range(len(bounds))
    if touching is not None:
        wanted = sorted({i for span in touching for i in _touched(starts, *span)})
    inside = {index: [] for index in wanted}
    for mark in marks:
        for index in _touched(starts, mark.start_char, mark.end_char):
            if index in inside:
                inside[index].append(mark)
    return [
        Paragraph(*bounds[index], _passages(text, *bounds[index], within))
        for index, within in inside.items()
    ]


def _touched(starts, start_char, end_char):
    """The numbers of the paragraphs that a span touches."""
    return range(bisect_right(starts, start_char) - 1, bisect_right(starts, end_char - 1))


def _passages(text, start, end, marks):
    spans = [
        (max(mark.start_char, start) - start, min(mark.end_char, end) - start, mark)
        for mark in marks
    ]
    return [
        _passage(segment.text, segment.keys, segment.start_char + start)
        for segment in split_into_segments(text[start:end], spans)
    ]


def _passage(words, marks, start_char):
    if not marks:
        return Passage(words, "", "")
    annotations = [mark for mark in marks if not mark.role]
    anchors = [f"{'ar'[mark.role]}{mark.pk}" for mark in marks if mark.start_char == start_char]
    attributes = format_html(' class="{}"', " ".join(_classes(marks)))
    for name, keys in (("a", annotations), ("r", [mark for mark in marks if mark.role])):
        if keys:
            attributes += format_html(' data-{}="{}"', name, " ".join(str(key.pk) for key in keys))
    if anchors:
        attributes += format_html(' id="{}"', anchors.pop(0))
    others = mark_safe("".join(f'<a id="{anchor}"></a>' for anchor in anchors))
    return Passage(words, attributes, others)


def _classes(marks):
    """What the style sheet needs to know: layers and labels, and what nobody has checked yet."""
    classes = []
    for mark in marks:
        if mark.role:
            classes += [f"{mark.layer}-{mark.label}"]
            continue
        kind = mark.label if mark.layer == Layer.NAME else mark.layer
        classes.append(kind)
        if mark.status == Status.SUGGESTED:
            classes.append(f"{mark.layer}-unchecked")
        if mark.layer in (Layer.PROPOSAL, Layer.RESPONSE):
            classes.append("cue")
    return dict.fromkeys(classes)
