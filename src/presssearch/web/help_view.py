"""What the help page tells: the query language by examples (LANGUAGE), the parameters of an address."""

from presssearch.search import LANGUAGE, LIMITS
from presssearch.search.args import FACET_SIZE, MAX_FACET_SIZE, MAX_PAGE_SIZE, PAGE_SIZE

PARAMETERS: tuple[tuple[str, str], ...] = (
    ("q", "the query"),
    ("city=Minsk", "a value of a filter; once more for another value; any filter of the table above"),
    ("-city=Minsk", "a value to leave out"),
    ("city=~none", "those without a value"),
    ("from, to", "the first and the last day: 2018, 2018-06 or 2018-06-12"),
    ("sort", "relevance, newest or oldest"),
    ("page", "1 and up"),
    ("limit", f"results on a page: {PAGE_SIZE} if not given, at most {MAX_PAGE_SIZE}"),
    ("facets", "the filters to count, with commas between them; none for none"),
    ("facet_size", f"values counted in each: {FACET_SIZE} if not given, at most {MAX_FACET_SIZE}"),
    ("histogram", "auto, none, year, month or day"),
)

__all__ = ["LANGUAGE", "LIMITS", "PARAMETERS"]
