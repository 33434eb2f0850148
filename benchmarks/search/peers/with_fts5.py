"""SQLite's FTS5: an index over a table of texts, narrow tables for the facets, counts by SQL."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.search.peers.base import HITS, VALUES, Answer, Counts, in_batches, size_of, years_of
from benchmarks.search.queries import FACETS, MANY, Row, Search, row_of

SINGLE = tuple(facet for facet in FACETS if facet not in MANY)
_ROWS_AT_ONCE = 500
_SCHEMA = f"""
CREATE TABLE article (number INTEGER PRIMARY KEY, id TEXT, head TEXT, body TEXT);
CREATE VIRTUAL TABLE words USING fts5(
    head, body, content='article', content_rowid='number', tokenize='unicode61 remove_diacritics 0');
CREATE TABLE facts (number INTEGER PRIMARY KEY, day INTEGER, year INTEGER, {", ".join(SINGLE)});
""" + "".join(
    f"CREATE TABLE {facet} (number INTEGER, value TEXT, PRIMARY KEY (number, value)) WITHOUT ROWID;"
    for facet in sorted(MANY)
)
_INDEXES = "".join(f"CREATE INDEX by_{facet} ON facts ({facet});" for facet in ("day", *SINGLE)) + "".join(
    f"CREATE INDEX by_{facet} ON {facet} (value);" for facet in sorted(MANY)
)


class Engine:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def prepare(self, release: dict[str, Any]) -> Row:
        return row_of(release)

    def build(self, prepared: Iterable[Row]) -> None:
        self.open()
        self._db.executescript(_SCHEMA)
        with self._db:
            for rows in in_batches(prepared, _ROWS_AT_ONCE):
                self._add(rows)
        self._db.executescript(_INDEXES + "ANALYZE;")
        self.close()

    def _add(self, rows: list[Row]) -> None:
        texts = [(row.number, row.id, row.head, row.body) for row in rows]
        self._db.executemany("INSERT INTO article VALUES (?, ?, ?, ?)", texts)
        words = [(number, head, body) for number, _, head, body in texts]
        self._db.executemany("INSERT INTO words (rowid, head, body) VALUES (?, ?, ?)", words)
        facts = [(r.number, r.day, r.year, *((*r.facets[facet], None)[0] for facet in SINGLE)) for r in rows]
        self._db.executemany(f"INSERT INTO facts VALUES (?, ?, ?{', ?' * len(SINGLE)})", facts)
        for facet in MANY:
            values = [(row.number, value) for row in rows for value in row.facets[facet]]
            self._db.executemany(f"INSERT INTO {facet} VALUES (?, ?)", values)

    def open(self) -> None:
        self._db = sqlite3.connect(self._folder / "fts5.sqlite")
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA cache_size = -131072")
        for facet in ("all", *FACETS):
            self._db.execute(f"CREATE TEMP TABLE found_{facet} (number INTEGER PRIMARY KEY)")

    def search(self, search: Search, level: str) -> Answer:
        source, values = matching(search)
        snippet = "''"
        if level != "a":
            snippet = "snippet(words, 1, '<b>', '</b>', '…', 32)" if search.worded else "substr(article.body, 1, 200)"
        texts = "JOIN article ON article.number = facts.number" if level != "a" else ""
        order = "words.rank" if search.worded else "facts.day DESC"
        top = self._db.execute(
            f"SELECT facts.number, {snippet} {source.format(texts=texts)} ORDER BY {order} LIMIT {HITS}", values
        ).fetchall()
        ids, snippets = tuple(f"r{number:07}" for number, _ in top), tuple(text for _, text in top)
        if level != "c":
            total = self._db.execute(f"SELECT count(*) {source.format(texts='')}", values).fetchone()[0]
            return Answer(total, ids, snippets)
        total = self._keep("all", search)
        own = {facet for facet, _ in search.filters}
        for facet in own:
            self._keep(facet, search, but=facet)
        facets = {facet: self._counts(facet, facet if facet in own else "all") for facet in FACETS}
        years = self._db.execute("SELECT year, count(*) FROM found_all JOIN facts USING (number) GROUP BY year")
        return Answer(total, ids, snippets, facets, years_of(years))

    def _keep(self, name: str, search: Search, *, but: str | None = None) -> int:
        source, values = matching(search, but=but)
        self._db.execute(f"DELETE FROM found_{name}")
        return self._db.execute(
            f"INSERT INTO found_{name} SELECT facts.number {source.format(texts='')}", values
        ).rowcount

    def _counts(self, facet: str, found: str) -> Counts:
        table, value = (facet, "value") if facet in MANY else ("facts", facet)
        sql = f"""SELECT {value}, count(*) AS n FROM found_{found} CROSS JOIN {table} USING (number)
                  WHERE {value} IS NOT NULL GROUP BY {value} ORDER BY n DESC, {value} LIMIT {VALUES}"""
        return tuple(self._db.execute(sql))

    def update(self, prepared: Row) -> None:
        with self._db:
            old = self._db.execute("SELECT head, body FROM article WHERE number = ?", (prepared.number,)).fetchone()
            sql = "INSERT INTO words (words, rowid, head, body) VALUES ('delete', ?, ?, ?)"
            self._db.execute(sql, (prepared.number, *old))
            for table in ("article", "facts", *MANY):
                self._db.execute(f"DELETE FROM {table} WHERE number = ?", (prepared.number,))
            self._add([prepared])

    def close(self) -> None:
        self._db.close()

    def size_bytes(self) -> int:
        return size_of(self._folder)


def matching(search: Search, *, but: str | None = None) -> tuple[str, list[Any]]:
    """FROM and WHERE, with a place for more tables, and the values. but: a facet whose filter is left out."""
    tables = "facts"
    tests: list[str] = []
    values: list[Any] = []
    if search.worded:
        tables = "words CROSS JOIN facts ON facts.number = words.rowid"
        tests.append("words MATCH ?")
        values.append(match_text(search))
    if search.days:
        tests.append("facts.day BETWEEN ? AND ?")
        values += search.days
    for facet, value in search.filters:
        if facet != but:
            many = f"facts.number IN (SELECT number FROM {facet} WHERE value = ?)"
            tests.append(many if facet in MANY else f"facts.{facet} = ?")
            values.append(value)
    return f"FROM {tables} {{texts}} WHERE {' AND '.join(tests or ['1'])}", values


def match_text(search: Search) -> str:
    parts = [f'"{word}"' for word in search.every]
    if search.either:
        parts.append("(" + " OR ".join(f'"{word}"' for word in search.either) + ")")
    if search.phrase:
        parts.append(f'"{" ".join(search.phrase)}"')
    if search.prefix:
        parts.append(f'"{search.prefix}" *')
    return " AND ".join(parts) + "".join(f' NOT "{word}"' for word in search.without)
