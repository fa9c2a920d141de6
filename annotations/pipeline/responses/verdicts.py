"""Rules for judgements: what a proposal is called or said to be, and how somebody feels of it."""

from spacy.tokens import Span, Token

from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import syntax
from annotations.pipeline.proposals.cues import verb_forms, words
from annotations.pipeline.proposals.drafts import is_actor
from annotations.pipeline.responses import modality, stances
from annotations.pipeline.responses.answers import Reaction, acts

# How many words after a copula its judgement may begin.
REACH = 9
STOPS = words("that which who because if when while since although but and or , ; : ( )")
DENYING = words("not n't n’t never no hardly nothing neither less least little")
TURNED = {"support": "oppose", "accept": "reject"}
SKIPPED = words("the a an of -")
STARTS = frozenset(phrase.split()[0] for phrase in [*stances.VERDICTS, *stances.MOODS])
LONGEST = max(len(phrase.split()) for phrase in [*stances.VERDICTS, *stances.MOODS])


def verdict_in(window: Span) -> tuple[str, Span] | None:
    """Give the first judgement in some words with its stance: "not a *good* idea" opposes."""
    denied = excessive = False
    for token in window:
        word = token.lower_
        if word in STOPS and token.i > window.start:
            return None
        phrase = _phrase_at(token, window.end, stances.VERDICTS)
        if phrase is not None and token.dep_ == "amod" and token.head.lower_ in stances.VERDICTS:
            # "a great *threat*", "a good *excuse*": the noun tells.
            continue
        if phrase is not None:
            stance = stances.VERDICTS[phrase]
            if excessive and stance == "support":
                stance = "oppose"
            stance = TURNED.get(stance) if denied else stance
            return (stance, _words_of(token, phrase)) if stance else None
        denied = denied or word in DENYING
        excessive = word == "too"
    return None


def _phrase_at(token: Token, end: int, table) -> str | None:
    """Give the longest entry of a table that begins at a token, over articles in between."""
    if token.lower_ not in STARTS:
        return None
    parts: list[str] = []
    found = None
    for other in token.doc[token.i : min(token.i + LONGEST + 2, end)]:
        if other.lower_ not in SKIPPED or not parts:
            parts.append(other.lower_)
        elif other.lower_ == "of":
            parts.append("of")
        if " ".join(parts) in table:
            found = " ".join(parts)
    return found


def _words_of(token: Token, phrase: str) -> Span:
    """Give the words of an entry that begins at a token."""
    last, wanted = token.i, phrase.split()[-1]
    if " " in phrase:
        last = next(t.i for t in token.doc[token.i + 1 :] if t.lower_ == wanted)
    return token.doc[token.i : last + 1]


def window_after(token: Token) -> Span:
    """Give the words after a token in which its judgement is looked for."""
    return token.doc[token.i + 1 : min(token.i + 1 + REACH, token.sent.end)]


def calling(verb: Token, speakers: Speakers) -> Reaction | None:
    """A name for it: "*called* the plan *unacceptable*", "*described* it as a *trick*"."""
    who = syntax.actor(verb) or syntax.namer(verb)
    if who is None:
        return None
    passive = syntax.is_passive(verb)
    found = _named(verb)
    if found is None:
        return None
    stance, cue = found
    if syntax.negation(verb) is not None:
        stance = TURNED.get(stance) if verb.lower_ in OPINING else None
    if stance is None:
        return None
    thing = syntax.undergoer(verb) if passive else _called(verb, cue)
    if thing is None or cue.start <= thing.i < cue.end or thing == who:
        return None
    return Reaction(stance, cue, who, thing, "verdict", verb)


def _named(verb: Token) -> tuple[str, Span] | None:
    """Give the judgement after a verb of calling, past its object."""
    end = min(verb.right_edge.i + 1, verb.i + 25)
    for token in verb.doc[verb.i + 1 : end]:
        if token.lower_ in CLAUSES or (token.lower_ == "that" and token.dep_ != "det"):
            return None
        found = verdict_in(verb.doc[token.i : min(token.i + 3, end)])
        if found is not None:
            return found
    return None


# Not to think it so is to think otherwise: "does *not consider* it fair".
OPINING = verb_forms("consider deem see regard view find")
CLAUSES = words("who which because and but")


def _called(verb: Token, cue: Span) -> Token | None:
    """Give what is called something: the object, or the subject of the small clause."""
    for child in verb.rights:
        if child.dep_ in ("dobj", "nsubj") and child.i < cue.start:
            return child
        if child.dep_ in ("ccomp", "oprd", "xcomp"):
            inner = syntax.child(child, "nsubj", "nsubjpass")
            if inner is not None:
                return inner
    return None


def judging(verb: Token, speakers: Speakers) -> Reaction | None:
    """A judgement that somebody utters: the plan *was unacceptable*, he said."""
    above = _participle(verb)
    if above is not None and above.lower_ in stances.VERBS:
        return None
    thing = syntax.child(verb, "nsubj", "csubj") or syntax.subject(above or verb)
    if thing is None or is_actor(thing) and thing.lower_ not in PRONOUNS:
        return None
    source = speakers.speaker_at(verb.idx) or _judge(verb)
    found = verdict_in(_window(verb, above)) if source is not None else None
    if found is None or _is_supposed(verb):
        return None
    stance, cue = found
    if _is_denied(above or verb):
        stance = TURNED.get(stance)
        if stance is None:
            return None
    about = _extraposed(verb) if thing.lower_ == "it" else None
    if about is not None and about.lower_ in UNTOLD:
        return Reaction("noncommittal", cue, source, None, "silence", verb)
    if about is not None and _is_fact(about):
        return None
    return Reaction(stance, cue, source, about or thing, "verdict", verb, loose=about is not None)


def _participle(verb: Token) -> Token | None:
    """Give what the parser took for a passive verb: "was *doomed*", "is *alarmed* by the plan"."""
    return verb.head if verb.dep_ == "auxpass" else None


def _window(verb: Token, participle: Token | None) -> Span:
    """Give the words in which a judgement is looked for: no further than a participle."""
    return window_after(verb) if participle is None else verb.doc[verb.i + 1 : participle.i + 1]


def _is_denied(verb: Token) -> bool:
    """Say whether a judgement is denied ahead: "would *not* be fair", "do *not think* it is"."""
    negation = syntax.negation(verb)
    before = negation is not None and negation.i < verb.i
    return before != modality.is_doubted(verb)


# "It was too early to *comment*."
UNTOLD = stances.REFUSALS_TO_SPEAK | words("tell judge know predict")


def _judge(verb: Token) -> Token | None:
    """Give for whom something is so: "*for Kyiv* it was an insult", "unacceptable *to Kyiv*"."""
    for prep in verb.subtree if verb.right_edge.i - verb.left_edge.i < FEW else verb.children:
        told = prep.lower_ == "to" or (prep.lower_ == "for" and prep.i < verb.i)
        if prep.dep_ == "prep" and told:
            noun = syntax.child(prep, "pobj")
            if noun is not None and is_actor(noun):
                return noun
    return None


# A clause of so many words is searched whole.
FEW = 40
PRONOUNS = words("it this that these those which")


def _is_supposed(verb: Token) -> bool:
    return any(c.lower_ in ("how", "what", "whether", "if", "should") for c in verb.lefts)


def _extraposed(verb: Token) -> Token | None:
    """Give the clause for which an "it" stands: "it is wrong *to talk to them*"."""
    for head in (verb, *verb.rights):
        clause = syntax.child(head, "ccomp", "xcomp", "csubj", "advcl")
        if clause is not None and clause.i > verb.i:
            return clause
    return None


def _is_fact(clause: Token) -> bool:
    """Say whether a clause tells what is so: "it is wrong *that aid is held up*"."""
    return any(c.lower_ in ("that", "because", "when") for c in clause.lefts)


def taken_so(noun: Token, speakers: Speakers) -> Reaction | None:
    """How an answer was: "New Delhi's *response* has been *lukewarm*"."""
    if noun.dep_ != "nsubj" or noun.head.lower_ not in COPULAS:
        return None
    who = syntax.owner(noun)
    for word in window_after(noun.head) if who is not None else ():
        stance = stances.MANNERS.get(word.lower_) or stances.FLAT.get(word.lower_)
        if stance is not None:
            cue = noun.doc[word.i : word.i + 1]
            return Reaction(stance, cue, who, None, "manner", noun.head)
    return None


def siding(noun: Token, speakers: Speakers) -> Reaction | None:
    """Who takes a side: "is among the *critics* of the plan", "Adam Nowak, an *opponent* of it"."""
    prep = syntax.preposition(noun, "of")
    thing = syntax.child(prep, "pobj") if prep is not None else None
    who = _sider(noun)
    if thing is None or who is None:
        return None
    stance = stances.AGENTS[noun.lower_]
    return Reaction(stance, noun.doc[noun.i : noun.i + 1], who, thing, "mood", noun)


def _sider(noun: Token) -> Token | None:
    """Give whom a noun such as "critic" describes."""
    if noun.dep_ == "appos":
        return noun.head
    if noun.dep_ == "attr":
        return syntax.subject(noun.head)
    if noun.dep_ == "nsubj" and noun.head.lower_ in MARCHING:
        return noun
    among = noun.dep_ == "pobj" and noun.head.lower_ == "among"
    return syntax.subject(noun.head.head) if among else None


# "*Opponents* of the plan *marched* in the capital."
MARCHING = verb_forms("march rally demonstrate gather protest")


def feeling(verb: Token, speakers: Speakers) -> Reaction | None:
    """A state of mind: "is *opposed to* the plan", "was *open to* the idea", "is *against* it"."""
    told = _participle(verb) or verb
    who = syntax.subject(told)
    if who is None or not acts(who) and who.pos_ != "PRON":
        return None
    if any(c.lower_ in modality.UNTOLD for c in told.lefts):
        return None
    if who.lower_ == "it" and _extraposed(verb) is not None:
        return None
    return mood_of(told, who, _window(verb, _participle(verb)))


def mood_of(verb: Token, who: Token, window: Span) -> Reaction | None:
    """Give the first mood in some words, as that of somebody."""
    for token in window:
        if token.lower_ in STOPS:
            return None
        phrase = _phrase_at(token, token.sent.end, stances.MOODS)
        if phrase is not None:
            felt = _felt(verb, who, phrase, _words_of(token, phrase))
            less = token.nbor(-1).lower_ in ("less", "hardly")
            return _denied(felt) if less or syntax.negation(verb) is not None else felt
    return None


def _denied(felt: Reaction | None) -> Reaction | None:
    """Turn a mood that is denied: "is *not on board* with it"; "not opposed" says little."""
    if felt is None or felt.stance not in ("accept", "support") or felt.object is None:
        return None
    felt.stance = "oppose"
    return felt


def _felt(verb: Token, who: Token, phrase: str, cue: Span) -> Reaction | None:
    """Make the reaction of a mood, if what it is about follows or it needs none."""
    stance, prepositions = stances.MOODS[phrase]
    last = cue[-1]
    thing = syntax.child(last, "pobj", "pcomp")
    if thing is not None and thing.lower_ in LAWS and who.pos_ == "PRON":
        return None
    for prep in (*last.rights, *verb.rights):
        if thing is None and prep.lower_ in prepositions and prep.i > last.i:
            thing = syntax.child(prep, "pobj", "pcomp")
            cue = verb.doc[cue.start : prep.i + 1] if prep.i == cue.end else cue
    thing = thing or _doubted_in(last, verb)
    bare = last.i + 1 < len(verb.doc) and last.nbor(1).is_punct
    if thing is None and stance != "noncommittal" and not bare:
        return None
    return Reaction(
        stance, cue, who, thing, "mood", verb, loose=thing is None or phrase == "behind"
    )


def _doubted_in(mood: Token, verb: Token) -> Token | None:
    """Give the proposal of a clause in doubt: "is *sceptical* that *the plan* will work"."""
    if mood.lower_ not in DOUBTFUL:
        return None
    clause = syntax.child(mood, "ccomp") or syntax.child(verb, "ccomp")
    thing = syntax.child(clause, "nsubj") if clause is not None and clause.i > mood.i else None
    return thing if thing is not None and thing.lower_ in stances.REFERRING else None


DOUBTFUL = words("sceptical skeptical doubtful dubious unconvinced convinced persuaded")

# "It is against *the law*": nobody feels so.
LAWS = words("law laws rules regulations constitution nature odds")
COPULAS = words(
    "be is are was were been being 's ’s 'm ’m 're ’re remains remained remain seems seemed seem"
) | (verb_forms("stay keep become appear sound look"))
