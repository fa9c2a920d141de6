"""What is offered after a decision: to carry it over, or to say which place a name means."""

from typing import NamedTuple

from django.template.defaultfilters import pluralize
from django.urls import reverse

from annotations import foresight, review
from annotations.excerpts import Excerpt, around
from annotations.models import Annotation, Knowledge, Review, Verdict

from . import choosing
from .wording import LABEL_NAMES, quoted

_CONTEXT_CHARS = 44


class Mention(NamedTuple):
    """A mention in its context; `told`: what it is said to be, where that differs."""

    annotation: Annotation
    excerpt: Excerpt
    told: str = ""


class Offer(NamedTuple):
    """What one gesture more can do; `verb` is what would be done to other mentions.

    `places` are what a name that has been labelled a place may be; `piece` is the knowledge that
    the decision taught, where it may change something in other articles.
    """

    review: Review
    words: str
    verb: str
    alike: list[Mention]
    otherwise: list[Mention]
    places: dict
    piece: Knowledge | None = None

    @property
    def annotation(self):
        return self.review.annotation

    @property
    def many(self):
        return len(self.alike) + len(self.otherwise)

    @property
    def address(self):
        one = self.review
        return reverse("apply", args=[one.article_id, one.pk, one.verdict])

    @property
    def ways(self):
        """The pages that offer it, each with what its link says."""
        ways = []
        if self.many:
            told = f"Look at {self.many} more mention{pluralize(self.many)} of it"
            ways.append((self.address, told))
        if self.places:
            one = self.review
            page = reverse("annotation", args=[one.article_id, one.annotation_id])
            ways.append((f"{page}relink/", "Say which place it is"))
        if self.piece:
            ways.append((self.piece.get_absolute_url(), "See what it changes in other articles"))
        return ways


def offer(article, taken, carried=False) -> Offer | None:
    """What can follow from a decision on a name; None where nothing can.

    One that is `carried` over already is not offered for other mentions again.
    """
    found = review.Reach([], []) if carried else review.reach(taken)
    places, piece = _places(taken), _taught(taken)
    if not any(found) and not places and not piece:
        return None
    return Offer(
        taken,
        quoted(taken.after["text"]),
        _verb(taken),
        [_mention(article, one) for one in found.alike],
        [_mention(article, one, _said_of(one)) for one in found.otherwise],
        places,
        piece,
    )


def _taught(taken):
    """What linking a name anew has taught, if the same words stand unjudged in other articles."""
    if taken.verdict != Verdict.RELINK:
        return None
    piece = taken.annotation.teaches
    if not piece:
        pieces = Knowledge.objects.standing().filter(review=taken)
        piece = pieces.select_related("entity__canonical", "review").first()
    return piece if piece and foresight.may_matter(piece) else None


def _places(taken):
    """The places that a name labelled as one may be, while it is linked to none."""
    after = taken.after
    if taken.verdict != Verdict.RELABEL or after["label"] != "PLACE" or after["entity_id"]:
        return {}
    found = choosing.entities_called(after["text"], "place")
    return found if any(found.values()) else {}


def _verb(taken):
    """What a decision did, to be said of other mentions."""
    if taken.verdict == Verdict.RELABEL:
        return f"Label as {LABEL_NAMES[taken.after['label']]}"
    if taken.verdict == Verdict.RELINK:
        entity = taken.annotation.entity
        return f"Link to {entity.standing.name}" if entity else "Unlink"
    return taken.get_verdict_display()


def _mention(article, annotation, told=""):
    span = annotation.start_char, annotation.end_char
    return Mention(annotation, around(article.text, *span, _CONTEXT_CHARS), told)


def _said_of(annotation):
    label = LABEL_NAMES[annotation.label]
    entity = annotation.entity and annotation.entity.standing
    if entity is None:
        return f"{label}, not linked"
    return f"{label}, {entity.name}" + (f" ({entity.country})" if entity.country else "")
