"""presssearch. Level a asks the engine; b and c ask the service, from the text of a query to marked snippets."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.search.peers.base import HITS, PAGE, VALUES, Answer, in_batches, size_of
from benchmarks.search.queries import FACETS, Search

from presssearch.archive import Archive, Change
from presssearch.article import Article
from presssearch.engines import open_engine
from presssearch.engines.base import Filter, Interval, SearchRequest, Sort
from presssearch.fields import BY_NAME
from presssearch.query import to_text
from presssearch.query.tree import And, DateRange, Everything, Not, Or, Phrase, Prefix, Query, Word
from presssearch.search.matching import Match
from presssearch.search.params import SearchParams
from presssearch.search.service import SearchService

SIX = tuple(BY_NAME[name] for name in FACETS)
_PUT_AT_ONCE = 500


class Engine:
    """kind: of presssearch's engines."""

    def __init__(self, folder: Path, kind: str = "whoosh") -> None:
        self._folder = folder
        self._kind = kind

    def prepare(self, release: dict[str, Any]) -> Article:
        return Article.from_json(release)

    def record(self, prepared: Iterable[Article]) -> None:
        """Put articles into the record: the texts that the index does not keep."""
        with Archive.open(self._folder / "record.sqlite", create=True) as archive:
            for batch in in_batches(prepared, _PUT_AT_ONCE):
                archive.put(batch)

    def build(self, prepared: Iterable[Article]) -> None:
        """The index alone; `record` comes before it."""
        self.open()
        # a fresh record numbers its changes from 1
        self._engine.apply(Change(n, article.id, article) for n, article in enumerate(prepared, 1))
        self.close()

    def open(self) -> None:
        self._archive = Archive.open(self._folder / "record.sqlite")
        self._engine = open_engine(self._kind, self._folder, archive=self._archive, create=True)
        self._service = SearchService(self._engine)

    def search(self, search: Search, level: str) -> Answer:
        query = query_of(search)
        filters = {BY_NAME[facet]: Filter((value,)) for facet, value in search.filters}
        dates = DateRange(*map(day_of, search.days)) if search.days else None
        if level == "a":
            sort = Sort.RELEVANCE if search.worded else Sort.NEWEST
            found = self._engine.search(SearchRequest(query, filters, dates, sort=sort, limit=HITS))
            return Answer(found.total, tuple(hit.id for hit in found.hits))
        if level == PAGE:
            whole = self._service.search(
                SearchParams(query=to_text(query), filters=filters, dates=dates, match=Match.ALL)
            )
            return Answer(whole.total, tuple(result.card.id for result in whole.results))
        counted = level == "c"
        page = self._service.search(
            SearchParams(
                query=to_text(query),
                match=Match.ALL,
                filters=filters,
                dates=dates,
                limit=HITS,
                facets=SIX if counted else (),
                facet_size=VALUES,
                histogram=Interval.YEAR if counted else None,
            )
        )
        return Answer(
            page.total,
            tuple(result.card.id for result in page.results),
            tuple("".join(part.text for part in result.snippets[0]) for result in page.results),
            {name: tuple((value.value, value.count) for value in facet.values) for name, facet in page.facets.items()},
            page.histogram.buckets if page.histogram else (),
        )

    def update(self, prepared: Article) -> None:
        self._archive.put([prepared])
        self._engine.apply(self._archive.changes(self._engine.applied()))

    def close(self) -> None:
        self._engine.close()
        self._archive.close()

    def size_bytes(self) -> int:
        return size_of(self._folder)


def query_of(search: Search) -> Query:
    """Words in every field that has a weight."""
    parts: list[Query] = [Word(word) for word in search.every]
    if search.either:
        parts.append(Or(tuple(Word(word) for word in search.either)))
    if search.phrase:
        parts.append(Phrase(" ".join(search.phrase)))
    if search.prefix:
        parts.append(Prefix(search.prefix))
    parts += [Not(Word(word)) for word in search.without]
    return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else Everything()


def day_of(number: int) -> date:
    return date(number // 10_000, number // 100 % 100, number % 100)
