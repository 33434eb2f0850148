"""Days in a query: `2018`, `2018-06`, `2018-06-12` and ranges of them, to and from DateRange."""

import re
from datetime import date, timedelta

from presssearch.query.tree import DateRange

EXPECTED = "write 2018, 2018-06 or 2018-06-12, or a range such as 2018-01..2018-06"

_DATE = re.compile(r"([12]\d{3})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", re.ASCII)
_RANGE = re.compile(r"(.*?)\.\.(.*)", re.DOTALL)
_CLOSED_RANGE = re.compile(r"\d{4}[\d-]{0,6}\.\.\d{4}[\d-]{0,6}", re.ASCII)


def looks_like_range(word: str) -> bool:
    """Is a word without a field meant for a range of days, such as 2018-01..2018-06?"""
    return _CLOSED_RANGE.fullmatch(word) is not None


def parse_range(text: str) -> DateRange:
    """A date or a range, open ends included. ValueError says what is wrong, as part of a sentence."""
    ends = _RANGE.fullmatch(text)
    if ends is None:
        return DateRange(*parse_date(text))
    if not ends[1] and not ends[2]:
        raise ValueError(f"{text} has neither a first day nor a last one")
    first = parse_date(ends[1])[0] if ends[1] else None
    last = parse_date(ends[2])[1] if ends[2] else None
    if first is not None and last is not None and first > last:
        raise ValueError(f"{text} ends before it begins")
    return DateRange(first, last)


def parse_date(text: str) -> tuple[date, date]:
    """First and last day of a day, month or year between 1000 and 2999. ValueError as in parse_range."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text} is no date")
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if match[2] is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise ValueError(f"{text} is no date: there is no month {match[2]}")
    if match[3] is None:
        return date(year, month, 1), _end_of_month(year, month)
    if not 1 <= day <= _end_of_month(year, month).day:
        raise ValueError(f"{text} is no date: that month has no day {match[3]}")
    return date(year, month, day), date(year, month, day)


def range_text(dates: DateRange) -> str:
    """The shortest text that parse_range reads back: `2018` for a whole year."""
    length = _precision(dates)
    first = dates.first.isoformat()[:length] if dates.first else ""
    last = dates.last.isoformat()[:length] if dates.last else ""
    return first if first == last else f"{first}..{last}"


def _precision(dates: DateRange) -> int:
    """Length of the texts of both ends: 4 where both lie at the edge of a year, 7 of a month, 10 else."""
    first, last = dates.first, dates.last
    after = last + timedelta(days=1) if last and last < date.max else None
    starts = [day for day in (first, after) if day is not None]
    if any(day.day != 1 for day in starts) or (last is not None and after is None):
        return 10
    return 7 if any(day.month != 1 for day in starts) else 4


def _end_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
