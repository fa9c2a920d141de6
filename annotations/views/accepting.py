"""What the button of a section accepts: every suggestion that the section shows, and no other."""

from collections import Counter
from typing import NamedTuple

from django.template.defaultfilters import pluralize

from annotations.models import Layer, Status


class ToAccept(NamedTuple):
    """Suggestions of a section as (id, revision), and in words what they are."""

    pairs: list[tuple[int, int]]
    told: str

    @property
    def shown(self):
        """The suggestions as a form sends them."""
        return " ".join(f"{pk}:{revision}" for pk, revision in self.pairs)


def names(groups) -> ToAccept:
    """The unchecked mentions of a section of names, those in folded groups counted too."""
    unchecked = [(group.name, group.unchecked) for group in groups]
    told = ", ".join(f"{name} ×{len(ones)}" for name, ones in unchecked if ones)
    return ToAccept([(one.pk, one.revision) for _, ones in unchecked for one in ones], told)


def attributions(annotations) -> ToAccept:
    """The unchecked of an article's attributions, or of their rows."""
    pairs = [(one.pk, one.revision) for one in annotations if one.status == Status.SUGGESTED]
    return ToAccept(pairs, _told({"attribution": len(pairs)}))


def cards(annotations) -> ToAccept:
    """The unchecked of an article's proposals and responses, or of their rows.

    What answers a rejected telling is not shown.
    """
    hidden = _hiding([one for one in annotations if one.layer == Layer.PROPOSAL])
    found = [
        one
        for one in annotations
        if one.status == Status.SUGGESTED and not (one.layer == Layer.RESPONSE and hidden(one))
    ]
    pairs = [(one.pk, one.revision) for one in found]
    return ToAccept(pairs, _told(Counter(one.layer for one in found)))


def _hiding(tellings):
    """What says whether the telling under which a response stands is rejected, and so closed."""
    by_id = {one.pk: one for one in tellings}
    standing = {one.proposal_id for one in tellings if one.is_live}
    told = {one.proposal_id for one in tellings}

    def is_hidden(response):
        if response.answers_id in by_id:
            return not by_id[response.answers_id].is_live
        return bool(response.proposal_id) and response.proposal_id in told - standing

    return is_hidden


def _told(counts):
    return ", ".join(f"{n} {what}{pluralize(n)}" for what, n in sorted(counts.items()) if n)
