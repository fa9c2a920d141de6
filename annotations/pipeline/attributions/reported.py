"""Reported speech and thought after a verb: its content, its source and its cue.

The constructions are asked in order of how telling they are; the first that finds a content stands.
"""

from collections.abc import Callable
from typing import NamedTuple

from spacy.tokens import Token

from annotations.pipeline.attributions import (
    complements,
    interruptions,
    judgements,
    saying,
    sources,
)
from annotations.pipeline.attributions.complements import Verb
from annotations.pipeline.attributions.passages import Ascription, Page, settle
from annotations.pipeline.parsing import syntax

MODALS = frozenset(["would", "should", "could", "might", "may", "can", "will", "must"])
# With a modal or denied, these acts have not happened: "would agree to freeze".
CONDITIONAL = saying.table("agree accept ask announce decide")
# With a modal, nor have these: "may want to go", "should have known".
SUPPOSED = saying.table("believe discover find know learn see show think understand")
CONDITIONS = frozenset(["if", "unless", "lest"])
NOT_DONE = saying.table("refuse decline fail")
# A clause after a comma and one of these is the narrator's, unless it holds quoted words.
ASIDES = frozenset(["which", "who", "whom", "whose", "where", "when"])
CONTRASTS = frozenset(["though", "although", "while", "whilst", "whereas", "despite", "even"])
# ", a charge that Oslo denies" is the narrator's.
DENIABLE = frozenset(["accusation", "allegation", "assertion", "charge", "claim", "suggestion"])
# ", in an interview" tells when it was said.
OCCASIONS = frozenset(
    ["address", "briefing", "comments", "conference", "interview", "letter", "speech", "statement"]
)


class Rule(NamedTuple):
    """A construction, and what holds of it.

    `speakers_only`: things do it too (claim lives, promise relief), so its source must be one that
    speaks. `around_cue`: the content runs on both sides of the cue. `with_asides`: what follows a
    comma is never the narrator's.
    """

    content: Callable[[Page, Verb], tuple[int, int] | None]
    confidence: float
    speakers_only: bool = False
    around_cue: bool = False
    with_asides: bool = False


RULES = (
    Rule(complements.cited, 0.8, with_asides=True),
    Rule(complements.unsourced, 0.7, around_cue=True),
    Rule(complements.on_to, 0.8),
    Rule(judgements.said_of, 0.75, speakers_only=True, around_cue=True),
    Rule(complements.told_to, 0.8, speakers_only=True),
    Rule(judgements.named, 0.75),
    Rule(judgements.referred, 0.75),
    Rule(judgements.judged_by, 0.75, speakers_only=True, around_cue=True),
    Rule(complements.made_clear, 0.9),
    Rule(complements.clause, 0.9),
    Rule(interruptions.as_said, 0.7, around_cue=True),
    Rule(interruptions.parenthesis, 0.8, around_cue=True),
    Rule(complements.that_follows, 0.8),
    Rule(interruptions.closing, 0.7, around_cue=True),
    Rule(interruptions.interrupted, 0.6, around_cue=True),
    Rule(complements.infinitive, 0.75, speakers_only=True),
    Rule(complements.considering, 0.6),
    Rule(complements.about, 0.7, speakers_only=True),
    Rule(judgements.judged, 0.6, speakers_only=True),
    Rule(judgements.turned_on, 0.6, speakers_only=True),
    Rule(complements.noted, 0.5, speakers_only=True),
)


PREPOSITIONAL = (complements.about, complements.on_to, judgements.referred)


def find(page: Page, token: Token) -> Ascription | None:
    """What one verb of the page reports, by the first rule that finds a content."""
    kin = {c.dep_: c for c in reversed(list(token.children))}
    passive = token.tag_ in ("VBN", "VBD") and syntax.is_passive(token)
    verb = Verb(token, page.lowers[token.i], kin, passive)
    if is_undone(verb):
        return None
    for rule in RULES:
        content = rule.content(page, verb)
        if content is not None:
            return ascribe(page, verb, rule, *content)
    return None


def is_undone(verb: Verb) -> bool:
    """Whether the saying itself did not happen: "refused to comment", "would agree to".

    Nor has what somebody is only told to say: "urged him to demand a truce".
    """
    head = verb.token.head
    if verb.token.dep_ == "xcomp" and head.lower_ in NOT_DONE:
        return True
    aux = verb.kin.get("aux")
    if verb.form in CONDITIONAL and "neg" in verb.kin:
        return True
    if aux is not None and aux.lower_ == "to" and is_told(verb, head):
        return True
    return is_supposed(verb, aux) or is_condition(verb) or is_asked(verb, aux)


def is_asked(verb: Verb, aux: Token | None) -> bool:
    """Whether a question leaves it open: "*Does* he think that it will hold?"."""
    subject = verb.kin.get("nsubj")
    if aux is None or subject is None or aux.i > subject.i:
        return False
    return verb.token.doc[verb.token.sent.end - 1].lower_ == "?" or "?" in [
        c.text for c in verb.token.rights
    ]


def is_supposed(verb: Verb, aux: Token | None) -> bool:
    """Whether a modal makes it no more than a thought: "*would* agree", "*should* have known"."""
    modal = aux is not None and aux.lower_ in MODALS
    return modal and (verb.form in CONDITIONAL or verb.form in SUPPOSED)


def is_condition(verb: Verb) -> bool:
    """Whether the saying is what something else depends on: "*if* he wants to keep it"."""
    mark = verb.kin.get("mark")
    return mark is not None and mark.lower_ in CONDITIONS and verb.token.dep_ == "advcl"


def is_told(verb: Verb, head: Token) -> bool:
    """Whether an infinitive is what somebody else is to do: "urged *him* to demand"."""
    if head.lower_ not in saying.TOLD_TO_FORMS or verb.token.dep_ not in ("xcomp", "ccomp"):
        return False
    return "nsubj" in verb.kin or any(
        c.dep_ in ("dobj", "dative", "nsubjpass") for c in head.children
    )


def ascribe(page: Page, verb: Verb, rule: Rule, start: int, end: int) -> Ascription | None:
    """The ascription of a content in tokens, with the source that the verb's clause gives."""
    source, known = sources.of_verb(verb.token)
    if not known or (source is not None and is_nobody(source.root)):
        return None
    if rule.speakers_only and source is not None and not sources.speaks(source.root):
        return None
    if not rule.around_cue:
        start, end = beside(verb, start, end)
        if source is not None and source.start < end and start < source.end:
            return None
    if start == verb.i + 1:
        start = past_day(page, start, end)
    if not rule.with_asides:
        end = before_aside(page, verb.i, start, end)
    span = settle(page, verb.i, start, end)
    if span is None:
        return None
    name = rule.content.__name__
    return Ascription(name, rule.confidence, source, cue_range(verb, rule, start), *span)


def is_nobody(source: Token) -> bool:
    """Whether nobody says it: "*none* of the parties requested one", "*no party* asked for it"."""
    return source.lower_ in ("none", "nobody") or any(c.lower_ == "no" for c in source.lefts)


def beside(verb: Verb, start: int, end: int) -> tuple[int, int]:
    """A content cut to the longer side of its cue, where the parse drew it over both."""
    if not start <= verb.i < end:
        return start, end
    return (verb.i + 1, end) if end - verb.i > verb.i - start else (start, verb.i)


def past_day(page: Page, start: int, end: int) -> int:
    """Where a content begins that the day of the saying stands before: "said Monday *it fell*"."""
    if page.lowers[start] not in DAYS or end - start <= DAYS_COMPANY:
        return start
    following = start + 1 + (page.lowers[start + 1] == ",")
    return start if page.tokens[following].pos_ in ("VERB", "AUX", "ADP") else following


DAYS = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    + ["today", "yesterday", "earlier", "later"]
)
DAYS_COMPANY = 2


def before_aside(page: Page, cue: int, start: int, end: int) -> int:
    """Where the reported words end and the narrator's begin: "to join, *which he called* ...".

    Quoted words after a comma still belong to the content, unless another cue brings them.
    """
    around = page.within.get(cue)
    for i in range(start + 1, end - 1):
        if page.lowers[i + 1] == "according" and page.lowers[i + 2 : i + 3] == ["to"]:
            return i + 1
        if page.lowers[i] == "," and page.within.get(i) == around and is_aside(page, i + 1, end):
            return i
        if closes_with_comma(page, i) and page.tokens[i + 1].tag_ == "VBG":
            return i + 1 if is_aside(page, i + 1, end) else end
    return end


def closes_with_comma(page: Page, i: int) -> bool:
    """Whether a token closes a quotation that ends with a comma: the "man of peace,*"* adding."""
    quoted = page.within.get(i)
    return quoted is not None and quoted.end == i + 1 and page.lowers[i - 1] == ","


def is_aside(page: Page, i: int, end: int) -> bool:
    """Whether the narrator takes over at a token after a comma, up to the end of the content."""
    word, token = page.lowers[i], page.tokens[i]
    if word in ("a", "an") and DENIABLE.intersection(page.lowers[i + 1 : i + 2]):
        return token.head.right_edge.i >= end - 2
    if word == "according" or (token.tag_ == "VBG" and word in saying.VERB_FORMS):
        return word != "considering"
    if word in ("in", "during", "at") and OCCASIONS.intersection(page.lowers[i:end]):
        return token.right_edge.i >= end - 2
    if word not in ASIDES and word not in CONTRASTS:
        return False
    clause = token.head.head if word == "whose" else token.head
    if clause.right_edge.i < end - 2:
        return False
    tail = range(i, end)
    cued = any(page.lowers[k] in saying.VERB_FORMS for k in tail)
    return cued or all(page.within.get(k) == page.within.get(i) for k in tail)


def cue_range(verb: Verb, rule: Rule, content: int) -> tuple[int, int]:
    """The tokens of the cue: the verb with particle and negation ("pointed out", "don't want").

    Also the preposition before its content: "*called for* a truce", "*appealed to* both to talk",
    but not one before somebody else: "*appealed* to both for a truce".
    """
    start, end = verb.i, verb.i + 1
    negation, aux = verb.kin.get("neg"), verb.kin.get("aux")
    if negation is not None and negation.i == start - 1:
        start = aux.i if aux is not None and aux.i == start - 2 else start
    particle = verb.kin.get("prt")
    if rule.content in PREPOSITIONAL:
        following = verb.token.nbor(1)
        leads = following.tag_ in ("IN", "TO", "RP") and content <= end + 2
        return start, end + 1 if leads else end
    return start, end + 1 if particle is not None and particle.i == end else end
