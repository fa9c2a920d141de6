"""What was said of an article that stands no longer, as it stood then: to be read, not judged."""

from annotations.models import Annotation, Layer

from . import desk, markup, names, panel
from .index import index
from .rows import SHOWN, Row

_WITH_SLOTS = (Layer.ATTRIBUTION, Layer.PROPOSAL, Layer.RESPONSE)


def whole(request, article) -> dict:
    """The whole page: text and panel."""
    said = _said(article)
    rows = [_row(one) for one in said]
    return _panel(request, article, said, rows, panel.SECTIONS) | {
        "paragraphs": markup.paragraphs(article.text, list(_marks(said))),
        "index": index(rows),
        "former": bool(said),
    }


def section(request, article, key) -> dict:
    """One section of the panel."""
    said = _said(article)
    return _panel(request, article, said, [_row(one) for one in said], [key])


def _panel(request, article, said, rows, wanted):
    opened = desk.opened(request)
    found = {"opened": opened, "sections": names.sections(rows, wanted, opened)}
    if "proposals" in wanted:
        found["proposals"] = _cards(said)
    if "attributions" in wanted:
        own = [one for one in said if one.layer == Layer.ATTRIBUTION]
        cards = [panel.Card(one, panel.slots_of(one)) for one in own]
        found["attributions"] = panel.Fold(len(own), cards if "attributions" in opened else None)
    return desk.frame(request, article) | found


def _said(article) -> list[Annotation]:
    """What was shown of the article, each with the status that it had."""
    said = article.annotations.filter(set_aside__in=SHOWN).with_slots().in_reading_order()
    said = said.select_related("entity__place", "entity__canonical__place")
    return [as_it_stood(one) for one in said]


def as_it_stood(one: Annotation) -> Annotation:
    """An annotation with the status that it had while its article stood."""
    one.status = one.set_aside or one.status
    return one


def _row(one):
    entity = one.entity and one.entity.standing
    place = entity and getattr(entity, "place", None)
    offices = [role.value or role.text for role in one.slots().get("office", ())]
    return Row(
        *(getattr(one, name) for name in Row._fields[: Row._fields.index("entity_id")]),
        entity_id=entity and entity.pk,
        name=entity and entity.name,
        kind=entity and entity.kind,
        country=entity and entity.country,
        feature=place and place.feature,
        geonames_id=place and place.geonames_id,
        office=next(iter(offices), None),
        noted=False,
    )


def _cards(said):
    """A card a telling with the responses to it, and one a response to none of this article."""
    tellings = {one.pk: _card(one) for one in said if one.layer == Layer.PROPOSAL}
    by_themselves = []
    for one in said:
        if one.layer == Layer.RESPONSE:
            answered = tellings.get(one.answers_id)
            (answered.responses if answered else by_themselves).append(_card(one))
    cards = [*tellings.values(), *by_themselves]
    return sorted(cards, key=lambda card: card.annotation.start_char)


def _card(one):
    return panel.Card(one, panel.slots_of(one))


def _marks(said):
    for one in said:
        if not one.is_live:
            continue
        yield markup.Mark(one.pk, one.start_char, one.end_char, one.layer, one.label, one.status)
        for role in one.roles.all() if one.layer in _WITH_SLOTS else ():
            if not role.inferred:
                yield markup.Mark(
                    *(role.pk, role.start_char, role.end_char, one.layer, role.slot), role=True
                )
