"""The codes of political event data that a proposal or a response carries.

Two codebooks that disagree on appeals, so both are given:

- CAMEO 1.1b3 (Schrodt 2012): the root of the act or stance, and its subdivision by what is put
  forward: 022 appeals for diplomatic cooperation, 105 demands that somebody yields, ...
- PLOVER 2.0 (Halterman et al. 2023): the type, and its mode: assist, change, yield or meet.

What is put forward is read from its words: the first that tells a subject decides. Codes are
`{"cameo", "plover", "mode", "codebooks", "rule"}`, all text, keys without a value left out;
`rule` names the row of the tables below that fired ("urge/meet", "reject/yield", "offer").
"""

import re

from annotations.pipeline.proposals import cues

# With the version of these tables: a change of theirs is seen in the codes they made.
CODEBOOKS = "CAMEO 1.1b3, PLOVER 2.0, newsdesk 1"

# Act or stance: CAMEO root, PLOVER type.
ACTS = {
    "propose": ("02", "REQUEST"),
    "urge": ("02", "REQUEST"),
    "request": ("02", "REQUEST"),
    "demand": ("10", "REQUEST"),
    "offer": ("03", "AGREE"),
}
STANCES = {
    "accept": ("03", "AGREE"),
    "support": ("051", "SUPPORT"),
    "reject": ("12", "REJECT"),
    "oppose": ("111", "ACCUSE"),
}
# Subject: third digit of CAMEO 02, 03 and 10, that of CAMEO 12, PLOVER mode.
SUBJECTS = {
    "cooperation": ("1", "1", "assist"),
    "support": ("2", "1", "assist"),
    "aid": ("3", "2", "assist"),
    "reform": ("4", "3", "change"),
    "yield": ("5", "4", "yield"),
    "meet": ("6", "5", "meet"),
    "settle": ("7", "7", "meet"),
    "mediation": ("8", "6", "meet"),
}
VERBS = {
    "cooperation": "cooperate collaborate coordinate trade invest share train",
    "support": "support back join recognise recognize endorse ratify approve condemn admit help",
    "aid": "aid assist provide send supply donate fund finance lend pay contribute deploy give "
    "deliver",
    "reform": "reform democratise democratize legislate elect resign amend modernise modernize",
    "yield": "stop halt cease end withdraw release free lift ease dismantle disarm surrender allow "
    "refrain de-escalate suspend freeze evacuate leave vacate pull scrap abandon reopen grant drop "
    "reverse reduce extradite comply",
    "meet": "meet talk negotiate discuss visit confer attend convene host consult",
    "settle": "settle resolve solve reconcile compromise",
    "mediation": "mediate arbitrate",
}
NOUNS = {
    "cooperation": "cooperation collaboration trade investment partnership exercise",
    "support": "support recognition membership endorsement condemnation",
    "aid": "aid assistance help relief loan fund money weapon arm peacekeeper",
    "reform": "reform election referendum resignation constitution democracy amendment law",
    "yield": "withdrawal ceasefire cease-fire truce release halt end pause restraint freeze "
    "disarmament evacuation pull-out access moratorium suspension corridor",
    "meet": "meeting talk negotiation dialogue summit conference session visit discussion round",
    "settle": "settlement solution resolution compromise peace accord reconciliation",
    "mediation": "mediation mediator arbitration arbitrator",
}
# Proposing to do one of these oneself expresses an intent; all else appeals to others.
OWN_ACTS = cues.verb_forms(
    "host mediate send provide help cooperate meet join contribute deploy pay fund give lend visit "
    "share supply train deliver donate finance assist attend resume negotiate talk participate "
    "release free withdraw lift halt freeze suspend"
)
SIGNING = cues.verb_forms("sign ratify initial")
VETOING = cues.verb_forms("veto") | {"vetoes"}
_WORDS = {
    form: subject
    for subject in SUBJECTS
    for form in cues.verb_forms(VERBS[subject]) | cues.noun_forms(NOUNS[subject])
}
# "free" is an adjective there, not a thing to be done.
_WORD = re.compile(r"\b(?!free (?:and|elections?|trade|press|movement|passage)\b)[\w-]+")


def of_act(act: str, content: str) -> dict[str, str]:
    """Give the codes of an act of proposing that puts `content` forward.

    "urged both sides *to resume talks*": CAMEO 026, PLOVER REQUEST, mode meet.
    "proposed *to host talks*" expresses an intent of one's own, as an offer does: 036, AGREE.
    "offered *to withdraw its troops*" gives something up: 035, CONCEDE.
    """
    subject = subject_of(content)
    kind = "offer" if act == "propose" and _is_own(content) else act
    root, plover = ACTS[kind]
    if kind == "offer" and subject == "yield":
        plover = "CONCEDE"
    digit, _, mode = SUBJECTS.get(subject, ("", "", ""))
    return _codes(root + digit, plover, mode if plover == "REQUEST" else "", (act, subject))


def of_stance(stance: str, cue: str = "", content: str = "") -> dict[str, str]:
    """Give the codes of a response whose `cue` answers a proposal of that `content`.

    "*rejected* a call for talks": CAMEO 125, PLOVER REJECT, mode meet. "*signed* the accord":
    057, SUPPORT. A noncommittal answer has no code: neither codebook has a type for it.
    """
    told = {word.casefold() for word in _WORD.findall(cue)}
    if stance == "accept" and told & SIGNING:
        return _codes("057", "SUPPORT", "", ("accept", "signed"))
    if stance == "reject" and told & VETOING:
        return _codes("129", "REJECT", "", ("reject", "veto"))
    subject = subject_of(content) if stance in ("accept", "reject") else ""
    root, plover = STANCES.get(stance, ("", ""))
    intent, refusal, mode = SUBJECTS.get(subject, ("", "", ""))
    digit = refusal if stance == "reject" else intent
    return _codes(root + digit, plover, mode if stance == "reject" else "", (stance, subject))


def subject_of(content: str) -> str:
    """Give the subject of what is put forward, "" where no word of it tells one.

    "that both armies *withdraw* and talks resume": yield.
    """
    words = (_WORDS.get(word.casefold()) for word in _WORD.findall(content))
    return next(filter(None, words), "")


def _is_own(content: str) -> bool:
    first = [word.casefold() for word in content.split()[:2]]
    return len(first) == 2 and first[0] == "to" and first[1] in OWN_ACTS


def _codes(cameo: str, plover: str, mode: str, rule: tuple[str, str]) -> dict[str, str]:
    codes = {
        "cameo": cameo,
        "plover": plover,
        "mode": mode,
        "codebooks": CODEBOOKS if cameo else "",
        "rule": "/".join(filter(None, rule)),
    }
    return {key: value for key, value in codes.items() if value}
