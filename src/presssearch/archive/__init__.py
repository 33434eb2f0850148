"""The record: one SQLite file with every revision of every article; the search index is derived.

Tables: `article` (id, revision -> JSON, compressed), `change` (the numbered log that engines apply), `file`
(the ledger of what was read), `series` and `position` (who stands beside whom), `watermark`, `meta` (format
version). WAL, synchronous=FULL: what `put` acknowledged survives a power cut. One process writes at a time;
readers are never blocked.
"""

from presssearch.archive.entries import (
    ArchiveStats,
    Change,
    FileEntry,
    FileOutcome,
    Neighbour,
    Neighbourhood,
    Outcome,
    Position,
    PutReport,
    TakenIn,
)
from presssearch.archive.record import Archive

__all__ = [
    "Archive",
    "ArchiveStats",
    "Change",
    "FileEntry",
    "FileOutcome",
    "Neighbour",
    "Neighbourhood",
    "Outcome",
    "Position",
    "PutReport",
    "TakenIn",
]
