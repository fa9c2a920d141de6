"""Who gives a response that a noun tells, and what it is about: "*Jordan's* support for *it*"."""

from spacy.tokens import Token

from annotations.pipeline.parsing import syntax
from annotations.pipeline.proposals.cues import noun_forms, verb_forms, words
from annotations.pipeline.proposals.drafts import PEOPLE, is_actor
from annotations.pipeline.responses import stances
from annotations.pipeline.responses.answers import Reaction

ABOUT = words("for to of on over about at with against toward towards regarding concerning")
FROM = words("from of by among amongst in within inside")
# "criticism *from within* the party", "doubts *from among* its members".
INSIDE = words("within inside among amongst across")
# Of these what follows an "of" is the thing: "*criticism of* Israel", not Israel's.
OF_THING = noun_forms(
    "criticism rejection condemnation denunciation dismissal praise ridicule rebuke mockery "
    "acceptance adoption ratification appreciation suspicion distrust mistrust contempt"
)
NATIONAL = frozenset({"NORP", "GPE"})
# Beside these a nationality tells only where a feeling is at home: "Israeli *public* support".
WIDESPREAD = words("public popular domestic local widespread international")


def giver(noun: Token, *, named: bool = False) -> Token | None:
    """Give whose response it is; `named` where only a possessor, an "of" or a "from" may tell.

    "*Jordan's* support", "the support *of Jordan*", "*Russian* opposition to the plan".
    """
    who = syntax.child(noun, "poss")
    if who is not None and who.pos_ != "PRON":
        return who
    return source(noun, STRICT if named else FROM) or _nested(noun) or nationality(noun)


STRICT = words("from of by")


def source(head: Token, wanted: frozenset[str] = FROM) -> Token | None:
    """Give from whom a response comes: "criticism *from Poland*", "dismay *in Warsaw*"."""
    for prep in head.rights:
        if prep.dep_ not in ("prep", "agent") or prep.lower_ not in wanted:
            continue
        if prep.lower_ == "of" and head.lower_ in OF_THING:
            continue
        noun = _inner(prep)
        if noun is not None and is_actor(noun):
            return noun
    return None


def _inner(prep: Token) -> Token | None:
    """Give the noun of a preposition, past a second one: "from *within the party*"."""
    noun = syntax.child(prep, "pobj")
    deeper = syntax.preposition(prep, *INSIDE) if noun is None else None
    return noun if deeper is None else syntax.child(deeper, "pobj")


def _nested(noun: Token) -> Token | None:
    """Give a giver that the parser hung on the thing: "opposition to the plan *from settlers*".

    Of other things it may tell the place: "support for elections *in Iraq*".
    """
    thing = about(noun)
    if thing is None:
        return None
    if thing.lower_ in stances.REFERRING or thing.lower_ in TAKING_UP:
        return source(thing, NESTED)
    who = source(thing, APART)
    return who if who is not None and who.lower_ in PEOPLE else None


TAKING_UP = words("it this that them these those")
NESTED, APART = FROM - {"of"}, words("from among amongst")


def nationality(noun: Token) -> Token | None:
    """Give who is named right before it: "a *Russian* veto", "won *cabinet* approval"."""
    before = list(noun.lefts)
    if any(c.lower_ in WIDESPREAD for c in before) or noun.pos_ != "NOUN":
        return None
    return next((c for c in before if c.dep_ in NAMING and _names_someone(c)), None)


def _names_someone(word: Token) -> bool:
    return word.ent_type_ in NATIONAL or (word.dep_ == "compound" and word.lower_ in PEOPLE)


NAMING = ("amod", "compound", "nmod")


def about(noun: Token) -> Token | None:
    """Give what it is about: "support *for the plan*", not "support *of Jordan*"."""
    given = source(noun, STRICT)
    for prep in (*noun.rights, *_hung_higher(noun)):
        if prep.dep_ == "prep" and prep.lower_ in ABOUT:
            thing = syntax.child(prep, "pobj", "pcomp")
            if thing is not None and thing != given and thing.ent_type_ not in ("DATE", "TIME"):
                return thing
    return None


def _hung_higher(noun: Token) -> list[Token]:
    """Give a preposition that the parser hung on the verb: "cited the support of Chad *for* it"."""
    after = noun.right_edge.i + 1
    if noun.dep_ != "dobj" or after >= len(noun.doc):
        return []
    prep = noun.doc[after]
    return [prep] if prep.head == noun.head and prep.lower_ in TO else []


TO = words("for to of over about against toward towards")


def comes_from(noun: Token) -> Token | None:
    """Give from whom it comes: "criticism *came from Warsaw*", "there is support *in Oslo*"."""
    verb = noun.head
    comes = noun.dep_ == "nsubj" and verb.lower_ in COMING
    there = noun.dep_ == "attr" and syntax.child(verb, "expl") is not None
    return source(verb) if comes or there else None


COMING = verb_forms("come emerge pour flow grow mount build rise spread increase")


def is_reply(noun: Token) -> bool:
    """Say whether a noun tells what somebody said to something: "*opposition* to it", no party."""
    if noun.pos_ != "NOUN" or noun.lower_ not in REPLIES:
        return False
    return about(noun) is not None or giver(noun, named=True) is not None


def is_told_of(noun: Token) -> bool:
    """Say whether a noun acts that is no actor: "*opposition from farmers* delayed it"."""
    if noun.pos_ != "NOUN" or noun.lower_ not in REPLIES:
        return False
    return about(noun) is not None or source(noun, FROM - {"of", "in"}) is not None


def is_no(noun: Token) -> bool:
    """Say whether a noun tells a "no" to something."""
    return stances.NOUN_STANCES.get(noun.lower_) in ("oppose", "reject") and is_reply(noun)


def answers_no(reaction: Reaction) -> bool:
    """Say whether only a "no" is noted or answered with one: "*dismissed* objections to the plan".

    To welcome or to share a "no" is to say no as well.
    """
    if reaction.object is None or not is_no(reaction.object):
        return False
    if reaction.stance in ("accept", "support"):
        reaction.stance = "oppose"
        return False
    return True


# "The *adoption* of the plan" is the plan itself, "the *agreement*" may be one.
REPLIES = stances.NOUN_STANCES.keys() - stances.REFERRING.keys() - stances.PARTS
