"""The bodies that news about diplomacy names often: a table, and what each may be called."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parents[1] / "data" / "bodies.tsv"

# The noun by which a text takes up a body again ("the alliance"), and the kinds it fits.
KIND_NOUNS = {
    "agency": {"agency", "service", "media"},
    "alliance": {"alliance"},
    "army": {"army", "force"},
    "assembly": {"assembly", "parliament"},
    "bank": {"bank", "fund"},
    "bloc": {"bloc", "league"},
    "body": {"organisation", "council", "court", "agency", "commission", "committee"}
    | {"bloc", "league", "alliance", "assembly"},
    "broadcaster": {"media"},
    "cartel": {"cartel"},
    "coalition": {"coalition"},
    "commission": {"commission"},
    "committee": {"committee"},
    "company": {"company"},
    "council": {"council"},
    "court": {"court"},
    "department": {"department"},
    "executive": {"commission"},
    "faction": {"militia", "party"},
    "firm": {"company"},
    "front": {"militia", "party", "movement"},
    "force": {"force", "army"},
    "fund": {"fund"},
    "government": {"government"},
    "group": {"group", "militia", "organisation", "movement"},
    "grouping": {"bloc", "group"},
    "legislature": {"parliament"},
    "league": {"league"},
    "lender": {"bank", "fund"},
    "militia": {"militia"},
    "ministry": {"ministry"},
    "mission": {"mission", "force"},
    "movement": {"movement", "militia", "party"},
    "navy": {"navy"},
    "network": {"media", "militia"},
    "newspaper": {"media"},
    "office": {"office"},
    "organisation": {"organisation", "agency", "militia", "movement"}
    | {"bloc", "alliance", "league"},
    "organization": {"organisation", "agency", "militia", "movement"}
    | {"bloc", "alliance", "league"},
    "paper": {"media"},
    "parliament": {"parliament"},
    "party": {"party"},
    "senate": {"parliament"},
    "tribunal": {"court"},
    "union": {"bloc"},
    "watchdog": {"agency", "organisation"},
}


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its name in full, its kind, its country if it is one country's.

    `shared` marks a name that many countries use ("Foreign Ministry").
    """

    name: str
    kind: str
    country: str | None
    shared: bool


@cache
def table() -> dict[str, tuple[Body, bool]]:
    """Every name in the table -> (its body, whether the name is doubtful by itself)."""
    names = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            names.update(spellings(*line.split("\t")))
    return names


def spellings(name, kind, country, others):
    """The (name, (body, doubtful)) pairs of one row of the table."""
    shared = country == "*"
    body = Body(name.removesuffix("?"), kind, None if shared else country or None, shared)
    for spelling in (name, *filter(None, others.split("|"))):
        doubtful = spelling.endswith("?")
        plain = spelling.removesuffix("?")
        yield plain, (body, doubtful)
        if plain.isascii() and plain.isalpha() and plain.isupper() and len(plain) <= 5:
            yield ".".join(plain) + ".", (body, doubtful)


def of(name: str) -> Body | None:
    """The body with this name, if the table has it; curly apostrophes and "the" do not matter."""
    plain = name.replace("’", "'")
    plain = re.sub(r"\bparty$", "Party", re.sub(r"^the ", "", plain, flags=re.IGNORECASE))
    found = table().get(plain) or table().get(f"The {plain}")
    if found is None and plain.isupper() and len(plain) > 4:
        found = table().get(plain.title())
    return found[0] if found else None
