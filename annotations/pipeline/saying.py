"""The words that report what somebody says, thinks or wants: verbs by the complement they take.

A verb stands in every frame it is used in. The lists hold base forms; the tables at the end map
each inflected form, lower case, to its base.
"""

from collections.abc import Iterable

from annotations.pipeline.cues import plurals
from annotations.pipeline.inflection import forms_of

# Introduce a quotation: "..." she said; "..." the statement read.
QUOTING = """
accuse acknowledge add admit admonish advise affirm agree allege announce answer appeal argue ask
assert begin believe blast boast caution chide claim comment complain concede conclude confess
confirm contend continue counter crow cry declare demand deny disclose elaborate emphasise
emphasize enthuse estimate exclaim exhort explain fear fume grumble hint hope insist instruct
interject joke lament maintain mention muse note object observe opine order plead pledge post
predict proclaim promise propose protest question quip quote read reaffirm recall recommend
recount reflect reiterate remark remember remind repeat reply report respond retort reveal say
scoff shout sneer speculate state stress submit suggest surmise tell testify thank think thunder
tweet underline underscore urge vow warn whisper wonder write yell
"""

# Take a clause: said (that) the talks had failed; wondered whether they would resume.
CLAUSE = """
accept acknowledge add admit affirm agree alert allege announce anticipate argue ask assert assume
assure believe boast calculate caution charge claim comment complain concede conclude confess
confirm consider contend counter decide declare demand deny disclose doubt dream emphasise
emphasize envisage estimate expect explain fear feel forecast foresee guarantee guess hint hold
hope imagine imply indicate inform insinuate insist instruct joke judge know lament maintain
mention note notify object observe opine order pledge posit predict presume proclaim promise
propose protest quip read realise realize reason reaffirm recall reckon recognise recognize
recommend recount regret reiterate remark remember remind repeat reply report request respond
reveal rule say signal speculate state stipulate stress submit suggest suppose surmise suspect
swear tell testify think threaten tweet underline understand underscore urge vow warn whisper wish
wonder worry write
"""

# Take an infinitive whose subject is the source: wants to return, agreed to meet.
INFINITIVE = """
admit agree aim believe claim decide demand expect hope intend offer plan pledge prefer promise
propose swear threaten undertake volunteer vow want wish
"""

# Take an infinitive with its own subject: urged the parties to stop, wants Iran to comply.
TOLD_TO = """
advise ask authorise authorize beg beseech call challenge charge command compel counsel direct
encourage exhort expect implore instruct invite like order request remind tell urge want warn wish
"""

# Take a noun phrase that sums up what is said or thought: denies the allegations.
OBJECT = """
advocate announce allege anticipate assert blame cite claim concede condemn confirm contest
declare demand denounce deny deplore dispute emphasise emphasize envisage expect explain express
fear favour favor forecast foresee highlight hint imply insinuate lament mention note oppose
pledge predict proclaim promise propose protest question reaffirm recommend regret reiterate
repeat report request stress suggest suspect threaten underline underscore voice vow want welcome
wish
"""

# Take a preposition and a noun phrase or gerund: called for calm, warned of a war.
PREPOSITION = {
    "agree": ("on",),
    "appeal": ("for",),
    "argue": ("for", "against"),
    "ask": ("for", "about"),
    "boast": ("about", "of"),
    "call": ("for",),
    "caution": ("against",),
    "complain": ("about", "of", "at"),
    "disagree": ("with",),
    "dream": ("of",),
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
    "speak": ("of",),
    "speculate": ("about", "on"),
    "talk": ("of",),
    "think": ("of",),
    "threaten": ("with",),
    "warn": ("of", "about", "against"),
    "wish": ("for",),
    "wonder": ("about",),
    "worry": ("about",),
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
brand call consider deem find judge label name proclaim pronounce term think
"""

# Cite a source and what it says: quoted an official as saying; X was quoted as saying.
CITING = "cite quote report hear say"

# Passive without a source: is believed to hold, was reported that.
UNSOURCED = """
allege anticipate assume believe claim consider estimate expect fear forecast hope know predict
presume report rumour rumor say speculate suspect tell think understand
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

# Texts that somebody issues, and the verbs of issuing them.
ISSUED = frozenset(["statement", "communique", "communiqué", "declaration", "letter", "message"])
ISSUING = "circulate issue make post publish put release send sign write"

# Common nouns that speak, in the singular: persons, groups and texts whose endings do not tell.
SPEAKERS = """
address administration agency agreement aide alliance ally analyst army article assembly authority
bank bishop bloc blog board body brother cabinet candidate captain channel charity chief child
church citizen city coalition colleague colonel column commission committee communique community
company congress council counterpart country couple court crew critic daughter declaration
delegate delegation democrat department deputy diplomat directorate document draft editorial email
embassy employee entity envoy expert faction family federation firm force foreigner friend
government group guard guerrilla half head house husband industry institute institution
investigation judge king lawyer leadership legislature letter majority media medic member memo
memorandum message militant military militia ministry minority mission movement nation network
note number observer office official opponent opposition organisation organization pact pair panel
paper parent parliament party people police poll pope post premier presidency president press
priest prince principal protest public queen rebel recording regime report republic research
resident resolution retiree scholar secretary side soldier son source speech spokespeople
spokesperson spokeswoman spouse squad staff state statement station student study survey tape team
text treaty tribe troop union veteran video volunteer watchdog website wife witness youth
"""
QUANTIFIERS = ["all", "both", "few", "many", "most", "none", "one", "others", "several", "some"]
PERSON_ENDINGS = ("er", "ers", "or", "ors", "ist", "ists", "man", "men", "woman", "women", "ian")
PERSON_ENDINGS += ("ians", "ees", "eurs", "ant", "ants")

# Of things, these verbs judge nothing: "the raid suggests", "it indicates".
EVIDENTIAL = frozenset(
    ["confirm", "imply", "indicate", "promise", "reveal", "signal", "suggest", "underscore"]
)

# Nouns that stand for what somebody says or thinks, with what may follow them.
NOUNS = {
    "accusation": ("that", "of"),
    "admission": ("that", "of"),
    "aim": ("to", "of"),
    "allegation": ("that", "of"),
    "ambition": ("to",),
    "announcement": ("that", "of"),
    "appeal": ("to", "for"),
    "argument": ("that", "for", "against"),
    "assertion": ("that", "of"),
    "assessment": ("that", "of"),
    "assurance": ("that", "of"),
    "belief": ("that", "in"),
    "call": ("to", "for"),
    "claim": ("that", "to", "of"),
    "comment": ("that",),
    "commitment": ("to", "that"),
    "complaint": ("that", "about"),
    "concern": ("that", "about", "over", "at"),
    "conclusion": ("that",),
    "confidence": ("that", "in"),
    "contention": ("that",),
    "conviction": ("that",),
    "decision": ("to", "that"),
    "declaration": ("that", "of"),
    "demand": ("that", "for", "to"),
    "denial": ("that", "of"),
    "desire": ("to", "for", "that"),
    "disappointment": ("that", "with", "at", "over"),
    "doubt": ("that", "about"),
    "estimate": ("that",),
    "expectation": ("that", "of"),
    "explanation": ("that", "why", "of", "for"),
    "fear": ("that", "of", "about"),
    "hope": ("that", "of", "for", "to"),
    "idea": ("that", "of", "to"),
    "insistence": ("that", "on"),
    "intent": ("to",),
    "intention": ("to", "of", "that", "for"),
    "invitation": ("to",),
    "offer": ("to", "of"),
    "opinion": ("that",),
    "optimism": ("that", "about"),
    "order": ("to", "that"),
    "plan": ("to", "for", "of"),
    "plea": ("to", "for", "that"),
    "pledge": ("to", "that", "of"),
    "position": ("that",),
    "prediction": ("that", "of"),
    "pretext": ("that", "of"),
    "promise": ("to", "that", "of"),
    "proposal": ("to", "that", "for", "of"),
    "readiness": ("to",),
    "recommendation": ("that", "to"),
    "regret": ("that", "for", "over"),
    "report": ("that", "of"),
    "request": ("that", "to", "for"),
    "resolve": ("to",),
    "statement": ("that",),
    "suggestion": ("that", "of"),
    "suspicion": ("that", "of"),
    "threat": ("to", "of", "that"),
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
SAID_OF_FORMS = table(SAID_OF)
NAMED_FORMS = table(NAMED)
CITING_FORMS = table(CITING)
ATTITUDE_WORDS = frozenset(ATTITUDES.split())
SPEAKER_NOUNS = frozenset(
    [*QUANTIFIERS, *(form for noun in SPEAKERS.split() for form in plurals(noun))]
)
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
    | SAID_OF_FORMS
    | NAMED_FORMS
    | CITING_FORMS
    | UNSOURCED_FORMS
    | PARTICLE_FORMS
    | MAKING_FORMS
)
CUE_WORDS = frozenset([*VERB_FORMS, *NOUN_FORMS, *ATTITUDE_WORDS, "according"])
