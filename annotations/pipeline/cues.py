"""The lexicon: words that report a proposal or a response, with their act or stance.

The pipeline runs without a lemmatizer: tables here map every inflected form, in lower case,
to what it reports, so one dictionary lookup a token decides whether any rule looks further.
The verbs follow the classes of verbs of communication and desire (urge, order, beg, suggest,
promise), each with the complements in which it reports a proposal.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VerbCue:
    """A verb that puts something forward.

    `frames` are the complements with which it does so: `to` an infinitive, `obj_to` an object and
    an infinitive, `that` a clause, `shall` a clause with a modal or a subjunctive only, `ing` a
    gerund, `obj` an object, `plan` an object that is a proposal noun, `for` and `on` with such a
    preposition, `quote` quoted words. `particle` is the particle it needs.
    """

    base: str
    act: str
    frames: frozenset[str]
    particle: str = ""


# base form, with its particle if it needs one: the frames in which it reports the act
PROPOSING = {
    "propose": "to that ing obj quote",
    "suggest": "shall ing plan quote",
    "recommend": "that ing obj obj_to quote",
    "moot": "obj ing",
    "float": "plan",
    "table": "plan",
    "advance": "plan",
    "submit": "plan",
    "present": "plan",
    "unveil": "plan",
    "outline": "plan",
    "sketch": "plan",
    "circulate": "plan",
    "introduce": "plan",
    "draft": "plan",
    "announce": "plan",
    "release": "plan",
    "publish": "plan",
    "formulate": "plan",
    "broker": "plan",
    "sponsor": "plan",
    "champion": "plan ing",
    "promote": "plan",
    "pitch": "plan",
    "put forward": "obj",
    "put forth": "obj",
    "bring forward": "plan",
    "set out": "plan",
    "set forth": "plan",
    "lay out": "plan",
    "lay down": "plan",
    "come up": "plan",
}
URGING = {
    "urge": "obj_to that obj quote",
    "call": "on for",
    "appeal": "on for quote",
    "press": "obj_to for",
    "push": "obj_to for",
    "lobby": "obj_to for",
    "campaign": "for",
    "exhort": "obj_to",
    "encourage": "obj_to obj",
    "implore": "obj_to quote",
    "beseech": "obj_to",
    "beg": "obj_to for",
    "entreat": "obj_to",
    "plead": "on for quote",
    "counsel": "obj_to obj",
    "advise": "obj_to shall",
    "advocate": "obj ing that",
    "persuade": "",
    "warn": "obj_to",
    "caution": "obj_to",
    "remind": "obj_to",
    "enjoin": "obj_to",
}
DEMANDING = {
    "demand": "that to obj quote",
    "insist": "shall on_ing",
    "require": "obj_to that",
    "order": "obj_to that",
    "instruct": "obj_to that",
    "direct": "obj_to that",
    "command": "obj_to that",
    "tell": "obj_to",
    "mandate": "obj that",
    "oblige": "",
}
REQUESTING = {
    "ask": "obj_to for to shall",
    "request": "obj obj_to that",
    "seek": "obj",
    "solicit": "obj",
    "petition": "obj_to for",
    "apply": "for",
    "bid": "for",
}
OFFERING = {
    "offer": "to obj quote",
    "invite": "obj_to obj",
    "volunteer": "to obj",
    "pledge": "to that obj",
    "promise": "to that obj",
    "vow": "to",
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
    "propose": "proposal proposition suggestion recommendation initiative plan draft blueprint "
    "roadmap motion amendment",
    "urge": "call appeal plea exhortation",
    "demand": "demand ultimatum",
    "request": "request petition bid application",
    "offer": "offer pledge promise invitation vow",
}
# What the verbs with a `plan` object put forward, beside the nouns above.
PLANS = frozenset(
    "proposal proposition suggestion recommendation initiative plan draft blueprint roadmap map "
    "motion amendment resolution bill scheme idea formula package framework text vision version "
    "document paper concept agenda strategy programme program legislation truce ceasefire "
    "compromise deal measure reform law budget treaty campaign project option model mechanism "
    "alternative counterproposal counteroffer demand offer petition request appeal".split()
)
# Nouns that carry somebody's words: what they ask for, their author asks for.
DOCUMENTS = frozenset(
    "statement letter resolution declaration communique communiqué note report tape message "
    "petition editorial article motion email e-mail speech address memo document text draft op-ed "
    "release interview remarks comments post tweet video recording ruling edict decree "
    "paper proposal plan bill".split()
)

IRREGULAR = {
    "put": "put puts put putting",
    "bring": "bring brings brought bringing",
    "set": "set sets set setting",
    "lay": "lay lays laid laying",
    "come": "come comes came coming",
    "seek": "seek seeks sought seeking",
    "tell": "tell tells told telling",
    "bid": "bid bids bid bidding",
    "beseech": "beseech beseeches besought beseeched beseeching",
    "undertake": "undertake undertakes undertook undertaken undertaking",
    "plead": "plead pleads pleaded pled pleading",
    "beg": "beg begs begged begging",
    "commit": "commit commits committed committing",
    "submit": "submit submits submitted submitting",
    "draft": "draft drafts drafted drafting",
    "say": "say says said saying",
    "give": "give gives gave given giving",
    "make": "make makes made making",
    "shoot": "shoot shoots shot shooting",
    "throw": "throw throws threw thrown throwing",
    "withhold": "withhold withholds withheld withholding",
    "stand": "stand stands stood standing",
    "think": "think thinks thought thinking",
    "hold": "hold holds held holding",
    "spurn": "spurn spurns spurned spurning",
    "rule": "rule rules ruled ruling",
    "turn": "turn turns turned turning",
    "sign": "sign signs signed signing",
    "take": "take takes took taken taking",
    "rebuff": "rebuff rebuffs rebuffed rebuffing",
    "veto": "veto vetoes vetoed vetoing",
    "object": "object objects objected objecting",
    "defer": "defer defers deferred deferring",
    "withdraw": "withdraw withdraws withdrew withdrawn withdrawing",
}


def inflect(base: str) -> set[str]:
    """Give every form of a verb: "urge" -> urge, urges, urged, urging."""
    if base in IRREGULAR:
        return set(IRREGULAR[base].split())
    if base.endswith("e"):
        return {base, base + "s", base + "d", base[:-1] + "ing"}
    if base.endswith("y") and base[-2] not in "aeiou":
        return {base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"}
    plural = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    return {base, plural, base + "ed", base + "ing"}


def plurals(noun: str) -> set[str]:
    """Give the singular and the plural of a noun: "plea" -> plea, pleas."""
    return {noun, noun[:-1] + "ies" if noun.endswith("y") else noun + "s"}


def _verb_forms() -> dict[str, tuple[VerbCue, ...]]:
    """Build the table form -> cues, those with a particle first."""
    table: dict[str, tuple[VerbCue, ...]] = {}
    for act, verbs in ACTS.items():
        for words, frames in verbs.items():
            base, _, particle = words.partition(" ")
            cue = VerbCue(base, act, frozenset(frames.split()), particle)
            for form in inflect(base):
                table[form] = table.get(form, ()) + (cue,)
    return table


VERB_FORMS = _verb_forms()
NOUN_FORMS = {
    form: act for act, words in NOUNS.items() for word in words.split() for form in plurals(word)
}
PLAN_FORMS = frozenset(form for noun in PLANS for form in plurals(noun))
WILLING = frozenset("ready willing prepared".split())
MODALS = {"must": "demand", "should": "urge"}
# Hostile acts: undertaking one is a threat, not an offer.
HOSTILE = frozenset(
    form
    for verb in "attack retaliate punish crush destroy fight kill eliminate respond continue "
    "avenge defeat hit strike resist boycott veto bomb invade annihilate oppose sue "
    "block reject refuse strike escalate intensify never".split()
    for form in inflect(verb)
)
