"""SearchService: SearchParams -> ResultPage, and articles with the searched words marked."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from presssearch import query as queries
from presssearch.article import Article, Card
from presssearch.engines.base import (
    Engine,
    EngineResult,
    EngineStats,
    FacetCounts,
    FacetRequest,
    Filter,
    Hit,
    Interval,
    Marks,
    Scan,
    SearchRequest,
    Sort,
    Stop,
)
from presssearch.fields import Field, Kind
from presssearch.query.expansion import leaves_in
from presssearch.query.tree import DateRange, Query
from presssearch.search.args import AUTO
from presssearch.search.dossiers import Dossiers
from presssearch.search.expansions import Expanded, Expansions
from presssearch.search.exports.export import NO_ADDRESSES, Addresses, Export
from presssearch.search.facet_params import FacetParams
from presssearch.search.facets import facet_requests, facets_of, list_request, listed
from presssearch.search.fragments import fragments, numbered
from presssearch.search.matching import Match, asks_for_news, hints, least, steps
from presssearch.search.notes import notes_of
from presssearch.search.page import Facet, FacetPage, MarkedArticle, Result, ResultPage
from presssearch.search.paging import neighbours, window
from presssearch.search.params import SearchParams
from presssearch.search.people import PEOPLE, Groups, People
from presssearch.search.person_page import PersonPage, PersonParams
from presssearch.search.places import PlacesPage, list_of_cities, places_of
from presssearch.search.quoted import BY, ShownQuotation, quotations_of
from presssearch.search.similar import SIZE, Similarity, SimilarPage
from presssearch.search.snippets import SNIPPET_COUNT, snippets
from presssearch.search.spelling import Suggestion, suggestion
from presssearch.search.standing import asks_for_places, paragraphs_of, standing
from presssearch.search.suggest import SIZE as SUGGESTIONS
from presssearch.search.suggest import Suggestions, suggest
from presssearch.search.timeline import asked_range, days_covered, interval_for

FEW = 10  # hits: with fewer, a page says how many releases have most of the words
_AT_ONCE = 10_000  # hits that are asked for at a time, where all are wanted

_Answer = TypeVar("_Answer", EngineResult, Scan)


@dataclass(frozen=True, slots=True)
class State:
    """token: another one whenever an answer may be: with each change of the index, and each day where the query
    counts from today. changed_at: since when the answer holds; None where that is not known."""

    token: str
    changed_at: datetime | None


def _today() -> date:
    return datetime.now(UTC).date()


class SearchService:
    """What a searcher gets from one engine. Safe to share between threads, as the engine is.
    today: the day that `last 30 days` counts from. revisions: all of an article, oldest first, from the record."""

    def __init__(
        self,
        engine: Engine,
        *,
        today: Callable[[], date] = _today,
        revisions: Callable[[str], Sequence[Article]] | None = None,
    ) -> None:
        self._engine = engine
        self._revisions = revisions
        self._today = today
        self._expansions = Expansions(engine)
        self._people = People(engine)
        self._similarity = Similarity(engine, self._expansions)
        self._dossiers = Dossiers(engine, self._people, self.search, self.export)
        self._covered: tuple[int, DateRange] | None = None

    def search(self, params: SearchParams, *, forgiving: bool = False) -> ResultPage:
        """One page of results. QueryError where the query does not parse; if `forgiving`, it is mended
        instead, and the notes of the page say how."""
        began = time.perf_counter()
        read = self._mended(params.query) if forgiving else self._parsed(params.query)
        query, expanded = self._expanded(params, read.query)
        facets, histogram = facet_requests(params), self._interval(params, query)

        def ask(request: SearchRequest) -> EngineResult:
            return self._engine.search(replace(window(params, request), facets=facets, histogram=histogram))

        request, match, found = self._closest(params, read.query, query, ask)
        hits, before, after = neighbours(params, request.sort, found.hits)
        stops = [found.stopped]
        shown = self._facets(params, request, found, stops)
        found = replace(found, stopped=next(filter(None, stops), None))
        return ResultPage(
            params=params,
            total=found.total,
            results=self._results(hits, query, params.filters.get(BY, Filter()).include),
            facets=shown,
            histogram=found.histogram,
            sort=request.sort,
            text=read.text,
            parsed=queries.to_text(read.query),
            described=queries.describe(read.query),
            next=after,
            previous=before,
            notes=(*read.notes, *notes_of(found), *self._lacking(params, read.query, match)),
            expanded=expanded,
            match=match,
            looser=None if found.stopped else self._looser(params, read.query, query, found.total),
            suggestion=None if found.stopped else self._suggestion(params, read.query, match, found.total),
            took_ms=_since(began),
        )

    def facet(self, params: FacetParams, *, forgiving: bool = False) -> FacetPage:
        """One page of the values of a field, counted over the hits of a search as its facets are; a faulty query
        as in `search`."""
        began = time.perf_counter()
        read = self._mended(params.search.query) if forgiving else self._parsed(params.search.query)
        asked = list_request(params)
        request, _, found = self._closest(
            params.search,
            read.query,
            self._expanded(params.search, read.query)[0],
            lambda request: self._engine.search(replace(request, limit=0, facets=(asked,))),
        )
        counts, also = found.facets[params.field], None
        if params.field == PEOPLE and not params.search.exact:
            stops = [found.stopped]
            merged = self._people.listed(counts, asked, lambda facet: self._counted(request, facet, stops))
            counts, also = merged.counts, merged.also
            found = replace(found, stopped=next(filter(None, stops), None))
        return FacetPage(
            params=params,
            facet=listed(counts, params, also or {}),
            total=found.total,
            text=read.text,
            described=queries.describe(read.query),
            notes=(*read.notes, *notes_of(found)),
            took_ms=_since(began),
        )

    def export(self, params: SearchParams, addresses: Addresses = NO_ADDRESSES, *, page: bool = False) -> Export:
        """All hits, as a stream, in the order of `search`; with `page` those of that page alone. QueryError as
        in `search`."""
        changed_at = self._engine.changed_at()
        if page:
            found = self.search(replace(params, facets=(), histogram=None))
            shown = [article for article in self._engine.get([one.card.id for one in found.results]) if article]
            return Export(params, found.total, shown, found.described, found.next, changed_at, addresses)
        query = self._parsed(params.query).query
        _, _, scan = self._closest(params, query, self._expanded(params, query)[0], self._engine.scan)
        return Export(params, scan.total, scan.articles, queries.describe(query), None, changed_at, addresses)

    def ids(self, params: SearchParams) -> Iterator[str]:
        """All hits, in the order of `search`, without a look at any. QueryError as there."""
        query = self._parsed(params.query).query
        request, _, found = self._closest(
            params,
            query,
            self._expanded(params, query)[0],
            lambda request: self._engine.search(replace(request, limit=_AT_ONCE)),
        )
        while found.hits:
            yield from (hit.id for hit in found.hits)
            found = self._engine.search(replace(request, limit=_AT_ONCE, after=found.hits[-1]))

    def places(self, params: SearchParams, *, forgiving: bool = False) -> PlacesPage:
        """The cities of the datelines of a search; a faulty query as in `search`."""
        return places_of(self.facet(list_of_cities(params), forgiving=forgiving))

    def person(self, params: PersonParams) -> PersonPage:
        """What the releases say of somebody; a name that none has leads to a page without releases, but with names
        that may be meant."""
        return self._dossiers.of(params)

    def suggest(self, text: str, size: int = SUGGESTIONS) -> Suggestions:
        """What somebody who has typed so much may be about to type."""
        return suggest(self._engine, text, size)

    def state(self, text: str = "") -> State:
        """That of the index, as far as the answer to a query depends on it; faulty queries are mended."""
        today = self._today()
        now, later = (queries.mend(text, today=day).query for day in (today, today + timedelta(days=1)))
        changed_at = self._engine.changed_at()
        day = None if now == later else today
        return State(f"{self._engine.applied()} {changed_at} {day}", changed_at if day is None else None)

    def count(self, params: SearchParams) -> int:
        """Number of hits alone: no facets, no texts. A faulty query is mended."""
        typed = self._mended(params.query).query
        query, _ = self._expanded(params, typed)
        count = self._closest(params, typed, query, lambda request: self._engine.search(replace(request, limit=0)))
        return count[-1].total

    def landing(self) -> ResultPage:
        """The newest releases, with the facets of everything."""
        return self.search(SearchParams())

    def article(self, id: str) -> Article | None:
        return self._engine.get([id])[0]

    def revisions(self, article: Article) -> Sequence[Article]:
        """All revisions of an article, oldest first; itself alone where there is no record to ask."""
        return (self._revisions(article.id) if self._revisions else ()) or (article,)

    def similar(self, id: str, size: int = SIZE) -> SimilarPage | None:
        """Releases like one, and those of the same event, `size` of each; None where there is no such release."""
        found = self.article(id)
        return self._similarity.to(found, size) if found else None

    def marked(self, article: Article, text: str = "") -> MarkedArticle:
        """The article's headline and paragraphs with the words of a query, mended if need be, marked."""
        query, _ = self._expansions.of(self._mended(text).query)
        (marks,) = self._marks(query, article.language, [article], None)
        paragraphs = (fragments(article.body, marks.body, *span) for span in article.paragraph_spans())
        headline, *texts = numbered((fragments(article.headline or "", marks.headline), *paragraphs))
        return MarkedArticle(headline, tuple(texts))

    def stats(self) -> EngineStats:
        return self._engine.stats()

    def _parsed(self, text: str) -> queries.Mended:
        return queries.Mended(queries.parse(text, today=self._today()), text)

    def _mended(self, text: str) -> queries.Mended:
        return queries.mend(text, today=self._today())

    def _expanded(self, params: SearchParams, query: Query) -> tuple[Query, tuple[Expanded, ...]]:
        return (query, ()) if params.exact else self._expansions.of(query)

    def _closest(
        self, params: SearchParams, typed: Query, query: Query, ask: Callable[[SearchRequest], _Answer]
    ) -> tuple[SearchRequest, Match, _Answer]:
        """Ask for the releases with as many of the words as wanted, for those with fewer while there are none; the
        first answer if there never are any, and one that was stopped before it came to any. typed: the query without
        its expansions."""
        tried = []
        for match in steps(params.match, typed):
            request = self._request(params, query, match, typed)
            answer = ask(request)
            tried.append((request, match, answer))
            if answer.total or (isinstance(answer, EngineResult) and answer.stopped):
                return tried[-1]
        return tried[0]

    def _lacking(self, params: SearchParams, typed: Query, match: Match) -> tuple[str, ...]:
        """A sentence about the words that the hits lack, where it was not asked for."""
        if params.match is not Match.AUTO or match is Match.ALL:
            return ()
        absent = [f"“{queries.to_text(word)}”" for word in queries.parts_of(typed)[1] if not self._stands(params, word)]
        lacking = f", and none has {' or '.join(absent)}" if absent else ""
        return (f"No release has all of these words{lacking}: shown are those with {match.value} of them",)

    def _stands(self, params: SearchParams, word: Query) -> bool:
        """Is the word in a release, with these filters, or may it be?"""
        request = self._request(params, self._expanded(params, word)[0], Match.ALL, word)
        found = self._engine.search(replace(request, limit=0))
        return found.total > 0 or found.stopped is not None

    def _total(self, request: SearchRequest) -> int:
        """Number of hits; 0 where it is not known, because the search was stopped."""
        found = self._engine.search(replace(request, limit=0))
        return 0 if found.stopped else found.total

    def _looser(self, params: SearchParams, typed: Query, query: Query, total: int) -> tuple[Match, int] | None:
        """How many releases have most of the words, or any of them, where few have all."""
        wider = [*steps(params.match, typed)][1:2]
        if not wider or not 0 < total < FEW:
            return None
        request = self._request(params, query, wider[0], typed)
        found = self._total(request)
        return (wider[0], found) if found > total else None

    def _suggestion(self, params: SearchParams, typed: Query, match: Match, total: int) -> Suggestion | None:
        """Another query, where no release or few have all of the words."""

        def count(query: Query) -> int:
            request = self._request(params, self._expanded(params, query)[0], Match.ALL, query)
            return self._total(request)

        if match is not Match.ALL:
            total = 0 if params.match is Match.AUTO else count(typed)
        return suggestion(self._engine, typed, total, count) if total < FEW else None

    def _request(self, params: SearchParams, query: Query, match: Match, typed: Query) -> SearchRequest:
        """What is searched, in which order; the parts of a page are left to add."""
        by_default = Sort.RELEVANCE if _ranks(query) else Sort.NEWEST
        sort = params.sort or (params.cursor.sort if params.cursor else by_default)
        filters = self._people.resolved(params.filters)
        return SearchRequest(
            query=query,
            filters=filters,
            dates=params.dates,
            least=least(match, query),
            hints=() if match is Match.ALL else hints(typed),
            towards=self._days_covered().last if asks_for_news(typed) else None,
            sort=sort,
        )

    def _facets(
        self, params: SearchParams, request: SearchRequest, found: EngineResult, stops: list[Stop | None]
    ) -> Mapping[str, Facet]:
        """As counted; of people, with the spellings of a name as one value. stops: takes what stopped the counting."""
        counts: dict[Field, FacetCounts] = dict(found.facets)
        also: Mapping[str, tuple[str, ...]] = {}
        chosen = params.filters.get(PEOPLE, Filter())
        if PEOPLE in counts and (not params.exact or self._people.holds_spellings(chosen)):

            def count(groups: Groups) -> tuple[int, ...]:
                return self._counted(request, FacetRequest(PEOPLE, size=0, together=groups), stops).together

            merged = self._people.merged(counts[PEOPLE], chosen, params.facet_size, count)
            counts[PEOPLE], also = merged.counts, merged.also
        return facets_of(counts, params, also)

    def _counted(self, request: SearchRequest, facet: FacetRequest, stops: list[Stop | None]) -> FacetCounts:
        found = self._engine.search(replace(request, limit=0, facets=(facet,)))
        stops.append(found.stopped)
        return found.facets[facet.field]

    def _results(self, hits: Sequence[Hit], query: Query, speakers: Sequence[str]) -> tuple[Result, ...]:
        """speakers: chosen ones."""
        cards = self._engine.cards([hit.id for hit in hits]) if hits else []
        shown = [(hit, card) for hit, card in zip(hits, cards, strict=True) if card]  # one may just have been deleted
        found: dict[str, Marks] = {}
        for language in dict.fromkeys(card.language for _, card in shown):
            spoken = [card for _, card in shown if card.language == language]
            marks = self._marks(query, language, spoken, SNIPPET_COUNT)
            found |= {card.id: these for card, these in zip(spoken, marks, strict=True)}
        quoted = quotations_of(self._engine, [card.id for _, card in shown], query, speakers)
        return tuple(self._result(card, hit.score, found[card.id], quoted.get(card.id)) for hit, card in shown)

    def _marks(
        self, query: Query, language: str | None, texts: Sequence[Article | Card], passages: int | None
    ) -> list[Marks]:
        """Of texts in one language. Where the query asks for places, all of them are looked at."""
        leaves = leaves_in(query, language)
        if not asks_for_places(query):
            return self._engine.marks(leaves, texts, passages)
        return [
            Marks(
                standing(query, leaves, marks.headline, text.headline or ""),
                standing(query, leaves, marks.body, text.body, paragraphs_of(text)),
            )
            for text, marks in zip(texts, self._engine.marks(leaves, texts), strict=True)
        ]

    def _result(self, card: Card, score: float, marks: Marks, quotation: ShownQuotation | None) -> Result:
        return Result(
            card=card,
            score=score,
            headline=fragments(card.headline or "", marks.headline),
            snippets=snippets(card.body, marks.body),
            fetch=self.article,
            quotation=quotation,
        )

    def _interval(self, params: SearchParams, query: Query) -> Interval | None:
        if isinstance(params.histogram, Interval) or params.histogram is None:
            return params.histogram
        assert params.histogram == AUTO
        asked = asked_range(query, params.dates)
        wide_open = asked.first is None or asked.last is None
        return interval_for(asked, self._days_covered() if wide_open else asked)

    def _days_covered(self) -> DateRange:
        """Kept until the engine has applied another change: statistics may cost as much as a search."""
        applied = self._engine.applied()
        kept = self._covered
        if kept is None or kept[0] != applied:
            stats = self._engine.stats()
            kept = self._covered = applied, days_covered(stats.first, stats.last)
        return kept[1]


def _since(began: float) -> float:
    """Milliseconds."""
    return round((time.perf_counter() - began) * 1000, 3)


def _ranks(query: Query) -> bool:
    """Are there words that a score can be made of?"""
    return any(
        leaf.field is None or leaf.field.kind in (Kind.TEXT, Kind.NAME) for leaf in queries.positive_leaves(query)
    )
