"""What the words for a time mean as a date, seen from the day the article appeared.

News looks back: "on Tuesday" is the last Tuesday up to the article's own day, "in October" the last
October, a day without a year the nearest such day. Of what is still to come they are the next ones.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tue", "tues"),
            ("wednesday", "wed"),
            ("thursday", "thu", "thur", "thurs"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}
_COUNTED = "zero one two three four five six seven eight nine ten eleven twelve"
NUMBERS = {word: number for number, word in enumerate(_COUNTED.split())} | {"a": 1, "an": 1}
TODAY = ("today", "tonight", "this morning", "this afternoon", "this evening")
YESTERDAY = ("yesterday", "last night", "overnight")

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_MONTH_DAY = re.compile(
    rf"\b({_MONTH})\b\.?\s+(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(\d{{4}})\b)?"
)
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})\b\.?(?:,?\s+(\d{{4}})\b)?"
)
_MONTH_YEAR = re.compile(rf"\b({_MONTH})\b\.?,?\s+(?:of\s+)?(\d{{4}})\b")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b(?!s)")
_MONTH_ALONE = re.compile(rf"\b({_MONTH})\b")
_WEEKDAY = re.compile(rf"\b(?:(last|next|this)\s+)?({'|'.join(WEEKDAYS)})\b")
_AGO = re.compile(r"\b(\w+)(?:\s+of)?\s+(day|week|month|year)s?\s+(ago|earlier|before)\b")
_UNIT = re.compile(r"\b(last|previous|past|next|coming|this|current)\s+(week|month|year)\b")
_STEP = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "this": 0, "current": 0}


def normalise(words: str, published: date | None, ahead: bool = False) -> str | None:
    """Give the ISO date that words for a time mean: "2023-10-24", "2023-10", "2023" or None.

    `published` is the day the article appeared; without it only full dates are known. The result
    is as full as the words allow: a week gives its month, if it lies in one. `ahead` says that
    they tell of what is to come.

    "on Tuesday" in an article of Thursday, 26 October 2023 -> "2023-10-24", ahead "2023-10-31".
    """
    text = words.casefold()
    for reader in (_absolute, _month_and_year):
        found = reader(text, published)
        if found:
            return found
    if published is None:
        return None
    for reader in (_relative_day, _ago, _unit):
        found = reader(text, published)
        if found:
            return found
    return _weekday(text, published, ahead) or _month(text, published, ahead)


def _iso(year: int, month: int, day: int) -> str | None:
    """Give the ISO date, or None for a day that does not exist."""
    if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return f"{year:04d}-{month:02d}-{day:02d}"
    return None


def _absolute(text: str, published: date | None) -> str | None:
    """ "Oct. 24, 2023", "24 October", "2023-10-24"."""
    if match := _ISO.search(text):
        return _iso(int(match[1]), int(match[2]), int(match[3])) if int(match[1]) else None
    if match := _MONTH_DAY.search(text):
        month, day, year = MONTHS[match[1]], int(match[2]), match[3]
    elif match := _DAY_MONTH.search(text):
        month, day, year = MONTHS[match[2]], int(match[1]), match[3]
    else:
        return None
    if year:
        return _iso(int(year), month, day) if int(year) else None
    return _nearest(month, day, published) if published else None


def _nearest(month: int, day: int, published: date) -> str | None:
    """Give the day of that month that is nearest to the article's own day."""
    years = (published.year - 1, published.year, published.year + 1)
    days = [date.fromisoformat(iso) for y in years if 0 < y < 9999 and (iso := _iso(y, month, day))]
    return min(days, key=lambda d: abs(d - published)).isoformat() if days else None


def _month_and_year(text: str, published: date | None) -> str | None:
    """ "October 2023", "in 2004"."""
    if match := _MONTH_YEAR.search(text):
        return f"{int(match[2]):04d}-{MONTHS[match[1]]:02d}" if int(match[2]) else None
    match = _YEAR.search(text)
    return match[1] if match else None


def _relative_day(text: str, published: date) -> str | None:
    """ "yesterday", "earlier today", "tomorrow"."""
    for phrases, step in ((YESTERDAY, -1), (TODAY, 0), (("tomorrow",), 1)):
        if any(phrase in text for phrase in phrases):
            if "day before yesterday" in text or "day after tomorrow" in text:
                step *= 2
            return _shift(published, step)
    return None


def _shift(published: date, days: int) -> str | None:
    """Give the day so many days later, or None beyond the calendar."""
    try:
        return (published + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def _ago(text: str, published: date) -> str | None:
    """ "two days ago", "a month earlier"."""
    match = _AGO.search(text)
    if not match:
        return None
    number = int(match[1]) if match[1].isdecimal() else NUMBERS.get(match[1])
    if number is None or number > 3000:
        return None
    if match[2] == "day":
        return _shift(published, -number)
    return _period(match[2], -number, published)


def _unit(text: str, published: date) -> str | None:
    """ "last week", "earlier this month", "next year"."""
    match = _UNIT.search(text)
    return _period(match[2], _STEP[match[1]], published) if match else None


def _period(unit: str, step: int, published: date) -> str | None:
    """Give the month or year so many weeks, months or years away; of a week, its month or year."""
    if unit == "year":
        return _year(published.year + step)
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        year = _year(months // 12)
        return year and f"{year}-{months % 12 + 1:02d}"
    monday = _shift(published, 7 * step - published.weekday())
    sunday = _shift(published, 7 * step - published.weekday() + 6)
    if not monday or not sunday:
        return None
    return next((monday[:n] for n in (7, 4) if monday[:n] == sunday[:n]), None)


def _year(number: int) -> str | None:
    return f"{number:04d}" if 1 <= number <= 9999 else None


def _weekday(text: str, published: date, ahead: bool) -> str | None:
    """ "on Tuesday", "last Friday", "next Monday"."""
    match = _WEEKDAY.search(text)
    if not match:
        return None
    back = (published.weekday() - WEEKDAYS[match[2]]) % 7
    if match[1] == "next":
        return _shift(published, 7 - back)
    if ahead and match[1] != "last":
        return _shift(published, (7 - back) % 7)
    return _shift(published, -7 if match[1] == "last" and back == 0 else -back)


def _month(text: str, published: date, ahead: bool) -> str | None:
    """ "in October", "last May", "early next June"."""
    match = _MONTH_ALONE.search(text)
    if not match:
        return None
    month = MONTHS[match[1]]
    if re.search(r"\bnext\b", text):
        later = month <= published.month
        year = _year(published.year + later)
    elif ahead and "last" not in text:
        year = _year(published.year + (month < published.month))
    else:
        earlier = month > published.month or ("last" in text and month == published.month)
        year = _year(published.year - earlier)
    return year and f"{year}-{month:02d}"
