"""Rules for reported reactions: who takes what how, before it is known which proposal is meant."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from annotations.pipeline import cues, records, stances, syntax
from annotations.pipeline.cues import verb_forms, words
from annotations.pipeline.drafts import is_actor, resolve_document
from annotations.pipeline.proposal_verbs import infinitive, is_infinitive
from annotations.pipeline.speakers import Speakers
from annotations.pipeline.stances import StanceCue

PRONOUNS = words("it this that them these those which")
ABOUT = words("for to of on over about at with against toward towards")
FROM = words("from of by among")
COPULAS = words("be is are was were been being remains remained seems seemed")
SPEAKING = verb_forms("say reply answer respond")
GIVING = verb_forms("give make offer issue have provide")
WORDS = {"no": "reject", "yes": "accept"}


@dataclass(slots=True)
class Reaction:
    """A reaction in words of the parse; `object` is the head of what is reacted to, if named."""

    stance: str
    cue: Span
    responder: Token | records.Span
    object: Token | None
    rule: str
    verb: Token


def find(doc: Doc, speakers: Speakers) -> list[Reaction]:
    """Collect the reactions of an article in one pass over the tokens."""
    found: list[Reaction] = []
    for token in doc:
        word = token.lower_
        reaction = None
        if token.pos_ in ("VERB", "AUX"):
            reaction = _of_verb(token, word, speakers)
        elif word in stances.NOUN_STANCES:
            reaction = owned(token)
        if reaction is not None and not _is_idle(reaction):
            found.append(reaction)
    verbs = [r.verb for r in found]
    return [r for r in found if not (r.verb.dep_ == "xcomp" and r.verb.head in verbs)]


def _of_verb(token: Token, word: str, speakers: Speakers) -> Reaction | None:
    """Try the rules that begin at a verb, the most exact first."""
    for table, rule in RULES:
        if word in table:
            reaction = rule(token, speakers)
            if reaction is not None:
                return reaction
    return None


def _is_idle(reaction: Reaction) -> bool:
    """Say whether a reaction has no actor, or is only supposed: "if they *accept*"."""
    who = reaction.responder
    if isinstance(who, Token) and (who.lower_ in cues.PLANS or who.lower_ in cues.DOCUMENTS):
        return True
    verb = reaction.verb
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.lefts)


def taking(verb: Token, speakers: Speakers) -> Reaction | None:
    """A verb of taking with what it takes: "*rejected* the plan", "the plan was *backed* by"."""
    for cue in stances.VERBS[verb.lower_]:
        if cue.particle and not any(c.lower_ == cue.particle for c in verb.rights):
            continue
        for frame in FRAMES:
            if frame not in cue.frames and not (frame == "prep" and cue.frames & ABOUT_WORDS):
                continue
            reaction = FRAMES[frame](verb, cue)
            if reaction is not None:
                return _denied(reaction)
    return None


ABOUT_WORDS = words("of in with for against at into")


def _denied(reaction: Reaction) -> Reaction | None:
    """Turn a stance that is denied: "will *not* accept" rejects."""
    verb = reaction.verb
    negation = syntax.negation(verb)
    if negation is None:
        return reaction
    stance = stances.DENIED.get(reaction.stance)
    if stance is None:
        return None
    start = min(negation.i, reaction.cue.start)
    if negation.dep_ == "neg" and any(c.dep_ == "aux" and c.i == start - 1 for c in verb.lefts):
        start -= 1
    reaction.stance, reaction.cue = stance, verb.doc[start : reaction.cue.end]
    return reaction


def with_object(verb: Token, cue: StanceCue) -> Reaction | None:
    """ "*dismissed* the idea", "the idea was *dismissed* by Kyiv", "*ruled out* sending troops"."""
    if syntax.is_passive(verb):
        thing, who = syntax.undergoer(verb), syntax.by_agent(verb)
    else:
        thing = syntax.undergoer(verb)
        thing = thing or next(
            (c for c in verb.rights if c.tag_ == "VBG" and c.dep_ in GERUND), None
        )
        who = syntax.subject(verb)
    if thing is None or who is None or who == thing:
        return None
    return _reaction(cue, verb, who, thing, "object", _particle(verb, cue))


GERUND = ("xcomp", "ccomp", "dobj")


def _particle(verb: Token, cue: StanceCue) -> Token | None:
    return next((c for c in verb.rights if cue.particle and c.lower_ == cue.particle), None)


def _reaction(
    cue: StanceCue, verb: Token, who: Token, thing: Token | None, rule: str, end: Token | None
) -> Reaction:
    """Make a reaction whose cue reaches to its particle or preposition where it is near."""
    last = end.i if end is not None and 0 < end.i - verb.i <= 2 else verb.i
    words_of_cue = verb.doc[verb.i : last + 1]
    return Reaction(cue.stance, words_of_cue, resolve_document(who), thing, rule, verb)


def with_to(verb: Token, cue: StanceCue) -> Reaction | None:
    """ "*agreed to* the proposal", "*objected to* the plan"."""
    prep = syntax.preposition(verb, "to")
    return _with_preposition(verb, cue, prep)


def with_preposition(verb: Token, cue: StanceCue) -> Reaction | None:
    """ "*voted against* the motion", "*warned against* the move"."""
    return _with_preposition(verb, cue, syntax.preposition(verb, *cue.frames & ABOUT_WORDS))


def _with_preposition(verb: Token, cue: StanceCue, prep: Token | None) -> Reaction | None:
    who = syntax.subject(verb) if prep is not None and not syntax.is_passive(verb) else None
    thing = syntax.child(prep, "pobj", "pcomp") if prep is not None else None
    if who is None or thing is None:
        return None
    return _reaction(cue, verb, who, thing, "preposition", prep)


def with_infinitive(verb: Token, cue: StanceCue) -> Reaction | None:
    """ "*refused* to lower the flag", "*agreed* to extend the truce"."""
    clause = infinitive(verb)
    who = syntax.subject(verb)
    if clause is None or who is None or syntax.is_passive(verb):
        return None
    if clause.lower_ in stances.PONDERED and cue.stance == "accept":
        words_of_cue = verb.doc[verb.i : clause.i + 1]
        thing = syntax.undergoer(clause) or clause
        return Reaction("noncommittal", words_of_cue, who, thing, "infinitive", verb)
    return _reaction(cue, verb, who, clause, "infinitive", None)


def alone(verb: Token, cue: StanceCue) -> Reaction | None:
    """ "Warsaw *refused*", "both sides *agreed*"."""
    if any(c.dep_ in COMPLEMENTS for c in verb.rights):
        return None
    who = syntax.child(verb, "nsubj")
    if who is None or who.lower_ in syntax.RELATIVE_PRONOUNS or verb.dep_ not in FINITE:
        return None
    return _reaction(cue, verb, who, None, "alone", None)


COMPLEMENTS = ("dobj", "xcomp", "ccomp", "prep", "prt", "advcl", "dative")
FINITE = ("ROOT", "ccomp", "conj")
FRAMES = {
    "obj": with_object,
    "with_to": with_to,
    "to": with_infinitive,
    "prep": with_preposition,
    "none": alone,
}


def silent(verb: Token, speakers: Speakers) -> Reaction | None:
    """No answer: "did *not respond*", "*has not decided*", "*neither* side responded"."""
    negation = syntax.negation(verb)
    who = syntax.subject(verb)
    if negation is None or who is None or syntax.is_passive(verb):
        return None
    start = negation.i if negation.i > who.i else verb.i
    if negation.dep_ == "neg" and start and verb.doc[start - 1].pos_ == "AUX":
        start -= 1
    return Reaction("noncommittal", verb.doc[start : verb.i + 1], who, None, "silence", verb)


def unsaid(verb: Token, speakers: Speakers) -> Reaction | None:
    """ "*gave no direct response*", "*made no comment*"."""
    noun = syntax.child(verb, "dobj")
    if noun is None or noun.lower_ not in stances.SILENCES:
        return None
    if not (any(c.lower_ == "no" for c in noun.lefts) or syntax.negation(verb)):
        return None
    who = syntax.subject(verb)
    if who is None:
        return None
    return Reaction("noncommittal", verb.doc[verb.i : noun.i + 1], who, None, "silence", verb)


def declined_to_say(verb: Token, speakers: Speakers) -> Reaction | None:
    """ "*declined to comment*", "*refused to answer* questions about the plan"."""
    clause = infinitive(verb)
    if clause is None or clause.lower_ not in stances.REFUSALS_TO_SPEAK:
        return None
    who = syntax.subject(verb)
    if who is None or syntax.negation(verb):
        return None
    cue = (
        verb.doc[verb.i : clause.i + 1] if clause.i - verb.i < 4 else verb.doc[verb.i : verb.i + 1]
    )
    thing = syntax.undergoer(clause) or _object_of(clause)
    return Reaction("noncommittal", cue, who, thing, "silence", verb)


def answering(verb: Token, speakers: Speakers) -> Reaction | None:
    """An answer whose drift is not told: "*gave its final response* to the proposal"."""
    noun = syntax.child(verb, "dobj")
    if noun is None or noun.lower_ not in stances.SILENCES or syntax.negation(verb):
        return None
    thing, who = _object_of(noun) or _object_of(verb), syntax.subject(verb)
    if who is None or thing is None or thing.lower_ not in stances.REFERRING:
        return None
    return Reaction("noncommittal", verb.doc[verb.i : noun.i + 1], who, thing, "answer", verb)


def manner(verb: Token, speakers: Speakers) -> Reaction | None:
    """How somebody took it: "*reacted sharply* to the offer"."""
    adverb = next((c for c in verb.rights if c.lower_ in stances.MANNERS), None)
    who, thing = syntax.subject(verb), _object_of(verb)
    if adverb is None or who is None or thing is None or syntax.negation(verb):
        return None
    cue = verb.doc[verb.i : adverb.i + 1]
    return Reaction(stances.MANNERS[adverb.lower_], cue, who, thing, "manner", verb)


def voicing(verb: Token, speakers: Speakers) -> Reaction | None:
    """ "*expressed support* for the plan", "*voiced concern* over it"."""
    noun = syntax.child(verb, "dobj")
    who = syntax.subject(verb)
    if noun is None or who is None or noun.lower_ not in stances.NOUN_STANCES:
        return None
    if syntax.is_passive(verb) or syntax.negation(verb):
        return None
    thing = _object_of(noun) or _object_of(verb)
    if thing is None:
        return None
    cue = verb.doc[noun.i : noun.i + 1]
    return Reaction(stances.NOUN_STANCES[noun.lower_], cue, who, thing, "voicing", verb)


def _object_of(head: Token) -> Token | None:
    """Give what a noun of response is about: "support *for the plan*"."""
    for prep in head.rights:
        if prep.dep_ == "prep" and prep.lower_ in ABOUT:
            return syntax.child(prep, "pobj", "pcomp")
    return None


def drawing(verb: Token, speakers: Speakers) -> Reaction | None:
    """The proposal as subject: "the plan *drew criticism* from Poland", "*met with* his scorn"."""
    noun = syntax.child(verb, "dobj")
    if noun is None:
        prep = syntax.preposition(verb, "with", "by")
        noun = syntax.child(prep, "pobj") if prep is not None else None
    if noun is None or noun.lower_ not in stances.NOUN_STANCES or syntax.negation(verb):
        return None
    thing = syntax.undergoer(verb) if syntax.is_passive(verb) else syntax.subject(verb)
    who = syntax.child(noun, "poss") or _source(noun) or _source(verb)
    if thing is None or who is None or is_actor(thing):
        return None
    cue = verb.doc[noun.i : noun.i + 1]
    return Reaction(stances.NOUN_STANCES[noun.lower_], cue, who, thing, "drawing", verb)


def _source(head: Token) -> Token | None:
    """Give from whom a response comes: "criticism *from Poland*"."""
    for prep in head.rights:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in FROM:
            noun = syntax.child(prep, "pobj")
            if noun is not None and is_actor(noun):
                return noun
    return None


def owned(noun: Token) -> Reaction | None:
    """A noun with its owner and object: "Poland's *rejection* of the plan"."""
    who = syntax.child(noun, "poss")
    thing = _object_of(noun)
    if who is None and noun.head.lower_ in ("despite", "over", "amid"):
        who, thing = _source(noun), None
    elif thing is None:
        return None
    if who is None or noun.dep_ == "compound":
        return None
    cue = noun.doc[noun.i : noun.i + 1]
    return Reaction(stances.NOUN_STANCES[noun.lower_], cue, who, thing, "owned", noun)


def calling(verb: Token, speakers: Speakers) -> Reaction | None:
    """A name for it: "*called* the plan *unacceptable*", "*described* it as a *trick*"."""
    who = syntax.actor(verb)
    thing = syntax.undergoer(verb)
    if who is None or syntax.negation(verb):
        return None
    for child in verb.rights:
        for word in (child, *child.subtree):
            if word.lower_ in stances.VERDICTS and word.i > verb.i:
                thing = thing or syntax.child(word, "nsubj")
                if thing is None or thing == word:
                    return None
                cue = verb.doc[word.i : word.i + 1]
                return Reaction(stances.VERDICTS[word.lower_], cue, who, thing, "verdict", verb)
    return None


def judging(verb: Token, speakers: Speakers) -> Reaction | None:
    """A judgement that somebody utters: the plan *was unacceptable*, he said."""
    thing = syntax.child(verb, "nsubj")
    word = syntax.child(verb, "acomp", "attr")
    source = speakers.speaker_at(verb.idx)
    if thing is None or word is None or source is None:
        return None
    stance = stances.VERDICTS.get(word.lower_)
    if stance is None or is_actor(thing):
        return None
    if syntax.negation(verb) is not None:
        stance = {"support": "oppose"}.get(stance)
    if stance is None:
        return None
    cue = verb.doc[word.i : word.i + 1]
    return Reaction(stance, cue, source, thing, "verdict", verb)


def feeling(verb: Token, speakers: Speakers) -> Reaction | None:
    """A state of mind: "is *opposed to* the plan", "was *open to* the idea"."""
    word = syntax.child(verb, "acomp", "attr")
    who = syntax.subject(verb)
    if word is None or who is None or word.lower_ not in stances.MOODS or syntax.negation(verb):
        return None
    prep = next((c for c in word.rights if c.dep_ == "prep" and c.lower_ in ABOUT), None)
    thing = syntax.child(prep, "pobj", "pcomp") if prep is not None else None
    if thing is None:
        return None
    cue = verb.doc[word.i : prep.i + 1] if prep.i - word.i == 1 else verb.doc[word.i : word.i + 1]
    return Reaction(stances.MOODS[word.lower_], cue, who, thing, "mood", verb)


def yes_or_no(verb: Token, speakers: Speakers) -> Reaction | None:
    """ "*said no*", "*replied "No"*"."""
    who = syntax.subject(verb)
    for word in verb.doc[verb.i + 1 : verb.i + 4]:
        if word.is_punct or word.is_quote:
            continue
        if word.lower_ in WORDS and who is not None and _ends_there(word):
            cue = verb.doc[verb.i : word.i + 1]
            return Reaction(WORDS[word.lower_], cue, who, None, "word", verb)
        return None
    return None


def _ends_there(word: Token) -> bool:
    """Say whether "no" stands alone rather than before a noun: "said no talks were held"."""
    following = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else None
    return following is None or following.is_punct or following.lower_ in ("to", "when", "and")


RULES = (
    (verb_forms("decline refuse"), declined_to_say),
    (stances.ANSWERING, silent),
    (GIVING, unsaid),
    (GIVING, answering),
    (verb_forms("react respond"), manner),
    (stances.CALLING, calling),
    (stances.VERBS, taking),
    (stances.VOICING, voicing),
    (stances.DRAWING, drawing),
    (COPULAS, judging),
    (COPULAS, feeling),
    (SPEAKING, yes_or_no),
)


def condition(verb: Token) -> Span | None:
    """Give the condition of a reaction: "would accept it *if the shelling stops*"."""
    seen = [verb]
    for head in seen:
        for child in head.rights:
            if child.dep_ == "advcl" and _opens_condition(child):
                return syntax.phrase(child)
            if child.dep_ == "prep" and child.lower_ == "on" and _is_condition(child):
                return syntax.phrase(child)
            if child.dep_ in ("conj", "ccomp", "xcomp") and len(seen) < 6:
                seen.append(child)
    return None


def _opens_condition(clause: Token) -> bool:
    first = {clause.left_edge.lower_, *(c.lower_ for c in clause.lefts if c.dep_ == "mark")}
    return bool(first & CONDITIONAL) or clause.lower_ in ("provided", "providing")


def _is_condition(prep: Token) -> bool:
    noun = syntax.child(prep, "pobj")
    return noun is not None and noun.lower_ in ("condition", "conditions")


CONDITIONAL = words("if unless provided providing until once only")


def describes(thing: Token) -> str:
    """Say how an object stands for a proposal: "referring", "pronoun" or "words"."""
    if thing.lower_ in stances.REFERRING:
        return "referring"
    return "pronoun" if thing.lower_ in PRONOUNS else "words"


def object_words(thing: Token) -> Iterator[Token]:
    """Yield the words of an object: its noun phrase and what clauses hang on it."""
    yield from (t for t in thing.subtree if t.is_alpha)


def object_span(thing: Token) -> Span:
    """Give the words that name what is answered."""
    if thing.pos_ == "VERB":
        if is_infinitive(thing):
            to = next(c for c in thing.lefts if c.lower_ == "to")
            return syntax.clipped(thing.doc, to.i, thing.right_edge.i + 1, thing.i)
        return syntax.phrase(thing)
    return syntax.noun_phrase(thing)
