"""People, organisations and places as the corpus mentions them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import Coalesce

from articles.models import Article

from .models import Alias, Annotation, Entity, Role, Slot, name_key
from .models.annotations import LIVE
from .quoting import Quote, quote


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in its sentence."""

    annotation: Annotation
    quote: Quote

    @property
    def article(self):
        return self.annotation.article


@dataclass(frozen=True, slots=True)
class Office:
    """A position as articles give it, from the first date to the last on which one does."""

    title: str
    first: Annotation
    last: Annotation
    mentions: int

    @property
    def since(self) -> datetime | None:
        return self.first.article.published_at

    @property
    def until(self) -> datetime | None:
        return self.last.article.published_at


def entries(kind: str, words: str = "", country: str = "", by_name=False) -> QuerySet:
    """The entities of a kind that articles mention, a dict each, those merged into them included.

    Each has `who` (its id), `name`, `country`, `provisional`, `mentions`, `articles` and `latest`,
    the date of the latest article; the most mentioned come first unless `by_name`. One query, which
    counts the mentions of the kind once, however many entities there are.
    """
    names = Annotation.objects.live().names().filter(entity__kind=kind)
    found = names.annotate(
        who=Coalesce("entity__canonical", "entity"),
        name=Coalesce("entity__canonical__name", "entity__name"),
        country=Coalesce("entity__canonical__country", "entity__country"),
        provisional=Coalesce("entity__canonical__provisional", "entity__provisional"),
    )
    if words:
        found = found.filter(who__in=called(words))
    if country:
        found = found.filter(country=country)
    found = found.values("who", "name", "country", "provisional").annotate(
        mentions=Count("pk"),
        articles=Count("article", distinct=True),
        latest=Max("article__published_at"),
    )
    return found.order_by("name", "who") if by_name else found.order_by("-mentions", "name", "who")


def called(words: str) -> QuerySet:
    """The ids of the standing entities that some words name, accents and case aside."""
    aliases = Alias.objects.filter(key__contains=name_key(words))
    return aliases.annotate(who=Coalesce("entity__canonical", "entity")).values("who")


def family(entity: Entity) -> list[int]:
    """The id of an entity, and of those merged into it."""
    return [entity.pk, *entity.merged.values_list("pk", flat=True)]


def names(entity: Entity) -> list[str]:
    """All names of an entity and of those merged into it, its own name aside."""
    aliases = Alias.objects.filter(entity__in=family(entity)).order_by("name")
    listed = dict.fromkeys(aliases.values_list("name", flat=True))
    return [name for name in listed if name != entity.name]


def mentions(entity: Entity) -> QuerySet[Annotation]:
    """The names that refer to an entity, the newest articles first."""
    return (
        Annotation.objects.live()
        .names()
        .filter(entity__in=family(entity))
        .order_by(F("article__published_at").desc(nulls_last=True), "-article", "start_char")
    )


def in_context(found: Sequence[Annotation]) -> list[Mention]:
    """Mentions in their sentences; one query for the articles of all."""
    articles = Article.objects.defer("search").select_related("outlet")
    by_id = articles.in_bulk({annotation.article_id for annotation in found})
    shown = []
    for annotation in found:
        annotation.article = by_id[annotation.article_id]
        span = annotation.start_char, annotation.end_char
        quoted = quote(annotation.article.text, *span, [(*span, "name")])
        shown.append(Mention(annotation, quoted))
    return shown


def offices(entity: Entity) -> list[Office]:
    """The positions in which articles present a person, the latest first."""
    roles = (
        Role.objects.filter(slot=Slot.OFFICE, annotation__entity__in=family(entity))
        .filter(~Q(text="") | ~Q(value=""), annotation__status__in=LIVE)
        .select_related("annotation__article__outlet")
        .defer("annotation__article__text", "annotation__article__search")
        .order_by(F("annotation__article__published_at").asc(nulls_first=True), "annotation")
    )
    by_title = {}
    for role in roles:
        by_title.setdefault(role.value or role.text, []).append(role.annotation)
    held = [Office(title, told[0], told[-1], len(told)) for title, told in by_title.items()]
    return held[::-1]
