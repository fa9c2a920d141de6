"""Rules for nouns that name a proposal: "Macron's *proposal* to widen the coalition".

A noun is a telling where the text gives both who puts it forward and what it is.
"""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from annotations.pipeline import cues, syntax
from annotations.pipeline.clauses import infinitive, infinitive_phrase
from annotations.pipeline.drafts import Draft, is_actor, named_before, resolve_document
from annotations.pipeline.objects import is_infinitive, object_phrase

# Prepositions before what is put forward: a plan *for* peace, an offer *of* talks.
INTO_CONTENT = cues.words("for of on about")
# Nouns of what one means to do: a proposal only where one says so in public.
INTENTIONS = cues.noun_forms("intention intent pressure")
PUTTING = cues.verb_forms(
    "propose suggest make put table float present submit offer unveil outline issue launch sponsor "
    "draft broker introduce advance circulate announce deliver raise file publish pitch author "
    "back voice draw work hand bring air moot"
)


def telling(noun: Token) -> Draft | None:
    """Give the telling that a proposal noun makes by itself, if the text says whose it is."""
    if _is_modifier(noun) or _is_denied(noun):
        return None
    draft = _drafted(noun)
    if noun.lower_ in cues.DRAFTABLE and draft is None:
        return None
    who, rule = proposer(noun)
    if who is None:
        return _ownerless(noun, draft)
    if noun.lower_ in INTENTIONS and bearer(noun) is None:
        return None
    if noun.lower_ in TERMS and not _is_set(noun):
        return None
    if who.pos_ == "PRON" and bearer(noun) is not None:
        who = bearer(noun)
    content, told = content_of(noun)
    act = cues.NOUN_ACTS[noun.lower_]
    verb = _uttered(noun)
    cue = noun.doc[(draft or noun).i : noun.i + 1]
    told = told or responder(noun, who)
    return Draft(act, cue, resolve_document(who), content, f"noun-{rule}", verb, told, clause=True)


def _ownerless(noun: Token, draft: Token | None) -> Draft | None:
    """Give the telling of a noun that leaves open whose it is: "the plan *would end the war*"."""
    if noun.lower_ not in OWNED:
        return None
    content, told = _first(OPEN, noun)
    if content is None:
        return None
    act, cue = cues.NOUN_ACTS[noun.lower_], noun.doc[(draft or noun).i : noun.i + 1]
    return Draft(act, cue, None, content, "noun-told", noun, told, clause=True)


# What somebody must have put forward, so that its owner is sought in the rest of the article.
OWNED = cues.words(
    "proposal plan initiative draft resolution blueprint roadmap package bill text document idea"
)
TERMS = cues.noun_forms("condition precondition deadline requirement")
SETTING = cues.verb_forms("set impose lay put attach give issue announce name add")


def _is_set(noun: Token) -> bool:
    """Say whether somebody sets terms: "*set* a deadline", "*its* condition that"."""
    return (noun.dep_ == "dobj" and noun.head.lower_ in SETTING) or (
        possessor(noun) is not None and _clause(noun)[0] is not None
    )


def _drafted(noun: Token) -> Token | None:
    """Give the word that says a text is only proposed: "a *draft* law", "US-*drafted* text"."""
    for left in noun.lefts:
        if left.lower_ in DRAFT or (left.tag_ == "VBN" and left.lower_ in AUTHORED):
            return left if left.lower_ == "draft" and left.i == noun.i - 1 else noun
    return None


DRAFT = cues.words("draft proposed rival compromise competing counter suggested")
AUTHORED = cues.words("drafted sponsored backed authored proposed brokered penned led written")


def responder(noun: Token, who: Token) -> tuple[Token, ...]:
    """Give who answers, to whom it must have been put: "*Iran* declined a US request"."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ in ("to", "with", "on", "up"):
        verb = verb.head
    if verb.pos_ != "VERB" or verb.lower_ not in ANSWERED:
        return ()
    other = syntax.actor(verb)
    return (other,) if other is not None and other != who and is_actor(other) else ()


ANSWERED = cues.verb_forms(
    "reject decline accept refuse dismiss ignore turn rebuff spurn review consider study receive "
    "agree consent take snub heed meet comply answer respond brush resist bow yield get weigh "
    "examine mull fulfil fulfill grant rule"
)


def _uttered(noun: Token) -> Token:
    """Give the word whose clause tells when and where a noun's proposal was made.

    The verb that puts it forward; another verb ("*rejected* the plan on Friday") has its own time.
    """
    if noun.dep_ in ("dobj", "nsubjpass") and noun.head.lower_ in cues.SUPPORTS:
        return noun.head
    clauses = (c for c in noun.rights if c.dep_ in ("acl", "relcl") and c.lower_ in PUTTING)
    return next(clauses, noun)


def _is_modifier(noun: Token) -> bool:
    """Say whether a noun only describes another: "a *plan* document", "*call* centre"."""
    return noun.dep_ in ("compound", "amod", "nmod") or noun.pos_ not in ("NOUN", "PROPN")


def _is_denied(noun: Token) -> bool:
    """Say whether there is no such proposal: "made *no* offer", "did *not* make a request"."""
    if any(c.lower_ in ("no", "any", "neither", "every") for c in noun.lefts):
        return True
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lower_ in cues.SUPPORTS and syntax.is_negated(verb):
        return True
    return noun.lower_ in cues.PLANS and verb.lower_ in DROPPING and _is_supposed(verb)


DROPPING = cues.verb_forms("give drop abandon scrap shelve renounce forgo")


def _is_supposed(verb: Token) -> bool:
    """Say whether a verb stands in a condition: "*if* Ukraine withdrew and *gave up* its plan"."""
    while verb.dep_ == "conj":
        verb = verb.head
    return any(c.lower_ in ("if", "unless") for c in verb.lefts)


def proposer(noun: Token) -> tuple[Token | None, str]:
    """Give who puts a proposal forward, and by which rule."""
    for rule, reader in READERS.items():
        who = reader(noun)
        if who is not None:
            return who, rule
    return None, ""


def possessor(noun: Token) -> Token | None:
    """The possessor: "*Macron's* proposal", "*its* call"."""
    who = syntax.child(noun, "poss")
    return who if who is not None and (is_actor(who) or who.pos_ == "PRON") else None


def nationality(noun: Token) -> Token | None:
    """The name before it: "a *French* proposal", "the *Bush Administration* plan"."""
    for left in noun.lefts:
        if left.dep_ in ("amod", "compound", "nmod") and left.ent_type_ in NATIONAL:
            return left
    return named_before(noun)


NATIONAL = frozenset({"NORP", "GPE", "ORG", "PERSON"})


def author(noun: Token) -> Token | None:
    """Who it comes from: "a plan *by Egypt*", "offers *from Qatar*", "the demands *of* powers"."""
    for prep in noun.rights:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in ("by", "from", "of"):
            who = syntax.child(prep, "pobj")
            if who is not None and is_actor(who):
                return who
    for prep in noun.subtree:
        if prep.dep_ in ("prep", "agent") and prep.lower_ == "from" and prep.i > noun.i:
            who = syntax.child(prep, "pobj")
            near = prep.head.head.lower_ == "of" or (who is not None and who.ent_type_ != "GPE")
            if who is not None and is_actor(who) and near:
                return who
    return None


def maker(noun: Token) -> Token | None:
    """Who put it forward, in a clause: "the plan *tabled by Egypt*", "the offer that *it* made"."""
    for clause in noun.rights:
        if clause.dep_ in ("acl", "relcl") and clause.lower_ in PUTTING:
            who = syntax.actor(clause)
            if who is not None and who != noun and is_actor(who):
                return who
    return None


def bearer(noun: Token) -> Token | None:
    """Who utters it: "*Cairo* renewed its call", "*the EU* issued an appeal"."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.dep_ == "prep":
        return None
    if noun.dep_ in ("dobj", "nsubjpass") and verb.lower_ in cues.SUPPORTS:
        who = syntax.actor(verb)
        return who if who is not None and is_actor(who) else None
    return None


READERS = {
    "possessor": possessor,
    "maker": maker,
    "author": author,
    "nationality": nationality,
    "bearer": bearer,
}


def _proposed(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """What is called proposed: "the EU's *proposed* plan"."""
    if any(c.lower_ in PROPOSED for c in noun.lefts):
        return syntax.noun_phrase(noun), ()
    return None, ()


PROPOSED = cues.words("proposed suggested planned draft")


def content_of(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """Give what a proposal noun is about, and who is to act."""
    return _first(READERS_OF_CONTENT, noun)


def _first(readers, noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """Give what the first reader finds that finds a content."""
    found = (reader(noun) for reader in readers)
    return next((f for f in found if f[0] is not None), (None, ()))


def _described(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """A participle or relative: "proposals *aimed at ending it*", "a plan *that would end it*"."""
    for clause in noun.rights:
        if clause.dep_ not in ("acl", "relcl"):
            continue
        if clause.lower_ in AIMING:
            return syntax.clipped(noun.doc, clause.i, clause.right_edge.i + 1, clause.i), ()
        helper = next((c for c in clause.lefts if c.lower_ in WOULD), None)
        own = syntax.child(clause, "nsubj", "nsubjpass")
        if helper is not None and own is not None and own.lower_ in ("that", "which"):
            return _from(helper, clause), ()
    return None, ()


def _from(helper: Token, verb: Token) -> Span:
    return syntax.clipped(verb.doc, helper.i, verb.right_edge.i + 1, verb.i)


AIMING = cues.words(
    "aimed designed intended meant calling providing seeking envisaging foreseeing proposing "
    "requiring asking demanding urging offering involving aiming allowing giving setting banning"
)
WOULD = cues.words("would will 'd ’d")


def _holding(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """What it would do or holds: "it *would end the war*", "its proposals include *a ban*"."""
    verb = noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "among" and verb.head.lower_ in BEING:
        thing = syntax.child(verb.head, "nsubj", "attr")
        return (object_phrase(thing, verb.head), ()) if thing is not None else (None, ())
    if noun.dep_ != "nsubj" or verb.i < noun.i:
        return None, ()
    helper = next((c for c in verb.lefts if c.lower_ in WOULD), None)
    if helper is not None and verb.pos_ == "VERB" and verb.lower_ not in FARING:
        return _from(helper, verb), ()
    thing = syntax.child(verb, "dobj") if verb.lower_ in HOLDING else None
    return (object_phrase(thing, verb), ()) if thing is not None else (None, ())


BEING = cues.words("is are was were")
HOLDING = cues.verb_forms(
    "include envisage envision foresee involve entail contain stipulate comprise feature offer"
)
# How a plan fares is not what it holds: "the plan would *fail*".
FARING = cues.verb_forms(
    "be have fail work face need help hurt get come go take meet become remain lead mean make "
    "win harm undermine backfire collapse succeed die pass"
)


def _under(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """What is to be under it: "under the French plan *elections would be held*"."""
    prep = noun.head
    under = noun.dep_ == "pobj" and (prep.lower_ == "under" or prep.head.lower_ == "according")
    verb = prep.head.head if prep.lower_ == "to" else prep.head
    if not under or verb.pos_ not in ("VERB", "AUX"):
        return None, ()
    own = syntax.child(verb, *syntax.SUBJECTS)
    if own is None or not any(c.tag_ == "MD" for c in verb.lefts):
        return None, ()
    agent = (own,) if is_actor(own) and own.dep_ == "nsubj" else ()
    end = verb.right_edge.i + 1 if noun.i < own.i else prep.i
    return syntax.clipped(noun.doc, own.left_edge.i, end, verb.i), agent


def _clauses(noun: Token) -> Iterator[Token]:
    """Yield the clauses on a noun, or on the verb that has it as its object."""
    following = noun.doc[noun.i + 1 : noun.i + 2]
    if following and following[0].lower_ == "to" and following[0].dep_ == "aux":
        yield following[0].head
    yield from (c for c in noun.rights if c.dep_ in ("acl", "relcl", "ccomp", "advcl"))
    prep = syntax.preposition(noun, "on", "to") or syntax.preposition(noun.head, "on")
    asked = syntax.child(prep, "pobj") if prep is not None and prep.i > noun.i else None
    yield from (c for c in asked.rights if c.dep_ in ("acl", "relcl")) if asked is not None else ()
    if noun.dep_ in ("dobj", "nsubjpass") and noun.head.lower_ in cues.SUPPORTS:
        clauses = ("ccomp", "xcomp", "advcl")
        yield from (c for c in noun.head.rights if c.dep_ in clauses and c.i > noun.i)
    yield from _parted(noun)


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


def _clause(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """An infinitive or that-clause: "proposal *to widen it*", "demand *that Iran stop*"."""
    for clause in _clauses(noun):
        agent = syntax.child(clause, "nsubj", "nsubjpass")
        told = (agent,) if agent is not None and is_actor(agent) and agent.i > noun.i else ()
        if is_infinitive(clause):
            return infinitive_phrase(clause), told or called(noun)
        mark = next((c for c in clause.lefts if c.dep_ == "mark" and c.lower_ == "that"), None)
        if mark is not None:
            return syntax.phrase(clause), told
    return None, ()


def called(noun: Token) -> tuple[Token, ...]:
    """Give who is called on by a noun: "a call *on Israel* to stop", "an appeal *to* donors"."""
    prep = syntax.preposition(noun, "on", "to")
    given = syntax.child(noun.head, "dative") if noun.dep_ == "dobj" else None
    if given is not None and given.pos_ != "ADP" and is_actor(given):
        return (given,)
    who = syntax.child(prep, "pobj") if prep is not None else None
    return (who,) if who is not None and is_actor(who) else ()


def _predicate(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """What it is said to be: "our proposal is *to meet again*", "... is *that both withdraw*"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lower_ not in ("is", "was", "be", "remains"):
        return None, ()
    for clause in verb.rights:
        if clause.dep_ in ("xcomp", "ccomp", "advcl"):
            return syntax.phrase(clause), ()
    return None, ()


def _prepositional(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """A phrase: "call *for restraint*", "offer *of talks*", "plan *for Gaza*"."""
    for prep in _prepositions(noun):
        if prep.dep_ != "prep" or prep.lower_ not in INTO_CONTENT:
            continue
        thing = syntax.child(prep, "pobj", "pcomp")
        if thing is None or (prep.lower_ == "of" and is_actor(thing)):
            continue
        if thing.ent_type_ in ("DATE", "TIME") or (prep.ent_type_ and prep.ent_iob_ == "I"):
            continue
        clause = infinitive(prep) or infinitive(thing)
        if clause is not None:
            return infinitive_phrase(clause), (thing,)
        content = syntax.clipped(noun.doc, prep.i + 1, prep.right_edge.i + 1, thing.i)
        return content, called(noun)
    return None, ()


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
    readers = (r for r in READERS_OF_CONTENT if r not in (_modifier, _proposed))
    return any(reader(noun)[0] is not None for reader in readers)


NAMING = ("compound", "nummod", "nmod", "quantmod")


def _modifier(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """A noun before it: "the EU's *ceasefire* proposal"."""
    parts = [c for c in noun.lefts if c.dep_ in NAMING and c.ent_type_ not in NATIONAL]
    if noun.pos_ == "PROPN" or not parts or parts[-1].i != noun.i - 1:
        return None, ()
    if all(p.dep_ == "nummod" or p.lower_ in DRAFT for p in parts):
        return None, ()
    return noun.doc[parts[0].left_edge.i : noun.i], ()


def _after_colon(noun: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """What a colon brings: "was served an ultimatum: *elections by March*"."""
    if noun.dep_ not in ("dobj", "nsubjpass", "nsubj", "attr", "ROOT"):
        return None, ()
    doc, end = noun.doc, noun.sent.end
    for i in range(noun.i + 1, end - 1):
        if doc[i].text == ":":
            return syntax.clipped(doc, i + 1, end, i + 1), ()
        if doc[i].text in syntax.QUOTES:
            break
    return None, ()


# What a noun may tell though nobody says whose proposal it is.
OPEN = (_clause, _holding, _under)
READERS_OF_CONTENT = (
    _clause,
    _prepositional,
    _described,
    _predicate,
    _holding,
    _under,
    _after_colon,
    _modifier,
    _proposed,
)
