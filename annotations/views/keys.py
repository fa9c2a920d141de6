"""The keys of the review desk, as the dialog that explains them lists them.

What a key does is what the page's element with that `data-key` does.
"""

KEYS = (
    (
        "Go through the suggestions",
        (
            ("j", "Next to check"),
            ("k", "Previous to check"),
            ("J", "Next of the same name or proposal"),
            ("K", "Previous of the same name or proposal"),
            ("]", "Next, checked or not"),
            ("[", "Previous, checked or not"),
            ("g", "Next article of the queue"),
        ),
    ),
    (
        "Judge the current one",
        (
            ("a", "Accept"),
            ("x", "Reject"),
            *((str(place), f"Label it with label {place} of the bar") for place in range(1, 6)),
            ("e", "Link it to another entity"),
            ("b", "Change its span"),
            ("o", "Decide the same for the others that are offered"),
            ("u", "Undo"),
        ),
    ),
    (
        "Add",
        (
            ("p", "Make a proposal from the selection or the current sentence"),
            ("m", "Mark words without dragging"),
        ),
    ),
    (
        "Work an open card, or place selected words",
        (
            ("w", "Who: proposer, responder or source"),
            ("t", "What, or to what"),
            ("h", "To whom"),
            ("n", "When"),
            ("r", "Where"),
            ("d", "Condition"),
            ("q", "Cue of a quotation"),
            ("f", "Office of a person"),
            ("+", "Add the words to a slot, not in its place"),
            ("s", "Join or attach it to what the card proposes"),
        ),
    ),
    ("Elsewhere", (("c", "Copy the story so far on the page of a proposal"),)),
    ("Help", (("?", "Show all keys"),)),
)
# What there is to do for who only reads.
_READING = frozenset("jkJK[]?c")


def keys_for(may_review: bool) -> list[tuple[str, list[tuple[str, str]]]]:
    """The rows of the dialog for an editor, or for a reader, in their groups."""
    rows = [
        (group, [row for row in keys if may_review or row[0] in _READING]) for group, keys in KEYS
    ]
    return [(group, keys) for group, keys in rows if keys]
