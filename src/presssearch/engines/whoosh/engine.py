"""WhooshEngine: the protocol of base.py over an index folder."""

import logging
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import numpy as np

from presssearch.analysis.tokens import pattern
from presssearch.archive import Archive, Change
from presssearch.article import Article, Card
from presssearch.engines.base import EngineResult, EngineStats, Marks, Refusal, Scan, SearchRequest, checked_facet
from presssearch.engines.document import iso_day
from presssearch.engines.whoosh.border import border, damaged, not_found, outdated
from presssearch.engines.whoosh.execute import Execution
from presssearch.engines.whoosh.explained import acronyms
from presssearch.engines.whoosh.facets import Filters, count_facet, histogram, value_counts
from presssearch.engines.whoosh.generation import Watch, exists, read_generation, uid_of
from presssearch.engines.whoosh.map import suspecting
from presssearch.engines.whoosh.marks import marks
from presssearch.engines.whoosh.namesakes import names_like, namesakes
from presssearch.engines.whoosh.order import every, page
from presssearch.engines.whoosh.score import Scoring
from presssearch.engines.whoosh.selection import Selection
from presssearch.engines.whoosh.snapshot import Snapshot, open_snapshot
from presssearch.engines.whoosh.words import words
from presssearch.errors import IndexNotFound
from presssearch.fields import Field
from presssearch.query.tree import Fuzzy, Leaf, Prefix, Wildcard

logger = logging.getLogger(__name__)

_TRIES = 20  # to open a generation while commits sweep old ones away
_PAUSE_S = 0.02
_TEXTS = 50  # articles in memory at a time, where all hits are read


class WhooshEngine:
    """One folder holds the index; any number of threads and processes read, one writes at a time.

    A search sees the generation that is current when it begins. lock_wait_s: how long a writer waits for another.
    """

    def __init__(self, folder: Path, archive: Archive, *, lock_wait_s: float = 10.0) -> None:
        self._folder = folder
        self._archive = archive
        self._lock_wait_s = lock_wait_s
        self._opening = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._watch = Watch(folder)

    @classmethod
    def open(cls, folder: Path, *, archive: Archive, create: bool = False, lock_wait_s: float = 10.0) -> Self:
        """Open the index in a folder. IndexNotFound without one, unless `create`; IndexOutdated for one that
        another version wrote, or that is ahead of the record; IndexDamaged for one that cannot be read."""
        with border(folder):
            if not exists(folder):
                if not create:
                    raise not_found(folder)
                from presssearch.engines.whoosh import storage  # noqa: PLC0415 - who only searches needs no Whoosh

                storage.create(folder)
            engine = cls(folder, archive, lock_wait_s=lock_wait_s)
            applied = engine._current().generation.applied
            if applied and (engine._told() is None or applied > archive.last_change()):
                raise outdated(folder, "belongs to another record than the one beside it")
            return engine

    def apply(self, changes: Iterable[Change]) -> int:
        from presssearch.engines.whoosh.writer import apply  # noqa: PLC0415 - as above

        with border(self._folder):
            if self._told() is None:
                self._tell(0)  # before the first commit: a kill between the two leaves no stranger behind
            reached = apply(self._folder, changes, wait_s=self._lock_wait_s)
            self._tell(reached)
            return reached

    def applied(self) -> int:
        with border(self._folder):
            return self._current().generation.applied

    def refused(self) -> Sequence[Refusal]:
        return ()

    def changed_at(self) -> datetime:
        """The time of the current table of contents."""
        with border(self._folder):
            return datetime.fromtimestamp(self._current().generation.stamp[2] / 1e9, UTC)

    def search(self, request: SearchRequest) -> EngineResult:
        for field in (*request.filters, *(facet.field for facet in request.facets)):
            checked_facet(field)
        with border(self._folder):
            snapshot = self._current()
            with suspecting(snapshot.readers):
                return _search(snapshot, request)

    def scan(self, request: SearchRequest) -> Scan:
        for field in request.filters:
            checked_facet(field)
        with border(self._folder):
            snapshot = self._current()
            with suspecting(snapshot.readers):
                execution = Execution(snapshot)
                hits = _filters(execution, request).hits
                ids = every(snapshot, hits, Scoring(execution, request) or None, request.sort)
                return Scan(hits.count, self._articles(snapshot, ids))

    def _articles(self, snapshot: Snapshot, ids: Iterator[list[str]]) -> Iterator[Article]:
        while True:
            with border(self._folder), suspecting(snapshot.readers):
                some = next(ids, None)
            if some is None:
                return
            for start in range(0, len(some), _TEXTS):
                part = some[start : start + _TEXTS]
                for id_, article in zip(part, self._archive.get(part), strict=True):
                    yield article or self._last_revision(id_)

    def _last_revision(self, id_: str) -> Article:
        revisions = self._archive.revisions(id_)
        if not revisions:
            raise damaged(self._folder, f"names an article {id_} that the record never had")
        return revisions[-1]

    def get(self, ids: Sequence[str]) -> list[Article | None]:
        """From the record."""
        return self._archive.get(ids)

    def cards(self, ids: Sequence[str]) -> list[Card | None]:
        with border(self._folder):
            snapshot = self._current()
            with suspecting(snapshot.readers):
                return snapshot.cards(ids)

    def marks(
        self, leaves: Sequence[Leaf], articles: Sequence[Article | Card], passages: int | None = None
    ) -> list[Marks]:
        with border(self._folder):
            snapshot = self._current()
            with suspecting(snapshot.readers):
                return marks(snapshot, leaves, articles, passages)

    def terms(self, field: Field, prefix: str, limit: int) -> list[tuple[str, int]]:
        checked_facet(field)
        if not field.facet:
            return []
        with border(self._folder):
            snapshot = self._current()
            with suspecting(snapshot.readers):
                return _terms(snapshot, field, pattern(prefix).forms)[:limit]

    def words(self, leaf: Prefix | Wildcard | Fuzzy, limit: int, least: int = 1) -> list[tuple[str, int]]:
        with border(self._folder):
            snapshot = self._current()
            with suspecting(snapshot.readers):
                return words(snapshot, leaf, limit, least)

    def names_like(self, text: str, limit: int) -> list[tuple[str, int]]:
        with border(self._folder):
            snapshot = self._current()
            with suspecting(snapshot.readers):
                return names_like(snapshot, text, limit)

    def namesakes(self, names: Sequence[str], limit: int) -> list[list[tuple[str, int]]]:
        with border(self._folder):
            snapshot = self._current()
            with suspecting(snapshot.readers):
                return namesakes(snapshot, names, limit)

    def acronyms(self, text: str) -> list[tuple[str, str, int]]:
        with border(self._folder):
            snapshot = self._current()
            with suspecting(snapshot.readers):
                return acronyms(snapshot, text)

    def stats(self) -> EngineStats:
        with border(self._folder):
            snapshot = self._current()
            dated = snapshot.live & (snapshot.numbers("first") > 0)
            days = snapshot.numbers("first")[dated], snapshot.numbers("last")[dated]
            return EngineStats(
                engine="whoosh",
                articles=snapshot.count,
                applied=snapshot.generation.applied,
                first=iso_day(int(days[0].min())) if dated.any() else None,
                last=iso_day(int(days[1].max())) if dated.any() else None,
                size_bytes=sum(segment.size_bytes for segment in snapshot.generation.segments),
            )

    def check(self) -> list[str]:
        from presssearch.engines.whoosh.check import faults  # noqa: PLC0415 - as above

        with border(self._folder):
            return faults(self._folder, self._archive)

    def close(self) -> None:
        """Let go of the files; searches that are under way end as they began."""
        self._snapshot = None

    def _told(self) -> int | None:
        """The last change that the record knows this very index to have applied; None for a stranger."""
        return self._archive.watermark(f"whoosh:{uid_of(self._folder)}")

    def _tell(self, applied: int) -> None:
        self._archive.set_watermark(f"whoosh:{uid_of(self._folder)}", applied)

    def _current(self) -> Snapshot:
        """A snapshot of the newest generation; of the one at hand while a rebuild has taken all away."""
        snapshot, stamp = self._snapshot, self._watch.stamp()
        if snapshot is not None and stamp in (None, snapshot.generation.stamp):
            return snapshot
        with self._opening:
            tries = _TRIES
            while True:
                try:
                    return self._newest()
                except (FileNotFoundError, IndexNotFound):
                    tries -= 1
                    if not tries:
                        raise
                    logger.debug("a commit went by while %s was opened", self._folder)
                    time.sleep(_PAUSE_S)

    def _newest(self) -> Snapshot:
        generation = read_generation(self._folder)
        snapshot = self._snapshot
        if snapshot is None or snapshot.generation.stamp != generation.stamp:
            snapshot = self._snapshot = open_snapshot(self._folder, generation, snapshot)
        return snapshot


def _search(snapshot: Snapshot, request: SearchRequest) -> EngineResult:
    execution = Execution(snapshot)
    filters = _filters(execution, request)
    hits = filters.hits
    return EngineResult(
        total=hits.count,
        hits=tuple(page(snapshot, hits, Scoring(execution, request) or None, request)),
        facets={facet.field: count_facet(filters.but(facet.field), facet) for facet in request.facets},
        histogram=histogram(hits, request.histogram) if request.histogram else None,
        cut=execution.cut(request.query),
    )


def _filters(execution: Execution, request: SearchRequest) -> Filters:
    matching = execution.loosely(request.query, request.least)
    if request.dates is not None:
        matching = matching.narrowed(execution.in_range(request.dates))
    return Filters(execution.snapshot, request.filters, matching)


def _terms(snapshot: Snapshot, field: Field, wanted: tuple[str, ...]) -> list[tuple[str, int]]:
    """Values one of whose words begins so, most frequent first."""
    values = snapshot.facet(field).values
    counts = value_counts(Selection(snapshot, mask=snapshot.live), field)
    counts[0] = 0
    begun = values.begun(np.flatnonzero(counts), wanted)
    found = [(values.names[n], int(counts[n])) for n in begun.tolist()]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
