"""Changes -> a new generation. Nothing that is on the disk is touched until it is the current one."""

import logging
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from presssearch.archive import Change
from presssearch.engines.batches.arrays import Ints, Mask, NamedArrays, found_in
from presssearch.engines.batches.vocabulary import Vocabulary
from presssearch.engines.document import Document, document_of
from presssearch.engines.whoosh.generation import INDEX, Segment, read_generation
from presssearch.engines.whoosh.invert import invert
from presssearch.engines.whoosh.map import SegmentReader, suspecting
from presssearch.engines.whoosh.merge import merge, plan
from presssearch.engines.whoosh.snapshot import open_reader
from presssearch.engines.whoosh.storage import commit, locked, sealed, sweep
from presssearch.engines.whoosh.write import write_segment

logger = logging.getLogger(__name__)

BATCH_ARTICLES = 8_000  # of one segment as first written: bounds the memory, some 20 bytes for each byte of text
BATCH_LETTERS = 12_000_000


def apply(folder: Path, changes: Iterable[Change], *, wait_s: float) -> int:
    """Apply changes as the protocol says; without any, nothing is written. wait_s: for the lock."""
    with locked(folder, wait_s=wait_s):
        draft = _Draft(folder)
        try:
            draft.take(changes)
            draft.merge()
            draft.commit()
        except BaseException:
            draft.discard()
            raise
        sweep(folder)
        return draft.applied


@dataclass(slots=True)
class _Part:
    """A segment of the next generation, and what is deleted of it by now. reader: opened when it is needed."""

    segment: Segment
    deleted: set[int] = field(default_factory=set)
    reader: SegmentReader | None = None

    def count(self) -> int:
        return self.segment.size - len(self.deleted)

    def live(self) -> Mask:
        mask = np.ones(self.segment.size, dtype=np.bool_)
        mask[list(self.deleted)] = False
        return mask


class _Draft:
    """The next generation while it is made."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        base = read_generation(folder)
        self._base, self.applied = base, base.applied
        self._changed = False
        self._parts = [_Part(segment, set(segment.deleted)) for segment in base.segments]
        self._written: list[Path] = []
        self._old = len(self._parts)
        self._own: Ints = np.zeros(0, dtype=np.int64)  # hashes of the ids in the parts behind the old ones, ascending

    def take(self, changes: Iterable[Change]) -> None:
        batch: dict[str, Document | None] = {}
        letters = 0
        vocabulary = Vocabulary()
        for change in changes:
            self._changed = True
            self.applied = max(self.applied, change.number)
            document = document_of(change.article) if change.article is not None else None
            letters += sum(len(value) for value in document.values["body"]) if document else 0
            batch[change.id] = document
            if len(batch) >= BATCH_ARTICLES or letters >= BATCH_LETTERS:
                self._flush(batch, vocabulary)
                batch, letters = {}, 0
        self._flush(batch, vocabulary)

    def merge(self) -> None:
        self._parts = [part for part in self._parts if part.count()]
        groups = plan([(part.count(), part.segment.size) for part in self._parts])
        for group in groups:
            parts = [self._parts[n] for n in group]
            logger.debug("merging %d segments of %d articles", len(parts), sum(p.count() for p in parts))
            readers = [self._reader(part) for part in parts]
            with suspecting(readers):
                self._write(merge(readers, [part.live() for part in parts]), sum(p.count() for p in parts))
        merged = {n for group in groups for n in group}
        self._parts = [part for n, part in enumerate(self._parts) if n not in merged]

    def commit(self) -> None:
        if self._changed:
            segments = [replace(part.segment, deleted=frozenset(part.deleted)) for part in self._parts]
            commit(self._folder, segments=segments, number=self._base.number + 1, applied=self.applied)

    def discard(self) -> None:
        for path in self._written:
            path.unlink(missing_ok=True)

    def _flush(self, batch: dict[str, Document | None], vocabulary: Vocabulary) -> None:
        """Delete what the batch replaces or deletes, also of batches before it, then add what it adds."""
        hashes = np.fromiter(map(hash, batch), dtype=np.int64, count=len(batch))
        again = [id_ for id_, is_known in zip(batch, found_in(self._own, hashes)[1].tolist(), strict=True) if is_known]
        for n, part in enumerate(self._parts):
            reader = self._reader(part)
            for id_ in batch if n < self._old else again:
                document = reader.document_of(id_)
                if document is not None:
                    part.deleted.add(document)
        self._own = np.sort(np.concatenate((self._own, hashes)))
        documents = [document for document in batch.values() if document is not None]
        if documents:
            vocabulary.forget()
            self._write(invert(documents, vocabulary), len(documents))

    def _write(self, arrays: NamedArrays, size: int) -> None:
        name = f"{INDEX}_{secrets.token_hex(8)}"
        path = self._folder / f"{name}.seg"
        self._written.append(path)
        write_segment(path, arrays)
        self._parts.append(_Part(Segment(name, size, *sealed(path))))

    def _reader(self, part: _Part) -> SegmentReader:
        if part.reader is None:
            part.reader = open_reader(self._folder, part.segment)
        return part.reader
