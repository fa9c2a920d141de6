"""Rules for views on a proposal: what it is said to do, and who takes its side."""

from spacy.tokens import Span, Token

from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import syntax
from annotations.pipeline.proposals.cues import verb_forms, words
from annotations.pipeline.responses import givers, modality, papers, stances, voicing
from annotations.pipeline.responses.answers import Reaction
from annotations.pipeline.responses.taking import end_of_parts, words_after

TAKING_UP = words("it this that these those which")
TURNED = {"support": "oppose", "oppose": "support"}


def effect(verb: Token, speakers: Speakers) -> Reaction | None:
    """What a proposal is said to do: the bill *would cripple* aid groups, they said."""
    source = speakers.speaker_at(verb.idx)
    own = verb.head if verb.dep_ == "conj" and not syntax.child(verb, "nsubj") else verb
    thing = syntax.child(own, "nsubj", "csubj") if source is not None else None
    if thing is None or not _is_spoken_of(thing) or _is_supposed(verb):
        return None
    stance = _brought(verb)
    if stance is None or (thing.lower_ in TAKING_UP and verb.lower_ not in stances.EFFECTS):
        return None
    if stance in TURNED and (syntax.negation(verb) is not None) != modality.is_doubted(own):
        stance = TURNED[stance]
    loose = thing.pos_ == "VERB"
    return Reaction(stance, _predicate(verb), source, thing, "effect", verb, loose=loose)


def _brought(verb: Token) -> str | None:
    """Give the stance of who says that a proposal does so: "*undermines*", "makes *no sense*".

    Of a plain verb what it brings decides: "would have *disastrous* consequences".
    """
    if verb.lower_ in stances.EFFECTS:
        return stances.EFFECTS[verb.lower_]
    following = words_after(verb)
    for cue in stances.QUALITIES.get(verb.lower_, ()):
        if end_of_parts(verb, cue, following) is not None:
            return cue.stance
    noun = syntax.child(verb, "dobj") if verb.lower_ in BRINGING else None
    said = (*noun.lefts, noun) if noun is not None else ()
    return next((stances.VERDICTS[t.lower_] for t in said if t.lower_ in stances.VERDICTS), None)


BRINGING = verb_forms(
    "have bring cause mean create produce offer contain provide represent constitute pose mark "
    "spell give"
)


def _is_spoken_of(thing: Token) -> bool:
    """Say whether a subject may stand for what is proposed: "the bill", "the *proposed* base"."""
    if thing.lower_ in stances.REFERRING or thing.lower_ in TAKING_UP or thing.tag_ == "VBG":
        return True
    return any(c.lower_ in TO_COME for noun in (thing, *thing.conjuncts) for c in noun.lefts)


TO_COME = words("proposed planned suggested intended envisaged")


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
    about = syntax.preposition(noun, "of", "to")
    thing = syntax.child(about, "pobj") if about is not None else None
    if clause is None or clause.i < noun.i:
        return None
    thing = thing if thing is not None else syntax.subject(clause)
    if thing is None or not _is_spoken_of(thing):
        return None
    cue = _predicate(clause) if verb.lower_ in SAYING else noun.doc[verb.i : verb.i + 1]
    return Reaction(stances.AGENTS[noun.lower_], cue, noun, thing, "partisan", verb)


SAYING = verb_forms("say tell believe think feel add state")


def voicing_paper(noun: Token, speakers: Speakers) -> Reaction | None:
    """What a paper voices: "issued a statement *expressing concern* over the plan"."""
    verb, role = voicing.governor(noun)
    if verb is None or role != "object" or verb.lower_ not in stances.VOICING:
        return None
    paper, thing = verb.head, givers.about(noun)
    if verb.dep_ not in ("acl", "relcl") or thing is None or not papers.is_issued(paper):
        return None
    who, stance = syntax.holder(paper), voicing.stance_of(noun, verb, "voicing")
    if who is None or stance is None or voicing.is_thing(who):
        return None
    return Reaction(stance, noun.doc[noun.i : noun.i + 1], who, thing, "voicing", verb)


# Where what a proposal does may be told.
EFFECTIVE = frozenset(stances.EFFECTS) | frozenset(stances.QUALITIES) | BRINGING
