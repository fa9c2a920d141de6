"""Whom an article's opening describes, to name him a sentence or two on."""

from annotations.pipeline.names import name_words, titles

# How many sentences on it quotes by name whom it has only described.
SENTENCES_ON = 2
QUOTING = frozenset(
    {"said", "says", "told", "tells", "wrote", "writes", "added", "adds", "quotes", "quoted"}
)


def introduced(phrase, reach, entities) -> str | None:
    """The person whom the first sentence describes and who is then quoted by name.

    "*A Norwegian MP* called for a ban. "It is time," Ida Moe said": whoever comes in without an
    office of his own has been told of before.
    """
    root = phrase.root
    if reach.sentence_of[phrase.start] or root.dep_ not in ("nsubj", "agent"):
        return None
    if root.tag_ not in ("NN", "NNP") or not is_person(root.lower_):
        return None
    first, *after = reach.sentences[: SENTENCES_ON + 1]
    if not after:
        return None
    opened = {called(name, entities) for name in reach.names_in(first.start, first.end)}
    for name in reach.names_in(first.end, after[-1].end):
        full = called(name, entities)
        if name.label == "PERSON" and " " in full and full not in opened:
            return full if is_quoted_plainly(name, reach.doc, entities) else None
    return None


def is_person(word: str) -> bool:
    """Whether a noun is for one person: "minister", "lawmaker"."""
    return titles.is_office(word) or f"{word}s" in name_words.PEOPLE


def called(name, entities) -> str:
    """The name of whom a name stands for."""
    link = entities.of(name)
    return link.name if link else name.text


def is_quoted_plainly(name, doc, entities) -> bool:
    """Whether a person is quoted, and nothing beside the name tells who that is."""
    head = doc[name.end - 1]
    told = name.start_char in entities.offices
    beside = told or any(c.dep_ == "appos" for c in head.children)
    return head.dep_ in ("dobj", "nsubj") and head.head.lower_ in QUOTING and not beside
