"""Rules for verbs of taking a proposal: "*rejected* the plan", "*agreed to* the offer"."""

from spacy.tokens import Token

from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import syntax
from annotations.pipeline.proposals.cues import noun_forms, verb_forms, words
from annotations.pipeline.proposals.drafts import resolve_document
from annotations.pipeline.proposals.proposal_verbs import infinitive
from annotations.pipeline.responses import givers, modality, outlook, papers, stances, takers
from annotations.pipeline.responses.answers import Reaction, counted
from annotations.pipeline.responses.stances import StanceCue

# How far behind a verb the rest of its cue may stand: "turned the generous offer *down*".
REACH = 6


def taking(verb: Token, speakers: Speakers) -> Reaction | None:
    """A verb of taking with what it takes: "*rejected* the plan", "the plan was *backed* by"."""
    reaction = _taking(verb) or _reported(verb, speakers)
    if reaction is None or givers.answers_no(reaction):
        return None
    ordered = reaction.object is not None and is_order(reaction.object)
    if (verb.lower_ in MEETING and not ordered) or _is_own(reaction):
        return None
    if verb.lower_ in IGNORING and ordered:
        reaction.stance = "reject"
    return outlook.seen(reaction)


def is_order(thing: Token) -> bool:
    """Say whether a thing is to be met or defied: "met the *demand*", "ignored the *deadline*"."""
    return stances.REFERRING.get(counted(thing).lower_, ("",))[0] == "demand"


def _is_own(reaction: Reaction) -> bool:
    """Say whether somebody only holds to what he put forward: "stood by *his* offer"."""
    if reaction.verb.lower_ not in HOLDING_TO or reaction.object is None:
        return False
    return any(c.dep_ == "poss" and c.pos_ == "PRON" for c in reaction.object.lefts)


HOLDING_TO = verb_forms("stand defend justify promote advance further champion")


# To ignore an offer leaves it open, to ignore an order defies it; plans are not met but drawn up.
IGNORING = verb_forms("ignore")
MEETING = verb_forms("meet satisfy fulfil fulfill observe")


def _taking(verb: Token) -> Reaction | None:
    following = words_after(verb)
    for cue in stances.VERBS[verb.lower_]:
        last = end_of_parts(verb, cue, following)
        if last is None:
            continue
        for frame in FRAMES:
            if frame in cue.frames or (frame == "prep" and cue.prepositions):
                reaction = FRAMES[frame](verb, cue, last)
                if reaction is not None:
                    reaction.loose = reaction.loose or cue.loose
                    return reaction
    return None


def _reported(verb: Token, speakers: Speakers) -> Reaction | None:
    """What somebody says was done: the minister wrote that the offer *had been accepted*."""
    cue = next((c for c in stances.VERBS[verb.lower_] if "obj" in c.frames), None)
    thing = syntax.child(verb, "nsubjpass")
    if cue is None or thing is None or not syntax.child(verb, "auxpass"):
        return None
    if modality.is_untold(verb):
        return None
    source = speakers.speaker_at(verb.idx)
    if source is None or end_of_parts(verb, cue, words_after(verb)) is None:
        return None
    words_of_cue = verb.doc[verb.i : verb.i + 1]
    return Reaction(cue.stance, words_of_cue, source, thing, "reported", verb, loose=cue.loose)


def words_after(verb: Token) -> list[str]:
    """Give the words behind a verb among which the rest of its cue may stand, in lower case."""
    doc = verb.doc
    return [doc[i].lower_ for i in range(verb.i + 1, min(verb.i + 1 + REACH, len(doc)))]


def end_of_parts(verb: Token, cue: StanceCue, following: list[str]) -> Token | None:
    """Give the last word of a cue, the verb itself where it stands alone; None if one lacks."""
    at = -1
    for part in cue.parts:
        rest = range(at + 1, len(following))
        at = next((i for i in rest if following[i] in (part, part + "s")), -1)
        if at < 0:
            return None
    return verb.doc[verb.i + 1 + at]


def with_object(verb: Token, cue: StanceCue, last: Token) -> Reaction | None:
    """ "*dismissed* the idea", "the idea was *dismissed* by Kyiv", "*ruled out* sending troops"."""
    if syntax.is_passive(verb):
        thing, who = syntax.undergoer(verb), takers.takers(verb)
    else:
        thing = _demonstrative(verb) or syntax.undergoer(verb)
        thing = _said_so(verb) or thing or _behind_particle(last, verb) or _gerund(verb)
        who = syntax.subject(verb)
    if thing is None or who is None or who == thing or papers.only_carries(verb, thing):
        return None
    reaction = _reaction(cue, verb, who, thing, "object", last)
    # "is considering *sending* troops": that is to be proposed yet, or by himself.
    reaction.loose = cue.stance == "noncommittal" and thing.tag_ == "VBG"
    return reaction


def _said_so(verb: Token) -> Token | None:
    """Give what is said to be something: "*this* is not something we can accept"."""
    thing = verb.head
    late = verb.dep_ == "relcl" and thing.dep_ == "attr"
    if not late or thing.lower_ not in ("something", "anything"):
        return None
    return syntax.child(thing.head, "nsubj")


GERUND = ("xcomp", "ccomp", "dobj")


def _gerund(verb: Token) -> Token | None:
    """Give a deed that a verb takes: "ruled out *sending* troops"."""
    return next((c for c in verb.rights if c.tag_ == "VBG" and c.dep_ in GERUND), None)


def _behind_particle(last: Token, verb: Token) -> Token | None:
    """Give an object that the parser hung on the particle: "voted down *the bill*"."""
    return syntax.child(last, "pobj") if last != verb and last.dep_ == "prep" else None


def _demonstrative(verb: Token) -> Token | None:
    """Give an object "that" behind its verb, which no relative clause has: "turned *that* down"."""
    return next((c for c in verb.rights if c.dep_ == "dobj" and c.lower_ == "that"), None)


def _reaction(
    cue: StanceCue, verb: Token, who: Token, thing: Token | None, rule: str, end: Token
) -> Reaction:
    """Make a reaction whose cue reaches to its particle or preposition where it is near."""
    near = 2 if not cue.parts else len(cue.parts) + 1
    last = end.i if 0 < end.i - verb.i <= near else verb.i
    words_of_cue = verb.doc[verb.i : last + 1]
    return Reaction(cue.stance, words_of_cue, resolve_document(who), thing, rule, verb)


def with_preposition(verb: Token, cue: StanceCue, last: Token) -> Reaction | None:
    """ "*agreed to* the proposal", "*voted against* the motion", "*walked away from* the offer"."""
    prep = preposition_after(verb, last, cue.prepositions)
    passive = syntax.is_passive(verb)
    who = syntax.subject(verb) if prep is not None and not passive else None
    thing = syntax.child(prep, "pobj", "pcomp") if prep is not None else None
    if who is None or thing is None or thing.ent_type_ in ("DATE", "TIME"):
        return None
    return _reaction(cue, verb, who, thing, "preposition", last if cue.parts else prep)


def preposition_after(verb: Token, last: Token, wanted: frozenset[str]) -> Token | None:
    """Give the preposition of a verb, or of the last word of its cue: "walked away *from*"."""
    following = last.nbor(1) if last.i + 1 < len(verb.doc) else None
    if (
        following is not None
        and following.lower_ in wanted
        and syntax.child(following, "pobj", "pcomp")
    ):
        return following
    return syntax.preposition(verb, *wanted) or syntax.preposition(last, *wanted)


def with_infinitive(verb: Token, cue: StanceCue, last: Token) -> Reaction | None:
    """ "*refused* to lower the flag", "*agreed* to extend the truce"."""
    clause = infinitive(verb)
    who = syntax.subject(verb)
    if clause is None or who is None or syntax.is_passive(verb):
        return None
    if clause.lower_ in stances.PONDERED and cue.stance == "accept":
        words_of_cue = verb.doc[verb.i : clause.i + 1]
        thing = syntax.undergoer(clause) or clause
        return Reaction("noncommittal", words_of_cue, who, thing, "infinitive", verb)
    return _reaction(cue, verb, who, clause, "infinitive", last)


def with_question(verb: Token, cue: StanceCue, last: Token) -> Reaction | None:
    """ "*questioned* whether the plan would work": what is asked about is its subject."""
    clause = syntax.child(verb, "ccomp", "advcl")
    who = syntax.subject(verb)
    if clause is None or who is None or clause.i < verb.i:
        return None
    if not any(c.lower_ in ("whether", "if", "how", "why") for c in clause.lefts):
        return None
    about = syntax.child(clause, "nsubj", "nsubjpass")
    referring = about is not None and about.lower_ in stances.REFERRING
    return _reaction(cue, verb, who, about if referring else clause, "question", last)


def with_clause(verb: Token, cue: StanceCue, last: Token) -> Reaction | None:
    """ "*agreed* that the mandate be reviewed", "*complained* that the plan cost too much"."""
    clause = syntax.child(verb, "ccomp")
    who = syntax.subject(verb)
    if clause is None or clause.i < verb.i or who is None or syntax.is_passive(verb):
        return None
    about = syntax.child(clause, "nsubj", "nsubjpass")
    referring = about is not None and about.lower_ in stances.REFERRING
    reaction = _reaction(cue, verb, who, about if referring else clause, "clause", last)
    reaction.loose = True
    return reaction


def alone(verb: Token, cue: StanceCue, last: Token) -> Reaction | None:
    """ "Warsaw *refused*", "both sides *agreed*"."""
    if not cue.parts and any(_completes(c) for c in verb.rights):
        return None
    who = syntax.child(verb, "nsubj") or (syntax.subject(verb) if verb.dep_ == "conj" else None)
    if who is None or who.lower_ in syntax.RELATIVE_PRONOUNS or not _stands(verb):
        return None
    return _reaction(cue, verb, who, None, "alone", last)


def _stands(verb: Token) -> bool:
    """Say whether a clause tells what is done: also "it was adopted, *while* Chad *abstained*"."""
    beside = verb.dep_ == "advcl" and any(c.lower_ in BESIDE for c in verb.lefts)
    return beside or verb.dep_ in FINITE


BESIDE = words("while whereas although though")


def _completes(child: Token) -> bool:
    """Say whether a verb goes on: "agreed *on five areas*", not "agreed *on Friday*"."""
    if child.dep_ == "conj":
        return bool(syntax.child(child, "dobj")) and not syntax.child(child, "nsubj")
    if child.dep_ not in COMPLEMENTS or child.lower_ in ("provided", "providing"):
        return False
    if child.dep_ == "advcl" and any(c.lower_ in ("if", "unless", "once") for c in child.lefts):
        return False
    if _is_ballot(child):
        return False
    if child.lower_ in ("on", "in"):
        return not any(c.ent_type_ in ("DATE", "TIME", "GPE") for c in child.children)
    return child.lower_ not in CIRCUMSTANCES


def _is_ballot(prep: Token) -> bool:
    """Say whether a preposition tells where votes were cast: "abstained *in the vote*"."""
    vote = syntax.child(prep, "pobj")
    return vote is not None and vote.lower_ in BALLOTS


BALLOTS = noun_forms("vote ballot voting referendum poll session")
CIRCUMSTANCES = words("because after during despite until")
COMPLEMENTS = ("dobj", "xcomp", "ccomp", "prep", "prt", "advcl", "dative")
FINITE = ("ROOT", "ccomp", "conj")
FRAMES = {
    "obj": with_object,
    "prep": with_preposition,
    "inf": with_infinitive,
    "whether": with_question,
    "that": with_clause,
    "none": alone,
}
