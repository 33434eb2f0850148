"""The pairs of a URL -> values: which keys there are, what each may hold, and its limits."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any

from presssearch.article import published_on
from presssearch.engines.base import Filter, Interval, Sort
from presssearch.errors import ParamsError, ParseError, UnknownField
from presssearch.fields import BY_NAME, FACETS, Field
from presssearch.query.tree import DateRange

PAGE_SIZE = 20
FACET_SIZE = 10
MAX_PAGE_SIZE = 100
MAX_FACET_SIZE = 100
MAX_DEPTH = 10_000  # page · limit: what lies deeper is reached by narrowing, not by paging
MAX_SELECTED = 50  # chosen and excluded values of all fields
MAX_VALUE_CHARS = 500

AUTO, NONE = "auto", "none"


def days_of(text: str) -> tuple[date, date]:
    """First and last day of `2018`, `2018-06` or `2018-06-12`; ParamsError for anything else."""
    try:
        days = published_on(text).days() if _PARTIAL_DATE.fullmatch(text) else None
    except ParseError:
        days = None
    if days is None:
        raise ParamsError(f"{_shown(text)} is not a date: write 2018, 2018-06 or 2018-06-12")
    return days


def facet_named(name: str) -> Field:
    """The field to filter by, by its name or alias; UnknownField names the nearest one."""
    found = BY_NAME.get(name)
    if found is not None and found.facet:
        return found
    if found is not None:
        mend = f"write {found.name}:word in the query instead"
        raise UnknownField(f"{found.name} cannot be filtered by", text=name, position=0, mend=mend)
    known = [*PLAIN, *(key for key, candidate in BY_NAME.items() if candidate.facet)]
    near = get_close_matches(name.casefold(), known, n=1)
    mend = f"did you mean {near[0]}?" if near else f"the filters are {', '.join(facet.name for facet in FACETS)}"
    raise UnknownField(f"there is no parameter {_shown(name)}", text=name, position=0, mend=mend)


_PARTIAL_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_COUNT = re.compile(r"[0-9]{1,6}")


class Reading:
    """What has been read so far. `notices` collects a sentence for each fault; without it a fault raises."""

    def __init__(self, notices: list[str] | None) -> None:
        self.notices = notices
        self.filters: dict[Field, Filter] = {}
        self.plain: dict[str, Any] = {}
        self.selected = 0

    @contextmanager
    def forgiving(self) -> Iterator[None]:
        try:
            yield
        except (ParamsError, UnknownField) as error:
            if self.notices is None:
                raise
            said = f"{error.message}: {error.mend}" if isinstance(error, UnknownField) else str(error)
            self.notices.append(f"Ignored: {said}")

    def take(self, key: str, value: str) -> None:
        if key not in _READ:
            self._take_filter(key, value)
        elif key in self.plain:
            raise ParamsError(f"{key} is given twice, and only one can count")
        else:
            self.plain[key] = _READ[key](key, value.strip())

    def _take_filter(self, key: str, value: str) -> None:
        chosen = facet_named(key.removeprefix("-"))
        if len(value) > MAX_VALUE_CHARS:
            raise ParamsError(f"a value of {chosen.name} is longer than {MAX_VALUE_CHARS} characters")
        if self.selected >= MAX_SELECTED:
            raise ParamsError(f"{chosen.name} {_shown(value)}: at most {MAX_SELECTED} values can be chosen")
        self.selected += 1
        side = "exclude" if key.startswith("-") else "include"
        old = self.filters.get(chosen, Filter())
        self.filters[chosen] = replace(old, **{side: (*getattr(old, side), value)})

    def arguments(self) -> dict[str, Any]:
        """What SearchParams is made with. Two faults show only when all is read."""
        found = {_ATTRIBUTES.get(key, key): value for key, value in self.plain.items()}
        dates = DateRange(found.pop("from", None), found.pop("to", None))
        with self.forgiving():
            check_dates(dates)
            found["dates"] = dates
        with self.forgiving():
            page = found.pop("page", 1)
            check_depth(page, found.get("limit", PAGE_SIZE))
            found["page"] = page
        return {**found, "filters": self.filters}


def _read_sort(key: str, text: str) -> Sort:
    return Sort(_one_of(key, text, [sort.value for sort in Sort]))


def _read_histogram(key: str, text: str) -> Interval | str | None:
    choice = _one_of(key, text, [AUTO, NONE, *(interval.value for interval in Interval)])
    return {AUTO: AUTO, NONE: None}.get(choice) if choice in (AUTO, NONE) else Interval(choice)


def _read_facets(key: str, text: str) -> tuple[Field, ...]:
    if text in ("", NONE):
        return ()
    return tuple(dict.fromkeys(facet_named(name.strip()) for name in text.split(",")))


def _count_reader(low: int, high: int) -> Callable[[str, str], int]:
    def read(key: str, text: str) -> int:
        if not _COUNT.fullmatch(text) or not low <= int(text) <= high:
            raise ParamsError(f"{key} must be a number from {low} to {high}, not {_shown(text)}")
        return int(text)

    return read


_READ: dict[str, Callable[[str, str], Any]] = {
    "q": lambda _, text: text,
    "from": lambda _, text: days_of(text)[0],
    "to": lambda _, text: days_of(text)[1],
    "sort": _read_sort,
    "page": _count_reader(1, MAX_DEPTH),
    "limit": _count_reader(0, MAX_PAGE_SIZE),
    "histogram": _read_histogram,
    "facets": _read_facets,
    "facet_size": _count_reader(1, MAX_FACET_SIZE),
}
_ATTRIBUTES = {"q": "query"}
PLAIN = tuple(_READ)


def _one_of(key: str, text: str, choices: list[str]) -> str:
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
            f"page {page} is too deep: only the first {MAX_DEPTH:,} results can be paged through; "
            "narrow the search, by dates perhaps"
        )


def first_text(day: date) -> str:
    """The shortest text that means this first day: 2018-01-01 -> 2018."""
    return _shortened(day, day.day == 1, (day.month, day.day) == (1, 1))


def last_text(day: date) -> str:
    month_ends = (day + timedelta(days=1)).day == 1 if day < date.max else True
    return _shortened(day, month_ends, (day.month, day.day) == (12, 31))


def _shortened(day: date, month_edge: bool, year_edge: bool) -> str:
    text = day.isoformat()
    return text[:4] if year_edge else text[:7] if month_edge else text
