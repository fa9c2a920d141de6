"""Whom a description means: "the French president", "the regional bloc", "the government"."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from annotations.pipeline.actors import gazetteer, offices, openings, posts
from annotations.pipeline.actors.entities import plain
from annotations.pipeline.names import bodies, titles

COUNTRY = frozenset({"country", "nation", "state", "republic", "kingdom"})
# Nouns for those who rule: of several governments the one is meant whose country is spoken of.
RULERS = frozenset({"government", "cabinet", "military", "army", "junta", "parliament"})
# Nouns that take each other up: "the regime" after "the Syrian government".
SAME_BODY = {
    "regime": "government",
    "administration": "government",
    "insurgents": "rebels",
    "guerrillas": "rebels",
    "militants": "rebels",
}
# What an armed group's people are called for what they have done.
CAPTORS = frozenset({"kidnappers", "abductors", "captors", "hijackers", "attackers", "gunmen"})
# Nouns for the people of an armed group, and the kinds of body that they may mean.
ARMED = frozenset({"rebels", "militants", "guerrillas", "insurgents", "militiamen", "separatists"})
ARMED_KINDS = frozenset({"militia", "movement"})
# Nouns for what every country has: only a body of just that kind is meant.
OWN = frozenset({"government", "army", "navy", "parliament", "court", "ministry", "department"})
MINISTRIES = frozenset({"ministry", "department"})
# Words before a noun that say it is not the one spoken of.
OTHERS = frozenset({"other", "another", "same", "new", "first", "second", "third", "rival", "own"})
DETERMINERS = frozenset({"det", "poss", "case", "punct"})
# How far on an article's opening may leave the name of "a spokesman": "Spokesman Ivan Petrov".
SENTENCES_ON = 3
# So many names back, at most, a noun for a body reaches.
NAMES_BACK = 80


@dataclass(frozen=True, slots=True)
class Holder:
    """A person named beside an office: where, the post, whose it is, and of which country."""

    start: int
    post: str
    name: str
    owner: str | None
    country: str | None
    person: object


class Descriptions:
    """Looks up in one article whom a definite phrase takes up."""

    def __init__(self, reach, entities, name_of):
        self.reach = reach
        self.doc = reach.doc
        self.entities = entities
        self.name_of = name_of

    def name(self, phrase) -> str | None:
        """The name that a phrase takes up: "the president", "the ministry", "the MPs"."""
        root = phrase.root
        word = root.lower_
        if titles.is_office(word) and root.tag_ in ("NN", "NNP"):
            held = self._holder(phrase) or self._introduced(phrase)
            if held is not None or word not in bodies.KIND_NOUNS:
                return held
        if word in MINISTRIES and (found := self._ministry(phrase)):
            return found
        if word in ARMED and (found := self._armed(phrase)):
            return found
        if not is_definite(phrase):
            return self._introduced(phrase)
        if word in bodies.KIND_NOUNS and (found := self._by_kind(phrase, word)):
            return found
        return self._bare(phrase, word) if len(phrase) == 2 else self._introduced(phrase)

    def _bare(self, phrase, word: str) -> str | None:
        """The name that a noun alone takes up: "the country", "the kidnappers", "the MPs"."""
        if word in COUNTRY:
            return self._country(phrase)
        found = self._fuller(phrase)
        return self._fuller(phrase, "rebels") if found is None and word in CAPTORS else found

    def _introduced(self, phrase) -> str | None:
        """The body or person that the opening leaves for the next sentences to name."""
        given = phrase, self.reach, self.entities
        return openings.introduced_body(*given) or openings.introduced(*given)

    def _holder(self, phrase) -> str | None:
        known = is_definite(phrase) or phrase[0].i in self.entities.by_token
        found = self._by_office(phrase) if known else None
        return found or self._named_later(phrase) or self._plain_person(phrase)

    def _plain_person(self, phrase) -> str | None:
        """The person last spoken of, if no office is told of him: "*The nominee* said"."""
        if phrase[0].lower_ != "the" or phrase.root.dep_ != "nsubj":
            return None
        name = self.reach.person_before(phrase.root, titles.gender(phrase.root.lower_))
        return name if name not in {holder.name for holder in self._holders} else None

    @cached_property
    def _holders(self) -> list[Holder]:
        """The people named beside an office, in order of the text."""
        found = []
        for name in self.entities.names:
            office = self.entities.offices.get(name.start_char)
            if office is not None:
                link, owner = self.entities.of(name), self._owner(office)
                post = posts.post(office.title.lower().split(), office.head)
                person = self.entities.people[name.start_char]
                found.append(Holder(name.start, post, link.name, owner, link.country, person))
            elif name.label == "PERSON" and self._rules(name):
                person, called = self.entities.people[name.start_char], self.entities.of(name)
                found.append(Holder(name.start, "president", called.name, None, None, person))
        return found

    def _rules(self, name) -> bool:
        """Whether a person's name stands for those he leads: "the *Bush* administration"."""
        return name.end < len(self.doc) and self.doc[name.end].lower_ == "administration"

    @cached_property
    def _holding(self) -> dict[str, list[Holder]]:
        """Those who may be meant by the words for a post, as far as they have been asked for."""
        return {}

    def _able(self, post: str) -> list[Holder]:
        if post not in self._holding:
            able = [h for h in self._holders if posts.takes_up(post, h.post)]
            self._holding[post] = able
        return self._holding[post]

    def _by_office(self, phrase) -> str | None:
        """The person last named with this office: "the president", "the French president"."""
        able = self._able(post_of(phrase, self.entities))
        gender = titles.gender(phrase.root.lower_)
        able = [h for h in able if h.person.may_be(gender)]
        wanted = self._sides(phrase)
        here = bisect_left(able, phrase.start, key=lambda h: h.start)
        before = able[:here][::-1]
        if not wanted:
            seats = self._seats(phrase)
            fitting = (h for h in before if not seats or h.country in {*seats, None})
            return next((h.name for h in fitting), None)
        ordered = [*before, *able[here:]]
        fitting = (h.name for h in ordered if {h.owner, h.country} & wanted)
        return next(fitting, None) or self._only(ordered, phrase)

    def _only(self, able: list[Holder], phrase) -> str | None:
        """The one person with the very office whose country the article leaves out."""
        post = post_of(phrase, self.entities)
        names = {h.name for h in able if h.post == post and not (h.owner or h.country)}
        others = {h.name for h in able if h.post == post} - names
        return names.pop() if len(names) == 1 and not others and post not in posts.GENERAL else None

    def _named_later(self, phrase) -> str | None:
        """The person whom an article's opening leaves unnamed for a sentence or so.

        "*Norway's envoy* left on Sunday. Envoy Ida Moe told reporters": the one person with that
        office whose first name stands soon after, and in the same country's service.
        """
        here = self.reach.sentence_of[phrase.start]
        if here > 1:
            return None
        wanted, found = self._sides(phrase), set()
        for holder in self._able(post_of(phrase, self.entities)):
            if self.reach.sentence_of[holder.start] > here + SENTENCES_ON:
                break
            side = {holder.country, holder.owner} - {None}
            if holder.start < phrase.start or wanted and side and not side & wanted:
                return None
            found.add(holder.name)
        return found.pop() if len(found) == 1 else None

    def _links(self, phrase) -> list:
        """The entities of the names inside a phrase."""
        names = {self.entities.by_token.get(i) for i in range(phrase.start, phrase.end)} - {None}
        return [link for link in map(self.entities.of, names) if link is not None]

    def _sides(self, phrase) -> set[str]:
        """The names and the countries of all that a phrase names."""
        links = self._links(phrase)
        return {link.name for link in links} | {link.country for link in links if link.country}

    def _owner(self, office) -> str | None:
        link = self.entities.of(office.holder) if office.holder else None
        return link.name if link else None

    def _seats(self, phrase) -> set[str]:
        """The country whose seat the sentence names: "the White House said the president ..."."""
        sent = self.reach.sentences[self.reach.sentence_of[phrase.start]]
        names = self.reach.names_in(sent.start, phrase.start)
        links = [self.entities.of(name) for name in names if name.label == "PLACE"]
        return {link.country for link in links if link.feature == "facility" and link.country}

    def _country(self, phrase) -> str | None:
        """The country in the subject's place before "the country", or the one told with it."""
        subject = self.reach.subject(phrase.root, self.reach.names_country)
        if subject is not None:
            return self.name_of(subject)
        told = self.reach.subject(phrase.root, lambda token: True)
        codes = {link.country for link in self._links(told) if link.country} if told else set()
        return gazetteer.country(codes.pop()).name if len(codes) == 1 else None

    def _ministry(self, phrase) -> str | None:
        """A ministry in lower case as the one of its country: "Egypt's foreign ministry"."""
        kind = phrase.root.nbor(-1).lower_ if phrase.root.i > phrase.start else ""
        body = bodies.of(f"{kind} {phrase.root.lower_}".title())
        country = next((k.country for k in self._links(phrase) if k.country), None)
        if body is None or not body.shared:
            return None
        if country is None and is_definite(phrase):
            return self._ministry_before(phrase, kind)
        return of_country(body.name, country) if country else None

    def _ministry_before(self, phrase, kind: str) -> str | None:
        """The ministry of that kind last told with its country."""
        for chunk in reversed(self._before(phrase.root.lower_, phrase.start)):
            owned = any(link.country for link in self._links(chunk))
            if owned and chunk.root.i > chunk.start and chunk.root.nbor(-1).lower_ == kind:
                return self._ministry(chunk)
        return None

    def _armed(self, phrase) -> str | None:
        """The armed group of "the rebels", where the article has named only one by then."""
        if len(phrase) > 3 or phrase[0].pos_ == "NUM" or self._links(phrase):
            return None
        named = [name for name, start in self._armed_groups.items() if start < phrase.start]
        return named[0] if len(named) == 1 else None

    @cached_property
    def _armed_groups(self) -> dict[str, int]:
        """The armed groups of the article, and where each is first named."""
        groups = {}
        for name in self._bodies:
            body = bodies.of(name.text)
            if body is not None and body.kind in ARMED_KINDS:
                groups.setdefault(self.entities.of(name).name, name.start)
        return groups

    @cached_property
    def _bodies(self) -> list:
        return [name for name in self.entities.names if name.label == "ORG"]

    @cached_property
    def _starts(self) -> list[int]:
        return [name.start for name in self._bodies]

    def _by_kind(self, phrase, word: str) -> str | None:
        """The body last named that a noun may take up: "the alliance", "the Lebanese group".

        Of those in the last sentence that names any, the one in the subject's place.
        """
        if not self._is_general(phrase):
            return None
        here = bisect_left(self._starts, phrase.start)
        found, sentence = [], None
        for name in reversed(self._bodies[max(0, here - NAMES_BACK) : here]):
            its = self.reach.sentence_of[name.start]
            if sentence not in (None, its):
                break
            if self._is_kind(name, word) and self._fits(name, phrase):
                found.append((self.reach.rank(name), -name.start, name))
                sentence = its
        if found:
            return self.entities.of(min(found, key=lambda f: f[:2])[2]).name
        return None

    def _is_kind(self, name, word: str) -> bool:
        body = bodies.of(name.text)
        if body is not None and body.kind in bodies.KIND_NOUNS[word]:
            return word not in OWN or body.kind == word
        first, *others = name.text.lower().split()
        heads = {first} if others[:1] in (["of"], ["for"]) else {(others or [first])[-1]}
        return word in heads | self._told[name.start_char]

    @cached_property
    def _told(self) -> dict[int, set[str]]:
        """The nouns for its kind that the text tells of a body: "the Kurdish group PEJAK"."""
        by_name = defaultdict(set)
        for name in self._bodies:
            link = self.entities.of(name)
            for i in (name.start - 1, name.end):
                if 0 <= i < len(self.doc) and self.doc[i].lower_ in bodies.KIND_NOUNS:
                    by_name[link.name].add(self.doc[i].lower_)
        return defaultdict(
            set, {n.start_char: by_name[self.entities.of(n).name] for n in self._bodies}
        )

    def _is_general(self, phrase) -> bool:
        """Whether a phrase only says of what kind a body is: "the militant group"."""
        root = phrase.root
        if root.i != phrase.end - 1:
            return False
        before = [t for t in phrase[:-1] if t.dep_ not in DETERMINERS]
        return all(
            (t.pos_ == "ADJ" or t.i in self.entities.by_token or t.lower_ in titles.MODIFIERS)
            and t.lower_ not in OTHERS
            for t in before
        )

    def _fits(self, name, phrase) -> bool:
        """Whether a body may be what the names inside a phrase say: "the Lebanese group"."""
        link = self.entities.of(name)
        countries = {k.country for k in self._links(phrase) if k.country}
        return not countries or link.country in countries

    def _fuller(self, phrase, word: str = "") -> str | None:
        """An earlier, fuller phrase with the same noun: "MPs from both parties" for "the MPs"."""
        word = word or phrase.root.lower_
        if word not in self._fullest:
            self._fullest[word] = self._fullest_so_far(word)
        ends, choices = self._fullest[word]
        before = bisect_right(ends, phrase.start)
        return plain(choices[before - 1].text) if before else None

    @cached_property
    def _fullest(self) -> dict[str, tuple[list, list]]:
        """For each noun asked for: where its fuller phrases end, which one counts from there."""
        return {}

    def _fullest_so_far(self, word: str) -> tuple[list, list]:
        """The last one; of governments the one whose country is most often told of."""
        ends, choices, best = [], [], (0, 0)
        for chunk in self._chunks[same_body(word)]:
            full = self._in_full(chunk, word)
            if full is None:
                continue
            weight = self._spoken_of(full) if same_body(word) in RULERS else best
            if weight >= best:
                best, choice = weight, full
            ends.append(chunk.end)
            choices.append(choice)
        return ends, choices

    def _spoken_of(self, phrase) -> tuple[int, int]:
        """How often a phrase's country is told of with its rulers, and how often at all."""
        country = next((k.country for k in self._links(phrase) if k.country), None)
        return (self._told_with[country], self._named_often[country]) if country else (0, 0)

    def _in_full(self, chunk, word: str):
        full = self.reach.phrase(chunk.root)
        if chunk.root.lower_ != word and full[0].lower_ in ("a", "an"):
            return None
        words = [t for t in full if t.dep_ not in ("det", "poss") and not t.is_punct]
        told = len(words) > 1 or len(full) > len(words) and bool(self._links(full))
        return full if told else None

    @cached_property
    def _told_with(self) -> Counter:
        """How often each country's name stands before a noun for its rulers, "US government"."""
        told = Counter()
        for name in self.entities.names:
            after = name.end + (name.end < len(self.doc) and self.doc[name.end].tag_ == "POS")
            if after < len(self.doc) and same_body(self.doc[after].lower_) in RULERS:
                link = self.entities.of(name)
                told[link.country if link else None] += 1
        return told

    @cached_property
    def _named_often(self) -> Counter:
        links = (self.entities.of(n) for n in self.entities.names if n.label in ("PLACE", "NORP"))
        return Counter(link.country for link in links if link is not None and link.country)

    def _before(self, word: str, start: int) -> list:
        """The noun phrases with the same noun before a token."""
        chunks = self._chunks[same_body(word)]
        return chunks[: bisect_left(chunks, start, key=lambda chunk: chunk.end)]

    @cached_property
    def _chunks(self) -> dict[str, list]:
        by_word = defaultdict(list)
        for chunk in self.reach.chunks:
            by_word[same_body(chunk.root.lower_)].append(chunk)
        return by_word


def of_country(body: str, code: str) -> str:
    return f"{body} of {offices.with_article(gazetteer.country(code).name)}"


def post_of(phrase, entities) -> str:
    """The post that a phrase names: "the top US diplomat" -> "foreign minister"."""
    words = [t.lower_ for t in phrase if t.i not in entities.by_token and not t.is_punct]
    return posts.post(words, phrase.root.lower_)


def is_definite(phrase) -> bool:
    """Whether a phrase speaks of something known: "the ministers", "Malaysia's top diplomat"."""
    first = phrase[0]
    if first.lower_ in ("the", "this", "that", "these", "those", "both"):
        return True
    return any(t.dep_ == "poss" and t.pos_ == "PROPN" for t in phrase.root.lefts)


def same_body(word: str) -> str:
    """One word for nouns that take each other up."""
    return SAME_BODY.get(word, word)
