"""Rules for views on a proposal: what it is said to do, and who takes its side."""

from spacy.tokens import Span, Token

from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import syntax
from annotations.pipeline.proposals.cues import verb_forms, words
from annotations.pipeline.responses import stances
from annotations.pipeline.responses.answers import Reaction

TAKING_UP = words("it this that these those which")
TURNED = {"support": "oppose", "oppose": "support"}


def effect(verb: Token, speakers: Speakers) -> Reaction | None:
    """What a proposal is said to do: the bill *would cripple* aid groups, they said."""
    source = speakers.speaker_at(verb.idx)
    thing = syntax.subject(verb) if source is not None else None
    if thing is None or not _is_spoken_of(thing) or _is_supposed(verb):
        return None
    stance = stances.EFFECTS[verb.lower_]
    if syntax.negation(verb) is not None:
        stance = TURNED[stance]
    return Reaction(stance, _predicate(verb), source, thing, "effect", verb)


def _is_spoken_of(thing: Token) -> bool:
    """Say whether a subject may stand for what is proposed: "the bill", "that"."""
    return thing.lower_ in stances.REFERRING or thing.lower_ in TAKING_UP


def _is_supposed(verb: Token) -> bool:
    return any(c.lower_ in ("if", "whether", "unless", "how", "should") for c in verb.lefts)


def _predicate(verb: Token) -> Span:
    """Give a verb with the auxiliaries and the "not" right before it: "*would not work*"."""
    first = verb.i
    for child in reversed(list(verb.lefts)):
        if child.dep_ not in ("aux", "neg") or child.i < first - 2:
            break
        first = child.i
    return verb.doc[first : verb.i + 1]


def partisan(noun: Token, speakers: Speakers) -> Reaction | None:
    """What those say who take sides: "*critics* say the bill *would silence* them"."""
    verb = noun.head
    clause = syntax.child(verb, "ccomp") if noun.dep_ == "nsubj" else None
    if clause is None or clause.i < noun.i:
        return None
    about = syntax.preposition(noun, "of", "to")
    thing = syntax.child(about, "pobj") if about is not None else syntax.subject(clause)
    if thing is None or not _is_spoken_of(thing):
        return None
    cue = _predicate(clause) if verb.lower_ in SAYING else noun.doc[verb.i : verb.i + 1]
    return Reaction(stances.AGENTS[noun.lower_], cue, noun, thing, "partisan", verb)


SAYING = verb_forms("say tell believe think feel add state")
