"""Changes -> a new generation. Nothing that is on the disk is touched until it is the current one."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from presssearch.archive import Change
from presssearch.engines.document import Document, document_of
from presssearch.engines.whoosh.arrays import Mask
from presssearch.engines.whoosh.codec import PackedSegment, open_reader
from presssearch.engines.whoosh.invert import NamedArrays, invert
from presssearch.engines.whoosh.map import SegmentReader, suspecting
from presssearch.engines.whoosh.merge import merge, plan
from presssearch.engines.whoosh.storage import (
    INDEX,
    Store,
    commit,
    locked,
    read_generation,
    sealed,
    segment_file,
    sweep,
)
from presssearch.engines.whoosh.write import write_segment

logger = logging.getLogger(__name__)

BATCH_ARTICLES = 8_000  # of one segment as first written: bounds the memory, some 20 bytes for each byte of text
BATCH_LETTERS = 12_000_000


def apply(store: Store, changes: Iterable[Change], *, wait_s: float) -> int:
    """Apply changes as the protocol says; without any, nothing is written. wait_s: for the lock."""
    with locked(store, wait_s=wait_s):
        draft = _Draft(store)
        try:
            draft.take(changes)
            draft.merge()
            draft.commit()
        except BaseException:
            draft.discard()
            raise
        sweep(store)
        return draft.applied


@dataclass(slots=True)
class _Part:
    """A segment of the next generation. reader: opened when it is needed."""

    segment: Any
    file: tuple[int, str]
    reader: SegmentReader | None = None

    def live(self) -> Mask:
        mask = np.ones(self.segment.doc_count_all(), dtype=np.bool_)
        mask[list(self.segment.deleted_docs())] = False
        return mask


class _Draft:
    """The next generation while it is made."""

    def __init__(self, store: Store) -> None:
        self._store = store
        base = read_generation(store)
        self._base, self.applied = base, base.applied
        self._changed = False
        self._parts = [_Part(segment, base.files[segment_file(segment)]) for segment in base.segments]
        self._written: list[Any] = []

    def take(self, changes: Iterable[Change]) -> None:
        batch: dict[str, Document | None] = {}
        letters = 0
        for change in changes:
            self._changed = True
            self.applied = max(self.applied, change.number)
            document = document_of(change.article) if change.article is not None else None
            letters += sum(len(value) for value in document.values["body"]) if document else 0
            batch[change.id] = document
            if len(batch) >= BATCH_ARTICLES or letters >= BATCH_LETTERS:
                self._flush(batch)
                batch, letters = {}, 0
        self._flush(batch)

    def merge(self) -> None:
        self._parts = [part for part in self._parts if part.segment.doc_count()]
        groups = plan([(part.segment.doc_count(), part.segment.doc_count_all()) for part in self._parts])
        for group in groups:
            parts = [self._parts[n] for n in group]
            logger.debug("merging %d segments of %d articles", len(parts), sum(p.segment.doc_count() for p in parts))
            readers = [self._reader(part) for part in parts]
            with suspecting(readers):
                self._write(merge(readers, [part.live() for part in parts]), sum(p.segment.doc_count() for p in parts))
        merged = {n for group in groups for n in group}
        self._parts = [part for n, part in enumerate(self._parts) if n not in merged]

    def commit(self) -> None:
        if self._changed:
            segments = tuple(part.segment for part in self._parts)
            files = {segment_file(part.segment): part.file for part in self._parts}
            number = self._base.number + 1
            commit(self._store, segments=segments, number=number, applied=self.applied, files=files)

    def discard(self) -> None:
        for segment in self._written:
            for name in segment.list_files(self._store):
                (self._store.path / name).unlink(missing_ok=True)

    def _flush(self, batch: dict[str, Document | None]) -> None:
        """Delete what the batch replaces or deletes, also of batches before it, then add what it adds."""
        for part in self._parts:
            reader = self._reader(part)
            for id_ in batch:
                document = reader.document_of(id_)
                if document is not None:
                    part.segment.delete_document(document)
        documents = [document for document in batch.values() if document is not None]
        if documents:
            self._write(invert(documents), len(documents))

    def _write(self, arrays: NamedArrays, size: int) -> None:
        segment = PackedSegment(INDEX)
        segment.set_doc_count(size)
        self._written.append(segment)
        path = self._store.path / segment_file(segment)
        write_segment(path, arrays)
        self._parts.append(_Part(segment, sealed(path)))

    def _reader(self, part: _Part) -> SegmentReader:
        if part.reader is None:
            part.reader = open_reader(self._store.path, part.segment, part.file[0])
        return part.reader
