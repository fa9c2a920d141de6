"""People: every mention of a person joined to the fullest name the article gives."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field

from annotations.pipeline import name_words, titles

ROMAN = re.compile(r"[IVX]+$")
ARABIC = re.compile(r"^(?:al|el|as|ash|ad|an|ar|at)-(?=\w{3})")
# After these a last word is the name of a father or place, not used by itself: "bin Salman".
BOUND = frozenset({"bin", "ibn", "bint", "ben", "al", "el"})
SUFFIX = re.compile(r",? (?:(?:Jr|Sr)\.?|[IVX]+)$")


@dataclass(slots=True, eq=False)
class Person:
    """One person of the article: the fullest name, its words, where mentioned, "m" or "f"."""

    name: str
    words: tuple[str, ...]
    mentions: list = field(default_factory=list)
    genders: set = field(default_factory=set)

    def may_be(self, gender: str | None) -> bool:
        return gender is None or not self.genders or gender in self.genders


def join(doc, names) -> dict:
    """The Person of each PERSON name, by the name's first code point.

    "Macron" -> Emmanuel Macron; "Ki-moon" -> Ban Ki-moon; where two share the word, the title and
    then nearness decide: "Mrs. Clinton".
    """
    mentions = [name for name in names if name.label == "PERSON"]
    people = full_names(mentions)
    found = {}
    latest: dict[Person, int] = {}
    for mention in mentions:
        gender = gender_before(doc, mention)
        person = choose(people, mention, gender, latest)
        person.mentions.append(mention)
        if gender:
            person.genders.add(gender)
        latest[person] = mention.start
        found[mention.start_char] = person
    return found


def full_names(mentions) -> list[Person]:
    """A person for every name that is no shorter form of another, the longest names first."""
    texts = sorted({m.text for m in mentions}, key=lambda t: (-len(words_of(t)), -len(t), t))
    people: list[Person] = []
    for text in texts:
        words = words_of(text)
        if not any(is_form_of(words, person.words) for person in people):
            people.append(Person(proper(text), words))
    return people


def choose(people, mention, gender, latest) -> Person:
    """The person whom a mention names: of several the one so called before, else named last."""
    words = words_of(mention.text)
    able = [person for person in people if is_form_of(words, person.words)]
    exact = [person for person in able if person.words == words]
    fitting = [p for p in exact or able if p.may_be(gender)] or able
    meant = [p for p in fitting if any(words_of(m.text) == words for m in p.mentions)]
    return max(meant or fitting, key=lambda p: (latest.get(p, -1), -people.index(p)))


def words_of(text: str) -> tuple[str, ...]:
    """The words by which names are compared: folded, without suffix and "el-"."""
    plain = unicodedata.normalize("NFKD", SUFFIX.sub("", text).casefold().replace("’", "'"))
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
