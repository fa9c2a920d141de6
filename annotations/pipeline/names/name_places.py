"""Places that the words around them give away, where the model took them for something else."""

import re
from collections.abc import Iterator
from dataclasses import replace

from annotations.pipeline.actors import gazetteer
from annotations.pipeline.names import lexicon, name_words
from annotations.pipeline.names.name_cleaning import Candidate

IN = re.compile(
    r"\b(?:in|near|at|around|outside|inside|across|throughout|into|towards?|visiting|downtown|"
    r"central|northern|southern|eastern|western|neighbouring|neighboring|capital,|from|to) $"
)
INSIDE = re.compile(r"\b(?:in|near|around|outside|across|throughout|downtown|capital,) $")
AT = re.compile(
    r"\b(?:in|near|at|around|outside|inside|across|throughout|into|towards?|visiting|from|to|"
    r"between|via|through|beyond|off) (?:the (?:city|town|port|village) of )?$"
)
KIND = "|".join(sorted(name_words.PLACE_NOUNS))
NEXT_KIND = re.compile(rf" (?:refugee )?(?:{KIND}|camps?|slums?)s?\b")
OF_KIND = re.compile(
    rf"\b(?:{KIND}|communit(?:y|ies)|provinces|villages|towns|cities|districts|suburbs) of $"
)
CALLED = re.compile(
    r"(?<![.!?] )(?<!\A)\b"
    r"(?!(?:The|This|That|These|Those|An?|Each|Every|Any|My|Your|His|Her|Its|Our|Their)\b)"
    r"((?:[A-Z][\w'-]+[ -]){0,2}[A-Z][\w'-]+) "
    r"(?:province|region|district|governorate|prefecture|peninsula|refugee camp|oblast)\b"
)
WITHIN = re.compile(r", (?=[A-Z])")


def by_context(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates, those that stand where only a place can stand being PLACE.

    "in Dogubayazit" (a name of the gazetteer), "the Mukuru slums", "Irwindale, California".
    """
    doubtful = [c for c in candidates if c.rule in ("model", "head word") and c.label != "PLACE"]
    keys = {c: gazetteer.fold(text[c.start : c.end]) for c in doubtful if c.label != "EVENT"}
    known = gazetteer.find(keys.values()) if keys else {}
    starts = {c.start for c in candidates if c.label == "PLACE"}
    people = {
        word
        for c in candidates
        if c.label == "PERSON" and len(words := text[c.start : c.end].split()) > 1
        for word in words
    }
    lands = countries(text, candidates) if known else set()
    return [
        replace(c, label="PLACE", rule="place context", confidence=0.85)
        if c in keys
        and (
            is_place(text, c, keys[c] in known, starts, text[c.start : c.end] in people)
            or is_at_home(text, c, known.get(keys[c], ()), lands, people)
        )
        else c
        for c in candidates
    ]


def countries(text: str, candidates: list[Candidate]) -> set[str]:
    """The countries that an article names, by themselves, their people or their capitals."""
    named = {text[c.start : c.end] for c in candidates if c.label in ("PLACE", "NORP")}
    asked = (gazetteer.country_of_name, gazetteer.country_of_demonym, gazetteer.country_of_capital)
    return {code for name in named for ask in asked if (code := ask(name))}


def is_at_home(text: str, candidate: Candidate, found, lands: set[str], people: set[str]) -> bool:
    """Whether the model took a place of a country that the article names for somebody.

    "a ship from *Mukalla*" in an article on Yemen; of several words, wherever they stand, "*El
    Obeid* fell", as long as no title makes a person of them.
    """
    words = text[candidate.start : candidate.end]
    if candidate.rule != "model" or not any(place.country in lands for place in found):
        return False
    if " " in words:
        return candidate.label == "PERSON" and not lexicon.is_name(words)
    before = text[max(0, candidate.start - 30) : candidate.start]
    # "a letter from Clinton": a person is not taken for the town of that name.
    return candidate.label == "ORG" and words not in people and bool(AT.search(before))


def is_place(text, candidate: Candidate, known: bool, starts: set[int], person: bool) -> bool:
    """Whether the words around a candidate, `known` to the gazetteer or not, make it a place.

    What is part of a person's name in the article needs more: "near Tyler", of the gazetteer.
    """
    before = text[max(0, candidate.start - 30) : candidate.start]
    if person:
        return known and bool(INSIDE.search(before))
    if (
        candidate.label == "NORP"
        and known
        and not lexicon.is_name(text[candidate.start : candidate.end])
    ):
        return True
    if candidate.label == "ORG" and " " in text[candidate.start : candidate.end]:
        return False
    if OF_KIND.search(before) or (
        candidate.label != "ORG" and NEXT_KIND.match(text, candidate.end)
    ):
        return True
    within = WITHIN.match(text, candidate.end)
    if within and within.end() in starts and IN.search(before):
        return candidate.label != "PERSON" or not before.endswith(" to ")
    return known and bool(INSIDE.search(before))


def called(text: str) -> Iterator[Candidate]:
    """What a noun says is a place: "the Artibonite region"."""
    for match in CALLED.finditer(text):
        words = match.group(1)
        if not any(lexicon.is_name(part) for part in (words, *words.split())):
            yield Candidate(match.start(1), match.end(1), "PLACE", "called a place", 0.85)
