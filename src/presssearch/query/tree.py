"""The query tree: data, without behaviour. It knows no engine; words stay as typed.

A leaf with `field=None` searches every field that has a weight. And, Or hold two children or more.
End each `match` over a Query with `assert_never(query)`: a new node then fails the type check.
"""

from dataclasses import dataclass
from datetime import date

from presssearch.fields import Field


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article: the empty query."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed. It may hold several tokens (`C5+1`, `2254/2015`, `外交部`), which must then
    follow each other. In a CODE field it is a whole value."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must follow each other; text: without the quotation marks."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so; text: without the star."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class DateRange:
    """Published within these days, both included; None is an open end. An article known to the month
    or year matches when all of its days lie inside; one without a year never matches."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Missing:
    """Articles that have no value in the field."""

    field: Field


@dataclass(frozen=True, slots=True)
class And:
    children: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Or:
    children: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Not:
    child: "Query"


Query = Everything | Word | Phrase | Prefix | DateRange | Missing | And | Or | Not
