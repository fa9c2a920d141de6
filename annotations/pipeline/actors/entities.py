"""What the names of an article refer to: one entity for all names of the same."""

import re
from collections import defaultdict
from dataclasses import replace

from annotations.pipeline.actors import gazetteer, offices, people, places, taught
from annotations.pipeline.actors.gazetteer import fold
from annotations.pipeline.names import bodies
from annotations.pipeline.records import EntityLink, identity

ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
SPACES = re.compile(r"\s+")
# "the National Liberation Army, or ELN": the acronym follows without brackets.
OR = re.compile(r",? (?:or|also known as|known as|known by its initials)(?: the)? ")
DEFINED = re.compile(r"\s*[(\[]\s*$")


class Entities:
    """The entity of each name of one article, by the name's first code point."""

    def __init__(self, doc, names, source, knowledge):
        self.doc = doc
        self.text = source.text
        self.names = names
        self.knowledge = knowledge
        self.by_token = {i: name for name in names for i in range(name.start, name.end)}
        self.people = people.join(doc, names)
        self.links = {}
        self.offices = {}
        # The number of the piece of knowledge that decided a link, by the name's first code point.
        self.taught = {}
        self._link_places(source)
        self._company = None
        self._link_bodies()
        self._link_people()
        self._link_merged()

    def of(self, name) -> EntityLink | None:
        return self.links.get(name.start_char)

    def _link_places(self, source):
        linked = places.linked(self.names, self.text, self.knowledge)
        for name, (link, piece) in zip(self.names, linked, strict=True):
            if name.label in ("PLACE", "NORP"):
                self._link(name, taught.Linked(link or unplaced(name), piece))

    def _link_bodies(self):
        named = [name for name in self.names if name.label == "ORG"]
        fullest = full_forms(self.text, named)
        countries: dict[str, str] = {}
        for name in named:
            text = fullest[name.start_char]
            body = self._taught(name, text) or untaught(self._body(name, text, countries))
            self._link(name, body)
        for name in self.names:
            if name.label == "EVENT":
                text = plain(name.text)
                self._link(name, self._taught(name, text) or untaught(EntityLink("event", text)))

    def _body(self, name, text: str, countries: dict[str, str]) -> EntityLink:
        """The entity of a body: by the table, else by the fullest form in the article.

        `countries` remembers whose ministries have been named: "the Foreign Ministry" is that of
        the country last named with it.
        """
        body = bodies.of(text)
        if body is not None and not body.shared:
            return EntityLink("organisation", body.name, country=body.country)
        nation, rest = without_nation(text)
        country = nation or self._country_beside(name)
        body = bodies.of(rest)
        if body is not None and body.shared:
            country = country or countries.get(body.name)
            if country:
                countries[body.name] = country
        if country and body is not None and body.shared:
            owner = offices.with_article(gazetteer.country(country).name)
            return EntityLink("organisation", f"{body.name} of {owner}", country=country)
        return EntityLink("organisation", plain(text), country=country)

    def _country_beside(self, name) -> str | None:
        """The country that a body's name stands beside: "South Korea's |", "| in Pyongyang"."""
        left = name.start - 1
        if left >= 0 and self.doc[left].text in ("'s", "’s", "'", "’"):
            left -= 1
        right = name.end
        if right < len(self.doc) and self.doc[right].lower_ in ("of", "in"):
            right += 1
        beside = self.by_token.get(left) or (self.by_token.get(right) if right > name.end else None)
        link = self.links.get(beside.start_char) if beside is not None else None
        if link is None or beside.label not in ("PLACE", "NORP"):
            return None
        capital = gazetteer.country_of_capital(beside.text)
        return link.country if link.feature == "country" else capital

    def _link_people(self):
        for name in self.names:
            if name.label == "PERSON":
                office = offices.of_person(self.doc, name, self.by_token.get)
                if office is not None:
                    self.offices[name.start_char] = office
                full = self.people[name.start_char].name
                linked = self._taught(name, full) or untaught(EntityLink("person", full))
                link = self._in_office(linked.link, office)
                self._link(name, linked._replace(link=link))

    def _in_office(self, link, office) -> EntityLink:
        if office is None:
            return link
        holder = self.links.get(office.holder.start_char) if office.holder else None
        return replace(
            link,
            office=office.named(holder.name if holder else None),
            country=holder.country if holder else link.country,
        )

    def _link(self, name, linked: taught.Linked):
        self.links[name.start_char] = linked.link
        if linked.piece:
            self.taught[name.start_char] = linked.piece

    def _taught(self, name, full: str) -> taught.Linked | None:
        """What the desk has taught of a name, or of the fullest form that the article has of it."""
        words = full.casefold() if name.label == "PERSON" else name.text.casefold()
        alias = self.knowledge.aliases.get(words)
        if alias:
            return taught.Linked(alias, self.knowledge.alias_pieces.get(words))
        own = fold(full)
        lessons = self.knowledge.links.get((name.label, own)) if self.knowledge.links else None
        likely = taught.likely(lessons, self._around(), own) if lessons else None
        if likely is None or likely.meaning is None:
            return None
        return taught.Linked(likely.meaning, likely.piece)

    def _around(self) -> taught.Company:
        """The names of the article and the places that they are, for all lessons alike."""
        if self._company is None:
            self._company = taught.company_of(
                (name.text, self.links.get(name.start_char)) for name in self.names
            )
        return self._company

    def _link_merged(self):
        """Have what was merged into another entity stand for that one."""
        same_as = self.knowledge.same_as
        for start, link in self.links.items() if same_as else ():
            whole = link and same_as.get(identity(link))
            if whole:
                self.links[start] = replace(whole, office=link.office)


def untaught(link: EntityLink) -> taught.Linked:
    return taught.Linked(link, None)


def unplaced(name) -> EntityLink:
    """The entity of a place or group that the gazetteer does not tell apart."""
    kind = "place" if name.label == "PLACE" else "group"
    return EntityLink(kind, plain(name.text))


def full_forms(text: str, names) -> dict[int, str]:
    """The fullest form of each body's name in the article, by the name's first code point.

    "UAAR" after "Union of Rationalist Atheists and Agnostics (UAAR)"; "the Commission" after
    "the Iraqi Electoral Commission", where only one longer name ends so.
    """
    acronyms = {**spelled(names), **defined(text, names)}
    spelled_out = {name.start_char: in_full(plain(name.text), acronyms) for name in names}
    longer: dict[str, set[str]] = defaultdict(set)
    for form in set(spelled_out.values()):
        for short in shortenings(form):
            longer[short].add(form)
    return {start: fullest(form, longer.get(form, ())) for start, form in spelled_out.items()}


def fullest(text: str, longer) -> str:
    """The longest of the longer names that a body's name may be short for, if they are one name."""
    if longer and bodies.of(text) is None and same_body(longer):
        return max(longer, key=len)
    return text


def shortenings(text: str) -> set[str]:
    """What may stand for a name: what it ends in, and what stands before "of" or "for"."""
    ends = {text[space.end() :] for space in re.finditer(" ", text)}
    return ends | {text[: of.start()] for of in re.finditer(" (?:of|for) ", text)}


def in_full(text: str, acronyms: dict[str, str]) -> str:
    """What an acronym of the article stands for, also before "party"; else the text itself."""
    return acronyms.get(text) or acronyms.get(text.removesuffix(" party")) or text


def same_body(longer) -> bool:
    """Whether all the longer names can be forms of one name."""
    if not longer:
        return False
    longest = max(longer, key=len)
    return all(t == longest or continues(longest, t) for t in longer)


def continues(longer: str, text: str) -> bool:
    """Whether a longer name ends, or begins before "of", in the shorter one."""
    return text in shortenings(longer)


def spelled(names) -> dict[str, str]:
    """Acronyms that the capitals of just one longer name of the article spell: "USDA"."""
    initials: dict[str, set[str]] = {}
    for name in names:
        text = plain(name.text)
        letters = "".join(word[0] for word in text.split() if word[0].isupper())
        if len(letters) > 2:
            initials.setdefault(letters, set()).add(text)
    shorts = {plain(name.text) for name in names}
    return {
        short: next(iter(initials[letters]))
        for short in shorts
        if (letters := short.replace(".", "")) in initials
        and len(initials[letters]) == 1
        and bodies.of(short) is None
    }


def defined(text: str, names) -> dict[str, str]:
    """Acronyms that stand in brackets after a body's name -> that name."""
    found = {}
    for name, following in zip(names, names[1:], strict=False):
        between = text[name.end_char : following.start_char]
        spelt = OR.fullmatch(between)
        closes = spelt or text[following.end_char : following.end_char + 1] in (")", "]")
        short = following.text.replace(".", "")
        if (
            (spelt or DEFINED.match(between))
            and closes
            and short.isupper()
            and len(short) < len(name.text)
        ):
            found[plain(following.text)] = plain(name.text)
    # "Permanent Council of the Organization of American States (OAS)" defines the body it ends in.
    return {short: name for short, name in found.items() if not ends_in(name, short)}


def ends_in(name: str, short: str) -> bool:
    """Whether a name only ends in the known body that an acronym stands for."""
    body = bodies.of(short)
    return body is not None and name != body.name and name.endswith(f" {body.name}")


def without_nation(text: str) -> tuple[str | None, str]:
    """The country that a body's name begins or ends with, and the rest of the name.

    "Russian Defence Ministry" -> "RU", "Defence Ministry"; "House of Representatives of Cyprus".
    """
    words = text.split(" ")
    for size in (1, 2, 3):
        head, rest = " ".join(words[:size]), " ".join(words[size:])
        country = gazetteer.country_of_demonym(head) or gazetteer.country_of_name(head)
        if rest and country:
            return country, rest
    rest, of, tail = text.rpartition(" of ")
    country = gazetteer.country_of_name(tail) if of else None
    return (country, rest) if country else (None, text)


def plain(text: str) -> str:
    """A name without article, line breaks and curly apostrophes."""
    return ARTICLE.sub("", SPACES.sub(" ", text.replace("’", "'")).strip())
