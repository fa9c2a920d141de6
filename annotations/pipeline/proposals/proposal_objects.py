"""Rules for verbs whose object they put forward: "*tabled* a plan", "a truce was *offered*"."""

from dataclasses import replace

from spacy.tokens import Token

from annotations.pipeline.parsing import extents, syntax
from annotations.pipeline.proposals import cues, look_alikes, noun_contents, proposal_nouns
from annotations.pipeline.proposals.cues import VerbCue
from annotations.pipeline.proposals.drafts import Draft, is_actor
from annotations.pipeline.proposals.objects import object_phrase, recipients
from annotations.pipeline.proposals.proposal_making import is_drafted, make

# Promising these is only to answer.
WORDS = cues.noun_forms("word answer reply response decision")


# Sought by oneself, of nobody.
OWN_GOOD = cues.words(
    "shelter refuge asylum re re-election reelection election office revenge vengeance treatment "
    "power solace attention advice care cover comfort work employment jobs profit fame safety"
)


def verb_obj_with(verb: Token, entry: VerbCue) -> Draft | None:
    """Somebody before a plan: "*presented* both sides with a revised plan"."""
    who, prep = syntax.undergoer(verb), syntax.preposition(verb, "with")
    thing = syntax.child(prep, "pobj") if prep is not None else None
    if who is None or thing is None or not is_actor(who) or thing.lower_ not in cues.PLANS:
        return None
    return make(verb, entry, "obj", object_phrase(thing, prep), addressees=(who,))


def verb_obj(verb: Token, entry: VerbCue) -> Draft | None:
    """An object: "*offered* a truce"; passive "a truce was *proposed* by Cairo"."""
    thing = syntax.undergoer(verb)
    if thing is None or (thing.pos_ == "PRON" and not _is_own(thing, entry)):
        return None
    if _tells_more(thing, verb) or _only_looks(thing, verb, entry):
        return None
    if entry.act == "propose" and thing.lower_ not in cues.DRAFTABLE:
        entry = replace(entry, act=cues.NOUN_ACTS.get(thing.lower_, entry.act))
    named = thing.ent_type_ == "PERSON" and entry.act != "propose"
    if named or thing.lower_ in WORDS or (entry.base == "seek" and thing.lower_ in OWN_GOOD):
        return None
    content = object_phrase(thing, verb)
    if thing.dep_ == "pobj" and thing.head.lower_ == "under" and verb.dep_ in ("acl", "relcl"):
        content = noun_contents.under(thing)[0] or content
    if content.start <= verb.i < content.end:
        content = extents.clipped(verb.doc, content.start, verb.left_edge.i, thing.i)
    particle = next((c for c in verb.rights if c.lower_ == entry.particle), None)
    return make(verb, entry, "obj", content, particle, recipients(verb, thing, entry))


def _only_looks(thing: Token, verb: Token, entry: VerbCue) -> bool:
    """Say whether an object is none that is put forward: "*offered* no comment"."""
    return (
        look_alikes.is_courtesy(thing, verb, entry)
        or look_alikes.is_strain(thing, entry)
        or look_alikes.is_pursuit(thing, entry)
        or look_alikes.is_cheer(thing, entry)
        or look_alikes.is_judged(verb)
    )


def _is_own(thing: Token, entry: VerbCue) -> bool:
    """Say whether somebody is put forward: "offered *itself* as a venue", "nominated *her*"."""
    if entry.base in NAMING:
        return thing.lower_ in ("him", "her", "them")
    return entry.act == "offer" and thing.lower_ in ITSELF


NAMING = ("nominate", "recommend", "propose")


def _tells_more(thing: Token, verb: Token) -> bool:
    """Say whether a noun that a participle hangs on tells itself what it holds.

    "a *proposal* offered by the EU to end the war", "the *plan*, tabled by Oman, would end it".
    """
    if verb.dep_ not in ("acl", "relcl") or thing.lower_ not in cues.NOUN_ACTS:
        return False
    return proposal_nouns.telling(thing) is not None and noun_contents.says_more(thing)


def verb_plan(verb: Token, entry: VerbCue) -> Draft | None:
    """A proposal noun as object: "*unveiled* a plan to end the war"."""
    thing = syntax.undergoer(verb)
    if thing is None or not (_counted(thing).lower_ in cues.PLANS or is_drafted(thing)):
        return None
    if _says_itself(thing) or _is_of_kind(thing) or look_alikes.is_mere_form(thing):
        return None
    return verb_obj(verb, entry)


def _counted(thing: Token) -> Token:
    """Give what there is a number of: "a list of *demands*", "a series of *proposals*"."""
    of = syntax.preposition(thing, "of") if thing.lower_ in LISTS else None
    many = syntax.child(of, "pobj") if of is not None else None
    return many if many is not None else thing


LISTS = cues.noun_forms("list series set number raft range couple dozen package string")


def verb_bill(verb: Token, entry: VerbCue) -> Draft | None:
    """A text laid before those who vote: "*moved* a motion", "*filed* a bill"."""
    thing = syntax.undergoer(verb)
    return verb_obj(verb, entry) if thing is not None and thing.lower_ in BILLS else None


BILLS = cues.noun_forms("bill motion amendment resolution legislation")


def _is_of_kind(thing: Token) -> bool:
    """Say whether a word before a noun tells what is asked for: "an *extradition* request"."""
    if cues.NOUN_ACTS.get(thing.lower_, "propose") == "propose":
        return False
    told = noun_contents.modifier(thing)[0] is not None
    return told and proposal_nouns.telling(thing) is not None and not noun_contents.says_more(thing)


def _says_itself(thing: Token) -> bool:
    """Say whether a paper's own words are told: "launched a petition *asking* the state to"."""
    clauses = (c for c in thing.rights if c.dep_ == "acl" and c.tag_ == "VBG")
    return any(c.lower_ in cues.VERBS for c in clauses)


def verb_plan_to(verb: Token, entry: VerbCue) -> Draft | None:
    """A text before those who are to judge it: "the settlement that Annan *put* to both sides"."""
    thing = syntax.undergoer(verb)
    put = thing is not None and _counted(thing).lower_ in cues.SETTLEMENTS
    if not put or not recipients(verb, thing, entry):
        return None
    return verb_obj(verb, entry)


ITSELF = cues.words("itself himself herself themselves")
MATTERS = cues.noun_forms("choice candidate list name map date timetable figure request case")


def verb_matter_to(verb: Token, entry: VerbCue) -> Draft | None:
    """Anything laid before those who are to decide: "*presented* the choices to Abbas"."""
    thing = syntax.undergoer(verb)
    if thing is None or thing.lower_ not in MATTERS or not recipients(verb, thing, entry):
        return None
    return verb_obj(verb, entry)


def verb_action(verb: Token, entry: VerbCue) -> Draft | None:
    """A thing done together as object: "*suggested* an exchange"."""
    thing = syntax.undergoer(verb)
    return verb_obj(verb, entry) if thing is not None and thing.lower_ in cues.ACTIONS else None


def verb_deed(verb: Token, entry: VerbCue) -> Draft | None:
    """What somebody is ordered to do, named as a thing: "*ordered* the arrest of two men"."""
    thing = syntax.undergoer(verb)
    return verb_obj(verb, entry) if thing is not None and _is_deed(thing) else None


def _is_deed(thing: Token) -> bool:
    """Say whether a noun names what is done: "the *expulsion* of", "the *release* of"."""
    word = thing.lower_.removesuffix("s") if thing.tag_ == "NNS" else thing.lower_
    of = syntax.preposition(thing, "of", "in", "into")
    return word.endswith(DEED_ENDINGS) or word in STEPS or (word in DEEDS and of is not None)


DEED_ENDINGS = ("ation", "ition", "ction", "sion", "ment", "osure", "awal")
DEEDS = cues.words(
    "arrest release return halt end removal transfer recall trial freeze seizure probe inquiry "
    "slaughter cull killing cut search report study"
)
# What is ordered without saying of whom.
STEPS = cues.words(
    "measure step check control search curfew crackdown inquiry probe review boycott"
)


def verb_held(verb: Token, entry: VerbCue) -> Draft | None:
    """What is to be done with somebody: "*ordered* two men held", the parser's clause or not."""
    thing = syntax.undergoer(verb)
    done = syntax.child(thing, "acl") if thing is not None and thing.i > verb.i else None
    if done is None or done.tag_ != "VBN" or done.i != thing.i + 1 or not is_actor(thing):
        return None
    content = extents.clipped(verb.doc, thing.left_edge.i, done.right_edge.i + 1, thing.i)
    return make(verb, entry, "that", content)


def verb_protest(verb: Token, entry: VerbCue) -> Draft | None:
    """A protest that others are to join: "a strike *called* by the unions"."""
    thing = syntax.undergoer(verb)
    done = syntax.is_passive(verb) and syntax.by_agent(verb) is not None
    if thing is None or thing.lower_ not in PROTESTS or not (done or verb.i < thing.i):
        return None
    return verb_obj(verb, entry)


PROTESTS = cues.noun_forms("strike protest rally march demonstration boycott sit-in shutdown vigil")


def verb_truce(verb: Token, entry: VerbCue) -> Draft | None:
    """What one binds oneself to: "*announced* a unilateral ceasefire"."""
    thing = syntax.undergoer(verb)
    return verb_obj(verb, entry) if thing is not None and thing.lower_ in TRUCES else None


TRUCES = cues.noun_forms("ceasefire cease-fire truce moratorium armistice")


def verb_idea(verb: Token, entry: VerbCue) -> Draft | None:
    """A noun of what may be as object: "*raised* the possibility of a truce"."""
    thing = syntax.undergoer(verb)
    if thing is None or thing.lower_ not in cues.IDEAS or _says_itself(thing):
        return None
    return verb_obj(verb, entry)


def verb_with(verb: Token, entry: VerbCue) -> Draft | None:
    """A plan brought along: "*came forward with* a six-month scheme"."""
    prep = syntax.preposition(verb, "with")
    thing = syntax.child(prep, "pobj") if prep is not None else None
    if thing is None or not (thing.lower_ in cues.PLANS or is_drafted(thing)):
        return None
    return make(verb, entry, "obj", object_phrase(thing, prep))


RULES = {
    "with": verb_with,
    "obj_with": verb_obj_with,
    "obj": verb_obj,
    "action": verb_action,
    "plan": verb_plan,
    "bill": verb_bill,
    "plan_to": verb_plan_to,
    "matter_to": verb_matter_to,
    "idea": verb_idea,
    "deed": verb_deed,
    "held": verb_held,
    "protest": verb_protest,
    "truce": verb_truce,
}
