"""Every form of an English verb from its base form, so that no lemmatizer has to run.

Regular spelling, final consonants doubled where the stress falls on them, and the irregular verbs
that report speech, thought or acts of diplomacy.
"""

# Base form: the forms that the rules would miss (past, participle; others are regular).
IRREGULAR = {
    "begin": "began begun",
    "beseech": "besought beseeched",
    "bid": "bid bidden",
    "bind": "bound",
    "break": "broke broken",
    "bring": "brought",
    "build": "built",
    "cast": "cast",
    "choose": "chose chosen",
    "come": "came come",
    "cut": "cut",
    "dig": "dug",
    "draw": "drew drawn",
    "drive": "drove driven",
    "fall": "fell fallen",
    "feel": "felt",
    "fight": "fought",
    "find": "found",
    "forbid": "forbade forbidden",
    "forecast": "forecast forecasted",
    "foresee": "foresaw foreseen",
    "foretell": "foretold",
    "forswear": "forswore forsworn",
    "get": "got gotten",
    "give": "gave given",
    "go": "went gone",
    "grow": "grew grown",
    "have": "had",
    "hear": "heard",
    "hit": "hit",
    "hold": "held",
    "hurt": "hurt",
    "keep": "kept",
    "know": "knew known",
    "lay": "laid",
    "lead": "led",
    "leave": "left",
    "lend": "lent",
    "let": "let",
    "lose": "lost",
    "make": "made",
    "mean": "meant",
    "meet": "met",
    "mistake": "mistook mistaken",
    "overcome": "overcame overcome",
    "overrule": "overruled",
    "overthrow": "overthrew overthrown",
    "pay": "paid",
    "plead": "pleaded pled",
    "put": "put",
    "read": "read",
    "rise": "rose risen",
    "run": "ran run",
    "say": "said",
    "see": "saw seen",
    "seek": "sought",
    "sell": "sold",
    "send": "sent",
    "set": "set",
    "shake": "shook shaken",
    "shoot": "shot",
    "show": "showed shown",
    "shut": "shut",
    "shy": "shied",
    "sink": "sank sunk",
    "sit": "sat",
    "slip": "slipped",
    "speak": "spoke spoken",
    "spell": "spelled spelt",
    "spend": "spent",
    "split": "split",
    "stand": "stood",
    "stick": "stuck",
    "strike": "struck",
    "swear": "swore sworn",
    "sweep": "swept",
    "take": "took taken",
    "teach": "taught",
    "tear": "tore torn",
    "tell": "told",
    "think": "thought",
    "throw": "threw thrown",
    "tread": "trod trodden",
    "understand": "understood",
    "undertake": "undertook undertaken",
    "uphold": "upheld",
    "win": "won",
    "withdraw": "withdrew withdrawn",
    "withhold": "withheld",
    "withstand": "withstood",
    "write": "wrote written",
}
OTHER_THIRD = {"have": "has", "do": "does", "go": "goes"}
# Regular verbs of one stressed last syllable: admit, admitted.
DOUBLED = frozenset(
    [
        "abet",
        "admit",
        "beg",
        "bid",
        "chat",
        "commit",
        "compel",
        "concur",
        "confer",
        "counsel",
        "defer",
        "demur",
        "drop",
        "equip",
        "get",
        "forbid",
        "forget",
        "jot",
        "label",
        "let",
        "nag",
        "nod",
        "omit",
        "permit",
        "plan",
        "prefer",
        "put",
        "quip",
        "quit",
        "rebut",
        "refer",
        "regret",
        "remit",
        "rip",
        "set",
        "shrug",
        "shun",
        "slam",
        "snap",
        "stop",
        "submit",
        "throb",
        "transfer",
        "transmit",
        "travel",
        "cancel",
        "control",
        "dispel",
        "expel",
        "impel",
        "propel",
        "repel",
        "signal",
        "model",
        "bat",
        "hit",
        "swat",
        "scrap",
        "cut",
        "shut",
        "run",
        "win",
        "spin",
        "pan",
        "scrub",
        "strip",
        "rap",
        "sit",
        "mar",
        "bar",
        "ban",
        "tap",
        "wrap",
        "skip",
        "ship",
        "step",
        "trap",
        "trim",
        "grin",
        "cap",
        "sap",
    ]
)
# American spelling leaves the last consonant single in these.
ALSO_SINGLE = frozenset(["counsel", "label", "travel", "cancel", "signal", "model"])
SIBILANT = ("s", "sh", "ch", "x", "z", "o")


def forms_of(base: str) -> frozenset[str]:
    """All forms of a verb, in lower case, its base among them.

    >>> sorted(forms_of("deny"))
    ['denied', 'denies', 'deny', 'denying']
    >>> sorted(forms_of("say"))
    ['said', 'say', 'saying', 'says']
    """
    pasts = IRREGULAR[base].split() if base in IRREGULAR else [s + "ed" for s in past_stems(base)]
    participles = [stem + "ing" for stem in participle_stems(base)]
    return frozenset([base, third_person(base), *pasts, *participles])


def third_person(base: str) -> str:
    """The form with he and she: says, denies, presses."""
    if base in OTHER_THIRD:
        return OTHER_THIRD[base]
    if ends_in_consonant_y(base):
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(SIBILANT) else "s")


def past_stems(base: str) -> list[str]:
    """What stands before -ed: deni, admitt, agre."""
    if base.endswith("e"):
        return [base[:-1]]
    if ends_in_consonant_y(base):
        return [base[:-1] + "i"]
    return doubled(base)


def participle_stems(base: str) -> list[str]:
    """What stands before -ing: say, admitt, agree, declar."""
    if base.endswith("ie"):
        return [base[:-2] + "y"]
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return [base[:-1]]
    return doubled(base)


def doubled(base: str) -> list[str]:
    """The stem with its last consonant doubled where spelling asks for it or may."""
    if base not in DOUBLED:
        return [base]
    twice = base + base[-1]
    return [twice, base] if base in ALSO_SINGLE else [twice]


def ends_in_consonant_y(base: str) -> bool:
    return len(base) > 1 and base.endswith("y") and base[-2] not in "aeiou"


def words(listing: str) -> frozenset[str]:
    """Give the words of a list written as prose."""
    return frozenset(listing.split())


def verb_forms(listing: str) -> frozenset[str]:
    """Give every form of the verbs of a list."""
    return frozenset(form for verb in listing.split() for form in forms_of(verb))


def plurals(noun: str) -> frozenset[str]:
    """Give the singular and the plural of a noun: "plea" -> plea, pleas; "envoy" -> envoys."""
    if ends_in_consonant_y(noun):
        return frozenset({noun, noun[:-1] + "ies"})
    return frozenset({noun, noun + ("es" if noun.endswith(SIBILANT) else "s")})


SIBILANT = ("s", "sh", "ch", "x", "z")


def noun_forms(listing: str) -> frozenset[str]:
    """Give the singulars and plurals of the nouns of a list."""
    return frozenset(form for noun in listing.split() for form in plurals(noun))
