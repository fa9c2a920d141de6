"""Words that tell what kind of name a capitalised phrase is: its head, or a word beside it."""

from pathlib import Path

TABLE = Path(__file__).parents[1] / "data" / "name_words.tsv"


def load() -> dict[str, frozenset[str]]:
    """The word lists of the table by name; a list may go over several lines."""
    lists: dict[str, set[str]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, words = line.split("\t")
            lists.setdefault(name, set()).update(words.split())
    return {name: frozenset(words) for name, words in lists.items()}


LISTS = load()
ORG_HEADS = LISTS["organisation heads"]
PLACE_HEADS = LISTS["place heads"]
PLACE_STARTS = LISTS["place starts"]
EVENT_HEADS = LISTS["event heads"]
THINGS = LISTS["things"]
NEVER = LISTS["never"]
ORDINARY = LISTS["ordinary"]
PARTICLES = LISTS["particles"]
CALENDAR = LISTS["calendar"]
PLACE_NOUNS = LISTS["place nouns"]
PEOPLE = LISTS["people"]
OFFICE_PLURALS = LISTS["office plurals"]
LAW_HEADS = LISTS["law heads"]
WEEKDAYS = frozenset(day for day in CALENDAR if day.endswith("day"))
