"""Whoosh as its documentation shows it: its own schema, writer, searcher and facets."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.search.peers.base import HITS, VALUES, Answer, Counts, size_of, years_of
from benchmarks.search.queries import FACETS, MANY, Row, Search, row_of
from whoosh import index
from whoosh.analysis import LowercaseFilter, RegexTokenizer
from whoosh.fields import ID, KEYWORD, NUMERIC, TEXT, Schema
from whoosh.query import And, AndNot, Every, NumericRange, Or, Phrase, Prefix, Query, Term
from whoosh.sorting import Count, Facets, FieldFacet

SEARCHED = ("head", "body")


class Engine:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def prepare(self, release: dict[str, Any]) -> Row:
        return row_of(release)

    def build(self, prepared: Iterable[Row]) -> None:
        writer = index.create_in(self._folder, schema()).writer(limitmb=256)
        for row in prepared:
            writer.add_document(**document_of(row))
        writer.commit()

    def open(self) -> None:
        self._index = index.open_dir(self._folder)
        self._searcher = self._index.searcher()

    def search(self, search: Search, level: str) -> Answer:
        own = {facet for facet, _ in search.filters}
        options: dict[str, Any] = {} if search.worded else {"sortedby": FieldFacet("day", reverse=True)}
        if level == "c":
            options |= {"groupedby": groups_of(facet for facet in FACETS if facet not in own), "maptype": Count}
            options["groupedby"].add_field("year")
        found = self._searcher.search(query_of(search), limit=HITS, **options)
        total, top = len(found), found[:HITS]  # with groups Whoosh returns every hit, whatever the limit
        ids = tuple(hit["id"] for hit in top)
        if level == "a":
            return Answer(total, ids)
        snippets = tuple(hit.highlights("body", top=1) if search.worded else hit["body"][:200] for hit in top)
        if level == "b":
            return Answer(total, ids, snippets)
        groups = {name: found.groups(name) for name in found.facet_names()}
        for facet in own:
            others = self._searcher.search(
                query_of(search, but=facet), limit=1, groupedby=groups_of((facet,)), maptype=Count
            )
            groups[facet] = others.groups(facet)
        years = years_of((int(year), count) for year, count in groups["year"].items())
        return Answer(total, ids, snippets, {facet: most(groups[facet]) for facet in FACETS}, years)

    def update(self, prepared: Row) -> None:
        writer = self._index.writer()
        writer.update_document(**document_of(prepared))
        writer.commit()
        self._searcher = self._searcher.refresh()

    def close(self) -> None:
        self._searcher.close()
        self._index.close()

    def size_bytes(self) -> int:
        return size_of(self._folder)


def schema() -> Schema:
    words = RegexTokenizer(r"[A-Za-z0-9]+") | LowercaseFilter()
    facets = {facet: KEYWORD(commas=True) if facet in MANY else ID(sortable=True) for facet in FACETS}
    return Schema(
        id=ID(unique=True, stored=True),
        head=TEXT(analyzer=words, stored=True),
        body=TEXT(analyzer=words, stored=True),
        day=NUMERIC(int, bits=32, signed=False, sortable=True),
        year=NUMERIC(int, bits=32, signed=False, sortable=True),
        **facets,
    )


def document_of(row: Row) -> dict[str, Any]:
    facets = {facet: ",".join(values) for facet, values in row.facets.items() if values}
    return {"id": row.id, "head": row.head, "body": row.body, "day": row.day, "year": row.year, **facets}


def query_of(search: Search, *, but: str | None = None) -> Query:
    parts: list[Query] = [either(Term, word) for word in search.every]
    if search.either:
        parts.append(Or([either(Term, word) for word in search.either]))
    if search.phrase:
        parts.append(either(Phrase, list(search.phrase)))
    if search.prefix:
        parts.append(either(Prefix, search.prefix))
    if search.days:
        parts.append(NumericRange("day", *search.days, constantscore=True))
    parts += [Term(facet, value, boost=0.0) for facet, value in search.filters if facet != but]
    found = And(parts) if len(parts) > 1 else parts[0] if parts else Every()
    return AndNot(found, Or([either(Term, word) for word in search.without])) if search.without else found


def either(kind: type[Query], words: Any) -> Query:
    """In either of the fields that are searched."""
    return Or([kind(field, words) for field in SEARCHED])


def groups_of(facets: Iterable[str]) -> Facets:
    groups = Facets()
    for facet in facets:
        groups.add_field(facet, allow_overlap=facet in MANY)
    return groups


def most(group: dict[Any, int]) -> Counts:
    """Articles without a value stand under None, or under the empty text of a column."""
    ranked = sorted(((value, count) for value, count in group.items() if value), key=lambda pair: (-pair[1], pair[0]))
    return tuple(ranked[:VALUES])
