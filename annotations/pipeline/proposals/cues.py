"""The lexicon: words that report a proposal or a response, with their act or stance.

The pipeline runs without a lemmatizer: tables here map every inflected form, in lower case,
to what it reports, so one dictionary lookup a token decides whether any rule looks further.
The verbs follow the classes of verbs of communication and desire (urge, order, beg, suggest,
promise), each with the complements in which it reports a proposal.
"""

from dataclasses import dataclass

from annotations.pipeline.parsing.inflection import forms_of, noun_forms, verb_forms, words


def rules_at(rules) -> dict[str, tuple]:
    """Turn (table of words, rule) pairs into one table: word -> its rules, in order."""
    table: dict[str, tuple] = {}
    for forms, rule in rules:
        for form in forms:
            table[form] = (*table.get(form, ()), rule)
    return table


@dataclass(frozen=True, slots=True)
class VerbCue:
    """A verb that puts something forward.

    `frames` are the complements with which it does so: `to` an infinitive, `obj_to` an object and
    an infinitive, `that` a clause, `shall` a clause with a modal or a subjunctive only, `ing` a
    gerund, `obj` an object, `thing` an object that no person needs, `plan` an object that is a
    proposal noun, `for` and `on` with such a preposition, `obj_on` an object and "on", `favour`
    "in favour of", `quote` quoted words, `wish` what is to be had, `to_with` what is to be done
    with others, `others_will` a clause on what others will do, `deed` and `truce` an object that
    is one. `particle` is the particle it needs.
    """

    base: str
    act: str
    frames: frozenset[str]
    particle: str = ""


# base form, with its particle if it needs one: the frames in which it reports the act
PROPOSING = {
    "propose": "to that ing obj quote",
    "suggest": "shall ing action plan quote",
    "recommend": "that ing obj_to obj quote",
    "moot": "obj ing",
    "nominate": "obj",
    "float": "plan",
    "table": "plan",
    "advance": "plan",
    "submit": "plan",
    "present": "plan matter_to obj_with",
    "unveil": "plan",
    "outline": "plan",
    "sketch": "plan",
    "circulate": "plan",
    "introduce": "plan",
    "draft": "plan",
    "release": "plan",
    "publish": "plan",
    "formulate": "plan",
    "draw up": "bill",
    "move": "bill",
    "file": "bill",
    "push": "bill",
    "broker": "plan",
    "sponsor": "plan",
    "champion": "plan ing",
    "promote": "plan",
    "pitch": "plan",
    "tout": "plan",
    "air": "plan",
    "raise": "idea",
    "launch": "idea",
    "put forward": "obj",
    "put forth": "obj",
    "put on": "plan",
    "revive": "plan",
    "resubmit": "plan",
    "spearhead": "plan",
    "hand": "plan_to",
    "deliver": "plan",
    "send": "plan_to",
    "bring forward": "plan",
    "set out": "plan",
    "set forth": "plan",
    "lay out": "plan",
    "lay down": "plan",
    "hand over": "plan",
    "put": "plan_to",
    "work out": "plan",
    "hand round": "plan",
    "hand around": "plan",
    "hand out": "plan",
    "bring": "plan",
    "come forward": "with",
    "come up": "with",
    "voice": "idea",
    "dangle": "idea",
}
URGING = {
    "urge": "obj_to for that obj quote against",
    "want": "obj_to obj_done wish to_with",
    "prefer": "wish",
    "favour": "wish",
    "favor": "wish",
    "like": "would_obj_to",
    "hope": "others_will",
    "call": "on for called_to protest",
    "appeal": "on for quote",
    "press": "obj_to for obj_on",
    "pressure": "obj_to obj_on",
    "push": "obj_to for obj_on",
    "lobby": "obj_to for obj_on",
    "nudge": "obj_to",
    "admonish": "obj_to",
    "campaign": "for",
    "rally": "for",
    "agitate": "for",
    "clamour": "for",
    "clamor": "for",
    "speak": "favour",
    "come": "favour",
    "persuade": "tried_obj_to",
    "convince": "tried_obj_to",
    "get": "tried_obj_to",
    "lean": "on",
    "prevail": "on",
    "put": "case",
    "exhort": "obj_to",
    "encourage": "obj_to",
    "implore": "obj_to quote",
    "beseech": "obj_to",
    "beg": "obj_to for",
    "entreat": "obj_to",
    "plead": "on for quote",
    "counsel": "obj_to",
    "advise": "obj_to shall against",
    "advocate": "obj for ing that",
    "warn": "obj_to against",
    "caution": "obj_to against",
    "remind": "obj_to",
    "enjoin": "obj_to",
    "challenge": "obj_to",
    "argue": "for favour",
    "come out": "for",
    "expect": "we_obj_to",
    "make": "case",
}
DEMANDING = {
    "demand": "obj_to that to obj quote",
    "insist": "shall on_ing",
    "require": "obj_to that_clause shall",
    "order": "obj_to that_clause shall deed obj_done held",
    "instruct": "obj_to that_clause shall",
    "direct": "obj_to that_clause shall",
    "command": "obj_to that_clause shall",
    "stipulate": "shall",
    "tell": "obj_to",
    "mandate": "obj that",
    "charge": "obj_to",
    "task": "obj_to",
}
REQUESTING = {
    "ask": "obj_to for to that_clause shall",
    "request": "obj_to that obj",
    "seek": "obj",
    "solicit": "obj",
    "petition": "obj_to for",
    "apply": "for to",
    "bid": "for",
    "turn": "to_for",
    "look": "to_for",
    "approach": "for",
    "file": "for",
    "write": "on",
}
OFFERING = {
    "offer": "to obj quote",
    "announce": "truce",
    "declare": "truce",
    "proclaim": "truce",
    "invite": "obj_to obj_prep",
    "volunteer": "to",
    "pledge": "to that obj",
    "promise": "to that obj",
    "vow": "to",
    "hold out": "idea",
    "undertake": "to",
    "commit": "to",
}
ACTS = {
    "propose": PROPOSING,
    "urge": URGING,
    "demand": DEMANDING,
    "request": REQUESTING,
    "offer": OFFERING,
}

# Nouns that name what is put forward, with the act of putting it forward.
NOUNS = {
    "propose": "proposal proposition suggestion recommendation initiative plan idea draft "
    "blueprint roadmap motion amendment counterproposal compromise intention intent",
    "urge": "call appeal plea exhortation pressure entreaty",
    "demand": "demand ultimatum order directive insistence deadline condition "
    "precondition instruction "
    "requirement",
    "request": "request petition bid application",
    "offer": "offer pledge promise invitation vow overture counteroffer readiness willingness "
    "preparedness assurance undertaking guarantee",
}
# What is put forward by verbs such as "unveil" or "float".
PLANS = noun_forms(
    "proposal proposition suggestion recommendation initiative plan draft blueprint roadmap "
    "motion amendment resolution bill scheme idea formula package framework vision version "
    "concept strategy legislation truce ceasefire cease-fire compromise deal reform treaty "
    "campaign option model mechanism alternative counterproposal counteroffer demand offer "
    "petition request appeal summary outline outlines text compromise version package "
    "road-map measure"
)
# Things done together, which one can suggest as such: "suggested an *exchange*".
ACTIONS = noun_forms(
    "exchange meeting summit conference swap referendum vote moratorium pause dialogue negotiation "
    "withdrawal delay postponement election visit inquiry investigation mission truce ceasefire "
    "compromise corridor ban treaty talk limit tax levy cap cut increase reduction change review "
    "boycott force fund commission court quota deadline freeze merger rise raise"
)
# What diplomats put to the parties.
SETTLEMENTS = PLANS | noun_forms("settlement text solution question term")
IDEAS = noun_forms("idea possibility prospect proposal initiative appeal plan bid petition")
# Nouns that carry somebody's words: what they ask for, their author asks for.
DOCUMENTS = noun_forms(
    "statement letter resolution declaration communique communiqué note report tape message "
    "petition editorial article motion email e-mail speech address memo document text draft op-ed "
    "release interview remark comment post tweet video recording ruling edict decree "
    "slogan placard banner chant sign "
    "paper proposal plan bill measure legislation outline manifesto"
)
# Verbs that carry a proposal noun as their object: "renewed its call", "made an offer".
SUPPORTS = verb_forms(
    "make issue submit renew repeat reiterate present announce extend voice launch file put have "
    "deliver send give receive tender table float unveil outline advance circulate introduce "
    "withdraw lodge convey express press push drop reaffirm restate amend revise soften "
    "formulate publish release sign use set lay bring hand raise air pitch pursue promote win "
    "echo join lead add stress defend explain describe detail serve voice"
)

# What must or ought to be, said of an act: "it is *vital* that both sides disarm".
VITAL = words(
    "essential vital crucial imperative indispensable important necessary urgent critical"
)
WILLING = words("ready willing prepared")
MODALS = {"must": "demand", "should": "urge", "ought": "urge", "shall": "demand"}
# Verbs of duty with an infinitive: "Iran *needs* to comply", "Israel *has* to withdraw".
DUTIES = dict.fromkeys(("need", "needs", "needed", "ought"), "urge") | dict.fromkeys(
    ("has", "have", "had", "got"), "demand"
)
STRESSING = verb_forms(
    "stress underline underscore highlight emphasise emphasize reiterate reaffirm affirm note "
    "press insist see point recognise recognize acknowledge cite speak"
)
NEEDS = words("need necessity importance urgency")
# Acts that help others: saying that one will do one of them is an offer.
HELPING = verb_forms(
    "send provide help train give lend supply donate finance fund host mediate contribute deploy "
    "pay deliver share assist free grant"
)
# Hostile acts: undertaking one is a threat, not an offer.
HOSTILE = verb_forms(
    "attack retaliate punish crush destroy fight kill eliminate respond avenge defeat hit "
    "strike resist boycott veto bomb invade annihilate oppose sue block reject refuse escalate "
    "intensify defend use win appeal challenge die leave quit wipe "
    "impose arrest expel ban seize jail shut hunt capture topple overthrow oust pursue"
) | {"never"}


def _verb_table() -> dict[str, tuple[VerbCue, ...]]:
    """Build the table form -> cues."""
    table: dict[str, tuple[VerbCue, ...]] = {}
    for act, verbs in ACTS.items():
        for name, frames in verbs.items():
            base, _, particle = name.partition(" ")
            cue = VerbCue(base, act, words(frames), particle)
            for form in forms_of(base):
                table[form] = (*table.get(form, ()), cue)
    return table


VERBS = _verb_table()
# Texts that are proposals only while they are drafts: "the *French-drafted* resolution".
DRAFTABLE = noun_forms(
    "resolution bill text treaty agreement law deal package accord constitution statement document "
    "declaration communique legislation framework settlement budget"
)
# What somebody is after, told with who is: "a *push* by Oslo to", "Oslo's *bid* to".
ENDEAVOURS = noun_forms("move push")
NOUN_ACTS = (
    dict.fromkeys(DRAFTABLE, "propose")
    | dict.fromkeys(ENDEAVOURS, "propose")
    | {"terms": "demand"}
    | {form: act for act, listing in NOUNS.items() for form in noun_forms(listing)}
)
