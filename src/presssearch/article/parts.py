"""The parts of an Article: plain data, each with what is known and None for what is not."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, time
from enum import Enum

from presssearch.errors import ParseError

Span = tuple[int, int]  # start, end

NEIGHBOURS = "neighbours"  # the source of a date whose year the releases before and after it in a series told
_SETTLED = 0.8  # the confidence from which on a day is evidence for others


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a dateline: as printed, its English name and its ISO 3166 country, if known."""

    raw: str
    name: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The line that says where and when, as printed. `date` is `2018-06-12`, or `--06-12` when
    no year is printed; `time` is `HH:MM` on the wall clock of the place."""

    raw: str
    places: tuple[Place, ...] = ()
    date: str | None = None
    time: str | None = None
    timezone: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One witness of a date. kind: dateline, record, jsonld, meta, time, url, header, reference, neighbour …;
    where: the place it stands in, such as "block 2" or "meta article:published_time"."""

    kind: str
    value: str
    where: str


class Certainty(Enum):
    """exact: the release's own evidence, or a person, settles the day. inferred: its neighbours told the year, or the
    evidence leaves a doubt. partial: a month or a year. no-year: a day of an unknown year."""

    EXACT = "exact"
    INFERRED = "inferred"
    PARTIAL = "partial"
    NO_YEAR = "no-year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Published:
    """When the release was published, as far as its evidence goes.

    value: `2018-06-12T10:39`, `2018-06-12`, `2018-06`, `2018`, `--06-12`, `--06-12T10:39`, or None.
    precision: minute, day, month, year, day-without-year, or None with no value.
    source: the kind of the evidence that decided. candidates: losing values with their weight.
    """

    value: str | None = None
    precision: str | None = None
    source: str | None = None
    timezone: str | None = None
    confidence: float = 0.0
    candidates: tuple[tuple[str, float], ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def days(self) -> tuple[date, date] | None:
        """First and last day that the value can mean; None where the year is not known."""
        if self.value is None or self.value.startswith("--"):
            return None
        parts = [int(part) for part in self.value.partition("T")[0].split("-")]
        if len(parts) == 3:
            day = date(*parts)
            return day, day
        if len(parts) == 2:
            year, month = parts
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(parts[0], 1, 1), date(parts[0], 12, 31)

    def own_day(self) -> date | None:
        """The day, where the release's own evidence settles it: one that neighbours told is no evidence for theirs."""
        days = self.days()
        settled = self.precision in ("day", "minute") and self.confidence >= _SETTLED and self.source != NEIGHBOURS
        return days[0] if days and settled else None

    def certainty(self) -> Certainty:
        """How sure the day of publication is."""
        if self.value is None:
            return Certainty.UNKNOWN
        if self.value.startswith("--"):
            return Certainty.NO_YEAR
        if self.precision not in ("day", "minute"):
            return Certainty.PARTIAL
        return Certainty.EXACT if self.own_day() or self.source == "correction" else Certainty.INFERRED

    def day_without_year(self) -> tuple[int, int] | None:
        """Month and day of a date whose year the release itself does not tell, also where its neighbours did."""
        if self.value is None or not (self.value.startswith("--") or self.source == NEIGHBOURS):
            return None
        month, day = self.value.partition("T")[0].split("-")[-2:]
        return int(month), int(day)

    def minute(self) -> int | None:
        """Minutes after midnight, where a time is known."""
        clock = (self.value or "").partition("T")[2]
        return int(clock[:2]) * 60 + int(clock[3:5]) if clock else None


UNKNOWN_DATE = Published()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in the body, once, in the longest form printed."""

    name: str
    office: str | None = None
    country: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    name: str
    acronym: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, and who said them. kind: direct or block."""

    text: str
    speaker: str | None = None
    office: str | None = None
    kind: str = "direct"
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """When the record took an article in, as `2026-11-24T07:10:00Z`; nothing about when it was published.

    first: its first revision. edited: the last one whose headline or text had other words than the one before;
    other punctuation, other spaces and a better reading of the rest are no edit.
    """

    first: str
    edited: str


_DATE = re.compile(r"(?:\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d)?)?)?|--\d\d-\d\d(?:T\d\d:\d\d)?)", re.ASCII)
_PRECISIONS = {4: "year", 7: "month", 10: "day", 16: "minute"}


def published_on(value: str) -> Published:
    """A Published from one of its value forms, such as `2018-06-12` or `--06-12T10:39`."""
    without_year = value.startswith("--")
    # 2000 is a leap year, so that the 29th of February passes
    full = f"2000{value[1:]}" if without_year else value
    day, _, clock = full.partition("T")
    try:
        if not _DATE.fullmatch(value):
            raise ValueError
        date.fromisoformat(day + "-01-01"[len(day) - 4 :])
        if clock:
            time.fromisoformat(clock)
    except ValueError:
        raise ParseError(
            f"not a date: {value!r:.60}; expected 2018-06-12, 2018-06, 2018 or --06-12, with or without T10:39"
        ) from None
    precision = "day-without-year" if without_year else _PRECISIONS[len(full)]
    return Published(value=value, precision=precision, confidence=1.0)


def checked(published: Published) -> Published:
    """A date that came from outside: with its precision, where only the value was given.

    ParseError where value and precision differ.
    """
    if published.value is None:
        if published.precision is not None:
            raise ParseError(f"article.published: a precision ({published.precision}) without a value")
        return published
    try:
        precision = published_on(published.value).precision
    except ParseError as error:
        raise ParseError(f"article.published.value: {error}") from None
    if published.precision not in (None, precision):
        raise ParseError(f"article.published.precision: expected {precision}, got {published.precision!r:.60}")
    return published if published.precision else replace(published, precision=precision)
