"""What pronouns and short descriptions take up: "he", "it", "the ministry", "both leaders"."""

from bisect import bisect_left
from functools import cached_property

from annotations.pipeline.actors import documents
from annotations.pipeline.names import bodies, name_words, titles
from annotations.pipeline.parsing import extents, quotations, syntax
from annotations.pipeline.records import Span

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
PAIRS = frozenset({"leaders", "men", "presidents", "ministers", "pair", "duo", "two", "officials"})
SIDES = frozenset({"countries", "nations", "sides", "governments", "states", "neighbours"})
SENTENCES_BACK, GROUPS_BACK = 3, 3


class Antecedents:
    """Looks back in one article for whom a phrase takes up."""

    def __init__(self, doc, entities, name_of, of_phrase):
        self.doc = doc
        self.of_phrase = of_phrase
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
            for q in quotations.find(self.entities.text)
        ]
        return {i for span in spans if span is not None for i in range(span.start, span.end)}

    @cached_property
    def first_named(self) -> dict[str, int]:
        """Where each entity of the article is first named, by its name, as a token index."""
        first: dict[str, int] = {}
        for name in self.entities.names:
            if (link := self.entities.of(name)) is not None:
                first.setdefault(link.name, name.start)
        return first

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
            return self._body(token)
        group = self.group(token) if word in THEY else None
        return self.name_of(group) if group is not None else None

    def _body(self, token) -> str | None:
        """The body last in the subject's place, over an "it" that takes it up before.

        "*Oslo* signed. It left in May. *It* wants to return."
        """
        own = self.sentence_of[token.i]
        before = self._opening_it(own - 1) if own and token.dep_ in SUBJECTS else None
        opens = not any(t.dep_ in SUBJECTS for t in self.doc[self.sentences[own].start : token.i])
        if before is not None and opens:
            return self.of_pronoun(before)
        phrase = self.subject(token, self._is_body)
        return self.name_of(phrase) if phrase is not None else None

    def _opening_it(self, sentence: int):
        """The "it" that is the subject of a whole sentence."""
        root = self.sentences[sentence].root
        own = syntax.child(root, "nsubj", "nsubjpass")
        return own if own is not None and own.lower_ == "it" else None

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

    def person_before(self, token, gender: str | None) -> str | None:
        """The one person whom "he" or "she" in the place of a token would take up."""
        found = {self._person(token, each) for each in gender or "mf"} - {None}
        return found.pop() if len(found) == 1 else None

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
        """The person whom a subject names by an office alone: "the opposition leader said".

        Who is only described is called by the description: "a spokesman for the tribe said".
        """
        if token.dep_ not in SUBJECTS or not titles.is_office(token.lower_):
            return None
        name = self.name_of(self.phrase(token))
        people = [p for p in self.entities.people.values() if p.name == name]
        if not people:
            named = any(t.dep_ == "appos" and t.i in self.entities.by_token for t in token.children)
            return name if token.tag_ == "NN" and " " in (name or "") and not named else None
        return name if any(person.may_be(gender) for person in people) else None

    @cached_property
    def _starts(self) -> list[int]:
        return [name.start for name in self.entities.names]

    def names_in(self, start: int, end: int) -> list:
        """The names that begin in the tokens [start, end)."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.entities.names[first:last]

    def rank(self, name) -> int:
        return rank(self._head(name))

    def names_country(self, token) -> bool:
        name = self.entities.by_token.get(token.i)
        return name is not None and self._is_country(name)

    def _head(self, name):
        """The token by which a name hangs in its sentence, over titles and appositions."""
        token = self.doc[name.start : name.end].root
        while token.dep_ in ("appos", "compound", "flat", "nmod") and token.head != token:
            if token.head.pos_ not in ("NOUN", "PROPN"):
                break
            token = token.head
        return token

    def group(self, token):
        """The phrase for those last told of in the plural before "they".

        Who says what they do comes first ("the party said they ..."), then who is in the
        subject's place. A body is "they", too, where no people are told of, or only in passing.
        """
        speaker = self._speaker(token)
        if speaker is not None:
            return self.phrase(speaker)
        last = self.sentence_of[token.i]
        for n in range(last, max(last - GROUPS_BACK, -1), -1):
            heads = [t for t in self.sentences[n] if t.i < token.i and self._is_group(t)]
            if n < last - 1:
                heads = [t for t in heads if rank(t) == 0]
            if heads:
                head = min(heads, key=lambda t: (rank(t), -t.i if n == last else t.i))
                body = self.subject(token, self._is_collective) if rank(head) > 1 else None
                return body if body is not None else self.phrase(head)
        return self.subject(token, self._is_body)

    def _speaker(self, token):
        """Who says the clause whose subject "they" is: "*The rebels* said they would stop"."""
        verb = token.head
        if token.dep_ not in SUBJECTS or verb.dep_ != "ccomp" or verb.head == verb:
            return None
        above = syntax.child(verb.head, "nsubj")
        if above is None or above.i > token.i or above.pos_ == "PRON":
            return None
        return above if self._is_group(above) or self._is_collective(above) else None

    def _is_collective(self, token) -> bool:
        """Whether a body is spoken of as its people: "the team", "Hamas", not "France"."""
        name = self.entities.by_token.get(token.i)
        return name.label == "ORG" if name is not None else self._is_body(token)

    def subject(self, token, fits):
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
                return self.phrase(head)
        return None

    def _is_body(self, token) -> bool:
        name = self.entities.by_token.get(token.i)
        if name is not None:
            return name.label in ("ORG", "PLACE")
        return token.tag_ == "NN" and token.lower_ in ACTING

    def _is_group(self, token) -> bool:
        if token.i in self.entities.by_token:
            name = self.entities.by_token[token.i]
            joined = token.dep_ in SUBJECTS and any(
                t.i in self.entities.by_token for t in token.conjuncts
            )
            return joined or name.label == "NORP" and token.tag_ in ("NNPS", "NNS")
        return token.tag_ == "NNS" and is_people(token.lower_)

    def phrase(self, head):
        """The noun phrase of a head without clauses."""
        return extents.noun_phrase(head)

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
            for name in self.names_in(sent.start, min(sent.end, phrase.start)):
                if fits(name):
                    found.setdefault(self.entities.of(name).name, name)
            if len(found) == 2:
                return tuple(
                    Span(name.start_char, name.end_char, name.text, full)
                    for full, name in found.items()
                )
            if found:
                return ()
        return ()


ACTING = (
    frozenset({"country", "nation", "administration", "military", "team", "delegation"})
    | {"opposition", "embassy", "report", "regime", "junta", "cabinet"}
    | bodies.KIND_NOUNS.keys()
    | documents.PAPERS
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
