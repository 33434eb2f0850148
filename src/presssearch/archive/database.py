"""The SQLite file under the record: its tables, its connections, its errors in our words."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from presssearch.errors import ArchiveError, IndexLocked, IndexNotFound, PressSearchError

FORMAT = 3

# `change` has one row for each id, its newest state: a superseded number is removed from the log, so
# catching up from 0 costs one step for each id. AUTOINCREMENT never gives a number twice. `article` is
# NULL there when the id was deleted. Ids and paths are UTF-8 blobs: a file name need not be valid text.
# `position` says where an article stands in a series: its day there is that of date.toordinal(), or below 0
# where its year is not known (positions.py); NULL for an article without a day, or none any more.
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE article (
    key INTEGER PRIMARY KEY, id BLOB NOT NULL, revision INTEGER NOT NULL, digest BLOB NOT NULL,
    packed BLOB NOT NULL, UNIQUE (id, revision)
);
CREATE TABLE change (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE,
    article INTEGER REFERENCES article (key), precision TEXT
);
CREATE TABLE file (
    path BLOB PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER, digest TEXT,
    outcome TEXT NOT NULL, reason BLOB, articles INTEGER NOT NULL, source BLOB
) WITHOUT ROWID;
CREATE TABLE series (key INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE);
CREATE TABLE position (
    id BLOB NOT NULL, series INTEGER NOT NULL REFERENCES series (key), number INTEGER NOT NULL, day INTEGER,
    PRIMARY KEY (id, series)
) WITHOUT ROWID;
CREATE INDEX position_in_series ON position (series, number, day);
CREATE INDEX position_without_year ON position (series) WHERE day < 0;
CREATE TABLE watermark (engine TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
"""

_MENDS = {
    "SQLITE_FULL": "the disk is full; free some space and run again, what was acknowledged is kept",
    "SQLITE_READONLY": "it cannot be written; check the permissions of the file and of its folder",
    "SQLITE_CANTOPEN": "it cannot be opened; check the permissions of the file and of its folder",
    "SQLITE_PERM": "it cannot be opened; check the permissions of the file and of its folder",
    "SQLITE_NOTADB": "it is not a record of presssearch; name another folder, or move the file away",
    "SQLITE_CORRUPT": "it is damaged; restore it from a backup, or delete it and index the files again",
    "SQLITE_IOERR": "the disk reports an error; check it and its free space, then run `presssearch check`",
    "SQLITE_TOOBIG": "an article is larger than a record can hold (1 GB); leave that file out",
}


def _translated(error: sqlite3.Error, path: Path) -> PressSearchError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return IndexLocked(f"{path}: another process is writing to the record; wait until it has ended, then run again")
    mend = next((mend for prefix, mend in _MENDS.items() if name.startswith(prefix)), "run `presssearch check`")
    return ArchiveError(f"{path}: {mend} ({error})")


class Database:
    """Connections to one file. Reading: as many as there are threads at work, kept for reuse.
    Writing: one, and one thread at a time; other processes wait up to `wait_s` for each other."""

    def __init__(self, path: Path, *, create: bool, wait_s: float) -> None:
        self.path = path
        self._wait_s = wait_s
        self._idle: list[sqlite3.Connection] = []
        self._idle_lock = threading.Lock()
        self._write_lock = threading.Lock()
        self._closed = False
        try:
            if create:
                path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            elif not path.exists():
                raise IndexNotFound(f"{path.parent}: there is no index; make one with `presssearch index`")
        except OSError as error:
            reason = error.strerror or str(error)
            raise ArchiveError(f"{path.parent}: the folder cannot be used: {reason}; name another") from error
        with self._errors():
            self._prepare(create)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for this thread while the block lasts."""
        connection = self._take()
        try:
            with self._errors():
                yield connection
        finally:
            self._give_back(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: committed, and on the disk, when the block ends; nothing of it if it raises."""
        with self._write_lock:
            connection = self._take()
            try:
                with self._errors():
                    connection.execute("BEGIN IMMEDIATE")
                    yield connection
                    connection.execute("COMMIT")
            finally:
                # after some errors, such as a full disk, SQLite has rolled back by itself
                if connection.in_transaction:
                    with suppress(sqlite3.Error):
                        connection.execute("ROLLBACK")
                self._give_back(connection)

    def close(self) -> None:
        with self._idle_lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            with self._errors():
                connection.close()

    def _connect(self, *, create: bool = False) -> sqlite3.Connection:
        uri = f"file:{quote(str(self.path.absolute()))}?mode={'rwc' if create else 'rw'}"
        # the pool hands a connection to one thread at a time, so any thread may use it
        connection = sqlite3.connect(
            uri, uri=True, timeout=self._wait_s, isolation_level=None, check_same_thread=False, cached_statements=64
        )
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def _take(self) -> sqlite3.Connection:
        with self._idle_lock:
            if self._closed:
                raise ArchiveError(f"{self.path}: the record was closed; open it again")
            if self._idle:
                return self._idle.pop()
        with self._errors():
            return self._connect()

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._idle_lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _translated(error, self.path) from error

    def _prepare(self, create: bool) -> None:
        """Check that the file is a record of this format; make its tables if it is new and may be."""
        connection = self._connect(create=create)
        try:
            found = self._format(connection)
            if found is None:
                if not create:
                    raise IndexNotFound(f"{self.path}: the record is empty; make one with `presssearch index`")
                self._make_tables(connection)
                found = self._format(connection)
            if found != str(FORMAT):
                raise ArchiveError(
                    f"{self.path}: the record has format {found}, this version of presssearch reads format {FORMAT}; "
                    "use the version that wrote it, or index the files into another folder"
                )
        except BaseException:
            connection.close()
            raise
        self._give_back(connection)

    def _format(self, connection: sqlite3.Connection) -> str | None:
        """The format written in the file; None where it has no tables yet."""
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            return None
        row = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone() if "meta" in tables else None
        if row is None:
            raise ArchiveError(f"{self.path}: {_MENDS['SQLITE_NOTADB']}")
        return str(row[0])

    def _make_tables(self, connection: sqlite3.Connection) -> None:
        """All tables and the format at once, so that a kill in between leaves an empty file."""
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        if self._format(connection) is None:  # else another process was quicker
            for statement in _SCHEMA.split(";\n"):
                connection.execute(statement)
            connection.execute("INSERT INTO meta VALUES ('format', ?)", (str(FORMAT),))
        connection.execute("COMMIT")
