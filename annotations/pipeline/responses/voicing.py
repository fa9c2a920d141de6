"""Rules for nouns of responding: support voiced, criticism drawn, a rejection by somebody."""

from spacy.tokens import Token

from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import syntax
from annotations.pipeline.proposals.cues import noun_forms, verb_forms, words
from annotations.pipeline.proposals.drafts import PEOPLE, is_actor
from annotations.pipeline.responses import givers, modality, outlook, stances, taking
from annotations.pipeline.responses.answers import Reaction
from annotations.pipeline.responses.stances import StanceCue

# "no *objection*" supports, "no *support*" opposes.
WITHOUT = {"accept": "reject", "support": "oppose", "oppose": "support"}
NONE = words("no little scant")


def voiced(noun: Token, speakers: Speakers) -> Reaction | None:
    """A noun of responding, in the first of these shapes that its sentence has."""
    if noun.dep_ in ("compound", "amod") or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    verb, role = governor(noun)
    shape = _shape(noun, verb, role)
    if shape is None:
        return None
    who, thing, rule = shape
    if who == thing or who.ent_type_ in ("DATE", "TIME"):
        return None
    stance = stance_of(noun, verb, rule)
    if stance is None:
        return None
    cue, loose = noun.doc[noun.i : noun.i + 1], rule != "voicing" and _is_receiver(thing)
    return Reaction(stance, cue, who, thing, rule, verb or noun, loose=loose)


def _shape(noun: Token, verb: Token | None, role: str) -> tuple[Token, Token | None, str] | None:
    """Give who responds to what, and by which rule."""
    if verb is None:
        return owned(noun)
    shape = None
    if verb.lower_ in stances.VOICING and role == "object":
        shape = by_subject(noun, verb)
    if shape is None and role == "around":
        shape = with_it(noun, verb)
    if shape is None and verb.lower_ in stances.DRAWING:
        shape = drawn(noun, verb) or won(noun, verb)
    return shape or owned(noun)


def governor(noun: Token) -> tuple[Token | None, str]:
    """Give the verb whose object a noun is, and how: "voiced *support*", "met with *scorn*"."""
    top = noun
    while top.dep_ == "conj" and top.head.pos_ == "NOUN":
        top = top.head
    if top.dep_ in ("dobj", "nsubjpass", "attr"):
        return top.head, "object"
    if top.dep_ == "pobj" and top.head.lower_ in ("with", "by", "under", "to", "in", "into"):
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
    if who is None or is_thing(who) or syntax.is_passive(verb) or noun.head.lower_ == "to":
        return None
    if verb.lower_ in stances.REACTING:
        prep = syntax.preposition(verb, "to")
        return who, syntax.child(prep, "pobj") if prep is not None else None, "manner"
    thing = syntax.child(verb, "dobj")
    return (who, thing, "manner") if thing is not None and verb.lower_ in GREETING else None


GREETING = verb_forms("greet meet receive treat view regard hear take see")


def stance_of(noun: Token, verb: Token | None, rule: str) -> str | None:
    """Give the stance of a noun, turned by its "no", left open by its "cautious"."""
    stance = stances.NOUN_STANCES[noun.lower_]
    before = {c.lower_ for c in noun.lefts}
    if before & NONE:
        return WITHOUT.get(stance)
    if stance == "support" and any(
        stances.MANNERS.get(word) in ("noncommittal", "oppose") for word in before
    ):
        return "noncommittal"
    if verb is None:
        return stance
    if rule in ("voicing", "drawing"):
        return _as_told(stance, verb, rule)
    if not any(c.dep_ == "poss" and c.lower_ in OWN for c in noun.lefts):
        return stance
    denied = syntax.negation(verb) is not None
    return stance if denied == (verb.lower_ in LOSING) else WITHOUT.get(stance)


def _as_told(stance: str, verb: Token, rule: str) -> str | None:
    """Turn a stance by its verb: "*failed to* win support", "*withdrew* its support".

    None where it is still to come: "*hopes to* win support", "*must* win the approval".
    """
    if modality.is_untold(verb):
        return None
    view = outlook.view(verb)
    if view is None or (rule == "drawing" and _is_sought(verb)):
        return None if rule == "drawing" or verb.head.lower_ in SOUGHT else stance
    denied, pending, _ = view
    if pending:
        return "noncommittal"
    return WITHOUT.get(stance) if denied != (verb.lower_ in LOSING) else stance


def _is_sought(verb: Token) -> bool:
    """Say whether a response is only looked for or foreseen: "*tried to* win support"."""
    if any(c.dep_ == "aux" and c.lower_ in ("could", "would") for c in verb.lefts):
        return True
    return (
        verb.dep_ in ("xcomp", "acl", "advcl")
        and verb.tag_ == "VB"
        and (verb.head.lower_ in SOUGHT or verb.head.lower_ in ("likely", "set", "sure"))
    )


SOUGHT = verb_forms(
    "hope try seek want need expect aim attempt ask urge press call push wait struggle fight work"
)
LOSING = verb_forms("lose lack withdraw forfeit end abandon")


def by_subject(noun: Token, verb: Token) -> tuple[Token, Token | None, str] | None:
    """ "*Kenya* voiced support for the plan", "gave *the plan* its backing"."""
    who = _sender(verb) or syntax.actor(verb)
    if verb.lower_ in HAVING and noun.lower_ in GRANTED:
        return None
    thing = givers.about(noun) or givers.about(verb) or syntax.child(verb, "dative")
    if thing is not None and thing.dep_ in ("dative", "prep"):
        thing = syntax.child(thing, "pobj") or thing
    giver = givers.giver(noun, named=True) if verb.lower_ not in SHARING else None
    if who is None:
        given = syntax.undergoer(verb) if syntax.is_passive(verb) else None
        return (giver, given, "drawing") if giver is not None and given is not None else None
    if is_thing(who):
        holder = givers.giver(noun)
        return (holder, who, "drawing") if holder is not None else None
    if giver is not None and giver != who and thing is not None:
        return giver, thing, "owned"
    thing = thing or _fronted(verb)
    return (who, thing, "voicing") if thing is not None else None


def _sender(verb: Token) -> Token | None:
    """Give who has somebody before him to hear it: "*Chad* summoned the envoy to *voice* fury"."""
    told = verb.dep_ in ("xcomp", "advcl", "ccomp", "acl") and verb.tag_ == "VB"
    above = verb.head if verb.head.pos_ == "VERB" else verb.head.head
    return syntax.subject(above) if told and above.lower_ in SENDING else None


SENDING = verb_forms("summon phone telephone meet visit write recall use call")
SHARING = verb_forms("share")
# What somebody has of others: "has the *support* of", where "has *doubts*" is his own.
HAVING = verb_forms("have")
GRANTED = noun_forms(
    "support backing approval endorsement consent blessing assent opposition resistance"
)


def _fronted(verb: Token) -> Token | None:
    """Give the noun that a relative clause hangs on: "*the truce* to which it gave its consent"."""
    return verb.head if verb.dep_ == "relcl" and verb.head.pos_ == "NOUN" else None


def drawn(noun: Token, verb: Token) -> tuple[Token, Token, str] | None:
    """The proposal as subject: "the plan *drew criticism* from Poland", "*met with* his scorn"."""
    thing = syntax.undergoer(verb) if syntax.is_passive(verb) else syntax.subject(verb)
    who = syntax.child(noun, "poss") or givers.giver(noun) or givers.source(verb)
    if thing is None or thing == noun or who is None or not is_thing(thing):
        return None
    other = None if thing.lower_ in stances.REFERRING else givers.about(noun)
    return who, thing if other is None or other == who else other, "drawing"


def won(noun: Token, verb: Token) -> tuple[Token, Token, str] | None:
    """Its author as subject: "Egypt *won praise* from Oslo", "*faces criticism* over the plan"."""
    receiver = syntax.subject(verb)
    if verb.lower_ not in WINNING or receiver is None or syntax.is_passive(verb):
        return None
    who = givers.giver(noun) or givers.source(verb)
    if who is None or who == receiver:
        return None
    thing = givers.about(noun) or givers.about(verb)
    return who, thing if thing is not None and thing != noun else receiver, "drawing"


WINNING = verb_forms(
    "draw win gain receive attract get meet earn garner secure enjoy have face find run come "
    "encounter obtain lose lack"
)


def _is_receiver(thing: Token | None) -> bool:
    """Say whether a response is told only by whom it meets: "*Egypt* drew criticism"."""
    return thing is not None and thing.dep_ == "nsubj" and not is_thing(thing)


def is_thing(word: Token) -> bool:
    """Say whether a subject is no actor, though it may be an actor's: "*Egypt's plan* met with"."""
    if word.lower_ in stances.REFERRING or word.lower_ in THINGS:
        return True
    return word.pos_ in ("NOUN", "VERB") and word.lower_ not in PEOPLE and not word.ent_type_


THINGS = words("it this that these those which")


def owned(noun: Token) -> tuple[Token, Token | None, str] | None:
    """A noun with its owner: "Poland's *rejection* of the plan", "despite *opposition* from it"."""
    who, thing = syntax.child(noun, "poss"), givers.about(noun)
    if _is_asked_for(noun):
        return None
    if who is not None and who.lower_ in OWN:
        who = _owner_of_own(noun)
    if who is not None and thing is not None:
        return who, thing, "owned"
    giver = givers.giver(noun) or givers.comes_from(noun)
    who = who or giver
    if who is None or not (is_actor(who) or who.pos_ == "PRON"):
        return None
    other = thing if thing is not None and thing != who else infinitive_of(noun)
    around = noun.dep_ == "pobj" and noun.head.lower_ in AROUND
    if other is None and noun.dep_ == "dobj" and noun.head.lower_ in FACING:
        other = syntax.subject(noun.head)
    if other is None and not around and who == giver and who.head.lower_ not in ("from", "by"):
        return None
    return who, other, "owned"


def _is_asked_for(noun: Token) -> bool:
    """Say whether it is only wished for: "*without* consent", "*sought* support"."""
    top = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "for" else noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "without":
        return True
    return noun.dep_ in ("dobj", "pobj") and top.lower_ in ASKING


ASKING = verb_forms("seek need require demand want solicit ask appeal call request urge await")


def _owner_of_own(noun: Token) -> Token | None:
    """Give whose "its" is: "reiterated *its* opposition", "thanked *Chad* for *its* support"."""
    if noun.head.lower_ in USING:
        return syntax.holder(noun)
    if noun.dep_ == "nsubj" and noun.head.lower_ in PLAIN:
        return syntax.subject(noun.head.head)
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "for" else noun
    return syntax.child(verb, "dobj") if verb.lower_ in THANKING else None


# "made *clear* its opposition": the parser takes what is made clear for its subject.
PLAIN = words("clear known plain public")
THANKING = verb_forms("thank praise commend applaud criticise criticize condemn blame")
AROUND = words("despite over amid amidst after following against notwithstanding")
# "*ignored* the objections of Chad": they were raised.
FACING = verb_forms(
    "ignore reject dismiss overcome brush shrug defy overrule disregard welcome hail regret deplore"
)
OWN = words("its their his her")
USING = verb_forms(
    "use cast exercise reaffirm repeat reiterate restate maintain give make state note acknowledge "
    "step intensify keep harden continue end abandon"
)


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
        return reaction if NEGATIVE & set(cue.parts) else outlook.seen(reaction)
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
        who = (
            givers.source(last) or givers.source(verb) or _with(verb) if last is not None else None
        )
        if who is not None:
            words_of_cue = verb.doc[verb.i : last.i + 1]
            return outlook.seen(Reaction(cue.stance, words_of_cue, who, thing, "fate", verb))
    return None


def _with(verb: Token) -> Token | None:
    """Give who stands in the way: "ran into a wall, *with Moscow* accusing him"."""
    prep = syntax.preposition(verb, "with")
    clause = syntax.child(prep, "pcomp", "pobj") if prep is not None else None
    noun = syntax.child(clause, "nsubj") if clause is not None else None
    noun = noun or clause
    return noun if noun is not None and is_actor(noun) else None
