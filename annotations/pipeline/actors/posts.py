"""Posts: what the words for an office come to, so that different words for one post agree."""

import re

# The first pattern that the words of an office hold names its post.
POSTS = tuple(
    (post, re.compile(rf"\b(?:{pattern})\b"))
    for post, pattern in (
        ("foreign policy chief", r"foreign policy chief|high representative"),
        ("prime minister", r"prime minister|premier|pm|taoiseach"),
        (
            "foreign minister",
            r"foreign (?:affairs )?(?:minister|secretary)|fm|external affairs minister|"
            r"minister (?:of|for) (?:foreign|external) (?:affairs|relations)|"
            r"secretary of state(?! for)|(?:top|chief) diplomat",
        ),
        (
            "defence minister",
            r"defen[cs]e (?:minister|secretary|chief)|"
            r"(?:minister|secretary) (?:of|for) (?:national )?defen[cs]e",
        ),
        ("secretary-general", r"secretary(?: |-| - )general"),
        ("supreme leader", r"supreme leader"),
    )
)
# Who stands beside or after the holder of a post holds another.
BESIDE = frozenset({"deputy", "vice", "assistant", "former", "ex", "under"})
ALIKE = {
    "boss": "chief",
    "head": "chief",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
}
HEADS_OF_STATE = frozenset(
    {"president", "prime minister", "chancellor", "king", "queen", "emir", "sultan", "monarch"}
    | {"supreme leader", "ruler", "strongman", "leader", "crown prince", "pope"}
)
CHIEFS = frozenset({"chief", "chair", "director", "secretary-general", "commander", "president"})
ENVOYS = frozenset(
    {"envoy", "ambassador", "representative", "mediator", "emissary", "negotiator", "diplomat"}
    | {"co-ordinator", "coordinator", "rapporteur"}
)
# A general word for an office and the posts that it may take up.
GENERAL = {
    "leader": HEADS_OF_STATE | CHIEFS,
    "chief": CHIEFS | {"leader"},
    "envoy": ENVOYS - {"diplomat"},
    "mediator": frozenset({"mediator", "envoy", "negotiator"}),
    "negotiator": frozenset({"negotiator", "envoy"}),
    "diplomat": ENVOYS | {"foreign minister"},
    "ruler": HEADS_OF_STATE,
    "strongman": HEADS_OF_STATE,
    "monarch": frozenset({"king", "queen", "emir", "sultan", "monarch"}),
    "premier": frozenset({"prime minister"}),
}


def post(words: list[str], head: str) -> str:
    """The post that the lower-case words of an office, whose head is given, come to.

    "secretary of state" -> "foreign minister"; "deputy premier" -> "deputy prime minister".
    """
    told = " ".join(words)
    core = next((name for name, pattern in POSTS if pattern.search(told)), ALIKE.get(head, head))
    beside = [word for word in words if word in BESIDE]
    return " ".join([*beside, core])


def takes_up(wanted: str, held: str) -> bool:
    """Whether words for one post may mean the holder of another: "the minister", "the leader"."""
    if wanted == held or held in GENERAL.get(wanted, ()):
        return True
    return wanted == "minister" and held.endswith("minister") and held.split()[0] not in BESIDE
