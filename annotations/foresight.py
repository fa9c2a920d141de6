"""What teaching or taking back a piece of knowledge would change among unjudged suggestions.

Articles are weighed as the pipeline weighs them, by the names that are stored of them, so neither
the language model nor a new reading is needed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from . import knowledge, linking
from .models import Annotation, Entity, Knowledge, Review, Status, Teaching, Verdict, name_key
from .models.entities import KIND_OF_LABEL
from .pipeline.actors import places, taught
from .pipeline.actors.gazetteer import fold
from .pipeline.records import EntityLink

MOST_SHOWN = 200
# So many mentions of the words are weighed at a look, those of the newest articles.
MOST_WEIGHED = 400
# Counting stops here.
MOST_COUNTED = 10_000
_LABEL_OF_KIND = {kind: label for label, kind in KIND_OF_LABEL.items()}
_PLACES = ("PLACE", "NORP")


@dataclass(frozen=True, slots=True)
class Change:
    """An unjudged suggestion and what it would become.

    It would be `gone`, put back as it was `before` the knowledge was applied to it, or refer to
    `becomes`: None where nobody known is meant, or where `link` is not stored yet.
    """

    annotation: Annotation
    becomes: Entity | None = None
    link: EntityLink | None = None
    before: dict | None = None
    gone: bool = False

    @property
    def name(self):
        """What it would refer to, in words; blank for nobody known."""
        return self.becomes.name if self.becomes else self.link.name if self.link else ""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Changes, the newest articles first; how many mentions are left to look at, older than what.

    `left` counts to MOST_COUNTED at most.
    """

    changes: list[Change]
    left: int = 0
    older_than: int | None = None


def of_teaching(
    piece: Knowledge, older_than: int | None = None, only: Collection[int] | None = None
) -> Foreseen:
    """What a piece that stands would change, in articles older than one, or of `only` these."""
    open_to = _open_to(piece)
    if only is not None:
        chosen = _loaded(open_to.filter(pk__in=only))
        return Foreseen(_changed(piece, chosen))
    if older_than:
        open_to = open_to.filter(article__lt=older_than)
    weighed = _loaded(open_to.order_by("-article_id", "start_char")[: MOST_WEIGHED + 1])
    if len(weighed) > MOST_WEIGHED:
        weighed = _whole_articles(weighed)
    changes = _changed(piece, weighed)
    if len(changes) > MOST_SHOWN:
        changes = _whole_articles([*changes[: MOST_SHOWN + 1]], lambda one: one.annotation)
        return _with_rest(open_to, changes, changes[-1].annotation.article_id)
    return _with_rest(open_to, changes, weighed[-1].article_id if weighed else None)


def of_forgetting(piece: Knowledge, only: Collection[int] | None = None) -> Foreseen:
    """What would change back, were a piece taken back: what it decided and nobody has judged."""
    open_to = Annotation.objects.filter(taught_by=piece)
    statuses = [Status.SUGGESTED]
    if piece.kind == Teaching.NEVER:
        statuses.append(Status.WITHDRAWN)
    open_to = open_to.filter(status__in=statuses)
    if only is not None:
        open_to = open_to.filter(pk__in=only)
    chosen = _loaded(open_to.order_by("-article_id", "start_char")[:MOST_SHOWN])
    left = 0
    if only is None and len(chosen) == MOST_SHOWN:
        left = open_to[: MOST_COUNTED + MOST_SHOWN].count() - MOST_SHOWN
    return Foreseen(_changed_back(piece, chosen), left)


def may_matter(piece: Knowledge) -> bool:
    """Whether any unjudged suggestion elsewhere has the words of a piece; quick."""
    return _open_to(piece).exists()


def _open_to(piece):
    """The unjudged names in other articles of which a piece says something new."""
    if piece.kind == Teaching.MERGE or piece.ended_by_id:
        return Annotation.objects.none()
    found = Annotation.objects.unjudged_names(piece.words, piece.key)
    if piece.kind == Teaching.LINK:
        found = found.exclude(article=piece.review.article_id)
    label = piece.label or (piece.entity and _LABEL_OF_KIND[piece.entity.kind])
    if label:
        found = found.filter(label=label)
    if piece.kind == Teaching.NEVER:
        return found
    if piece.entity_id is None:
        return found.filter(entity__isnull=False)
    meant = piece.meaning.pk
    return found.exclude(Q(entity__isnull=False) & (Q(entity=meant) | Q(entity__canonical=meant)))


def _loaded(names):
    related = ("entity__canonical", "article__outlet")
    return list(names.select_related(*related).defer("article__search"))


def _whole_articles(found, annotation_of=lambda one: one):
    """What was found but for the last article, of which there may be more; not if it is alone."""
    last = annotation_of(found[-1]).article_id
    whole = [one for one in found if annotation_of(one).article_id != last]
    return whole or found


def _with_rest(open_to, changes, last):
    if last is None:
        return Foreseen(changes)
    left = open_to.filter(article__lt=last)[:MOST_COUNTED].count()
    return Foreseen(changes, left, last if left else None)


# --- What a piece decides -------------------------------------------------------------------------


def _changed(piece, names) -> list[Change]:
    if piece.kind == Teaching.NEVER:
        return [Change(name, gone=True) for name in names]
    decided = _decided(piece, names)
    return [Change(name, becomes=piece.meaning) for name in names if name.pk in decided]


def _decided(piece, names) -> set[int]:
    """The ids of the names that a piece, with all else taught of its words, would decide."""
    pieces = Knowledge.objects.standing().filter(key=piece.key).exclude(kind=Teaching.MERGE)
    pieces = list(pieces.select_related("review", "entity__canonical").order_by("pk"))
    mean = {one.pk for one in pieces if _says(one) == _says(piece)}
    return {
        name.pk for name, linked in _linked(names, knowledge.of(pieces)) if linked.piece in mean
    }


def _says(piece):
    """What pieces share that speak for the same with one voice: evidence, a rule, another name."""
    return piece.kind, piece.always, piece.meaning.pk if piece.entity_id else None


def _linked(names, record):
    """Each name with what the pipeline would link it to by a record of knowledge."""
    here = defaultdict(list)
    for name in names:
        here[name.article_id].append(name)
    around = _names_of(here)
    for article_id, several in here.items():
        yield from _linked_in(several, around[article_id], record)


def _linked_in(several, around, record):
    company = taught.company_of((one.text, one.link) for one in around)
    own = [one for one in several if _may_decide(one, company, record)]
    of_places = [one for one in own if one.label in _PLACES]
    if of_places:
        linked = places.linked(around, several[0].article.text, record)
        by_place = {
            (one.start_char, one.label): found for one, found in zip(around, linked, strict=True)
        }
        yield from ((one, by_place[one.start_char, one.label]) for one in of_places)
    for one in own:
        if one.label not in _PLACES and _stands_alone(one):
            yield one, _by_lessons(one, company, record)


def _may_decide(name, company, record):
    """Whether anything taught can speak here at all: quick, so that few articles are weighed."""
    if name.text.casefold() in record.aliases:
        return True
    own = fold(name.text)
    lessons = record.links.get((name.label, own), ())
    return any(one.likeness for one in taught.weigh(lessons, company, own))


def _by_lessons(name, company, record):
    words = name.text.casefold()
    if words in record.aliases:
        return taught.Linked(record.aliases[words], record.alias_pieces[words])
    own = fold(name.text)
    likely = taught.likely(record.links.get((name.label, own), ()), company, own)
    return taught.Linked(likely.meaning, likely.piece) if likely else taught.UNLINKED


def _stands_alone(name):
    """Whether an article gives no fuller form of a name: "Park" that is no "Park Chung-hee"."""
    return name.entity is None or name.entity.standing.key == name_key(name.text)


@dataclass(frozen=True, slots=True)
class _Name:
    """A stored name as the pipeline takes it, with its link."""

    start_char: int
    end_char: int
    text: str
    label: str
    link: EntityLink | None


def _names_of(article_ids: Iterable[int]) -> dict[int, list[_Name]]:
    """The live names of articles, in the order of the text."""
    rows = (
        Annotation.objects.live()
        .names()
        .filter(article__among=list(article_ids))
        .order_by("article_id", "start_char")
        .values_list("article", "start_char", "end_char", "text", "label", "entity")
    )
    rows = list(rows)
    links = knowledge.links_of({row[-1] for row in rows} - {None})
    found = defaultdict(list)
    for article_id, *words, entity_id in rows:
        found[article_id].append(_Name(*words, links.get(entity_id)))
    return found


# --- What it would be without it ------------------------------------------------------------------


def _changed_back(piece, names) -> list[Change]:
    applied = _applied(piece, names)
    befores = {pk: review.before for pk, review in applied.items()}
    entities = Entity.objects.select_related("canonical").in_bulk(
        {before["entity_id"] for before in befores.values()} - {None}
    )
    links = _links_without(piece, [one for one in names if one.pk not in befores])
    known = linking.known(link for link in links.values() if link)
    changes = []
    for name in names:
        before, link = befores.get(name.pk), links.get(name.pk)
        entity = entities.get(before["entity_id"]) if before else known.get(link)
        becomes = entity and entity.standing
        changes.append(Change(name, becomes=becomes, link=link, before=before))
    return changes


def _applied(piece, names) -> dict[int, Review]:
    """The Reviews by which a piece was applied to names, by the names' ids."""
    reviews = Review.objects.filter(
        annotation__in=[one.pk for one in names], verdict=Verdict.TEACH, undone_by=None
    )
    latest = {review.annotation_id: review for review in reviews.order_by("pk")}
    return {pk: one for pk, one in latest.items() if one.after.get("taught_by_id") == piece.pk}


def _links_without(piece, names) -> dict[int, EntityLink | None]:
    """What the pipeline would link names to if a piece were not there."""
    if not names:
        return {}
    rest = Knowledge.objects.standing().filter(key=piece.key).exclude(pk=piece.pk)
    rest = rest.exclude(kind=Teaching.MERGE).select_related("review").order_by("pk")
    record = knowledge.of(rest)
    around = _names_of({one.article_id for one in names})
    found = {}
    for name in names:
        if name.label in _PLACES:
            stored = around[name.article_id]
            linked = places.linked(stored, name.article.text, record)
            at = {
                (one.start_char, one.label): one_linked
                for one, one_linked in zip(stored, linked, strict=True)
            }
            found[name.pk] = at[name.start_char, name.label].link
        else:
            found[name.pk] = EntityLink(KIND_OF_LABEL[name.label], name.text)
    return found
