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


def is_rest(part) -> bool:
    """Whether a part of a joint phrase only rounds it off: "others", "other Western powers"."""
    return part[0].lower_ in OTHERS or part[-1].lower_ in OTHERS


OTHERS = frozenset({"others", "other", "several", "various", "many"})


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
    text = ARTICLE.sub("", plain(before_remark(phrase).text))
    return text or None


def before_remark(phrase):
    """A phrase without where somebody is and who else is meant: "a judge | in the southern port".

    "the eastern members | , particularly Latvia".
    """
    root = phrase.root
    for token in phrase.doc[root.i + 1 : phrase.end - 1]:
        placed = token.dep_ == "prep" and token.head == root and token.lower_ in PLACED
        told_apart = placed and not token.ent_type_ and len(root.doc[phrase.start : root.i]) > 1
        if (token.text == "," and token.nbor(1).lower_ in SINGLED_OUT) or told_apart:
            return phrase.doc[phrase.start : token.i]
    return phrase


PLACED = frozenset({"in", "at", "near", "outside", "across", "around", "inside", "throughout"})
SINGLED_OUT = frozenset({"particularly", "especially", "notably", "including", "chiefly", "mainly"})
