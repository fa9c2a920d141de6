"""Reported reactions: who takes what how, before it is known which proposal is meant."""

from spacy.attrs import LOWER
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span, Token

from annotations.pipeline import records
from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import extents, syntax
from annotations.pipeline.proposals import cues
from annotations.pipeline.proposals.cues import noun_forms, rules_at, verb_forms, words
from annotations.pipeline.proposals.objects import is_infinitive
from annotations.pipeline.responses import (
    crowds,
    givers,
    heeding,
    naming,
    refusing,
    silences,
    stances,
    taking,
    verdicts,
    views,
    voicing,
    voting,
)
from annotations.pipeline.responses.answers import PORTIONS, Reaction, acts

SPEAKING = verb_forms("say reply answer respond")
GIVING = verb_forms("give make offer issue have provide take express promise")
VERBAL = ("VERB", "AUX")


def find(doc: Doc, speakers: Speakers) -> list[Reaction]:
    """Collect the reactions of an article in one pass over the tokens."""
    found: list[Reaction] = []
    for i, word in enumerate(doc.to_array(LOWER).tolist()):
        if word not in TRIGGERS:
            continue
        token = doc[i]
        table = RULES_AT if token.pos_ in VERBAL else NOUN_RULES_AT
        reaction = _first(token, table.get(token.lower_, ()), speakers)
        if reaction is not None and not _is_idle(reaction):
            found.append(reaction)
    return _distinct(found)


def _distinct(found: list[Reaction]) -> list[Reaction]:
    """Drop what only goes on with another reaction: "*refused* to accept", "gave its *consent*"."""
    verbs = {r.verb.i for r in found}
    kept: list[Reaction] = []
    for reaction in found:
        if reaction.verb.dep_ == "xcomp" and reaction.verb.head.i in verbs:
            continue
        if kept and (reaction.cue.start < kept[-1].cue.end or _goes_on(reaction, kept[-1])):
            continue
        kept.append(reaction)
    return kept


def _goes_on(reaction: Reaction, last: Reaction) -> bool:
    """Say whether one gives only the reason for the last: "*complained* that it was too vague"."""
    return last.rule == "clause" and last.verb in (reaction.verb.head, reaction.verb.head.head)


def _first(token: Token, rules: tuple, speakers: Speakers) -> Reaction | None:
    """Give the reaction of somebody that the rules at a word find, the most exact rule first."""
    for rule in rules:
        reaction = rule(token, speakers)
        if reaction is not None and _can_answer(reaction.responder):
            return reaction
    return None


def _is_idle(reaction: Reaction) -> bool:
    """Say whether a reaction is of no proposal, or only supposed: "if they *accept*"."""
    if _studies_something(reaction):
        return True
    verb = reaction.verb
    clauses = (verb, verb.head) if verb.dep_ in ("xcomp", "acomp") else (verb,)
    marks = (c.lower_ for clause in clauses for c in clause.lefts if c.dep_ == "mark")
    return any(mark in ("if", "unless", "whether") for mark in marks)


def _can_answer(who: Token | records.Span) -> bool:
    """Say whether somebody can respond: no paper, no thing; some numbers can ("*44* voted for")."""
    if isinstance(who, records.Span):
        return who.text.casefold().split()[-1] not in cues.DOCUMENTS
    if givers.is_told_of(who):
        return False
    if acts(who):
        return True
    if who.ent_type_ in MEASURES:
        return False
    return who.pos_ in ANYBODY or who.lower_ in SIDES


MEASURES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})
# Words of these classes stand for people where they act: "*they*", "*44* voted", "*both* refused".
ANYBODY = ("PRON", "NUM", "DET", "PROPN", "ADJ")
SIDES = noun_forms(
    "country nation side camp head kingdom republic capital half majority minority house chamber "
    "assembly cabinet senate congress council bloc market critic opponent supporter family "
    "relative liner conference convention leadership public electorate caucus plenum"
)


def _studies_something(reaction: Reaction) -> bool:
    """Say whether no proposal is studied: "*examined* conditions", "*noted* their support"."""
    thing = reaction.object
    if reaction.stance != "noncommittal" or reaction.rule not in ("object", "preposition"):
        return False
    if thing is None or thing.pos_ == "VERB":
        return False
    if givers.is_reply(thing):
        return True
    return naming.describes(naming.whole(thing)) == "words"


RULES_AT = rules_at(
    (
        (verb_forms("decline refuse avoid"), silences.declined_to_say),
        (stances.ANSWERING, silences.silent),
        (stances.ANSWERING, silences.pending),
        (stances.ANSWERING, silences.promising),
        (verb_forms("say clarify specify"), silences.unsaid_whether),
        (GIVING | stances.RESERVING, silences.unsaid),
        (stances.IDIOMS, voicing.idiom),
        (stances.FATES, voicing.fate),
        (GIVING, silences.answering),
        (verb_forms("react respond reply answer"), silences.manner),
        (stances.CALLING, verdicts.calling),
        (voting.PASSING, voting.passed),
        (crowds.PROTESTING, crowds.to_protest),
        (stances.VERBS, taking.taking),
        (voting.DOING, voting.alike),
        (verdicts.COPULAS, refusing.none_of_it),
        (verdicts.COPULAS, verdicts.judging),
        (verdicts.COPULAS, verdicts.feeling),
        (verb_forms("come"), verdicts.feeling),
        (SPEAKING, silences.yes_or_no),
        (SPEAKING, silences.said_nothing),
        (refusing.WILLS, refusing.unwilling),
        (heeding.GOING, heeding.not_going),
        (refusing.VOWING, refusing.vowed_not),
        (views.EFFECTIVE, views.effect),
    )
)
NOUN_RULES_AT = rules_at(
    (
        (silences.CRISP_STARTS, silences.crisp),
        (stances.NOUN_STANCES, heeding.to_the_dismay),
        (crowds.MEANT, crowds.shown),
        (words("against over"), crowds.against),
        (words("against"), voting.the_rest),
        (PORTIONS, crowds.polled),
        (stances.NOUN_STANCES, views.voicing_paper),
        (stances.NOUN_STANCES, voicing.voiced),
        (heeding.CALLS, heeding.heedless),
        (heeding.CALLS, heeding.heeding),
        (stances.RECEPTIONS, voicing.received),
        (stances.AGENTS, verdicts.siding),
        (stances.AGENTS, views.partisan),
        (stances.SILENCES, silences.nothing_from),
        (stances.SILENCES, silences.without_word),
        (stances.SILENCES, verdicts.taken_so),
        (refusing.INTENTIONS, refusing.no_intention),
        (refusing.READY | refusing.UNREADY, refusing.unready),
    )
)
# What spaCy calls the words at which any rule begins.
TRIGGERS = frozenset(get_string_id(word) for word in (*RULES_AT, *NOUN_RULES_AT))


def condition(verb: Token) -> Span | None:
    """Give the condition of a reaction: "would accept it *if the shelling stops*"."""
    seen = [verb]
    for head in seen:
        for child in head.rights:
            if child.dep_ == "advcl" and _opens_condition(child):
                return extents.phrase(child)
            if child.dep_ == "prep" and child.lower_ == "on" and _is_condition(child):
                return extents.phrase(child)
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


def object_span(thing: Token) -> Span:
    """Give the words that name what is answered."""
    if thing.pos_ == "VERB":
        if is_infinitive(thing):
            to = next(c for c in thing.lefts if c.lower_ == "to")
            return extents.clipped(thing.doc, to.i, thing.right_edge.i + 1, thing.i)
        return extents.phrase(thing)
    return extents.noun_phrase(thing)
