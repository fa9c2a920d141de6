"""What pronouns and short descriptions take up: "he", "it", "the ministry", "both leaders"."""

from functools import cached_property

from annotations.pipeline import bodies, documents, name_words, quotations, syntax, titles
from annotations.pipeline.entities import plain
from annotations.pipeline.records import Span

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
PAIRS = frozenset({"leaders", "men", "presidents", "ministers", "pair", "duo", "two", "officials"})
SIDES = frozenset({"countries", "nations", "sides", "governments", "states", "neighbours"})
COUNTRY = frozenset({"country", "nation", "state", "republic", "kingdom"})
SAME_OFFICE = {
    "pm": "minister",
    "premier": "minister",
    "secretary-general": "secretary",
    "head": "chief",
    "boss": "chief",
    "leader": "chief",
    "chairman": "chair",
    "chairwoman": "chair",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
}
# Nouns that take each other up: "the regime" after "the Syrian government".
SAME_BODY = {"regime": "government", "administration": "government", "insurgents": "rebels"}
SENTENCES_BACK = 3
# How far on an article's opening may leave the name of "a spokesman": "Spokesman Ivan Petrov".
SENTENCES_ON = 3


class Antecedents:
    """Looks back in one article for whom a phrase takes up."""

    def __init__(self, doc, entities, name_of):
        self.doc = doc
        self.entities = entities
        self.name_of = name_of
        # What has been found for each pronoun: they lean on each other, so that finding them
        # anew each time would take twice as long for each further one.
        self.taken_up: dict[int, str | None] = {}

    @cached_property
    def sentences(self) -> list:
        return list(self.doc.sents)

    @cached_property
    def sentence_of(self) -> dict[int, int]:
        return {i: n for n, sent in enumerate(self.sentences) for i in range(sent.start, sent.end)}

    @cached_property
    def quoted(self) -> set[int]:
        """The tokens inside quotation marks: who is spoken of there is not taken up outside."""
        spans = [
            self.doc.char_span(q.start_char, q.end_char, alignment_mode="expand")
            for q in quotations.find(self.doc.text)
        ]
        return {i for span in spans if span is not None for i in range(span.start, span.end)}

    @cached_property
    def chunks(self) -> list:
        """The noun phrases of the article, as the parser sees them."""
        return list(self.doc.noun_chunks)

    def of_pronoun(self, token) -> str | None:
        """The name for which a pronoun stands, None where the evidence does not suffice."""
        if token.i not in self.taken_up:
            # While it is being looked for, a pronoun is no evidence of itself.
            self.taken_up[token.i] = None
            self.taken_up[token.i] = self._take_up(token)
        return self.taken_up[token.i]

    def _take_up(self, token) -> str | None:
        word = token.lower_
        if word in HE or word in SHE:
            return self._person(token, "m" if word in HE else "f")
        if word in IT:
            phrase = self._subject(token, self._is_body)
            return self.name_of(phrase) if phrase is not None else None
        group = self.group(token) if word in THEY else None
        return self.name_of(group) if group is not None else None

    def _person(self, token, gender: str) -> str | None:
        """The person last in the subject's place; else the last one named in the sentence before.

        Of the pronoun's own sentence only what stands before it counts.
        """
        for sent in self._back(token):
            people = [
                (rank(head, head == token), head.i, name)
                for head, name in self._people(sent, token, gender)
            ]
            if people:
                own = self.sentence_of[token.i] == self.sentence_of[sent.start]
                best = min(people, key=lambda p: (p[0], -p[1] if own else p[1]))
                return best[2]
        return None

    def _back(self, token):
        """The sentences from the token's own backwards, as far as a pronoun reaches.

        Those wholly inside a quotation do not count.
        """
        seen = 0
        for n in range(self.sentence_of[token.i], -1, -1):
            sent = self.sentences[n]
            yield sent
            seen += not (sent.start in self.quoted and sent.end - 1 in self.quoted)
            if seen > SENTENCES_BACK:
                return

    def _people(self, sent, token, gender: str):
        """The people whom a sentence tells of before the token: (head, name) of each."""
        same = HE if gender == "m" else SHE
        seen = set()
        for i in range(sent.start, min(sent.end, token.i)):
            name = self.entities.by_token.get(i)
            if i in self.quoted and token.i not in self.quoted:
                continue
            if name is not None and name.label == "PERSON" and name.start not in seen:
                seen.add(name.start)
                person = self.entities.people[name.start_char]
                if person.may_be(gender):
                    yield self._head(name), person_name(self.entities, name)
            elif self.doc[i].lower_ in same:
                earlier = self.of_pronoun(self.doc[i])
                if earlier:
                    yield self.doc[i], earlier
            elif (holder := self._holder(self.doc[i], gender)) is not None:
                yield self.doc[i], holder

    def _holder(self, token, gender: str) -> str | None:
        """The person whom a subject names by an office alone: "the opposition leader said"."""
        if token.dep_ not in SUBJECTS or not titles.is_office(token.lower_):
            return None
        name = self.of_phrase(self._phrase(token))
        people = (p for p in self.entities.people.values() if p.name == name)
        return name if any(person.may_be(gender) for person in people) else None

    def _head(self, name):
        """The token by which a name hangs in its sentence, over titles and appositions."""
        token = self.doc[name.start : name.end].root
        while token.dep_ in ("appos", "compound", "flat", "nmod") and token.head != token:
            if token.head.pos_ not in ("NOUN", "PROPN"):
                break
            token = token.head
        return token

    def group(self, token):
        """The phrase for the people last told of in the plural before "they".

        Those in the subject's place come first. A body is "they", too ("Russia said they ..."),
        where no people are told of.
        """
        last = self.sentence_of[token.i]
        for n in range(last, max(last - 2, -1), -1):
            heads = [t for t in self.sentences[n] if t.i < token.i and self._is_group(t)]
            if heads:
                own = n == last
                head = min(heads, key=lambda t: (rank(t), -t.i if own else t.i))
                return self._phrase(head)
        return self._subject(token, self._is_body)

    def _subject(self, token, fits):
        """The phrase of the last fitting subject before the token, a sentence back at most."""
        last = self.sentence_of[token.i]
        for n in range(last, max(last - 2, -1), -1):
            sent = self.sentences[n]
            heads = [
                t
                for t in sent
                if t.i < token.i and t.dep_ in SUBJECTS and t.pos_ != "PRON" and fits(t)
            ]
            if heads:
                head = heads[-1] if n == last else min(heads, key=lambda t: depth(t))
                return self._phrase(head)
        return None

    def _is_body(self, token) -> bool:
        name = self.entities.by_token.get(token.i)
        if name is not None:
            return name.label in ("ORG", "PLACE")
        return token.tag_ == "NN" and (token.lower_ in ACTING or token.lower_ in documents.PAPERS)

    def _is_group(self, token) -> bool:
        if token.i in self.entities.by_token:
            name = self.entities.by_token[token.i]
            return name.label == "NORP" and token.tag_ in ("NNPS", "NNS")
        return token.tag_ == "NNS" and is_people(token.lower_)

    def _phrase(self, head):
        """The noun phrase of a head without clauses."""
        return syntax.noun_phrase(head)

    def pair(self, phrase) -> tuple[Span, ...]:
        """The members of "both leaders" or "the two countries": the last two that fit, together."""
        words = [token.lower_ for token in phrase]
        if not ({"both", "two", "pair", "duo"} & set(words)) or len(words) > 3:
            return ()
        if words[-1] in PAIRS:
            return self._last_two(phrase, lambda name: name.label == "PERSON")
        if words[-1] in SIDES:
            return self._last_two(phrase, self._is_country)
        return ()

    def _is_country(self, name) -> bool:
        link = self.entities.of(name)
        return name.label == "PLACE" and link is not None and link.feature == "country"

    def _last_two(self, phrase, fits) -> tuple[Span, ...]:
        """Two different names that fit, from the nearest sentence that has exactly two."""
        for sent in self._back(phrase.root):
            found = {}
            for name in self.entities.names:
                if sent.start <= name.start < min(sent.end, phrase.start) and fits(name):
                    found.setdefault(self.entities.of(name).name, name)
            if len(found) == 2:
                return tuple(
                    Span(name.start_char, name.end_char, name.text, full)
                    for full, name in found.items()
                )
            if found:
                return ()
        return ()

    def of_phrase(self, phrase) -> str | None:
        """The name that a definite phrase takes up: "the president", "the ministry", "the MPs"."""
        root = phrase.root
        word = root.lower_
        if titles.is_office(word) and root.tag_ in ("NN", "NNP"):
            found = self._by_office(phrase) if is_definite(phrase) else None
            return found or self._named_later(phrase)
        if not is_definite(phrase):
            return None
        if word in COUNTRY and len(phrase) == 2:
            return self._country(phrase)
        bare = len(phrase) == 2
        if bare and word in bodies.KIND_NOUNS and (found := self._by_kind(phrase, word)):
            return found
        return self._fuller(phrase) if bare else None

    def _by_office(self, phrase) -> str | None:
        """The person last named with this office: "the president", "the French president"."""
        word = same_office(phrase.root.lower_)
        wanted, seats = self._owners(phrase), self._seats(phrase)
        best = None
        for name in self.entities.names:
            office = self.entities.offices.get(name.start_char)
            if office is None or name.start >= phrase.start and best is not None:
                continue
            link = self.entities.of(name)
            fits = self._owner(office) in wanted if wanted else not seats or link.country in seats
            if same_office(office.head) == word and fits:
                best = link.name
        if best is None and not wanted and len(phrase) == 2:
            return None
        return best

    def _named_later(self, phrase) -> str | None:
        """The person whom an article's opening leaves unnamed for a sentence or so.

        "*Norway's envoy* left on Sunday. Envoy Ida Moe told reporters": the one person with that
        office whose first name stands soon after, and in the same country's service.
        """
        here = self.sentence_of[phrase.start]
        if here > 1:
            return None
        word, wanted = same_office(phrase.root.lower_), self._sides(phrase)
        found = {}
        for name in self.entities.names:
            if self.sentence_of[name.start] > here + SENTENCES_ON:
                break
            office = self.entities.offices.get(name.start_char)
            if office is not None and same_office(office.head) == word:
                link = self.entities.of(name)
                side = {link.country, self._owner(office)} - {None}
                if name.start < phrase.start or wanted and side and not side & wanted:
                    return None
                found[link.name] = name
        return next(iter(found)) if len(found) == 1 else None

    def _sides(self, phrase) -> set[str]:
        """The names and the countries of all that a phrase names."""
        names = {self.entities.by_token.get(i) for i in range(phrase.start, phrase.end)} - {None}
        links = [link for link in map(self.entities.of, names) if link is not None]
        return {link.name for link in links} | {link.country for link in links if link.country}

    def _owners(self, phrase) -> set[str]:
        """The countries and bodies named inside a phrase."""
        names = {self.entities.by_token.get(i) for i in range(phrase.start, phrase.end)} - {None}
        links = [self.entities.of(name) for name in names]
        return {link.name for link in links if link is not None}

    def _owner(self, office) -> str | None:
        link = self.entities.of(office.holder) if office.holder else None
        return link.name if link else None

    def _seats(self, phrase) -> set[str]:
        """The country whose seat the sentence names: "the White House said the president ..."."""
        sent = self.sentences[self.sentence_of[phrase.start]]
        names = [n for n in self.entities.names if sent.start <= n.start < phrase.start]
        links = [self.entities.of(name) for name in names if name.label == "PLACE"]
        return {link.country for link in links if link.feature == "facility" and link.country}

    def _country(self, phrase) -> str | None:
        """The country in the subject's place before "the country"."""
        subject = self._subject(phrase.root, self._names_country)
        return self.name_of(subject) if subject is not None else None

    def _names_country(self, token) -> bool:
        name = self.entities.by_token.get(token.i)
        return name is not None and self._is_country(name)

    def _by_kind(self, phrase, word: str) -> str | None:
        """The body last named that a noun may take up: "the alliance" -> NATO."""
        for name in reversed(self.entities.names):
            if name.start >= phrase.start or name.label != "ORG":
                continue
            body = bodies.of(name.text)
            kinds = bodies.KIND_NOUNS[word]
            if (body is not None and body.kind in kinds) or name.text.lower().split()[-1] == word:
                return self.entities.of(name).name
        return self._fuller(phrase)

    def _fuller(self, phrase) -> str | None:
        """An earlier, fuller phrase with the same noun: "MPs from both parties" for "the MPs"."""
        word = same_body(phrase.root.lower_)
        for chunk in reversed(self.chunks):
            if chunk.end > phrase.start or same_body(chunk.root.lower_) != word:
                continue
            full = self._phrase(chunk.root)
            if chunk.root.lower_ != phrase.root.lower_ and full[0].lower_ in ("a", "an"):
                continue
            words = [t for t in full if t.dep_ not in ("det", "poss") and not t.is_punct]
            if len(words) > 1:
                return plain(full.text)
        return None


ACTING = frozenset(
    {"government", "ministry", "council", "group", "union", "agency", "committee", "commission"}
    | {"court", "party", "organisation", "organization", "bloc", "alliance", "country", "nation"}
    | {"administration", "company", "army", "military", "parliament", "bank", "movement", "team"}
    | {"delegation", "coalition", "opposition", "department", "embassy", "report"}
)


def is_people(word: str) -> bool:
    """Whether a plural noun is of people or states: "ministers", "inmates", "countries"."""
    single = word.removesuffix("s")
    return (
        word in name_words.PEOPLE
        or titles.is_office(single)
        or (single.endswith(("ist", "ian", "ant")) and len(single) > 5)
    )


def person_name(entities, name) -> str:
    return entities.of(name).name


def rank(head, _same=False) -> int:
    """How likely a word is taken up again: a subject first, then a possessor or agent, then all."""
    if head.dep_ in SUBJECTS:
        return 0
    return 1 if head.dep_ in ("dobj", "agent", "ROOT") else 2


def depth(token) -> int:
    """How many words stand above a token in its sentence."""
    steps = 0
    while token.head != token:
        token, steps = token.head, steps + 1
    return steps


def is_definite(phrase) -> bool:
    """Whether a phrase speaks of something known: "the ministers", "these countries"."""
    first = phrase[0]
    return first.lower_ in ("the", "this", "that", "these", "those", "both")


def same_body(word: str) -> str:
    """One word for nouns that take each other up."""
    return SAME_BODY.get(word, word)


def same_office(word: str) -> str:
    """One word for what is the same office: "PM" and "premier" are ministers."""
    return SAME_OFFICE.get(word, word)
