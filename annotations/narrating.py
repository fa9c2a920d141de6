"""Tell a Proposal's story so far as a paragraph, from what editors have accepted only: pure.

A sentence for what one article tells of one day, a clause a telling or response: "On 24 October
2023, in Jerusalem, Emmanuel Macron proposed that the coalition be widened; Hamas rejected it."
What is put forward stands in the words of the text; every clause knows what it rests on.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from annotations.pipeline.actors.offices import with_article

from .models import Slot
from .models.annotations import Telling
from .models.entities import Kind
from .parties import Party
from .threads import Event, Thread

# How an act is told, by the shape of what is put forward, and with whom it is put to. Of `propose`
# and `offer`, an infinitive is the proposer's own act; of the others, that of who is asked.
ACTS = {
    ("propose", "to"): ("proposed {what}", "made {whom} a proposal {what}"),
    ("propose", "that"): ("proposed {what}", "proposed to {whom} {what}"),
    ("propose", "thing"): ("proposed {what}", "proposed to {whom} {what}"),
    ("propose", "plan"): ("put forward {what}", "put to {whom} {what}"),
    ("urge", "to"): ("made an appeal {what}", "urged {whom} {what}"),
    ("urge", "that"): ("urged {what}", "urged {what}"),
    ("urge", "thing"): ("called for {what}", "called on {whom} for {what}"),
    ("demand", "to"): ("made a demand {what}", "demanded of {whom} {what}"),
    ("demand", "that"): ("demanded {what}", "demanded {what}"),
    ("demand", "thing"): ("demanded {what}", "demanded of {whom} {what}"),
    ("request", "to"): ("asked {what}", "asked {whom} {what}"),
    ("request", "that"): ("asked {what}", "asked {whom} {what}"),
    ("request", "thing"): ("asked for {what}", "asked {whom} for {what}"),
    ("offer", "to"): ("offered {what}", "made {whom} an offer {what}"),
    ("offer", "that"): ("offered {what}", "offered {whom} {what}"),
    ("offer", "thing"): ("offered {what}", "offered {whom} {what}"),
}
NOUNS = {
    "propose": "a proposal",
    "urge": "an appeal",
    "demand": "a demand",
    "request": "a request",
    "offer": "an offer",
}
ANSWERS = {
    "accept": "accepted {it}",
    "support": "supported {it}",
    "reject": "rejected {it}",
    "oppose": "opposed {it}",
    "noncommittal": "gave no direct answer",
}
STANCES = {
    "accept": "accepted",
    "support": "supported",
    "reject": "rejected",
    "oppose": "opposed",
    "noncommittal": "left open",
}
REPEATED = frozenset({Telling.MADE, Telling.RESTATED})
MODALS = frozenset({"should", "must", "ought to", "has to", "have to", "needs to", "need to"})
CONDITIONAL = ("if ", "unless ", "provided ", "once ", "as long as ", "until ", "when ", "so long")
# Nouns of what is a proposal already: "put forward a plan", not "proposed a plan".
PLANS = frozenset(
    {"plan", "plans", "proposal", "proposals", "draft", "text", "resolution", "initiative", "idea"}
    | {"package", "version", "roadmap", "road", "agreement", "vision", "suggestion", "formula"}
)
SMALL = frozenset({"The", "A", "An", "That", "This", "These", "His", "Her", "Its", "Their"})
PRONOUNS = frozenset(
    {"he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "who"}
)
QUOTES = str.maketrans("", "", '"“”«»')


@dataclass(frozen=True, slots=True)
class Clause:
    """What an accepted annotation says; `joint` is what parts it from the clause before."""

    text: str
    event: Event
    joint: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What an article tells of one day: `opening` says when and where, or is empty."""

    opening: str
    clauses: tuple[Clause, ...]

    @property
    def article(self):
        return self.clauses[0].event.article

    @property
    def end(self):
        """The full stop, unless the last words bring their own."""
        return "" if self.clauses[-1].text.endswith((".", "?", "!")) else "."


def story(thread: Thread) -> tuple[Sentence, ...]:
    """The sentences of a thread's accepted events in time; empty while nothing is accepted.

    What counters the proposal is told by its first accepted telling, once something of the proposal
    itself is.
    """
    told = [event for event in thread.events if event.accepted and event.actors]
    counters = [event for event in thread.counters if event.accepted and event.actors]
    if told and counters:
        told = sorted([*told, *counters], key=_moment)
    countering = frozenset(event.id for event in counters)
    sentences, year, contents = [], None, set()
    for _, of_article in groupby(told, key=lambda event: event.article.pk):
        # What is put forward comes before what is said to it, whichever the article tells first.
        ordered = sorted(of_article, key=lambda event: not _is_new(event))
        for day, events in groupby(ordered, key=_when):
            clauses = _clauses(events, contents, countering)
            sentences.append(Sentence(_opening(clauses[0].event, day, year), clauses))
            year = day[:4] or year
    return tuple(sentences)


def _moment(event: Event):
    article = event.article
    return article.published_at or article.created_at, article.pk, event.annotation.start_char


def _clauses(events, contents: set, countering: frozenset) -> tuple[Clause, ...]:
    """The clauses of some events; what two of them tell alike is told once."""
    clauses, told, last = [], set(), ""
    for event in events:
        who = _subject(event)
        does = _counter(event) if event.id in countering else _predicate(event, contents)
        if (who, does) in told:
            continue
        told.add((who, does))
        joint = " and " if who == last else "; " if last else ""
        clauses.append(Clause(does if who == last else f"{who} {does}", event, joint))
        last = who
    return tuple(clauses)


def _is_new(event: Event) -> bool:
    return event.is_telling and event.annotation.telling == Telling.MADE


@dataclass(frozen=True, slots=True)
class Addition:
    """Something new that an article tells of a Proposal, and the event that tells it."""

    text: str
    event: Event


def adds(thread: Thread, article, counters: str = "") -> tuple[Addition, ...]:
    """What an article adds to what earlier ones tell, accepted or not, in the order of its text.

    "first told here", "first answer of Egypt: rejected", "Egypt, which rejected it before:
    accepted", "new condition: if both stop", "withdrawn", "Egypt countered with an offer to host
    talks". Nothing where it only repeats. `counters` is the title of what the thread counters.
    """
    found, answered, conditions, was_told = [], {}, set(), False
    countering = {event.id for event in thread.counters}
    for event in sorted([*thread.events, *thread.counters], key=_moment):
        if event.article.pk != article.pk and not event.accepted:
            continue
        if event.id in countering:
            news = [f"{_subject(event)} {_counter(event)}".strip()]
        elif event.is_telling:
            repeats = was_told and event.annotation.telling in REPEATED
            news = [] if repeats else [_news(event, counters)]
            was_told = True
        else:
            news = [*_answers_first(event, answered), *_conditions(event, conditions)]
        if event.article.pk == article.pk:
            found += [Addition(text, event) for text in news]
    return tuple(found)


def _news(event: Event, counters: str) -> str:
    kind = event.annotation.telling
    if kind not in REPEATED:
        return kind
    return f"a counter-proposal to “{counters}”, first told here" if counters else "first told here"


def _answers_first(event: Event, answered: dict):
    """What is new of an answer; `answered` remembers each actor's last one."""
    stance, keys = event.annotation.label, frozenset(actor.key for actor in event.actors)
    before = answered.get(keys)
    answered[keys] = stance
    if not keys or before == stance:
        return
    who, told = _names(event.actors), STANCES[stance]
    yield f"{who}: {told}, after {STANCES[before]}" if before else f"first answer of {who}: {told}"


def _conditions(event: Event, known: set):
    for role in event.roles.get(Slot.CONDITION, ()):
        words = _tidy(role.words)
        if words.casefold() not in known:
            known.add(words.casefold())
            yield f"new condition: “{words}”"


def plain(sentences: Iterable[Sentence], site: str = "") -> str:
    """The story as text to paste: the paragraph with numbered sources, then the sources.

    `site` is what comes before the path in a full address: "https://desk.example.org".
    """
    sentences = list(sentences)
    sources = list(dict.fromkeys(sentence.article for sentence in sentences))
    number = {article: place for place, article in enumerate(sources, 1)}
    paragraph = " ".join(
        f"{' '.join(map(written, told))} [{number[article]}]"
        for article, told in groupby(sentences, key=lambda sentence: sentence.article)
    )
    first = {sentence.article: sentence.clauses[0].event for sentence in reversed(sentences)}
    listed = [f"[{number[a]}] {source(a)}: {a.title}. {site}{address(first[a])}" for a in sources]
    return "\n".join([paragraph, "", *listed]) if sentences else ""


def written(sentence: Sentence) -> str:
    """A whole sentence with its capital and full stop."""
    clauses = (f"{clause.joint}{clause.text}" for clause in sentence.clauses)
    whole = f"{sentence.opening}{''.join(clauses)}"
    return f"{whole[:1].upper()}{whole[1:]}{sentence.end}"


def source(article) -> str:
    """Outlet and date of an article: "Haaretz, 24 October 2023"."""
    published = article.published_at
    if not published:
        return article.outlet.name
    return f"{article.outlet.name}, {_spoken(published.date().isoformat())}"


def address(event: Event) -> str:
    """The address at which the words of an event stand in their article."""
    return f"{event.article.get_absolute_url()}#a{event.id}"


def _when(event) -> str:
    """The ISO date on which a telling was made, as far as an editor let it stand; else ""."""
    roles = event.annotation.slots().get(Slot.WHEN, ())
    return next((role.value for role in roles if role.value), "")


def _opening(event: Event, day: str, year: str | None) -> str:
    """ "On 24 October 2023, in Jerusalem, "; the year where it is new."""
    parts = []
    if day:
        told = _spoken(day, with_year=day[:4] != year)
        parts.append(f"{'on' if len(day) == 10 else 'in'} {told}")
    places = event.roles.get(Slot.WHERE, ())
    if places:
        parts.append(f"in {_names(places)}")
    return "".join(f"{part}, " for part in parts)


def _spoken(day: str, with_year: bool = True) -> str:
    """An ISO date as it is read: "2023-10-24" -> "24 October 2023"; the year alone if no more."""
    year, month, number = (*day.split("-"), "", "")[:3]
    parts = [str(int(number)) if number else "", calendar.month_name[int(month)] if month else ""]
    return " ".join(filter(None, [*parts, year if with_year or not month else ""]))


def _subject(event: Event) -> str:
    return _names(event.actors) + (f", for {_names(event.speaks_for)}," if event.speaks_for else "")


def _predicate(event: Event, contents: set) -> str:
    return _telling(event, contents) if event.is_telling else _answer(event)


def _telling(event: Event, contents: set) -> str:
    """What a proposer did; `contents` remembers what has been told, for it to be told once."""
    kind, content = event.annotation.telling, _tidy(event.content)
    if kind == Telling.WITHDRAWN:
        return "withdrew the proposal"
    known = not content or content in contents
    contents.add(content)
    if kind == Telling.RESTATED and known:
        return "repeated the proposal"
    act = _act(event, content)
    return f"amended the proposal and {act}" if kind == Telling.AMENDED else act


def _act(event: Event, content: str) -> str:
    label = event.annotation.label
    asked = [to for to in event.roles.get(Slot.ADDRESSEE, ()) if not _is_pronoun(to)]
    cue = " ".join(event.annotation.text.casefold().split())
    if not content:
        return f"made {NOUNS[label]}" + (f" to {_names(asked)}" if asked else "")
    if cue in MODALS and asked:
        return f"said that {_names(asked)} {cue} {content}"
    if cue in MODALS:
        return f"made {NOUNS[label]}: “{content}”"
    alone, together = ACTS[label, _shape(label, content)]
    return (together if asked else alone).format(what=content, whom=_names(asked))


def _counter(event: Event) -> str:
    """What a proposer put against the proposal: "countered with an offer to host talks"."""
    label, content = event.annotation.label, _tidy(event.content)
    if not content:
        return f"countered with {NOUNS[label]}"
    cue = " ".join(event.annotation.text.casefold().split())
    if cue in MODALS:
        return f"countered with {NOUNS[label]}: “{content}”"
    shape = _shape(label, content)
    if shape in ("to", "that"):
        return f"countered with {NOUNS[label]} {content}"
    if label in ("propose", "offer"):
        return f"countered with {content}"
    return f"countered with {NOUNS[label]} for {content}"


def _shape(label: str, content: str) -> str:
    """The shape of what is put forward: "to stop", "that they stop", a "thing", a "plan"."""
    words = content.casefold().split()
    if words[0] == "that":
        return "that"
    if words[0] == "to" or words[:2] == ["not", "to"]:
        return "to"
    return "plan" if label == "propose" and not PLANS.isdisjoint(words[:6]) else "thing"


def _answer(event: Event) -> str:
    things = event.roles.get(Slot.OBJECT, ())
    told = ANSWERS[event.annotation.label].format(it=_object(things))
    condition = _tidy(" and ".join(role.words for role in event.roles.get(Slot.CONDITION, ())))
    if not condition:
        return told
    return f"{told} {condition}" if condition.startswith(CONDITIONAL) else f"{told} ({condition})"


def _object(things) -> str:
    """What is answered in the words of the text where they say more than "it"."""
    words = _tidy(" and ".join(thing.words for thing in things))
    first, *rest = words.casefold().split() or [""]
    if not rest or first in ("a", "an"):
        return "the proposal"
    return _inside(words)


def _tidy(words: str) -> str:
    """The words on one line, without quotation marks that lack their partner."""
    words = " ".join(words.split()).rstrip(" ,;:.")
    whole = words.count("“") == words.count("”") and words.count('"') % 2 == 0
    return words if whole else words.translate(QUOTES)


def _names(parties: Iterable[Party]) -> str:
    listed = list(dict.fromkeys(_name(party) for party in parties))
    return " and ".join(filter(None, [", ".join(listed[:-1]), *listed[-1:]]))


def _name(party: Party) -> str:
    """The name of an entity; of anybody else the words of the text, unless they are a pronoun."""
    if party.entity_id is None:
        return _inside(_tidy(party.words))
    return party.name if party.kind == Kind.PERSON else with_article(party.name)


def _is_pronoun(party: Party) -> bool:
    """Whether nothing but a pronoun tells who is meant: "them"."""
    return party.entity_id is None and party.words.casefold() in PRONOUNS


def _inside(words: str) -> str:
    """Words that may have stood first in their sentence, as they stand inside one."""
    head, _, rest = words.partition(" ")
    return f"{head.casefold()} {rest}" if head in SMALL and rest else words
