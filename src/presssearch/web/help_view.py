"""What the help page tells: the query language by examples (LANGUAGE), the parameters of an address."""

from presssearch.search import LANGUAGE, LIMITS
from presssearch.search.args import PARAMETERS as TABLE

FILTERS: tuple[tuple[str, str], ...] = (
    ("city=Minsk", "a value of a filter; once more for another value; any filter of the table above"),
    ("-city=Minsk", "a value to leave out"),
    ("city=~none", "those without a value"),
)
PARAMETERS = (*FILTERS, *((parameter.name, parameter.meaning) for parameter in TABLE))

__all__ = ["LANGUAGE", "LIMITS", "PARAMETERS"]
