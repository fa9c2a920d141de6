"""Annotations as lists and the script want them: many of an article in one query."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Coalesce, NullIf

from annotations.models import Annotation, Layer, Review, Role, Slot, Status
from annotations.models.annotations import LIVE
from articles.prepared import Given, Prepared

from . import choosing
from .wording import shortened

SHOWN = (*LIVE, Status.REJECTED)
_OWN_FIELDS = 11


class Row(NamedTuple):
    """An annotation, with the entity that stands for what it is linked to, if any.

    `office` is that of a person, `noted` whether there is a note on it.
    """

    pk: int
    revision: int
    status: str
    layer: str
    label: str
    start_char: int
    end_char: int
    confidence: float | None
    proposal_id: int | None
    answers_id: int | None
    text: str
    entity_id: int | None
    name: str | None
    kind: str | None
    country: str | None
    feature: str | None
    geonames_id: int | None
    office: str | None
    noted: bool

    @property
    def words(self):
        return shortened(self.text)

    @property
    def is_live(self):
        return self.status in LIVE

    @property
    def told(self):
        """What tells its entity from its namesakes."""
        if self.entity_id is None:
            return "not linked"
        return choosing.told_under(self.label, self, self.feature or "", self.geonames_id)


def noted():
    """Whether editors have left a note on an annotation."""
    return Exists(Review.objects.notes().filter(annotation=OuterRef("pk")))


def _of_entity(field):
    """A field of the entity that stands for what an annotation is linked to."""
    return Coalesce(f"entity__canonical__{field}", f"entity__{field}")


_OF_ENTITY = ("pk", "name", "kind", "country", "place__feature", "place__geonames_id")
_OFFICES = Role.objects.filter(annotation=OuterRef("pk"), slot=Slot.OFFICE).order_by("position")
_OFFICE = Coalesce(NullIf("value", Value("")), "text", output_field=TextField())
# Made once: to put it together takes longer than to ask it.
_ROWS = Annotation.objects.in_reading_order().values_list(
    *Row._fields[:_OWN_FIELDS],
    *map(_of_entity, _OF_ENTITY),
    Subquery(_OFFICES.values(office=_OFFICE)[:1]),
    noted(),
)


_SHOWN = Q(status__in=SHOWN)
_ALL = Prepared(_ROWS.filter(_SHOWN, article=Given("article")))
_CHOSEN = Q(pk__among=Given("ids")) | _SHOWN & (
    Q(layer=Layer.NAME, label__among=Given("labels")) | Q(layer__among=Given("layers"))
)
_SOME = Prepared(_ROWS.filter(_CHOSEN, article=Given("article")))


def shown(article) -> list[Row]:
    """All that is shown of an article, in reading order."""
    return [Row._make(row) for row in _ALL.ask(article=article.pk)]


def some(article, labels=(), ids=(), layers=()) -> list[Row]:
    """The names of some labels that are shown, what is of some layers, and some annotations."""
    asked = {"labels": labels, "ids": ids, "layers": layers}
    lists = {name: list(wanted) for name, wanted in asked.items()}
    return [Row._make(row) for row in _SOME.ask(article=article.pk, **lists)]
