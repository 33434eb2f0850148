"""Dates as people type them -> the days that they mean: `June 2018`, `12.06.2018`, `since 2015`, `last 30 days`.

A point is a day, a month or a year. An expression is a point or a range. What is counted from today needs
`today`, which is given from outside: the same query on the same day means the same.
"""

import re
from datetime import date, timedelta
from functools import cache

from presssearch.query import month_names
from presssearch.query.tree import DateRange

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_FIRST_YEAR, _LAST_YEAR = 1000, 2999
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

_ENGLISH = rf"(?:{'|'.join(name[:3] + (f'(?:{name[3:]})?' if name[3:] else '') for name in MONTHS)}|Sept)\b\.?"
_MONTH = rf"(?:{month_names.PATTERN}|{_ENGLISH})"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|\.|º)?"
_OF = r"(?:of|de|di)"
_YEAR = r"[12]\d{3}"
_PROSE = rf"(?:{_DAY}\s+(?:{_OF}\s+)?)?{_MONTH},?\s+(?:{_OF}\s+)?{_YEAR}|{_MONTH}\s+{_DAY},?\s+{_YEAR}"
_NUMERIC = rf"\d{{1,2}}([./])\d{{1,2}}\1{_YEAR}"
_YEAR_FIRST = r"(?:19|20)\d\d([./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])"  # else it may be a number
_ISO = rf"{_YEAR}-\d{{1,2}}(?:-\d{{1,2}})?"
_ISO_OF_TODAY = r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?"  # else it may be a number
_UNIT = r"(?:day|week|month|year)"
_COUNT = rf"(?:\d{{1,4}}|{'|'.join(_NUMBERS)})"
_BACK = rf"(?:last|past|previous)\s+{_COUNT}\s+{_UNIT}s?|past\s+{_UNIT}"
_CALENDAR = r"(?:this|last|previous)\s+(?:week|month|year)"
_OPEN = r"since|from|after|until|till|before"
_SIGNS = {">=": "since", "≥": "since", ">": "after", "<=": "until", "≤": "until", "<": "before"}
_FILLER = r"(?:(?:in|on|within|over|during)\s+)?(?:the\s+)?"  # before a date it says nothing more
_SEVERAL_DAYS = r"\d{1,2}\s?[–-]\s?\d{1,2}"
_SEVERAL = rf"{_SEVERAL_DAYS}\s+{_MONTH},?\s+{_YEAR}|{_MONTH}\s+{_SEVERAL_DAYS},?\s+{_YEAR}"


def _numbers(separator: str) -> str:
    """Days in numbers, with dots or strokes, in another pattern: their back references have names there."""
    parts = ((_NUMERIC, separator), (_YEAR_FIRST, f"{separator}_"))
    return "|".join(part.replace(r"([./])", f"(?P<{name}>[./])").replace(r"\1", f"(?P={name})") for part, name in parts)


def _point(separator: str) -> str:
    return rf"(?:{_PROSE}|{_numbers(separator)}|{_ISO}|{_YEAR})"


def _complete(separator: str) -> str:
    """A day or month that is a date wherever it stands."""
    return rf"(?:{_PROSE}|{_numbers(separator)}|{_ISO_OF_TODAY})"


# Behind an expression: no letter or sign of a word, no more of a number, no other end of a range.
_END = r"(?![\w’'*~-]|[.,:/]\w|\.\.(?!\.))"
# How every date begins that stands anywhere: most queries have none, and need not wait for the patterns of all.
_BEGINNING = re.compile(
    rf"\d|(?:{_OPEN}|between|last|past|previous|this|in|on|within|over|during|the)\s"
    rf"|{'|'.join(name[:3] for name in MONTHS)}"
    rf"|{month_names.PATTERN}",
    re.IGNORECASE,
)


@cache
def _anywhere() -> re.Pattern[str]:
    """Words that are a date wherever they stand in a query. A year alone is a word, and so is one behind `from`
    or `before`."""
    return re.compile(
        rf"(?:from\s+{_point('a')}\s+to\s+{_point('b')}|between\s+{_point('c')}\s+and\s+{_point('d')}"
        rf"|since\s+{_point('e')}|{_FILLER}(?:{_BACK}|{_CALENDAR}|{_SEVERAL})"
        rf"|{_complete('f')}\s+(?:to|[–-])\s+{_complete('g')}|(?:(?:{_OPEN})\s+|{_FILLER}){_complete('h')}){_END}",
        re.IGNORECASE | re.ASCII,
    )


@cache
def _in_field() -> re.Pattern[str]:
    """Words that are a date behind date:, from: and to:."""
    return re.compile(
        rf"(?:\[[^\]\n]*\]|(?:from|between)\s+{_point('a')}\s+(?:to|and)\s+{_point('b')}|(?:{_OPEN})\s+{_point('c')}"
        rf"|[<>≤≥]=?\s*{_point('d')}|{_point('e')}\s+(?:to|[–-])\s+{_point('f')}"
        rf"|{_FILLER}(?:{_BACK}|{_CALENDAR}|{_SEVERAL}|{_PROSE})){_END}",
        re.IGNORECASE | re.ASCII,
    )


_SPACE = re.compile(r"\s+")
_BRACKETS = re.compile(r"\[\s*(.+?)\s+TO\s+(.+?)\s*\]", re.IGNORECASE)
_TWO_ENDS = re.compile(r"(?:from |between )?(.+?) (?:to|and|[–-]) (.+)|([12]\d{3})[–-]([12]\d{3})", re.IGNORECASE)
_ONE_END = re.compile(rf"({_OPEN}) (.+)|([<>]=?|[≤≥]) ?(.+)", re.IGNORECASE)
_BEFORE_DATES = re.compile(_FILLER, re.IGNORECASE)
_COUNTED = re.compile(rf"(?:last|past|previous) (?:({_COUNT}) )?({_UNIT})s?", re.IGNORECASE)
_NAMED = re.compile(r"(this|last|previous) (week|month|year)|(today|yesterday)", re.IGNORECASE)
# 2018  2018-06  2018/06/12  2018-06-12T10:39Z
_ISO_POINT = re.compile(r"([12]\d{3})(?:([-./])(\d{1,2})(?:\2(\d{1,2})(?:T[\d:.Z+-]*)?)?)?", re.ASCII)
_COMPACT_POINT = re.compile(r"([12]\d{3})(\d\d)(\d\d)", re.ASCII)
_MONTH_POINT = re.compile(r"(\d{1,2})[-./](\d{4})", re.ASCII)
_NUMERIC_POINT = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4})", re.ASCII)


@cache
def _day_first() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(\d{{1,2}})(?:[a-z]*|[.º])(?: {_OF})? )?({_MONTH}),?(?: {_OF})? (\d{{4}})", re.IGNORECASE | re.ASCII
    )


@cache
def _month_first() -> re.Pattern[str]:
    return re.compile(rf"({_MONTH}) (\d{{1,2}})[a-z]*,? (\d{{4}})", re.IGNORECASE | re.ASCII)


@cache
def _several_days() -> re.Pattern[str]:
    days = r"(\d{1,2}) ?[–-] ?(\d{1,2})"
    return re.compile(rf"{days} ({_MONTH}),? (\d{{4}})|({_MONTH}) {days},? (\d{{4}})", re.IGNORECASE | re.ASCII)


def find_date(text: str, place: int, *, in_field: bool) -> int | None:
    """The end of the date that begins at `place`; None where none of several words or numbers does.
    in_field: behind date:, from: or to:, where more forms are understood."""
    if not (in_field or _BEGINNING.match(text, place)):
        return None
    found = (_in_field() if in_field else _anywhere()).match(text, place)
    return found.end() if found else None


def parse_expression(text: str, today: date | None) -> DateRange:
    """A range or a point. ValueError says what is wrong, as part of a sentence."""
    text = _BEFORE_DATES.sub("", _SPACE.sub(" ", text.strip()), count=1)
    if ends := _BRACKETS.fullmatch(text):
        first, last = (None if end == "*" else end for end in ends.groups())
        return between(first, last, today, text)
    if (found := _NAMED.fullmatch(text)) or (found := _COUNTED.fullmatch(text)):
        return _from_today(text, found, today)
    if days := _several_days().fullmatch(text):
        return _from_day_to_day(text, *(part for part in days.groups() if part))
    if ends := _TWO_ENDS.fullmatch(text):
        return between(ends[1] or ends[3], ends[2] or ends[4], today, text)
    if end := _ONE_END.fullmatch(text):
        return _open((end[1] or _SIGNS[end[3]]).lower(), *parse_point(end[2] or end[4], today))
    return DateRange(*parse_point(text, today))


def between(first: str | None, last: str | None, today: date | None, text: str) -> DateRange:
    """From the first day of one point to the last of another. text: for the complaint, as in parse_expression."""
    start = parse_point(first, today)[0] if first else None
    end = parse_point(last, today)[1] if last else None
    if start is not None and end is not None and start > end:
        raise ValueError(f"{text} ends before it begins")
    return DateRange(start, end)


def parse_point(text: str, today: date | None) -> tuple[date, date]:
    """First and last day of a day, month or year between 1000 and 2999. ValueError as in parse_expression."""
    if point := _point_of_numbers(text):
        return point
    if found := _day_first().fullmatch(text):
        return _days(text, found[3], str(_month(found[2])), found[1])
    if found := _month_first().fullmatch(text):
        return _days(text, found[3], str(_month(found[1])), found[2])
    if found := _NAMED.fullmatch(text):
        days = _from_today(text, found, today)
        assert days.first is not None
        return days.first, days.last or days.first
    raise ValueError(f"{text} is no date")


def end_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _days(text: str, year: str, month: str | None, day: str | None) -> tuple[date, date]:
    y, m, d = int(year), int(month or 0), int(day or 0)
    if not _FIRST_YEAR <= y <= _LAST_YEAR:
        raise ValueError(f"{text} is no date: the years are {_FIRST_YEAR} to {_LAST_YEAR}")
    if month is None:
        return date(y, 1, 1), date(y, 12, 31)
    if not 1 <= m <= 12:
        raise ValueError(f"{text} is no date: there is no month {month}")
    if day is None:
        return date(y, m, 1), end_of_month(y, m)
    if not 1 <= d <= end_of_month(y, m).day:
        raise ValueError(f"{text} is no date: that month has no day {day}")
    return date(y, m, d), date(y, m, d)


def _point_of_numbers(text: str) -> tuple[date, date] | None:
    if found := _ISO_POINT.fullmatch(text):
        return _days(text, found[1], found[3], found[4])
    if found := _COMPACT_POINT.fullmatch(text):
        return _days(text, found[1], found[2], found[3])
    if found := _MONTH_POINT.fullmatch(text):
        return _days(text, found[2], found[1], None)
    found = _NUMERIC_POINT.fullmatch(text)
    return _days_of_numbers(text, found) if found else None


def _days_of_numbers(text: str, found: re.Match[str]) -> tuple[date, date]:
    """Day first where dots stand between; with strokes and dashes only where the other order is none, or the same."""
    day, month = found[1], found[3]
    if found[2] != "." and int(day) != int(month):
        if int(day) <= 12 and int(month) <= 12:
            raise ValueError(f"{text} may be {_ordered(day, month)} or {_ordered(month, day)}")
        if int(month) > 12:
            day, month = month, day
    return _days(text, found[4], month, day)


def _from_day_to_day(text: str, *parts: str) -> DateRange:
    """Of `12-15 June 2018` or `June 12-15, 2018`, as parts."""
    first, last, month, year = parts if parts[0].isdigit() else (*parts[1:3], parts[0], parts[3])
    number = str(_month(month))
    days = DateRange(_days(text, year, number, first)[0], _days(text, year, number, last)[1])
    if int(first) > int(last):
        raise ValueError(f"{text} ends before it begins")
    return days


def _ordered(day: str, month: str) -> str:
    return f"{int(day)} {MONTHS[int(month) - 1]}" if 1 <= int(month) <= 12 else "another day"


def _month(name: str) -> int:
    foreign = month_names.NUMBERS.get(name.casefold())
    return foreign or next(n for n, month in enumerate(MONTHS, 1) if month[:3].lower() == name[:3].lower())


def _open(word: str, first: date, last: date) -> DateRange:
    match word:
        case "since" | "from":
            return DateRange(first, None)
        case "after" if last.year < _LAST_YEAR or last.month < 12:
            return DateRange(last + timedelta(days=1), None)
        case "before" if first.year > _FIRST_YEAR or first.month > 1:
            return DateRange(None, first - timedelta(days=1))
        case "after" | "before":
            raise ValueError(f"the years are {_FIRST_YEAR} to {_LAST_YEAR}")
        case _:
            return DateRange(None, last)


def _from_today(text: str, found: re.Match[str], today: date | None) -> DateRange:
    if today is None:
        raise ValueError(f"{text} counts from today, and nobody said what day that is")
    if found.re is _COUNTED:
        count = found[1] or "1"
        number = _NUMBERS.index(count.lower()) + 1 if count.lower() in _NUMBERS else int(count)
        return DateRange(_earlier(text, today, number, found[2].lower()), None)
    if found[3]:
        day = today if found[3].lower() == "today" else today - timedelta(days=1)
        return DateRange(day, day)
    return _calendar(found[2].lower(), today, back=0 if found[1].lower() == "this" else 1)


def _calendar(unit: str, today: date, *, back: int) -> DateRange:
    """This week, month or year, or the one before; a week begins on Monday."""
    if unit == "year":
        return DateRange(date(today.year - back, 1, 1), date(today.year - back, 12, 31))
    if unit == "month":
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        return DateRange(date(year, month + 1, 1), end_of_month(year, month + 1))
    monday = today - timedelta(days=today.weekday() + 7 * back)
    return DateRange(monday, monday + timedelta(days=6))


def _earlier(text: str, today: date, number: int, unit: str) -> date:
    """So many days, weeks, months or years before today; the last day of a month that has no such day."""
    try:
        if unit in ("day", "week"):
            found = today - timedelta(days=number * (7 if unit == "week" else 1))
        else:
            year, month = divmod(today.year * 12 + today.month - 1 - number * (12 if unit == "year" else 1), 12)
            found = date(year, month + 1, min(today.day, end_of_month(year, month + 1).day))
    except (ValueError, OverflowError):
        found = date.min
    if found.year < _FIRST_YEAR:
        raise ValueError(f"{text} goes back beyond the year {_FIRST_YEAR}")
    return found
