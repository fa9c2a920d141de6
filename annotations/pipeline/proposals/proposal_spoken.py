"""Rules for what only speech puts forward: bidding, "let us", what it is time for, what one needs.

All of them need attributed words: whoever says them is the proposer.
"""

from spacy.tokens import Token

from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import extents, syntax
from annotations.pipeline.proposals import cues
from annotations.pipeline.proposals.clauses import QUESTIONS, infinitive, infinitive_phrase, is_to
from annotations.pipeline.proposals.drafts import Draft, is_actor
from annotations.pipeline.proposals.objects import object_phrase

# Bare verbs that open a sentence without bidding anybody do anything.
IDLE = cues.words(
    "look see listen imagine remember thank believe trust welcome suppose take make let say "
    "forget bear god bless wait mind consider excuse hear note forgive guess"
)
SUBJECTS = syntax.SUBJECTS
CONDITIONS = cues.words("if unless when while as because though although since")


def let(token: Token, speakers: Speakers) -> Draft | None:
    """What all are to do, or others: "*Let us* meet again", "*Let* the people decide"."""
    if token.tag_ not in ("VB", "VBP") or _has_subject(token) or _is_aided(token):
        return None
    deed = next((c for c in token.rights if c.dep_ in ("ccomp", "xcomp")), None)
    agent = syntax.child(deed, "nsubj") if deed is not None else None
    source = speakers.speaker_at(token.idx)
    if agent is None or source is None or deed.lower_ in ("be", "remember", "say", "face"):
        return None
    if agent.lower_ not in ("us", "'s", "’s") and not is_actor(agent):
        return None
    content = extents.clipped(token.doc, agent.i + 1, deed.right_edge.i + 1, deed.i)
    told = () if agent.lower_ not in ("us", "'s", "’s") else (agent,)
    cue = token.doc[token.i : agent.i + 1] if told else token.doc[token.i : token.i + 1]
    if not told:
        content, told = extents.phrase(deed), (agent,)
    return Draft("urge", cue, source, content, "let", token, told, clause=True)


def bidding(mark: Token, speakers: Speakers) -> Draft | None:
    """Quoted words that bid: ""*Stop* the killing," he told the armies"."""
    verb = _bidding_verb(mark)
    if verb is None or verb.lower_ in IDLE or _has_subject(verb) or _is_aided(verb):
        return None
    source = speakers.speaker_at(verb.idx)
    if source is None or verb.right_edge.i == verb.i:
        return None
    content = extents.clipped(verb.doc, mark.i + 1, verb.right_edge.i + 1, verb.i)
    cue = verb.doc[verb.i : verb.i + 1]
    return Draft("urge", cue, source, content, "bidding", verb, clause=True)


def _bidding_verb(mark: Token) -> Token | None:
    """Give the bare verb that opens quoted words, after a "please", "do not" or "never"."""
    following = mark.doc[mark.i + 1 : mark.i + 4]
    for token in following:
        if token.tag_ in ("VB", "VBP") and token.lower_ not in ("do", "is", "are", "'re", "’re"):
            return token
        if token.lower_ not in ("please", "do", "not", "n't", "n’t", "never", "just"):
            return None
    return None


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS and c.i < verb.i for c in verb.children)


def _is_aided(verb: Token) -> bool:
    """Say whether a bare verb hangs on a helper: "*to* stop", "*will* stop"."""
    helpers = (c for c in verb.lefts if c.dep_ == "aux")
    return any(c.tag_ in ("TO", "MD") for c in helpers) or verb.dep_ in ("xcomp", "conj")


def time_for(token: Token, speakers: Speakers) -> Draft | None:
    """What it is time for: "it is *time* to lift the embargo", "the *time* has come for talks"."""
    verb = token.head
    came = token.dep_ == "nsubj" and verb.lower_ in ("come", "came")
    is_it = token.dep_ == "attr" and verb.lower_ in ("is", "'s", "’s", "was")
    source = speakers.speaker_at(token.idx)
    if source is None or not (came or is_it) or syntax.negation(verb) is not None:
        return None
    if any(c.lower_ in QUESTIONS | CONDITIONS | {"a", "first", "last"} for c in _before(token)):
        return None
    cue = token.doc[token.i : token.i + 1]
    for host in (token, verb):
        for clause in host.rights:
            agent = syntax.child(clause, "nsubj", "nsubjpass")
            if clause.i > token.i and is_to(clause):
                told = (agent,) if agent is not None and is_actor(agent) else ()
                content = infinitive_phrase(clause)
                return Draft("urge", cue, source, content, "time", verb, told, clause=True)
        prep = syntax.preposition(host, "for")
        thing = syntax.child(prep, "pobj") if prep is not None and prep.i > token.i else None
        if thing is not None:
            content = object_phrase(thing, prep)
            return Draft("urge", cue, source, content, "time", verb, clause=True)
    return None


def _before(token: Token) -> list[Token]:
    return [*token.lefts, *token.head.lefts]


def need_of(verb: Token, speakers: Speakers) -> Draft | None:
    """What somebody says is needed: "We *need* a ceasefire", "we *need* the EU to act"."""
    thing, who = syntax.child(verb, "dobj"), syntax.subject(verb)
    deed = infinitive(verb)
    source = speakers.speaker_at(verb.idx)
    if verb.pos_ != "VERB" or thing is None or source is None or who is None or verb.i > thing.i:
        return None
    if not is_actor(who) or (deed is not None and not is_actor(thing)):
        return None
    asks = any(c.lower_ in QUESTIONS | CONDITIONS for c in verb.lefts)
    if asks or syntax.negation(verb) is not None or verb.dep_ in ("relcl", "advcl", "csubj"):
        return None
    if any(c.dep_ == "aux" for c in verb.lefts):
        return None
    cue = verb.doc[verb.i : verb.i + 1]
    if deed is not None:
        content = infinitive_phrase(deed)
        return Draft("urge", cue, source, content, "need", verb, (thing,), clause=True)
    named = thing.pos_ in ("NOUN", "PROPN") or thing.ent_type_ == "MONEY"
    named = named or (thing.lower_ in ("more", "less") and syntax.preposition(thing, "of"))
    content = object_phrase(thing, verb) if named else None
    if content is None:
        return None
    if who.pos_ == "PRON":
        return Draft("urge", cue, source, content, "need", verb)
    return Draft("request", cue, who, content, "need", verb)


CHOOSING = cues.words("decide determine choose judge say")


def wants_to_see(token: Token, speakers: Speakers) -> Draft | None:
    """What somebody wants brought about: "would like to *see* the law changed"."""
    above = token.head
    who = syntax.subject(token) if token.dep_ == "xcomp" and above.lower_ in WANTING else None
    if who is None or not is_actor(who) or syntax.is_negated(above):
        return None
    clause = syntax.child(token, "ccomp", "xcomp")
    thing = syntax.child(token, "dobj")
    if clause is None and (thing is None or thing.pos_ == "PRON"):
        return None
    if any(c.lower_ in QUESTIONS | CONDITIONS for c in above.lefts):
        return None
    content = extents.phrase(clause) if clause is not None else object_phrase(thing, token)
    cue = token.doc[above.i : token.i + 1]
    return Draft("urge", cue, who, content, "need", above, clause=True)


WANTING = cues.verb_forms("want") | {"like", "love", "wish"}


def up_to(token: Token, speakers: Speakers) -> Draft | None:
    """Whose turn it is: "it is *up* to the parties to decide", he said."""
    verb = token.head
    source = speakers.speaker_at(token.idx) or speakers.still_speaking(token)
    prep = syntax.preposition(token, "to") or syntax.preposition(verb, "to")
    who = syntax.child(prep, "pobj") if prep is not None and prep.i == token.i + 1 else None
    if source is None or who is None or not is_actor(who) or verb.pos_ not in ("AUX", "VERB"):
        return None
    clause = next((c for h in (verb, token, prep, who) for c in h.rights if is_to(c)), None)
    if (
        clause is None
        or clause.i < who.i
        or clause.lower_ in CHOOSING
        or syntax.negation(verb) is not None
    ):
        return None
    cue, content = token.doc[token.i : token.i + 1], infinitive_phrase(clause)
    return Draft("urge", cue, source, content, "duty", verb, (who,), clause=True)


def burden(noun: Token, speakers: Speakers) -> Draft | None:
    """A duty somebody says others have: "Russia has a *responsibility* to press the regime"."""
    verb, source = noun.head, speakers.speaker_at(noun.idx)
    if noun.dep_ != "dobj" or verb.lower_ not in ("has", "have", "bears", "bear") or not source:
        return None
    who = syntax.subject(verb)
    clause = next((c for h in (noun, verb) for c in h.rights if is_to(c)), None)
    if who is None or clause is None or not is_actor(who) or syntax.negation(verb) is not None:
        return None
    cue, content = noun.doc[verb.i : noun.i + 1], infinitive_phrase(clause)
    return Draft("urge", cue, source, content, "duty", verb, (who,), clause=True)
