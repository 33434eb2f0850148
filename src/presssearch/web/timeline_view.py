"""The histogram as a list of bars; each is a link that narrows the search to its days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from presssearch.search import DateRange, Histogram, Interval
from presssearch.search.args import days_of
from presssearch.search.params import SearchParams
from presssearch.web.filters_view import Link
from presssearch.web.languages import gettext, ngettext
from presssearch.web.urls import search_url
from presssearch.web.wording import TIMELINES, day_text, month_day_text, month_text, number_text, releases_text

HEIGHTS = 20  # steps of a bar: classes h0 … h20 of the style sheet
MAX_BARS = 62  # with more, the empty ones between are left out
MAX_LABELS = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """label: below the bar, on some of them. text: what it means, in full."""

    label: str | None
    text: str
    height: int
    href: str | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """up: wider ranges of days than the one chosen, the widest first. undated: how many hits stand in no bar."""

    title: str
    up: tuple[Link, ...]
    bars: tuple[Bar, ...]
    undated: str | None


def timeline(histogram: Histogram, params: SearchParams) -> Timeline | None:
    """None where there is nothing to compare."""
    filled = _filled(histogram) if histogram.buckets else []
    if len(filled) < 2:
        return None
    most = max(count for _, count in filled)
    step = -(-len(filled) // MAX_LABELS)
    bars = tuple(
        Bar(
            label=_label(bucket, histogram.interval) if n % step == 0 else None,
            text=gettext("%(day)s: %(releases)s", day=day_text(bucket), releases=releases_text(count)),
            height=-(-count * HEIGHTS // most),
            href=search_url(params.with_dates(DateRange(*days_of(bucket)))) if count else None,
        )
        for n, (bucket, count) in enumerate(filled)
    )
    return Timeline(gettext(TIMELINES[histogram.interval]), tuple(_up(params)), bars, _undated(histogram))


def _up(params: SearchParams) -> Iterator[Link]:
    """All years › 2018 › June 2018, as far as the days chosen lie in them."""
    dates = params.dates
    if not dates:
        return
    yield Link(gettext("All years"), search_url(params.with_dates(None)))
    if dates.first and dates.last:
        first, last = dates.first.isoformat(), dates.last.isoformat()
        for length in (4, 7):
            wider = DateRange(*days_of(first[:length]))
            if first[:length] == last[:length] and wider != dates:
                yield Link(day_text(first[:length]), search_url(params.with_dates(wider)))


def _undated(histogram: Histogram) -> str | None:
    """How many hits stand in no bar, in words."""
    number, count = histogram.undated, number_text(histogram.undated)
    if not number:
        return None
    match histogram.interval:
        case Interval.YEAR:
            return ngettext(
                "%(count)s release is not shown: its year is not known.",
                "%(count)s releases are not shown: their years are not known.",
                number,
                count=count,
            )
        case Interval.MONTH:
            return ngettext(
                "%(count)s release is not shown: its month is not known.",
                "%(count)s releases are not shown: their months are not known.",
                number,
                count=count,
            )
        case Interval.DAY:
            return ngettext(
                "%(count)s release is not shown: its day is not known.",
                "%(count)s releases are not shown: their days are not known.",
                number,
                count=count,
            )


def _label(bucket: str, interval: Interval) -> str:
    """Short enough to stand below a bar: 2018, Jun 2018, 12 Jun."""
    match interval:
        case Interval.YEAR:
            return bucket
        case Interval.MONTH:
            return month_text(bucket)
        case Interval.DAY:
            return month_day_text(bucket)


def _filled(histogram: Histogram) -> list[tuple[str, int]]:
    """The buckets with the empty ones between them, where they are few."""
    counts = dict(histogram.buckets)
    steps = _steps(histogram.buckets[0][0], histogram.buckets[-1][0], histogram.interval)
    every = [name for _, name in zip(range(MAX_BARS + 1), steps, strict=False)]
    return [(name, counts.get(name, 0)) for name in every] if len(every) <= MAX_BARS else list(histogram.buckets)


def _steps(first: str, last: str, interval: Interval) -> Iterator[str]:
    length = len(first)
    day, end = days_of(first)[0], days_of(last)[0]
    while day <= end:
        yield day.isoformat()[:length]
        if end.year == date.max.year:
            return
        match interval:
            case Interval.YEAR:
                day = day.replace(year=day.year + 1)
            case Interval.MONTH:
                day = (day + timedelta(days=31)).replace(day=1)
            case Interval.DAY:
                day += timedelta(days=1)
