"""SearchService: SearchParams -> ResultPage, and articles with the searched words marked."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING

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
    Marks,
    SearchRequest,
    Stop,
)
from presssearch.fields import Field
from presssearch.query.expansion import leaves_in
from presssearch.query.tree import Query
from presssearch.search.args import SIMILAR_SIZE, SUGGESTIONS
from presssearch.search.asking import Asking
from presssearch.search.exports.export import NO_ADDRESSES, Addresses, Export
from presssearch.search.facet_params import FacetParams
from presssearch.search.facets import facet_requests, facets_of, list_request, listed
from presssearch.search.fragments import fragments, numbered
from presssearch.search.notes import notes_of
from presssearch.search.page import Facet, FacetPage, MarkedArticle, Result, ResultPage
from presssearch.search.paging import neighbours, window
from presssearch.search.params import SearchParams
from presssearch.search.people import PEOPLE, Groups
from presssearch.search.quoted import BY, ShownQuotation, quotations_of
from presssearch.search.snippets import SNIPPET_COUNT, snippets
from presssearch.search.standing import asks_for_places, paragraphs_of, standing
from presssearch.search.ways_out import lacking, looser, suggestion

if TYPE_CHECKING:  # a page of results waits for none of these
    from presssearch.search.dossiers import Dossiers
    from presssearch.search.person_page import PersonPage, PersonParams
    from presssearch.search.places import PlacesPage
    from presssearch.search.similar import Similarity, SimilarPage
    from presssearch.search.suggest import Suggestions

_AT_ONCE = 10_000  # hits that are asked for at a time, where all are wanted


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
        self._asking = Asking(engine, today)

    def search(self, params: SearchParams, *, forgiving: bool = False) -> ResultPage:
        """One page of results. QueryError where the query does not parse; if `forgiving`, it is mended
        instead, and the notes of the page say how."""
        began = time.perf_counter()
        read = self._asking.read(params.query, forgiving=forgiving)
        query, expanded = self._asking.expanded(params, read.query)
        facets, histogram = facet_requests(params), self._asking.interval(params, query)

        def ask(request: SearchRequest) -> EngineResult:
            return self._engine.search(replace(window(params, request), facets=facets, histogram=histogram))

        request, match, found = self._asking.closest(params, read.query, query, ask)
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
            notes=(*read.notes, *notes_of(found), *lacking(self._asking, params, read.query, match, request)),
            expanded=expanded,
            match=match,
            looser=None if found.stopped else looser(self._asking, params, read.query, query, found.total),
            suggestion=None if found.stopped else suggestion(self._asking, params, read.query, match, found.total),
            took_ms=_since(began),
        )

    def facet(self, params: FacetParams, *, forgiving: bool = False) -> FacetPage:
        """One page of the values of a field, counted over the hits of a search as its facets are; a faulty query
        as in `search`."""
        began = time.perf_counter()
        read = self._asking.read(params.search.query, forgiving=forgiving)
        asked = list_request(params)
        request, _, found = self._asking.closest(
            params.search,
            read.query,
            self._asking.expanded(params.search, read.query)[0],
            lambda request: self._engine.search(replace(request, limit=0, hints=(), facets=(asked,))),
        )
        counts, also = found.facets[params.field], None
        if params.field == PEOPLE and not params.search.exact:
            stops = [found.stopped]
            count = partial(self._asking.counted, request, stops=stops)
            merged = self._asking.people.listed(counts, asked, count)
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
        query = self._asking.read(params.query, forgiving=False).query
        _, _, scan = self._asking.closest(params, query, self._asking.expanded(params, query)[0], self._engine.scan)
        return Export(params, scan.total, scan.articles, queries.describe(query), None, changed_at, addresses)

    def ids(self, params: SearchParams) -> Iterator[str]:
        """All hits, in the order of `search`, without a look at any. QueryError as there."""
        query = self._asking.read(params.query, forgiving=False).query
        request, _, found = self._asking.closest(
            params,
            query,
            self._asking.expanded(params, query)[0],
            lambda request: self._engine.search(replace(request, limit=_AT_ONCE)),
        )
        while found.hits:
            yield from (hit.id for hit in found.hits)
            found = self._engine.search(replace(request, limit=_AT_ONCE, after=found.hits[-1]))

    def places(self, params: SearchParams, *, forgiving: bool = False) -> "PlacesPage":
        """The cities of the datelines of a search; a faulty query as in `search`."""
        from presssearch.search.places import list_of_cities, places_of  # noqa: PLC0415 - see above

        return places_of(self.facet(list_of_cities(params), forgiving=forgiving))

    def person(self, params: "PersonParams") -> "PersonPage":
        """What the releases say of somebody; a name that none has leads to a page without releases, but with names
        that may be meant."""
        return self._dossiers.of(params)

    def suggest(self, text: str, size: int = SUGGESTIONS) -> "Suggestions":
        """What somebody who has typed so much may be about to type."""
        from presssearch.search.suggest import suggest  # noqa: PLC0415 - see above

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
        typed = self._asking.read(params.query, forgiving=True).query
        query, _ = self._asking.expanded(params, typed)
        count = self._asking.closest(params, typed, query, self._asking.number)
        return count[-1].total

    def landing(self) -> ResultPage:
        """The newest releases, with the facets of everything."""
        return self.search(SearchParams())

    def article(self, id: str) -> Article | None:
        return self._engine.get([id])[0]

    def revisions(self, article: Article) -> Sequence[Article]:
        """All revisions of an article, oldest first; itself alone where there is no record to ask."""
        return (self._revisions(article.id) if self._revisions else ()) or (article,)

    def similar(self, id: str, size: int = SIMILAR_SIZE) -> "SimilarPage | None":
        """Releases like one, and those of the same event, `size` of each; None where there is no such release."""
        found = self.article(id)
        return self._similarity.to(found, size) if found else None

    def marked(self, article: Article, text: str = "") -> MarkedArticle:
        """The article's headline and paragraphs with the words of a query, mended if need be, marked."""
        query, _ = self._asking.expansions.of(self._asking.read(text, forgiving=True).query)
        (marks,) = self._marks(query, article.language, [article], None)
        paragraphs = (fragments(article.body, marks.body, *span) for span in article.paragraph_spans())
        headline, *texts = numbered((fragments(article.headline or "", marks.headline), *paragraphs))
        return MarkedArticle(headline, tuple(texts))

    def stats(self) -> EngineStats:
        return self._engine.stats()

    @cached_property
    def _similarity(self) -> "Similarity":
        from presssearch.search.similar import Similarity  # noqa: PLC0415 - see above

        return Similarity(self._engine, self._asking.expansions)

    @cached_property
    def _dossiers(self) -> "Dossiers":
        from presssearch.search.dossiers import Dossiers  # noqa: PLC0415 - see above

        return Dossiers(self._engine, self._asking.people, self.search, self.export)

    def _facets(
        self, params: SearchParams, request: SearchRequest, found: EngineResult, stops: list[Stop | None]
    ) -> Mapping[str, Facet]:
        """As counted; of people, with the spellings of a name as one value. stops: takes what stopped the counting."""
        counts: dict[Field, FacetCounts] = dict(found.facets)
        also: Mapping[str, tuple[str, ...]] = {}
        chosen = params.filters.get(PEOPLE, Filter())
        if PEOPLE in counts and (not params.exact or self._asking.people.holds_spellings(chosen)):

            def count(groups: Groups) -> tuple[int, ...]:
                return self._asking.counted(request, FacetRequest(PEOPLE, size=0, together=groups), stops).together

            merged = self._asking.people.merged(counts[PEOPLE], chosen, params.facet_size, count)
            counts[PEOPLE], also = merged.counts, merged.also
        return facets_of(counts, params, also)

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


def _since(began: float) -> float:
    """Milliseconds."""
    return round((time.perf_counter() - began) * 1000, 3)
