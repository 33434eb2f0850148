"""How a generation becomes the current one: Whoosh's storage, lock and table of contents.

Renaming the table of contents is the commit: what it names, and state_N.json, is on the disk before. The
folder is drawn in generation.py. The table is a pickle: never let Whoosh open an index from somebody else.
"""

import json
import os
import pickle
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh.analysis.acore import CompositionError
from whoosh.codec.base import OutOfOrderError
from whoosh.fields import FieldConfigurationError, UnknownFieldError
from whoosh.filedb.filestore import FileStorage, StorageError
from whoosh.filedb.filetables import FileFormatError
from whoosh.filedb.structfile import BufferFile, StructFile
from whoosh.index import TOC, EmptyIndexError, IndexVersionError, LockError
from whoosh.index import IndexError as WhooshIndexError
from whoosh.lang import NoStemmer, NoStopWords
from whoosh.matching.mcore import NoQualityAvailable, ReadTooFar
from whoosh.qparser.common import QueryParserError
from whoosh.qparser.dateparse import DateParseError
from whoosh.query.qcore import QueryError
from whoosh.reading import ReaderClosed, TermNotFound
from whoosh.searching import NoTermsException, TimeLimit
from whoosh.util.filelock import try_for
from whoosh.util.times import TimeError
from whoosh.writing import IndexingError

from presssearch.engines.whoosh.border import damaged, not_found, outdated, reading
from presssearch.engines.whoosh.codec import PackedSegment, schema
from presssearch.engines.whoosh.generation import (
    INDEX,
    META,
    Generation,
    Segment,
    latest,
    read_generation,
    state_json,
    state_name,
    superfluous,
    toc_name,
)
from presssearch.engines.whoosh.map import sum_written
from presssearch.engines.whoosh.schema import layout
from presssearch.errors import EngineError, IndexLocked

_OF_WHOOSH = (
    *(CompositionError, OutOfOrderError, FieldConfigurationError, UnknownFieldError, StorageError, FileFormatError),
    *(WhooshIndexError, NoStemmer, NoStopWords, NoQualityAvailable, ReadTooFar, QueryParserError, QueryError),
    *(ReaderClosed, TermNotFound, NoTermsException, TimeLimit, TimeError, IndexingError, DateParseError),
)


@contextmanager
def whoosh_border(folder: Path) -> Iterator[None]:
    """Translate the errors of Whoosh. folder: of the index, for the message."""
    try:
        yield
    except LockError as error:
        raise IndexLocked(f"another process is writing to {folder}: try again when it has ended") from error
    except EmptyIndexError as error:
        raise not_found(folder) from error
    except IndexVersionError as error:
        raise outdated(folder, "was written by another version of Whoosh") from error
    except _OF_WHOOSH as error:
        raise EngineError(f"the search index in {folder} failed: {type(error).__name__}: {error}") from error


class Store(FileStorage):  # type: ignore[misc]
    """Whoosh's storage over a folder, with a rename that survives a power cut."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.path = folder

    def open_file(self, name: str, **options: Any) -> StructFile:
        if name.endswith(".toc"):  # read whole: Whoosh leaves a table that it cannot read open
            return BufferFile(memoryview((self.path / name).read_bytes()), name=name)
        return super().open_file(name, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        sync(self.path / oldname)
        super().rename_file(oldname, newname, safe=safe)
        sync(self.path)


def create(folder: Path) -> None:
    """Make an empty index in the folder, which may hold one that was not finished."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locked(folder, wait_s=10.0):
        if latest(folder) is None:
            meta = {"uid": secrets.token_hex(8), "layout": layout()}
            _write(folder / META, json.dumps(meta).encode())
            commit(folder, segments=(), number=0, applied=0)


@contextmanager
def locked(folder: Path, *, wait_s: float) -> Iterator[None]:
    """Hold the lock of the one writer. The kernel frees it when the process dies, whatever file remains."""
    with whoosh_border(folder):
        lock = Store(folder).lock(f"{INDEX}_WRITELOCK")
        if not try_for(lock.acquire, timeout=wait_s, delay=0.05):
            raise LockError
        try:
            yield
        finally:
            lock.release()


def commit(folder: Path, *, segments: Sequence[Segment], number: int, applied: int) -> None:
    """Make a generation the current one. Its segment files are on the disk already."""
    _write(folder / state_name(number), state_json(applied, tuple(segments)))
    packed = [PackedSegment(segment.name, segment.size, segment.deleted) for segment in segments]
    TOC(schema(), packed, number).write(Store(folder), INDEX)


def sweep(folder: Path) -> None:
    """Delete what the current generation does not need; the caller holds the lock. Readers that have a
    file mapped keep it."""
    for name in superfluous(folder, read_generation(folder)):
        (folder / name).unlink(missing_ok=True)


def check_table(folder: Path, generation: Generation) -> None:
    """IndexDamaged unless Whoosh's table of contents can be read and names the same documents."""
    path = folder / toc_name(generation.number)
    with reading(path):
        try:
            toc = TOC.read(Store(folder), INDEX, gen=generation.number)
        except (pickle.UnpicklingError, FileFormatError, WhooshIndexError, ImportError) as error:
            raise damaged(path, f"cannot be read ({type(error).__name__})") from error
        written = {(s.segment_id(), s.doc_count_all(), frozenset(s.deleted_docs())) for s in toc.segments}
    if written != {(segment.name, segment.size, segment.deleted) for segment in generation.segments}:
        raise damaged(path, "does not belong to its generation")


def sealed(path: Path) -> tuple[int, str]:
    """Bring the file of a segment to the disk; its size and check sum."""
    sync(path)
    return sum_written(path)


def sync(path: Path) -> None:
    """fsync a file or a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    sync(path)
