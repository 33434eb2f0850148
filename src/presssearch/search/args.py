"""The pairs of a URL -> values: PARAMETERS, which keys there are beside the filters, what each may hold, its limits.

The command line makes its options of the table, the API its description; the help page prints it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any

from presssearch.article import published_on
from presssearch.engines.base import Filter, Hit, Interval, Sort
from presssearch.errors import ParamsError, ParseError, UnknownField
from presssearch.fields import BY_NAME, FACETS, Field
from presssearch.query.tree import DateRange
from presssearch.search.cursor import Cursor
from presssearch.search.matching import Match

PAGE_SIZE = 20
FACET_SIZE = 8
MAX_PAGE_SIZE = 100
MAX_FACET_SIZE = 100
SIMILAR_SIZE = 5  # releases in each list
SUGGESTIONS = 10
MAX_DEPTH = 10_000  # page · limit: what lies deeper is reached from page to page, by the cursor of `next`
MAX_SELECTED = 50  # chosen and excluded values of all fields
MAX_VALUE_CHARS = 500

SPOKEN = "lang"  # a key of the pages: the language that they speak, which says nothing of the search
AUTO, NONE, ALL = "auto", "none", "all"
OFF, ON = _SWITCH = ("0", "1")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One key of an address.

    kind: query, date, choice, number, names or cursor; values: of a choice;
    low, high: of a number. default: in words, where it is not given.
    """

    name: str
    help: str
    kind: str
    read: Callable[[str, str], Any]
    example: str
    default: str | None = None
    values: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None

    @property
    def meaning(self) -> str:
        """What it holds, in a line."""
        words = f": {', '.join(self.values[:-1])} or {self.values[-1]}" if self.values else ""
        limits = [f"default: {self.default}"] if self.default else []
        limits += [f"at most {self.high:,}"] if self.high else []
        return self.help + words + (f" ({'; '.join(limits)})" if limits else "")


def days_of(text: str) -> tuple[date, date]:
    """First and last day of `2018`, `2018-06` or `2018-06-12`; ParamsError for anything else."""
    try:
        days = published_on(text).days() if _PARTIAL_DATE.fullmatch(text) else None
    except ParseError:
        days = None
    if days is None:
        raise ParamsError(f"{_shown(text)} is not a date: write 2018, 2018-06 or 2018-06-12")
    return days


def facet_named(name: str, table: Mapping[str, Parameter] | None = None) -> Field:
    """The field to filter by, by its name or alias; UnknownField names the nearest one, or a key of the table."""
    found = BY_NAME.get(name)
    if found is not None and found.facet:
        return found
    if found is not None:
        mend = f"write {found.name}:word in the query instead"
        raise UnknownField(f"{found.name} cannot be filtered by", text=name, position=0, mend=mend)
    known = [*(table or BY_PARAMETER), *(key for key, candidate in BY_NAME.items() if candidate.facet)]
    near = get_close_matches(name.casefold(), known, n=1)
    mend = f"did you mean {near[0]}?" if near else f"the filters are {', '.join(facet.name for facet in FACETS)}"
    raise UnknownField(f"there is no parameter {_shown(name)}", text=name, position=0, mend=mend)


_PARTIAL_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_COUNT = re.compile(r"[0-9]{1,6}")


class Reading:
    """What has been read so far. `notices` collects a sentence for each faulty value, `unknown` for each key that
    does not exist; without them a fault raises. table: the keys beside the filters, by default those of a search;
    filters: are there any?"""

    def __init__(
        self,
        notices: list[str] | None,
        unknown: list[str] | None,
        table: Mapping[str, Parameter] | None = None,
        *,
        filters: bool = True,
    ) -> None:
        self.notices, self.unknown, self._filtered = notices, unknown, filters
        self.table = BY_PARAMETER if table is None else table
        self.filters: dict[Field, Filter] = {}
        self.plain: dict[str, Any] = {}
        self.selected = 0

    @contextmanager
    def _forgiving(self, heard: list[str] | None) -> Iterator[None]:
        try:
            yield
        except (ParamsError, UnknownField) as error:
            if heard is None:
                raise
            said = f"{error.message}: {error.mend}" if isinstance(error, UnknownField) else str(error)
            heard.append(f"Ignored: {said}")

    def take(self, key: str, value: str) -> None:
        if key == SPOKEN:
            return
        if key in self.table:
            with self._forgiving(self.notices):
                if key in self.plain:
                    raise ParamsError(f"{key} is given twice, and only one can count")
                self.plain[key] = self.table[key].read(key, value.strip())
            return
        chosen = None
        with self._forgiving(self.unknown):
            if not self._filtered:
                mend = f"there are {', '.join(self.table)}"
                raise UnknownField(f"there is no parameter {_shown(key)}", text=key, position=0, mend=mend)
            chosen = facet_named(key.removeprefix("-"), self.table)
        if chosen is not None:
            with self._forgiving(self.notices):
                self._take_filter(chosen, value, "exclude" if key.startswith("-") else "include")

    def _take_filter(self, chosen: Field, value: str, side: str) -> None:
        if len(value) > MAX_VALUE_CHARS:
            raise ParamsError(f"a value of {chosen.name} is longer than {MAX_VALUE_CHARS} characters")
        if self.selected >= MAX_SELECTED:
            raise ParamsError(f"{chosen.name} {_shown(value)}: at most {MAX_SELECTED} values can be chosen")
        self.selected += 1
        old = self.filters.get(chosen, Filter())
        self.filters[chosen] = replace(old, **{side: (*getattr(old, side), value)})

    def narrowing(self) -> dict[str, Any]:
        """Query, filters and dates, as SearchParams is made with them. Faults of two keys together show only
        when all is read."""
        arguments = {"query": self.plain.get("q", ""), "filters": self.filters}
        dates = DateRange(self.plain.get("from"), self.plain.get("to"))
        with self._forgiving(self.notices):
            check_dates(dates)
            arguments["dates"] = dates
        return arguments

    def arguments(self) -> dict[str, Any]:
        """All that SearchParams is made with."""
        arguments = self.narrowing()
        found = {key: value for key, value in self.plain.items() if key not in ("q", "from", "to")}
        page, cursor = found.pop("page", 1), found.pop("cursor", None)
        with self._forgiving(self.notices):
            check_depth(page, found.get("limit", PAGE_SIZE))
            arguments["page"] = page
        with self._forgiving(self.notices):
            check_cursor(cursor, found.get("sort"), arguments.get("page", 1))
            arguments["cursor"] = cursor
        return {**found, **arguments}


def read_plain(
    table: Sequence[Parameter],
    pairs: Iterable[tuple[str, str]],
    *,
    notices: list[str] | None = None,
    unknown: list[str] | None = None,
) -> dict[str, Any]:
    """What an address says where there are no filters: by name, as each parameter reads it; empty values count as
    absent. notices, unknown: as in Reading."""
    known = {parameter.name: parameter for parameter in table}
    reading = Reading(notices, notices if unknown is None else unknown, known, filters=False)
    for key, value in pairs:
        if value.strip():
            reading.take(key, value)
    return reading.plain


def _read_histogram(key: str, text: str) -> Interval | str | None:
    choice = one_of(key, text, (AUTO, NONE, *(interval.value for interval in Interval)))
    return {AUTO: AUTO, NONE: None}.get(choice) if choice in (AUTO, NONE) else Interval(choice)


def _read_facets(key: str, text: str) -> tuple[Field, ...]:
    if text in ("", NONE):
        return ()
    return FACETS if text == ALL else tuple(dict.fromkeys(facet_named(name.strip()) for name in text.split(",")))


def number_parameter(name: str, help: str, low: int, high: int, default: int) -> Parameter:
    def read(key: str, text: str) -> int:
        if not _COUNT.fullmatch(text) or not low <= int(text) <= high:
            raise ParamsError(f"{key} must be a number from {low} to {high}, not {_shown(text)}")
        return int(text)

    return Parameter(name, help, "number", read, str(high), str(default), low=low, high=high)


_MATCHES = tuple(match.value for match in Match)
_SORTS = tuple(sort.value for sort in Sort)
_INTERVALS = (AUTO, NONE, *(interval.value for interval in Interval))

PARAMETERS: tuple[Parameter, ...] = (
    Parameter("q", "the query", "query", lambda _, text: text, "visa agreement"),
    Parameter("from", "the first day: 2018, 2018-06 or 2018-06-12", "date", lambda _, text: days_of(text)[0], "2018"),
    Parameter("to", "the last day, in the same forms", "date", lambda _, text: days_of(text)[1], "2018-06"),
    Parameter(
        "sort",
        "the order, added being what came into the index last",
        "choice",
        lambda key, text: Sort(one_of(key, text, _SORTS)),
        "newest",
        "relevance where there are words to rank by, else newest",
        values=_SORTS,
    ),
    Parameter(
        "match",
        "how many of the words must be there",
        "choice",
        lambda key, text: Match(one_of(key, text, _MATCHES)),
        Match.MOST.value,
        "auto: all, or most where no release has all",
        values=_MATCHES,
    ),
    Parameter(
        "exact",
        "1: as typed, without other spellings of names and other forms of acronyms",
        "choice",
        lambda key, text: one_of(key, text, _SWITCH) == ON,
        ON,
        OFF,
        values=_SWITCH,
    ),
    number_parameter("limit", "results on a page; 0 only counts", 0, MAX_PAGE_SIZE, PAGE_SIZE),
    number_parameter(
        "page", f"which page; the first {MAX_DEPTH:,} results can be reached so, all by cursor", 1, MAX_DEPTH, 1
    ),
    Parameter(
        "cursor",
        "the page behind, or ahead of, another: copied from its next or previous",
        "cursor",
        lambda _, text: Cursor.from_text(text),
        Cursor(Hit("3f9a1c0b7e2155d0", 0.0, 20180612 * 1440), Sort.NEWEST).to_text(),
    ),
    Parameter(
        "facets", "the filters to count, with commas between them; all or none", "names", _read_facets, "city", ALL
    ),
    number_parameter("facet_size", "values counted in each filter", 1, MAX_FACET_SIZE, FACET_SIZE),
    Parameter("histogram", "the interval of the timeline", "choice", _read_histogram, "year", AUTO, values=_INTERVALS),
)
BY_PARAMETER = {parameter.name: parameter for parameter in PARAMETERS}


def one_of(key: str, text: str, choices: tuple[str, ...]) -> str:
    if text not in choices:
        raise ParamsError(f"{key} must be {', '.join(choices[:-1])} or {choices[-1]}, not {_shown(text)}")
    return text


def _shown(text: str) -> str:
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"


def check_dates(dates: DateRange) -> None:
    if dates.first and dates.last and dates.first > dates.last:
        raise ParamsError(f"the dates end ({dates.last}) before they begin ({dates.first})")


def check_depth(page: int, limit: int) -> None:
    if page * limit > MAX_DEPTH:
        raise ParamsError(
            f"page {page} is too deep: only the first {MAX_DEPTH:,} results have page numbers; "
            "go on from page to page by next, or narrow the search, by dates perhaps"
        )


def check_cursor(cursor: Cursor | None, sort: Sort | None, page: int) -> None:
    if cursor is not None and page != 1:
        raise ParamsError("cursor and page name two places: give one of them")
    if cursor is not None and sort not in (None, cursor.sort):
        raise ParamsError(f"the cursor is a place in the order {cursor.sort.value}: give that sort, or none")


def first_text(day: date) -> str:
    """The shortest text that means this first day: 2018-01-01 -> 2018."""
    return _shortened(day, day.day == 1, (day.month, day.day) == (1, 1))


def last_text(day: date) -> str:
    month_ends = (day + timedelta(days=1)).day == 1 if day < date.max else True
    return _shortened(day, month_ends, (day.month, day.day) == (12, 31))


def _shortened(day: date, month_edge: bool, year_edge: bool) -> str:
    text = day.isoformat()
    return text[:4] if year_edge else text[:7] if month_edge else text
