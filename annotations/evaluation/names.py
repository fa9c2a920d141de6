"""Judge names: their spans and labels, whom they name, where the places lie; and event codes."""

from annotations.pipeline.records import Extraction, Mention, Span

from .gold import GoldArticle
from .judgements import Judgement, Marked, Role
from .matching import kilometres, meets

# The labels whose figures make up that of all names.
HEADLINE_LABELS = ("PERSON", "ORG", "PLACE")
# A place is right within 161 km (100 miles), the custom of geoparsing.
NEAR = 161
# PLOVER 0.5b1 as 2.0 has it; None for types that 2.0 dropped.
NEWER_TYPES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "FIGHT": None, "INVESTIGATE": None}
# The types that a proposal or a response can have; of all others nothing is said.
OUR_TYPES = ("AGREE", "REQUEST", "CONCEDE", "SUPPORT", "REJECT", "ACCUSE")


def judge_names(gold: GoldArticle, told: Extraction, marked: Marked) -> list[Judgement]:
    """A name is right when its span and its label are exactly those of the gold.

    NORP and EVENT are judged only where they are marked. What is not right is set beside the first
    name of the other side that overlaps it, so that a wrong label or end is told as such.
    """
    labels = {*HEADLINE_LABELS, *marked}
    wanted = {_key(m): m for m in gold.reading.mentions if m.label in labels}
    given = {_key(m): m for m in told.mentions if m.label in labels}
    judged = [_named(wanted[key], given[key]) for key in wanted if key in given]
    spare = {key: m for key, m in given.items() if key not in wanted}
    for key, name in wanted.items():
        if key not in given:
            rival = next((k for k, m in spare.items() if meets(name, m)), None)
            judged.append(_named(name, spare.pop(rival, None)))
    return judged + [_named(None, name) for name in spare.values()]


def judge_people(gold: GoldArticle, told: Extraction, marked: Marked) -> list[Judgement]:
    """A person's mention is right when the linked name is the fullest the article has for them.

    The longest words that the gold marks for the same entity, or the gold's own name of it.
    """
    people = [m for m in gold.reading.mentions if m.label == "PERSON" and m.entity]
    fullest = {}
    for person in people:
        known = fullest.get(person.entity.name, "")
        fullest[person.entity.name] = max(known, person.text, key=len)
    judged = []
    for person in people:
        names = {fullest[person.entity.name].casefold(), person.entity.name.casefold()}
        linked = [m for m in _over(person, told) if m.label == "PERSON"]
        judged.append(_chosen(person, linked, lambda link, n=names: link.name.casefold() in n))
    return judged


def judge_countries(gold: GoldArticle, told: Extraction, marked: Marked) -> list[Judgement]:
    """A place is right when a name that overlaps it is linked to the country the gold gives."""
    judged = []
    for place in gold.reading.mentions:
        if place.label == "PLACE" and place.entity and place.entity.country:
            country = place.entity.country
            linked = [m for m in _over(place, told) if m.entity.country]
            judged.append(_chosen(place, linked, lambda link, c=country: link.country == c))
    return judged


def judge_places(gold: GoldArticle, told: Extraction, marked: Marked) -> list[Judgement]:
    """A place is right with the gold's GeoNames id or within 161 km of its point.

    Each is compared with the first unused name that overlaps it and has a point; every name with
    a point counts as predicted, demonyms as their country.
    """
    unused = [m for m in told.mentions if m.entity and m.entity.latitude is not None]
    judged = []
    for place in gold.reading.mentions:
        if place.entity and place.entity.latitude is not None:
            rival = next((m for m in unused if meets(place, m)), None)
            judged.append(_located(place, rival))
            unused = [m for m in unused if m is not rival]
    return judged + [_located(None, m) for m in unused]


def judge_codes(gold: GoldArticle, told: Extraction, marked: Marked) -> list[Judgement]:
    """A sentence is right when its PLOVER type is among those of its proposals and responses.

    Wanted are the sentences of a type that these can have; types that PLOVER 2.0 renamed go by
    their new name, and sentences of a type that it dropped are left out. Each further type given
    is an invention, though PLOVER codes one event a sentence and there may be others in it.
    """
    event = NEWER_TYPES.get(gold.event, gold.event)
    if event is None:
        return []
    answers = [response for proposal in told.proposals for response in proposal.responses]
    coded = (*told.proposals, *answers, *told.responses)
    given = {r.codes["plover"]: r for r in reversed(coded) if r.codes.get("plover")}
    judged = []
    if event in OUR_TYPES:
        best = event if event in given else next(reversed(given), None)
        judged = [_coded(gold, event, best, given.pop(best, None))]
    return judged + [_coded(gold, None, code, record) for code, record in given.items()]


def _coded(gold, event, code, record):
    text = gold.source.text
    return Judgement(
        Span(0, len(text), text) if event else None,
        record.cue if record else None,
        event is not None and event == code,
        event,
        code,
        (Role("type", event, code, event == code),),
        record.rule if record else "",
    )


def _key(mention):
    return mention.start_char, mention.end_char, mention.label


def _over(mention: Mention, told: Extraction) -> list[Mention]:
    """The linked names that overlap a mention."""
    return [m for m in told.mentions if m.entity and meets(mention, m)]


def _named(wanted, given):
    """A judgement of the span and the label of a name."""
    sides = (wanted, given)
    label = Role("label", *(side and side.label for side in sides), _same(*sides, "label"))
    ends = _same(*sides, "start_char") and _same(*sides, "end_char")
    span = Role("span", *(side and side.text for side in sides), ends)
    return _judged(wanted, given, label.right and span.right, (label, span))


def _same(wanted, given, key):
    return bool(wanted and given) and getattr(wanted, key) == getattr(given, key)


def _judged(wanted, given, right, roles):
    return Judgement(
        wanted,
        given,
        right,
        wanted and wanted.label,
        given and given.label,
        roles,
        given.rule if given else "",
        given.confidence if given else None,
    )


def _chosen(wanted, linked, agrees):
    """A judgement of the first linked name that agrees, else of the first."""
    right = next((m for m in linked if agrees(m.entity)), None)
    given = right or next(iter(linked), None)
    return _linked(wanted, given, right is not None)


def _located(wanted, given):
    if not (wanted and given):
        return _linked(wanted, given, right=False)
    one, other = wanted.entity, given.entity
    same = one.geonames_id is not None and one.geonames_id == other.geonames_id
    return _linked(wanted, given, same or kilometres(one, other) <= NEAR)


def _linked(wanted, given, right):
    """A judgement of what two names are linked to."""
    links = [_in_words(mention.entity) if mention else None for mention in (wanted, given)]
    return _judged(wanted, given, right, (Role("link", *links, right),))


def _in_words(link):
    point = f"{link.latitude:.2f}, {link.longitude:.2f}" if link.latitude is not None else None
    number = f"geonames:{link.geonames_id}" if link.geonames_id else None
    return " · ".join(filter(None, (link.name, link.feature, link.country, point, number)))
