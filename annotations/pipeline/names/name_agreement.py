"""What the article as a whole says of its names: one label for one name, and every repeat."""

import re
from collections import Counter, defaultdict
from dataclasses import replace

from annotations.pipeline.actors import gazetteer
from annotations.pipeline.names import lexicon, name_nouns, name_places, name_runs, name_words
from annotations.pipeline.names.name_cleaning import Candidate

WORD = re.compile(r"[^\W\d_][\w'-]*\w|[^\W\d_]")
# How much a label counts that a rule, not the model alone, has given.
WEIGHTS = {"model": 1.0, "doubtful": 1.0, "split": 0.5, "head word": 2.0}
ACRONYM = re.compile(r"\b[A-Z]{3,8}\b")
CAPITALISED = re.compile(r"\b(?:[A-Z][\w-]+|the|a|this) $")
DIRECTIONS = frozenset({"North", "South", "East", "West"})
SHORTENED = re.compile(r"\b[Tt]he ([A-Z][\w'-]*[a-z](?: [A-Z][\w'-]*[a-z])?)\b(?! [A-Z(])")
NOT_SHORT = frozenset({"president", "state", "government", "republic", "city", "house", "office"})


def agree(text: str, doc, chosen: list[Candidate]) -> list[Candidate]:
    """The candidates as the whole article bears them out, with the repeats that were missed."""
    called = {text[c.start : c.end] for c in chosen}
    tails = {name[space.end() :] for name in called for space in re.finditer(" ", name)}
    owners = called | tails
    kept = [part for c in chosen if not is_thing(doc, c) for part in possessed(text, c, owners)]
    kept = [c for c in name_runs.whole(text, doc, kept) if not is_bare_head(text, c, tails)]
    kept = name_nouns.by_nouns(text, name_places.by_context(text, kept))
    kept = as_bodies(text, as_people(text, kept))
    kept = one_label(text, kept)
    kept = with_new(kept, [*repeats(text, doc, kept), *initials(text, kept)])
    return with_new(kept, [*shortened(text, kept), *halves(text, kept)])


def with_new(kept: list[Candidate], new) -> list[Candidate]:
    """The candidates and those new ones that touch none of them."""
    merged = list(kept)
    taken = {position for c in kept for position in range(c.start, c.end)}
    for candidate in new:
        words = range(candidate.start, candidate.end)
        if taken.isdisjoint(words):
            taken.update(words)
            merged.append(candidate)
    return sorted(merged, key=lambda c: c.start)


def is_thing(doc, candidate: Candidate) -> bool:
    """Whether the name is a ship's, a weapon's or a storm's: "the ship, the Monchegorsk"."""
    if candidate.rule != "model":
        return False
    span = doc.char_span(candidate.start, candidate.end, alignment_mode="expand")
    root = span.root
    for _ in range(3):
        if root.dep_ not in ("compound", "nmod", "amod", "appos", "conj", "nummod"):
            return False
        if root.head.lower_ in name_words.THINGS:
            return root.dep_ == "appos" or root.head.i > root.i
        root = root.head
    return False


def is_bare_head(text: str, candidate: Candidate, tails: set[str]) -> bool:
    """Whether a name is a mere "Embassy" or "Center", short for no longer name of the article.

    Or the last word of a law's: "the Border Security Bill".
    """
    word = text[candidate.start : candidate.end]
    if word in name_words.LAW_HEADS:
        return bool(CAPITALISED.search(text, max(0, candidate.start - 30), candidate.start))
    if candidate.rule != "model" or word not in name_words.ORG_HEADS:
        return False
    return word not in tails


def possessed(text: str, candidate: Candidate, owners: set[str]) -> list[Candidate]:
    """The two names of "Coalition's Small Group" where the first is also named by itself."""
    seam = text.find("'s ", candidate.start, candidate.end)
    if seam < 0 or candidate.rule.startswith("known"):
        return [candidate]
    if text[candidate.start : seam] not in owners:
        return [candidate]
    return [
        replace(candidate, end=seam, rule="split"),
        replace(candidate, start=seam + 3, rule="split"),
    ]


def as_people(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """A part of a person's full name means that person: "Hague" beside "William Hague".

    A known place stays one, unless a title stands before it.
    """
    full = {text[c.start : c.end] for c in candidates if c.label == "PERSON"}
    words = {
        part
        for name in full
        if " " in name
        for part in (*name.split(), *later_words(name))
        if len(part) > 1 and any(letter.isupper() for letter in part)
    }
    return [
        replace(c, label="PERSON", rule="surname", confidence=0.85)
        if c.label != "PERSON"
        and text[c.start : c.end] in words
        and not c.rule.startswith(("known", "place", "called"))
        else c
        for c in candidates
    ]


def as_bodies(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """The first word of a body's name means that body: "Etihad" beside "Etihad Airways"."""
    firsts = {
        text[c.start : c.end].split()[0]
        for c in candidates
        if c.label == "ORG" and " " in text[c.start : c.end]
    }
    return [
        replace(c, label="ORG", rule="shortened", confidence=0.8)
        if c.label != "ORG"
        and c.rule == "model"
        and text[c.start : c.end] in firsts
        and not gazetteer.is_place_name(text[c.start : c.end])
        else c
        for c in candidates
    ]


def one_label(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """The label that a name has most often, counted by its grounds, for each of its mentions.

    Not for a person with a title: "Senator Washington" says nothing of Washington.
    """
    votes: dict[str, Counter] = defaultdict(Counter)
    for c in candidates:
        votes[text[c.start : c.end]][c.label] += WEIGHTS.get(c.rule, 3.0)
    agreed = {name: labels.most_common(1)[0][0] for name, labels in votes.items()}
    return [
        c
        if c.rule in ("title", "taught", "surname", "place context", "called so")
        or c.label == agreed[text[c.start : c.end]]
        else replace(c, label=agreed[text[c.start : c.end]])
        for c in candidates
    ]


def repeats(text: str, doc, candidates: list[Candidate]):
    """Further places where a name of the article stands: whole names, and surnames of people."""
    again = taken_up(text, candidates).items()
    entries = ((name, lexicon.Entry(label, "repeat")) for name, label in again)
    proper = set()
    for start, end, entry in lexicon.matches(text, lexicon.index(entries)):
        name = text[start:end]
        if not is_distinct(name):
            proper = proper or name_runs.proper_nouns(doc)
            if start not in proper or name.lower() in name_words.ORDINARY:
                continue
        yield Candidate(start, end, entry.label, "repeat", 0.8)


def taken_up(text: str, candidates: list[Candidate]) -> dict[str, str]:
    """What may stand for the names again -> label: they themselves, a person's later words."""
    labels = {text[c.start : c.end]: c.label for c in reversed(candidates)}
    for c in candidates:
        for word in later_words(text[c.start : c.end]) if c.label == "PERSON" else ():
            labels.setdefault(word, "PERSON")
    return labels


def later_words(name: str) -> list[str]:
    """What may stand for a person: the words after the first, particles with what they belong to.

    "Humberto de la Calle" -> "Calle", "de la Calle", "De la Calle".
    """
    words = name.split()
    found = [w for w in words[1:] if w.lower() not in name_words.PARTICLES and len(w) > 2]
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in name_words.PARTICLES:
        start -= 1
    tail = " ".join(words[start:])
    if 0 < start < len(words) - 1:
        found += [tail, tail[:1].upper() + tail[1:]]
    return found


def initials(text: str, candidates: list[Candidate]):
    """The acronyms that the capitals of the article's bodies spell: "CPI"."""
    spelled = set()
    for c in candidates:
        if c.label == "ORG":
            words = text[c.start : c.end].split()
            spelled.add("".join(word[0] for word in words if word[0].isupper()))
    for match in ACRONYM.finditer(text):
        if match.group() in spelled:
            yield Candidate(match.start(), match.end(), "ORG", "acronym", 0.85)


def is_distinct(name: str) -> bool:
    """Whether the words can hardly be anything but a name: several, or a rare one."""
    return " " in name or name.isupper() and len(name) > 2


def shortened(text: str, candidates: list[Candidate]):
    """A name taken up by its last word with "the": "the Strip", "the Games", "the Commission"."""
    heads: dict[str, str] = {}
    for c in candidates:
        words = text[c.start : c.end].split()
        if c.label in ("ORG", "PLACE", "EVENT") and len(words) > 1:
            heads[words[-1]] = c.label
            heads[" ".join(words[-2:])] = c.label
    for match in SHORTENED.finditer(text):
        label = heads.get(match.group(1))
        if label and match.group(1).lower() not in NOT_SHORT:
            yield Candidate(match.start(1), match.end(1), label, "shortened", 0.75)


def halves(text: str, candidates: list[Candidate]):
    """The halves of a divided land: "the North" where the article names North Korea."""
    named = {text[c.start : c.end].split()[0] for c in candidates if c.label == "PLACE"}
    for match in SHORTENED.finditer(text):
        if match.group(1) in DIRECTIONS & named:
            yield Candidate(match.start(1), match.end(1), "PLACE", "shortened", 0.75)
