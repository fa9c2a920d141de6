"""Find the Proposals that a telling may tell or counter, or a response may answer."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, Value
from django.db.models.functions import Abs, Coalesce, Extract

from .models import Annotation, Entity, Layer, Role, Slot, name_key
from .models.annotations import TOLD_SLOTS, TOLD_WORDS

MOST = 12
# How many tellings are weighed: of the same actors, of like words, found by words or by time.
_WEIGHED = 60
_LIKELY_WITHIN_DAYS = 120
_STEM_CHARS = 5
_SHORTEST_WORD = 4
# Words that say that something is a proposal, not which one.
_GENERIC = frozenset(
    {"propo", "plan", "plans", "idea", "ideas", "offer", "call", "calls", "appea", "deman"}
    | {"reque", "initi", "draft", "text", "sugge", "talks", "that", "this", "their", "with"}
    | {"from", "have", "been", "would", "shoul", "must", "will", "they", "them", "which", "more"}
)


class _Reading(NamedTuple):
    """What is compared: own actors with whose of a telling, and which own words."""

    mine: Slot
    theirs: Slot
    words: Slot


_READINGS = {
    "join": _Reading(Slot.PROPOSER, Slot.PROPOSER, Slot.CONTENT),
    "attach": _Reading(Slot.RESPONDER, Slot.ADDRESSEE, Slot.OBJECT),
    "counter": _Reading(Slot.PROPOSER, Slot.ADDRESSEE, Slot.CONTENT),
}


@dataclass(frozen=True)
class Candidate:
    """A Proposal and its telling that fits best; `here`: in the article at hand."""

    proposal_id: int
    telling: Annotation
    likely: bool
    here: bool


@dataclass
class _Telling:
    """What is weighed of a telling."""

    pk: int
    proposal_id: int
    article_id: int
    start_char: int
    published: datetime
    texts: list[str] = field(default_factory=list)
    content: list[str] = field(default_factory=list)
    actors: dict[str, set[int]] = field(default_factory=dict)


class _Own(NamedTuple):
    """What is compared of the annotation for which candidates are sought."""

    verb: str
    annotation: Annotation
    actors: set[int]
    stems: set[str]


class _Weight(NamedTuple):
    """How well a telling fits; the higher, the better."""

    here: bool
    likely: bool
    likeness: float


def candidates(annotation: Annotation, verb: str, words: str = "") -> list[Candidate]:
    """At most twelve Proposals, the likeliest first; with words, those that hold all of them.

    The verb is join, attach or counter. Of what a response answers or a proposal counters, those
    that its own article tells come first, the nearest before the others.
    """
    found = _holding(words) if words.split() else _alike(annotation, verb) | _near(annotation)
    return _best(annotation, verb, found, MOST)


def likeliest(annotation: Annotation, verb: str) -> Candidate | None:
    """The Proposal that it very likely tells or answers, if there is one; at most seven queries."""
    found = _soon(annotation) & _alike(annotation, verb, _soon(annotation))
    best = _best(annotation, verb, found, 1, only_likely=True)
    return best[0] if best else None


def _best(annotation, verb, found: Q, most, only_likely=False):
    """The best telling of each Proposal, the best of all first."""
    told = _loaded(_others(annotation).filter(found))
    own = _own(annotation, verb)
    weighed = sorted(
        ((_weight(own, one), one) for one in told),
        key=lambda pair: (pair[0], pair[1].pk),
        reverse=True,
    )
    best = {}
    for weight, one in weighed:
        if weight.likely or not only_likely:
            best.setdefault(one.proposal_id, (weight, one))
    chosen = list(best.items())[:most]
    tellings = Annotation.objects.filter(pk__in=[one.pk for _, (_, one) in chosen])
    tellings = tellings.with_slots().select_related("article__outlet", "entity__canonical")
    loaded = {one.pk: one for one in tellings.defer("article__text", "article__search")}
    return [
        Candidate(pk, loaded[one.pk], weight.likely, one.article_id == annotation.article_id)
        for pk, (weight, one) in chosen
    ]


# --- Which tellings are weighed -------------------------------------------------------------------


def _others(annotation):
    """The live tellings of other Proposals."""
    tellings = Annotation.objects.live().filter(layer=Layer.PROPOSAL, proposal__isnull=False)
    return tellings.exclude(proposal=annotation.proposal_id or 0)


def _soon(annotation) -> Q:
    """The tellings near enough in time to be likely."""
    apart = timedelta(days=_LIKELY_WITHIN_DAYS)
    moment = _moment(annotation)
    dated = Q(article__published_at__range=(moment - apart, moment + apart))
    return dated | Q(article=annotation.article_id) | Q(article__published_at=None)


def _alike(annotation, verb, among=None) -> Q:
    """The tellings of its own article, those of the same actors, and those of like words."""
    reading = _READINGS[verb]
    ids = _of_actors(annotation, reading, among or Q()) | _of_words(annotation, reading)
    return Q(article=annotation.article_id) | Q(pk__in=ids)


def _of_actors(annotation, reading, among) -> set[int]:
    actors = _actors(annotation.slots().get(reading.mine, ()))
    if not actors:
        return set()
    bearers = Entity.objects.filter(Q(pk__in=actors) | Q(canonical__in=actors)).values("pk")
    theirs = Role.objects.filter(slot=reading.theirs, entity__in=bearers)
    found = _others(annotation).filter(among, pk__in=theirs.values("annotation"))
    return set(_in_time(found, annotation).values_list("pk", flat=True)[:_WEIGHED])


def _of_words(annotation, reading) -> set[int]:
    """The tellings that share the longest words: two of a content, or one that names a proposal."""
    texts = [role.text for role in annotation.slots().get(reading.words, ())]
    words = sorted(_telling_words(texts), key=len, reverse=True)[:6]
    if not words:
        return set()
    slots, asked = TOLD_SLOTS, words
    if reading.words == Slot.CONTENT:
        slots = TOLD_SLOTS[:1]
        asked = [f"{a} & {b}" for i, a in enumerate(words) for b in words[i + 1 :]] or words
    query = SearchQuery(" | ".join(asked), config="english", search_type="raw")
    contents = Role.objects.filter(slot__in=slots).annotate(words=TOLD_WORDS)
    found = contents.filter(words=query).order_by(-SearchRank(F("words"), query), "-pk")
    return set(found.values_list("annotation", flat=True)[:_WEIGHED])


def _near(annotation) -> Q:
    """The tellings nearest in time."""
    near = _in_time(_others(annotation), annotation)
    return Q(pk__in=list(near.values_list("pk", flat=True)[:_WEIGHED]))


def _in_time(tellings, annotation):
    """Tellings in the order of how near their articles' dates are to an annotation's."""
    published = Coalesce("article__published_at", "article__created_at")
    apart = ExpressionWrapper(published - Value(_moment(annotation)), output_field=DurationField())
    return tellings.annotate(apart=Abs(Extract(apart, "epoch"))).order_by("apart", "-pk")


def _holding(words) -> Q:
    """The tellings that hold all words, in what they say, whom they name, or their title."""
    found = Q()
    for word in words.split():
        roles = Role.objects.filter(annotation=OuterRef("pk"))
        named = roles.filter(entity__aliases__key__contains=name_key(word))
        found &= (
            Q(text__icontains=word)
            | Q(article__title__icontains=word)
            | Q(Exists(roles.filter(text__icontains=word)))
            | Q(Exists(named))
        )
    return found


def _loaded(tellings) -> Iterable[_Telling]:
    """What is weighed of tellings, in two queries."""
    published = Coalesce("article__published_at", "article__created_at")
    rows = tellings.values_list("pk", "proposal", "article", "start_char", published)
    told = {row[0]: _Telling(*row) for row in rows.order_by()[: 4 * _WEIGHED]}
    standing = Coalesce("entity__canonical", "entity")
    roles = Role.objects.filter(annotation__in=list(told)).order_by()
    for pk, slot, text, entity, name in roles.values_list(
        "annotation", "slot", "text", standing, "entity__name"
    ):
        one = told[pk]
        one.texts += [text, name or ""]
        if slot == Slot.CONTENT:
            one.content.append(text)
        if entity:
            one.actors.setdefault(slot, set()).add(entity)
    return told.values()


# --- How well they fit ----------------------------------------------------------------------------


def _own(annotation, verb) -> _Own:
    reading = _READINGS[verb]
    slots = annotation.slots()
    texts = [role.text for role in slots.get(reading.words, ())]
    return _Own(verb, annotation, _actors(slots.get(reading.mine, ())), _stems(texts))


def _weight(own: _Own, telling: _Telling) -> _Weight:
    annotation, verb = own.annotation, own.verb
    same = bool(own.actors & telling.actors.get(_READINGS[verb].theirs, set()))
    other = bool(own.actors and telling.actors.get(Slot.PROPOSER)) and not same
    days = abs((_moment(annotation) - telling.published).days)
    near = 0.3 / (1 + days / 30)
    if verb == "join":
        like = _overlap(own.stems, _stems(telling.content))
        likely = not other and (like >= 0.6 or same and like >= 0.3)
    else:
        like = _named(own.stems, _stems(telling.texts))
        likely = verb == "attach" and (same or like >= 0.5)
        likely = likely and not own.actors & telling.actors.get(Slot.PROPOSER, set())
    likely = likely and days <= _LIKELY_WITHIN_DAYS
    if verb != "join" and telling.article_id == annotation.article_id:
        # The nearest first, one that is told before the response rather than after it.
        apart = annotation.start_char - telling.start_char
        return _Weight(True, likely, -(apart if apart > 0 else 2 - 3 * apart))
    return _Weight(False, likely, same + like + near)


def _actors(roles) -> set[int]:
    return {role.entity.standing.pk for role in roles if role.entity}


def _moment(annotation) -> datetime:
    return annotation.article.published_at or annotation.article.created_at


def _telling_words(texts: Iterable[str]) -> set[str]:
    """The words of some texts that tell one proposal from another."""
    words = re.findall(rf"[^\W\d_]{{{_SHORTEST_WORD},}}", " ".join(texts).casefold())
    return {word for word in words if word[:_STEM_CHARS] not in _GENERIC}


def _stems(texts: Iterable[str]) -> set[str]:
    return {word[:_STEM_CHARS] for word in _telling_words(texts)}


def _overlap(some: Collection[str], others: Collection[str]) -> float:
    """How much of the shorter of two contents the other holds; of very short ones never all.

    One word that two longer contents share says nothing.
    """
    shared, shorter = len(set(some) & set(others)), min(len(some), len(others))
    return shared / max(3, shorter) if shared >= min(2, shorter) else 0.0


def _named(some: Collection[str], others: Collection[str]) -> float:
    """How many of the words that name a proposal stand in a telling of it."""
    return len(set(some) & set(others)) / max(1, len(some))
