"""What the comparison asks of every engine."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from benchmarks.search.queries import Search

LEVELS = ("a", "b", "c")
LEVEL_MEANS = {
    "a": "the ten best and the exact number of hits",
    "b": "the same, with their texts and a snippet of each",
    "c": "the same, with the ten most frequent values of six facets and a histogram by year",
}
PAGE = "page"  # of ours alone: as the search page asks, with twenty hits and all facets
HITS, VALUES = 10, 10

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """facets: the most frequent values with their counts, each counted without the filter of its own
    facet; years: the histogram, in order."""

    total: int
    ids: tuple[str, ...]
    snippets: tuple[str, ...] = ()
    facets: Mapping[str, Counts] = field(default_factory=dict)
    years: Counts = ()


class Peer(Protocol):
    """One engine over one folder. `prepare` is never timed: it makes of a release what the engine takes.

    An engine that keeps the texts elsewhere has a method `record`, like `build`, that is called before it.
    """

    def prepare(self, release: dict[str, Any]) -> Any: ...

    def build(self, prepared: Iterable[Any]) -> None:
        """Index all of them, in one commit."""

    def open(self) -> None: ...

    def search(self, search: Search, level: str) -> Answer: ...

    def update(self, prepared: Any) -> None:
        """Replace one release; the next search sees it."""

    def close(self) -> None: ...

    def size_bytes(self) -> int:
        """Of the index with the texts."""


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def years_of(counts: Iterable[tuple[int, int]]) -> Counts:
    return tuple(sorted((str(year), count) for year, count in counts if count))


def in_batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
