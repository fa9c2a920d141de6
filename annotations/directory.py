"""People, organisations and places as the corpus mentions them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles.models import Article

from .models import Alias, Annotation, Entity, Role, Slot, name_key
from .models.annotations import LIVE
from .quoting import Quote, quote

_MOST_SPELLINGS = 10


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in its sentence."""

    annotation: Annotation
    quote: Quote

    @property
    def article(self):
        return self.annotation.article


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity in a list: its mentions, the articles that hold them, and the latest one's date."""

    entity: Entity
    mentions: int
    articles: int
    latest: datetime | None


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


def ranked(kind: str, words: str = "", country: str = "", by_name=False) -> QuerySet:
    """The ids (`who`) of the entities of a kind that articles mention, the most mentioned first.

    Mentions of what was merged into an entity are its own.
    """
    mentioned = _mentioned().filter(entity__kind=kind)
    if words:
        mentioned = mentioned.filter(who__in=called(words))
    if country:
        mentioned = mentioned.filter(who__in=Entity.objects.filter(country=country).values("pk"))
    if by_name:
        named = Entity.objects.filter(pk__in=mentioned.values("who"))
        return named.order_by("name", "pk").annotate(who=F("pk")).values("who")
    return mentioned.values("who").annotate(n=Count("pk")).order_by("-n", "who")


def described(rows: Iterable[dict]) -> list[Entry]:
    """The entities of a page of `ranked`, counted; two queries."""
    ids = [row["who"] for row in rows]
    entities = Entity.objects.in_bulk(ids)
    families = Entity.objects.filter(Q(pk__in=ids) | Q(canonical__in=ids)).values("pk")
    counts = (
        _mentioned()
        .filter(entity__in=families)
        .values("who")
        .annotate(
            mentions=Count("pk"),
            articles=Count("article", distinct=True),
            latest=Max("article__published_at"),
        )
    )
    by_id = {row.pop("who"): row for row in counts}
    return [Entry(entities[pk], **by_id[pk]) for pk in ids]


def _mentioned():
    """Live names that are linked, each with `who`, the id of the entity that they mean."""
    names = Annotation.objects.live().names().filter(entity__isnull=False)
    return names.annotate(who=Coalesce("entity__canonical", "entity"))


def called(words: str) -> QuerySet:
    """The ids of the standing entities that some words name, accents and case aside."""
    aliases = Alias.objects.filter(key__contains=name_key(words))
    return aliases.annotate(who=Coalesce("entity__canonical", "entity")).values("who")


def with_mentions(entities: QuerySet) -> QuerySet:
    """Entities each with `mentions`: its live ones, those of entities merged into it included."""
    this = OuterRef(OuterRef("pk"))
    family = Entity.objects.filter(Q(pk=this) | Q(canonical=this)).order_by().values("pk")
    own = Annotation.objects.live().names().filter(entity__in=family).order_by()
    counted = own.values("layer").annotate(n=Count("pk")).values("n")
    return entities.annotate(mentions=Coalesce(Subquery(counted), 0))


def family(entity: Entity) -> list[int]:
    """The id of an entity, and of those merged into it."""
    return [entity.pk, *entity.merged.values_list("pk", flat=True)]


def aliases(family_ids: Sequence[int]) -> list[str]:
    """All names of a family of entities, each once."""
    found = Alias.objects.filter(entity__in=family_ids).order_by("name")
    return list(dict.fromkeys(found.values_list("name", flat=True)))


def spellings(family_ids: Sequence[int]) -> list[str]:
    """How texts write the names of a family of entities, the most frequent first, at most ten."""
    found = Annotation.objects.live().names().filter(entity__in=family_ids).values("text")
    counted = found.annotate(n=Count("pk")).order_by("-n", "text")
    return [row["text"] for row in counted[:_MOST_SPELLINGS]]


def mentions(family_ids: Sequence[int]) -> QuerySet[Annotation]:
    """The names that refer to a family of entities, the newest articles first."""
    found = Annotation.objects.live().names().filter(entity__in=family_ids)
    return found.order_by(
        F("article__published_at").desc(nulls_last=True), "-article", "start_char"
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


def offices(family_ids: Sequence[int]) -> list[Office]:
    """The positions in which articles present a person, the latest first."""
    roles = (
        Role.objects.filter(slot=Slot.OFFICE, annotation__entity__in=family_ids)
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
