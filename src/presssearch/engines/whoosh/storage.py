"""The folder of the index: what lies in it, and how a generation becomes the current one.

    meta.json          uid, layout; written once
    state_N.json       of generation N: the last change applied; size and check sum of its segment files
    _MAIN_N.toc        Whoosh's table of contents of generation N: the schema, segments and deletions
    MAIN_….seg         a segment: its arrays, see write.py; how Whoosh reads them: codec.py
    MAIN_WRITELOCK     Whoosh's lock, held while a generation is written

Renaming the table of contents is the commit: what it names, and state_N.json, is on the disk before.
The table of contents is a pickle: never open an index from somebody else.
"""

import json
import os
import re
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile, StructFile
from whoosh.index import TOC, EmptyIndexError, LockError
from whoosh.util.filelock import try_for

from presssearch.engines.whoosh.border import damaged, outdated, reading
from presssearch.engines.whoosh.map import sum_written
from presssearch.engines.whoosh.schema import layout, schema

INDEX = "MAIN"
META = "meta.json"
_LOOKS, _PAUSE_S = 5, 0.02
_SETTLED_NS = 1_000_000_000
_TOC = re.compile(rf"_{INDEX}_([0-9]+)\.toc")
_OURS = re.compile(rf"(?:_{INDEX}_([0-9]+)\.toc(?:\..*)?|state_([0-9]+)\.json|({INDEX}_[0-9a-z]+)\..*)")


@dataclass(frozen=True, slots=True)
class Generation:
    """A committed state of the index. segments: Whoosh's, with their deletions; files: size in bytes and
    check sum of each segment file; stamp: differs between any two commits, also of a rebuilt index."""

    number: int
    applied: int
    segments: tuple[Any, ...]
    files: Mapping[str, tuple[int, str]]
    stamp: tuple[int, int, int]


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


def create(folder: Path) -> Store:
    """Make an empty index in the folder, which may hold one that was not finished."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    store = Store(folder)
    with locked(store, wait_s=10.0):
        if latest(store) is None:
            meta = {"uid": secrets.token_hex(8), "layout": layout()}
            _write(folder / META, json.dumps(meta).encode())
            commit(store, segments=(), number=0, applied=0, files={})
    return store


def uid_of(folder: Path) -> str:
    """What tells this index from every other, also from one that is made anew in the same folder."""
    with reading(folder / META):
        return str(json.loads((folder / META).read_bytes())["uid"])


def exists(folder: Path) -> bool:
    """Is there an index, sound or not? IndexOutdated where another version or another program wrote."""
    names = _names(folder) if folder.is_dir() else []
    if META not in names:
        if any(_OURS.fullmatch(name) for name in names):
            raise outdated(folder, "was not written by this version of presssearch")
        return False
    with reading(folder / META):
        meta = json.loads((folder / META).read_bytes())
        written = meta["layout"]
    if written != layout():
        raise outdated(folder, "was written by another version of presssearch")
    for _ in range(_LOOKS):
        if any(_TOC.fullmatch(name) for name in names):
            return True
        if not any(name.endswith(".seg") for name in names):
            return False
        time.sleep(_PAUSE_S)  # a folder read while a commit renames may show neither its old table nor the new
        names = _names(folder)
    raise damaged(folder / f"_{INDEX}_*.toc", "is missing")


@contextmanager
def locked(store: Store, *, wait_s: float) -> Iterator[None]:
    """Hold the lock of the one writer. The kernel frees it when the process dies, whatever file remains."""
    lock = store.lock(f"{INDEX}_WRITELOCK")
    if not try_for(lock.acquire, timeout=wait_s, delay=0.05):
        raise LockError
    try:
        yield
    finally:
        lock.release()


def latest(store: Store) -> int | None:
    """Number of the newest generation."""
    numbers = [int(match[1]) for name in _names(store.path) if (match := _TOC.fullmatch(name))]
    return max(numbers, default=None)


def stamp_of(store: Store) -> tuple[int, int, int] | None:
    """Stamp of the newest generation, without reading it."""
    try:
        number = latest(store)
        found = (store.path / toc_name(number)).stat() if number is not None else None
    except FileNotFoundError:  # a commit or a rebuild went by
        return None
    return (number or 0, found.st_ino, found.st_mtime_ns) if found else None


class Watch:
    """Stamps of the newest generation, asked for at every search. The folder is listed anew when it has
    changed; one that changed in the last second may change again without a later time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen: tuple[tuple[int, int], tuple[int, int, int] | None] | None = None

    def stamp(self) -> tuple[int, int, int] | None:
        try:
            found = os.stat(self._store.folder)  # noqa: PTH116 - a tenth of the time of Path.stat
        except FileNotFoundError:
            return None
        folder = (found.st_ino, found.st_mtime_ns)
        seen = self._seen
        if seen is not None and seen[0] == folder:
            return seen[1]
        stamp = stamp_of(self._store)
        self._seen = (folder, stamp) if time.time_ns() - found.st_mtime_ns > _SETTLED_NS else None
        return stamp


def read_generation(store: Store) -> Generation:
    """The newest generation. FileNotFoundError when a commit swept it away while it was read."""
    stamp = stamp_of(store)
    if stamp is None:
        raise EmptyIndexError
    number = stamp[0]
    path = store.path / toc_name(number)
    with reading(path):
        toc = TOC.read(store, INDEX, gen=number)
        segments = tuple(toc.segments)
        names = [segment_file(segment) for segment in segments]
    path = store.path / state_name(number)
    with reading(path):
        state = json.loads(path.read_bytes())
        files = {name: (int(size), str(digest)) for name, (size, digest) in state["files"].items()}
        generation = Generation(number, int(state["applied"]), segments, files, stamp)
    if set(names) != set(files):
        raise damaged(path, "does not belong to the table of contents")
    return generation


def commit(
    store: Store, *, segments: tuple[Any, ...], number: int, applied: int, files: Mapping[str, tuple[int, str]]
) -> None:
    """Make a generation the current one. Its segment files are on the disk already."""
    state = {"applied": applied, "files": dict(files)}
    _write(store.path / state_name(number), json.dumps(state).encode())
    TOC(schema(), list(segments), number).write(store, INDEX)


def sweep(store: Store) -> None:
    """Delete what the current generation does not need; the caller holds the lock. Readers that have a
    file mapped keep it."""
    number = latest(store)
    if number is None:
        return
    with reading(store.path / toc_name(number)):
        keep = {segment.segment_id() for segment in TOC.read(store, INDEX, gen=number).segments}
    for name in _names(store.path):
        match = _OURS.fullmatch(name)
        current = match and (name in (toc_name(number), state_name(number)) or match[3] in keep)
        if match and not current:
            (store.path / name).unlink(missing_ok=True)


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


def segment_file(segment: Any) -> str:
    return str(segment.make_filename(segment.COMPOUND_EXT))


def toc_name(number: int) -> str:
    return f"_{INDEX}_{number}.toc"


def state_name(number: int) -> str:
    return f"state_{number}.json"


def _names(folder: Path) -> list[str]:
    return os.listdir(folder)  # noqa: PTH208 - no Path for each name


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    sync(path)
