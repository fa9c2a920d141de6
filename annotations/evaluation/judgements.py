"""What was judged: something of the gold beside what was predicted for it."""

from dataclasses import dataclass

from annotations.pipeline.records import Mention, Span

# The labels and keys ("responses.object") that occur in a gold file: what is not
# among them was not looked for.
Marked = frozenset[str]


@dataclass(frozen=True, slots=True)
class Role:
    """A slot of an annotation: the words or the value wanted and given, None where there is none.

    A slot that neither side fills is no Role at all.
    """

    name: str
    wanted: str | None
    given: str | None
    right: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the gold has (`wanted`) beside what was predicted for it (`given`), either may lack.

    `right` says whether the prediction counts; one that does not counts as invented, and its gold
    as missed. `label` and `given_label` are the two sides' labels. `rule` and `confidence` are
    those of the prediction.
    """

    wanted: Span | Mention | None
    given: Span | Mention | None
    right: bool
    label: str | None = None
    given_label: str | None = None
    roles: tuple[Role, ...] = ()
    rule: str = ""
    confidence: float | None = None

    @property
    def found(self) -> bool:
        return self.wanted is not None and self.given is not None

    @property
    def faults(self) -> tuple[Role, ...]:
        """The slots that were filled wrongly or left empty, of what was found."""
        return tuple(role for role in self.roles if not role.right) if self.found else ()

    @property
    def verdict(self) -> str:
        """right, missed, invented, or wrong: found, but something of it is not right.

        A proposal with a wrong slot is found, and counts as such, and is wrong all the same.
        """
        if self.wanted is None:
            return "invented"
        if self.given is None:
            return "missed"
        return "wrong" if self.faults or not self.right else "right"
