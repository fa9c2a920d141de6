"""The names of an article that may be places, and what each may mean."""

from typing import NamedTuple, Protocol

from annotations.pipeline.actors.gazetteer import Place


class Name(Protocol):
    """A name of the text: a `Mention`, or whatever else has these."""

    start_char: int
    end_char: int
    text: str
    label: str


class Sense(NamedTuple):
    """A place that a name may mean, and what it weighs before the article is looked at."""

    place: Place
    weight: float


class Reading(NamedTuple):
    """A name of the article, where it stands in the list given, and what it may mean.

    The likeliest sense comes first. `key` is the form that the gazetteer knows, `said` what the
    words around call it: region, city, nothing (that is a place), or None.
    """

    index: int
    name: Name
    key: str
    said: str | None
    senses: list[Sense]

    @property
    def start(self) -> int:
        return self.name.start_char
