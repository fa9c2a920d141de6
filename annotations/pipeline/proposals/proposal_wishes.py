"""Rules for wishes told of somebody: what is to be done, had, or done together, or by others."""

from spacy.tokens import Token

from annotations.pipeline.parsing import extents, syntax
from annotations.pipeline.proposals import cues
from annotations.pipeline.proposals.clauses import clause_of, infinitive, infinitive_phrase
from annotations.pipeline.proposals.cues import VerbCue
from annotations.pipeline.proposals.drafts import Draft, is_actor
from annotations.pipeline.proposals.objects import bidden, object_phrase
from annotations.pipeline.proposals.proposal_making import make


def verb_obj_done(verb: Token, entry: VerbCue) -> Draft | None:
    """What is to be done with something: "*wants* the sanctions lifted"."""
    for clause in syntax.children(verb, "ccomp", "xcomp", "advcl"):
        thing = syntax.child(clause, "nsubj", "nsubjpass")
        bare = not any(c.dep_ in ("aux", "mark") for c in clause.lefts)
        done = clause.tag_ in ("VBN", "JJ") or clause.pos_ == "ADV"
        # The tagger often takes the participle for a past form: "wants the case *referred* to".
        done = done or (clause.tag_ == "VBD" and syntax.child(clause, "dobj", "attr") is None)
        if done and thing is not None and bare and thing.i > verb.i:
            return make(verb, entry, "that", extents.phrase(clause))
    thing, away = syntax.child(verb, "dobj"), syntax.child(verb, "prt", "advmod")
    if thing is not None and away is not None and away.lower_ in AWAY and away.i > thing.i:
        content = extents.clipped(verb.doc, thing.left_edge.i, verb.right_edge.i + 1, thing.i)
        return make(verb, entry, "that", content)
    return None


AWAY = cues.words("out back home gone off")


def verb_wish(verb: Token, entry: VerbCue) -> Draft | None:
    """What somebody wants to be had: "Oslo *wants* proof of it", "*favours* a longer truce"."""
    thing, who = syntax.child(verb, "dobj"), syntax.subject(verb)
    if thing is None or thing.pos_ != "NOUN" or thing.i < verb.i or infinitive(verb) is not None:
        return None
    if who is None or verb.tag_ not in ("VBZ", "VBP", "VBD") or syntax.is_passive(verb):
        return None
    if who.lower_ in ANYBODY and not any(who.lefts):
        return None
    return make(verb, entry, "obj", object_phrase(thing, verb), addressees=bidden(thing))


ANYBODY = cues.words("people everybody everyone nobody one you")


def verb_to_with(verb: Token, entry: VerbCue) -> Draft | None:
    """What one wants to do with others: "*wants* to hold talks with Oslo"."""
    clause = infinitive(verb)
    if clause is None or clause.lower_ not in JOINTLY or verb.tag_ not in ("VBZ", "VBP", "VBD"):
        return None
    return make(verb, entry, "to", infinitive_phrase(clause))


JOINTLY = cues.words(
    "talk meet negotiate discuss hold resume join improve restore reopen resolve work cooperate "
    "see end normalise normalize expand buy sign"
)


def verb_others_will(verb: Token, entry: VerbCue) -> Draft | None:
    """What somebody hopes aloud that others will do: "*hopes* Tehran will answer"."""
    clause, who = clause_of(verb), syntax.subject(verb)
    if clause is None or who is None or clause.i < verb.i:
        return None
    agent = syntax.child(clause, "nsubj")
    will = any(c.lower_ in ("will", "'ll", "’ll") for c in clause.lefts)
    if agent is None or not will or agent.pos_ == "PRON" or not is_actor(agent):
        return None
    return make(verb, entry, "that", extents.phrase(clause), addressees=(agent,))


RULES = {
    "obj_done": verb_obj_done,
    "wish": verb_wish,
    "to_with": verb_to_with,
    "others_will": verb_others_will,
}
