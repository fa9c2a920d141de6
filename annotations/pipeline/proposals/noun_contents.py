"""What a proposal noun is about, read off the words around it, and who is to act."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from annotations.pipeline.parsing import extents, syntax
from annotations.pipeline.proposals import cues
from annotations.pipeline.proposals.clauses import infinitive, infinitive_phrase
from annotations.pipeline.proposals.drafts import is_actor
from annotations.pipeline.proposals.noun_owners import NATIONAL, author
from annotations.pipeline.proposals.objects import is_infinitive, object_phrase

# Prepositions before what is put forward: a plan *for* peace, an offer *of* talks.
INTO_CONTENT = cues.words("for of on about")
# Words that say a text is only proposed.
DRAFT = cues.words("draft proposed rival compromise competing counter suggested")


def _proposed(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """What is called proposed: "the EU's *proposed* plan"."""
    if any(c.lower_ in PROPOSED for c in noun.lefts):
        return extents.noun_phrase(noun), ()
    return None, ()


PROPOSED = cues.words("proposed suggested planned draft")


def content_of(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """Give what a proposal noun is about, and who is to act."""
    return first_of(READERS_OF_CONTENT, noun)


def first_of(readers, noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """Give what the first reader finds that finds a content."""
    found = (reader(noun) for reader in readers)
    return next((f for f in found if f[0] is not None), (None, ()))


def _described(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """A participle or relative: "proposals *aimed at ending it*", "a plan *that would end it*"."""
    for clause in noun.rights:
        if clause.dep_ not in ("acl", "relcl"):
            continue
        if clause.lower_ in AIMING:
            return extents.clipped(noun.doc, clause.i, clause.right_edge.i + 1, clause.i), ()
        helper = next((c for c in clause.lefts if c.lower_ in WOULD), None)
        own = syntax.child(clause, "nsubj", "nsubjpass")
        if clause.lower_ in HANDLED and syntax.is_passive(clause):
            continue
        if helper is not None and own is not None and own.lower_ in ("that", "which"):
            return _from(helper, clause), ()
    return None, ()


def _from(helper: Token, verb: Token) -> Span:
    return extents.clipped(verb.doc, helper.i, verb.right_edge.i + 1, verb.i)


AIMING = cues.words(
    "aimed designed intended meant calling providing seeking envisaging foreseeing proposing "
    "requiring asking demanding urging offering involving aiming allowing giving setting banning"
)
# What is done with a plan is not what it holds: "a plan which will be *put* to a vote".
HANDLED = cues.words(
    "offered presented submitted voted debated discussed considered unveiled announced published "
    "released put made sent tabled examined reviewed finalised finalized rejected approved adopted"
)
WOULD = cues.words("would will 'd ’d")


def _holding(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """What it would do or holds: "it *would end the war*", "its proposals include *a ban*"."""
    verb = noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "among" and verb.head.lower_ in BEING:
        thing = syntax.child(verb.head, "nsubj", "attr")
        return (object_phrase(thing, verb.head), ()) if thing is not None else (None, ())
    if noun.dep_ != "nsubj" or verb.i < noun.i or syntax.is_negated(verb):
        return None, ()
    helper = next((c for c in verb.lefts if c.lower_ in WOULD), None)
    if helper is not None and verb.pos_ == "VERB" and verb.lower_ not in FARING:
        return _from(helper, verb), ()
    thing = syntax.child(verb, "dobj") if verb.lower_ in HOLDING else None
    prep = syntax.preposition(verb, "for") if verb.lower_ in ("provides", "provided") else None
    thing = syntax.child(prep, "pobj", "pcomp") if prep is not None else thing
    return (object_phrase(thing, prep or verb), ()) if thing is not None else (None, ())


BEING = cues.words("is are was were")
HOLDING = cues.verb_forms(
    "include envisage envision foresee involve entail contain stipulate comprise feature offer"
)
# How a plan fares is not what it holds: "the plan would *fail*".
FARING = cues.verb_forms(
    "be have fail work face need help hurt get come go take meet become remain lead mean make "
    "win harm undermine backfire collapse succeed die pass"
)


def under(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """What is to be under it: "under the French plan *elections would be held*"."""
    prep = noun.head
    beneath = prep.lower_ == "under" or prep.head.lower_ == "according"
    verb = prep.head.head if prep.lower_ == "to" else prep.head
    if noun.dep_ != "pobj" or not beneath or verb.pos_ not in ("VERB", "AUX"):
        return None, ()
    own = syntax.child(verb, *syntax.SUBJECTS)
    if own is None or not any(c.tag_ == "MD" for c in verb.lefts):
        return None, ()
    agent = (own,) if is_actor(own) and own.dep_ == "nsubj" else ()
    end = verb.right_edge.i + 1 if noun.i < own.i else prep.i
    return extents.clipped(noun.doc, own.left_edge.i, end, verb.i), agent


def _clauses(noun: Token) -> Iterator[Token]:
    """Yield the clauses on a noun, or on the verb that has it as its object."""
    following = noun.doc[noun.i + 1 : noun.i + 2]
    to = following[0] if following else noun
    if to.lower_ == "to" and to.dep_ == "aux" and noun.head != to.head:
        yield to.head
    yield from (c for c in noun.rights if c.dep_ in ("acl", "relcl", "ccomp", "advcl"))
    prep = syntax.preposition(noun, "on", "to") or syntax.preposition(noun.head, "on")
    asked = syntax.child(prep, "pobj") if prep is not None and prep.i > noun.i else None
    yield from (c for c in asked.rights if c.dep_ in ("acl", "relcl")) if asked is not None else ()
    if noun.dep_ in ("dobj", "nsubjpass") and noun.head.lower_ in cues.SUPPORTS:
        clauses = ("ccomp", "xcomp", "advcl")
        yield from (c for c in noun.head.rights if c.dep_ in clauses and c.i > noun.i)
    if noun.dep_ == "dobj" and noun.head.lower_ in ANSWERING:
        yield from (c for c in noun.head.rights if c.i > noun.i and _goes_on(c))
    yield from _after_author(noun)
    yield from _parted(noun)


# What is done with what somebody wants, before what that is: "*ignored* a call last week to go".
ANSWERING = cues.verb_forms("ignore reject defy miss meet flout heed accept extend obey spurn")


def _goes_on(clause: Token) -> bool:
    """Say whether an infinitive after a noun, or a time, goes on with it rather than says why."""
    start = clause.left_edge
    timed = start.i > 0 and start.nbor(-1).ent_type_ in ("DATE", "TIME")
    return clause.dep_ == "xcomp" or (clause.dep_ == "advcl" and timed)


def _after_author(noun: Token) -> Iterator[Token]:
    """Yield an infinitive after who is named: "a move by Chad *to go*", "set by Oslo *to*"."""
    hosts = [c for c in noun.rights if c.dep_ == "acl"]
    near = author(noun)
    for host in [*hosts, noun.head] if near is not None else hosts:
        for clause in host.rights:
            begins = host != noun.head or clause.left_edge.i == near.right_edge.i + 1
            if clause.dep_ in ("advcl", "xcomp") and begins and is_infinitive(clause):
                yield clause


def _parted(noun: Token) -> Iterator[Token]:
    """Yield a that-clause that other words part from its noun: "the *idea*, his own, that"."""
    for token in noun.doc[noun.i + 2 : noun.i + 16]:
        if token.lower_ == "that" and token.dep_ == "mark" and token.head.i > token.i:
            above = token.head.head
            if above.i <= noun.i or above.head == noun:
                yield token.head
        if token.is_sent_start or token.lower_ in ("that", "said", "says") or token.text in PARTING:
            return


PARTING = frozenset({".", ";", ":", '"', "“", "”"})


def that_clause(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """An infinitive or that-clause: "proposal *to widen it*", "demand *that Iran stop*"."""
    for clause in _clauses(noun):
        agent = syntax.child(clause, "nsubj", "nsubjpass")
        told = (agent,) if agent is not None and is_actor(agent) and agent.i > noun.i else ()
        if is_infinitive(clause):
            return infinitive_phrase(clause), told or called(noun)
        mark = next((c for c in clause.lefts if c.dep_ == "mark" and c.lower_ == "that"), None)
        if mark is not None:
            return extents.phrase(clause), told
    return None, ()


def for_clause(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """A clause after "for" that the parser hung on the verb: "backed a call *for Oslo to act*"."""
    mark = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    clause = mark.head
    if mark.lower_ != "for" or mark.dep_ != "mark" or clause.i < mark.i:
        return None, ()
    agent = syntax.child(clause, "nsubj")
    told = (agent,) if agent is not None and is_actor(agent) else ()
    return extents.clipped(noun.doc, mark.i + 1, clause.right_edge.i + 1, clause.i), told


def called(noun: Token) -> tuple[Token, ...]:
    """Give who is called on by a noun: "a call *on Israel* to stop", "an appeal *to* donors"."""
    prep = syntax.preposition(noun, "on", "to") or syntax.preposition(noun.head, "on")
    given = syntax.child(noun.head, "dative") if noun.dep_ == "dobj" else None
    if noun.dep_ == "dobj" and noun.head.lower_ in cues.SUPPORTS and syntax.is_passive(noun.head):
        given = syntax.child(noun.head, "nsubjpass")
    if given is not None and given.pos_ != "ADP" and is_actor(given):
        return (given,)
    who = syntax.child(prep, "pobj") if prep is not None else None
    return (who,) if who is not None and is_actor(who) else ()


def predicate(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """What it is said to be: "our proposal is *to meet again*", "... is *that both withdraw*"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lower_ not in ("is", "was", "be", "remains"):
        return None, ()
    prep = next((c for c in verb.rights if c.lower_ == "for" and c.dep_ == "prep"), None)
    thing = syntax.child(prep, "pobj", "pcomp") if prep is not None else None
    if thing is not None and syntax.child(verb, "attr", "acomp") is None:
        return object_phrase(thing, prep), ()
    for clause in verb.rights:
        if clause.dep_ in ("xcomp", "ccomp", "advcl") and _is_said_whole(clause):
            return extents.phrase(clause), ()
    return None, ()


def is_it(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """What is said to be the only way: "the only solution is *a vote*", "is *through talks*"."""
    verb = noun.head
    only = any(c.lower_ in ("only", "best", "right") for c in noun.lefts)
    if noun.dep_ != "nsubj" or verb.lower_ not in ("is", "was", "be", "remains") or not only:
        return None, ()
    thing = syntax.child(verb, "attr", "prep")
    if thing is None or thing.i < verb.i:
        return None, ()
    return extents.clipped(noun.doc, thing.left_edge.i, thing.right_edge.i + 1, thing.i), ()


def demanded(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """What a demand or condition is: "their chief demand is *the release of the crew*"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lower_ not in ("is", "are", "was", "were"):
        return None, ()
    thing = syntax.child(verb, "attr")
    if thing is None or cues.NOUN_ACTS[noun.lower_] not in ("demand", "request"):
        return None, ()
    return object_phrase(thing, verb), ()


def _is_said_whole(clause: Token) -> bool:
    """Say whether a clause opens as a content does: "*to* meet", "*that* both meet"."""
    return any(c.lower_ in ("to", "that") for c in clause.lefts)


def prepositional(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """A phrase: "call *for restraint*", "offer *of talks*", "plan *for Gaza*"."""
    for prep in _prepositions(noun):
        if prep.dep_ != "prep" or prep.lower_ not in INTO_CONTENT:
            continue
        thing = syntax.child(prep, "pobj", "pcomp")
        if thing is None or (prep.lower_ == "of" and is_actor(thing) and not _has_owner(noun)):
            continue
        if thing.ent_type_ in ("DATE", "TIME") or (prep.ent_type_ and prep.ent_iob_ == "I"):
            continue
        clause = infinitive(prep) or infinitive(thing)
        if clause is not None:
            return infinitive_phrase(clause), (thing,)
        content = extents.clipped(noun.doc, prep.i + 1, prep.right_edge.i + 1, thing.i)
        return content, called(noun)
    return None, ()


def _has_owner(noun: Token) -> bool:
    """Say whether an idea is somebody's, so that "of" tells what it is: "his *idea* of a court"."""
    return noun.lower_ in CONCEIVED and syntax.child(noun, "poss") is not None


CONCEIVED = cues.noun_forms("idea suggestion proposal")


def _prepositions(noun: Token) -> Iterator[Token]:
    """Yield the prepositions on a noun, then a "for" that the parser hung beside it.

    "demands of the UN *for* a ceasefire": on the author, or on the verb above.
    """
    yield from noun.rights
    near = author(noun)
    if near is not None:
        yield from (c for c in near.rights if c.lower_ == "for")
        beside = (c for c in noun.head.rights if c.lower_ == "for")
        yield from (c for c in beside if c.i == near.i + 1)


def says_more(noun: Token) -> bool:
    """Say whether more than words before it tells what a proposal noun holds."""
    readers = (r for r in READERS_OF_CONTENT if r not in (modifier, _proposed))
    return any(reader(noun)[0] is not None for reader in readers)


NAMING = ("compound", "nummod", "nmod", "quantmod")


def modifier(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """A noun before it: "the EU's *ceasefire* proposal"."""
    parts = [c for c in noun.lefts if c.dep_ in NAMING and c.ent_type_ not in NATIONAL]
    if noun.pos_ == "PROPN" or not parts or parts[-1].i != noun.i - 1:
        return None, ()
    if all(p.dep_ == "nummod" or p.lower_ in DRAFT or _is_measure(p) for p in parts):
        return None, ()
    return noun.doc[parts[0].left_edge.i : noun.i], ()


def _is_measure(part: Token) -> bool:
    """Say whether a word only counts: "a *five-year* plan", "a *ten-point* plan"."""
    return part.lower_.rpartition("-")[2] in COUNTED


COUNTED = cues.words("year month week day hour point step page stage part phase track")


def _beside(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """What it stands beside: "*an end to the tests*, a demand of Seoul"."""
    if noun.dep_ != "appos" or is_actor(noun.head) or noun.head.i > noun.i:
        return None, ()
    return extents.clipped(noun.doc, noun.head.left_edge.i, noun.left_edge.i, noun.head.i), ()


def _after_colon(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """What a colon brings: "was served an ultimatum: *elections by March*"."""
    if noun.dep_ not in ("dobj", "nsubjpass", "nsubj", "attr", "ROOT"):
        return None, ()
    doc, end = noun.doc, noun.sent.end
    for i in range(noun.i + 1, end - 1):
        if doc[i].text == ":":
            return extents.clipped(doc, i + 1, end, i + 1), ()
        if doc[i].text in extents.QUOTES:
            break
    return None, ()


# What a noun may tell though nobody says whose proposal it is.
OPEN = (that_clause, _holding, under)
READERS_OF_CONTENT = (
    for_clause,
    that_clause,
    prepositional,
    _described,
    predicate,
    demanded,
    _holding,
    under,
    _after_colon,
    _beside,
    modifier,
    _proposed,
)
