"""Has a file changed since the ledger's line of it was written?"""

import hashlib
import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from presssearch.archive import FileEntry, FileOutcome

# A file that is this young when read may change again within one tick of its clock (FAT has 2 s).
_SETTLED_NS = 3_000_000_000
# What is larger is told apart by size and time alone; no reader takes in a whole file of that size.
_HASHED_BYTES = 4_000_000_000


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a file looks now, in the terms of FileEntry."""

    size: int = 0
    mtime_ns: int | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A thing that the walk found. shown: its path, for people. key: its path in the ledger. known: its
    line there. refusal: why the walk could not enter it."""

    shown: str
    key: str
    known: FileEntry | None
    stamp: Stamp = Stamp()
    to_read: bool = False
    refusal: str | None = None


def stamp_of(path: Path, known: FileEntry | None) -> Stamp:
    """The stamp of a file, without reading it where size and time are those of its line in the ledger.

    OSError where it cannot be looked at, or read.
    """
    found = path.stat()
    if known is not None and _is_settled_as(known, found):
        return Stamp(found.st_size, found.st_mtime_ns, known.digest)
    # taken before the bytes: what is written while they are read is then seen by the next run
    mtime_ns = found.st_mtime_ns if time.time_ns() - found.st_mtime_ns > _SETTLED_NS else None
    return Stamp(found.st_size, mtime_ns, _digest_of(path, found))


def is_unchanged(known: FileEntry, stamp: Stamp, source: str | None) -> bool:
    """Would reading the file give what it gave before? source: the publisher that it is read for."""
    if known.source != source:
        return False
    if stamp.digest is not None:
        return known.digest == stamp.digest
    same_look = stamp.mtime_ns is not None and (known.size, known.mtime_ns) == (stamp.size, stamp.mtime_ns)
    return known.outcome is FileOutcome.READ and same_look


def _is_settled_as(known: FileEntry, found: os.stat_result) -> bool:
    """A line without a digest is of a file that could not be read: a new permission changes no time."""
    return known.digest is not None and (known.size, known.mtime_ns) == (found.st_size, found.st_mtime_ns)


def _digest_of(path: Path, found: os.stat_result) -> str | None:
    if not stat.S_ISREG(found.st_mode) or found.st_size > _HASHED_BYTES:
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
