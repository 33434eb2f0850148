"""What a run says: its progress, and its report."""

from dataclasses import asdict, dataclass
from typing import Any

from presssearch.engines.base import Refusal


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run is. articles: read so far in this run. doing: reading, making it
    searchable, or done."""

    files_done: int
    files_total: int
    articles: int
    doing: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that did not become an article. where: the record in the file, such as "line 7"; None
    for the file as a whole. again: an earlier run said the same, and the file is as it was."""

    path: str
    where: str | None
    reason: str
    again: bool = False

    def __str__(self) -> str:
        return f"{self.path}{f', {self.where}' if self.where else ''}: {self.reason}"


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What a run did. Every file seen was read, unchanged or failed (gave no article).

    new, changed, unchanged, dates_…: of the articles read in this run. dates_exact: to the day;
    dates_partial: a month or a year only. applied: changes that the engine went through, those that an
    interrupted run had left too. corrected: articles that were brought in line with overrides.toml before
    anything was read. dated_by_neighbours: articles whose year was found in the record, or withdrawn, after all
    was read. refused: articles that the engine cannot take in; each run tries them again. warnings: sentences for
    the reader of the report.
    """

    files_seen: int
    files_read: int
    files_unchanged: int
    files_failed: int
    new: int
    changed: int
    unchanged: int
    dates_exact: int
    dates_partial: int
    dates_without_year: int
    dates_unknown: int
    failures: tuple[Failure, ...]
    applied: int
    seconds: float
    corrected: int = 0
    dated_by_neighbours: int = 0
    refused: tuple[Refusal, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def nothing_to_do(self) -> bool:
        """All was as the last run left it."""
        return (
            not self.files_read
            and not (self.applied or self.corrected or self.dated_by_neighbours)
            and all(failure.again for failure in self.failures)
        )

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "nothing_to_do": self.nothing_to_do}
