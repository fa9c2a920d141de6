"""What a verb of saying closes or interrupts: contents before and around their cue.

Each rule looks at one verb of a page and gives the tokens of the content, half-open, or None.
"""

from spacy.tokens import Token

from annotations.pipeline.attributions import saying
from annotations.pipeline.attributions.complements import COMPANY, Verb, going_on, said_by
from annotations.pipeline.attributions.passages import Page


def parenthesis(page: Page, verb: Verb) -> tuple[int, int] | None:
    """The clause that the cue interrupts or closes: "*the talks*, he said, *must go on*"."""
    if verb.token.dep_ != "parataxis" or verb.form not in saying.CLAUSE_FORMS:
        return None
    if not verb.kin.keys() & {"nsubj", "agent"} or verb.kin.keys() & {"ccomp", "dobj"}:
        return None
    return around(verb)


def as_said(page: Page, verb: Verb) -> tuple[int, int] | None:
    """The clause before "as X said": "*Oslo has agreed*, as announced by the ministers"."""
    if verb.token.dep_ != "advcl" or verb.form not in saying.CLAUSE_FORMS:
        return None
    if not any(c.lower_ == "as" and c.dep_ == "mark" for c in verb.token.lefts):
        return None
    if verb.token.head.pos_ not in ("VERB", "AUX") or not verb.kin.keys() & {"nsubj", "agent"}:
        return None
    return None if verb.kin.keys() & {"ccomp", "dobj", "xcomp"} else around(verb)


def around(verb: Verb) -> tuple[int, int]:
    """The clause that a verb stands in, without the verb's own words where they are at its edge."""
    start, end = verb.token.head.left_edge.i, going_on(verb, verb.token.head)
    own = [c for c in verb.token.children if c.dep_ not in ("conj", "cc", "punct")]
    own_start = min([verb.i, *(c.left_edge.i for c in own)])
    own_end = max([verb.i, *(c.right_edge.i for c in own)]) + 1
    if own_start <= start:
        return own_end, end
    return start, (own_start if own_end >= end - 1 else end)


def closing(page: Page, verb: Verb) -> tuple[int, int] | None:
    """The sentence that "he said" closes, however it was parsed: "*The road is open*, he said"."""
    subject = verb.kin.get("nsubj")
    if verb.form not in saying.CLAUSE_FORMS or subject is None:
        return None
    if verb.kin.keys() & {"dobj", "xcomp"} or any(c.i > verb.i for c in said_by(verb)):
        return None
    sentence, comma = verb.token.sent, min(subject.left_edge.i, verb.i) - 1
    if comma <= sentence.start or page.lowers[comma] != "," or not is_end(page, verb, subject):
        return None
    said = range(sentence.start, comma)
    return (sentence.start, comma) if any(page.tokens[i].pos_ in VERBAL for i in said) else None


def is_end(page: Page, verb: Verb, subject: Token) -> bool:
    """Whether a finite verb and its subject close their sentence, but for when and where."""
    after = range(max(verb.i, subject.right_edge.i) + 1, verb.token.sent.end)
    if verb.token.tag_ not in PAST_OR_NOW or len(after) > COMPANY:
        return False
    return not any(page.tokens[i].pos_ in VERBAL or page.lowers[i] == "," for i in after)


PAST_OR_NOW = frozenset(["VBD", "VBZ", "VBP"])
VERBAL = frozenset(["VERB", "AUX"])


def interrupted(page: Page, verb: Verb) -> tuple[int, int] | None:
    """The sentence that a cue breaks: "*If it holds*, he said on Monday, *all will go home*"."""
    subject = verb.kin.get("nsubj")
    if verb.form not in saying.CLAUSE_FORMS or subject is None or subject.i > verb.i:
        return None
    if verb.kin.keys() & {"dobj", "xcomp"} or verb.token.tag_ not in PAST_OR_NOW:
        return None
    sentence, comma = verb.token.sent, subject.left_edge.i - 1
    reach_on = range(verb.i + 1, min(verb.i + PAUSE, sentence.end))
    pause = next((i for i in reach_on if page.lowers[i] == ","), None)
    if comma <= sentence.start or page.lowers[comma] != "," or pause is None:
        return None
    if any(page.tokens[i].pos_ in VERBAL for i in range(verb.i + 1, pause)):
        return None
    return (sentence.start, sentence.end) if resumes(page, pause + 1, sentence.end) else None


def resumes(page: Page, start: int, end: int) -> bool:
    """Whether a clause goes on at a token rather than a relative or a participle of the cue's."""
    if start >= end or page.lowers[start] in JOINTS:
        return False
    rest = (page.tokens[i] for i in range(start, end))
    return any(token.pos_ in VERBAL and token.tag_ != "VBG" for token in rest)


# So far behind its verb a cue between commas may end: "he said in a letter on Monday, ...".
PAUSE = 8
JOINTS = frozenset(["and", "but", "or", "who", "which", "whose", "whom"])
