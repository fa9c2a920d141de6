"""The codes of political event data that a proposal or response has: PLOVER type, CAMEO root."""

from annotations.pipeline import cues

ACTS = {
    "urge": ("REQUEST", "02"),
    "demand": ("REQUEST", "10"),
    "request": ("REQUEST", "02"),
    "offer": ("AGREE", "03"),
}
STANCES = {
    "accept": ("AGREE", "03"),
    "support": ("SUPPORT", "05"),
    "reject": ("REJECT", "12"),
    "oppose": ("ACCUSE", "11"),
    "noncommittal": (None, "01"),
}
# Proposing to do one of these oneself expresses an intent; all else appeals to others.
OWN_ACTS = cues.verb_forms(
    "host mediate send provide help cooperate meet join contribute deploy pay fund give lend visit "
    "share supply train deliver donate finance assist attend resume negotiate talk participate "
    "release free withdraw lift halt freeze suspend"
)


def of_act(act: str, content: str) -> dict[str, str]:
    """Give the codes of an act of proposing; of `propose` they depend on the content.

    "proposed *to host talks*" expresses an intent (AGREE, 03), "proposed *that both sides stop*"
    appeals to others (REQUEST, 02).
    """
    if act == "propose":
        first = [w.casefold() for w in content.split()[:2]]
        own = len(first) == 2 and first[0] == "to" and first[1] in OWN_ACTS
        return _codes("AGREE", "03") if own else _codes("REQUEST", "02")
    return _codes(*ACTS[act])


def of_stance(stance: str) -> dict[str, str]:
    """Give the codes of a response. PLOVER has no type for a mere statement."""
    return _codes(*STANCES[stance])


def _codes(plover: str | None, cameo: str) -> dict[str, str]:
    return {"plover": plover, "cameo": cameo} if plover else {"cameo": cameo}
