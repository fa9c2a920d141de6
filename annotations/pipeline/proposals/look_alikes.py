"""What is told with a word for putting forward and puts nothing forward: what a thing needs or
gives, a courtesy, a purchase, a forecast, a rule in force.
"""

from spacy.tokens import Token

from annotations.pipeline.parsing import syntax
from annotations.pipeline.proposals import cues
from annotations.pipeline.proposals.cues import VerbCue
from annotations.pipeline.proposals.drafts import is_actor

# What one offers in words, or what only a text or an event offers.
COURTESIES = cues.noun_forms(
    "condolence sympathy congratulation comment explanation detail clue hint reason view glimpse "
    "insight picture look evidence proof excuse thought prayer thanks opinion assessment praise "
    "criticism advice apology greeting welcome example lesson hope chance opportunity resistance "
    "analysis defence defense justification tribute estimate timeline rationale"
)
# What they offer every day: "the bank *offers* loans", "a firm *offering* tours".
SELLERS = cues.noun_forms(
    "bank university school college hospital company firm airline hotel museum website shop store "
    "app centre center course programme program site clinic service charity network party system "
    "law market valley city"
)
# What a task demands, not who has set it.
STRAINS = cues.noun_forms(
    "lot patience time money effort attention skill care courage respect discipline energy "
    "concentration sacrifice explanation"
) | cues.words("more much less nothing everything")
# Sought for oneself or by way of one's trade, of nobody.
PURSUED = cues.noun_forms(
    "term seat presidency premiership leadership nomination victory win title medal clue witness "
    "suspect gain profit job place spot role way record majority life"
)
# Nouns of a form only: what they are of says whether they are a plan.
FORMS = cues.noun_forms("version model summary outline vision concept text package mechanism")
# A law that has been passed is no longer put forward.
LAWS = cues.noun_forms("bill law legislation act decree constitution")
PASSING = cues.verb_forms("pass adopt approve enact sign ratify endorse")
# What a law does to those under it; it may still call for what is to come.
BINDING = cues.words("require order mandate direct")
RULING = cues.words("rule rules law laws constitution charter statute statutes regulations")
# Of these "should" says what is to be awaited: "the economy *should* grow".
FORECAST = cues.noun_forms(
    "economy temperature price growth inflation output result outcome export storm rain weather "
    "profit revenue trend figure turnout rate unemployment work construction repair demand supply "
    "harvest wind power traffic"
)
AWAITED = cues.verb_forms(
    "grow rise fall drop ease improve be take reach begin start arrive pick recover slow last "
    "become expand shrink total range average clear known"
)


def is_courtesy(thing: Token, verb: Token, entry: VerbCue) -> bool:
    """Say whether something offered is nothing to be done: "*offered* his condolences"."""
    if entry.base != "offer":
        return False
    return thing.lower_ in COURTESIES or _is_service(verb)


def _is_service(verb: Token) -> bool:
    """Say whether an offer is one of every day: "the bank *offers* loans to farmers"."""
    who = syntax.child(verb, "nsubj")
    if who is None or verb.tag_ not in ("VBZ", "VBP") or who.ent_type_:
        return False
    return who.lower_ in SELLERS


def is_strain(thing: Token, entry: VerbCue) -> bool:
    """Say whether a task takes what is demanded: "the job *demands* patience"."""
    return entry.base == "demand" and thing.lower_ in STRAINS


def is_pursuit(thing: Token, entry: VerbCue) -> bool:
    """Say whether something is sought of nobody: "*seeking* two men", "*seeks* a second term"."""
    if entry.base != "seek":
        return False
    return thing.lower_ in PURSUED or (is_actor(thing) and not thing.ent_type_)


def is_cheer(thing: Token, entry: VerbCue) -> bool:
    """Say whether somebody is only cheered: "*urged* their team on"."""
    return entry.base == "urge" and is_actor(thing)


def is_mere_form(thing: Token) -> bool:
    """Say whether a thing is a text or a make of no plan: "a *version* of the film", "a *model*".

    A draft of it, or what it is for or would do, makes it one: "a *vision* for the region".
    """
    if thing.lower_ not in FORMS:
        return False
    if any(c.dep_ in ("acl", "relcl") or c.lower_ in ("for", "on") for c in thing.rights):
        return False
    if syntax.child(thing, "poss") is not None:
        return False
    of = syntax.preposition(thing, "of")
    whole = syntax.child(of, "pobj") if of is not None else None
    planned = whole is not None and whole.lower_ in cues.PLANS | cues.DRAFTABLE | IN_PLANS
    told = any(c.lower_ in DRAFTED or c.dep_ == "compound" for c in thing.lefts)
    return not (planned or told)


DRAFTED = cues.words("draft compromise joint final peace rival alternative proposed revised")
IN_PLANS = cues.noun_forms("constitution budget peace state settlement union policy future law")


def is_judged(verb: Token) -> bool:
    """Say whether something is called names: "*called* the protest a disgrace"."""
    return verb.lower_ in CALLING and syntax.child(verb, "oprd") is not None


CALLING = cues.verb_forms("call")


def is_passed(text: Token, entry: VerbCue) -> bool:
    """Say whether a bill is told as passed: "*passed* a bill requiring firms to disclose it"."""
    if text.lower_ not in LAWS or entry.base not in BINDING:
        return False
    above = text.head if text.dep_ in ("dobj", "nsubjpass") else text
    clauses = [c for c in text.rights if c.dep_ in ("acl", "relcl")]
    return any(v.lower_ in PASSING for v in (above, *clauses))


def is_ruled(verb: Token) -> bool:
    """Say whether a rule in force obliges: "*under the rules*, a party must win a tenth"."""
    for prep in verb.children:
        inner = syntax.child(prep, "prep") if prep.lower_ == "according" else prep
        beneath = prep.lower_ in ("under", "according", "by")
        text = syntax.child(inner, "pobj") if beneath and inner is not None else None
        if text is not None and text.lower_ in RULING:
            return not any(c.lower_ in ("draft", "proposed", "new") for c in text.lefts)
    return False


def is_forecast(verb: Token, finite: Token) -> bool:
    """Say whether a duty is only awaited: "the economy *should* grow", "*should* be known by"."""
    if verb.lower_ == "known":
        return True
    own = syntax.child(finite, *syntax.SUBJECTS)
    should = any(c.lower_ == "should" for c in verb.lefts)
    if own is None or own.lower_ not in FORECAST or not should:
        return False
    return verb.lower_ in AWAITED and not syntax.is_passive(verb)


def is_no_proposal(noun: Token) -> bool:
    """Say whether a noun that could name a proposal names something else: "a *phone call*"."""
    return _is_market(noun) or _is_ringing(noun) or _is_purchase(noun) or _is_contest(noun)


def _is_market(noun: Token) -> bool:
    """Say whether people only want to buy: "*demand* for cars fell", "consumer *demand*"."""
    if noun.lower_ != "demand":
        return False
    fares = noun.dep_ in ("nsubj", "dobj") and noun.head.lower_ in FARING
    thing = _after_for(noun)
    wares = thing is not None and thing.lower_ in WARES
    return fares or wares or any(c.lower_ in BUYING for c in noun.lefts)


def _after_for(noun: Token) -> Token | None:
    prep = syntax.preposition(noun, "for")
    return syntax.child(prep, "pobj") if prep is not None else None


FARING = cues.verb_forms(
    "fall rise grow slow decline surge increase drop slump shrink exceed outstrip weaken soar jump "
    "ease recover boost dampen lift curb reduce fuel stimulate outpace plunge"
)
WARES = cues.noun_forms(
    "oil gas copper steel car loan housing house home food energy electricity fuel gold credit "
    "export import labour labor worker water coal good product service crude grain rice"
)
BUYING = cues.words(
    "consumer domestic global world strong weak weaker stronger robust soaring sluggish slack oil "
    "energy electricity market export high low rising falling household industrial seasonal"
)


def _is_ringing(noun: Token) -> bool:
    """Say whether somebody only rang up: "a *phone call* from the minister"."""
    if noun.lower_ not in ("call", "calls"):
        return False
    return any(c.lower_ in RINGING for c in noun.lefts)


RINGING = cues.words("phone telephone conference roll curtain earnings")


def _is_purchase(noun: Token) -> bool:
    """Say whether an order is one for wares: "won an *order* for 40 planes"."""
    if noun.lower_ not in ("order", "orders"):
        return False
    thing = _after_for(noun)
    bought = thing is not None and any(c.dep_ == "nummod" for c in thing.lefts)
    return bought or (noun.dep_ == "dobj" and noun.head.lower_ in WINNING and thing is not None)


WINNING = cues.verb_forms("win secure land book cancel place receive")


def _is_contest(noun: Token) -> bool:
    """Say whether a bid is made in a contest: "her *bid* for the presidency", "for a title"."""
    thing = _after_for(noun) if noun.lower_ in ("bid", "bids") else None
    return thing is not None and (thing.lower_ in PURSUED or thing.lower_ in CONTESTED)


CONTESTED = cues.words("re-election reelection election office power crown gold glory")
