"""PersonPage: what the releases say of somebody, as plain values; and PersonParams, what is asked for.

/people/Sergey%20Lavrov?page=2
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from presssearch.engines.base import Histogram
from presssearch.search.args import Parameter, number_parameter, read_plain
from presssearch.search.page import Facet, Result

QUOTATIONS = 20
MAX_QUOTATIONS = 100
_MAX_PAGE = 10_000

PERSON_PARAMETERS: tuple[Parameter, ...] = (
    number_parameter("limit", "quotations on a page", 1, MAX_QUOTATIONS, QUOTATIONS),
    number_parameter("page", "which page of them", 1, _MAX_PAGE, 1),
)


@dataclass(frozen=True, slots=True)
class PersonParams:
    """name: in any spelling. limit, page: of the quotations."""

    name: str
    limit: int = QUOTATIONS
    page: int = 1

    @classmethod
    def from_args(
        cls,
        name: str,
        pairs: Iterable[tuple[str, str]],
        *,
        notices: list[str] | None = None,
        unknown: list[str] | None = None,
    ) -> Self:
        """As `SearchParams.from_args`; filters are no parameters here."""
        return cls(name, **read_plain(PERSON_PARAMETERS, pairs, notices=notices, unknown=unknown))

    def to_query(self) -> str:
        """The canonical pairs as they stand in an address, behind the question mark and /people/NAME."""
        plain = (("limit", self.limit, QUOTATIONS), ("page", self.page, 1))
        return urlencode([(key, value) for key, value, default in plain if value != default])

    def with_page(self, page: int) -> Self:
        return replace(self, page=page)


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as printed, and how many releases print it."""

    name: str
    releases: int


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office as printed. first, last: the days of the first and the last release that prints it, as exact as they
    are known (2018-06-12, 2018-06, 2018); None where none of them has a year."""

    office: str
    first: str | None
    last: str | None
    releases: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody is quoted with. speaker, office: as printed there; language, headline, date: of the release."""

    text: str
    speaker: str
    office: str | None
    article_id: str
    headline: str | None
    date: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class NamedWith:
    """Somebody else who is named in the same releases. also: other spellings that are counted with the name."""

    name: str
    releases: int
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonPage:
    """name: the commonest spelling; spellings: all of them, the commonest first. total: releases that name somebody
    so; read: how many of them, newest first, offices, quotations and people were read from. offices: the one printed
    last comes first. quotations: one page of `quoted`, newest first. newest: releases. years: releases by year.
    suggestions: names of the index that may be meant, where total is 0. searched: notes of the search for the name.
    """

    params: PersonParams
    name: str
    total: int
    spellings: tuple[Spelling, ...]
    read: int
    offices: tuple[OfficeHeld, ...]
    quotations: tuple[Quotation, ...]
    quoted: int
    people: tuple[NamedWith, ...]
    cities: Facet
    years: Histogram
    newest: tuple[Result, ...]
    suggestions: tuple[str, ...]
    took_ms: float
    searched: tuple[str, ...] = ()

    @property
    def next(self) -> PersonParams | None:
        """The next page of quotations."""
        more = self.quoted > self.params.page * self.params.limit
        return self.params.with_page(self.params.page + 1) if more else None

    @property
    def previous(self) -> PersonParams | None:
        return self.params.with_page(self.params.page - 1) if self.params.page > 1 else None

    @property
    def notes(self) -> tuple[str, ...]:
        """What was not read."""
        if self.read >= self.total:
            return self.searched
        return (
            *self.searched,
            f"Offices, quotations and people are those of the newest {self.read:,} of {self.total:,} releases",
        )
