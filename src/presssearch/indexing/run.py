"""One run over files and folders."""

import logging
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from presssearch.archive import Archive, FileEntry, FileOutcome, Outcome, Position
from presssearch.article import Article
from presssearch.engines.base import Engine
from presssearch.errors import PressSearchError
from presssearch.indexing.catching_up import catch_up
from presssearch.indexing.ledger import Stamp, Visit, is_unchanged, stamp_of
from presssearch.indexing.neighbours import Neighbours
from presssearch.indexing.overrides import Overrides
from presssearch.indexing.process import Task
from presssearch.indexing.reading import FileResult, articles_of, taken
from presssearch.indexing.report import Failure, IndexReport, Progress
from presssearch.indexing.series import Shelf, file_series, positions_of
from presssearch.indexing.streams import Item
from presssearch.indexing.workers import read_in_order
from presssearch.readers import walk
from presssearch.readers.files import shown
from presssearch.readers.raw import Unread

logger = logging.getLogger(__name__)

# One transaction of the record: what a kill can cost, against the price of a commit (about 10 ms).
_ARTICLES_AT_ONCE = 200
_CHARS_AT_ONCE = 8_000_000
_FILES_AT_ONCE = 1_000
# How much is recorded before the engine is told.
_CATCH_UP_AFTER = 4_000


def index_paths(
    paths: Sequence[Path],
    *,
    archive: Archive,
    engine: Engine | None,
    source: str | None = None,
    reread: bool = False,
    workers: int = 0,
    progress: Callable[[Progress], None] | None = None,
) -> IndexReport:
    """Read files and folders into the record and bring the engine up to date.

    A file whose size and time, or else whose content, are those of the ledger is not read again; one that
    failed is not either, and its reason is reported again. A bad file or record never stops the run.
    source: name of the publisher, stronger than what the files say. reread: read unchanged files too, as
    after an update of presssearch that understands more. engine: None records only.
    workers: processes that read, each within limits of time and memory; 0 is one for each core, 1 is this
    process alone, without limits. Few small files are read in this process in any case.
    The corrections of overrides.toml are applied to what is read, and first to what was read before;
    SettingsError where that file is faulty.
    Whatever else stops it, such as KeyboardInterrupt: what was read is kept and made searchable first.
    """
    started = time.monotonic()
    overrides = Overrides.beside(archive.path)
    corrected = overrides.refresh(archive)
    places = list(walk(paths))
    run = _Run(archive, engine, overrides, source=source, reread=reread, files_total=len(places), progress=progress)
    try:
        with closing(read_in_order(run.visits(places), workers=workers)) as read:
            for visit, items in read:
                run.take(visit, items)
    except PressSearchError:
        raise  # the record or the engine failed: it would fail again
    except BaseException as error:
        # Ctrl-C, or a defect of ours, which is not hidden: the next file may suffer from it too
        error.add_note(f"while reading {run.place}")
        run.finish()
        raise
    run.finish()
    report = replace(
        run.report(len(places), time.monotonic() - started),
        corrected=corrected,
        warnings=tuple(overrides.unknown_in(archive)),
    )
    logger.info("indexed %d articles of %d files in %.1f s", run.articles, report.files_read, report.seconds)
    return report


class _Run:
    """One call of index_paths: what waits to be recorded, and what is counted."""

    def __init__(
        self,
        archive: Archive,
        engine: Engine | None,
        overrides: Overrides,
        *,
        source: str | None,
        reread: bool,
        files_total: int,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self._archive = archive
        self._engine = engine
        self._overrides = overrides
        self._neighbours = Neighbours(archive)
        self._source = source
        self._reread = reread
        self._files_total = files_total
        self._files_done = 0
        self._progress = progress
        self._waiting: list[Article] = []
        self._waiting_chars = 0
        self._lines: list[FileEntry] = []
        self._positions: dict[str, tuple[Position, ...]] = {}
        self._ends: dict[str, int] = {}
        self._dated = 0
        self._unapplied = 0
        self._applied = 0
        self._files: Counter[str] = Counter()
        self._outcomes: Counter[Outcome] = Counter()
        self._precisions: Counter[str | None] = Counter()
        self._failures: list[Failure] = []
        self.articles = 0
        self.place = ""  # as shown to people

    def visits(self, places: Sequence[Path | Unread]) -> Iterator[tuple[Visit, Task | None]]:
        """What the walk found, each with what is known of it, and the task of reading it where it is one."""
        for place in places:
            if isinstance(place, Unread):
                key = _key_of(place.path)
                yield Visit(place.path, key, self._archive.file(key), refusal=place.reason), None
                continue
            key = _key_of(place)
            known = self._archive.file(key)
            try:
                stamp = stamp_of(place, known)
            except OSError:
                stamp = Stamp()  # the reader is about to say what is wrong
            to_read = known is None or self._reread or not is_unchanged(known, stamp, self._source)
            task = Task(place, key, self._source, stamp.size) if to_read else None
            yield Visit(shown(place), key, known, stamp, to_read=to_read), task

    def take(self, visit: Visit, items: Iterator[Item]) -> None:
        """Deal with one thing that the walk found. items: what it gives, where it is to be read."""
        self.place = visit.shown
        self._tell("reading")
        if visit.refusal is not None:
            self._close_file(visit, FileResult(visit.shown, fault=visit.refusal))
        elif visit.to_read:
            self._close_file(visit, self._read(visit, items))
        else:
            self._pass_over(visit)
        self._files_done += 1
        if len(self._lines) >= _FILES_AT_ONCE:
            self._record()

    def finish(self) -> None:
        self._record()
        self._dated = self._neighbours.refresh(self._overrides)
        self._catch_up()
        self._tell("done")

    def report(self, files_seen: int, seconds: float) -> IndexReport:
        return IndexReport(
            files_seen=files_seen,
            files_read=self._files["read"],
            files_unchanged=self._files["unchanged"],
            files_failed=self._files["failed"],
            new=self._outcomes[Outcome.NEW],
            changed=self._outcomes[Outcome.CHANGED],
            unchanged=self._outcomes[Outcome.UNCHANGED],
            dates_exact=self._precisions["day"] + self._precisions["minute"],
            dates_partial=self._precisions["month"] + self._precisions["year"],
            dates_without_year=self._precisions["day-without-year"],
            dates_unknown=self._precisions[None],
            failures=tuple(self._failures),
            applied=self._applied,
            dated_by_neighbours=self._dated,
            refused=tuple(self._engine.refused()) if self._engine is not None else (),
            seconds=seconds,
        )

    def _tell(self, doing: str) -> None:
        if self._progress is not None:
            self._progress(Progress(self._files_done, self._files_total, self.articles, doing))

    def _pass_over(self, visit: Visit) -> None:
        known, stamp = visit.known, visit.stamp
        assert known is not None, "what is not in the ledger is read"
        self._files["unchanged"] += 1
        if known.reason is not None:
            self._failures.append(Failure(visit.shown, None, known.reason, again=True))
        if (known.size, known.mtime_ns) != (stamp.size, stamp.mtime_ns):
            self._lines.append(replace(known, size=stamp.size, mtime_ns=stamp.mtime_ns))

    def _read(self, visit: Visit, items: Iterator[Item]) -> FileResult:
        result = FileResult(visit.shown)
        articles = taken(items, result)
        first = tuple(islice(articles, 2))
        alone = len(first) < 2
        for number, article in enumerate(chain(first, articles), 1):
            self._keep(article, Shelf(visit.key, None if alone else number))
        self._ends[file_series(visit.key)] = 0 if alone else result.articles
        known = visit.known
        if known is not None and known.source != self._source and known.digest is not None and not result.reader_died:
            self._withdraw(visit.key, known.source)
        return result

    def _withdraw(self, key: str, former: str | None) -> None:
        """Take out what a file gave when it was read for another source.

        The source is part of the id of what has no address: each such article would be found twice.
        """
        then = {article.id for article in articles_of(Path(key), key, source=former, result=FileResult(""))}
        now = {article.id for article in articles_of(Path(key), key, source=self._source, result=FileResult(""))}
        self._record()
        count = self._archive.delete(then - now)
        logger.info("%d articles of %s have source %s now", count, key, self._source)

    def _close_file(self, visit: Visit, result: FileResult) -> None:
        """Count a file, report what of it failed, and leave its line for the ledger."""
        known, stamp = visit.known, visit.stamp
        line = FileEntry(
            path=visit.key,
            size=stamp.size,
            mtime_ns=stamp.mtime_ns,
            digest=stamp.digest,
            outcome=FileOutcome.READ if result.articles else FileOutcome.FAILED,
            reason=result.reason(),
            articles=result.articles,
            source=self._source,
        )
        self._files["read" if result.articles else "failed"] += 1
        again = known is not None and (known.reason, known.digest) == (line.reason, line.digest)
        self._failures += result.failures(again=again)
        if line != known:
            self._lines.append(line)

    def _keep(self, article: Article, shelf: Shelf) -> None:
        self._positions[article.id] = positions_of(article, shelf)
        article = self._overrides.applied(self._neighbours.applied(article))
        self.articles += 1
        self._precisions[article.published.precision] += 1
        self._waiting.append(article)
        self._waiting_chars += len(article.body)
        if len(self._waiting) >= _ARTICLES_AT_ONCE or self._waiting_chars >= _CHARS_AT_ONCE:
            self._record()
            self._tell("reading")
            if self._unapplied >= _CATCH_UP_AFTER:
                self._catch_up()

    def _record(self) -> None:
        """Commit what waits: articles, and the lines of the files that they end."""
        if not self._waiting and not self._lines:
            return
        report = self._archive.put(self._waiting, self._lines, positions=self._positions, ends=self._ends)
        self._waiting, self._waiting_chars, self._lines = [], 0, []
        self._positions, self._ends = {}, {}
        self._outcomes.update(report.outcomes)
        self._unapplied += report.new + report.changed

    def _catch_up(self) -> None:
        self._unapplied = 0
        if self._engine is not None:
            self._tell("making it searchable")
            self._applied += catch_up(self._archive, self._engine)


def _key_of(path: Path | str) -> str:
    """The path in the ledger, the same that readers make a location of: links in it stay."""
    return os.path.abspath(path)  # noqa: PTH100 - resolve() follows links
