"""The lexicon of responses: words that report how somebody takes a proposal.

A verb gives its stance where it has one of its complements: `obj` an object, `to` an infinitive,
`none` nothing at all, any other word that preposition or particle before the object.
"""

from dataclasses import dataclass

from annotations.pipeline.cues import noun_forms, verb_forms, words
from annotations.pipeline.inflection import forms_of


@dataclass(frozen=True, slots=True)
class StanceCue:
    """A verb of responding, its stance, and the complements with which it has it."""

    base: str
    stance: str
    frames: frozenset[str]
    particle: str = ""


ACCEPTING = {
    "accept": "obj",
    "agree": "with_to to none",
    "approve": "obj of",
    "adopt": "obj",
    "ratify": "obj",
    "sign": "obj",
    "consent": "with_to to none",
    "assent": "with_to",
    "accede": "with_to",
    "acquiesce": "in with_to",
    "embrace": "obj",
    "heed": "obj",
    "grant": "obj",
    "honour": "obj",
    "honor": "obj",
    "concede": "with_to",
    "comply": "with",
    "pass": "obj",
    "oblige": "none",
    "take up": "obj",
    "go along": "with",
}
SUPPORTING = {
    "agree": "with",
    "concur": "with",
    "side": "with",
    "welcome": "obj",
    "back": "obj",
    "support": "obj",
    "endorse": "obj",
    "praise": "obj",
    "hail": "obj",
    "applaud": "obj",
    "laud": "obj",
    "commend": "obj",
    "second": "obj",
    "favour": "obj",
    "favor": "obj",
    "echo": "obj",
    "salute": "obj",
    "appreciate": "obj",
    "justify": "obj",
    "defend": "obj",
    "vote": "for",
}
REJECTING = {
    "reject": "obj none",
    "refuse": "obj to none",
    "dismiss": "obj",
    "veto": "obj",
    "rebuff": "obj",
    "spurn": "obj",
    "repudiate": "obj",
    "decline": "obj to none",
    "block": "obj",
    "snub": "obj",
    "scorn": "obj",
    "rubbish": "obj",
    "defy": "obj",
    "resist": "obj",
    "disregard": "obj",
    "rule out": "obj",
    "turn down": "obj",
    "vote down": "obj",
    "vote": "against",
    "shoot down": "obj",
    "throw out": "obj",
    "brush aside": "obj",
    "brush off": "obj",
    "shrug off": "obj",
    "strike down": "obj",
    "knock down": "obj",
}
OPPOSING = {
    "oppose": "obj",
    "criticise": "obj",
    "criticize": "obj",
    "condemn": "obj",
    "denounce": "obj",
    "decry": "obj",
    "deplore": "obj",
    "deride": "obj",
    "mock": "obj",
    "ridicule": "obj",
    "blast": "obj",
    "slam": "obj",
    "lambast": "obj",
    "lambaste": "obj",
    "attack": "obj",
    "question": "obj",
    "challenge": "obj",
    "contest": "obj",
    "dispute": "obj",
    "protest": "obj against",
    "object": "with_to",
    "warn": "against",
    "caution": "against",
    "argue": "against",
    "campaign": "against",
    "speak out": "against",
    "come out": "against",
    "disagree": "with none",
    "fire back": "none",
    "hit back": "none",
    "hit out": "at",
    "balk": "at",
    "bristle": "at",
    "doubt": "obj",
}
PONDERING = {
    "study": "obj",
    "consider": "obj",
    "examine": "obj",
    "review": "obj",
    "weigh": "obj",
    "mull": "obj",
    "ponder": "obj",
    "assess": "obj",
    "evaluate": "obj",
    "analyse": "obj",
    "analyze": "obj",
    "look": "at into",
    "abstain": "none",
    "await": "obj",
    "ignore": "obj",
}
STANCES = {
    "accept": ACCEPTING,
    "support": SUPPORTING,
    "reject": REJECTING,
    "oppose": OPPOSING,
    "noncommittal": PONDERING,
}
# Verbs that, denied, leave a proposal unanswered: "did not *respond*".
ANSWERING = verb_forms("respond reply react comment answer decide address")
SILENCES = noun_forms(
    "response reply comment answer reaction decision commitment recommendation mention opinion "
    "position indication"
)
RESERVING = verb_forms("reserve withhold")
JUDGEMENTS = words("judgement judgment opinion position")
# Adjectives of one who says neither yes nor no.
SILENT = words("silent noncommittal non-committal evasive")
REFUSALS_TO_SPEAK = verb_forms("comment answer respond say discuss elaborate reply commit confirm")
# Agreeing to do these leaves a proposal open: "agreed to *consider*".
PONDERED = verb_forms(" ".join([*PONDERING, "discuss debate explore negotiate"]))
# Denying a stance turns it: "will not accept" rejects, "did not reject" leaves open.
DENIED = {
    "accept": "reject",
    "support": "oppose",
    "reject": "noncommittal",
    "oppose": "noncommittal",
}
# How somebody reacted to something.
MANNERS = (
    dict.fromkeys(words("warmly positively enthusiastically favourably favorably"), "support")
    | dict.fromkeys(words("angrily sharply coolly negatively furiously sceptically"), "oppose")
    | dict.fromkeys(words("cautiously guardedly carefully"), "noncommittal")
)
# Parts of a proposal: accepting its "main outlines" answers the proposal.
PARTS = noun_forms("detail term outline part element text principle provision version point idea")
# Nouns of responding, with the prepositions before what they answer.
NOUNS = {
    "accept": "acceptance approval consent agreement assent",
    "support": "support backing endorsement praise welcome applause approval",
    "reject": "rejection refusal veto",
    "oppose": "criticism opposition objection condemnation concern scorn reservation doubt "
    "disappointment anger outrage dismay resistance misgiving ridicule scepticism skepticism "
    "denunciation disapproval",
}
NOUN_STANCES = {form: stance for stance, listing in NOUNS.items() for form in noun_forms(listing)}
# "expressed *support* for", "voiced *concern* over": the speaker responds.
VOICING = verb_forms(
    "express voice pledge offer give signal declare announce reiterate state show raise lend throw "
    "register repeat have indicate convey lodge reaffirm"
)
# "drew *criticism* from", "won the *backing* of": the proposal is the subject.
DRAWING = verb_forms(
    "draw win gain receive attract get meet earn garner secure enjoy have provoke face spark "
    "find trigger"
)
# What a proposal is called or said to be.
PRAISING = words(
    "constructive positive encouraging helpful welcome good promising useful important valuable "
    "reasonable sensible excellent balanced fair justified timely right"
)
REFUSING = words(
    "unacceptable non-starter nonstarter impossible absurd ridiculous nonsense unthinkable dead "
    "humiliating surrender capitulation rejected"
)
DOUBTING = words(
    "premature unhelpful naive naïve dangerous unrealistic insufficient inadequate wrong "
    "provocative reckless misguided counterproductive unfair irresponsible flawed illegal "
    "unworkable disappointment mistake trick ploy stunt manoeuvre maneuver propaganda farce "
    "distraction illusion fantasy mistaken harmful "
    "unjustified unnecessary disappointing"
)
VERDICTS = (
    dict.fromkeys(PRAISING, "support")
    | dict.fromkeys(REFUSING, "reject")
    | dict.fromkeys(DOUBTING, "oppose")
)
CALLING = verb_forms("call describe label brand term characterise characterize consider deem see")
# Adjectives of response with the preposition before what they answer.
MOODS = {
    "open": "support",
    "receptive": "support",
    "supportive": "support",
    "grateful": "support",
    "pleased": "support",
    "happy": "support",
    "interested": "support",
    "enthusiastic": "support",
    "opposed": "oppose",
    "hostile": "oppose",
    "sceptical": "oppose",
    "skeptical": "oppose",
    "critical": "oppose",
    "worried": "oppose",
    "concerned": "oppose",
    "unhappy": "oppose",
    "disappointed": "oppose",
    "cool": "oppose",
    "wary": "oppose",
    "averse": "oppose",
    "satisfied": "support",
    "content": "support",
    "alarmed": "oppose",
    "angry": "oppose",
    "dismayed": "oppose",
    "dissatisfied": "oppose",
    "undecided": "noncommittal",
    "cautious": "noncommittal",
}

# Words that stand for a proposal without telling it, and the acts they may stand for.
_ANY = ("propose", "urge", "demand", "request", "offer")
REFERRING = {
    form: acts
    for acts, listing in (
        (
            ("propose", "offer"),
            "proposal proposition suggestion idea initiative plan solution settlement",
        ),
        (("propose",), "blueprint roadmap map amendment text scheme formula package framework"),
        (("propose",), "document draft recommendation"),
        (("propose", "urge", "demand"), "motion resolution bill legislation measure"),
        (("propose", "offer"), "truce ceasefire cease-fire deal compromise agreement pact"),
        (("urge", "request", "demand"), "call appeal plea petition"),
        (("demand", "urge", "request"), "demand ultimatum order"),
        (("request", "urge", "demand"), "request bid application"),
        (("offer", "propose"), "offer pledge promise invitation overture"),
        (_ANY, "move step approach term"),
    )
    for form in noun_forms(listing)
    for acts in (acts,)
}


def _stance_table() -> dict[str, tuple[StanceCue, ...]]:
    """Build the table form -> cues, those with a particle first."""
    table: dict[str, tuple[StanceCue, ...]] = {}
    for stance, verbs in STANCES.items():
        for name, frames in verbs.items():
            base, _, particle = name.partition(" ")
            cue = StanceCue(base, stance, words(frames), particle)
            for form in forms_of(base):
                others = table.get(form, ())
                table[form] = (cue, *others) if particle else (*others, cue)
    return table


VERBS = _stance_table()
