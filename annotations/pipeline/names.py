"""The names of an article: what the model finds, cleaned and relabelled by small rules."""

from dataclasses import dataclass

LABELS = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
    "NORP": "NORP",
    "EVENT": "EVENT",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name: token indexes [start, end), code points [start_char, end_char), and its label."""

    start: int
    end: int
    start_char: int
    end_char: int
    text: str
    label: str
    rule: str
    confidence: float


def find(doc, source, knowledge) -> list[Name]:
    """The names of the document in order, none overlapping another."""
    return [
        Name(e.start, e.end, e.start_char, e.end_char, e.text, LABELS[e.label_], "model", 0.8)
        for e in doc.ents
        if e.label_ in LABELS
    ]
