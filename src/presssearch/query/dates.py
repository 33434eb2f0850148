"""Days in a query: `2018`, `2018-06..`, `June 2018` and what else is typed, to DateRange and back."""

import re
from datetime import date, timedelta

from presssearch.query.tree import DateRange
from presssearch.query.typed_dates import between, parse_expression

EXPECTED = "write 2018, 2018-06, 2018-06-12 or June 2018, or a range such as 2018-01..2018-06"

_RANGE = re.compile(r"(.*?)\s*\.\.\s*(.*)", re.DOTALL)
_CLOSED_RANGE = re.compile(r"\d{4}[\d-]{0,6}\.\.\d{4}[\d-]{0,6}", re.ASCII)


def looks_like_range(word: str) -> bool:
    """Is a word without a field meant for a range of days, such as 2018-01..2018-06?"""
    return _CLOSED_RANGE.fullmatch(word) is not None


def parse_range(text: str, today: date | None = None) -> DateRange:
    """A date or a range, open ends included. ValueError says what is wrong, as part of a sentence."""
    ends = _RANGE.fullmatch(text)
    if ends is None:
        return parse_expression(text, today)
    if not ends[1] and not ends[2]:
        raise ValueError(f"{text} has neither a first day nor a last one")
    return between(ends[1], ends[2], today, text)


def parse_end(text: str, today: date | None, *, last: bool) -> DateRange:
    """What stands behind from: or to:, open at its other end. ValueError as in parse_range."""
    if ".." in text:
        raise ValueError(f"{text} is a range")
    days = parse_expression(text, today)
    end = days.last if last else days.first
    if end is None:
        raise ValueError(f"{text} has no {'last' if last else 'first'} day")
    return DateRange(None, end) if last else DateRange(end, None)


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
