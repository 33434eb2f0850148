"""The interval of a histogram: by the width of the days asked for, or of the days that the index covers."""

from datetime import date

from presssearch.engines.base import Interval
from presssearch.query.tree import And, DateRange, Query

WIDEST_IN_DAYS = 62  # up to two months are shown day by day
WIDEST_IN_MONTHS = 2 * 366  # up to two years month by month, in days


def asked_range(query: Query, dates: DateRange | None) -> DateRange:
    """The days that every hit must lie in: the range beside the query and those that the query demands."""
    demanded = query.children if isinstance(query, And) else (query,)
    ranges = [leaf for leaf in demanded if isinstance(leaf, DateRange)] + ([dates] if dates else [])
    return DateRange(
        max((one.first for one in ranges if one.first), default=None),
        min((one.last for one in ranges if one.last), default=None),
    )


def interval_for(asked: DateRange, covered: DateRange) -> Interval:
    """covered: the days of the whole index, for the ends that are not asked for; years where nothing is known."""
    first, last = asked.first or covered.first, asked.last or covered.last
    if first is None or last is None:
        return Interval.YEAR
    width_days = (last - first).days + 1
    if width_days <= WIDEST_IN_DAYS:
        return Interval.DAY
    return Interval.MONTH if width_days <= WIDEST_IN_MONTHS else Interval.YEAR


def days_covered(first: str | None, last: str | None) -> DateRange:
    """From the ISO days of an index's statistics."""
    return DateRange(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)
