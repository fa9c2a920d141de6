"""What a common noun beside a name says it is: "the newspaper Tishreen", "Sber, a bank"."""

import re
from dataclasses import replace

from annotations.pipeline.actors import gazetteer, people
from annotations.pipeline.names import name_words, titles
from annotations.pipeline.names.name_cleaning import Candidate, is_acronym

BODIES, PLACES = name_words.LISTS["body nouns"], name_words.PLACE_NOUNS | {"capital", "country"}
AFTER = name_words.LISTS["nouns after bodies"]
# Whose label the words beside it may overrule: what the model alone has given.
OPEN_TO_DOUBT = ("model", "split", "shortened")
NOUN_BEFORE = re.compile(r"([A-Za-z-]+),? $")
# "[Sber], Russia's largest bank,": the words of an apposition up to its end or a preposition.
APPOSED = re.compile(
    r",? \(?(?:(?:the|an?|its|his|their|one of the) |[A-Z][\w.-]+(?: [A-Z][\w.-]+)?'s? )"
    r"((?:[\w-]+ ){0,4}?[a-z-]+)"
    r"(?=[,.;)]| (?:of|in|for|from|on|at|that|which|who|based|led|run|and|to|with) )"
)
NOUN_AFTER = re.compile(r" ((?:news |TV |radio |television )?[a-z]+)\b")
WHO = re.compile(r", (?:who|whose wife|aged \d|\d\d,) ")
SPEAKS = re.compile(r" (?:said|says|told|added|stressed|warned|insisted|noted|vowed|urged)\b")
# Two or three capitalised words, as most people's names are.
FULL_NAME = re.compile(
    r"[A-ZÀ-Þ][\w'-]+(?: (?:[A-Z]\.|[A-ZÀ-Þ][\w'-]+|al-\w+|d[ae]|bin|v[ao]n)){1,3}"
)
# Given names that bodies and places are called by, too.
NO_GIVEN = frozenset({"Christian", "Victoria", "Virginia", "Georgia", "Florence", "Sultan", "Rose"})
WIDTH = 70


def by_nouns(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates, those about which only the model speaks labelled as the text calls them."""
    named = surnames(text, candidates)
    return [
        replace(c, label=label, rule="called so", confidence=0.85)
        if c.rule in OPEN_TO_DOUBT and (label := called(text, c, named)) not in (None, c.label)
        else c
        for c in candidates
    ]


def surnames(text: str, candidates: list[Candidate]) -> set[str]:
    """The surnames that stand by themselves after a title: "Mr. Kiir"."""
    titled = (text[c.start : c.end] for c in candidates if c.rule == "title")
    return {name for name in titled if " " not in name}


def called(text: str, candidate: Candidate, named: set[str]) -> str | None:
    """The label that the nouns around a candidate give it, None where they are silent."""
    words = text[candidate.start : candidate.end]
    before = NOUN_BEFORE.search(text, max(0, candidate.start - 30), candidate.start)
    noun = before.group(1) if before else ""
    if candidate.label in ("PERSON", "PLACE", "NORP") and is_body(text, candidate, noun):
        return "ORG"
    if candidate.label not in ("PLACE", "ORG") or is_acronym(words):
        return None
    if " " not in words:
        return "PERSON" if speaks(text, candidate, words) else None
    titled = titles.is_office(noun) and noun not in name_words.ORG_HEADS
    return "PERSON" if is_person(text, candidate, words, named, titled) else None


def speaks(text: str, candidate: Candidate, words: str) -> bool:
    """Whether an unknown word that is taken for a place speaks: "Motlanthe said"."""
    if candidate.label != "PLACE" or not SPEAKS.match(text, candidate.end):
        return False
    return not gazetteer.is_place_name(words)


def is_body(text: str, candidate: Candidate, noun: str) -> bool:
    """Whether a body is named: "newspaper, Al Thawra", "Sber, Russia's largest bank"."""
    if noun in BODIES and not text.startswith("'s", candidate.end):
        return True
    following = text[candidate.end : candidate.end + WIDTH]
    after = NOUN_AFTER.match(following)
    if after and after.group(1) in AFTER:
        return True
    apposed = APPOSED.match(following)
    return bool(apposed) and apposed.group(1).split()[-1] in BODIES


def bears_given_name(words: str) -> bool:
    """Whether the first word is a given name that is no ordinary word: "Peter van Walsum"."""
    first = words.split()[0]
    ordinary = first.lower() in name_words.ORDINARY or first in NO_GIVEN
    return not ordinary and first in people.given_names()


def is_person(text: str, candidate: Candidate, words: str, named: set[str], titled: bool) -> bool:
    """Whether a person is named: "Salva Kiir, a vice president", "Salva Kiir" beside "Mr. Kiir"."""
    if words.split()[-1] in name_words.ORG_HEADS or gazetteer.is_place_name(words):
        return False
    if FULL_NAME.fullmatch(words) and (titled or bears_given_name(words)):
        return True
    if words.split()[-1] in named or WHO.match(text, candidate.end):
        return True
    apposed = APPOSED.match(text[candidate.end : candidate.end + WIDTH])
    return bool(apposed) and titles.is_office(apposed.group(1).split()[-1])
