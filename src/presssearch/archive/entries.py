"""What the record hands out besides articles: changes, reports of a write, lines of the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from presssearch.article import Article


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the log. article is None where the id was deleted."""

    number: int
    id: str
    article: Article | None


class Outcome(Enum):
    """What `put` did with an article. NEW: no live article had its id."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class PutReport:
    """outcomes: one for each article given, in their order."""

    outcomes: tuple[Outcome, ...] = ()

    @property
    def new(self) -> int:
        return self.outcomes.count(Outcome.NEW)

    @property
    def changed(self) -> int:
        return self.outcomes.count(Outcome.CHANGED)

    @property
    def unchanged(self) -> int:
        return self.outcomes.count(Outcome.UNCHANGED)


class FileOutcome(Enum):
    """READ: an article, or more, came out of it. FAILED: none did."""

    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Position:
    """Where an article stands in a series, such as the record ids of a source. alone: no two articles can
    have that number, so the one that had it before has left the series."""

    series: str
    number: int
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article beside another in a series, and the day that its own evidence settles."""

    id: str
    day: date


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Who stands around an article in a series, nearest first."""

    series: str
    before: tuple[Neighbour, ...]
    after: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """Ids whose first revision came into the record in some time, and those of others whose wording was edited."""

    new: frozenset[str]
    edited: frozenset[str]


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A line of the ledger: how a file looked when it was last read, and what came of it.

    path: absolute. mtime_ns: None where the time proves nothing, as the file had just been written.
    digest: SHA-256 of the bytes, hexadecimal; None where they could not be read. reason: why it failed;
    for a file that was read, which of its records were not. source: the publisher that the reader of
    the file was told, if any.
    """

    path: str
    size: int
    mtime_ns: int | None
    digest: str | None
    outcome: FileOutcome
    reason: str | None = None
    articles: int = 0
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ArchiveStats:
    """articles: live ones. precisions: live articles by the precision of their date, None where it
    is unknown. files_…: lines of the ledger. size_bytes: of the file and its write-ahead log."""

    articles: int
    deleted: int
    revisions: int
    last_change: int
    precisions: Mapping[str | None, int]
    files_read: int
    files_failed: int
    size_bytes: int
