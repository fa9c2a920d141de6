"""Proposals and responses as event data: who did what to whom, where and when, a row an event.

The columns follow political event coding: actor and recipient, the PLOVER event type with its
mode and the CAMEO code of the act. Several joint actors share a cell, parted by "; ".
"""

from collections.abc import Iterator

from django.db.models import Prefetch

from annotations.models import Annotation, Layer, Status

COLUMNS = (
    *("annotation", "proposal", "layer", "act_or_stance", "plover", "mode", "cameo", "status"),
    *("actor", "actor_country", "recipient", "recipient_country", "date", "place", "words"),
    *("article", "title", "outlet", "published", "url", "start_char", "end_char"),
    *("outlet_kind", "outlet_country"),
)
_CHUNK = 500


def rows(suggested: bool = False) -> Iterator[tuple]:
    """COLUMNS of each accepted proposal and response, with `suggested` of unjudged ones too.

    In the order of articles and, within one, of the text. `words` is the cue and, of a proposal,
    its content; the offsets are those of the cue. Words that a spreadsheet would take for a formula
    stand behind a “'”.
    """
    statuses = [Status.ACCEPTED, *([Status.SUGGESTED] if suggested else [])]
    events = (
        Annotation.objects.filter(layer__in=[Layer.PROPOSAL, Layer.RESPONSE], status__in=statuses)
        .with_slots()
        .select_related("article__outlet")
        .prefetch_related(Prefetch("proposal__annotations", _tellings(), to_attr="tellings"))
        .defer("article__text", "article__search")
        .in_reading_order()
    )
    for event in events.iterator(chunk_size=_CHUNK):
        yield tuple(map(_inert, _row(event)))


def _inert(cell):
    """A cell that a spreadsheet does not take for a formula, whatever a source writes."""
    is_formula = isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{cell}" if is_formula else cell


def _tellings():
    """Where each Proposal is told, accepted tellings and early ones first."""
    told = Annotation.objects.live().filter(layer=Layer.PROPOSAL).with_slots()
    return told.order_by("status", "article__published_at", "start_char")


def _row(event):
    slots = event.slots()
    if event.layer == Layer.PROPOSAL:
        actors, recipients = slots.get("proposer", []), slots.get("addressee", [])
    else:
        actors, recipients = slots.get("responder", []), _proposers(event)
    article = event.article
    return (
        *(event.pk, event.proposal_id, event.layer, event.label),
        *(event.codes.get(key, "") for key in ("plover", "mode", "cameo")),
        event.status,
        *(_names(actors), _countries(actors), _names(recipients), _countries(recipients)),
        *(_date(slots, article), _names(slots.get("where", [])), _words(event, slots)),
        *(article.pk, article.title, article.outlet.name, _day(article.published_at), article.url),
        *(event.start_char, event.end_char),
        *(article.outlet.kind, article.outlet.country),
    )


def _proposers(response):
    """Who put forward what a response answers: as told beside it, else wherever it is told."""
    tellings = response.proposal.tellings if response.proposal else []
    here = [telling for telling in tellings if telling.pk == response.answers_id]
    named = (telling.slots().get("proposer") for telling in (*here, *tellings))
    return next(filter(None, named), [])


def _names(roles):
    return "; ".join(role.name or role.text for role in roles)


def _countries(roles):
    return "; ".join(
        dict.fromkeys(role.entity.standing.country for role in roles if role.entity)
    ).strip("; ")


def _words(event, slots):
    return " … ".join([event.text, *(role.text for role in slots.get("content", []))])


def _date(slots, article):
    told = [role.value for role in slots.get("when", []) if role.value]
    return told[0] if told else _day(article.published_at)


def _day(moment):
    return moment.date().isoformat() if moment else ""
