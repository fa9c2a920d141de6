"""Rules for what is said, or left unsaid, of a proposal: silence, support voiced, judgements."""

from spacy.tokens import Token

from annotations.pipeline import stances, syntax
from annotations.pipeline.cues import verb_forms, words
from annotations.pipeline.drafts import Reaction, is_actor
from annotations.pipeline.proposal_verbs import infinitive
from annotations.pipeline.speakers import Speakers

ABOUT = words("for to of on over about at with against toward towards")
FROM = words("from of by among")
WORDS = {"no": "reject", "yes": "accept"}


def silent(verb: Token, speakers: Speakers) -> Reaction | None:
    """No answer: "did *not respond*", "*has not decided*", "*neither* side responded"."""
    negation = syntax.negation(verb)
    who = syntax.subject(verb)
    if negation is None or who is None or syntax.is_passive(verb):
        return None
    thing = syntax.undergoer(verb) or _object_of(verb)
    if verb.lower_ in ADDRESSING and not _stands_for_proposal(thing):
        return None
    start = negation.i if negation.i > who.i else verb.i
    if negation.dep_ == "neg" and start and verb.doc[start - 1].pos_ == "AUX":
        start -= 1
    thing = thing if _stands_for_proposal(thing) else None
    return Reaction("noncommittal", verb.doc[start : verb.i + 1], who, thing, "silence", verb)


ADDRESSING = verb_forms("address")


def _stands_for_proposal(thing: Token | None) -> bool:
    return thing is not None and thing.lower_ in stances.REFERRING


def unsaid_whether(verb: Token, speakers: Speakers) -> Reaction | None:
    """Leaving open what one will do: "*did not say* whether it would accept"."""
    clause = syntax.child(verb, "ccomp", "xcomp", "advcl")
    if clause is None or not any(c.lower_ in ("whether", "if", "how") for c in clause.lefts):
        return None
    return silent(verb, speakers)


def pending(verb: Token, speakers: Speakers) -> Reaction | None:
    """An answer still to come: "*has yet to reply*"."""
    if verb.tag_ != "VB" or verb.i < 2 or verb.nbor(-2).lower_ != "yet":
        return None
    who = syntax.subject(verb)
    if who is None:
        return None
    return Reaction("noncommittal", verb.doc[verb.i - 2 : verb.i + 1], who, None, "silence", verb)


def noting(verb: Token, speakers: Speakers) -> Reaction | None:
    """Notice without a view: "*took note* of the proposal"."""
    noun = syntax.child(verb, "dobj")
    who = syntax.subject(verb)
    if noun is None or noun.lower_ != "note" or who is None or syntax.is_passive(verb):
        return None
    thing = _object_of(noun) or _object_of(verb)
    if thing is None:
        return None
    return Reaction("noncommittal", verb.doc[verb.i : noun.i + 1], who, thing, "noting", verb)


def unsaid(verb: Token, speakers: Speakers) -> Reaction | None:
    """ "*gave no direct response*", "*made no comment*", "*reserved judgement*"."""
    noun = syntax.child(verb, "dobj")
    if noun is None or noun.lower_ not in stances.SILENCES | stances.JUDGEMENTS:
        return None
    withheld = verb.lower_ in stances.RESERVING
    denied = any(c.lower_ == "no" for c in noun.lefts) or syntax.negation(verb)
    if withheld == bool(denied):
        return None
    who = syntax.subject(verb)
    if who is None:
        return None
    thing = _object_of(noun) or _object_of(verb)
    thing = thing if _stands_for_proposal(thing) else None
    return Reaction("noncommittal", verb.doc[verb.i : noun.i + 1], who, thing, "silence", verb)


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
    if thing is None or word is None or source is None or _is_impersonal(verb):
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


def _is_impersonal(verb: Token) -> bool:
    """Say whether an "it" stands for a clause: "it is *unacceptable that* ..."."""
    asked = any(c.lower_ in ("how", "what", "whether", "if") for c in verb.lefts)
    return asked or syntax.child(verb, "ccomp", "xcomp", "csubj") is not None


def feeling(verb: Token, speakers: Speakers) -> Reaction | None:
    """A state of mind: "is *opposed to* the plan", "was *open to* the idea"."""
    word = syntax.child(verb, "acomp", "attr")
    who = syntax.subject(verb)
    if word is None or who is None or syntax.negation(verb):
        return None
    if word.lower_ in stances.SILENT and is_actor(who):
        thing = _object_of(word) or _object_of(verb)
        return Reaction("noncommittal", verb.doc[word.i : word.i + 1], who, thing, "mood", verb)
    if word.lower_ not in stances.MOODS:
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
