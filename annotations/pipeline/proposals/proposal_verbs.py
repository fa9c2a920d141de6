"""Rules for verbs that put something forward: one function a complement.

Each rule takes the verb and its cue and gives a Draft, or None where its complement is missing.
"""

from spacy.tokens import Token

from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import extents, syntax
from annotations.pipeline.proposals import cues, proposal_objects, proposal_wishes
from annotations.pipeline.proposals.clauses import (
    clause_of,
    infinitive,
    infinitive_of_noun,
    infinitive_phrase,
    obliges,
    stays_bare,
    told,
)
from annotations.pipeline.proposals.cues import VerbCue
from annotations.pipeline.proposals.drafts import Draft, is_actor
from annotations.pipeline.proposals.objects import asked, is_infinitive, object_phrase
from annotations.pipeline.proposals.proposal_making import make
from annotations.pipeline.proposals.unreal import is_unreal
from annotations.pipeline.proposals.vows import VOWS, is_threat, to_hostile

# What officials ask of reporters about themselves.
NAMING = cues.verb_forms("name identify quote")
QUOTING = frozenset(form for form, entries in cues.VERBS.items() if "quote" in entries[0].frames)
# Of these only somebody can be asked: "commands enough *seats* to overrule him".
OF_PEOPLE = cues.words("command direct need charge task pressure push press nudge order")


def draft(verb: Token) -> Draft | None:
    """Give what a verb puts forward, by the first rule that fits."""
    if verb.pos_ != "VERB" or is_unreal(verb):
        return None
    if syntax.is_negated(verb):
        return unwanted(verb)
    for entry in cues.VERBS[verb.lower_]:
        if entry.particle and not any(c.lower_ == entry.particle for c in verb.rights):
            continue
        for frame, rule in RULES.items():
            found = rule(verb, entry) if frame in entry.frames else None
            if found is not None:
                return found
    return None


WANTING = cues.verb_forms("want")


def unwanted(verb: Token) -> Draft | None:
    """What somebody does not want others to do: "does not *want* Seoul to reply"."""
    denied, who = any(c.dep_ == "neg" for c in verb.lefts), syntax.subject(verb)
    if verb.lower_ not in WANTING or not denied or who is None or who.lower_ in ("we", "i"):
        return None
    clause = syntax.child(verb, "ccomp", "xcomp")
    other = syntax.child(clause, "nsubj", "nsubjpass") if clause is not None else None
    if other is None or not is_actor(other):
        return None
    return verb_obj_to(verb, cues.VERBS[verb.lower_][0])


def verb_to(verb: Token, entry: VerbCue) -> Draft | None:
    """Subject and infinitive: "Egypt *offered* to host talks"."""
    clause = infinitive(verb)
    if clause is None or syntax.child(clause, "nsubj") is not None or syntax.is_passive(verb):
        return None
    thing = syntax.child(verb, "dobj")
    if thing is not None and thing.i < clause.i:
        return None
    if entry.act == "offer" and is_threat(verb, clause):
        return None
    if verb.lower_ in VOWS and to_hostile(clause):
        return None
    if clause.lower_ in NAMING and syntax.is_passive(clause):
        return None
    return make(verb, entry, "to", infinitive_phrase(clause))


def verb_obj_to(verb: Token, entry: VerbCue) -> Draft | None:
    """Object and infinitive: "urged *Israel* to stop"; "*Israel* was urged by the EU to stop"."""
    clause = infinitive(verb)
    if syntax.is_passive(verb):
        addressee = syntax.subject(verb) if verb.dep_ != "acl" else None
    else:
        addressee = syntax.child(verb, "dobj", "dative") or (
            clause and syntax.child(clause, "nsubj", "nsubjpass")
        )
    if addressee is not None and addressee.lower_ in syntax.RELATIVE_PRONOUNS:
        addressee = syntax.antecedent(addressee, verb)
    if clause is None and addressee is not None:
        clause = infinitive_of_noun(addressee)
    if addressee is None or clause is None or addressee.lower_ == "itself":
        return None
    if _asks_for(verb, addressee, clause):
        return None
    if addressee.lower_ in ("nothing", "something", "anything"):
        return None
    houses = entry.base == "order" and addressee.tag_ == "NNS" and not syntax.is_passive(clause)
    if entry.base in OF_PEOPLE | {"request"} and not (houses or _can_act(addressee)):
        return _to_be_done(verb, entry, addressee, clause)
    return make(verb, entry, "obj-to", infinitive_phrase(clause), addressees=(addressee,))


def _to_be_done(verb: Token, entry: VerbCue, thing: Token, clause: Token) -> Draft | None:
    """Give what is to be done with a thing: "ordered *the herd to be slaughtered*"."""
    if not syntax.is_passive(clause) or syntax.is_passive(verb):
        return None
    content = extents.clipped(verb.doc, thing.left_edge.i, clause.right_edge.i + 1, thing.i)
    return make(verb, entry, "that", content)


def _can_act(who: Token) -> bool:
    return is_actor(who) or who.pos_ in ("PRON", "NUM")


def _asks_for(verb: Token, addressee: Token, clause: Token) -> bool:
    """Say whether an infinitive goes on with what is asked for: "asked it for time *to act*"."""
    prep = syntax.preposition(verb, "for")
    thing = syntax.child(prep, "pobj") if prep is not None else None
    between = thing is not None and addressee.i < prep.i < clause.i
    return between and thing.right_edge.i + 1 == clause.left_edge.i and not is_actor(thing)


def verb_would_obj_to(verb: Token, entry: VerbCue) -> Draft | None:
    """A wish put politely: "would *like* Israel to stop"."""
    polite = any(c.lower_ in ("would", "'d", "’d") for c in verb.lefts)
    return verb_obj_to(verb, entry) if polite else None


def verb_we_obj_to(verb: Token, entry: VerbCue) -> Draft | None:
    """What the speakers count on: "we *expect* Sudan to comply", "is *expected* by the UN to"."""
    who = syntax.actor(verb)
    ours = who is not None and who.lower_ in ("we", "i") and not syntax.is_passive(verb)
    named = who is not None and syntax.is_passive(verb)
    return verb_obj_to(verb, entry) if ours or named else None


def verb_case(verb: Token, entry: VerbCue) -> Draft | None:
    """Arguing for something: "*made the case* for a reduction"."""
    case = syntax.undergoer(verb)
    if case is None or case.lower_ != "case":
        return None
    prep = syntax.preposition(case, "for") or syntax.preposition(verb, "for")
    thing = syntax.child(prep, "pobj", "pcomp") if prep is not None else None
    return make(verb, entry, "for", object_phrase(thing, prep)) if thing is not None else None


def verb_tried_obj_to(verb: Token, entry: VerbCue) -> Draft | None:
    """Trying to win somebody over: "sought to *persuade* Khartoum to open the road"."""
    tried = verb.dep_ == "xcomp" and verb.head.lower_ in TRYING and not syntax.is_negated(verb.head)
    return verb_obj_to(verb, entry) if tried else None


TRYING = cues.verb_forms("try seek attempt work struggle")


def what(verb: Token, speakers: Speakers) -> Draft | None:
    """What is asked for in so many words: "*what we propose* is a commission of inquiry"."""
    thing = next((c for c in verb.lefts if c.lower_ == "what"), None)
    known = syntax.child(verb.head, "attr", "ccomp") if verb.dep_ == "csubj" else None
    if verb.pos_ != "VERB" or thing is None or known is None or known.i < verb.i:
        return None
    who = speakers.speaker_at(verb.idx) or syntax.child(verb, "nsubj")
    if who is None or syntax.is_negated(verb) or syntax.is_passive(verb):
        return None
    act = cues.VERBS[verb.lower_][0].act
    cue, content = verb.doc[verb.i : verb.i + 1], extents.phrase(known)
    return Draft(act, cue, who, content, "verb-what", verb)


def verb_obj_on(verb: Token, entry: VerbCue) -> Draft | None:
    """Somebody pressed on a matter: "*pressed* Ankara on the release of journalists"."""
    who, prep = syntax.undergoer(verb), syntax.preposition(verb, "on", "over")
    thing = syntax.child(prep, "pobj", "pcomp") if prep is not None else None
    if who is None or thing is None or not is_actor(who) or thing.ent_type_ in ("DATE", "TIME"):
        return None
    return make(verb, entry, "for", object_phrase(thing, prep), addressees=(who,))


def verb_against(verb: Token, entry: VerbCue) -> Draft | None:
    """Somebody warned off a deed: "*cautioned* the West against acting in haste".

    Or nobody in particular: "*warned* against an early withdrawal".
    """
    who, prep = syntax.undergoer(verb), syntax.preposition(verb, "against")
    if prep is None or prep.i < verb.i or not (who is None or is_actor(who)):
        return None
    thing = syntax.child(prep, "pobj", "pcomp")
    if thing is None or (who is None and thing.pos_ == "PRON"):
        return None
    content = extents.clipped(verb.doc, prep.i, object_phrase(thing, prep).end, thing.i)
    return make(verb, entry, "for", content, addressees=(who,) if who is not None else ())


def verb_favour(verb: Token, entry: VerbCue) -> Draft | None:
    """Speaking for something: "*spoke out in favour of* a no-fly zone"."""
    prep = syntax.preposition(verb, "in")
    favour = syntax.child(prep, "pobj") if prep is not None else None
    if favour is None or favour.lower_ not in ("favour", "favor", "support"):
        return None
    of = syntax.preposition(favour, "of")
    thing = syntax.child(of, "pobj", "pcomp") if of is not None else None
    return make(verb, entry, "for", object_phrase(thing, of), favour) if thing else None


def verb_to_for(verb: Token, entry: VerbCue) -> Draft | None:
    """Turning to somebody for something: "*turned* to Moscow for arms"."""
    who, what = syntax.preposition(verb, "to"), syntax.preposition(verb, "for")
    partner = syntax.child(who, "pobj") if who is not None else None
    thing = syntax.child(what, "pobj") if what is not None else None
    if partner is None or thing is None or not is_actor(partner):
        return None
    return make(verb, entry, "for", object_phrase(thing, what), None, (partner,))


def verb_that_clause(verb: Token, entry: VerbCue) -> Draft | None:
    """A clause with its "that": "*ordered* that the flag be lowered"."""
    clause = clause_of(verb)
    marked = clause is not None and any(c.lower_ == "that" for c in clause.lefts)
    return verb_that(verb, entry) if marked and clause.i > verb.i else None


def verb_on(verb: Token, entry: VerbCue) -> Draft | None:
    """Preposition and infinitive: "called *on Israel* to stop", "appealed *to* both to return"."""
    for clause in syntax.children(verb, "advcl", "ccomp"):
        mark = clause.left_edge
        who = syntax.child(clause, "nsubj")
        if mark.lower_ in ("on", "upon") and who is not None and is_infinitive(clause):
            return make(verb, entry, "on", infinitive_phrase(clause), mark, (who,))
    prep = syntax.preposition(verb, "on", "upon", "to", "with")
    who = prep and syntax.child(prep, "pobj")
    if prep is not None and who is None and syntax.is_passive(verb):
        who = syntax.child(verb, "nsubjpass")
    clause = infinitive(verb) or (who and infinitive_of_noun(who))
    if not who or clause is None or clause.i < prep.i or who.ent_type_ in ("DATE", "TIME"):
        return None
    return make(verb, entry, "on", infinitive_phrase(clause), prep, (who,))


def _beyond(verb: Token) -> Token | None:
    """Give a "for" hung on who is asked: "appealed to his subjects *for* calm".

    Or on the day: "called Friday *for* an inquiry".
    """
    days = (c for c in verb.rights if c.ent_type_ in ("DATE", "TIME") and c.i <= verb.i + 2)
    hung = next((f for day in days if (f := syntax.preposition(day, "for"))), None)
    if hung is not None:
        return hung
    to = syntax.preposition(verb, "to", "on", "with")
    who = syntax.child(to, "pobj") if to is not None else None
    return syntax.preposition(who, "for") if who is not None else None


def _calls_something(verb: Token) -> bool:
    """Say whether something is called, not called for: "*called* an election for June"."""
    thing = syntax.child(verb, "dobj")
    return thing is not None and thing.ent_type_ not in ("DATE", "TIME")


def verb_for(verb: Token, entry: VerbCue) -> Draft | None:
    """ "called *for* an end to the fighting", "called for *Israel to stop*"."""
    if entry.base == "call" and _calls_something(verb):
        return None
    prep = syntax.preposition(verb, "for") or _beyond(verb)
    thing = prep and (syntax.child(prep, "pobj") or syntax.child(prep, "pcomp"))
    if prep and not thing and syntax.is_passive(verb) and verb.dep_ == "acl":
        return make(verb, entry, "obj", extents.noun_phrase(verb.head), prep)
    if thing and thing.lower_ in ("no", "yes"):
        return None
    if thing and (syntax.is_passive(verb) or thing.lower_ not in ("him", "her", "it", "them")):
        clause = infinitive_of_noun(thing) or (infinitive(verb) if is_actor(thing) else None)
        if clause is not None and is_actor(thing):
            return make(verb, entry, "for-to", infinitive_phrase(clause), prep, (thing,))
        return make(verb, entry, "for", object_phrase(thing, prep), prep, asked(verb))
    for clause in syntax.children(verb, "advcl", "ccomp", "xcomp"):
        mark = next((c for c in clause.lefts if c.lower_ == "for"), None)
        agent = syntax.child(clause, "nsubj", "nsubjpass")
        if mark is not None and mark.i > verb.i and agent is not None:
            content = extents.clipped(verb.doc, mark.i + 1, clause.right_edge.i + 1, clause.i)
            active = is_infinitive(clause) and not syntax.is_passive(clause)
            told = (agent,) if is_actor(agent) and active else ()
            content = infinitive_phrase(clause) if told else content
            return make(verb, entry, "for-to", content, mark, told)
    return None


def verb_called_to(verb: Token, entry: VerbCue) -> Draft | None:
    """Somebody called to a deed without "on": "*called* all Kenyans to vote"."""
    clause, who = infinitive(verb), syntax.child(verb, "dobj")
    if clause is None or who is None or syntax.is_passive(verb) or not is_actor(who):
        return None
    return make(verb, entry, "obj-to", infinitive_phrase(clause), addressees=(who,))


def verb_obj_prep(verb: Token, entry: VerbCue) -> Draft | None:
    """Somebody invited to something: "*invited* his counterpart to Warsaw for talks"."""
    who, prep = syntax.undergoer(verb), syntax.preposition(verb, "to", "for")
    if who is None or prep is None or prep.i < who.i or not _can_act(who):
        return None
    content = extents.clipped(verb.doc, prep.i, object_phrase(prep, verb).end, prep.i)
    return make(verb, entry, "obj-prep", content, addressees=(who,))


def verb_that(verb: Token, entry: VerbCue) -> Draft | None:
    """A clause: "*proposed* that the coalition be widened"."""
    clause = clause_of(verb)
    if clause is None:
        return None
    return make(verb, entry, "that", extents.phrase(clause), addressees=told(clause))


def verb_shall(verb: Token, entry: VerbCue) -> Draft | None:
    """A clause that obliges: "*suggested* that talks *should* be held", "*insisted* it *leave*"."""
    clause = clause_of(verb)
    if clause is None or not (obliges(clause) or stays_bare(verb, clause)):
        return None
    prep = syntax.preposition(verb, "to")
    partner = syntax.child(prep, "pobj") if prep is not None and prep.i < clause.i else None
    asked_of = (partner,) if partner is not None and is_actor(partner) else told(clause)
    return make(verb, entry, "that", extents.phrase(clause), addressees=asked_of)


def verb_ing(verb: Token, entry: VerbCue) -> Draft | None:
    """A gerund: "*suggested* holding talks in Geneva"."""
    for clause in verb.rights:
        bare = not syntax.children(clause, "aux", *syntax.SUBJECTS)
        if clause.tag_ == "VBG" and clause.dep_ in ("xcomp", "ccomp", "dobj") and bare:
            return make(verb, entry, "ing", extents.phrase(clause))
    return None


def verb_on_ing(verb: Token, entry: VerbCue) -> Draft | None:
    """A gerund or noun after "on": "*insisted on* a full withdrawal"."""
    prep = syntax.preposition(verb, "on", "upon")
    thing = prep and (syntax.child(prep, "pcomp") or syntax.child(prep, "pobj"))
    if not thing:
        return None
    return make(verb, entry, "on-ing", object_phrase(thing, prep), prep)


def bidding(verb: Token, speakers: Speakers) -> Draft | None:
    """A passive without its agent in reported speech: "residents *are urged* to leave", it said."""
    if verb.pos_ != "VERB" or not syntax.is_passive(verb) or syntax.by_agent(verb) is not None:
        return None
    entry = next((e for e in cues.VERBS[verb.lower_] if "obj_to" in e.frames), None)
    addressee = syntax.child(verb, "nsubjpass")
    clause = infinitive(verb)
    source = speakers.speaker_at(verb.idx)
    if source is None and any(c.lower_ in ("is", "are") for c in verb.lefts):
        source = speakers.still_speaking(verb)
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
    return make(verb, cues.VERBS[verb.lower_][0], "quote", quoted)


RULES = (
    {
        "on": verb_on,
        "obj_to": verb_obj_to,
        "would_obj_to": verb_would_obj_to,
        "we_obj_to": verb_we_obj_to,
        "case": verb_case,
        "tried_obj_to": verb_tried_obj_to,
        "obj_on": verb_obj_on,
        "against": verb_against,
        "obj_prep": verb_obj_prep,
        "for": verb_for,
        "called_to": verb_called_to,
        "favour": verb_favour,
        "to_for": verb_to_for,
        "to": verb_to,
        "that": verb_that,
        "that_clause": verb_that_clause,
        "shall": verb_shall,
        "ing": verb_ing,
        "on_ing": verb_on_ing,
    }
    | proposal_objects.RULES
    | proposal_wishes.RULES
)
