"""People: every mention of a person joined to the fullest name the article gives."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from annotations.pipeline.names import name_words, titles

GIVEN_NAMES = Path(__file__).parents[1] / "data" / "given_names.tsv"

ROMAN = re.compile(r"[IVX]+$")
ARABIC = re.compile(r"^(?:al|el|as|ash|ad|an|ar|at)-(?=\w{3})")
# After these a last word is the name of a father or place, not used by itself: "bin Salman".
BOUND = frozenset({"bin", "ibn", "bint", "ben", "al", "el"})
# A word this long is the same one when a single letter differs: "Mosleshi" for "Moslehi".
LONG_ENOUGH = 6
SUFFIX = re.compile(r",? (?:(?:Jr|Sr)\.?|[IVX]+)$")


@dataclass(slots=True, eq=False)
class Person:
    """One person of the article: the fullest name, its words, where mentioned, "m" or "f".

    `called` holds the words of each name by which the person has been mentioned so far.
    """

    name: str
    words: tuple[str, ...]
    mentions: list = field(default_factory=list)
    called: set = field(default_factory=set)
    genders: set = field(default_factory=set)

    def may_be(self, gender: str | None) -> bool:
        return gender is None or not self.genders or gender in self.genders


class Roll:
    """People by the words of their names, so that a name is held against those like it alone."""

    def __init__(self, people=()):
        self.rank: dict[Person, int] = {}
        self._by_word = defaultdict(list)
        self._by_end = defaultdict(list)
        for person in people:
            self.add(person)

    def add(self, person: Person) -> None:
        self.rank[person] = len(self.rank)
        for key in keys_of(person.words):
            self._by_word[key].append(person)
        if len(person.words) > 1:
            for end in ends_of(person.words[-1]):
                self._by_end[end].append(person)

    def of_form(self, words) -> list[Person]:
        """The people of whose name these words may be a shorter form, in the order of the roll."""
        near = {person for key in asked_of(words) for person in self._by_word.get(key, ())}
        return sorted((p for p in near if is_form_of(words, p.words)), key=self.rank.get)

    def misspelt(self, words) -> Person | None:
        """The one person of several names whose last one this word is, but for a single letter."""
        if not words:
            return None
        near = {p for end in ends_of(words[-1]) for p in self._by_end.get(end, ())}
        meant = [person for person in near if differ_little(words[-1], person.words[-1])]
        return meant[0] if len(meant) == 1 else None


def keys_of(words: tuple[str, ...]) -> set[str]:
    """What a name is found by: its words, its initials ("j."), all first letters, all together."""
    initials = {f"{word}." for word in words if len(word) == 1}
    return {*words, *initials, *(f"{word[0]}…" for word in words), together(words)}


def asked_of(words: tuple[str, ...]) -> set[str]:
    """What finds all names of which these words may be a form: their last one must be in it."""
    last = words[-1] if words else ""
    letter = {f"{last}…"} if len(last) == 1 else set()
    return {last, f"{last[:1]}.", together(words)} | letter


def together(words: tuple[str, ...]) -> str:
    """A name in one, however it is hyphenated, told apart from a word by the space before it."""
    return " " + " ".join(words).replace("-", " ")


def ends_of(word: str) -> tuple[str, str]:
    """How a word begins and ends: of two that differ by one letter, one or other is the same."""
    return f"{word[:3]}-", f"-{word[-3:]}"


def join(doc, names) -> dict:
    """The Person of each PERSON name, by the name's first code point.

    "Macron" -> Emmanuel Macron; "Ki-moon" -> Ban Ki-moon; where two share the word, the title and
    then nearness decide: "Mrs. Clinton".
    """
    mentions = [name for name in names if name.label == "PERSON"]
    people = Roll(full_names(mentions))
    found = {}
    latest: dict[Person, int] = {}
    for mention in mentions:
        gender = gender_before(doc, mention)
        person = choose(people, mention, gender, latest)
        person.mentions.append(mention)
        person.called.add(words_of(mention.text))
        if gender:
            person.genders.add(gender)
        latest[person] = mention.start
        found[mention.start_char] = person
    return found


def full_names(mentions) -> list[Person]:
    """A person for every name that is no shorter form of another, the longest names first."""
    texts = sorted({m.text for m in mentions}, key=lambda t: (-len(words_of(t)), -len(t), t))
    roll = Roll()
    for text in texts:
        words = words_of(text)
        if not roll.of_form(words):
            roll.add(Person(proper(text), words, genders=given_gender(text)))
    return [p for p in roll.rank if len(p.words) > 1 or roll.misspelt(p.words) is None]


@cache
def given_names() -> dict[str, str]:
    """Given names that tell a woman ("f") or a man ("m")."""
    rows = (line.split("\t") for line in GIVEN_NAMES.read_text(encoding="utf-8").splitlines())
    return {name: row[0] for row in rows if len(row) == 2 for name in row[1].split()}


def given_gender(text: str) -> set[str]:
    """What the given name of a person tells of the gender: "Angela Merkel" -> {"f"}."""
    first, *others = text.split()
    gender = given_names().get(proper(first)) if others else None
    return {gender} if gender else set()


def differ_little(word: str, other: str) -> bool:
    """Whether two long words differ by one letter more, less or else: not "karimov", "karimova".

    The first letter and a woman's ending tell people apart.
    """
    if abs(len(word) - len(other)) > 1 or min(len(word), len(other)) < LONG_ENOUGH:
        return False
    start = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), 0)
    if not start:
        return False
    shorter, longer = sorted((word[start:], other[start:]), key=len)
    same = shorter[1:] == longer[1:] if len(shorter) == len(longer) else shorter == longer[1:]
    return same and len(longer) > 1


def choose(people: Roll, mention, gender, latest) -> Person:
    """The person whom a mention names: of several the one so called before, else named last."""
    words = words_of(mention.text)
    able = people.of_form(words)
    if not able:
        return people.misspelt(words)
    exact = [person for person in able if person.words == words]
    fitting = [p for p in exact or able if p.may_be(gender)] or able
    meant = [p for p in fitting if words in p.called]
    return max(meant or fitting, key=lambda p: (latest.get(p, -1), -people.rank[p]))


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words by which names are compared: folded, without suffix and "el-"."""
    # A king's number is part of his name: Mohammed VI is no other Mohammed.
    name = SUFFIX.sub("", text)
    plain = unicodedata.normalize(
        "NFKD", (name if " " in name else text).casefold().replace("’", "'")
    )
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(ARABIC.sub("", word) for word in plain.replace(".", " ").split())


def is_form_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether one name may be a shorter form of another: in order, initials counting as words.

    ("obama",) of ("barack", "obama"); ("george", "bush") of ("george", "w", "bush"); not
    ("salman",) of ("mohammed", "bin", "salman"), whose father he is.
    """
    if short == full or " ".join(short).replace("-", " ") == " ".join(full).replace("-", " "):
        return True
    if not short or len(short) > len(full) or bound(short, full):
        return False
    if len(short) == 1:
        return len(short[0]) > 1 and short[0] in full
    position = 0
    for word in short:
        while position < len(full) and not same_word(word, full[position]):
            position += 1
        if position == len(full):
            return False
        position += 1
    return True


def bound(short, full) -> bool:
    return (
        len(short) == 1
        and len(full) > 2
        and full[-2] in BOUND - {"al", "el"}
        and (short[0] == full[-1])
    )


def same_word(word: str, other: str) -> bool:
    if word == other:
        return True
    return min(len(word), len(other)) == 1 and word[0] == other[0]


def proper(text: str) -> str:
    """A name in usual letters: "Javier SOLANA" -> "Javier Solana"; spaces and apostrophes plain."""
    words = text.replace("’", "'").split()
    return " ".join(usual(word) for word in words)


def usual(word: str) -> str:
    letters = [c for c in word if c.isalpha()]
    if len(letters) < 3 or ROMAN.match(word) or not all(c.isupper() for c in letters):
        return word
    return "-".join(part.capitalize() for part in word.split("-"))


def gender_before(doc, mention) -> str | None:
    """What the words before a name tell of its gender: "Mrs. Clinton", "King Abdullah"."""
    for i in range(mention.start - 1, max(mention.start - 4, -1), -1):
        word = doc[i].text
        gender = titles.gender(word)
        if gender:
            return gender
        if not (titles.is_title(word) or titles.is_modifier(word) or word == "."):
            return None
    return None


def surnames(people) -> dict[str, list[Person]]:
    """The people by each word of their names that may stand for them by itself."""
    by_word = defaultdict(list)
    for person in people:
        for word in person.name.split():
            if word.lower() not in name_words.PARTICLES and len(word) > 1:
                by_word[word].append(person)
    return by_word
