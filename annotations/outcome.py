"""What has become of a proposal: derived from its tellings and answers, pure.

The rule: withdrawn if the latest telling withdraws it; accepted if every addressee's latest
answer accepts; rejected if any addressee's latest answer rejects; otherwise contested if some are
for it and some against, supported if some are only for it, else open. Somebody who is neither an
addressee nor acts for one never decides.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

FOR = frozenset({"accept", "support"})
AGAINST = frozenset({"reject", "oppose"})


@dataclass(frozen=True, slots=True)
class TellingFact:
    """A telling in the order of time: `key` identifies it, `kind` is made, restated ..."""

    key: Hashable
    kind: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A response in the order of time; `counts_for` the addressees it speaks for, if any."""

    key: Hashable
    stance: str
    counts_for: frozenset = frozenset()


@dataclass(frozen=True, slots=True)
class Derivation:
    """An outcome, the keys of what it derives from, and the addressees without an answer."""

    outcome: str
    basis: tuple[Hashable, ...] = ()
    unanswered: tuple[Hashable, ...] = ()


def derive(
    tellings: Sequence[TellingFact], answers: Sequence[Answer], addressees: Sequence[Hashable]
) -> Derivation:
    """The outcome of one proposal; all arguments in the order of time."""
    latest = {who: answer for answer in answers for who in answer.counts_for}
    unanswered = tuple(who for who in addressees if who not in latest)
    if tellings and tellings[-1].kind == "withdrawn":
        return Derivation("withdrawn", (tellings[-1].key,), unanswered)
    decided = _decided(latest, addressees)
    if decided:
        return Derivation(*decided, unanswered)
    favourable = [answer.key for answer in answers if answer.stance in FOR]
    adverse = [answer.key for answer in answers if answer.stance in AGAINST]
    if favourable and adverse:
        return Derivation("contested", (*favourable, *adverse), unanswered)
    if favourable:
        return Derivation("supported", tuple(favourable), unanswered)
    return Derivation("open", tuple(adverse), unanswered)


def _decided(latest, addressees):
    """The outcome that the addressees' own latest answers settle, with their keys, or None."""
    theirs = [latest[who] for who in addressees if who in latest]
    rejecting = [answer.key for answer in theirs if answer.stance == "reject"]
    if rejecting:
        return "rejected", tuple(dict.fromkeys(rejecting))
    all_accept = all(answer.stance == "accept" for answer in theirs)
    if addressees and len(theirs) == len(addressees) and all_accept:
        return "accepted", tuple(dict.fromkeys(answer.key for answer in theirs))
    return None
