"""Read a Proposal across articles: every telling and response in time, and what became of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import Prefetch, Q
from django.db.models.functions import Coalesce

from articles.models import Article

from . import countering
from .models import Annotation, Layer, Proposal, Role, Slot, Status, name_key
from .models.annotations import LIVE
from .models.entities import Feature, Kind
from .outcome import Answer, Derivation, TellingFact, derive
from .parties import Party, answers_for
from .quoting import Quote, quote

_TITLE_CHARS = 160
_ENTITY = ("entity__place", "entity__canonical__place")


class Who(NamedTuple):
    """An entity that has not been merged into another, as far as it tells who answers for whom."""

    pk: int
    name: str
    kind: str
    country: str
    feature: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A telling of the proposal, or a response to it, in one article.

    `roles` holds the parties or words of each slot. `speaks_for` are the addressees whose answer a
    response is without being theirs by name; `counts_for` the keys of all whose answer it is.
    `quote` is None where a thread was loaded without quotations.
    """

    annotation: Annotation
    roles: dict[str, tuple[Party, ...]]
    quote: Quote | None = None
    counts_for: frozenset[str] = frozenset()
    speaks_for: tuple[Party, ...] = ()

    @property
    def id(self):
        return self.annotation.pk

    @property
    def article(self):
        return self.annotation.article

    @property
    def is_telling(self):
        return self.annotation.layer == Layer.PROPOSAL

    @property
    def accepted(self):
        return self.annotation.status == Status.ACCEPTED

    @property
    def actors(self):
        """Who puts it forward, or who responds."""
        return self.roles.get(Slot.PROPOSER if self.is_telling else Slot.RESPONDER, ())

    @property
    def content(self):
        return " … ".join(role.words for role in self.roles.get(Slot.CONTENT, ()))


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody a proposal is put to, and their answers in the order of time."""

    party: Party
    accepted: bool
    answers: tuple[Event, ...] = ()

    @property
    def has_answered(self):
        """Whether an editor has accepted an answer of theirs."""
        return any(answer.accepted for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Thread:
    """A Proposal as its articles tell it.

    `derived` is the outcome from what editors have accepted; `expected` what it would be if every
    unchecked suggestion were right. `counters` are the first tellings of the Proposals that counter
    this one, accepted ones before others; `counter_to_id` is the one that this one counters.
    """

    proposal: Proposal
    title: str
    events: tuple[Event, ...]
    addressees: tuple[Addressee, ...]
    derived: Derivation
    expected: Derivation
    articles: int
    counters: tuple[Event, ...] = ()
    counter_to_id: int | None = None

    @property
    def counter_ids(self):
        """The Proposals that counter this one."""
        return tuple(event.annotation.proposal.standing.pk for event in self.counters)

    @property
    def tellings(self):
        return tuple(event for event in self.events if event.is_telling)

    @property
    def responses(self):
        return tuple(event for event in self.events if not event.is_telling)

    @property
    def unchecked(self):
        return tuple(event for event in self.events if not event.accepted)

    @property
    def outcome(self):
        return self.proposal.overruled_outcome or self.derived.outcome

    @property
    def is_overruled(self):
        return bool(self.proposal.overruled_outcome)

    @property
    def basis(self):
        """The events that the derived outcome rests on."""
        return tuple(event for event in self.events if event.id in self.derived.basis)

    @property
    def unanswered(self):
        """The addressees of whom no answer has been accepted."""
        return tuple(one for one in self.addressees if not one.has_answered)

    @property
    def proposers(self):
        """Who puts it forward, each once, in the order of the tellings."""
        return _once(actor for event in self.tellings for actor in event.actors)


def load(proposal: Proposal) -> Thread:
    """One proposal's thread with quotations; five queries, however long it is."""
    return load_many([proposal])[0]


def load_many(proposals: Sequence[Proposal], quoted=True) -> list[Thread]:
    """The threads of several proposals in their order; five queries for all.

    Without quotations (`quoted` false), the articles' texts stay in the database.
    """
    hidden = ("search",) if quoted else ("search", "text")
    articles = Article.objects.defer(*hidden).select_related("outlet")
    tied = countering.pairs([proposal.pk for proposal in proposals])
    told = _told(
        {*(proposal.pk for proposal in proposals), *(countering for countering, _ in tied)}
    )
    events = _by_proposal(_in_time(told, articles, Role.objects.all()), quoted)
    return [_tied(_thread(proposal, events[proposal.pk]), tied, events) for proposal in proposals]


def outcome_of(accepted: Sequence[Event]) -> str:
    """What follows from the events that editors have accepted, in time."""
    parties = _addressed(accepted)
    return _derive([_with_answers(event, parties) for event in accepted]).outcome


def _tied(thread, tied, events):
    """A thread with what counters it, in time, and what it counters."""
    own = thread.proposal.pk
    firsts = [_first_telling(events[pk]) for pk, countered in tied if countered == own]
    return replace(
        thread,
        counters=tuple(sorted(filter(None, firsts), key=lambda event: _moment(event.annotation))),
        counter_to_id=next((countered for pk, countered in tied if pk == own), None),
    )


def _first_telling(events):
    tellings = [event for event in events if event.is_telling]
    return min(tellings, key=lambda event: not event.accepted, default=None)


def _told(ids):
    """All live tellings and responses of some proposals, by their ids."""
    # A subquery, not a join: with the `or` over a join, no index would serve.
    joined = Proposal.objects.filter(Q(pk__in=ids) | Q(canonical__in=ids)).values("pk")
    told = Annotation.objects.live().filter(proposal__in=joined)
    told = told.filter(layer__in=(Layer.PROPOSAL, Layer.RESPONSE))
    return told.select_related("proposal__canonical")


def _in_time(found, articles, roles):
    """The annotations by their articles' dates, then as they stand, with articles and roles."""
    found = found.prefetch_related(
        Prefetch("article", articles), Prefetch("roles", roles.select_related(*_ENTITY))
    )
    return sorted(found, key=_moment)


def _by_proposal(annotations, quoted):
    """The events of each proposal, by its id."""
    offices = offices_in({annotation.article_id for annotation in annotations})
    events = defaultdict(list)
    for annotation in annotations:
        standing = annotation.proposal.canonical_id or annotation.proposal_id
        events[standing].append(_event(annotation, offices, quoted))
    return events


def _moment(annotation):
    article = annotation.article
    return (
        article.published_at or article.created_at,
        article.pk,
        annotation.start_char,
        annotation.pk,
    )


def offices_in(articles: Collection[int]) -> dict[tuple[int, int], tuple[str, ...]]:
    """The offices in which articles present people, by (article id, entity id)."""
    roles = Role.objects.filter(
        slot=Slot.OFFICE,
        annotation__article__among=articles,
        annotation__status__in=LIVE,
        annotation__entity__isnull=False,
    ).annotate(who=Coalesce("annotation__entity__canonical", "annotation__entity"))
    found = defaultdict(list)
    for article_id, who, *offices in roles.values_list(
        "annotation__article", "who", "value", "text"
    ):
        found[article_id, who] += offices
    return {key: tuple(filter(None, dict.fromkeys(values))) for key, values in found.items()}


def _event(annotation, offices, quoted):
    roles = {
        slot: tuple(_party(role, annotation.article_id, offices) for role in filled)
        for slot, filled in annotation.slots().items()
    }
    return Event(annotation, roles, _quote(annotation) if quoted else None)


def _party(role, article_id, offices):
    entity = role.entity and role.entity.standing
    if not entity:
        return party(role)
    place = getattr(entity, "place", None) if entity.kind == Kind.PLACE else None
    who = Who(entity.pk, entity.name, entity.kind, entity.country, place and place.feature)
    return party(role, who, offices.get((article_id, entity.pk), ()))


def party(role, who: Who | None = None, offices: tuple[str, ...] = ()) -> Party:
    """Somebody in a slot; `role` needs slot, start_char, end_char, text and value alone."""
    words = " ".join(role.text.split())
    span = {"words": words, "start_char": role.start_char, "end_char": role.end_char}
    if not who:
        name = role.value if role.slot != Slot.WHEN and role.value else words
        return Party(key=f"n:{name_key(name)}", name=name, **span)
    return Party(
        key=f"e:{who.pk}",
        name=who.name,
        entity_id=who.pk,
        kind=who.kind,
        country=who.country,
        is_country=who.kind == Kind.PLACE and who.feature == Feature.COUNTRY,
        offices=offices,
        **span,
    )


def _quote(annotation):
    marks = [(annotation.start_char, annotation.end_char, "cue")]
    marks += [
        (role.start_char, role.end_char, role.slot)
        for role in annotation.roles.all()
        if not role.inferred
    ]
    return quote(annotation.article.text, annotation.start_char, annotation.end_char, marks)


def _thread(proposal, events):
    parties = _addressed(events)
    events = [_with_answers(event, parties) for event in events]
    accepted = [event for event in events if event.accepted]
    certain = {party.key for party in _addressed(accepted)}
    return Thread(
        proposal=proposal,
        title=_title(events),
        events=tuple(events),
        addressees=tuple(
            Addressee(
                party,
                party.key in certain,
                tuple(event for event in events if party.key in event.counts_for),
            )
            for party in parties
        ),
        derived=_derive(accepted),
        expected=_derive(events),
        articles=len({event.annotation.article_id for event in events}),
    )


def _addressed(events):
    return _once(
        party
        for event in events
        if event.is_telling
        for party in event.roles.get(Slot.ADDRESSEE, ())
    )


def _once(parties: Iterable[Party]) -> tuple[Party, ...]:
    first = {}
    for party in parties:
        first.setdefault(party.key, party)
    return tuple(first.values())


def _with_answers(event, addressees):
    """The event with those whose answer it is."""
    if event.is_telling:
        return event
    own = {name_key(actor.name) for actor in event.actors}
    theirs = [
        party for party in addressees if any(answers_for(actor, party) for actor in event.actors)
    ]
    return Event(
        event.annotation,
        event.roles,
        event.quote,
        counts_for=frozenset(party.key for party in theirs),
        speaks_for=tuple(party for party in theirs if name_key(party.name) not in own),
    )


def _derive(events):
    return derive(
        [TellingFact(event.id, event.annotation.telling) for event in events if event.is_telling],
        [
            Answer(event.id, event.annotation.label, event.counts_for)
            for event in events
            if not event.is_telling
        ],
        [party.key for party in _addressed(events)],
    )


def _title(events):
    """ "Proposer: content" of the first telling that has both, accepted ones first."""
    tellings = [event for event in events if event.is_telling]
    if not tellings:
        return "A proposal that is no longer told"
    best = min(
        tellings, key=lambda event: (not event.accepted, not event.content, not event.actors)
    )
    who = " and ".join(dict.fromkeys(actor.name for actor in best.actors)) or "Somebody"
    title = f"{who}: {best.content or best.annotation.text}"
    if len(title) <= _TITLE_CHARS:
        return title
    return title[:_TITLE_CHARS].rsplit(" ", 1)[0].rstrip(",;:") + " …"
