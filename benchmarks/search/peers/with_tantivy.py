"""tantivy, one thread: counts by its aggregations over fast fields."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy
from benchmarks.search.peers.base import HITS, VALUES, Answer, Counts, size_of, years_of
from benchmarks.search.queries import FACETS, Row, Search, row_of
from tantivy import FieldType, Occur, Order, Query

_HEAP_BYTES = 256_000_000
_SNIPPET_CHARS = 200
_YEARS = {"years": {"terms": {"field": "year", "size": 100}}}

SEARCHED = ("head", "body")


class Engine:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def prepare(self, release: dict[str, Any]) -> Row:
        return row_of(release)

    def build(self, prepared: Iterable[Row]) -> None:
        writer = tantivy.Index(schema(), path=str(self._folder)).writer(_HEAP_BYTES, 1)
        for row in prepared:
            writer.add_document(document_of(row))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        self._index = tantivy.Index.open(str(self._folder))
        self._schema = self._index.schema
        self._searcher = self._index.searcher()
        self._writer: Any = None

    def search(self, search: Search, level: str) -> Answer:
        query, searcher = self._query(search), self._searcher
        if search.worded:
            found = searcher.search(query, HITS)
        else:
            found = searcher.search(query, HITS, order_by_field="day", order=Order.Desc)
        addresses = [address for _, address in found.hits]
        if level == "a":
            ids = tuple(f"r{number:07}" for number in searcher.fast_field_values("number", addresses))
            return Answer(found.count, ids)
        documents = [searcher.doc(address) for address in addresses]
        ids = tuple(document["id"][0] for document in documents)
        maker = tantivy.SnippetGenerator.create(searcher, query, self._schema, "body")
        maker.set_max_num_chars(_SNIPPET_CHARS)
        snippets = tuple(maker.snippet_from_doc(document).to_html() for document in documents)
        if level == "b":
            return Answer(found.count, ids, snippets)
        own = {facet for facet, _ in search.filters}
        counted = searcher.aggregate(query, terms_of(facet for facet in FACETS if facet not in own) | _YEARS)
        for facet in own:
            counted |= searcher.aggregate(self._query(search, but=facet), terms_of((facet,)))
        facets = {facet: counts_of(counted[facet]) for facet in FACETS}
        years = years_of((int(bucket["key"]), bucket["doc_count"]) for bucket in counted["years"]["buckets"])
        return Answer(found.count, ids, snippets, facets, years)

    def _query(self, search: Search, *, but: str | None = None) -> Query:
        parts = [(Occur.Must, self._word(word)) for word in search.every]
        if search.either:
            parts.append((Occur.Must, any_of([self._word(word) for word in search.either])))
        if search.phrase:
            phrases = [Query.phrase_query(self._schema, field, list(search.phrase)) for field in SEARCHED]
            parts.append((Occur.Must, any_of(phrases)))
        if search.prefix:
            begun = [Query.regex_query(self._schema, field, f"{search.prefix}.*") for field in SEARCHED]
            parts.append((Occur.Must, any_of(begun)))
        if search.days:
            days = Query.range_query(self._schema, "day", FieldType.Unsigned, *search.days)
            parts.append((Occur.Must, Query.const_score_query(days, 0)))
        for facet, value in search.filters:
            if facet != but:
                parts.append((Occur.Must, Query.const_score_query(self._term(facet, value), 0)))
        parts += [(Occur.MustNot, self._word(word)) for word in search.without]
        if not parts:
            return Query.all_query()
        return parts[0][1] if len(parts) == 1 else Query.boolean_query(parts)

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value, index_option="freq" if field in SEARCHED else "basic")

    def _word(self, word: str) -> Query:
        return any_of([self._term(field, word) for field in SEARCHED])

    def update(self, prepared: Row) -> None:
        if self._writer is None:
            self._writer = self._index.writer(_HEAP_BYTES, 1)
        self._writer.delete_documents_by_term("id", prepared.id)
        self._writer.add_document(document_of(prepared))
        self._writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def close(self) -> None:
        self._searcher = self._index = self._writer = None

    def size_bytes(self) -> int:
        return size_of(self._folder)


def any_of(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for field in SEARCHED:
        builder.add_text_field(field, stored=True, tokenizer_name="default", index_option="position")
    for facet in FACETS:
        builder.add_text_field(facet, stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    for field in ("number", "day", "year"):
        builder.add_unsigned_field(field, stored=True, indexed=True, fast=True)
    return builder.build()


def document_of(row: Row) -> Any:
    numbers = {"number": row.number, "day": row.day, "year": row.year}
    facets = {facet: list(values) for facet, values in row.facets.items()}
    document = tantivy.Document(id=row.id, head=row.head, body=row.body, **facets)
    for field, value in numbers.items():
        document.add_unsigned(field, value)
    return document


def terms_of(facets: Iterable[str]) -> dict[str, Any]:
    return {facet: {"terms": {"field": facet, "size": VALUES}} for facet in facets}


def counts_of(aggregation: dict[str, Any]) -> Counts:
    return tuple((bucket["key"], bucket["doc_count"]) for bucket in aggregation["buckets"])
