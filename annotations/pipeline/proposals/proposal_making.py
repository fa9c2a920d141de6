"""Making a draft of a verb: who puts it forward, whether that somebody can."""

from spacy.tokens import Span, Token

from annotations.pipeline.parsing import syntax
from annotations.pipeline.proposals import cues, look_alikes
from annotations.pipeline.proposals.cues import VerbCue
from annotations.pipeline.proposals.drafts import Draft, is_actor, resolve_document

# Verbs in whose frames a thing is subject as readily as an actor: "the law requires X to".
OF_THINGS = cues.words(
    "require encourage press push direct order seek command invite promise offer advise suggest "
    "recommend promote present demand warn raise"
)


# What a plan may do of these: "the offer *requires* Sudan to".
ASKING = cues.words("require demand order seek recommend suggest")
# What is agreed already: what it demands is in force.
IN_FORCE = cues.noun_forms(
    "agreement accord treaty deal pact law constitution charter convention rule regulation "
    "protocol armistice memorandum statute contract arrangement schedule timetable calendar recipe "
    "format job tradition"
)
OBJECTS = ("obj", "plan", "plan_to", "action", "idea", "matter_to")


def make(
    verb: Token,
    entry: VerbCue,
    frame: str,
    content: Span,
    particle: Token | None = None,
    addressees: tuple[Token, ...] = (),
) -> Draft | None:
    """Make the draft of a verb; none where nobody acts."""
    who = _beside(verb) or _cleft(verb) or syntax.actor(verb) or _dated(verb)
    if who is not None and who.ent_type_ in ("DATE", "TIME"):
        near = next((c for c in verb.lefts if c.i < who.i and is_actor(c)), None)
        who = near or (syntax.subject(verb.head) if verb.head != verb else None)
    if who is not None and who.dep_ == "poss" and who.pos_ == "PRON":
        who = syntax.holder(who.head) or who
    if who is None and syntax.is_passive(verb):
        who, content = _late_agent(content)
    if who is None or any(c.lower_ == "no" for c in who.lefts):
        return None
    who = _named_last(who, verb) or _teller_past(who, verb) or who
    addressees = addressees or _receivers(who)
    text, who = who, resolve_document(who)
    if _is_in_force(text, who, entry):
        return None
    asks = entry.base in ASKING and who.lower_ in cues.PLANS
    if entry.base in OF_THINGS and not (asks or _may(who, verb, frame, entry.base)):
        who = _teller(verb)
        if who is None:
            return None
    end = particle.i if particle is not None and particle.i - verb.i == 1 else verb.i
    clause = frame not in OBJECTS
    return Draft(
        entry.act,
        verb.doc[verb.i : end + 1],
        who,
        content,
        f"verb-{frame}",
        verb,
        addressees,
        clause,
    )


def _is_in_force(text: Token, who: Token, entry: VerbCue) -> bool:
    """Say whether a rule demands what it rules already: "the *law* requires", "*passed* a bill"."""
    if look_alikes.is_passed(text, entry):
        return True
    return who.lower_ in IN_FORCE and not is_drafted(who)


def _late_agent(content: Span) -> tuple[Token | None, Span]:
    """Give who acts where the parser hung him on the content, and the content without him.

    "Israel was called upon to halt construction *by the Security Council*".
    """
    for by in content:
        noun = syntax.child(by, "pobj") if by.lower_ == "by" else None
        ends = noun is not None and noun.right_edge.i == content.end - 1 and by.i > content.start
        if ends and noun.ent_type_ in ("ORG", "GPE", "PERSON", "NORP"):
            return noun, content.doc[content.start : by.i]
    return None, content


def _named_last(thing: Token, verb: Token) -> Token | None:
    """Give the actor before a relative clause that the parser hung on a thing further back.

    "objections from *Chile and Peru*, which prefer a vote", "a video of *Moe* pleading for help".
    """
    own = syntax.child(verb, "nsubj")
    related = own is not None and own.lower_ in ("who", "which")
    if not (related or verb.tag_ == "VBG") or is_actor(thing) or verb.head != thing:
        return None
    prep = next((c for c in thing.rights if c.dep_ == "prep"), None)
    who = syntax.child(prep, "pobj") if prep is not None else None
    near = who is not None and who.i < verb.i and (related or who.i == verb.i - 1)
    return who if near and is_actor(who) else None


def _cleft(verb: Token) -> Token | None:
    """Give who is set apart as the doer: "it was *Chad* that put it forward"."""
    own = syntax.child(verb, "nsubj")
    if own is None or own.lower_ not in ("that", "who") or verb.dep_ != "ccomp":
        return None
    it = syntax.child(verb.head, "nsubj")
    return syntax.child(verb.head, "attr") if it is not None and it.lower_ == "it" else None


def _beside(verb: Token) -> Token | None:
    """Give who speaks in a clause before a participle: "it fell, *he* said, *urging* calm"."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or syntax.children(verb, *syntax.SUBJECTS):
        return None
    said = [c for c in verb.head.rights if c.dep_ == "parataxis" and c.i < verb.i]
    return syntax.child(said[-1], "nsubj") if said else None


def _receivers(document: Token) -> tuple[Token, ...]:
    """Give to whom a letter goes that asks: "his letter to *Berlin* proposes that"."""
    prep = syntax.preposition(document, "to") if document.lower_ in cues.DOCUMENTS else None
    who = syntax.child(prep, "pobj") if prep is not None else None
    return (who,) if who is not None and is_actor(who) else ()


def _teller(verb: Token) -> Token | None:
    """Give who goes on to act after a clause about a thing: "*Iran* says it is peaceful and has
    *offered* inspections".
    """
    above = verb.head
    if verb.dep_ != "conj" or above.dep_ != "ccomp" or syntax.children(verb, *syntax.SUBJECTS):
        return None
    who = syntax.subject(above.head) if above.head.tag_ in ("VBD", "VBZ", "VBP", "VBN") else None
    return who if who is not None and is_actor(who) else None


def _dated(verb: Token) -> Token | None:
    """Give who acts where a day after the verb made the parser take it for a participle.

    "The *charity called Tuesday* for a ban".
    """
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or verb.nbor(1).ent_type_ != "DATE":
        return None
    who = verb.head
    return who if who.dep_ in ("ROOT", "appos") and is_actor(who) else None


def _teller_past(thing: Token, verb: Token) -> Token | None:
    """Give who goes on where the parser took a thing told of for the doer.

    "*Unions* said the offer was too low and *demanded* more".
    """
    if is_actor(thing) or thing.lower_ in cues.DOCUMENTS:
        return None
    return _teller(verb)


def _may(who: Token, verb: Token, frame: str, base: str) -> bool:
    """Say whether a subject can promise or invite; an "it" can where it did: "it *promised* to"."""
    if who.lower_ == "it":
        did = verb.tag_ == "VBD" or any(c.dep_ == "aux" for c in verb.lefts)
        return did and (frame in ("to", "that", "obj-to") or base == "order")
    return is_actor(who) or who.lower_ in cues.DOCUMENTS


def is_drafted(thing: Token) -> bool:
    """Say whether a text is only proposed: "a *draft* agreement", "a *proposed* law"."""
    return any(c.lower_ in ("draft", "proposed", "compromise") for c in thing.lefts)
