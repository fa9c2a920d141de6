"""Rules for what somebody says he will do: "said it *will* send aid", "*will* donate a million"."""

from spacy.tokens import Token

from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import extents, syntax
from annotations.pipeline.proposals import cues
from annotations.pipeline.proposals.clauses import infinitive
from annotations.pipeline.proposals.drafts import Draft, is_actor
from annotations.pipeline.proposals.proposal_modals import is_idle

OURSELVES = cues.words("i we it they he she")
# What somebody may call his own and speak for.
OWN = cues.words(
    "country nation government party group company team movement union army military "
    "administration ministry organisation organization agency"
)
# What one does for others or gives up, beside helping them.
OBLIGING = cues.words(
    "welcome appreciate ease relax loosen resign cooperate co-operate collaborate"
)
GIVING = cues.words("donate give provide contribute lend")
ANNOUNCING = cues.verb_forms("announce pledge promise declare confirm")
ANSWERS = cues.noun_forms("answer reply response decision comment information detail update reason")
# Doing all of these is doing one's best.
UTMOST = cues.words("everything best all utmost whatever anything more part share")
TROOPS = cues.noun_forms("troop soldier force reinforcement warship policeman")
GOING_ON = cues.words("continue keep start begin seek try")
TOGETHER = cues.words("together closer closely jointly")


def undertaking(token: Token, speakers: Speakers) -> Draft | None:
    """What somebody says he will do for others: "said it *will* train 2,000 soldiers"."""
    verb = token.head
    if token.dep_ != "aux" or not _serves(verb) or syntax.is_passive(verb) or is_idle(verb, verb):
        return None
    who, source = syntax.subject(verb), speakers.speaker_at(token.idx)
    thing = syntax.child(verb, "dobj")
    if who is None or syntax.is_negated(verb) or (thing is not None and thing.lower_ in ANSWERS):
        return None
    giver = _giver(who, verb, source)
    if giver is None:
        return None
    content = extents.clipped(verb.doc, token.i + 1, verb.right_edge.i + 1, verb.i)
    cue = token.doc[token.i : token.i + 1]
    return Draft("offer", cue, giver, content, "undertaking", verb, clause=True)


def _giver(who: Token, verb: Token, source):
    """Give who undertakes it: the speaker, for himself or his own; a state that is spoken for.

    Where nobody is quoted, whoever is told to give something: "the bank *will lend* Chad".
    """
    if source is None:
        gives = verb.lower_ in GIVING and any(c.ent_type_ == "MONEY" for c in _gift(verb))
        return who if gives and is_actor(who) and verb.dep_ == "ROOT" else None
    if who.lower_ in OURSELVES or _is_own(who) or (is_actor(who) and _announced(verb)):
        return source
    armed = any(t.lower_ in TROOPS for t in _gift(verb))
    if (
        who.ent_type_ == "GPE"
        and not armed
        and (verb.lower_ in cues.HELPING or verb.lower_ in OBLIGING)
    ):
        return who
    return source if is_actor(who) and _does_all(verb) else None


def _gift(verb: Token) -> list[Token]:
    thing = syntax.child(verb, "dobj")
    return [thing, *thing.lefts] if thing is not None else []


def _is_own(who: Token) -> bool:
    """Say whether somebody speaks of his own side: "*his* country", "*our* government"."""
    own = syntax.child(who, "poss")
    return who.lower_ in OWN and own is not None and own.tag_ == "PRP$"


def _serves(verb: Token) -> bool:
    """Say whether a deed serves others: "*send* aid", "*ease* the terms", "*work with* the UN"."""
    if verb.lower_ == "work":
        near = any(c.lower_ in TOGETHER for c in verb.rights)
        return near or syntax.preposition(verb, "with") is not None
    if verb.lower_ in GOING_ON:
        on = infinitive(verb)
        return on is not None and on.lower_ in cues.HELPING
    return verb.lower_ in cues.HELPING or verb.lower_ in OBLIGING or _does_all(verb)


def _does_all(verb: Token) -> bool:
    """Say whether somebody does his best: "will *do everything possible* to help"."""
    thing = syntax.child(verb, "dobj")
    return verb.lower_ == "do" and thing is not None and thing.lower_ in UTMOST


def _announced(verb: Token) -> bool:
    """Say whether a clause is announced: "*announced* that the UK will provide aid"."""
    return verb.dep_ == "ccomp" and verb.head.lower_ in ANNOUNCING
