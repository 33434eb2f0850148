"""Asking: a search as the engine is asked for it. What is typed is read and gets its other forms; filters, order and
the number of words that must be there follow from the parameters.

    params ──read──► typed query ──expanded──► query ──request──► SearchRequest ──closest──► an answer of the engine
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from presssearch import query as queries
from presssearch.engines.base import (
    Engine,
    EngineResult,
    FacetCounts,
    FacetRequest,
    Interval,
    Scan,
    SearchRequest,
    Sort,
    Stop,
)
from presssearch.fields import Kind
from presssearch.query.tree import DateRange, Query
from presssearch.search.args import AUTO
from presssearch.search.expansions import Expanded, Expansions
from presssearch.search.matching import Match, asks_for_news, hints, least, steps
from presssearch.search.params import SearchParams
from presssearch.search.people import People
from presssearch.search.timeline import asked_range, days_covered, interval_for

_Answer = TypeVar("_Answer", EngineResult, Scan)


class Asking:
    """Safe to share between threads, as the engine is. today: the day that `last 30 days` counts from."""

    def __init__(self, engine: Engine, today: Callable[[], date]) -> None:
        self.engine = engine
        self._today = today
        self.expansions = Expansions(engine)
        self.people = People(engine)
        self._covered: tuple[int, DateRange] | None = None

    def read(self, text: str, *, forgiving: bool) -> queries.Mended:
        """What is typed. QueryError where it does not parse; if `forgiving`, it is mended instead."""
        today = self._today()
        return queries.mend(text, today=today) if forgiving else queries.Mended(queries.parse(text, today=today), text)

    def expanded(self, params: SearchParams, query: Query) -> tuple[Query, tuple[Expanded, ...]]:
        """The query with the other forms of its words and names, and which these are."""
        return (query, ()) if params.exact else self.expansions.of(query)

    def closest(
        self, params: SearchParams, typed: Query, query: Query, ask: Callable[[SearchRequest], _Answer]
    ) -> tuple[SearchRequest, Match, _Answer]:
        """Ask for the releases with as many of the words as wanted, for those with fewer while there are none; the
        first answer if there never are any, and one that was stopped before it came to any. typed: the query without
        its expansions."""
        tried = []
        for match in steps(params.match, typed):
            request = self.request(params, query, match, typed)
            answer = ask(request)
            tried.append((request, match, answer))
            if answer.total or (isinstance(answer, EngineResult) and answer.stopped):
                return tried[-1]
        return tried[0]

    def request(self, params: SearchParams, query: Query, match: Match, typed: Query) -> SearchRequest:
        """What is searched, in which order; the parts of a page are left to add."""
        by_default = Sort.RELEVANCE if _ranks(query) else Sort.NEWEST
        sort = params.sort or (params.cursor.sort if params.cursor else by_default)
        filters = self.people.resolved(params.filters)
        ranked = sort is Sort.RELEVANCE
        return SearchRequest(
            query=query,
            filters=filters,
            dates=params.dates,
            least=least(match, query),
            hints=hints(typed, query) if ranked else (),
            towards=self.days_covered().last if asks_for_news(typed) else None,
            sort=sort,
        )

    def number(self, request: SearchRequest) -> EngineResult:
        """The answer without hits: their number, and whether it is whole."""
        return self.engine.search(replace(request, limit=0, hints=()))

    def counted(self, request: SearchRequest, facet: FacetRequest, stops: list[Stop | None]) -> FacetCounts:
        """Of the same hits, another facet. stops: takes what stopped the counting."""
        found = self.engine.search(replace(request, limit=0, hints=(), facets=(facet,)))
        stops.append(found.stopped)
        return found.facets[facet.field]

    def interval(self, params: SearchParams, query: Query) -> Interval | None:
        """Of the histogram, by the width of the days that are asked for where the parameters leave it open."""
        if isinstance(params.histogram, Interval) or params.histogram is None:
            return params.histogram
        assert params.histogram == AUTO
        asked = asked_range(query, params.dates)
        wide_open = asked.first is None or asked.last is None
        return interval_for(asked, self.days_covered() if wide_open else asked)

    def days_covered(self) -> DateRange:
        """The first and the last day of all articles. Kept until the engine has applied another change: statistics may
        cost as much as a search."""
        applied = self.engine.applied()
        kept = self._covered
        if kept is None or kept[0] != applied:
            stats = self.engine.stats()
            kept = self._covered = applied, days_covered(stats.first, stats.last)
        return kept[1]


def _ranks(query: Query) -> bool:
    """Are there words that a score can be made of?"""
    return any(
        leaf.field is None or leaf.field.kind in (Kind.TEXT, Kind.NAME) for leaf in queries.positive_leaves(query)
    )
