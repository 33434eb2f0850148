"""Archive: the record itself, over its SQLite file."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Self

from presssearch.archive.database import Database
from presssearch.archive.entries import (
    ArchiveStats,
    Change,
    FileEntry,
    FileOutcome,
    Neighbourhood,
    Outcome,
    Position,
    PutReport,
    TakenIn,
)
from presssearch.archive.packing import pack, unpack
from presssearch.archive.positions import (
    days_in,
    end_series,
    neighbourhoods,
    note_day,
    note_positions,
    without_year_since,
)
from presssearch.article import UNKNOWN_DATE, Article, Recorded
from presssearch.errors import ArchiveError

_IDS_AT_ONCE = 500  # SQLite allows 32,766 parameters since 3.32, and 999 before
_CHANGES_AT_ONCE = 50
_WORD = re.compile(r"\w+")


class Archive:
    """The record: articles with their revisions, the log of changes, the ledger of files.

    Reading is safe from several threads and is never blocked by a writer. Every method may raise
    ArchiveError, and those that write IndexLocked.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, path: Path, *, create: bool = False, wait_s: float = 10.0) -> Self:
        """Open the file `path`. IndexNotFound if it is missing, unless `create` (makes folders too).

        wait_s: how long a write waits for one of another process before it raises IndexLocked.
        """
        return cls(Database(path, create=create, wait_s=wait_s))

    @property
    def path(self) -> Path:
        return self._database.path

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def put(
        self,
        articles: Iterable[Article],
        files: Iterable[FileEntry] = (),
        *,
        positions: Mapping[str, Sequence[Position]] | None = None,
        ends: Mapping[str, int] | None = None,
    ) -> PutReport:
        """Record articles and lines of the ledger in one transaction, on the disk when this returns.

        An unknown id is revision 1; other content the next revision; equal content (`Article.digest`)
        nothing. What an article brings of `revision` and `recorded` is ignored. All of a call is packed in
        memory first.
        positions: by id, where articles stand in their series; those not named stand where they stood.
        ends: by series, its last number; who stood behind it has left.
        """
        packed = [(article, bytes.fromhex(article.digest())) for article in articles]
        with self._database.writing() as connection:
            now = _now()
            report = PutReport(tuple(_put(connection, article, digest, now) for article, digest in packed))
            for article, _ in packed:
                if positions is not None and article.id in positions:
                    note_positions(connection, _bytes(article.id), article.published, positions[article.id])
                else:
                    note_day(connection, _bytes(article.id), article.published)
            end_series(connection, ends or {})
            connection.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?)", map(_row_of, files))
        return report

    def delete(self, ids: Iterable[str]) -> int:
        """Delete articles; how many there were. Their revisions stay, and go on if the id comes back."""
        with self._database.writing() as connection:
            found = 0
            for id_ in dict.fromkeys(ids):
                key = _bytes(id_)
                if connection.execute("DELETE FROM change WHERE id = ? AND article IS NOT NULL", (key,)).rowcount:
                    connection.execute("INSERT INTO change (id) VALUES (?)", (key,))
                    note_day(connection, key, UNKNOWN_DATE)
                    found += 1
        return found

    def get(self, ids: Sequence[str]) -> list[Article | None]:
        """The live articles in the order asked for; None where there is none of that id."""
        found: dict[bytes, bytes] = {}
        keys = [_bytes(id_) for id_ in ids]
        with self._database.reading() as connection:
            for start in range(0, len(keys), _IDS_AT_ONCE):
                some = keys[start : start + _IDS_AT_ONCE]
                marks = ",".join("?" * len(some))
                sql = f"SELECT c.id, a.packed FROM change c JOIN article a ON a.key = c.article WHERE c.id IN ({marks})"
                found.update(connection.execute(sql, some))
        return [unpack(found[key]) if key in found else None for key in keys]

    def revisions(self, id_: str) -> list[Article]:
        """Every revision of an id, oldest first, those before a deletion too."""
        with self._database.reading() as connection:
            sql = "SELECT packed FROM article WHERE id = ? ORDER BY revision"
            return [unpack(packed) for (packed,) in connection.execute(sql, (_bytes(id_),))]

    def ids(self) -> list[str]:
        """Ids of the live articles, in order of code points."""
        with self._database.reading() as connection:
            sql = "SELECT id FROM change WHERE article IS NOT NULL ORDER BY id"
            return [_text(key) for (key,) in connection.execute(sql)]

    def count(self) -> int:
        """Number of live articles."""
        with self._database.reading() as connection:
            return _one(connection, "SELECT count(article) FROM change")

    def last_change(self) -> int:
        """Number of the last change; 0 for a new record. Numbers ascend, with gaps."""
        with self._database.reading() as connection:
            return _one(connection, "SELECT coalesce(max(number), 0) FROM change")

    def changes(self, after: int, *, limit: int | None = None) -> Iterator[Change]:
        """Changes with a number above `after`, ascending; of each id only its newest. Streams: holds a
        few articles at a time and no transaction, so what is written meanwhile comes too."""
        left = -1 if limit is None else limit
        sql = """SELECT c.number, c.id, a.packed FROM change c LEFT JOIN article a ON a.key = c.article
                 WHERE c.number > ? ORDER BY c.number LIMIT ?"""
        while left:
            size = _CHANGES_AT_ONCE if left < 0 else min(left, _CHANGES_AT_ONCE)
            with self._database.reading() as connection:
                rows = connection.execute(sql, (after, size)).fetchall()
            for number, key, packed in rows:
                yield Change(number, _text(key), None if packed is None else unpack(packed))
                after = number
            if len(rows) < size:
                return
            left -= size if left > 0 else 0

    def last_revision(self) -> int:
        """Number of the revision that was recorded last; 0 for a new record. Numbers ascend."""
        with self._database.reading() as connection:
            return _one(connection, "SELECT coalesce(max(key), 0) FROM article")

    def taken_in(self, after: int, until: int) -> TakenIn:
        """What the record took in between two numbers of `last_revision`, the later one with it."""
        sql = "SELECT id, packed FROM article WHERE key > ? AND key <= ? ORDER BY key"
        before = "SELECT packed FROM article WHERE id = ? AND key <= ? ORDER BY revision DESC LIMIT 1"
        with self._database.reading() as connection:
            newest: dict[bytes, bytes] = dict(connection.execute(sql, (after, until)))
            new, edited = set(), set()
            for key, packed in newest.items():
                row = connection.execute(before, (key, after)).fetchone()
                if row is None:
                    new.add(_text(key))
                elif _wording(unpack(packed)) != _wording(unpack(row[0])):
                    edited.add(_text(key))
        return TakenIn(frozenset(new), frozenset(edited))

    def watermark(self, engine: str) -> int | None:
        """The last change that an engine said it has applied; None for an engine that never said so.

        engine: contains the uid of that index, so that an index made anew, or brought from elsewhere, is
        told from the one that this record knows.
        """
        with self._database.reading() as connection:
            row = connection.execute("SELECT number FROM watermark WHERE engine = ?", (engine,)).fetchone()
            return int(row[0]) if row else None

    def set_watermark(self, engine: str, number: int) -> None:
        with self._database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO watermark VALUES (?, ?)", (engine, number))

    def without_year_since(self, change: int) -> list[str]:
        """Ids of articles whose own evidence tells no year, in those series in which an article changed after
        that number of the log."""
        with self._database.reading() as connection:
            return [_text(key) for key in without_year_since(connection, change)]

    def neighbourhoods(self, id_: str) -> list[Neighbourhood]:
        """Who stands around an article, in each series that it is part of; the series in order of names."""
        with self._database.reading() as connection:
            return list(neighbourhoods(connection, _bytes(id_)))

    def days_in(self, series: str, *, limit: int) -> list[date]:
        """The days of the articles in a series in the order of their numbers, as far as they are settled."""
        with self._database.reading() as connection:
            return days_in(connection, series, limit)

    def file(self, path: str) -> FileEntry | None:
        """The ledger's line for an absolute path."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT * FROM file WHERE path = ?", (_bytes(path),)).fetchone()
            return _entry_of(row) if row else None

    def files(self) -> list[FileEntry]:
        """The whole ledger, in order of paths."""
        with self._database.reading() as connection:
            return [_entry_of(row) for row in connection.execute("SELECT * FROM file ORDER BY path")]

    def record_files(self, entries: Iterable[FileEntry]) -> None:
        """Write lines of the ledger that go with no article; others go with `put`."""
        self.put((), entries)

    def memo(self, name: str) -> str | None:
        """A text that was kept beside the articles under a name."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (f"memo {name}",)).fetchone()
            return str(row[0]) if row else None

    def set_memo(self, name: str, text: str) -> None:
        with self._database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (f"memo {name}", text))

    def stats(self) -> ArchiveStats:
        with self._database.reading() as connection:
            by_precision = connection.execute(
                "SELECT precision, count(*) FROM change WHERE article IS NOT NULL GROUP BY precision"
            ).fetchall()
            by_outcome = dict(connection.execute("SELECT outcome, count(*) FROM file GROUP BY outcome").fetchall())
            return ArchiveStats(
                articles=_one(connection, "SELECT count(article) FROM change"),
                deleted=_one(connection, "SELECT count(*) - count(article) FROM change"),
                revisions=_one(connection, "SELECT count(*) FROM article"),
                last_change=_one(connection, "SELECT coalesce(max(number), 0) FROM change"),
                precisions=dict(by_precision),
                files_read=by_outcome.get(FileOutcome.READ.value, 0),
                files_failed=by_outcome.get(FileOutcome.FAILED.value, 0),
                size_bytes=sum(part.stat().st_size for part in self._parts() if part.exists()),
            )

    def check(self) -> list[str]:
        """Read everything: a sentence for each fault, empty when the record is sound."""
        with self._database.reading() as connection:
            try:
                faults = [str(line) for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok"]
                faults += [
                    f"a change names an article that is missing (row {row})"
                    for _, row, *_ in connection.execute("PRAGMA foreign_key_check")
                ]
                for key, revision, digest, packed in connection.execute(
                    "SELECT id, revision, digest, packed FROM article"
                ):
                    fault = _fault_of(packed, digest)
                    if fault:
                        faults.append(f"article {_text(key)}, revision {revision}: {fault}")
            except sqlite3.DatabaseError as error:
                return [f"{self.path}: {error}; restore it from a backup, or delete it and index the files again"]
        return faults

    def _parts(self) -> tuple[Path, ...]:
        return self.path, self.path.with_name(self.path.name + "-wal")


def _put(connection: sqlite3.Connection, article: Article, digest: bytes, now: str) -> Outcome:
    key = _bytes(article.id)
    newest = "SELECT key, revision, digest, packed FROM article WHERE id = ? ORDER BY revision DESC LIMIT 1"
    row = connection.execute(newest, (key,)).fetchone()
    live = row is not None and _is_live(connection, key)
    if live and row[2] == digest:
        return Outcome.UNCHANGED
    revision = row[1] + 1 if row else 1
    recorded = _recorded(article, unpack(row[3]), now) if row else Recorded(now, now)
    inserted = connection.execute(
        "INSERT INTO article (id, revision, digest, packed) VALUES (?, ?, ?, ?)",
        (key, revision, digest, pack(replace(article, revision=revision, recorded=recorded))),
    )
    # REPLACE removes the older number of this id from the log
    connection.execute(
        "INSERT OR REPLACE INTO change (id, article, precision) VALUES (?, ?, ?)",
        (key, inserted.lastrowid, article.published.precision),
    )
    return Outcome.CHANGED if live else Outcome.NEW


def _recorded(article: Article, before: Article, now: str) -> Recorded:
    """before: the newest revision so far. An older version of presssearch kept no time with it."""
    known = before.recorded or Recorded(now, now)
    return known if _wording(article) == _wording(before) else replace(known, edited=now)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _wording(article: Article) -> list[str]:
    return _WORD.findall(f"{article.headline or ''}\n{article.body}")


def _is_live(connection: sqlite3.Connection, key: bytes) -> bool:
    sql = "SELECT 1 FROM change WHERE id = ? AND article IS NOT NULL"
    return connection.execute(sql, (key,)).fetchone() is not None


def _one(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(key: bytes) -> str:
    return key.decode("utf-8", "surrogatepass")


def _fault_of(packed: bytes, digest: bytes) -> str | None:
    try:
        return None if bytes.fromhex(unpack(packed).digest()) == digest else "its content does not fit its digest"
    except ArchiveError as error:
        return str(error.__cause__)


def _row_of(entry: FileEntry) -> tuple[object, ...]:
    reason = None if entry.reason is None else _bytes(entry.reason)
    path, source = _bytes(entry.path), None if entry.source is None else _bytes(entry.source)
    return path, entry.size, entry.mtime_ns, entry.digest, entry.outcome.value, reason, entry.articles, source


def _entry_of(row: tuple[Any, ...]) -> FileEntry:
    path, size, mtime_ns, digest, outcome, reason, articles, source = row
    return FileEntry(
        path=_text(path),
        size=size,
        mtime_ns=mtime_ns,
        digest=digest,
        outcome=FileOutcome(outcome),
        reason=None if reason is None else _text(reason),
        articles=articles,
        source=None if source is None else _text(source),
    )
