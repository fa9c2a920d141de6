"""Why an article is to be reviewed before others: facts in, reasons and weight out."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from articles.models import Article

from . import carrying
from .models import Annotation, Entity, Kind, Layer, Role, Skip, Slot, Status
from .models.entities import Feature

# A proposal is doubtful if more than one in five that its rule found were wrong.
_DOUBTFUL_BELOW = 0.8
# Who is new to the desk; places come from a gazetteer, so few of them are news.
_NEWCOMERS = (Kind.PERSON, Kind.ORGANISATION)
# A response is taken for the answer to what its responder was asked so many days before.
_ANSWERED_WITHIN = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an article that waits, as far as it bears on its place in the queue.

    `moment` is when it was published, or arrived. `answers` are the ids of the Proposals that it
    seems to answer and nobody has; `doubtful` and `newcomers` count its unsure proposals and the
    people and organisations new to the desk; `left_behind` the decisions of earlier versions that
    were not carried over, None where there is no earlier version.
    """

    moment: datetime
    answers: tuple[int, ...] = ()
    doubtful: int = 0
    newcomers: int = 0
    skips: tuple[Skip, ...] = ()
    left_behind: int | None = None


class Reason(NamedTuple):
    """Why an article stands where it does; `days` by which it counts as newer than it is."""

    kind: str
    words: str
    days: float = 0


def reasons(facts: Facts, today: date) -> list[Reason]:
    """The rule of the queue: recent first, and every other reason is worth some days of recency.

    - It seems to answer a proposal that nobody has answered: 7 days, each further one 2, up to 11.
      That is one that editors have accepted, without an accepted answer, and somebody who was
      asked, or acts for the country that was, responds here within 60 days.
    - It tells proposals of which the pipeline is unsure: 1 day each, up to 4.
    - It names people or organisations that no editor has confirmed yet: half a day each, up to 3.
    - It is a new version of an article in which editors had judged words that have changed since:
      3 days. One in which nothing judged has changed is told to be a new version, for no days.
    - Another editor has skipped it: it counts as 14 days older.

    The weightiest come first. Nothing is stored, so no weight can be out of date.
    """
    found = [
        _recent(facts, today),
        _answering(len(facts.answers)),
        _unsure(facts.doubtful),
        _new(facts.newcomers),
        _version(facts.left_behind),
        *(Reason("skipped", f"{_name(s.user)} skipped it: {s.reason}", -14) for s in facts.skips),
    ]
    return sorted((one for one in found if one), key=lambda reason: -reason.days)


def weight(facts: Facts, today: date) -> datetime:
    """The moment as of which an article counts: its own, moved by its reasons."""
    return facts.moment + timedelta(days=sum(one.days for one in reasons(facts, today)))


def _recent(facts, today):
    days = (today - facts.moment.date()).days
    names = {0: "From today", 1: "From yesterday"}
    return Reason("recent", names[days]) if days in names else None


def _answering(count):
    if not count:
        return None
    what = "a proposal" if count == 1 else f"{count} proposals"
    words = f"May answer {what} that nobody has answered"
    return Reason("answers", words, min(7 + 2 * (count - 1), 11))


def _unsure(count):
    if not count:
        return None
    what = "a proposal" if count == 1 else f"{count} proposals"
    return Reason("doubtful", f"The pipeline is unsure of {what}", min(count, 4))


def _new(count):
    if not count:
        return None
    what = "One person or organisation" if count == 1 else f"{count} people or organisations"
    return Reason("newcomers", f"{what} new to the desk", min(count / 2, 3))


def _version(left_behind):
    if left_behind is None:
        return None
    if not left_behind:
        return Reason("version", "A new version of an article")
    what = "1 decision" if left_behind == 1 else f"{left_behind} decisions"
    return Reason("version", f"A new version; {what} to look at again", 3)


def _name(user):
    return user.get_full_name() or user.get_username()


# --- The facts ------------------------------------------------------------------------------------


def facts_of(moments: dict[int, datetime], user) -> dict[int, Facts]:
    """The facts of articles, given with their moments, by id; the queries do not grow with them."""
    ids = list(moments)
    unjudged = Annotation.objects.filter(article__among=ids, status=Status.SUGGESTED).order_by()
    doubtful = _counted(unjudged.filter(layer=Layer.PROPOSAL, confidence__lt=_DOUBTFUL_BELOW), "pk")
    new = _counted(named(unjudged).filter(entity__in=newcomers()), "entity")
    answers = _answers(unjudged, moments)
    skips = defaultdict(list)
    for skip in Skip.objects.filter(article__among=ids).exclude(user=user).select_related("user"):
        skips[skip.article_id].append(skip)
    left_behind = carrying.count_left_behind(ids)
    return {
        pk: Facts(
            moment,
            tuple(answers.get(pk, ())),
            doubtful.get(pk, 0),
            new.get(pk, 0),
            tuple(skips[pk]),
            left_behind.get(pk),
        )
        for pk, moment in moments.items()
    }


def newcomers() -> QuerySet[Entity]:
    """The people and organisations whom no editor has confirmed."""
    return Entity.objects.filter(provisional=True, kind__in=_NEWCOMERS)


def named(unjudged: QuerySet[Annotation]) -> QuerySet[Annotation]:
    """Those of some suggestions that name an entity."""
    return unjudged.filter(layer=Layer.NAME, entity__isnull=False)


def _counted(found, what):
    counts = found.values("article").annotate(n=Count(what, distinct=True))
    return dict(counts.values_list("article", "n"))


def _answers(unjudged, moments) -> dict[int, list[int]]:
    """The unanswered Proposals that each article seems to answer, by article."""
    responses = unjudged.filter(layer=Layer.RESPONSE)
    found = defaultdict(dict)
    for article_id, proposal_id in _attached(responses):
        found[article_id][proposal_id] = True
    responders = _responders(responses.filter(proposal=None))
    for question in _questions(responders, moments):
        for article_id in responders[question.who]:
            gone_by = moments[article_id] - question.asked_at
            if article_id != question.article_id and timedelta(0) <= gone_by <= _ANSWERED_WITHIN:
                found[article_id][question.proposal_id] = True
    return {pk: list(proposals) for pk, proposals in found.items()}


def _accepted(layer, **more):
    return Annotation.objects.filter(layer=layer, status=Status.ACCEPTED, **more)


def _attached(responses):
    """Pairs of article and Proposal: responses to what editors accepted in another article."""
    told = _accepted(Layer.PROPOSAL, proposal=OuterRef("proposal"))
    answered = _accepted(Layer.RESPONSE, proposal=OuterRef("proposal"))
    elsewhere = responses.filter(
        Exists(told.exclude(article=OuterRef("article"))), ~Exists(answered)
    )
    return elsewhere.values_list("article", "proposal").distinct()


def _responders(responses) -> dict[object, set[int]]:
    """In what articles an entity, by id, or somebody of a country, by its code, responds."""
    roles = Role.objects.filter(annotation__in=responses, slot=Slot.RESPONDER, entity__isnull=False)
    who = defaultdict(set)
    roles = roles.annotate(who=Coalesce("entity__canonical", "entity"))
    for own, code, article_id in roles.values_list("who", "entity__country", "annotation__article"):
        for one in filter(None, (own, code)):
            who[one].add(article_id)
    return who


class _Question(NamedTuple):
    """Somebody was asked: `who` as in _responders."""

    who: object
    proposal_id: int
    article_id: int
    asked_at: datetime


def _questions(responders: Collection, moments: dict[int, datetime]) -> Sequence[_Question]:
    """What responders were asked lately, by accepted tellings without any accepted answer."""
    if not responders:
        return []
    ids = [who for who in responders if isinstance(who, int)]
    codes = [who for who in responders if isinstance(who, str)]
    country = Q(entity__place__feature=Feature.COUNTRY, entity__country__in=codes)
    asked = Role.objects.filter(
        Q(entity__among=ids) | Q(entity__canonical__among=ids) | country,
        slot=Slot.ADDRESSEE,
        annotation__in=_open_tellings(min(moments.values()) - _ANSWERED_WITHIN),
    )
    country = Case(When(country, then="entity__country"), default=Value(""))
    rows = asked.annotate(
        who=Coalesce("entity__canonical", "entity"),
        country=country,
        asked_at=Coalesce("annotation__article__published_at", "annotation__article__created_at"),
    ).values_list("who", "country", "annotation__proposal", "annotation__article", "asked_at")
    return [
        _Question(who, *question)
        for own, code, *question in rows
        for who in (own, code)
        if who in responders
    ]


def _open_tellings(since):
    """Accepted tellings, published or arrived since a time, of Proposals nobody has answered."""
    answered = _accepted(Layer.RESPONSE, proposal=OuterRef("proposal"))
    recent = Article.objects.filter(
        Q(published_at__gte=since) | Q(published_at=None, created_at__gte=since)
    )
    return _accepted(Layer.PROPOSAL, article__in=recent).exclude(Exists(answered)).values("pk")
