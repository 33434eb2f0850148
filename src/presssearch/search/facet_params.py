"""FacetParams: which values of one field are listed, in the words of the URL, the command line and the library.

    /facets/people?q=visa&city=Almaty&prefix=kar&sort=name&page=2

Query, filters and dates are those of a search, and mean the same: the counts are of its hits, as in its facets.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from presssearch.errors import ParamsError
from presssearch.fields import Field
from presssearch.search.args import BY_PARAMETER, MAX_VALUE_CHARS, Parameter, Reading, number_parameter, one_of
from presssearch.search.params import SearchParams

LIST_SIZE = 50
MAX_LIST_SIZE = 1000
MAX_LIST_PAGE = 100_000
COUNT, NAME = "count", "name"


def _read_prefix(key: str, text: str) -> str:
    if len(text) > MAX_VALUE_CHARS:
        raise ParamsError(f"{key} is longer than {MAX_VALUE_CHARS} characters")
    return text


# what is counted, beside the filters
NARROWING = tuple(BY_PARAMETER[name] for name in ("q", "from", "to", "match", "exact"))
FACET_PARAMETERS: tuple[Parameter, ...] = (
    *NARROWING,
    Parameter("prefix", "only values with a word that begins so", "query", _read_prefix, "kar"),
    Parameter(
        "sort",
        "the most frequent first, or by the alphabet",
        "choice",
        lambda key, text: one_of(key, text, (COUNT, NAME)),
        NAME,
        COUNT,
        values=(COUNT, NAME),
    ),
    number_parameter("limit", "values on a page", 1, MAX_LIST_SIZE, LIST_SIZE),
    number_parameter("page", "which page of them", 1, MAX_LIST_PAGE, 1),
)
_TABLE = {parameter.name: parameter for parameter in FACET_PARAMETERS}


EVERYTHING = SearchParams()


@dataclass(frozen=True, slots=True)
class FacetParams:
    """field: whose values are listed. search: the hits that are counted."""

    field: Field
    search: SearchParams = EVERYTHING
    prefix: str = ""
    by_name: bool = False
    limit: int = LIST_SIZE
    page: int = 1

    @classmethod
    def from_args(
        cls,
        field: Field,
        pairs: Iterable[tuple[str, str]],
        *,
        notices: list[str] | None = None,
        unknown: list[str] | None = None,
    ) -> Self:
        """As `SearchParams.from_args`."""
        reading = Reading(notices, notices if unknown is None else unknown, _TABLE)
        for key, value in pairs:
            if value.strip():
                reading.take(key, value)
        found = {name: reading.plain[name] for name in ("prefix", "limit", "page") if name in reading.plain}
        by_name = reading.plain.get("sort") == NAME
        how = {name: reading.plain[name] for name in ("match", "exact") if name in reading.plain}
        search = SearchParams(**reading.narrowing(), **how)
        return cls(field, search, by_name=by_name, **found)

    def to_query(self) -> str:
        """The canonical pairs as they stand in an address, behind the question mark and /facets/FIELD."""
        plain = (
            ("prefix", self.prefix, ""),
            ("sort", NAME if self.by_name else COUNT, COUNT),
            ("limit", str(self.limit), str(LIST_SIZE)),
            ("page", str(self.page), "1"),
        )
        narrowing = [pair for pair in self.search.whole().to_args() if pair[0] != "sort"]
        args = [*narrowing, *((key, value) for key, value, default in plain if value != default)]
        return urlencode(args, safe="~", errors="replace")

    def with_page(self, page: int) -> Self:
        return replace(self, page=page)
