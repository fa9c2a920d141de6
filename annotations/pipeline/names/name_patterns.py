"""Names that their surroundings give away: a title, a dateline, an acronym in brackets."""

import re
from collections.abc import Iterator
from itertools import chain

from annotations.pipeline.actors import gazetteer
from annotations.pipeline.names import (
    bodies,
    lexicon,
    name_cleaning,
    name_places,
    name_words,
    titles,
)
from annotations.pipeline.names.name_cleaning import Candidate

PARTICLE = r"(?:al|el|bin|ibn|bint|ben|abu|da|de|del|della|der|di|dos|du|la|le|van|von|den|ter|wa)"
CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"
WORD = rf"(?:[A-Za-z]')?{CAPITAL}[\w'-]*\w|{CAPITAL}\.(?:{CAPITAL}\.)*"
PERSON = re.compile(
    rf"(?:{PARTICLE}[ -])?(?:{WORD})(?: (?:{PARTICLE}[ -]){{0,2}}(?:{WORD})){{0,3}}"
)
SURE_TITLES = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady|Sen|Rep|Gov|Gen|Col|Lt|Capt|Sgt|Adm|Maj|Rev|"
    r"President|Chancellor|Premier|Minister|Senator|Governor|Mayor|Ambassador|Secretary of State|"
    r"Secretary[- ]General|PM|King|Queen|Prince|Princess|Pope|Ayatollah|Sheikh|Emir|Sultan|"
    r"General|Colonel|Professor|[Ss]pokes(?:man|woman|person)|[Ee]nvoy)\.? (?=[A-Z])"
)
CITY = r"[A-Z][A-Z.'-]*[A-Z.](?: [A-Z][A-Z.'-]*[A-Z.]){0,3}"
# Titles after which two capitalised words or more are a person's name.
WEAK_TITLES = re.compile(
    r"\b(?:Adviser|Advisor|Commissioner|Spokesperson|Chairman|Chairwoman|Chair|Director|Speaker|"
    r"Representative|Negotiator|Co-?ordinator|Rapporteur|Commander|Chief|Leader|MP|MEP) (?=[A-Z])"
)
DATELINE = re.compile(
    rf"^\s*({CITY}(?:/{CITY})*)"
    r"(?:,(?: [A-Z][\w.]*){1,4})?(?:,? \w+\.? \w+(?:,? \d{4})?)?(?: \(([^()\n]{2,40})\))?"
    r"\s*(?:--|[-–—])[\s\w\"“]",
    re.MULTILINE,
)
BYLINE = re.compile(
    r"(?:^|[(;*.]|\n) ?(?:(?:Additional )?[Rr]eporting|[Ww]riting|[Ee]diting|Photo(?:graph)?s?) by "
)
LISTED = re.compile(r"(?:, | and |, and )(?:in [A-Z]\w+ )?")
# The agency of a report whose place is not in capitals: "Bogota, Feb 24 (RHC)--", "/TASS/".
AGENCY = re.compile(
    r"\A\s*[A-Z][\w ,.'-]{2,50}"
    r"(?:\(([A-Z][\w. -]{1,25})\) ?(?:--|[-–—])|/([A-Z][\w -]{2,15})/)"
)
SIGNED = re.compile(r"^\s*(?:By|BY|by) (?=[A-Z])", re.MULTILINE)
# "the Herald newspaper".
OUTLET = re.compile(
    rf"\b[Tt]he ((?:{CAPITAL}[\w'-]+ ){{0,3}}{CAPITAL}[\w'-]+) "
    r"(?:newspaper|daily|news agency|news site|magazine|broadcaster|(?:TV|radio) station)\b"
)
BRACKETED = re.compile(r" \(([A-Z][A-Za-z0-9&-]{1,7})\)")
BEFORE_BRACKET = re.compile(r"(?:[\w'&-]+ ){1,8}[\w'&-]+$")
LONGEST_NAME = 120
NO_SURNAMES = name_words.WEEKDAYS | {"I", "Emeritus", "Elect", "Designate", "General"}
# A name of several bodies together, where an agency's own should stand.
NO_OUTLETS = frozenset({"Agencies", "Agency", "Staff", "Exclusive", "Update"})
SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "des", "&"})
SUMMIT = re.compile(r"\bG-?(?:7|8|20|77) [Ss]ummit\b")
EVENT = re.compile(
    rf"(?:\b\d{{4}} )?\b(?:{CAPITAL}[\w'-]* ){{1,5}}"
    r"(?:Summit|Accords?|Olympics|Paralympics|Olympic Games|Games|Protocol|Treaty|World Cup|"
    r"Intifada|Armistice|Peace Conference|Climate Change Conference)\b(?: \d{4}\b)?"
)
SHIP = re.compile(r"\b(?:HMS|USS|MV) $")
CONFERENCE = re.compile(r"\bCOP ?-?\d{1,2}\b")
WEST = re.compile(r"\b[Tt]he (West|Far East|Global South|Far North)\b(?! [A-Z])")
HALVES = re.compile(r"\b(?:North|South|East|West)(?= (?:and|or) (?:North|South|East|West) [A-Z])")
OF_COUNTRY = re.compile(r" of (?:the )?")
# "Ministry of Environment, Rural and Marine Affairs".
MINISTRY = re.compile(
    rf"\b(?:Ministry|Department) (?:of|for) (?:the )?{CAPITAL}[\w-]+(?: {CAPITAL}[\w-]+)*"
    rf"(?:, {CAPITAL}[\w-]+(?: {CAPITAL}[\w-]+)*)* and {CAPITAL}[\w-]+(?: {CAPITAL}[\w-]+)*"
)
NICKNAMED = re.compile(
    rf"\b(?:{CAPITAL}[\w'-]+ ){{1,2}}[(\"“]{CAPITAL}[\w'-]+[)\"”] {CAPITAL}[\w'-]+\w"
)
PLACE_OF = re.compile(
    r"\b(?:city|town|village|province|region|district|island|port|suburb|hamlet|governorate) of "
    rf"({CAPITAL}[\w'-]+(?: (?:d[aeo] |do |dos )?{CAPITAL}[\w'-]+){{0,3}})"
)

# What these find needs no look around: the pattern (its last group is the name), label, rule,
# confidence.
SURE = (
    (MINISTRY, "ORG", "ministry", 0.9),
    (OUTLET, "ORG", "outlet", 0.9),
    (SUMMIT, "EVENT", "summit", 0.9),
    (CONFERENCE, "EVENT", "event", 0.9),
    (EVENT, "EVENT", "event", 0.85),
    (WEST, "PLACE", "region", 0.85),
    (HALVES, "PLACE", "half", 0.85),
)


def candidates(text: str, modelled, known) -> Iterator[Candidate]:
    """Every name that a pattern finds."""
    yield from after_titles(text, modelled, known)
    yield from datelines(text)
    yield from agencies(text)
    yield from bylines(text, known)
    yield from acronyms(text, modelled)
    yield from places_called(text)
    yield from name_places.called(text)
    yield from of_countries(text, known)
    yield from nicknamed(text, modelled)
    for pattern, label, rule, confidence in SURE:
        for match in pattern.finditer(text):
            start, end = match.span(pattern.groups)
            start += name_cleaning.length(name_cleaning.LEADING.match(text[start:end]))
            yield Candidate(start, end, label, rule, confidence)


def nicknamed(text: str, modelled) -> Iterator[Candidate]:
    """A name with another inside it: "Voreqe (Frank) Bainimarama"."""
    people = {c.start for c in modelled if c.label == "PERSON"}
    for match in NICKNAMED.finditer(text):
        if people.intersection(range(*match.span())):
            found = Candidate(match.start(), match.end(), "PERSON", "nickname", 0.85)
            yield name_cleaning.without_titles(text, found)


def of_countries(text: str, known) -> Iterator[Candidate]:
    """A body that many countries have, with its country.

    "House of Representatives of Cyprus", "Russian Defence Ministry".
    """
    ends = {k.start: k.end for k in known if k.label == "PLACE"}
    starts = {k.end + 1: k.start for k in known if k.label in ("PLACE", "NORP")}
    for k in known:
        body = bodies.of(text[k.start : k.end]) if k.label == "ORG" else None
        if body is None or not body.shared:
            continue
        of = OF_COUNTRY.match(text, k.end)
        start = starts.get(k.start, k.start)
        if text[start : k.start].endswith("'") or "'s" in text[start : k.start]:
            start = k.start
        end = ends.get(of.end(), k.end) if of else k.end
        if (start, end) != (k.start, k.end):
            yield Candidate(start, end, "ORG", "body of a country", 0.93)


def after_titles(text: str, modelled, known) -> Iterator[Candidate]:
    """The capitalised words after a title: "PM Yekhanurov", "Sheikh Hamad bin Khalifa".

    Not where the model sees a longer name of something else ("Queen Elizabeth Hospital"), nor
    where a known body or place follows ("President Hotel").
    """
    others = [c for c in modelled if c.label in ("ORG", "FAC", "PLACE", "EVENT")]
    weak = (t for t in WEAK_TITLES.finditer(text) if is_full_name(PERSON.match(text, t.end())))
    for title in chain(SURE_TITLES.finditer(text), weak):
        match = PERSON.match(text, title.end())
        if not match or SHIP.search(text, max(0, title.start() - 5), title.start()):
            continue
        courtesy = title.group().rstrip(" .").lower() in titles.HONORIFICS - {"lord", "lady"}
        end = until_no_name(match, courtesy)
        covered = any(c.start <= title.start() and c.end >= end for c in others)
        if end > match.start() and not covered and not starts_known(match.start(), end, known):
            found = Candidate(match.start(), end, "PERSON", "title", 0.92)
            yield name_cleaning.without_titles(text, found)


def is_full_name(match: re.Match | None) -> bool:
    """Whether words are several, and none of them a body's, a title or a nationality."""
    words = match.group().split() if match else []
    return len(words) > 1 and not any(
        w in name_words.ORG_HEADS or titles.is_title(w) or lexicon.is_name(w) for w in words
    )


def until_no_name(match: re.Match, courtesy: bool) -> int:
    """Where a person's name ends: before a weekday or an office; at its start if there is none.

    After a title of courtesy an office is a surname ("Mr King"), else it is not ("Lord Mayor").
    """
    end = match.start()
    for word in re.finditer(r"\S+", match.group()):
        plain = word.group().rstrip(".")
        if plain in name_words.CALENDAR and end > match.start() or plain in NO_SURNAMES:
            break
        if titles.is_office(plain) and (end > match.start() or not courtesy):
            break
        if plain.endswith("'s"):
            return match.start() + word.end() - 2
        if plain in ("Of", "And", "The"):
            break
        end = match.start() + word.end()
    return end


def starts_known(start: int, end: int, known) -> bool:
    """Whether a known body or place of several words, or the whole stretch, stands there."""
    return any(
        k.start == start and k.rule != "doubtful" and (k.end >= end or k.label == "ORG")
        for k in known
    )


def datelines(text: str) -> Iterator[Candidate]:
    """The city in capitals that opens an agency's report, and the agency: "ROME (Reuters) -"."""
    for match in DATELINE.finditer(text):
        for city in re.finditer(r"[^/]+", match.group(1)):
            start = match.start(1) + city.start()
            yield Candidate(start, start + len(city.group()), "PLACE", "dateline", 0.95)
        outlet = match.group(2)
        if outlet and is_outlet(outlet):
            yield Candidate(match.start(2), match.end(2), "ORG", "agency", 0.9)


def agencies(text: str) -> Iterator[Candidate]:
    """The agency of a report that opens with a city in ordinary letters: "Oslo (NTB) - "."""
    match = AGENCY.match(text)
    if match and is_outlet(match.group(match.lastindex)):
        yield Candidate(*match.span(match.lastindex), "ORG", "agency", 0.9)


def is_outlet(words: str) -> bool:
    """Whether the words in a dateline's brackets are its agency: no place and no date."""
    dated = any(c.isdigit() for c in words)
    return (
        words[0].isupper()
        and words not in NO_OUTLETS
        and not dated
        and not gazetteer.is_place_name(words)
    )


def bylines(text: str, known) -> Iterator[Candidate]:
    """Who wrote a report: "(Reporting by Ann Lee and Bo Ek in Rome; Editing by Cy Fox)"."""
    for by in chain(BYLINE.finditer(text), SIGNED.finditer(text)):
        match = PERSON.match(text, by.end())
        while match and is_byline(match, known):
            yield Candidate(match.start(), match.end(), "PERSON", "byline", 0.9)
            following = LISTED.match(text, match.end())
            match = PERSON.match(text, following.end()) if following else None


def is_byline(match: re.Match, known) -> bool:
    """Whether the words after "by" can be a person's: not "By Monday Hamas"."""
    first, *others = match.group().split()
    if not others or first in name_words.CALENDAR:
        return False
    return not any(match.start() <= k.start < match.end() for k in known if k.rule != "doubtful")


def acronyms(text: str, modelled) -> Iterator[Candidate]:
    """A name with its acronym in brackets: "Union of Rationalist Atheists (UAAR)"."""
    for match in BRACKETED.finditer(text):
        left = text[max(0, match.start() - LONGEST_NAME) : match.start()]
        words = BEFORE_BRACKET.search(left)
        start = where_defined(words.group(), match.group(1)) if words else None
        if start is not None:
            begin = match.start() - len(words.group()) + start
            name = text[begin : match.start()]
            label = label_of_defined(name, begin, match.end(), modelled)
            if label:
                yield Candidate(begin, match.start(), label, "acronym", 0.93)
                yield Candidate(match.start(1), match.end(1), label, "acronym", 0.93)


def label_of_defined(name: str, start: int, end: int, modelled) -> str | None:
    """The label of what an acronym is defined for; None for what is no body or place: "(MRSA)"."""
    if label := known_label(name):
        return label
    if gazetteer.is_place_name(name):
        return "PLACE"
    seen = any(c.label == "ORG" and c.start < end and start < c.end for c in modelled)
    return "ORG" if seen or set(name.split()) & name_words.ORG_HEADS else None


def where_defined(words: str, acronym: str) -> int | None:
    """Where in the words the name begins whose capitals spell the acronym, or None."""
    letters = [c for c in acronym if c.isupper() or c.isdigit()]
    if len(letters) < 2:
        return None
    spans = list(re.finditer(r"[\w'&]+", words))
    for i, word in enumerate(spans):
        tail = [w.group() for w in spans[i:] if w.group().lower() not in SMALL]
        if word.group()[0].isupper() and word.group() not in ("The", "A", "An"):
            initials = [w[0].upper() for w in tail]
            if initials == [c.upper() for c in letters]:
                return word.start()
    return None


def known_label(name: str) -> str | None:
    first = lexicon.WORD.match(name)
    bucket = lexicon.known().get(first.group(), ()) if first else ()
    return next((entry.label for known, entry in bucket if known == name), None)


def places_called(text: str) -> Iterator[Candidate]:
    """What a noun says is a place: "the town of Yeoncheon"."""
    for match in PLACE_OF.finditer(text):
        yield Candidate(match.start(1), match.end(1), "PLACE", "called a place", 0.9)


def is_office_next(text: str, end: int) -> bool:
    """Whether an office follows: "Toronto Star Sports| Columnist", "UN| Secretary General"."""
    following = re.match(r" ([A-Za-z-]+)(?: ([A-Za-z-]+))?", text[end : end + 60])
    return bool(following) and any(word and titles.is_office(word) for word in following.groups())
