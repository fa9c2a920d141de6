"""Rules for terms: a time given to comply, what must come first, on what condition one will act."""

from spacy.tokens import Token

from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import extents, syntax
from annotations.pipeline.proposals import cues
from annotations.pipeline.proposals.clauses import infinitive, infinitive_phrase, is_to, told
from annotations.pipeline.proposals.drafts import Draft, is_actor, resolve_document

THREATENING = cues.verb_forms("threaten vow warn swear")
FUTURE = cues.words("will would 'll ’ll wo 'd ’d can could ca")


def unless(token: Token, speakers: Speakers) -> Draft | None:
    """What must come first: "will not sign *unless* Israel does", "threatened to go unless"."""
    clause = token.head
    host = clause.head
    if token.dep_ != "mark" or clause.dep_ != "advcl" or host.i > token.i:
        return None
    agent = syntax.child(clause, "nsubj", "nsubjpass")
    threat = next((v for v in (host, host.head) if v.lower_ in THREATENING), None)
    bound = any(c.lower_ in FUTURE for c in host.lefts) and syntax.is_negated(host)
    if agent is None or not (bound or (threat is not None and token.lower_ == "unless")):
        return None
    who = speakers.speaker_at(token.idx) or (threat is not None and syntax.subject(threat)) or None
    if who is None:
        return None
    content = extents.clipped(token.doc, token.i + 1, clause.right_edge.i + 1, clause.i)
    cue = token.doc[token.i : token.i + 1]
    return Draft("demand", cue, who, content, "unless", host, told(clause), clause=True)


def or_else(token: Token, speakers: Speakers) -> Draft | None:
    """What a threat is to bring about: "*threatened* sanctions if it does not hold elections"."""
    clause = token.head
    threat = next((v for v in (clause.head, clause.head.head) if v.lower_ in THREATS), None)
    threat = threat or _warning(clause.head)
    agent = syntax.child(clause, "nsubj", "nsubjpass")
    if token.dep_ != "mark" or threat is None or threat.i > token.i or agent is None:
        return None
    denial = syntax.negation(clause) or (clause if clause.lower_ in syntax.REFUSING else None)
    who = syntax.actor(threat)
    if denial is None or who is None or syntax.is_negated(threat):
        return None
    start = agent.left_edge.i if syntax.is_passive(clause) else denial.i + 1
    content = extents.clipped(token.doc, start, clause.right_edge.i + 1, clause.i)
    cue, told_of = token.doc[threat.i : threat.i + 1], told(clause)
    return Draft(
        "demand", cue, resolve_document(who), content, "unless", threat, told_of, clause=True
    )


THREATS = cues.verb_forms("threaten vow swear")
WARNING = cues.verb_forms("warn")


def _warning(deed: Token) -> Token | None:
    """Give the verb with which somebody warns of what he will do: "*warned* that it would act"."""
    for verb in (deed, deed.head):
        own = syntax.child(verb, "nsubj")
        ours = own is not None and own.lower_ in ("it", "they", "he", "she", "we", "i")
        if verb.dep_ == "ccomp" and verb.head.lower_ in WARNING and ours:
            return verb.head if any(c.lower_ in FUTURE for c in verb.lefts) else None
    return None


def provided(token: Token, speakers: Speakers) -> Draft | None:
    """On what condition one will act: "would attend *provided* that he came alone"."""
    verb = token.head
    if token.dep_ not in ("prep", "mark", "advcl") or verb.i > token.i:
        return None
    helper = next((c for c in verb.lefts if c.lower_ in FUTURE), None)
    source = speakers.speaker_at(verb.idx)
    if helper is None or source is None or syntax.is_negated(verb):
        return None
    content = extents.clipped(verb.doc, helper.i + 1, verb.right_edge.i + 1, verb.i)
    cue = verb.doc[helper.i : helper.i + 1]
    condition_on = next((c for c in token.rights if c.dep_ in ("pcomp", "ccomp")), token)
    told_of = told(condition_on)
    return Draft("offer", cue, source, content, "provided", verb, told_of, clause=True)


def in_return(token: Token, speakers: Speakers) -> Draft | None:
    """What one would concede in return: "would *sign if* Sweden extradited them", he said."""
    clause = token.head
    verb = clause.head
    if token.dep_ != "mark" or clause.dep_ != "advcl" or verb.lower_ not in CONCEDING:
        return None
    helper = next((c for c in verb.lefts if c.lower_ in ("will", "would", "'ll", "’ll")), None)
    who, source = syntax.subject(verb), speakers.speaker_at(verb.idx)
    if helper is None or source is None or who is None or syntax.is_negated(verb):
        return None
    if not is_actor(who) or syntax.is_passive(verb):
        return None
    content = extents.clipped(verb.doc, helper.i + 1, verb.right_edge.i + 1, verb.i)
    cue = verb.doc[helper.i : helper.i + 1]
    return Draft("offer", cue, source, content, "provided", verb, told(clause), clause=True)


CONCEDING = cues.words(
    "approve sign return withdraw cease stop halt suspend lift release free resume ratify support "
    "back attend join accept talk negotiate meet comply hand agree end drop reopen open pull lay "
    "disarm recognise recognize allow help"
)


def resuming(token: Token, speakers: Speakers) -> Draft | None:
    """On what talks wait: "talks could resume *if* Washington changed course", it said."""
    clause = token.head
    verb = clause.head
    if token.dep_ != "mark" or clause.dep_ != "advcl" or verb.lower_ not in RESUMING:
        return None
    may = any(c.lower_ in FUTURE for c in verb.lefts)
    agent, source = syntax.child(clause, "nsubj"), speakers.speaker_at(token.idx)
    if not may or source is None or agent is None or not is_actor(agent) or verb.i > token.i:
        return None
    if syntax.is_negated(verb) or syntax.is_negated(clause):
        return None
    content = extents.clipped(token.doc, token.i + 1, clause.right_edge.i + 1, clause.i)
    cue = token.doc[token.i : token.i + 1]
    return Draft("demand", cue, source, content, "unless", verb, told(clause), clause=True)


RESUMING = cues.words("resume restart begin start continue proceed happen end succeed")


def condition(noun: Token, speakers: Speakers) -> Draft | None:
    """What is made a condition: "made it a *condition* that he leave", "is a *condition* for"."""
    if any(c.lower_ in ("no", "not") for c in (*noun.lefts, *noun.head.lefts)):
        return None
    cue, verb = noun.doc[noun.i : noun.i + 1], noun.head
    clause = next((c for c in noun.rights if c.dep_ in ("acl", "ccomp") and _has_that(c)), None)
    if verb.lower_ in MAKING:
        who, other = syntax.subject(verb), syntax.child(noun, "nsubj") or syntax.child(verb, "dobj")
        if who is None or other is None or other == noun or syntax.is_negated(verb):
            return None
        content = extents.phrase(clause) if clause is not None else extents.noun_phrase(other)
        told_of = told(clause) if clause is not None else ()
        return Draft("demand", cue, who, content, "unless", verb, told_of, clause=True)
    source, thing = speakers.speaker_at(noun.idx), syntax.child(verb, "nsubj")
    if noun.dep_ != "attr" or source is None or thing is None or thing.pos_ == "PRON":
        return None
    return Draft("demand", cue, source, extents.phrase(thing), "unless", verb, clause=True)


MAKING = cues.verb_forms("make")


def _has_that(clause: Token) -> bool:
    return any(c.lower_ == "that" for c in clause.lefts)


def deadline(verb: Token) -> Draft | None:
    """A time given to comply: "*gave* the rebels 48 hours to surrender"."""
    who = syntax.child(verb, "dative", "dobj")
    if syntax.is_passive(verb):
        who = syntax.child(verb, "nsubjpass")
    term = next((c for c in _times(verb) if _is_time(c) and c != who), None)
    clause = infinitive(verb) or (term is not None and _hung(term)) or None
    giver = syntax.actor(verb)
    if verb.pos_ != "VERB" or None in (who, term, clause, giver) or syntax.is_negated(verb):
        return None
    if not is_actor(who) or not is_actor(giver) or clause.i < term.i or not _is_span(term):
        return None
    cue, content = verb.doc[verb.i : verb.i + 1], infinitive_phrase(clause)
    return Draft("demand", cue, giver, content, "deadline", verb, (who,), clause=True)


def _times(verb: Token) -> list[Token]:
    """Give what may be the time given: objects of the verb, or of an "until" after it."""
    preps = (c for c in verb.rights if c.lower_ in ("until", "till", "by"))
    return [*verb.rights, *(n for prep in preps for n in prep.rights)]


def _is_time(term: Token) -> bool:
    return term.ent_type_ in ("DATE", "TIME") or term.lower_ in UNITS


UNITS = cues.noun_forms("hour day week fortnight month year")


def _is_span(term: Token) -> bool:
    """Say whether a time is one to comply in: "48 hours", "a week", "until Friday"."""
    counted = any(c.pos_ == "NUM" or c.lower_ in ("a", "an") for c in term.lefts)
    return counted or term.head.lower_ in ("until", "till", "by")


def _hung(term: Token) -> Token | None:
    """Give the infinitive on a time: "a week *to release* him", "until Friday *to leave*"."""
    inner = [term, *(n for p in term.rights if p.dep_ == "prep" for n in p.rights)]
    return next((c for n in inner for c in n.rights if is_to(c)), None)
