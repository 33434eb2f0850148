"""From the record to an engine: the changes that it has not applied yet."""

from collections.abc import Iterator

from presssearch.archive import Archive, Change
from presssearch.engines.base import Engine
from presssearch.errors import EngineError, IndexOutdated

# One commit of the engine: what it may hold in memory.
CHANGES_AT_ONCE = 2_000
_CHARS_AT_ONCE = 40_000_000


def catch_up(archive: Archive, engine: Engine) -> int:
    """Apply what the engine has not applied yet, in bounded batches; returns the number of changes. What it refused is
    tried again, and counts where it is taken in."""
    applied, last, count = engine.applied(), archive.last_change(), 0
    if applied > last:
        raise IndexOutdated(
            f"the search index is ahead of the record {archive.path} (change {applied} of {last}): it was made from "
            "another record; run `presssearch rebuild`"
        )
    refused = len(engine.refused()) if applied == last else 0
    if refused:
        engine.apply(())
        count = refused - len(engine.refused())
    while applied < last:
        batch = _Batch(archive, applied)
        reached = engine.apply(iter(batch))
        if reached <= applied:
            raise EngineError(f"the search index stays at change {applied} of {last}; run `presssearch rebuild`")
        applied = reached
        count += batch.count
    return count


def rebuild(archive: Archive, engine: Engine) -> int:
    """Fill a fresh engine from the record; returns the number of changes. The files are not needed."""
    if engine.applied():
        raise EngineError("a rebuild needs an empty search index; remove the old one first")
    return catch_up(archive, engine)


class _Batch:
    """The next changes for an engine, not too many; counts those handed out."""

    def __init__(self, archive: Archive, after: int) -> None:
        self._archive = archive
        self._after = after
        self.count = 0

    def __iter__(self) -> Iterator[Change]:
        chars = 0
        for change in self._archive.changes(self._after, limit=CHANGES_AT_ONCE):
            self.count += 1
            yield change
            chars += len(change.article.body) if change.article else 0
            if chars >= _CHARS_AT_ONCE:
                return
