"""The words that report what somebody says, thinks or wants: verbs by the complement they take.

A verb stands in every frame it is used in. The lists hold base forms; the tables at the end map
each inflected form, lower case, to its base.
"""

from collections.abc import Iterable

from annotations.pipeline.attributions import sayers
from annotations.pipeline.parsing.inflection import forms_of, plurals

# Introduce a quotation: "..." she said; "..." the statement read.
QUOTING = """
accuse acknowledge add admit admonish advise affirm agree allege announce answer appeal argue ask
assert aver bark beam begin believe blast boast caution chide chuckle claim clarify comment complain
concede conclude concur confess confirm contend continue correct counter crow cry deadpan declare
demand deny disclose elaborate emphasise emphasize enquire enthuse estimate exclaim exhort explain
fear fret fume gripe grouse growl grumble gush hint holler hope implore inquire insist instruct
interject intone joke lament maintain marvel mention muse mutter note object observe opine order
plead pledge post predict proclaim proffer promise propose protest question quip quiz quote rage
rant read reaffirm recall recommend recount reflect reiterate rejoin relate remark remember remind
repeat reply report respond retort reveal roar say scoff scold shout snap snarl sneer specify
speculate state stress submit suggest sum surmise tease tell testify thank theorise theorize think
thunder trumpet tweet underline underscore urge venture volunteer vow wail warble warn whisper
wonder write yell
"""

# Take a clause: said (that) the talks had failed; wondered whether they would resume.
CLAUSE = """
accept acknowledge add admit affirm agree alert allege announce anticipate argue ask assert assume
assure aver believe bemoan boast calculate caution charge claim clarify comment complain concede
conclude concur confess confirm consider contend convince counter decide declare deduce demand deny
determine disclose discover dispute doubt dread dream emphasise emphasize enquire envisage estimate
expect explain fear feel find forecast foresee fret gripe grouse grumble guarantee guess hint hold
hope hypothesise hypothesize imagine imply indicate infer inform inquire insinuate insist instruct
intimate joke judge know lament learn maintain marvel mean mention mull muse note notify object
observe opine order outline persuade pledge posit post pray predict presume proclaim promise
prophesy propose protest quip read reaffirm realise realize reason reassert reassure recall reckon
recognise recognize recommend recount regret reiterate relate remark remember remind repeat reply
report request resolve respond retort reveal rule say show signal specify speculate state stipulate
stress submit suggest suppose surmise suspect swear tease tell testify theorise theorize think
threaten tweet underline underscore understand urge venture vow wager warn weigh whisper wish wonder
worry write
"""

# Take an infinitive whose subject is the source: wants to return, agreed to meet.
INFINITIVE = """
admit agree aim aspire believe claim decide demand desire elect expect hope intend long offer opt
plan pledge prefer promise propose resolve swear threaten undertake volunteer vow want wish yearn
"""

# Take an infinitive with its own subject: urged the parties to stop, wants Iran to comply.
TOLD_TO = """
admonish advise ask authorise authorize beg beseech call caution challenge charge command compel
counsel desire direct encourage exhort expect forbid implore instruct invite like order petition
plead remind request tell urge want warn wish
"""

# Take a noun phrase that sums up what is said or thought: denies the allegations.
OBJECT = """
advocate allege announce anticipate assert blame cite claim concede condemn confirm contemplate
contest declare demand denounce deny deplore dispute emphasise emphasize envisage expect explain
express favor favour fear forecast foresee highlight hint imply indicate insinuate lament mention
mull note oppose pledge predict proclaim promise propose protest question reaffirm recommend regret
reiterate repeat report request stress suggest suspect threaten underline underscore voice vow want
weigh welcome wish
"""

# Take somebody or something that is judged: criticised Oslo over the vote.
JUDGING = """
admire admonish applaud bash belittle bemoan berate blast castigate censure chastise chide
commend condemn congratulate criticise criticize decry denigrate denounce deplore deride
disavow disparage excoriate fault hail lambast lambaste lament laud lampoon mock mourn praise rebuff
rebuke rebut refute regret reprimand reproach repudiate ridicule rip salute scold scorn shame
slam slate taunt tout upbraid vilify welcome
"""
# Of these, places suffer something else.
ROUGH = "bash blast rip slam slate"
# Acts of speaking by which one turns to others.
ADDRESSING = """
accuse announce appeal ask call challenge demand insist invite pledge promise propose suggest urge
vow warn
"""

# Take a preposition and a noun phrase or gerund: called for calm, warned of a war.
PREPOSITION = {
    "advocate": ("for",),
    "agree": ("on",),
    "apologise": ("for",),
    "apologize": ("for",),
    "appeal": ("for",),
    "approve": ("of",),
    "argue": ("for", "against"),
    "ask": ("for", "about"),
    "balk": ("at",),
    "believe": ("in",),
    "boast": ("about", "of"),
    "brag": ("about", "of"),
    "bristle": ("at",),
    "call": ("for",),
    "caution": ("against",),
    "complain": ("about", "of", "at"),
    "despair": ("of",),
    "disagree": ("with",),
    "disapprove": ("of",),
    "dream": ("of",),
    "fret": ("about", "over"),
    "gripe": ("about",),
    "grumble": ("about", "over"),
    "hint": ("at",),
    "hope": ("for",),
    "insist": ("on", "upon"),
    "joke": ("about",),
    "object": ("to",),
    "plan": ("on",),
    "plead": ("for",),
    "point": ("to",),
    "press": ("for",),
    "protest": ("against", "at"),
    "push": ("for",),
    "rail": ("against", "at"),
    "scoff": ("at",),
    "sneer": ("at",),
    "speak": ("of", "against"),
    "speculate": ("about", "on"),
    "talk": ("of",),
    "think": ("of",),
    "threaten": ("with",),
    "warn": ("of", "about", "against"),
    "wish": ("for",),
    "wonder": ("about",),
    "worry": ("about", "over"),
}

# Turn on somebody with particle and preposition: lashed out at the press.
TURNING = {
    "come": ("out", ("against", "for")),
    "fire": ("back", ("at",)),
    "hit": ("back", ("at",)),
    "lash": ("out", ("at", "against")),
    "push": ("back", ("against", "on", "at")),
    "shoot": ("back", ("at",)),
    "sound": ("off", ("on", "about")),
    "speak": ("out", ("against", "for", "about", "on")),
    "strike": ("back", ("at",)),
}

# Take an object and what is said of it: accused Iran of lying, described the deal as dead.
SAID_OF = {
    "accuse": ("of",),
    "blame": ("for", "on"),
    "brand": ("as",),
    "characterise": ("as",),
    "characterize": ("as",),
    "cite": ("as",),
    "consider": ("as",),
    "criticise": ("for",),
    "criticize": ("for",),
    "denounce": ("as", "for"),
    "depict": ("as",),
    "describe": ("as",),
    "dismiss": ("as",),
    "hail": ("as",),
    "label": ("as",),
    "portray": ("as",),
    "praise": ("for", "as"),
    "qualify": ("as",),
    "recommend": ("for", "as"),
    "regard": ("as",),
    "see": ("as",),
    "suspect": ("of",),
    "thank": ("for",),
    "view": ("as",),
    "welcome": ("as",),
}

# Take an object and a name for it: called the raid a crime, deemed it illegal.
NAMED = """
brand call consider deem dub find judge label name proclaim pronounce term think
"""

# Cite a source and what it says: quoted an official as saying; X was quoted as saying.
CITING = "cite quote report hear say"

# Passive without a source: is believed to hold, was reported that.
UNSOURCED = """
allege anticipate assume believe claim consider estimate expect fear forecast hope know predict
presume report rumor rumour say speculate suspect tell think understand
"""

# Report a clause only with their particle: pointed out that.
PARTICLES = {"point": "out", "spell": "out", "lay": "out", "set": "out", "find": "out"}

# Feelings towards a clause: "is confident *that a deal will be reached*".
ATTITUDES = """
adamant afraid angry anxious apprehensive aware certain clear concerned confident convinced
delighted determined disappointed fearful furious glad grateful happy hopeful insistent optimistic
pessimistic proud sad sceptical skeptical sorry sure surprised unaware unconvinced unsure upset
worried
"""

# With them somebody means to do something: "is eager *to leave*".
EAGER = frozenset(["anxious", "desperate", "determined", "eager", "hesitant", "keen", "reluctant"])
# Feelings towards somebody or something, with their prepositions: "is wary *of the deal*".
TOWARDS = {
    "afraid": ("of",),
    "angry": ("about", "over", "at", "with"),
    "concerned": ("about", "over"),
    "confident": ("of", "in", "about"),
    "critical": ("of",),
    "disappointed": ("by", "in", "with", "at"),
    "dismissive": ("of",),
    "dubious": ("about", "of"),
    "fearful": ("of",),
    "frustrated": ("by", "with", "at", "over"),
    "furious": ("about", "over", "at", "with"),
    "optimistic": ("about",),
    "pessimistic": ("about",),
    "proud": ("of",),
    "sceptical": ("of", "about"),
    "skeptical": ("of", "about"),
    "supportive": ("of",),
    "suspicious": ("of",),
    "unhappy": ("about", "with", "over"),
    "wary": ("of", "about"),
    "worried": ("about", "over"),
}
# Of somebody's, they hold for a whole clause: "in her *view*".
OPINIONS = frozenset(["account", "estimation", "judgement", "judgment", "opinion", "view", "words"])

# Texts that somebody issues, and the verbs of issuing them.
ISSUED = frozenset(["statement", "communique", "communiqué", "declaration", "letter", "message"])
ISSUING = "circulate issue make post publish put release send sign write"

# Of things, these verbs judge nothing: "the raid suggests", "it indicates".
EVIDENTIAL = frozenset(
    ["confirm", "determine", "discover", "find", "imply", "indicate", "learn", "mean", "promise"]
    + ["reveal", "show", "signal", "suggest", "underscore"]
)

# Nouns that stand for what somebody says or thinks, with what may follow them.
NOUNS = {
    "accusation": ("that", "of"),
    "acknowledgement": ("that", "of"),
    "admission": ("that", "of"),
    "advice": ("that", "to"),
    "aim": ("to", "of"),
    "allegation": ("that", "of"),
    "ambition": ("to",),
    "anger": ("over", "at", "that", "about"),
    "announcement": ("that", "of"),
    "appeal": ("to", "for"),
    "argument": ("that", "for", "against"),
    "assertion": ("that", "of"),
    "assessment": ("that", "of"),
    "assumption": ("that",),
    "assurance": ("that", "of"),
    "belief": ("that", "in"),
    "call": ("to", "for"),
    "case": ("that",),
    "claim": ("that", "to", "of"),
    "comment": ("that",),
    "commitment": ("to", "that"),
    "complaint": ("that", "about"),
    "concern": ("that", "about", "over", "at"),
    "conclusion": ("that",),
    "condemnation": ("of",),
    "confidence": ("that", "in"),
    "contention": ("that",),
    "conviction": ("that",),
    "criticism": ("of", "that"),
    "decision": ("to", "that"),
    "declaration": ("that", "of"),
    "demand": ("that", "for", "to"),
    "denial": ("that", "of"),
    "desire": ("to", "for", "that"),
    "determination": ("to", "that"),
    "disappointment": ("that", "with", "at", "over"),
    "doubt": ("that", "about", "on"),
    "estimate": ("that",),
    "expectation": ("that", "of"),
    "explanation": ("that", "why", "of", "for"),
    "fear": ("that", "of", "about"),
    "feeling": ("that",),
    "finding": ("that",),
    "frustration": ("with", "over", "that", "at"),
    "goal": ("to", "of"),
    "guarantee": ("that",),
    "hope": ("that", "of", "for", "to"),
    "idea": ("that", "of", "to"),
    "impression": ("that",),
    "insistence": ("that", "on"),
    "intent": ("to",),
    "intention": ("to", "of", "that", "for"),
    "invitation": ("to",),
    "notion": ("that",),
    "objection": ("to", "that"),
    "observation": ("that",),
    "offer": ("to", "of"),
    "opinion": ("that",),
    "opposition": ("to",),
    "optimism": ("that", "about"),
    "order": ("to", "that"),
    "perception": ("that",),
    "plan": ("to", "for", "of"),
    "plea": ("to", "for", "that"),
    "pledge": ("to", "that", "of"),
    "position": ("that",),
    "praise": ("for", "of"),
    "prediction": ("that", "of"),
    "preference": ("for",),
    "pretext": ("that", "of"),
    "promise": ("to", "that", "of"),
    "proposal": ("to", "that", "for", "of"),
    "readiness": ("to",),
    "realisation": ("that",),
    "realization": ("that",),
    "recommendation": ("that", "to"),
    "refusal": ("to",),
    "regret": ("that", "for", "over"),
    "remark": ("that",),
    "reminder": ("that",),
    "report": ("that", "of"),
    "request": ("that", "to", "for"),
    "resolve": ("to",),
    "revelation": ("that",),
    "ruling": ("that",),
    "rumor": ("that",),
    "rumour": ("that",),
    "scepticism": ("that", "about", "over"),
    "skepticism": ("that", "about", "over"),
    "speculation": ("that", "about"),
    "statement": ("that",),
    "suggestion": ("that", "of"),
    "suspicion": ("that", "of"),
    "testimony": ("that",),
    "theory": ("that",),
    "thought": ("that",),
    "threat": ("to", "of", "that"),
    "understanding": ("that",),
    "view": ("that",),
    "vow": ("to", "that"),
    "warning": ("that", "of", "to"),
    "willingness": ("to",),
    "wish": ("to", "that", "for"),
    "worry": ("that", "about"),
}


def table(bases: str | Iterable[str]) -> dict[str, str]:
    """Map every inflected form to its base; the base forms in a list or in one string.

    >>> table("say tell")["said"]
    'say'
    """
    words = bases.split() if isinstance(bases, str) else bases
    return {form: base for base in words for form in forms_of(base)}


QUOTING_FORMS = table(QUOTING)
CLAUSE_FORMS = table(CLAUSE)
INFINITIVE_FORMS = table(INFINITIVE)
TOLD_TO_FORMS = table(TOLD_TO)
OBJECT_FORMS = table(OBJECT)
PREPOSITION_FORMS = table(PREPOSITION)
JUDGING_FORMS = table(JUDGING)
TURNING_FORMS = table(TURNING)
ROUGH_FORMS = table(ROUGH)
ADDRESSING_FORMS = table(ADDRESSING)
SAID_OF_FORMS = table(SAID_OF)
NAMED_FORMS = table(NAMED)
CITING_FORMS = table(CITING)
ATTITUDE_WORDS = frozenset(ATTITUDES.split())
FEELINGS = frozenset([*ATTITUDE_WORDS, *EAGER, *TOWARDS])
UNSOURCED_FORMS = table(UNSOURCED)
PARTICLE_FORMS = table(PARTICLES)
ISSUING_FORMS = table(ISSUING)
MAKING_FORMS = table("make")
NOUN_FORMS = {form: noun for noun in NOUNS for form in plurals(noun)}
VERB_FORMS = (
    QUOTING_FORMS
    | CLAUSE_FORMS
    | INFINITIVE_FORMS
    | TOLD_TO_FORMS
    | OBJECT_FORMS
    | PREPOSITION_FORMS
    | JUDGING_FORMS
    | TURNING_FORMS
    | table("refer")
    | SAID_OF_FORMS
    | NAMED_FORMS
    | CITING_FORMS
    | UNSOURCED_FORMS
    | PARTICLE_FORMS
    | MAKING_FORMS
)
CUE_WORDS = frozenset([*VERB_FORMS, *NOUN_FORMS, *FEELINGS, *OPINIONS, *sayers.POLLS, "according"])
