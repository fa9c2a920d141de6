"""Rules for modals and needs inside attributed speech: who says what others should do.

"Israel *must* stop", he said: the speaker is the proposer, the clause the content.
"""

from spacy.tokens import Span, Token

from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import extents, syntax
from annotations.pipeline.proposals import cues, look_alikes
from annotations.pipeline.proposals.clauses import (
    QUESTIONS,
    before_next,
    infinitive,
    infinitive_phrase,
    obliges,
    stays_bare,
    told,
)
from annotations.pipeline.proposals.drafts import Draft, is_actor

# What one says of one's own words or of what is so: no course of action.
MUSINGS = cues.verb_forms("say admit note remember know understand recall add")
IDLE_SUBJECTS = cues.words("i lot much")
CONDITIONS = cues.words("if whether unless because as while although though when")


def modal(token: Token, speakers: Speakers) -> Draft | None:
    """A modal of duty: "talks *should* be restarted", "Israel *must* withdraw"."""
    verb = token.head
    if token.dep_ != "aux" or token.tag_ != "MD" or verb.i < token.i:
        return None
    start = token.nbor(1) if token.lower_ == "ought" else token
    return _duty(verb, token, start, cues.MODALS[token.lower_], "modal", speakers)


def duty(token: Token, speakers: Speakers) -> Draft | None:
    """A verb of duty: "Iran *needs to* comply", "the world *has to* act"."""
    clause = infinitive(token)
    if token.lower_ == "needed" and not _is_finite(token):
        return None
    if clause is None or clause.i - token.i > 3 or token.pos_ == "NOUN" or token.tag_ == "VBG":
        return None
    to = next(c for c in clause.lefts if c.lower_ == "to")
    return _duty(clause, token, to, cues.DUTIES[token.lower_], "duty", speakers, token)


def _duty(
    verb: Token,
    cue: Token,
    cue_end: Token,
    act: str,
    rule: str,
    speakers: Speakers,
    finite: Token | None = None,
) -> Draft | None:
    """Make the draft of a duty that somebody speaks of."""
    finite = finite if finite is not None else verb
    subject = finite.head if finite.dep_ == "acl" else syntax.subject(finite)
    subject = syntax.child(finite, "expl") or subject or syntax.child(finite, "csubj")
    if subject is None or subject.lower_ in IDLE_SUBJECTS or is_idle(verb, finite):
        return None
    if cue.lower_ == "had" and not _is_state(subject):
        return None
    own = syntax.child(finite, *syntax.SUBJECTS)
    if finite == cue and syntax.is_negated(finite):
        return None
    if look_alikes.is_ruled(finite) or look_alikes.is_forecast(verb, finite):
        return None
    if subject.i > cue.i or (own is not None and own.i > cue.i) or _has_what(finite):
        return None
    source = (
        speakers.speaker_at(cue.idx)
        or (speakers.still_speaking(cue) if _is_view(cue, finite) else None)
        or speakers.narrator_before(cue)
    )
    if source is None or _supposes(finite, subject) or speakers.is_agreed(cue.idx):
        return None
    end = before_next(verb)
    content = extents.clipped(verb.doc, cue_end.i + 1, end, verb.i)
    passive = syntax.is_passive(verb)
    asked = (subject,) if is_actor(subject) and not passive else ()
    if _is_nobody(subject):
        content = extents.clipped(verb.doc, subject.left_edge.i, end, verb.i)
        asked = ()
    return Draft(
        act,
        verb.doc[cue.i : cue_end.i + 1],
        source,
        content,
        rule,
        finite,
        asked,
        clause=True,
    )


def _has_what(finite: Token) -> bool:
    """Say whether one has something rather than must: "the chances that *we have* to talk"."""
    own = syntax.child(finite, "nsubj")
    if finite.lower_ not in ("have", "has", "had") or own is None:
        return False
    had = finite.dep_ == "relcl" or (finite.dep_ == "acl" and finite.head.lower_ in CHANCES)
    return had and own.lower_ not in syntax.RELATIVE_PRONOUNS


CHANCES = cues.noun_forms("chance opportunity option choice way time right means")


def _is_nobody(subject: Token) -> bool:
    """Say whether a duty binds all by naming none: "*no state* may arm them", "*nobody* should"."""
    return subject.lower_ in ("nobody", "none", "one") or any(
        c.lower_ in ("no", "neither") for c in subject.lefts
    )


def _is_finite(needed: Token) -> bool:
    """Say whether somebody *needed* to act, not "tests are *needed* to", "supplies *needed* to"."""
    if needed.dep_ == "acl":
        return needed.i == needed.head.i + 1 and needed.head.dep_ in ("ccomp", "ROOT")
    return not syntax.is_passive(needed)


def _is_view(cue: Token, finite: Token) -> bool:
    """Say whether only somebody's view can say so: "*must* stop", "*would* have to stop"."""
    if cue.tag_ == "MD" or cue.lower_.startswith("need"):
        return True
    return any(c.lower_ == "would" for c in finite.lefts)


def _supposes(finite: Token, subject: Token) -> bool:
    """Say whether a duty is only supposed: "you *would* have to", "they *may* need to"."""
    helpers = {c.lower_ for c in finite.lefts if c.dep_ == "aux"}
    if "will" in helpers and any(c.lower_ == "if" for c in _conditions(finite)):
        return True
    named = subject.pos_ != "PRON" and not any(c.dep_ == "advcl" for c in finite.children)
    if helpers & SUPPOSING and not (named and helpers == {"would"}):
        return True
    return any(c.i > finite.i for c in syntax.children(finite, *syntax.SUBJECTS))


SUPPOSING = cues.words("would 'd ’d might may could can")


ASKED = cues.words("what which whose how")


def _is_state(subject: Token) -> bool:
    """Say whether a subject is a state, a body or what is theirs: "*Manila's ships* had to go"."""
    states = ("GPE", "ORG", "NORP")
    return subject.ent_type_ in states or any(c.ent_type_ in states for c in subject.lefts)


def adamant(token: Token, speakers: Speakers) -> Draft | None:
    """Insisting by an adjective: "was *adamant* that the quota be halved"."""
    clause = syntax.child(token, "ccomp") or syntax.child(token.head, "ccomp")
    who = syntax.subject(token.head) if token.dep_ == "acomp" else None
    if clause is None or who is None or clause.i < token.i or not is_actor(who):
        return None
    if not (obliges(clause) or stays_bare(token.head, clause)) or syntax.is_negated(token.head):
        return None
    cue = token.doc[token.i : token.i + 1]
    content = extents.phrase(clause)
    return Draft("demand", cue, who, content, "vital", token.head, told(clause), clause=True)


def _conditions(finite: Token) -> list[Token]:
    """Give the words that open the clauses on a verb."""
    return [c.left_edge for c in finite.children if c.dep_ == "advcl"]


def is_idle(verb: Token, finite: Token) -> bool:
    """Say whether a clause asks, supposes or looks back: "should have left", "if they must"."""
    if any(c.lower_ in ("have", "'ve", "’ve") for c in verb.lefts):
        return True
    muses = verb.lower_ in MUSINGS and not syntax.is_passive(verb) and not _is_told(verb)
    if muses or _estimates(verb):
        return True
    first = finite.left_edge
    if first.lower_ in ASKED and first.dep_ in ("det", "dobj") and first.head.i <= finite.i:
        return True
    return any(c.lower_ in QUESTIONS | CONDITIONS for c in finite.lefts)


def _is_told(verb: Token) -> bool:
    """Say whether others are to see something: "Israel needs to *understand* that"."""
    own = syntax.child(verb.head if verb.dep_ == "xcomp" else verb, "nsubj")
    return verb.lower_ in ("understand", "know", "remember") and own is not None and _is_state(own)


def _estimates(verb: Token) -> bool:
    """Say whether a modal guesses: "should be *about 60 per cent*", "must be *angry*"."""
    if verb.lower_ != "be":
        return False
    what = syntax.child(verb, "attr", "acomp")
    he = syntax.child(verb, "nsubj")
    is_he = he is not None and he.lower_ in ("he", "she") and what is not None
    return what is not None and (
        (is_he and what.dep_ == "attr")
        or what.lower_ in GUESSED
        or any(c.pos_ == "NUM" for c in (what, *what.lefts))
    )


GUESSED = cues.words(
    "angry tired mistaken wrong joking kidding true mad crazy proud glad happy mistake joke error "
    "coincidence misunderstanding"
)


def needed(token: Token, speakers: Speakers) -> Draft | None:
    """What somebody says is wanting: "more scrutiny *is needed*" -> more scrutiny."""
    thing = syntax.child(token, "nsubjpass", "nsubj")
    if token.tag_ != "VBN" or thing is None or thing.pos_ == "PRON" or syntax.is_negated(token):
        return None
    source = speakers.speaker_at(token.idx)
    known = syntax.child(token.head, "attr") if token.dep_ == "csubj" else None
    if thing is not None and thing.lower_ == "what" and known is not None and source is not None:
        cue = token.doc[token.i : token.i + 1]
        return Draft("urge", cue, source, extents.phrase(known), "needed", token)
    was = any(c.lower_ in ("was", "were") for c in token.lefts) and infinitive(token) is not None
    was = was and not any(c.lower_ in FURTHER for c in thing.lefts)
    if source is None or was or any(c.lower_ in QUESTIONS | CONDITIONS for c in token.lefts):
        return None
    cue = token.doc[token.i : token.i + 1]
    content = extents.phrase(thing)
    return Draft("urge", cue, source, content, "needed", token)


# More of a thing is still to come: "*more* work was needed".
FURTHER = cues.words("more further greater stronger additional urgent")


def vital(token: Token, speakers: Speakers) -> Draft | None:
    """What somebody calls needful: it is *vital* to resume talks, he said."""
    verb = token.head
    source = speakers.speaker_at(token.idx)
    if token.dep_ not in ("acomp", "attr") or source is None or syntax.negation(verb) is not None:
        return None
    it = syntax.child(verb, "nsubj", "expl")
    clause = next((c for h in (token, verb) for c in h.rights if _is_needful(c, token)), None)
    if it is None or it.lower_ != "it" or clause is None:
        return None
    agent = syntax.child(clause, "nsubj")
    told = (agent,) if agent is not None and is_actor(agent) else ()
    cue, content = token.doc[token.i : token.i + 1], extents.phrase(clause)
    return Draft("urge", cue, source, content, "vital", verb, told, clause=True)


def _is_needful(clause: Token, token: Token) -> bool:
    if clause.i < token.i or clause.dep_ not in ("xcomp", "ccomp", "advcl", "acl", "relcl"):
        return False
    if clause.dep_ == "ccomp" and syntax.child(clause, "nsubj") is not None:
        return True
    return any(c.lower_ in ("to", "that", "for") and c.i > token.i for c in clause.lefts)


def there_is_need(noun: Token, speakers: Speakers) -> Draft | None:
    """A need somebody sees: there is a *need* for a new treaty, he said."""
    verb = noun.head
    source = speakers.speaker_at(noun.idx)
    if noun.pos_ != "NOUN" or syntax.child(verb, "expl") is None or source is None:
        return None
    content, told = _needed(noun, verb)
    denied = syntax.negation(verb) or any(c.lower_ in ("no", "any") for c in noun.lefts)
    if content is None or denied:
        return None
    cue = noun.doc[noun.i : noun.i + 1]
    return Draft("urge", cue, source, content, "need", verb, told, clause=True)


def need(verb: Token, entry: None = None) -> Draft | None:
    """A need that somebody stresses: "*stressed the need* for restraint"."""
    noun = syntax.child(verb, "dobj", "pobj")
    if noun is None:
        prep = syntax.preposition(verb, "on", "to", "of")
        noun = syntax.child(prep, "pobj") if prep else None
    if noun is None or noun.lower_ not in cues.NEEDS:
        return None
    if any(c.lower_ == "no" for c in noun.lefts):
        return None
    who = syntax.actor(verb)
    content, told = _needed(noun, verb)
    if who is None or content is None:
        return None
    cue = verb.doc[noun.i : noun.i + 1]
    return Draft("urge", cue, who, content, "need", verb, told, clause=True)


def _needed(noun: Token, verb: Token) -> tuple[Span | None, tuple[Token, ...]]:
    """Give what is needed and of whom: "need for *Iran to comply*", "need to *act*"."""
    clause = next((c for c in noun.rights if c.dep_ in ("acl", "relcl", "advcl")), None)
    clause = clause or infinitive(verb)
    if clause is not None and clause.i > noun.i:
        agent = syntax.child(clause, "nsubj")
        if agent is not None and agent.i > noun.i:
            content = extents.clipped(
                noun.doc, agent.left_edge.i, clause.right_edge.i + 1, clause.i
            )
            return content, (agent,) if is_actor(agent) else ()
        if any(c.lower_ == "to" for c in clause.lefts):
            return infinitive_phrase(clause), ()
    for parent in (noun, verb):
        prep = syntax.preposition(parent, "for", "of")
        if prep is not None and prep.i > noun.i:
            return extents.clipped(noun.doc, prep.i + 1, prep.right_edge.i + 1, prep.i + 1), ()
    return None, ()
