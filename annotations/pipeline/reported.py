"""Reported speech and thought after a verb: what was said, read off the verb's complements.

Each rule looks at one verb and gives the tokens of the content that it finds, or None; `find` asks
them in order of how sure they are and lets the first answer stand.
"""

from dataclasses import dataclass

from spacy.tokens import Span, Token

from annotations.pipeline import saying, syntax
from annotations.pipeline.passages import Ascription, Page, settle

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
MODALS = frozenset(["would", "should", "could", "might", "may", "can", "will"])
# What is told by these verbs is the order alone; those told stand outside it.
ORDERING = frozenset(
    ["tell", "order", "charge", "command", "compel", "direct", "instruct", "call", "remind"]
)
RELATIVES = frozenset(["which", "who", "that", "whom", "whose"])
IMPERSONAL = frozenset(["it", "this", "that", "these", "those", "which", "what", "there"])
NOT_DONE = frozenset(
    [
        "refuse",
        "refused",
        "refuses",
        "refusing",
        "decline",
        "declined",
        "declines",
        "declining",
        "fail",
        "failed",
        "fails",
    ]
)


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that may report, with its children by their first dependency label."""

    token: Token
    form: str
    kin: dict[str, Token]

    @property
    def i(self) -> int:
        return self.token.i


def find(page: Page, token: Token) -> Ascription | None:
    """What one verb of the page reports, by the first rule that finds a content."""
    verb = Verb(token, page.lowers[token.i], {c.dep_: c for c in reversed(list(token.children))})
    if is_undone(verb):
        return None
    for rule, confidence in RULES:
        content = rule(page, verb)
        if content is not None:
            return ascribe(page, verb, rule.__name__, confidence, *content)
    return None


def is_undone(verb: Verb) -> bool:
    """Whether the saying itself did not happen: "refused to comment", "would agree to".

    "would like", "would not say" and quoted thoughts still tell what somebody thinks.
    """
    head = verb.token.head
    if verb.token.dep_ == "xcomp" and head.lower_ in NOT_DONE:
        return True
    aux = verb.kin.get("aux")
    return aux is not None and aux.lower_ in MODALS and verb.form in CONDITIONAL


CONDITIONAL = frozenset(["agree", "accept", "decide", "ask", "announce"])


def ascribe(
    page: Page, verb: Verb, rule: str, confidence: float, start: int, end: int
) -> Ascription | None:
    """The ascription of a content in tokens, with the source that the verb's clause gives."""
    source, known = source_of(verb)
    if not known:
        return None
    if start <= verb.i < end:
        start, end = (verb.i + 1, end) if end - verb.i > verb.i - start else (start, verb.i)
    if source is not None and not (source.end <= start or source.start >= end):
        return None
    span = settle(page, verb.i, start, end)
    if span is None:
        return None
    return Ascription(rule, confidence, source, cue_range(verb), *span)


def source_of(verb: Verb) -> tuple[Span | None, bool]:
    """The source's noun phrase, and whether the text settles the matter (True, None: unsourced)."""
    cited = cited_source(verb)
    actor = cited if cited is not None else syntax.actor(verb.token)
    if actor is None or actor.dep_ == "expl":
        return None, syntax.is_passive(verb.token)
    if actor.lower_ in IMPERSONAL and saying.VERB_FORMS.get(verb.form) in saying.EVIDENTIAL:
        return None, False
    if actor.lower_ in RELATIVES:
        return None, False
    return syntax.noun_phrase(actor), True


def cited_source(verb: Verb) -> Token | None:
    """The cited speaker: "quoted *an official* as saying", "*he* was quoted as saying".

    Also "quoted the ambassador, saying the measure ..." where the participle follows the cited.
    """
    above = verb.token.head
    if verb.token.dep_ == "pcomp" and above.lower_ == "as":
        above = above.head
    elif verb.token.tag_ != "VBG" or above.lower_ not in saying.CITING_FORMS:
        return None
    if above.lower_ not in saying.CITING_FORMS:
        return None
    return next((c for c in above.children if c.dep_ in ("dobj", "nsubjpass")), None)


def cue_range(verb: Verb) -> tuple[int, int]:
    """The tokens of the cue: the verb with its particle and negation ("pointed out")."""
    start, end = verb.i, verb.i + 1
    negation = verb.kin.get("neg")
    if negation is not None and negation.i == start - 1:
        start = verb.kin["aux"].i if "aux" in verb.kin and verb.kin["aux"].i == start - 2 else start
    particle = verb.kin.get("prt")
    if particle is not None and particle.i == end:
        end += 1
    return start, end


def reach(token: Token) -> tuple[int, int]:
    return token.left_edge.i, token.right_edge.i + 1


def clause(page: Page, verb: Verb) -> tuple[int, int] | None:
    """A clause: "said *that the talks had failed*", "*the talks have failed*, he said"."""
    if verb.form not in saying.CLAUSE_FORMS:
        return None
    if syntax.is_passive(verb.token) and verb.form not in saying.UNSOURCED_FORMS:
        return None
    complement = verb.kin.get("ccomp")
    if complement is None:
        return None
    return reach(complement)


def told_to(page: Page, verb: Verb) -> tuple[int, int] | None:
    """Somebody and what he is to do: "urged *the parties to stop*"; "ordered it *to leave*"."""
    base = saying.TOLD_TO_FORMS.get(verb.form)
    if base is None or syntax.is_passive(verb.token):
        return None
    deed = verb.kin.get("xcomp") or verb.kin.get("ccomp")
    if deed is None:
        return None
    start, end = reach(deed)
    told = verb.kin.get("dobj")
    own = syntax.child(deed, "nsubj")
    if told is None and own is None:
        return None
    if base in ORDERING:
        return (own.right_edge.i + 1 if own is not None else start), end
    return (told.left_edge.i if told is not None and told.i < start else start), end


def infinitive(page: Page, verb: Verb) -> tuple[int, int] | None:
    """What the source itself means to do: "wants *to return*", "agreed *to meet*"."""
    if verb.form not in saying.INFINITIVE_FORMS or syntax.is_passive(verb.token):
        return None
    deed = verb.kin.get("xcomp")
    return reach(deed) if deed is not None and deed.i > verb.i else None


def considering(page: Page, verb: Verb) -> tuple[int, int] | None:
    """A deed weighed: "is considering *expelling the ambassador*"."""
    deed = verb.kin.get("xcomp")
    if verb.form not in WEIGHING or deed is None or deed.tag_ != "VBG":
        return None
    return reach(deed)


WEIGHING = saying.table(["consider", "suggest", "propose", "recommend", "contemplate"])


def on_to(page: Page, verb: Verb) -> tuple[int, int] | None:
    """Those called on and what they are to do: "called on Kiev *to revise it*"."""
    if verb.form not in CALLING:
        return None
    deed = verb.kin.get("xcomp") or verb.kin.get("advcl")
    on = syntax.preposition(verb.token, "on", "upon", "to")
    if deed is None or on is None or deed.i < on.i:
        return None
    return reach(deed)


CALLING = saying.table(["call", "appeal"])


def unsourced(page: Page, verb: Verb) -> tuple[int, int] | None:
    """What is held without saying by whom: "*the ship* is believed *to carry arms*"."""
    if verb.form not in saying.UNSOURCED_FORMS or not syntax.is_passive(verb.token):
        return None
    deed, subject = verb.kin.get("xcomp"), verb.kin.get("nsubjpass")
    if deed is None or subject is None:
        return None
    if verb.form == "told":
        return reach(deed)
    return subject.left_edge.i, deed.right_edge.i + 1


def said_of(page: Page, verb: Verb) -> tuple[int, int] | None:
    """Somebody and what is said of him: "accused *Iran of lying*", "described *it as dead*"."""
    base = saying.SAID_OF_FORMS.get(verb.form)
    said = syntax.preposition(verb.token, *saying.SAID_OF[base]) if base else None
    if said is None:
        return None
    whom = verb.kin.get("nsubjpass" if syntax.is_passive(verb.token) else "dobj")
    start, end = reach(said)
    if whom is None or whom.lower_ in RELATIVES:
        return start + 1, end
    return min(start, whom.left_edge.i), end


def named(page: Page, verb: Verb) -> tuple[int, int] | None:
    """Somebody and the name given: "called *the raid a crime*", "which he called *a crime*"."""
    if verb.form not in saying.NAMED_FORMS or syntax.is_passive(verb.token):
        return None
    name = verb.kin.get("oprd") or verb.kin.get("ccomp")
    if name is None:
        return None
    start, end = reach(name)
    whom = verb.kin.get("dobj")
    if whom is None or whom.lower_ in RELATIVES or whom.i < verb.i:
        return start, end
    return min(start, whom.left_edge.i), end


def cited(page: Page, verb: Verb) -> tuple[int, int] | None:
    """A source and its words, as another cites them: "quoted *an official as saying it was*"."""
    if verb.form not in CITED or syntax.is_passive(verb.token):
        return None
    whom = verb.kin.get("dobj")
    speech = syntax.preposition(verb.token, "as") or verb.kin.get("advcl")
    if whom is None or speech is None or speech.i < whom.i:
        return None
    return whom.left_edge.i, speech.right_edge.i + 1


CITED = saying.table(["cite", "quote"])


def about(page: Page, verb: Verb) -> tuple[int, int] | None:
    """What follows a preposition: "called for *a truce*", "warned of *war*"."""
    base = saying.PREPOSITION_FORMS.get(verb.form)
    if base is None or syntax.is_passive(verb.token):
        return None
    preposition = syntax.preposition(verb.token, *saying.PREPOSITION[base])
    if preposition is not None:
        return preposition.i + 1, preposition.right_edge.i + 1
    return for_to(verb) if "for" in saying.PREPOSITION[base] else None


def for_to(verb: Verb) -> tuple[int, int] | None:
    """A clause after "for": "called for *the countries to unite*"."""
    deed = verb.kin.get("ccomp") or verb.kin.get("advcl") or verb.kin.get("xcomp")
    if deed is None or deed.i < verb.i or deed.left_edge.lower_ != "for":
        return None
    return deed.left_edge.i + 1, deed.right_edge.i + 1


def noted(page: Page, verb: Verb) -> tuple[int, int] | None:
    """A noun phrase that sums up the words: "denies *the allegations*", "voiced *concern*"."""
    if verb.form not in saying.OBJECT_FORMS or syntax.is_passive(verb.token):
        return None
    content = verb.kin.get("dobj")
    if content is None or content.i < verb.i or content.lower_ in RELATIVES:
        return None
    if content.ent_type_ == "PERSON" or content.pos_ == "PRON":
        return None
    return reach(content)


RULES = (
    (cited, 0.8),
    (unsourced, 0.7),
    (on_to, 0.8),
    (said_of, 0.75),
    (told_to, 0.8),
    (named, 0.75),
    (clause, 0.9),
    (infinitive, 0.75),
    (considering, 0.6),
    (about, 0.7),
    (noted, 0.5),
)
