"""Rules for proposals left unanswered: "did not respond", "no reply came from", "took note"."""

from spacy.tokens import Token

from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import extents, syntax
from annotations.pipeline.proposals.cues import noun_forms, verb_forms, words
from annotations.pipeline.proposals.drafts import is_actor
from annotations.pipeline.proposals.proposal_verbs import infinitive
from annotations.pipeline.responses import outlook, stances
from annotations.pipeline.responses.answers import Reaction
from annotations.pipeline.responses.givers import about, source


def silent(verb: Token, speakers: Speakers) -> Reaction | None:
    """No answer: "did *not respond*", "*has not decided*", "*neither* side responded"."""
    negation = syntax.negation(verb)
    who = syntax.subject(verb)
    if negation is None or negation.i > verb.i or who is None or syntax.is_passive(verb):
        return None
    thing = syntax.undergoer(verb) or about(verb)
    if verb.lower_ in ADDRESSING and not stands_for_proposal(thing):
        return None
    start = negation.i if negation.i > who.i else verb.i
    if negation.dep_ == "neg" and start and verb.doc[start - 1].pos_ == "AUX":
        start -= 1
    thing = thing if stands_for_proposal(thing) else None
    return Reaction("noncommittal", verb.doc[start : verb.i + 1], who, thing, "silence", verb)


ADDRESSING = verb_forms("address")


def stands_for_proposal(thing: Token | None) -> bool:
    """Say whether a word can stand for a proposal told before."""
    return thing is not None and thing.lower_ in stances.REFERRING and not _is_of_press(thing)


def _is_of_press(thing: Token) -> bool:
    """Say whether only reporters ask: "did not respond to a *request for comment*"."""
    prep = syntax.preposition(thing, "for")
    asked = syntax.child(prep, "pobj") if prep is not None else None
    return asked is not None and asked.lower_ in ("comment", "comments", "interview", "reaction")


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


def promising(verb: Token, speakers: Speakers) -> Reaction | None:
    """An answer put off: "*would respond* in due course", "*will decide* next week"."""
    will = next((c for c in verb.lefts if c.dep_ == "aux" and c.lower_ in WILLS), None)
    who = syntax.subject(verb)
    if will is None or who is None or syntax.is_passive(verb) or verb.lower_ in ADDRESSING:
        return None
    thing = syntax.undergoer(verb) or about(verb)
    if thing is not None and not stands_for_proposal(thing):
        return None
    return Reaction("noncommittal", verb.doc[will.i : verb.i + 1], who, thing, "silence", verb)


WILLS = words("will would 'll ’ll")


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
    thing = about(noun) or about(verb)
    thing = thing if stands_for_proposal(thing) else None
    return Reaction("noncommittal", verb.doc[verb.i : noun.i + 1], who, thing, "silence", verb)


def nothing_from(noun: Token, speakers: Speakers) -> Reaction | None:
    """ "There was *no immediate response* from Kyiv", "*no reply* came from the embassy"."""
    none = next((c for c in noun.lefts if c.lower_ == "no"), None)
    if none is None:
        return None
    who = source(noun) or source(noun.head)
    if who is None:
        return None
    thing = about(noun) or about(noun.head)
    thing = thing if stands_for_proposal(thing) else None
    return Reaction("noncommittal", noun.doc[none.i : noun.i + 1], who, thing, "silence", noun)


def without_word(noun: Token, speakers: Speakers) -> Reaction | None:
    """ "was still *without word* from Israel", "awaits *a reply* from Kyiv"."""
    waiting = noun.head.lower_ if noun.dep_ in ("pobj", "dobj") else ""
    who = source(noun) or (source(noun.head.head) if noun.dep_ == "pobj" else None)
    if waiting not in WAITING or who is None:
        return None
    thing = about(noun)
    first = noun.head.i if noun.i - noun.head.i < 4 else noun.i
    return Reaction("noncommittal", noun.doc[first : noun.i + 1], who, thing, "silence", noun)


WAITING = verb_forms("await expect") | {"without", "for"}


def said_nothing(verb: Token, speakers: Speakers) -> Reaction | None:
    """ "*said nothing* about the offer", "*kept silent*", "did *not mention* it"."""
    who = syntax.subject(verb)
    nothing = next((t for t in verb.doc[verb.i + 1 : verb.i + 3] if t.lower_ == "nothing"), None)
    if who is None or nothing is None or nothing.head != verb:
        return None
    thing = about(nothing) or about(verb)
    cue = verb.doc[verb.i : nothing.i + 1]
    return Reaction("noncommittal", cue, who, thing, "silence", verb)


def declined_to_say(verb: Token, speakers: Speakers) -> Reaction | None:
    """ "*declined to comment*", "*refused to answer* questions", "*avoided commenting* on it"."""
    clause = infinitive(verb) or syntax.child(verb, "xcomp")
    if clause is None or clause.lower_ not in stances.REFUSALS_TO_SPEAK:
        return None
    who = syntax.subject(verb)
    if who is None or syntax.negation(verb):
        return None
    cue = (
        verb.doc[verb.i : clause.i + 1] if clause.i - verb.i < 4 else verb.doc[verb.i : verb.i + 1]
    )
    thing = syntax.child(clause, "dobj")
    if thing is not None and not stands_for_proposal(thing) and thing.lower_ not in MATTERS:
        return None
    thing = thing or about(clause)
    if thing is not None and not stands_for_proposal(thing):
        thing = about(thing)
    return Reaction("noncommittal", cue, who, thing, "silence", verb)


# Not to speak of these leaves a proposal open; to "refuse to confirm *a nominee*" does not.
MATTERS = noun_forms("question detail report query request remark plan matter issue more") | words(
    "reporters journalists it this that anything what further"
)


def answering(verb: Token, speakers: Speakers) -> Reaction | None:
    """An answer told by its noun: "gave a *cautious* response", "gave its *final response*"."""
    noun = syntax.child(verb, "dobj")
    if noun is None or noun.lower_ not in stances.SILENCES or syntax.negation(verb):
        return None
    thing, who = about(noun) or about(verb), syntax.subject(verb)
    if who is None or any(c.lower_ == "no" for c in noun.lefts):
        return None
    manner = next(
        (stances.MANNERS[c.lower_] for c in noun.lefts if c.lower_ in stances.MANNERS), ""
    )
    if not manner and not stands_for_proposal(thing):
        return None
    cue = verb.doc[verb.i : noun.i + 1]
    return Reaction(manner or "noncommittal", cue, who, thing, "answer", verb)


def manner(verb: Token, speakers: Speakers) -> Reaction | None:
    """How somebody took it: "*reacted sharply* to the offer", "responded with *caution*"."""
    adverb = next((c for c in verb.children if c.lower_ in stances.MANNERS), None)
    who, thing = syntax.subject(verb), about(verb)
    if adverb is None or who is None or not is_actor(who) or syntax.negation(verb):
        return None
    if verb.dep_ == "xcomp" or any(c.dep_ == "aux" and c.lower_ != "has" for c in verb.lefts):
        return None
    first, last = sorted((verb.i, adverb.i))
    cue = verb.doc[first : last + 1] if last - first < 4 else verb.doc[adverb.i : adverb.i + 1]
    return Reaction(stances.MANNERS[adverb.lower_], cue, who, thing, "manner", verb)


def crisp(word: Token, speakers: Speakers) -> Reaction | None:
    """All that somebody says of it: "*Never*," he said; "*No comment*"."""
    before = word.nbor(-1) if word.i else None
    if before is None or not (before.is_quote or before.text in extents.QUOTES):
        return None
    rest = word.doc[word.i : word.i + LONGEST + 1]
    end = next((t.i for t in rest if t.is_punct and t.i > word.i), word.i)
    stance = CRISP.get(" ".join(t.lower_ for t in word.doc[word.i : end]))
    source = speakers.speaker_at(word.idx)
    if stance is None or source is None:
        return None
    return Reaction(stance, word.doc[word.i : end], source, None, "word", word)


CRISP = {
    phrase: stance
    for stance, phrases in (
        ("reject", "no|never|no way|absolutely not|certainly not|of course not|not at all"),
        ("reject", "out of the question|impossible|unacceptable|never again|not now"),
        ("accept", "yes|absolutely|of course|certainly|agreed|why not"),
        ("noncommittal", "no comment|we 'll see|we ’ll see|we will see|maybe|perhaps"),
    )
    for phrase in phrases.split("|")
}
CRISP_STARTS = frozenset(phrase.split()[0] for phrase in CRISP)
LONGEST = max(len(phrase.split()) for phrase in CRISP)


def yes_or_no(verb: Token, speakers: Speakers) -> Reaction | None:
    """ "*said no*", "*replied "No"*"."""
    who = syntax.subject(verb)
    for word in verb.doc[verb.i + 1 : verb.i + 4]:
        if word.is_punct or word.is_quote:
            continue
        if word.lower_ in stances.FLAT and who is not None and _ends_there(word):
            cue = verb.doc[verb.i : word.i + 1]
            return outlook.seen(Reaction(stances.FLAT[word.lower_], cue, who, None, "word", verb))
        return None
    return None


def _ends_there(word: Token) -> bool:
    """Say whether "no" stands alone rather than before a noun: "said no talks were held"."""
    following = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else None
    return following is None or following.is_punct or following.lower_ in ("to", "when", "and")
