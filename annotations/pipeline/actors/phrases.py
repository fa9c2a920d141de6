"""Phrases for actors: the parts of a joint one, and the name that a mere description gives."""

from annotations.pipeline.actors.entities import ARTICLE, plain

JOINED = frozenset({"and", "or", "&", "both", "either", ",", "as", "well", "with"})
VAGUE = frozenset({"the", "this", "that", "both", "a", "an"})
# What begins a phrase that names nobody by itself: "his aides", "neither mediator".
UNNAMING = frozenset({"his", "her", "its", "their", "my", "our", "your", "whose", "neither"})
UNNAMING |= {"either", "no", "each", "every", "any", "another", "such", "both"}


def joint(phrase) -> list:
    """The parts of a phrase that joins several actors: "France and Germany" -> two spans.

    "the leaders of France and Germany" is one: what is joined must be the phrase's own head.
    """
    root = phrase.root
    heads = [root, *(t for t in root.conjuncts if phrase.start <= t.i < phrase.end)]
    heads = [h for h in heads if h.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM")]
    if len(heads) < 2 or len(phrase) < 3:
        return []
    heads.sort(key=lambda t: t.i)
    parts, start = [], phrase.start
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        end = phrase.end if following is None else max(following.left_edge.i, head.i + 1)
        parts.append(trimmed(phrase.doc, start, end))
        start = end
    return parts if all(len(part) for part in parts) else []


def trimmed(doc, start: int, end: int):
    """The tokens without "and", "both" and commas at their edges."""
    while start < end and (doc[start].lower_ in JOINED or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].lower_ in JOINED or doc[end - 1].is_space):
        end -= 1
    return doc[start:end]


def described(phrase) -> str | None:
    """The name of an actor who is only described: "French officials".

    None of "the group", of "officials" and of "his aides", who have no name of their own.
    """
    root = phrase.root
    if root.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM") or root.ent_type_ in ("DATE", "TIME"):
        return None
    if phrase[0].lower_ in UNNAMING:
        return None
    vague = phrase[0].lower_ in VAGUE
    if len(phrase) == 1 + vague and root.pos_ == "NOUN":
        return None
    text = ARTICLE.sub("", plain(phrase.text))
    return text or None
