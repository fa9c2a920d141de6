"""Rules for reactions of many: rallies, petitions and strikes for or against a proposal."""

from spacy.tokens import Token

from annotations.pipeline.attributions.speakers import Speakers
from annotations.pipeline.parsing import syntax
from annotations.pipeline.proposals.cues import noun_forms, verb_forms, words
from annotations.pipeline.responses import verdicts
from annotations.pipeline.responses.answers import Reaction, acts

# How people show a view; the verb alone does not say which.
GATHERING = verb_forms(
    "rally march demonstrate gather protest strike assemble mass parade campaign picket congregate "
    "chant shout sing turn pour flood walk fast argue lobby speak testify write petition"
)
# With one of these things they show it: "*held up* signs".
SHOWING = GATHERING | verb_forms(
    "carry hold wave raise display sign stage organise organize hang fly form block burn light "
    "close stop take go join attend call launch begin start mount collect gather circulate put "
    "deliver publish issue release send"
)
SHOWS = noun_forms(
    "protest rally demonstration march strike petition sign banner placard poster slogan campaign "
    "vigil sit-in walkout boycott letter chain parade leaflet sticker flag appeal advertisement "
    "referendum signature ribbon statement message declaration article"
)
# A statement *over* a plan may be for it, a strike over it is not.
QUARRELS = noun_forms("protest rally demonstration march strike walkout boycott sit-in vigil")
# "in support of", "in protest at": the noun tells.
MEANT = {
    **dict.fromkeys(words("support favor favour"), "support"),
    **dict.fromkeys(words("protest opposition"), "oppose"),
}
LINKS = words("of at against over to with")


def shown(noun: Token, speakers: Speakers) -> Reaction | None:
    """ "Thousands rallied *in support of* the plan", "blocked roads *in protest* at it"."""
    within = noun.head
    if noun.dep_ != "pobj" or within.lower_ != "in" or noun.left_edge != noun:
        return None
    after = (*noun.rights, *(c for c in within.head.rights if c.i == noun.i + 1))
    link = next((c for c in after if c.lower_ in LINKS and c.dep_ == "prep"), None)
    thing = syntax.child(link, "pobj", "pcomp") if link is not None else None
    if thing is None or _is_day(thing):
        return None
    top = within.head.head if within.head.dep_ == "prep" else within.head
    return _of(top, MEANT[noun.lower_], noun.doc[within.i : noun.i + 1], thing)


def against(prep: Token, speakers: Speakers) -> Reaction | None:
    """ "staged a protest *against* the plan", "a strike *over* it"; "marched *for* the plan"."""
    thing = syntax.child(prep, "pobj", "pcomp")
    if prep.dep_ != "prep" or thing is None or _is_day(thing):
        return None
    top = prep.head
    if top.lower_ in PROTESTING and top.pos_ == "VERB":
        return None
    show = top if top.pos_ == "NOUN" and top.lower_ in SHOWS else _show(top)
    quarrel = show.lower_ in QUARRELS if show is not None else False
    told = quarrel if prep.lower_ == "over" else show is not None or top.lower_ in verdicts.MARCHING
    if not told:
        return None
    return _of(top, "oppose", prep.doc[prep.i : prep.i + 1], thing)


def _show(verb: Token) -> Token | None:
    """Give what is shown: "held up *banners* against it", "went on *strike* over it"."""
    show = syntax.child(verb, "dobj")
    on = syntax.preposition(verb, "on")
    show = show or (syntax.child(on, "pobj") if on is not None else None)
    return show if show is not None and show.lower_ in SHOWS else None


def _is_day(thing: Token) -> bool:
    return thing.ent_type_ in ("DATE", "TIME")


def _of(top: Token, stance: str, cue, thing: Token) -> Reaction | None:
    """Make the reaction of who does what is for or against it: "*held* a rally", "took part in"."""
    if top.pos_ not in ("VERB", "AUX"):
        if top.lower_ not in SHOWS:
            return None
        while top.dep_ in ("dobj", "pobj", "prep"):
            top = top.head
            if top.pos_ == "VERB":
                break
    if top.lower_ not in SHOWING or syntax.is_passive(top) or syntax.negation(top) is not None:
        return None
    who = syntax.subject(top)
    if who is None or not (acts(who) or who.pos_ in ("PRON", "NUM")):
        return None
    return Reaction(stance, cue, who, thing, "voicing", top)


def to_protest(verb: Token, speakers: Speakers) -> Reaction | None:
    """Why something is done: "called a strike *to protest* the plan"; whoever does it protests."""
    holder = verb.head
    if verb.tag_ != "VB" or verb.dep_ not in ("xcomp", "relcl", "acl", "advcl"):
        return None
    top = holder.head if holder.dep_ in ("dobj", "pobj") and holder.pos_ == "NOUN" else holder
    done = syntax.child(top, "dobj")
    if top.lower_ not in SHOWING or (done is not None and acts(done)):
        return None
    who, thing = syntax.subject(top), _protested(verb)
    if who is None or thing is None or not acts(who) or syntax.negation(top) is not None:
        return None
    end = thing.head.i + 1 if thing.head == verb.nbor(1) else verb.i + 1
    return Reaction("oppose", verb.doc[verb.i : end], who, thing, "object", top)


PROTESTING = verb_forms("protest oppose denounce condemn")


def _protested(verb: Token) -> Token | None:
    thing = syntax.child(verb, "dobj")
    link = syntax.preposition(verb, "against", "at", "over")
    return thing or (syntax.child(link, "pobj") if link is not None else None)


def polled(share: Token, speakers: Speakers) -> Reaction | None:
    """What a poll shows some to be: "showed 58 percent of voters *in favor of* the plan"."""
    felt = share.head if share.dep_ == "nsubj" and share.head.tag_ == "VBN" else share
    verb = share.head if felt == share else felt.head
    poll = syntax.child(verb, "nsubj") if verb.lower_ in POLLING else None
    if poll is None or poll.lower_ not in POLLS or share.i < verb.i:
        return None
    window = verdicts.window_after(share)
    return verdicts.mood_of(verb if felt == share else felt, share, window)


POLLING = verb_forms("show find put give indicate suggest have")
POLLS = noun_forms("poll survey study")
