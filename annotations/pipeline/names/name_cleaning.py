"""Small rules that trim, split and relabel one candidate for a name. No model is needed.

They work on plain text in which every kind of space is " " and every apostrophe "'", of the
same length as the article's (see `plain`), so offsets hold in both.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotations.pipeline.names import lexicon, name_words, titles

PLAIN = str.maketrans(
    {**dict.fromkeys("\n\r\t\x0b\x0c\u00a0\u2007\u2009\u202f\u2028\u2029", " "), "’": "'", "‘": "'"}
)
EDGES = " '\"`()[]{},;:-–—*_/\\|!?<>“”„«»…•#=+~"
WORD = re.compile(r"[^\s]+")
POSSESSIVE = re.compile(r"(?:'s|(?<=s)')$", re.IGNORECASE)
LEADING = re.compile(r"(?:the|a|an|this|that|these|those|both|all|its|his|her|their|our)\s+", re.I)
STOPPED = re.compile(r"(?:\b[A-Z]\.|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|St|D\.C|U\.S)\.)$")
PARTS = re.compile(r"\s*[,;/]\s*|\s+(?:and|or|&|with|versus|vs\.?)\s+|\s*[–—]\s*|\s\(|'s\s+")
PARTY_STATE = re.compile(r"[DRI]-[A-Z]")
CURRENCY = re.compile(r" ?[$€£]")
# A lower-case word between capitals that is no preposition, article or particle.
FOREIGN = re.compile(
    r"(?<=\w) (?!(?:of|the|and|for|in|on|to|against|without|with|from|by|at|as|between|party|under|"
    r"over|beyond|sans|sous|pour|per|e|y|i|und|et|zu|a|o|do|no|non|nor|or|vs|"
    + "|".join(sorted(name_words.PARTICLES))
    + r") )[a-z]+ (?=\w)"
)
# What no person's name holds between its words.
OF = re.compile(rf" (?:of|the|for|in|on|and|to|with|at) |(?<=\w) '|{FOREIGN.pattern}")
# The name of an office in capitals, which the model takes for a body.
OFFICE_NAME = re.compile(
    r"(?:(?!Office|Bureau|Department|Ministry|Embassy)[A-Z][\w.'-]+ ){0,4}"
    r"(?:Commissioner|Minister|Secretary|Representative|Ambassador|Envoy|Rapporteur|Adviser|"
    r"Undersecretary|Under-Secretary|Spokesman|Spokeswoman) (?:for|of|to) "
)
# An address, or a ship's name.
NO_NAME = re.compile(r"@|://|^(?:HMS|USS|HMAS|INS|MV|SS) ")
SMALL = name_words.PARTICLES | {"of", "and", "the", "to", "for", "in", "on"}


def plain(text: str) -> str:
    """The text with one kind of space and apostrophe, character for character."""
    return text.translate(PLAIN)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a name: [start, end) of the plain text, label, the rule and its confidence."""

    start: int
    end: int
    label: str
    rule: str
    confidence: float


def clean(text: str, candidate: Candidate) -> Iterator[Candidate]:
    """What is left of a candidate, in one or more parts, when all that is no name is cut away."""
    if candidate.label == "PERSON":
        candidate = without_titles(text, trim(text, candidate))
    for part in split(text, candidate):
        part = trim(text, part)
        if part.label == "PERSON":
            part = trim(text, without_titles(text, part))
        part = without_common_words(text, part)
        part = without_party(text, part)
        if part.label == "ORG" and OFFICE_NAME.match(text, part.start, part.end):
            continue
        if (
            part.start < part.end
            and is_name(text[part.start : part.end])
            and not (CURRENCY.match(text, part.end) and part.end - part.start <= 3)
        ):
            yield relabel(text, part)


def split(text: str, candidate: Candidate) -> list[Candidate]:
    """The parts of a candidate that joins several names that are known by themselves.

    A word that no name holds parts them, too: "WHNS quoted Clark".

    "North and South Korea" -> "North", "South Korea"; "Seoul, South Korea" -> two;
    "South Korea's Foreign Ministry" -> two; "Department of Trade and Industry" stays whole.
    """
    words = text[candidate.start : candidate.end]
    if foreign := (OF if candidate.label == "PERSON" else FOREIGN).search(words):
        first = replace(candidate, end=candidate.start + foreign.start())
        rest = replace(candidate, start=candidate.start + foreign.end(), rule="split")
        return [first, *split(text, rest)]
    for seam in PARTS.finditer(words):
        left, right = words[: seam.start()], words[seam.end() :]
        if left and right and stand_alone(left, right, seam.group().strip(), candidate.label):
            middle = candidate.start
            first = replace(candidate, end=middle + seam.start())
            rest = replace(candidate, start=middle + seam.end())
            return [replace(first, rule="split"), *split(text, replace(rest, rule="split"))]
    return [candidate]


def stand_alone(left: str, right: str, seam: str, label: str) -> bool:
    """Whether the words on both sides of a seam are names of their own."""
    if seam == "'s":
        return is_known(left) and right[:1].isupper()
    if seam in ("/", ";", "–", "—", "(") or label in ("PERSON", "NORP"):
        return right[:1].isupper()
    if label == "PLACE":
        return is_known(right) or is_known(left)
    return (is_known(left) or len(left.split()) > 2) and is_known(PARTS.split(right)[0])


def is_known(words: str) -> bool:
    """Whether the words are a name of the lexicon, with or without "the"."""
    return lexicon.is_name(LEADING.sub("", words.strip()))


def trim(text: str, part: Candidate) -> Candidate:
    """Without punctuation, possessive and leading article: "the UN's" -> "UN".

    The full stop of "U.S." and "Jr." stays, any other goes; The Hague keeps its article.
    """
    start, end = part.start, part.end
    while True:
        before = start, end
        while start < end and (text[start] in EDGES or text[start] == "." or is_sign(text[start])):
            start += 1
        while start < end and (
            text[end - 1] in EDGES or is_sign(text[end - 1]) or ends_sentence(text, start, end)
        ):
            end -= 1
        end -= length(POSSESSIVE.search(text[start:end]))
        if not text.startswith("The Hague", start):
            start += length(LEADING.match(text[start:end]))
        if (start, end) == before:
            return within(part, start, end)


def within(part: Candidate, start: int, end: int) -> Candidate:
    """The candidate cut to these edges; most have them already, and making one anew takes long."""
    if (start, end) == (part.start, part.end):
        return part
    return replace(part, start=start, end=end)


def is_sign(character: str) -> bool:
    """Whether a character is a picture or an invisible mark, as no name begins or ends with."""
    return unicodedata.category(character) in ("So", "Sk", "Cf") or character == "\ufe0f"


def ends_sentence(text: str, start: int, end: int) -> bool:
    return text[end - 1] == "." and not STOPPED.search(text[start:end])


def length(match: re.Match | None) -> int:
    return len(match.group()) if match else 0


def without_titles(text: str, part: Candidate) -> Candidate:
    """A person's name without what stands before it: "US President Barack Obama" -> "Barack Obama".

    Words go as long as they are titles, offices or their modifiers, or the name of a country or
    body before a title; at least one word stays.
    """
    words = list(WORD.finditer(text, part.start, part.end))
    offices = [i for i, word in enumerate(words[:-1]) if titles.is_title(word.group())]
    cut = 0
    for i in offices:
        if all(precedes_office(word.group()) for word in words[cut:i]):
            cut = i + 1
    start = words[cut].start() if cut else part.start
    if office_of := titles.OF_OFFICE.match(text, start, part.end):
        start = office_of.end()
    return within(part, start, part.end)


def precedes_office(word: str) -> bool:
    """Whether a word may stand before an office in a name: "Deputy", "French", "US", "of"."""
    return (
        titles.is_modifier(word)
        or titles.is_title(word)
        or word in ("of", "and", "for")
        or is_known(POSSESSIVE.sub("", word))
    )


def without_common_words(text: str, part: Candidate) -> Candidate:
    """Without lower-case words at either end: "northern Iraq" -> "Iraq".

    Particles stay: "al-Qaeda", "bin Laden", "de Gaulle".
    """
    words = list(WORD.finditer(text, part.start, part.end))
    while words and is_common(words[0].group()):
        words.pop(0)
    while words and is_tail(words[-1].group()):
        words.pop()
    words = without_offices(words)
    if not words:
        return replace(part, end=part.start)
    return trim(text, within(part, words[0].start(), words[-1].end()))


def without_offices(words: list[re.Match]) -> list[re.Match]:
    """The words of a name without those in office at its end.

    "Asean| Foreign Ministers", "Foreign Office| Spokesperson".
    """
    plain = [POSSESSIVE.sub("", word.group()) for word in words]
    if len(words) < 2 or "of" in plain:
        return words
    if len(words) > 2 and titles.is_office(plain[-1]) and plain[-2] in name_words.ORG_HEADS:
        return words[:-1]
    if plain[-1] not in name_words.OFFICE_PLURALS:
        return words
    kept = len(words) - 1
    while kept > 1 and titles.is_modifier(plain[kept - 1]):
        kept -= 1
    return words[:kept]


def without_party(text: str, part: Candidate) -> Candidate:
    """An American lawmaker's state without the party: "D-Nevada" -> "Nevada"."""
    words = text[part.start : part.end]
    if not PARTY_STATE.match(words):
        return part
    return replace(part, start=part.start + 2, label="PLACE", rule="state of a lawmaker")


def is_common(word: str) -> bool:
    """Whether a word holds no capital and is no particle of a name."""
    if any(c.isupper() for c in word) or not word[:1].isalpha():
        return word in name_words.WEEKDAYS
    return word not in name_words.PARTICLES


def is_tail(word: str) -> bool:
    """Whether a word cannot end a name: a lower-case one, but for "party" and "network"."""
    return is_common(word) and word not in ("party", "network") or word in name_words.PARTICLES


def is_name(words: str) -> bool:
    """Whether the words can be a name at all: a letter, a capital, no mere title or weekday."""
    if len(words) < 2 or not any(c.isupper() for c in words) or NO_NAME.search(words):
        return False
    parts = words.replace("-", " ").split()
    if len(parts) > 1 and parts[-1] in name_words.ORG_HEADS and not titles.is_title(parts[0]):
        return True
    return not all(
        part.lower().rstrip(".") in name_words.NEVER
        or titles.is_title(part)
        or titles.is_modifier(part)
        or not any(c.isalpha() for c in part)
        or part in SMALL
        for part in parts
    )


def relabel(text: str, part: Candidate) -> Candidate:
    """The label that the words themselves give, over the model's: see `label_by_words`."""
    label = label_by_words(text[part.start : part.end], part.label)
    if label == part.label:
        return part
    return replace(part, label=label, rule="head word", confidence=0.85)


def label_by_words(words: str, label: str) -> str:
    """PLACE for "Lake Chad", EVENT for "Oslo Accords", ORG for "Defence Ministry" and "KPA"."""
    parts = words.split()
    head = parts[-1].rstrip(".")
    several = len(parts) > 1
    if several and head in name_words.LAW_HEADS and label != "PERSON":
        return "LAW"
    if several and (head in name_words.EVENT_HEADS or head.isdigit() and len(head) == 4):
        return "EVENT" if label in ("EVENT", "ORG", "PLACE", "NORP", "LAW") else label
    if several and label != "EVENT" and (head in name_words.ORG_HEADS or has_org_start(parts)):
        return "PLACE" if label == "FAC" else "ORG"
    if several and head in name_words.PLACE_HEADS | {"Airport"} and label != "PERSON":
        return "PLACE"
    if several and parts[0] in name_words.PLACE_STARTS and label in ("PERSON", "ORG", "NORP"):
        return "PLACE"
    if label in ("PERSON", "NORP") and is_acronym(words):
        return "ORG"
    return "PLACE" if label == "FAC" else label


def has_org_start(parts: list[str]) -> bool:
    """ "Ministry of Foreign Affairs", "Bank of England", "University of Tehran"."""
    return len(parts) > 2 and parts[1] in ("of", "for") and parts[0] in name_words.ORG_HEADS


def is_acronym(words: str) -> bool:
    """Whether one word of 2 to 6 capitals, possibly with digits or full stops: "KPA", "M23"."""
    letters = words.replace(".", "").replace("-", "")
    return (
        2 <= len(letters) <= 9
        and letters.isalnum()
        and not any(c.islower() for c in letters)
        and sum(c.isupper() for c in letters) > 0
        and " " not in words
    )
