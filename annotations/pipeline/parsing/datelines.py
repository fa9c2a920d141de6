"""The dateline that opens a wire report: "PARIS, Oct 24 (Agency) - ", no part of its sentence."""

import re

# A place in capitals, or one of a few words before a dash or colon with a space on either side.
_DAY = (
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?"
    r"|[A-Z][a-z]+day)"
)
_REGION = r"(?:,(?: [A-Z][\w.]*){1,3})"
_AGENCY = r"(?: ?\([^()\n]{2,40}\))"
_DASH = r"(?: ?(?:--|—) ?| [-–] ?|[-–] )"
DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’/-]{2,}(?: [A-Z][A-Z.'’/-]+){0,3})"
    rf"{_REGION}?(?:,? {_DAY})?{_AGENCY}?{_DASH}(?=\S)"
)
TITLED = re.compile(
    r"(?P<place>[A-Z][\w.'’]+(?: [A-Z][\w.'’]+){0,2})"
    rf"{_REGION}?(?:,? {_DAY})?(?:{_AGENCY} ?| )(?:--|[-–—:]) (?=[A-Z\"“])"
)
# In code points: no dateline is longer.
LONGEST = 90


def match(text: str) -> re.Match | None:
    """Find the dateline at the start of a text, with its place."""
    return DATELINE.match(text, 0, LONGEST) or TITLED.match(text, 0, LONGEST)


def report_start(doc) -> int | None:
    """Give the token at which the report itself begins after its dateline, if it has one."""
    opening = doc[:40]
    found = match(opening.text[: LONGEST + 1])
    if found is None:
        return None
    return next((token.i for token in opening if token.idx >= found.end()), None)
