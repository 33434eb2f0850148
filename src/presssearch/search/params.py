"""SearchParams: what one search asks for, in the words of the URL, the command line and the library."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from presssearch.engines.base import Filter, Interval, Sort
from presssearch.fields import FACETS, Field
from presssearch.query.tree import DateRange

PAGE_SIZE = 20
FACET_SIZE = 10


@dataclass(frozen=True, slots=True)
class SearchParams:
    """query: as typed. sort: None = relevance when there are words to rank by, else newest.
    page counts from 1. histogram: None = none, "auto" = by the width of the range."""

    query: str = ""
    filters: Mapping[Field, Filter] = field(default_factory=dict)
    dates: DateRange | None = None
    sort: Sort | None = None
    page: int = 1
    limit: int = PAGE_SIZE
    facets: tuple[Field, ...] = FACETS
    facet_size: int = FACET_SIZE
    histogram: Interval | str | None = "auto"
