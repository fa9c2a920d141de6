"""Reported speech and thought after nouns ("the claim that ...", "plans to ...") and adjectives,
and "according to".
"""

from spacy.tokens import Span, Token

from annotations.pipeline.attributions import saying, sources
from annotations.pipeline.attributions.passages import ENDS, Ascription, Page, settle
from annotations.pipeline.attributions.reported import before_aside
from annotations.pipeline.parsing import extents, syntax

# Nouns of which the actor of any verb is the holder: "will press on with plans to".
INTENTIONS = frozenset(["aim", "ambition", "desire", "hope", "intention", "plan", "wish"])
# Verbs with which the holder of the thought is the subject: "voiced a hope", "has plans".
LIGHT = saying.table(
    "announce bring cast confirm convey deliver drop express file give harbor harbour have hold "
    "issue keep launch lodge make offer outline present publish put raise reaffirm receive "
    "reiterate release renew repeat send share state stress submit unveil voice withdraw"
)


def find_noun(page: Page, noun: Token) -> Ascription | None:
    """What a noun says that somebody says or thinks: "Israel's claim *that it acted*".

    Only where the text gives the holder of it.
    """
    if page.lowers[noun.i - 1 : noun.i + 2] == ["in", "order", "to"]:
        return None
    follows = saying.NOUNS[saying.NOUN_FORMS[page.lowers[noun.i]]]
    content = (
        that_clause(noun, follows)
        or that_put_off(noun, follows)
        or to_infinitive(noun, follows)
        or about_to_be(page, noun)
        or about(noun, follows)
    )
    if content is None:
        return None
    source = holder(noun)
    if source is None or source.start >= content[0]:
        return None
    span = settle(page, noun.i, *content)
    if span is None:
        return None
    return Ascription("noun", 0.6, source, (noun.i, noun.i + 1), *span)


def that_clause(noun: Token, follows: tuple[str, ...]) -> tuple[int, int] | None:
    """A clause of the noun: "the view *that Hamas was committed to violence*"."""
    for clause in noun.rights:
        if clause.dep_ in ("acl", "ccomp", "relcl") and clause.left_edge.lower_ in follows:
            if any(c.lower_ == "that" and c.dep_ in ("nsubj", "dobj") for c in clause.children):
                continue
            if clause.left_edge.lower_ != "to":
                return clause.left_edge.i, clause.right_edge.i + 1
    return None


def that_put_off(noun: Token, follows: tuple[str, ...]) -> tuple[int, int] | None:
    """A clause put off behind the verb: "promises were made by Oslo *that relations will hold*"."""
    if noun.dep_ != "nsubjpass" or "that" not in follows or noun.head.lower_ not in LIGHT:
        return None
    clause = syntax.child(noun.head, "ccomp", "advcl")
    if clause is None or clause.i < noun.head.i or clause.left_edge.lower_ != "that":
        return None
    return clause.left_edge.i, clause.right_edge.i + 1


def to_infinitive(noun: Token, follows: tuple[str, ...]) -> tuple[int, int] | None:
    """An infinitive of the noun: "plans *to withdraw its troops*"."""
    if "to" not in follows:
        return None
    for deed in noun.rights:
        if deed.dep_ in ("acl", "relcl", "xcomp") and deed.left_edge.lower_ in ("to", "not"):
            return deed.left_edge.i, deed.right_edge.i + 1
    return None


def about(noun: Token, follows: tuple[str, ...]) -> tuple[int, int] | None:
    """What follows the noun's preposition: "concerns about *its influence*"."""
    preposition = syntax.preposition(
        noun, *(word for word in follows if word not in ("that", "to"))
    )
    if preposition is None or not list(preposition.children):
        return None
    return preposition.i + 1, preposition.right_edge.i + 1


def holder(noun: Token) -> Span | None:
    """Whose claim it is: possessor, nationality before the noun, or who acts with the noun.

    "Israel's claim", "a Senegalese proposal", "promises were made by the minister", "pressed on
    with plans".
    """
    group = next((c for c in noun.lefts if is_group(c)), None)
    owner = syntax.owner(noun) or group or keeper(noun) or user(noun)
    if owner is None or owner.dep_ == "expl" or owner.pos_ in ("VERB", "AUX"):
        return None
    return extents.noun_phrase(owner)


def keeper(noun: Token) -> Token | None:
    """Among whom a thought is held: "concern *among voters* that", "the view *of the court* is"."""
    among = syntax.preposition(noun, "of", "among", "amongst", "within")
    holder = syntax.child(among, "pobj") if among is not None else None
    return holder if holder is not None and sources.speaks(holder) else None


def is_group(modifier: Token) -> bool:
    return modifier.dep_ in ("amod", "compound", "nmod") and modifier.ent_type_ in sources.ACTORS


def user(noun: Token) -> Token | None:
    """Who acts with a noun: subject or agent of its light verb, a named actor of any other verb."""
    verb = noun.head
    if noun.dep_ in ("dobj", "nsubjpass") and verb.lower_ in LIGHT:
        return syntax.actor(verb)
    if noun.dep_ not in ("pobj", "dobj") or saying.NOUN_FORMS[noun.lower_] not in INTENTIONS:
        return None
    if any(c.lower_ == "the" for c in noun.lefts):
        return None
    actor = syntax.holder(noun)
    return actor if actor is not None and sources.speaks(actor) else None


def about_to_be(page: Page, noun: Token) -> tuple[int, int] | None:
    """What a noun is said to be: "our aim is *to resolve the matter*"."""
    copula = noun.head
    if noun.dep_ != "nsubj" or copula.lower_ not in ("is", "was", "remains", "remained"):
        return None
    deed = syntax.child(copula, "xcomp", "ccomp")
    if deed is None or deed.i < copula.i or deed.left_edge.lower_ not in ("to", "that"):
        return None
    return deed.left_edge.i, deed.right_edge.i + 1


def find_attitude(page: Page, adjective: Token) -> Ascription | None:
    """The clause that somebody feels about: "ministers are confident *that it will hold*"."""
    is_participle = adjective.tag_ == "VBN" and syntax.child(adjective, "auxpass") is not None
    if not (is_participle or (adjective.dep_ == "acomp" and adjective.head.pos_ == "AUX")):
        return None
    content = felt_about(adjective)
    source = syntax.subject(adjective if is_participle else adjective.head)
    if content is None or source is None or not sources.speaks(source):
        return None
    span = settle(page, adjective.i, *content)
    if span is None:
        return None
    cue = (adjective.i, adjective.i + 1)
    return Ascription("attitude", 0.7, extents.noun_phrase(source), cue, *span)


def felt_about(adjective: Token) -> tuple[int, int] | None:
    """What a feeling is about: a clause, a deed ("eager *to go*") or a thing ("wary of *him*")."""
    clause = syntax.child(adjective, "ccomp") or syntax.child(adjective.head, "ccomp")
    if clause is not None and clause.i > adjective.i and adjective.lower_ in saying.ATTITUDE_WORDS:
        return clause.left_edge.i, clause.right_edge.i + 1
    deed = syntax.child(adjective, "xcomp")
    if deed is not None and adjective.lower_ in saying.EAGER and deed.left_edge.lower_ == "to":
        return deed.left_edge.i, deed.right_edge.i + 1
    about = syntax.preposition(adjective, *saying.TOWARDS.get(adjective.lower_, ()))
    if about is None or not list(about.children):
        return None
    return about.i + 1, about.right_edge.i + 1


def in_view(page: Page, i: int) -> Ascription | None:
    """The clause that holds in somebody's view: "in the envoy's opinion, *the deal is dead*"."""
    noun = page.tokens[i]
    within, owner = noun.head, syntax.child(noun, "poss")
    if noun.dep_ != "pobj" or within.lower_ not in ("in", "by", "to") or owner is None:
        return None
    content = clause_after(page, within.i, noun)
    if content is None and page.lowers[within.i - 1] == ",":
        content = clause_before(page, within.i)
    span = settle(page, i, *content) if content else None
    if span is None:
        return None
    return Ascription("in_view", 0.6, extents.noun_phrase(owner), (within.i, i + 1), *span)


def according_to(page: Page, i: int) -> Ascription | None:
    """The clause that "according to" ascribes: "*the ship was stopped*, according to reports"."""
    if i + 2 >= len(page.lowers) or page.lowers[i + 1] != "to":
        return None
    noun = syntax.child(page.tokens[i + 1], "pobj")
    if noun is None:
        return None
    source = extents.noun_phrase(noun)
    content = clause_after(page, i, noun) or clause_before(page, i)
    span = settle(page, i, *content) if content else None
    if span is None:
        return None
    return Ascription("according_to", 0.85, source, (i, i + 2), *span)


def in_poll(page: Page, i: int) -> Ascription | None:
    """What a poll that opens the sentence found: "In a poll released on Monday, *most agreed*"."""
    noun = page.tokens[i]
    within, sentence = noun.head, noun.sent
    if noun.dep_ != "pobj" or within.lower_ not in ("in", "per") or within.i != sentence.start:
        return None
    comma = noun.right_edge.i + 1
    root = sentence.root
    if page.lowers[comma : comma + 1] != [","] or root.lower_ in saying.VERB_FORMS:
        return None
    span = settle(page, i, comma + 1, sentence.end) if root.i > comma else None
    if span is None:
        return None
    return Ascription("in_poll", 0.6, extents.noun_phrase(noun), (within.i, within.i + 1), *span)


def clause_after(page: Page, i: int, noun: Token) -> tuple[int, int] | None:
    """The rest of the sentence up to a semicolon, where "according to X" opens it.

    Between X and a comma stands more about X: "according to Reuters, quoting officials, ...".
    """
    sentence = page.tokens[i].sent
    if i - sentence.start > 2:
        return None
    start, edge = extents.noun_phrase(noun).end, noun.right_edge.i + 1
    start = edge if page.lowers[edge : edge + 1] == [","] else start
    if page.lowers[start : start + 1] == [","]:
        start = past_participle_phrase(page, start + 1, sentence.end)
    end = next((k for k in range(start, sentence.end) if page.lowers[k] == ";"), sentence.end)
    return (start, before_aside(page, i, start, end)) if start < end else None


def past_participle_phrase(page: Page, start: int, end: int) -> int:
    """Past a phrase that goes on about the source: "*quoting officials*, the ship was stopped"."""
    if page.tokens[start].tag_ != "VBG" or page.lowers[start] not in saying.CITING_FORMS:
        return start
    return next((k + 1 for k in range(start, end) if page.lowers[k] == ","), start)


def clause_before(page: Page, i: int) -> tuple[int, int] | None:
    """The clause that "according to X" closes or interrupts, up to it."""
    head = page.tokens[i].head
    before = i - 2 if i - 1 in page.within else i - 1
    closing = page.lowers[before] == "," and is_last(page, page.tokens[i].right_edge.i + 1)
    while head.head != head and (closing or head.pos_ not in ("VERB", "AUX")):
        head = head.head
    return head.left_edge.i, (i if i > head.i else head.right_edge.i + 1)


def is_last(page: Page, i: int) -> bool:
    """Whether a sentence ends at a token: a stop, or the end of the text."""
    return i >= len(page.lowers) or page.lowers[i] in ENDS or page.tokens[i].is_space
