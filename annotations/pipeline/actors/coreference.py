"""Who is meant: every name joined to its entity, and every phrase for an actor to a name."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from operator import itemgetter

from annotations.pipeline.actors import antecedents, descriptions, documents, gazetteer, phrases
from annotations.pipeline.actors.entities import Entities, plain
from annotations.pipeline.names import bodies, titles
from annotations.pipeline.parsing import extents, syntax
from annotations.pipeline.records import Mention, Span

SINGULARS = frozenset({"i", "me", "my", "mine", "myself"})
PLURALS = frozenset({"we", "us", "our", "ours", "ourselves"})
# Nouns for a body that belongs to the one named before them: "the Hamas government".
OWN_BODIES = frozenset(
    {"government", "council", "commission", "committee", "court", "parliament", "mission", "office"}
    | {"executive", "ministry", "department", "army", "force", "body", "assembly", "navy"}
)
# What a speaker may call his own: of a group only is there one name for it and its people.
GROUPS = frozenset({"group", "party", "movement", "organisation", "organization", "faction"})
SIDES = GROUPS | {"agency", "company", "ministry", "union", "council", "office", "bloc"}
# What stands for the European Union where an article names it.
UNION, UNION_WORDS = "European Union", frozenset({"Brussels", "European"})
BANDS = descriptions.ARMED | {"fighters", "guerillas", "gunmen", "extremists"}
# Phrases that stand for nobody in particular: they get no name.
NOBODY = frozenset(
    {"who", "which", "that", "what", "this", "those", "these", "there", "one", "some", "others"}
    | {
        "you",
        "your",
        "many",
        "all",
        "everyone",
        "everybody",
        "anyone",
        "someone",
        "nobody",
        "none",
        "both",
    }
)


def resolve(doc, names, source, knowledge) -> "Actors":
    """Join the names to entities; the result answers for the article's mentions and actors."""
    return Actors(doc, Entities(doc, names, source, knowledge))


class Actors:
    """The people, bodies and countries of one article, and the phrases that stand for them."""

    def __init__(self, doc, entities: Entities):
        self.doc = doc
        self.entities = entities
        self.mentions = tuple(mention(entities, name) for name in entities.names)
        self._by_start = {m.start_char: m for m in self.mentions}
        self._heard, self._longest = [], 0
        self._memo: dict[tuple[int, int], Span] = {}
        self._names: dict[tuple[int, int], str | None] = {}
        self._antecedents = antecedents.Antecedents(doc, entities, self.name_of, self._taken_up)
        self._descriptions = descriptions.Descriptions(self._antecedents, entities, self.name_of)

    def mention_at(self, index: int) -> Mention | None:
        """The mention that covers the token with this index."""
        name = self.entities.by_token.get(index)
        return self._by_start[name.start_char] if name is not None else None

    def span(self, phrase) -> Span:
        """An actor's phrase as a record, with the name of the entity it stands for, if known.

        "he" -> "Emmanuel Macron", "Washington" -> "United States", "the ministry" -> "Foreign
        Ministry of Russia"; several joint actors are `members` and have no name together.
        """
        key = (phrase.start, phrase.end)
        if key not in self._memo:
            self._memo[key] = self._read(phrase)
        return self._memo[key]

    def _read(self, phrase) -> Span:
        titled = self._titled_person(phrase)
        if titled is not None:
            return record(phrase, self._with_title(titled))
        parts = phrases.joint(phrase)
        if len(parts) > 1:
            members = tuple(self.span(part) for part in parts)
            known = [m for m, part in zip(members, parts, strict=True) if not phrases.is_rest(part)]
            name = known[0].name if len(known) == 1 else None
            return replace(record(phrase, name), members=members)
        if len(phrase) == 1 and phrase.root.lower_ in antecedents.THEY:
            return self._group(phrase)
        pair = self._antecedents.pair(phrase)
        if pair:
            return replace(record(phrase, None), members=pair)
        return record(phrase, self._with_title(self.name_of(phrase)))

    def _with_title(self, name: str | None) -> str | None:
        """A surname that the article never gives in full, with its title: "King Haakon"."""
        return self._titles.get(name, name)

    @cached_property
    def _titles(self) -> dict[str, str]:
        """The first title before each person who is only called by one name, by that name."""
        found: dict[str, str] = {}
        for office, name in self._held:
            called, start = self.entities.of(name).name, name.start
            if " " in called or office.end != start:
                continue
            while start > office.start and is_title_word(self.doc[start - 1], self.entities):
                start -= 1
            title = self.doc[start : name.start].text
            if title:
                found.setdefault(called, f"{title} {called}")
        return found

    def _group(self, phrase) -> Span:
        """ "they" with the name, or the members, of the group it takes up."""
        group = self._antecedents.group(phrase.root)
        if group is None:
            return record(phrase, None)
        meant = self.span(group)
        several = group.root.tag_ == "NNS" and group.root.lower_ not in NOBODY
        called = meant.name or (plain(group.text) if several or meant.members else None)
        return replace(record(phrase, called), members=meant.members)

    def name_of(self, phrase) -> str | None:
        """The canonical name of the one actor that a phrase stands for, None if it is unclear."""
        key = (phrase.start, phrase.end)
        if key not in self._names:
            # While it is being looked for, a phrase is no evidence of itself.
            self._names[key] = None
            self._names[key] = self._find_name(phrase)
        return self._names[key]

    def _find_name(self, phrase) -> str | None:
        root = phrase.root
        if len(phrase) == 1 and (root.pos_ in ("PRON", "DET") or root.lower_ in NOBODY):
            return self._pronoun(root)
        name = self.entities.by_token.get(root.i)
        if name is not None and name.end_char <= phrase.end_char:
            return self._acting(name, phrase)
        if (body := self._called_body(phrase)) is not None:
            return body
        if root.lower_ in documents.PAPERS:
            return self._author(root) or phrases.described(phrase)
        if phrase[0].tag_ == "PRP$" and len(phrase) == 2:
            own = self._own_side(phrase)
            if own is not None:
                return own
        return self._taken_up(phrase) or phrases.described(phrase)

    def _taken_up(self, phrase) -> str | None:
        return self._descriptions.name(phrase)

    def _author(self, paper) -> str | None:
        """The name of who a paper comes from: told beside it, or beside the one it takes up."""
        who = documents.author(paper, self._label_at)
        if who is not None:
            return self.name_of(extents.noun_phrase(who))
        if documents.is_new(paper):
            before = self._antecedents.subject(paper, documents.issues)
            return self.name_of(before) if before is not None else None
        if not documents.is_taken_up(paper):
            return None
        before = bisect_left(self._authors, paper.i, key=itemgetter(0))
        if before == 0:
            return None
        return self.name_of(extents.noun_phrase(self._authors[before - 1][1]))

    @cached_property
    def _authors(self) -> list:
        """Each paper of the article beside which it is told who it comes from, and that noun."""
        papers = (token for token in self.doc if token.lower_ in documents.PAPERS)
        told = ((paper.i, documents.author(paper, self._label_at)) for paper in papers)
        return [(i, who) for i, who in told if who is not None and who.i != i]

    def _label_at(self, index: int) -> str | None:
        name = self.entities.by_token.get(index)
        return name.label if name is not None else None

    def hear(self, attributions) -> None:
        """Learn from the article's attributions who says "I" and "we" where."""
        heard = (a for a in attributions if a.source is not None)
        self._heard = sorted(heard, key=lambda a: a.content.start_char)
        self._longest = max((length(a) for a in self._heard), default=0)
        self._memo.clear()
        self._names.clear()
        self._antecedents.taken_up.clear()

    def _speaker(self, token) -> str | None:
        """Who says "I" here; of "we", the country or body for which the speaker stands."""
        first = bisect_left(self._heard, token.idx - self._longest, key=begins)
        last = bisect_right(self._heard, token.idx, key=begins)
        around = [a for a in self._heard[first:last] if token.idx < a.content.end_char]
        inner = min(around, key=length, default=None)
        if inner is None:
            return None
        name = inner.source.name or inner.source.text
        return self.side_of(name) or name if token.lower_ in PLURALS else name

    def _pronoun(self, token) -> str | None:
        if token.lower_ in SINGULARS | PLURALS:
            return self._speaker(token)
        if (noun := syntax.antecedent(token, token.head)) != token:
            return self.name_of(token.doc[noun.left_edge.i : noun.i + 1])
        if token.lower_ in NOBODY:
            return None
        return self._antecedents.of_pronoun(token)

    def _acting(self, name, phrase) -> str | None:
        """The actor a name stands for: a capital for its country, a nationality for its people."""
        link = self.entities.of(name)
        if link is None:
            return None
        if name.text in UNION_WORDS and self._is_about_union:
            return UNION
        if name.label == "PLACE" and (code := gazetteer.country_of_capital(name.text)):
            return gazetteer.country(code).name
        if name.label == "NORP" and name.text in self._bands:
            return self._bands[name.text]
        if name.label == "NORP" and link.kind != "group" and name.text.endswith("s"):
            return plain(phrase.text)
        return link.name

    @cached_property
    def _bands(self) -> dict[str, str]:
        """What a group's members are called in full, by their short name: "Maoist rebels"."""
        found: dict[str, str] = {}
        for name in self.entities.names:
            if name.label != "NORP" or name.end == len(self.doc) or name.text.endswith("s"):
                continue
            link, band = self.entities.of(name), self.doc[name.end]
            if band.lower_ in BANDS and not (link and link.country):
                found.setdefault(f"{name.text}s", f"{name.text} {band.text}")
        return found

    @cached_property
    def _is_about_union(self) -> bool:
        """Whether the article names the European Union and nothing of Belgium's."""
        links = [link for name in self.entities.names if (link := self.entities.of(name))]
        names = {link.name for link in links}
        return UNION in names and "Belgium" not in names

    def _called_body(self, phrase) -> str | None:
        """The body that a noun for its kind only explains: "the Hamas movement"."""
        root = phrase.root
        if root.lower_ not in bodies.KIND_NOUNS:
            return None
        if (own := self._own_name(root)) is not None:
            return own
        beside = [t.i for t in root.children if t.dep_ == "appos" and t.i < phrase.end]
        places = [i for i in (*beside, root.i - 1) if i >= phrase.start]
        named = [self.entities.by_token.get(i) for i in places]
        name = next((n for n in named if n is not None and n.label == "ORG"), None)
        if name is None:
            return None
        return self.entities.of(name).name if root.lower_ not in OWN_BODIES else None

    def _own_name(self, noun) -> str | None:
        """The name that a group gives itself: "a group calling itself the Sons of the River"."""
        clause = next((c for c in noun.rights if c.dep_ in ("acl", "relcl")), None)
        if clause is None or clause.lower_ not in ("calling", "calls", "called", "known"):
            return None
        names = (self.entities.by_token.get(t.i) for t in clause.subtree)
        own = next((name for name in names if name is not None), None)
        return self.entities.of(own).name if own is not None and self.entities.of(own) else None

    def _own_side(self, phrase) -> str | None:
        """The country or body that somebody calls his own: "her country", "his group"."""
        word = phrase.root.lower_
        if word in descriptions.COUNTRY:
            return self.side_of(self.name_of(phrase[:1]))
        if word not in SIDES:
            return None
        spoken_for = self._spoken_for(phrase[0])
        side = self.side_of(self.name_of(phrase[:1])) if word in GROUPS else None
        return spoken_for or (side if side and not gazetteer.country_of_name(side) else None)

    def _spoken_for(self, his) -> str | None:
        """For whom an unnamed speaker speaks: "*A spokesman for Fatah* said his party ..."."""
        verb = next((a for a in his.ancestors if a.dep_ == "ccomp"), None)
        who = syntax.subject(verb.head) if verb is not None else None
        if who is None or who.i > his.i or not titles.is_office(who.lower_):
            return None
        prep = syntax.preposition(who, "for", "of")
        body = syntax.child(prep, "pobj") if prep is not None else None
        return self.name_of(extents.noun_phrase(body)) if body is not None else None

    def side_of(self, name: str | None) -> str | None:
        """The country or body for which a person speaks as "we", by the office the text gives."""
        return self._sides.get(name)

    @cached_property
    def _sides(self) -> dict[str, str]:
        """Each office-holder's country or body, by the holder's name."""
        sides: dict[str, str] = {}
        for office, name in self._held:
            if office.holder:
                called, side = self.entities.of(name).name, self.entities.of(office.holder).name
                sides.setdefault(called, side)
                sides.setdefault(self._titles.get(called, called), side)
        return sides

    @cached_property
    def _held(self) -> list:
        """Each office of the article with the name that it stands beside."""
        beside = ((self.entities.offices.get(n.start_char), n) for n in self.entities.names)
        return [(office, name) for office, name in beside if office is not None]

    @cached_property
    def _offices(self) -> dict[int, list]:
        """The offices of the article with their names, by the tokens that they cover and end at."""
        at = defaultdict(list)
        for office, name in self._held:
            for i in range(office.start, office.end + 1):
                at[i].append((office, name))
        return at

    def _titled_person(self, phrase) -> str | None:
        """The person whom a phrase with an office names: "the leader of al-Qaeda, Osama ..."."""
        if len(phrase) < 2 or not any(titles.is_office(token.lower_) for token in phrase):
            return None
        inside = [
            self.entities.by_token[i]
            for i in range(phrase.start, phrase.end)
            if i in self.entities.by_token and self.entities.by_token[i].label == "PERSON"
        ]
        if inside and is_apposed(inside[0], phrase):
            return self.entities.of(inside[0]).name
        return self._office_holder(phrase)

    def _office_holder(self, phrase) -> str | None:
        """The person beside whose name this very office stands: "Wade, [the president of] ..."."""
        root = phrase.root.i
        for office, name in (*self._offices.get(root, ()), *self._offices.get(phrase.end, ())):
            if covers(office, phrase, root):
                return self.entities.of(name).name
        return None


def is_title_word(token, entities: Entities) -> bool:
    """Whether a word before a name is of a title in capitals: "Prime Minister", not "Iraqi"."""
    return token.text[:1].isupper() and token.i not in entities.by_token


def begins(attribution) -> int:
    return attribution.content.start_char


def length(attribution) -> int:
    """The code points of what is ascribed."""
    return attribution.content.end_char - attribution.content.start_char


def mention(entities: Entities, name) -> Mention:
    """The record of a name with its entity and, of a person, the office beside it."""
    link = entities.of(name)
    office = entities.offices.get(name.start_char)
    return Mention(
        name.start_char,
        name.end_char,
        name.text,
        name.label,
        name.rule,
        name.confidence,
        link,
        record(entities.doc[office.start : office.end], link.office) if office else None,
        entities.taught.get(name.start_char),
    )


def record(phrase, name: str | None) -> Span:
    return Span(phrase.start_char, phrase.end_char, phrase.text, name)


def covers(office, phrase, root: int) -> bool:
    """Whether an office is that of the whole phrase: "MP and [Lord Mayor of Sydney]"."""
    if office.start <= root < office.end:
        return True
    joined = office.start > phrase.start and phrase.doc[office.start - 1].lower_ == "and"
    return joined and office.end == phrase.end


def is_apposed(name, phrase) -> bool:
    """Whether a person's name inside a phrase is the phrase's own: not "the aide of Macron"."""
    head = phrase.root
    token = phrase.doc[name.end - 1]
    for _ in range(4):
        if token == head or token.dep_ in ("appos", "flat", "compound", "nmod"):
            return True
        if token.dep_ in ("pobj", "poss"):
            return False
        token = token.head
    return False
