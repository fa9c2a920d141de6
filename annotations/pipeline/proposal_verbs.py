"""Rules for verbs that put something forward: one function a complement.

Each rule takes the verb and its cue and gives a Draft, or None where its complement is missing.
"""

from spacy.tokens import Span, Token

from annotations.pipeline import cues, syntax
from annotations.pipeline.cues import VerbCue
from annotations.pipeline.drafts import Draft, is_actor, resolve_document
from annotations.pipeline.objects import bidden, is_infinitive, object_phrase, recipients
from annotations.pipeline.speakers import Speakers

WISHING = cues.verb_forms(
    "hope want wish like love try attempt fail need intend consider refuse prefer afford struggle "
    "threaten seem appear tend"
)
SUSPECTING = cues.verb_forms("suspect accuse")
# What officials ask of reporters about themselves.
NAMING = cues.verb_forms("name identify quote")
DENYING = cues.verb_forms("deny")
QUOTING = frozenset(form for form, entries in cues.VERBS.items() if "quote" in entries[0].frames)
QUESTIONS = cues.words("what how who whom whether if why where when which")
# Verbs in whose frames a thing is subject as readily as an actor: "the law requires X to".
OF_THINGS = cues.words(
    "require encourage press push direct order seek command invite promise offer advise suggest "
    "recommend promote present demand"
)


def draft(verb: Token) -> Draft | None:
    """Give what a verb puts forward, by the first rule that fits."""
    if verb.pos_ != "VERB" or syntax.is_negated(verb) or is_unreal(verb):
        return None
    for entry in cues.VERBS[verb.lower_]:
        if entry.particle and not any(c.lower_ == entry.particle for c in verb.rights):
            continue
        for frame, rule in RULES.items():
            found = rule(verb, entry) if frame in entry.frames else None
            if found is not None:
                return found
    return None


def is_unreal(verb: Token) -> bool:
    """Say whether a verb names an act without reporting it.

    "hopes to *propose*", "a decision to *call* for", "the possibility of *offering*".
    """
    if verb.dep_ == "acl" and verb.tag_ == "VB":
        return True
    if verb.dep_ == "ccomp" and verb.head.lower_ in DENYING:
        return True
    if verb.dep_ == "pcomp" and verb.head.head.pos_ in ("NOUN", "PROPN"):
        return verb.head.lower_ != "by"
    if verb.dep_ == "pcomp" and verb.head.head.lower_ in SUSPECTING:
        return True
    return verb.dep_ == "xcomp" and verb.head.lower_ in WISHING


def _draft(
    verb: Token,
    entry: VerbCue,
    frame: str,
    content: Span,
    particle: Token | None = None,
    addressees: tuple[Token, ...] = (),
) -> Draft | None:
    """Make the draft of a verb; none where nobody acts."""
    who = syntax.actor(verb)
    if who is None or any(c.lower_ == "no" for c in who.lefts):
        return None
    who = resolve_document(who)
    if entry.base in OF_THINGS and not _may(who, verb, frame):
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


def _may(who: Token, verb: Token, frame: str) -> bool:
    """Say whether a subject can promise or invite; an "it" can where it did: "it *promised* to"."""
    if who.lower_ == "it":
        return verb.tag_ == "VBD" and frame in ("to", "that", "obj-to")
    return is_actor(who) or who.lower_ in cues.DOCUMENTS


OBJECTS = ("obj", "plan", "plan_to", "action", "idea")


def infinitive(verb: Token) -> Token | None:
    """Give the infinitive after a verb: "offered *to host*", "urged Israel *to stop*"."""
    for clause in verb.rights:
        if clause.dep_ in ("xcomp", "ccomp", "advcl") and is_infinitive(clause):
            return clause
        noun = syntax.child(clause, "pobj") if clause.dep_ == "prep" else None
        if noun is not None and noun.ent_type_ in ("DATE", "TIME"):
            hung = infinitive_of_noun(noun)
            if hung is not None:
                return hung
    return None


def infinitive_of_noun(noun: Token) -> Token | None:
    """Give the infinitive that the parser hung on a noun: "on the parties *to return*"."""
    clauses = (c for c in noun.rights if c.dep_ in ("acl", "relcl") and is_infinitive(c))
    return next(clauses, None)


def infinitive_phrase(clause: Token) -> Span:
    """Give an infinitive from its "to" (or "not to") on, without a subject before it."""
    to = next(c for c in clause.lefts if c.lower_ == "to")
    start = to.i - 1 if to.i and to.nbor(-1).lower_ == "not" else to.i
    return syntax.clipped(clause.doc, start, clause.right_edge.i + 1, clause.i)


def verb_to(verb: Token, entry: VerbCue) -> Draft | None:
    """Subject and infinitive: "Egypt *offered* to host talks"."""
    clause = infinitive(verb)
    if clause is None or syntax.child(clause, "nsubj") is not None or syntax.is_passive(verb):
        return None
    thing = syntax.child(verb, "dobj")
    if thing is not None and thing.i < clause.i:
        return None
    if entry.act == "offer" and clause.lower_ in cues.HOSTILE:
        return None
    if clause.lower_ in NAMING and syntax.is_passive(clause):
        return None
    return _draft(verb, entry, "to", infinitive_phrase(clause))


def verb_obj_to(verb: Token, entry: VerbCue) -> Draft | None:
    """Object and infinitive: "urged *Israel* to stop"; "*Israel* was urged by the EU to stop"."""
    clause = infinitive(verb)
    if syntax.is_passive(verb):
        addressee = syntax.subject(verb) if verb.dep_ != "acl" else None
    else:
        addressee = syntax.child(verb, "dobj", "dative") or (
            clause and syntax.child(clause, "nsubj", "nsubjpass")
        )
    if clause is None and addressee is not None:
        clause = infinitive_of_noun(addressee)
    if addressee is None or clause is None or addressee.lower_ == "itself":
        return None
    if entry.base == "request" and not (is_actor(addressee) or addressee.pos_ == "PRON"):
        return None
    return _draft(verb, entry, "obj-to", infinitive_phrase(clause), addressees=(addressee,))


def verb_on(verb: Token, entry: VerbCue) -> Draft | None:
    """Preposition and infinitive: "called *on Israel* to stop", "appealed *to* both to return"."""
    for clause in syntax.children(verb, "advcl", "ccomp"):
        mark = clause.left_edge
        who = syntax.child(clause, "nsubj")
        if mark.lower_ in ("on", "upon") and who is not None and is_infinitive(clause):
            return _draft(verb, entry, "on", infinitive_phrase(clause), mark, (who,))
    prep = syntax.preposition(verb, "on", "upon", "to", "with")
    who = prep and syntax.child(prep, "pobj")
    clause = infinitive(verb) or (who and infinitive_of_noun(who))
    if not who or clause is None or clause.i < prep.i or who.ent_type_ in ("DATE", "TIME"):
        return None
    return _draft(verb, entry, "on", infinitive_phrase(clause), prep, (who,))


def verb_for(verb: Token, entry: VerbCue) -> Draft | None:
    """ "called *for* an end to the fighting", "called for *Israel to stop*"."""
    prep = syntax.preposition(verb, "for")
    thing = prep and (syntax.child(prep, "pobj") or syntax.child(prep, "pcomp"))
    if thing and thing.lower_ in ("no", "yes"):
        return None
    if thing and (syntax.is_passive(verb) or thing.lower_ not in ("him", "her", "it", "them")):
        clause = infinitive_of_noun(thing) or (infinitive(verb) if is_actor(thing) else None)
        if clause is not None and is_actor(thing):
            return _draft(verb, entry, "for-to", infinitive_phrase(clause), prep, (thing,))
        return _draft(verb, entry, "for", object_phrase(thing, prep), prep, asked(verb))
    for clause in syntax.children(verb, "advcl", "ccomp", "xcomp"):
        mark = next((c for c in clause.lefts if c.lower_ == "for"), None)
        agent = syntax.child(clause, "nsubj", "nsubjpass")
        if mark is not None and mark.i > verb.i and agent is not None:
            content = syntax.clipped(verb.doc, mark.i + 1, clause.right_edge.i + 1, clause.i)
            told = (agent,) if is_actor(agent) and is_infinitive(clause) else ()
            content = infinitive_phrase(clause) if told else content
            return _draft(verb, entry, "for-to", content, mark, told)
    return None


def asked(verb: Token) -> tuple[Token, ...]:
    """Give who is asked: the object of "asked *Turkey* for help", "appealed *to* the UN for"."""
    who = syntax.child(verb, "dobj", "dative")
    if who is None:
        prep = syntax.preposition(verb, "to", "on", "with")
        who = syntax.child(prep, "pobj") if prep else None
    if who is not None:
        return (who,) if is_actor(who) else ()
    prep = syntax.preposition(verb, "for")
    thing = syntax.child(prep, "pobj") if prep else None
    return bidden(thing) if thing is not None else ()


def clause_of(verb: Token) -> Token | None:
    """Give the finite clause after a verb, not a question."""
    for clause in verb.rights:
        if clause.dep_ != "ccomp" or syntax.child(clause, *syntax.SUBJECTS) is None:
            continue
        if not is_infinitive(clause) and clause.left_edge.lower_ not in QUESTIONS:
            return clause
    return None


def verb_obj_prep(verb: Token, entry: VerbCue) -> Draft | None:
    """Somebody invited to something: "*invited* his counterpart to Warsaw for talks"."""
    who, prep = syntax.child(verb, "dobj"), syntax.preposition(verb, "to", "for")
    if who is None or prep is None or prep.i < who.i or syntax.is_passive(verb):
        return None
    content = syntax.clipped(verb.doc, prep.i, object_phrase(prep, verb).end, prep.i)
    return _draft(verb, entry, "obj-prep", content, addressees=(who,))


def verb_that(verb: Token, entry: VerbCue) -> Draft | None:
    """A clause: "*proposed* that the coalition be widened"."""
    clause = clause_of(verb)
    if clause is None:
        return None
    return _draft(verb, entry, "that", syntax.phrase(clause), addressees=told(clause))


def told(clause: Token) -> tuple[Token, ...]:
    """Give who is to act in an active clause: "that *Iran* halt"."""
    agent = syntax.child(clause, "nsubj")
    if agent is None or not is_actor(agent) or any(c.lower_ in ("a", "an") for c in agent.lefts):
        return ()
    return (agent,)


def verb_shall(verb: Token, entry: VerbCue) -> Draft | None:
    """A clause that obliges: "*suggested* that talks *should* be held", "*insisted* it *leave*"."""
    clause = clause_of(verb)
    if clause is None or not (obliges(clause) or _stays_bare(verb, clause)):
        return None
    prep = syntax.preposition(verb, "to")
    partner = syntax.child(prep, "pobj") if prep is not None and prep.i < clause.i else None
    asked_of = (partner,) if partner is not None and is_actor(partner) else told(clause)
    return _draft(verb, entry, "that", syntax.phrase(clause), addressees=asked_of)


def _stays_bare(verb: Token, clause: Token) -> bool:
    """Say whether a clause keeps its verb bare after a past one: "*suggested* that they *act*"."""
    past, bare = verb.tag_ in ("VBD", "VBN"), clause.tag_ == "VBP" and clause.pos_ == "VERB"
    return past and bare and syntax.child(clause, "aux") is None


def obliges(clause: Token) -> bool:
    """Say whether a clause has a modal of duty or a bare verb: "should leave", "be widened"."""
    aids = [c for c in clause.lefts if c.dep_ in ("aux", "auxpass")]
    if any(c.lower_ in cues.MODALS for c in aids):
        return True
    if any(c.tag_ == "MD" or c.lower_ in ("to", "do", "does", "did") for c in aids):
        return False
    return any(c.lower_ == "be" for c in aids) or (
        clause.tag_ == "VB" and not any(c.lower_ in ("have", "has", "had") for c in aids)
    )


def verb_ing(verb: Token, entry: VerbCue) -> Draft | None:
    """A gerund: "*suggested* holding talks in Geneva"."""
    for clause in verb.rights:
        if clause.tag_ == "VBG" and clause.dep_ in ("xcomp", "ccomp", "dobj"):
            return _draft(verb, entry, "ing", syntax.phrase(clause))
    return None


def verb_on_ing(verb: Token, entry: VerbCue) -> Draft | None:
    """A gerund or noun after "on": "*insisted on* a full withdrawal"."""
    prep = syntax.preposition(verb, "on", "upon")
    thing = prep and (syntax.child(prep, "pcomp") or syntax.child(prep, "pobj"))
    if not thing:
        return None
    return _draft(verb, entry, "on-ing", object_phrase(thing, prep), prep)


def verb_obj(verb: Token, entry: VerbCue) -> Draft | None:
    """An object: "*offered* a truce"; passive "a truce was *proposed* by Cairo"."""
    thing = syntax.undergoer(verb)
    if thing is None or thing.pos_ == "PRON":
        return None
    if thing.ent_type_ == "PERSON" and entry.act != "propose":
        return None
    content = object_phrase(thing, verb)
    if content.start <= verb.i < content.end:
        content = syntax.clipped(verb.doc, content.start, verb.left_edge.i, thing.i)
    particle = next((c for c in verb.rights if c.lower_ == entry.particle), None)
    return _draft(verb, entry, "obj", content, particle, recipients(verb, thing, entry))


def verb_plan(verb: Token, entry: VerbCue) -> Draft | None:
    """A proposal noun as object: "*unveiled* a plan to end the war"."""
    thing = syntax.undergoer(verb)
    if thing is None or thing.lower_ not in cues.PLANS:
        return None
    return verb_obj(verb, entry)


def verb_plan_to(verb: Token, entry: VerbCue) -> Draft | None:
    """A text before those who are to judge it: "the settlement that Annan *put* to both sides"."""
    thing = syntax.undergoer(verb)
    if thing is None or thing.lower_ not in cues.SETTLEMENTS or not recipients(verb, thing, entry):
        return None
    return verb_obj(verb, entry)


def verb_action(verb: Token, entry: VerbCue) -> Draft | None:
    """A thing done together as object: "*suggested* an exchange"."""
    thing = syntax.undergoer(verb)
    return verb_obj(verb, entry) if thing is not None and thing.lower_ in cues.ACTIONS else None


def verb_idea(verb: Token, entry: VerbCue) -> Draft | None:
    """A noun of what may be as object: "*raised* the possibility of a truce"."""
    thing = syntax.undergoer(verb)
    if thing is None or thing.lower_ not in cues.IDEAS:
        return None
    return verb_obj(verb, entry)


def bidding(verb: Token, speakers: Speakers) -> Draft | None:
    """A passive without its agent in reported speech: "residents *are urged* to leave", it said."""
    if verb.pos_ != "VERB" or not syntax.is_passive(verb) or syntax.by_agent(verb) is not None:
        return None
    entry = next((e for e in cues.VERBS[verb.lower_] if "obj_to" in e.frames), None)
    addressee = syntax.child(verb, "nsubjpass")
    clause, source = infinitive(verb), speakers.speaker_at(verb.idx)
    if not (entry and addressee and clause and source) or syntax.is_negated(verb):
        return None
    cue, content = verb.doc[verb.i : verb.i + 1], infinitive_phrase(clause)
    return Draft(entry.act, cue, source, content, "verb-bidding", verb, (addressee,), clause=True)


def quoting(verb: Token, speakers: Speakers) -> Draft | None:
    """Quoted words as content: ""Let us meet again," *proposed* the minister"."""
    if verb.pos_ != "VERB" or syntax.is_negated(verb) or draft(verb) is not None:
        return None
    quoted = speakers.quoted_with(verb)
    if quoted is None:
        return None
    return _draft(verb, cues.VERBS[verb.lower_][0], "quote", quoted)


RULES = {
    "on": verb_on,
    "obj_to": verb_obj_to,
    "obj_prep": verb_obj_prep,
    "for": verb_for,
    "to": verb_to,
    "that": verb_that,
    "shall": verb_shall,
    "ing": verb_ing,
    "on_ing": verb_on_ing,
    "obj": verb_obj,
    "action": verb_action,
    "plan": verb_plan,
    "plan_to": verb_plan_to,
    "idea": verb_idea,
}
