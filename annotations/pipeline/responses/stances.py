"""The lexicon of responses: words that report how somebody takes a proposal.

The open word classes stand in data/responses.tsv, with their stances and the complements that each
needs; here are the closed ones, and tables from every inflected form to its entries.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from annotations.pipeline.parsing.inflection import forms_of, noun_forms, plurals, verb_forms, words

TABLE = Path(__file__).parents[1] / "data" / "responses.tsv"


@dataclass(frozen=True, slots=True)
class StanceCue:
    """A verb of responding, its stance, and the complements with which it has it.

    `frames`: `obj` an object, `inf` an infinitive, `none` nothing at all, `that` a clause,
    `whether` a question, any other word that preposition. `parts` are the words that must follow
    ("*turn* down": down; "cast doubt on": doubt). A `loose` verb is at home elsewhere too
    ("*pass* the bill").
    """

    base: str
    stance: str
    frames: frozenset[str]
    parts: tuple[str, ...] = ()
    loose: bool = False

    @property
    def prepositions(self) -> frozenset[str]:
        return self.frames - FRAMES


FRAMES = words("obj inf none whether that")


def rows(*kinds: str):
    """Give (stance, kind, complements, word) of every word of these kinds.

    Words of an entry are parted by blanks, as the tokenizer parts them: no "_", no hyphen.
    """
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            stance, kind, complements, listing = line.split("\t")
            if kind in kinds:
                for word in listing.split():
                    yield stance, kind, words(complements) - {"-"}, re.sub("[_-]", " ", word)


def _verb_table() -> dict[str, tuple[StanceCue, ...]]:
    """Build the table form -> cues, those with the most parts first."""
    table: dict[str, list[StanceCue]] = {}
    for stance, kind, complements, word in rows("verb", "loose"):
        base, *parts = word.split()
        cue = StanceCue(base, stance, complements, tuple(parts), kind == "loose")
        for form in forms_of(base):
            table.setdefault(form, []).append(cue)
    return {form: tuple(sorted(cues, key=lambda c: -len(c.parts))) for form, cues in table.items()}


def _idiom_table(kind: str) -> dict[str, tuple[StanceCue, ...]]:
    """Build the table form of the verb -> idioms, longest first: cast -> cast doubt on."""
    table: dict[str, list[StanceCue]] = {}
    for stance, _, complements, word in rows(kind):
        base, *parts = word.split()
        cue = StanceCue(base, stance, complements, tuple(parts))
        for form in forms_of(base):
            table.setdefault(form, []).append(cue)
    return {form: tuple(sorted(cues, key=lambda c: -len(c.parts))) for form, cues in table.items()}


def _plain_table(kind: str) -> dict[str, str]:
    """Build the table word -> stance of a kind that is not inflected."""
    return {word: stance for stance, _, _, word in rows(kind)}


VERBS = _verb_table()
IDIOMS = _idiom_table("idiom")
QUALITIES = _idiom_table("quality")
FATES = _idiom_table("fate")
NOUN_STANCES = {form: s for s, _, _, noun in rows("noun") for form in noun_forms(noun)}
MOODS = {word: (stance, prepositions) for stance, _, prepositions, word in rows("mood")}
VERDICTS = {form: s for word, s in _plain_table("praise").items() for form in plurals(word)}
MANNERS = _plain_table("manner")
EFFECTS = {form: s for s, _, _, verb in rows("effect") for form in forms_of(verb)}
AGENTS = {form: s for s, _, _, noun in rows("agent") for form in noun_forms(noun)}

# Verbs that, denied, leave a proposal unanswered: "did not *respond*".
ANSWERING = verb_forms("respond reply react comment answer decide address")
SILENCES = noun_forms(
    "response reply comment answer reaction decision commitment recommendation mention opinion "
    "position indication stance view"
) | {"word"}
# How something is received: "a frosty *reception*".
RECEPTIONS = noun_forms("reception response reaction reply answer welcome")
REACTING = verb_forms("react respond reply answer")
RESERVING = verb_forms("reserve withhold")
JUDGEMENTS = words("judgement judgment opinion position")
REFUSALS_TO_SPEAK = verb_forms(
    "comment answer respond say discuss elaborate reply commit confirm speculate disclose specify "
    "address"
) | {"drawn"}
# All that some answers are.
FLAT = {"no": "reject", "yes": "accept"}
# Agreeing to do these leaves a proposal open: "agreed to *consider*".
PONDERED = frozenset(
    form
    for form, cues in VERBS.items()
    if any(c.stance == "noncommittal" and not c.parts for c in cues)
) | verb_forms("discuss debate explore negotiate consult take")
# Denying a stance turns it: "will not accept" rejects, "did not reject" leaves open.
DENIED = {
    "accept": "reject",
    "support": "oppose",
    "reject": "noncommittal",
    "oppose": "noncommittal",
}
# Parts of a proposal: accepting its "main outlines" answers the proposal.
PARTS = noun_forms(
    "detail term outline part element text principle provision version point idea merit content "
    "aim goal objective introduction adoption implementation passage aspect notion concept "
    "condition clause wording possibility prospect"
)
# "expressed *support* for", "voiced *concern* over": the speaker responds.
VOICING = verb_forms(
    "express voice pledge offer give signal declare announce reiterate state show raise lend throw "
    "register repeat have indicate convey lodge reaffirm extend confirm make issue heap pour "
    "maintain affirm renew add mount harbour harbor share withdraw deliver threaten lead"
)
# "drew *criticism* from", "won the *backing* of": the proposal is the subject.
DRAWING = verb_forms(
    "draw win gain receive attract get meet earn garner secure enjoy have provoke face spark "
    "find trigger run come greet prompt elicit obtain encounter arouse cause generate raise bring "
    "hit lose lack"
)
CALLING = verb_forms(
    "call describe label brand term characterise characterize consider deem see dub regard view "
    "find portray declare pronounce judge"
)

# Words that stand for a proposal without telling it, and the acts they may stand for.
NAMING = (
    (("propose", "offer"), "proposal proposition suggestion initiative plan solution"),
    (("propose", "offer"), "settlement truce ceasefire cease-fire deal compromise agreement pact"),
    (("propose",), "blueprint roadmap map amendment text scheme formula package framework option"),
    (("propose",), "document draft concept programme program project communique treaty"),
    (("propose", "urge", "demand"), "motion resolution bill legislation measure recommendation"),
    (("propose", "urge", "demand"), "opinion advice verdict ruling guideline law report statement"),
    (("urge", "request", "demand"), "call appeal plea petition insistence wish"),
    (("demand", "urge", "request"), "demand ultimatum order pressure condition deadline"),
    (("demand", "urge", "request"), "warrant decree"),
    (("request", "urge", "demand"), "request bid application"),
    (("offer", "propose"), "offer pledge promise invitation overture"),
    (("propose", "urge", "demand", "request", "offer"), "move step approach term gesture idea"),
)
REFERRING = {form: acts for acts, listing in NAMING for form in noun_forms(listing)}
