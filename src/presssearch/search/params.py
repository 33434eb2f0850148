"""SearchParams: what one search asks for, in the words of the URL, the command line and the library.

    /?q=visa&country=FR&country=DE&-city=Minsk&people=~none&from=2018-06&to=2018&sort=newest&page=2

A facet's name chooses a value (a repeated name means OR), `-name` excludes one, `~none` stands for "has
no value". The other keys are in `args`. One state has one spelling: `to_args` drops defaults, sorts values
and keeps the order of FIELDS, so that equal searches have equal URLs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import urlencode

from presssearch.engines.base import Filter, Interval, Sort
from presssearch.errors import ParamsError
from presssearch.fields import FACETS, Field
from presssearch.query.tree import DateRange
from presssearch.search.args import (
    ALL,
    AUTO,
    FACET_SIZE,
    MAX_DEPTH,
    MAX_FACET_SIZE,
    MAX_PAGE_SIZE,
    MAX_SELECTED,
    NONE,
    OFF,
    ON,
    PAGE_SIZE,
    Reading,
    check_cursor,
    check_dates,
    check_depth,
    facet_named,
    first_text,
    last_text,
)
from presssearch.search.cursor import Cursor
from presssearch.search.matching import Match


@dataclass(frozen=True, slots=True)
class SearchParams:
    """query: as typed. sort: None = relevance when there are words to rank by, else newest. match: how many of the
    words must be there; see matching. exact: without other
    spellings of names and other forms of acronyms.
    page counts from 1; limit 0 only counts; cursor: a place instead of a page number. histogram: None = none,
    "auto" = by the width of the range.

    Always valid: a value out of its limits raises ParamsError when the object is made. Filters are
    put in order and lose repeated values; a value both chosen and excluded is excluded.
    """

    query: str = ""
    filters: Mapping[Field, Filter] = field(default_factory=dict)
    dates: DateRange | None = None
    sort: Sort | None = None
    match: Match = Match.AUTO
    exact: bool = False
    page: int = 1
    cursor: Cursor | None = None
    limit: int = PAGE_SIZE
    facets: tuple[Field, ...] = FACETS
    facet_size: int = FACET_SIZE
    histogram: Interval | str | None = AUTO

    def __post_init__(self) -> None:
        object.__setattr__(self, "query", self.query.strip())
        object.__setattr__(self, "filters", _ordered(self.filters))
        if self.dates == DateRange(None, None):
            object.__setattr__(self, "dates", None)
        _check(self)

    @classmethod
    def from_args(
        cls,
        pairs: Iterable[tuple[str, str]],
        *,
        notices: list[str] | None = None,
        unknown: list[str] | None = None,
    ) -> Self:
        """Read keys and values as they stand in a URL; empty values count as absent
        (but `facets=` asks for none).

        The first fault raises: UnknownField for a key, ParamsError for a value. With a list, a faulty pair is
        left out instead, and a sentence about it is appended: to `notices`, or to `unknown` where the key does not
        exist and that list is given too.
        """
        reading = Reading(notices, notices if unknown is None else unknown)
        for key, value in pairs:
            if value.strip() or key == "facets":
                reading.take(key, value)
        return cls(**reading.arguments())

    def to_args(self, *, limited: bool = False) -> list[tuple[str, str]]:
        """The canonical pairs: what `from_args` reads back into an equal object. limited: with the limit even
        where it is that of a page, for files, in which no limit means all hits."""
        args = [("q", self.query)] if self.query else []
        for field_, chosen in self.filters.items():
            args += [(field_.name, value) for value in chosen.include]
            args += [("-" + field_.name, value) for value in chosen.exclude]
        if self.dates:
            args += [("from", first_text(self.dates.first))] if self.dates.first else []
            args += [("to", last_text(self.dates.last))] if self.dates.last else []
        histogram = self.histogram.value if isinstance(self.histogram, Interval) else self.histogram or NONE
        plain = (
            ("sort", self.sort.value if self.sort else "", ""),
            ("match", self.match.value, Match.AUTO.value),
            ("exact", ON if self.exact else OFF, OFF),
            ("page", str(self.page), "1"),
            ("cursor", self.cursor.to_text() if self.cursor else "", ""),
            ("limit", str(self.limit), "" if limited else str(PAGE_SIZE)),
            ("histogram", histogram, AUTO),
            ("facets", ALL if self.facets == FACETS else ",".join(f.name for f in self.facets) or NONE, ALL),
            ("facet_size", str(self.facet_size), str(FACET_SIZE)),
        )
        return args + [(key, value) for key, value, default in plain if value != default]

    def to_query(self, *, limited: bool = False) -> str:
        """The canonical pairs as they stand in an address, behind the question mark."""
        return urlencode(self.to_args(limited=limited), safe="~", errors="replace")

    def with_query(self, text: str) -> Self:
        return replace(self, query=text, page=1, cursor=None)

    def with_filter(self, field: Field, value: str, *, exclude: bool = False) -> Self:
        """The value is chosen (or excluded) besides those that are; it moves if it was the other."""
        old = self.without_filter(field, value).filters.get(field, Filter())
        new = replace(old, exclude=(*old.exclude, value)) if exclude else replace(old, include=(*old.include, value))
        return replace(self, filters={**self.filters, field: new}, page=1, cursor=None)

    def without_filter(self, field: Field, value: str) -> Self:
        """The value is neither chosen nor excluded."""
        old = self.filters.get(field, Filter())
        kept = Filter(_without(old.include, value), _without(old.exclude, value))
        return replace(self, filters={**self.filters, field: kept}, page=1, cursor=None)

    def without_filters(self) -> Self:
        """The query alone: no chosen or excluded value and no dates."""
        return replace(self, filters={}, dates=None, page=1, cursor=None)

    def with_dates(self, dates: DateRange | None) -> Self:
        return replace(self, dates=dates, page=1, cursor=None)

    def with_sort(self, sort: Sort | None) -> Self:
        return replace(self, sort=sort, page=1, cursor=None)

    def with_match(self, match: Match) -> Self:
        return replace(self, match=match, page=1, cursor=None)

    def with_exact(self, exact: bool) -> Self:
        return replace(self, exact=exact, page=1, cursor=None)

    def with_page(self, page: int) -> Self:
        return replace(self, page=page, cursor=None)

    def with_cursor(self, cursor: Cursor) -> Self:
        return replace(self, page=1, cursor=cursor)

    def whole(self) -> Self:
        """What is searched, in which order, without what is shown of it."""
        return replace(
            self,
            page=1,
            cursor=None,
            limit=PAGE_SIZE,
            facets=FACETS,
            facet_size=FACET_SIZE,
            histogram=AUTO,
        )

    @property
    def narrowed(self) -> bool:
        """Is there a filter or a date beside the query?"""
        return bool(self.filters) or self.dates is not None


def _check(params: SearchParams) -> None:
    limits = (
        ("limit", params.limit, 0, MAX_PAGE_SIZE),
        ("facet_size", params.facet_size, 1, MAX_FACET_SIZE),
        ("page", params.page, 1, MAX_DEPTH),
    )
    for key, value, low, high in limits:
        if not low <= value <= high:
            raise ParamsError(f"{key} must be a number from {low} to {high}, not {value}")
    if sum(len(chosen.include) + len(chosen.exclude) for chosen in params.filters.values()) > MAX_SELECTED:
        raise ParamsError(f"at most {MAX_SELECTED} values can be chosen")
    if isinstance(params.histogram, str) and params.histogram != AUTO:
        raise ParamsError(f"histogram must be an Interval, {AUTO!r} or None, not {params.histogram!r}")
    for named in (*params.filters, *params.facets):
        facet_named(named.name)
    check_dates(params.dates or DateRange(None, None))
    check_depth(params.page, params.limit)
    check_cursor(params.cursor, params.sort, params.page)


def _ordered(filters: Mapping[Field, Filter]) -> dict[Field, Filter]:
    """In the order of FIELDS, values sorted and each once; fields without a value are left out."""
    tidy = {}
    for chosen in sorted(filters, key=lambda field_: FACETS.index(facet_named(field_.name))):
        old = filters[chosen]
        excluded = set(old.exclude)
        new = Filter(tuple(sorted(set(old.include) - excluded)), tuple(sorted(excluded)))
        if new != Filter():
            tidy[chosen] = new
    return tidy


def _without(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(other for other in values if other != value)
