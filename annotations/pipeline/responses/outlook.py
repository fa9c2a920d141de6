"""What stands above a verb of taking: denials, refusals, what is put off or only supposed."""

from spacy.tokens import Token

from annotations.pipeline.parsing import syntax
from annotations.pipeline.parsing.inflection import noun_forms, verb_forms, words
from annotations.pipeline.responses import modality, stances
from annotations.pipeline.responses.answers import Reaction

# How far before a cue the words may stand that turn it: "*refused* at once to *accept*".
REACH = 6


def seen(reaction: Reaction) -> Reaction | None:
    """Turn a stance by what stands above its verb; None where nobody takes it.

    "will *not* accept", "*refused to* accept" reject; "*has yet to* accept", "*stopped short of*
    accepting" leave open; "was *urged to* accept", "*must* accept" tell no response.
    """
    above = (False, True, None) if _is_between(reaction.verb) else view(reaction.verb)
    if above is None:
        return None
    denied, pending, first = above
    if pending:
        reaction.stance = "noncommittal"
    elif denied:
        stance = opposite(reaction)
        if stance is None:
            return None
        reaction.stance = stance
    if first is not None and 0 < reaction.cue.start - first <= REACH:
        reaction.cue = reaction.verb.doc[first : reaction.cue.end]
    return reaction


def view(verb: Token) -> tuple[bool, bool, int | None] | None:
    """Say whether a verb is denied, still pending, and where the words for that begin."""
    denied, pending, first, top = False, False, None, verb
    for _ in range(6):
        if modality.is_untold(top) or _is_condition(top):
            return None
        negation = syntax.negation(top) or _denied_above(top)
        if negation is not None and abs(top.i - negation.i) <= FAR:
            denied, first = not denied, _start(negation, top)
        above = _governor(top)
        pending = pending or _is_not_yet(top, negation)
        if above is None:
            break
        if above.lower_ in PENDING or _is_yet(top):
            pending, first = True, above.i
        elif above.lower_ in DENYING:
            denied, first = not denied, above.i
        elif above.lower_ not in PASSING:
            return None
        top = above
    return denied, pending, first


def _is_between(verb: Token) -> bool:
    """Say whether somebody does neither: "has *neither* accepted nor *rejected* it"."""
    first = verb.head if verb.dep_ == "conj" else verb
    joined = any(c.lower_ in ("or", "nor") for c in first.rights)
    if not joined or syntax.negation(first) is None:
        return False
    stances_of = [_usual_stance(v) for v in (first, syntax.child(first, "conj")) if v is not None]
    return len(set(stances_of) - {None}) == 2


def _usual_stance(verb: Token) -> str | None:
    return next((cue.stance for cue in stances.VERBS.get(verb.lower_, ())), None)


# Further off than so many words, a "not" denies something else.
FAR = 10


def _governor(verb: Token) -> Token | None:
    """Give the word that a verb without its own subject hangs on: "*ready* to accept"."""
    while verb.dep_ == "conj" and not syntax.child(verb, "nsubj", "nsubjpass"):
        verb = verb.head
    if verb.dep_ == "xcomp":
        # "would be *wise* to accept": what the parser hung on the copula.
        return syntax.child(verb.head, "acomp") or verb.head
    if verb.dep_ in ("acomp", "oprd"):
        return verb.head
    if verb.dep_ == "pcomp":
        if verb.head.lower_ in AROUND:
            return None
        return verb.head.head if verb.head.head.pos_ != "ADP" else verb.head
    if verb.dep_ in ("acl", "advcl") and verb.tag_ == "VB" and verb.i > verb.head.i:
        return None if verb.dep_ == "advcl" and verb.lower_ in SHOWN else verb.head
    return None


# What somebody does around another deed is told for itself: "attacked *after* rejecting a truce".
AROUND = words("after before since despite by upon while when")


# What people gather for: "marched *to protest* against the bill".
SHOWN = words("protest oppose denounce condemn criticise criticize decry support back")


def _denied_above(verb: Token) -> Token | None:
    """Give the "not" of a sentence that names its thing late: "is *not* something we accept".

    So too the "no" of "there is *no* way that we accept".
    """
    noun = verb.head
    if verb.dep_ not in ("relcl", "acl") or noun.dep_ != "attr":
        return None
    if noun.lower_ in WAYS:
        return next((c for c in noun.lefts if c.lower_ == "no"), None)
    return syntax.negation(noun.head) if noun.lower_ in ("something", "anything") else None


WAYS = words("way chance question possibility")


def _is_condition(verb: Token) -> bool:
    """Say whether it is told beside what is yet to come: "*would* lose votes by accepting it"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ not in AROUND:
        return False
    return any(c.dep_ == "aux" and c.lower_ in TO_COME for c in verb.head.head.lefts)


TO_COME = words("will would could can might may should must to")


def _is_not_yet(verb: Token, negation: Token | None) -> bool:
    """Say whether somebody may still do it: "has *not yet* accepted the plan"."""
    return negation is not None and any(
        c.dep_ == "advmod" and (c.lower_ == "yet" or (c.lower_ == "still" and c.i < negation.i))
        for c in verb.children
    )


def _is_yet(verb: Token) -> bool:
    return verb.i > 1 and verb.nbor(-2).lower_ == "yet"


def _start(negation: Token, verb: Token) -> int:
    """Give where a denial begins: with the "did" of "did not", not with the subject's "no"."""
    before = next((c for c in verb.lefts if c.dep_ == "aux" and c.i == negation.i - 1), None)
    return before.i if before is not None else negation.i


# What one does, or is about to do, who is to take something: the stance stands.
PASSING = (
    verb_forms(
        "decide vote agree choose move continue begin start seem appear vow pledge promise "
        "threaten intend opt elect hasten rush join try seek attempt come go say report believe "
        "understand know resolve manage remain be signal prove hold think offer undertake accuse "
        "lead tend prefer take criticise criticize praise applaud thank blame commend condemn"
    )
    | noun_forms("decision readiness willingness vote intention preparedness resolve move pledge")
    | words(
        "ready willing prepared happy glad able quick swift first last determined bound pleased"
    )
    | words(
        "is was are were been be inclined to for in about delighted free keen set content tempted"
    )
)
DENYING = verb_forms("refuse decline fail hesitate avoid resist oppose") | words(
    "unwilling unable reluctant hesitant unprepared refusal failure reluctance unwillingness "
    "inability impossible loath short wary against"
)
PENDING = verb_forms("refrain stop fall consider weigh discuss mull contemplate debate study") | {
    "short"
}


def opposite(reaction: Reaction) -> str | None:
    """Give the stance that a denied one leaves; what is not *taken up* is only left open."""
    verb = reaction.verb
    if verb.lower_ in UNTAKEN:
        return "noncommittal"
    if reaction.stance == "oppose" and verb.lower_ not in OPPOSING:
        return None
    unable = any(c.dep_ == "aux" and c.lower_ in ABLE for c in verb.lefts)
    if reaction.stance == "noncommittal" and unable and verb.lower_ in CONSIDERING:
        return "reject"
    return stances.DENIED.get(reaction.stance)


UNTAKEN = verb_forms("take make")
# Not to do one of these leaves it open; not to condemn or to mock says nothing.
OPPOSING = verb_forms("oppose object criticise criticize challenge contest")
CONSIDERING = verb_forms("consider discuss study examine")
ABLE = words("could can ca will would wo")
