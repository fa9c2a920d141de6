"""Rules for nouns of responding: support voiced, criticism drawn, a rejection by somebody."""

from spacy.tokens import Token

from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import syntax
from annotations.pipeline.proposals.cues import verb_forms, words
from annotations.pipeline.proposals.drafts import PEOPLE, is_actor
from annotations.pipeline.responses import stances, taking
from annotations.pipeline.responses.answers import Reaction
from annotations.pipeline.responses.stances import StanceCue

ABOUT = words("for to of on over about at with against toward towards regarding concerning")
FROM = words("from of by among in")
# "no *objection*" supports, "no *support*" opposes.
WITHOUT = {"accept": "reject", "support": "oppose", "oppose": "support"}


def voiced(noun: Token, speakers: Speakers) -> Reaction | None:
    """A noun of responding, in the first of these shapes that its sentence has."""
    if noun.dep_ in ("compound", "amod") or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    verb, role = governor(noun)
    shape = None
    if verb is not None and verb.lower_ in stances.VOICING and role == "object":
        shape = by_subject(noun, verb)
    if shape is None and verb is not None and role == "around":
        shape = with_it(noun, verb)
    if shape is None and verb is not None and verb.lower_ in stances.DRAWING:
        shape = drawn(noun, verb)
    shape = shape or owned(noun)
    stance = stance_of(noun)
    if shape is None or stance is None:
        return None
    who, thing, rule = shape
    if who == thing or who.ent_type_ in ("DATE", "TIME"):
        return None
    return Reaction(stance, noun.doc[noun.i : noun.i + 1], who, thing, rule, verb or noun)


def governor(noun: Token) -> tuple[Token | None, str]:
    """Give the verb whose object a noun is, and how: "voiced *support*", "met with *scorn*"."""
    top = noun
    while top.dep_ == "conj" and top.head.pos_ == "NOUN":
        top = top.head
    if top.dep_ in ("dobj", "nsubjpass", "attr"):
        return top.head, "object"
    if top.dep_ == "pobj" and top.head.lower_ in ("with", "by", "under", "to", "in"):
        return top.head.head, "around"
    return None, ""


def received(noun: Token, speakers: Speakers) -> Reaction | None:
    """How it was received: "the plan drew a *cautious response* from Beijing"."""
    manner = next((c for c in noun.lefts if c.lower_ in stances.MANNERS), None)
    verb, _ = governor(noun)
    if manner is None or verb is None or verb.lower_ not in stances.DRAWING:
        return None
    shape = drawn(noun, verb)
    if shape is None:
        return None
    who, thing, _ = shape
    cue = noun.doc[manner.i : noun.i + 1]
    return Reaction(stances.MANNERS[manner.lower_], cue, who, thing, "drawing", verb)


def with_it(noun: Token, verb: Token) -> tuple[Token, Token | None, str] | None:
    """ "reacted *with anger* to the plan", "greeted the plan *with scepticism*"."""
    who = syntax.subject(verb)
    if who is None or is_thing(who) or syntax.is_passive(verb):
        return None
    if verb.lower_ in stances.REACTING:
        prep = syntax.preposition(verb, "to")
        return who, syntax.child(prep, "pobj") if prep is not None else None, "manner"
    thing = syntax.child(verb, "dobj")
    return (who, thing, "manner") if thing is not None and verb.lower_ in GREETING else None


GREETING = verb_forms("greet meet receive treat view regard hear take see")


def stance_of(noun: Token) -> str | None:
    """Give the stance of a noun, turned by its "no", left open by its "cautious"."""
    stance = stances.NOUN_STANCES[noun.lower_]
    before = {c.lower_ for c in noun.lefts}
    if before & {"no", "little"}:
        return WITHOUT.get(stance)
    if stance == "support" and any(
        stances.MANNERS.get(word) in ("noncommittal", "oppose") for word in before
    ):
        return "noncommittal"
    verb, _ = governor(noun)
    if verb is not None and syntax.negation(verb) is not None:
        return WITHOUT.get(stance)
    return stance


def by_subject(noun: Token, verb: Token) -> tuple[Token, Token | None, str] | None:
    """ "*Kenya* voiced support for the plan", "gave *the plan* its backing"."""
    who = syntax.actor(verb)
    thing = object_of(noun) or object_of(verb) or syntax.child(verb, "dative")
    if thing is not None and thing.dep_ in ("dative", "prep"):
        thing = syntax.child(thing, "pobj") or thing
    if who is None:
        return None
    if is_thing(who):
        holder = source(noun)
        return (holder, who, "drawing") if holder is not None else None
    thing = thing or _fronted(verb)
    return (who, thing, "voicing") if thing is not None else None


def _fronted(verb: Token) -> Token | None:
    """Give the noun that a relative clause hangs on: "*the truce* to which it gave its consent"."""
    return verb.head if verb.dep_ == "relcl" and verb.head.pos_ == "NOUN" else None


def object_of(head: Token) -> Token | None:
    """Give what a noun of response is about: "support *for the plan*"."""
    for prep in head.rights:
        if prep.dep_ == "prep" and prep.lower_ in ABOUT:
            thing = syntax.child(prep, "pobj", "pcomp")
            if thing is not None and thing.ent_type_ not in ("DATE", "TIME"):
                return thing
    return None


def drawn(noun: Token, verb: Token) -> tuple[Token, Token, str] | None:
    """The proposal as subject: "the plan *drew criticism* from Poland", "*met with* his scorn"."""
    thing = syntax.undergoer(verb) if syntax.is_passive(verb) else syntax.subject(verb)
    who = syntax.child(noun, "poss") or source(noun) or source(verb)
    if thing is None or thing == noun or who is None or not is_thing(thing):
        return None
    return who, thing, "drawing"


def is_thing(word: Token) -> bool:
    """Say whether a subject is no actor, though it may be an actor's: "*Egypt's plan* met with"."""
    if word.lower_ in stances.REFERRING or word.lower_ in THINGS:
        return True
    return word.pos_ in ("NOUN", "VERB") and word.lower_ not in PEOPLE and not word.ent_type_


THINGS = words("it this that these those which")


def source(head: Token) -> Token | None:
    """Give from whom a response comes: "criticism *from Poland*", "dismay *in Warsaw*"."""
    for prep in head.rights:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in FROM:
            noun = syntax.child(prep, "pobj")
            if noun is not None and is_actor(noun):
                return noun
    return None


def owned(noun: Token) -> tuple[Token, Token | None, str] | None:
    """A noun with its owner: "Poland's *rejection* of the plan", "despite *opposition* from it"."""
    who, thing = syntax.child(noun, "poss"), object_of(noun)
    if noun.dep_ == "pobj" and noun.head.lower_ == "without":
        return None
    if who is not None and who.lower_ in OWN:
        who = syntax.holder(noun) if noun.head.lower_ in USING else None
    if who is not None and thing is not None:
        return who, thing, "owned"
    giver = source(noun) or _comes_from(noun)
    who = who or giver
    if who is None or not (is_actor(who) or who.pos_ == "PRON"):
        return None
    other = thing if thing is not None and thing != who else infinitive_of(noun)
    around = noun.dep_ == "pobj" and noun.head.lower_ in AROUND
    if other is None and not around and who == giver and who.head.lower_ not in ("from", "by"):
        return None
    return who, other, "owned"


def _comes_from(noun: Token) -> Token | None:
    """Give from whom it comes: "criticism *came from Warsaw*", "there is support *in Oslo*"."""
    verb = noun.head
    comes = noun.dep_ == "nsubj" and verb.lower_ in COMING
    there = noun.dep_ == "attr" and syntax.child(verb, "expl") is not None
    return source(verb) if comes or there else None


COMING = verb_forms("come emerge pour flow")
AROUND = words("despite over amid after following against")
OWN = words("its their his her")
USING = verb_forms("use cast exercise reaffirm repeat reiterate restate maintain give make state")


def infinitive_of(noun: Token) -> Token | None:
    """Give what a noun such as "refusal" is about: "the refusal of Israel *to sign*"."""
    return next((c for c in noun.rights if c.dep_ in ("acl", "xcomp") and c.tag_ == "VB"), None)


def idiom(verb: Token, speakers: Speakers) -> Reaction | None:
    """A verb and a noun that tell a stance: "*cast doubt* on", "*turned a deaf ear* to"."""
    following = taking.words_after(verb)
    for cue in stances.IDIOMS[verb.lower_]:
        last = taking.end_of_parts(verb, cue, following)
        who = syntax.subject(verb) if last is not None and _hangs_on(last, verb) else None
        if who is None or (is_thing(who) and who.lower_ != "it") or syntax.is_passive(verb):
            continue
        thing = idiom_object(verb, cue, last)
        if thing is None and cue.frames:
            continue
        thing = thing if thing != who else None
        words_of_cue = verb.doc[verb.i : last.i + 1]
        reaction = Reaction(cue.stance, words_of_cue, who, thing, "idiom", verb)
        return reaction if NEGATIVE & set(cue.parts) else taking.outlook(reaction)
    return None


# An idiom with one of these is a denial itself: it does not turn into its opposite.
NEGATIVE = words("no none")


def _hangs_on(last: Token, verb: Token) -> bool:
    """Say whether a noun is part of the idiom: not in "*held* talks on the *grounds* of"."""
    return last.pos_ != "NOUN" or last.dep_ != "pobj" or last.head.head == verb


def idiom_object(verb: Token, cue: StanceCue, last: Token) -> Token | None:
    """Give what an idiom is about: "cast doubt on *the plan*", "gave *the plan* the nod"."""
    prep = taking.preposition_after(verb, last, cue.prepositions)
    thing = syntax.child(prep, "pobj", "pcomp") if prep is not None else None
    thing = thing or clause_for(last, cue) or _fronted(verb)
    if thing is not None or "obj" not in cue.frames:
        return thing
    between = (t for t in verb.rights if t.i < last.i and t.dep_ in ("dative", "dobj", "nsubj"))
    return next(between, None)


def clause_for(last: Token, cue: StanceCue) -> Token | None:
    """Give what an idiom with "for" is about: "saw no need *for others to step in*"."""
    if "for" not in cue.frames and "in" not in cue.frames:
        return None
    clauses = (*last.rights, *last.head.rights)
    return next((c for c in clauses if c.tag_ == "VB" and c.i > last.i and c.pos_ == "VERB"), None)


def fate(verb: Token, speakers: Speakers) -> Reaction | None:
    """What became of it with somebody: "the appeal *fell on deaf ears* in Cairo"."""
    thing = syntax.subject(verb)
    if thing is None or not is_thing(thing):
        return None
    following = taking.words_after(verb)
    for cue in stances.FATES[verb.lower_]:
        last = taking.end_of_parts(verb, cue, following)
        who = source(last) or source(verb) or _with(verb) if last is not None else None
        if who is not None:
            words_of_cue = verb.doc[verb.i : last.i + 1]
            return taking.outlook(Reaction(cue.stance, words_of_cue, who, thing, "fate", verb))
    return None


def _with(verb: Token) -> Token | None:
    """Give who stands in the way: "ran into a wall, *with Moscow* accusing him"."""
    prep = syntax.preposition(verb, "with")
    clause = syntax.child(prep, "pcomp", "pobj") if prep is not None else None
    noun = syntax.child(clause, "nsubj") if clause is not None else None
    noun = noun or clause
    return noun if noun is not None and is_actor(noun) else None
