"""ResultPage: what one search gives, as plain values; the page, the API and the table print it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from presssearch.article import Article, Card
from presssearch.engines.base import MISSING, Histogram, Sort
from presssearch.errors import EngineError
from presssearch.fields import Field
from presssearch.search.expansions import Expanded
from presssearch.search.facet_params import FacetParams
from presssearch.search.fragments import Fragment
from presssearch.search.matching import Match
from presssearch.search.params import SearchParams
from presssearch.search.quoted import ShownQuotation
from presssearch.search.spelling import Suggestion


@dataclass(frozen=True, slots=True)
class Result:
    """card: what is shown of the article. headline and snippets as fragments: the words that matched are marked.
    quotation: the one that was asked for, if one was."""

    card: Card
    score: float
    headline: tuple[Fragment, ...]
    snippets: tuple[tuple[Fragment, ...], ...]
    fetch: Callable[[str], Article | None] = field(repr=False, compare=False)
    quotation: ShownQuotation | None = None

    @property
    def article(self) -> Article:
        """The whole article, fetched each time it is asked for: who shows lists needs the card alone. EngineError
        where it has been deleted since it was found."""
        found = self.fetch(self.card.id)
        if found is None:
            raise EngineError(f"article {self.card.id} has been deleted since it was found; search again")
        return found


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """What the article page shows of a text: headline and paragraphs as fragments, what is marked numbered."""

    headline: tuple[Fragment, ...]
    paragraphs: tuple[tuple[Fragment, ...], ...]

    @property
    def hits(self) -> int:
        """How much is marked."""
        return sum(piece.marked for text in (self.headline, *self.paragraphs) for piece in text)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """value: as in the filter; label: for people (`KZ` -> `Kazakhstan`). also: other names that are counted with it."""

    value: str
    label: str
    count: int
    selected: bool = False
    excluded: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """values: chosen ones first, then by count. missing: hits without a value; distinct: of all values."""

    field: Field
    values: tuple[FacetValue, ...]
    missing: int
    missing_selected: bool
    missing_excluded: bool
    distinct: int

    @property
    def none(self) -> tuple[FacetValue, ...]:
        """The hits without a value as one more value, where there are any or they are chosen."""
        if not (self.missing or self.missing_selected or self.missing_excluded):
            return ()
        return (FacetValue(MISSING, MISSING, self.missing, self.missing_selected, self.missing_excluded),)


@dataclass(frozen=True, slots=True)
class FacetPage:
    """One page of the values of a field. total: hits of the search. text, described, notes: as in ResultPage."""

    params: FacetParams
    facet: Facet
    total: int
    text: str
    described: str
    took_ms: float
    notes: tuple[str, ...] = ()

    @property
    def next(self) -> FacetParams | None:
        more = self.facet.distinct > self.params.page * self.params.limit
        return self.params.with_page(self.params.page + 1) if more else None

    @property
    def previous(self) -> FacetParams | None:
        return self.params.with_page(self.params.page - 1) if self.params.page > 1 else None


@dataclass(frozen=True, slots=True)
class ResultPage:
    """text: the query that was searched, as one would type it: as typed, unless it had to be mended. parsed: how
    it was understood, in the query language; described: in plain English. notes: what was done to a faulty query,
    and what may have been meant otherwise. facets: by field name, in the order asked for. next, previous: the
    pages beside this one, None where there is none; next is good at any depth. expanded: what was searched for besides
    what was typed. match: how many of the words the hits have, which the notes explain where it was not asked for;
    looser: how many releases have most of the words, or any, where few have all. suggestion: another query that may
    be meant, where few have all.
    """

    params: SearchParams
    total: int
    results: tuple[Result, ...]
    facets: Mapping[str, Facet]
    histogram: Histogram | None
    sort: Sort
    text: str
    parsed: str
    described: str
    took_ms: float
    next: SearchParams | None = None
    previous: SearchParams | None = None
    notes: tuple[str, ...] = ()
    expanded: tuple[Expanded, ...] = ()
    match: Match = Match.ALL
    looser: tuple[Match, int] | None = None
    suggestion: Suggestion | None = None

    @property
    def pages(self) -> int:
        """Number of pages; 1 where there is nothing."""
        return max(1, -(-self.total // max(1, self.params.limit)))
