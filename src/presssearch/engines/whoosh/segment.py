"""One segment, read: its arrays and posting lists, decoded when first asked for and kept.

A segment never changes; which of its documents are deleted belongs to the generation (snapshot.py). Reads
go through one lock, so that all threads share the segment.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

from whoosh.reading import TermNotFound

from presssearch.engines.whoosh.arrays import Ints, Values, read_numbers, read_texts, read_values
from presssearch.engines.whoosh.border import damaged, reading
from presssearch.engines.whoosh.postings import Postings, read_postings, read_raw
from presssearch.engines.whoosh.storage import MappedSegment, segment_file

CACHE_BYTES = 32 << 20  # decoded posting lists kept, for each segment; no more than half of its file
_ENTRY_BYTES = 500  # what an entry costs beside its arrays


class SegmentReader:
    """size: documents, deleted ones included."""

    def __init__(self, folder: Path, segment: Any, size_bytes: int) -> None:
        self.path = folder / segment_file(segment)
        self.name = str(segment.segment_id())
        self.size: int = segment.doc_count_all()
        if self.path.stat().st_size != size_bytes:
            raise damaged(self.path, f"has not its {size_bytes} bytes")
        self._lock = threading.Lock()
        self._numbers: dict[str, Ints] = {}
        self._values: dict[str, Values] = {}
        self._ids: list[str] | None = None
        self._postings: OrderedDict[tuple[str, bytes], Postings | None] = OrderedDict()
        self._kept_bytes, self._keep_bytes = 0, min(CACHE_BYTES, size_bytes // 2)
        with reading(self.path):
            self._files = MappedSegment(self.path)
            self._terms = segment.codec().terms_reader(self._files, segment)
            self._lists = self._files.open_file(segment.make_filename(".pst"))

    def ids(self) -> list[str]:
        with self._lock, reading(self.path):
            if self._ids is None:
                self._ids = read_texts(self._array("ids"), self.size)
            return self._ids

    def numbers(self, name: str) -> Ints:
        with self._lock, reading(self.path):
            if name not in self._numbers:
                found = read_numbers(self._array(name))
                if len(found) != self.size:
                    raise ValueError(name)
                self._numbers[name] = found
            return self._numbers[name]

    def values(self, name: str) -> Values:
        """The values of a facet field."""
        with self._lock, reading(self.path):
            if name not in self._values:
                self._values[name] = read_values(self._array(f"facet_{name}"))
            return self._values[name]

    def postings(self, field: str, term: bytes) -> Postings | None:
        """None where the segment has no such term."""
        key = (field, term)
        with self._lock, reading(self.path):
            if key in self._postings:
                self._postings.move_to_end(key)
                return self._postings[key]
            info = self._info(field, term)
            found = None if info is None else read_postings(self._list(info))
            self._keep(key, found)
            return found

    def terms(self, field: str, prefix: bytes = b"") -> list[bytes]:
        """The terms of a field that begin so, sorted."""
        with self._lock, reading(self.path):
            found = self._terms.terms_from(field, prefix)
            return [term for _, term in takewhile(lambda item: item[0] == field and item[1].startswith(prefix), found)]

    def raw_postings(self, field: str) -> Iterator[tuple[bytes, Ints, Ints, Any]]:
        """Every term of a field with its list as `read_raw` gives it; kept nowhere. For one thread alone."""
        with reading(self.path):
            for (name, term), info in self._terms.items_from(field, b""):
                if name != field:
                    return
                documents, counts, values = read_raw(self._list(info))
                if len(documents) != info.doc_frequency():
                    raise ValueError(f"{field}:{term!r}")
                yield term, documents, counts, values

    def _array(self, name: str) -> bytes:
        return self._files.read(f"{self.name}.{name}.arr")

    def _info(self, field: str, term: bytes) -> Any:
        try:
            return self._terms.term_info(field, term)
        except TermNotFound:
            return None

    def _list(self, info: Any) -> bytes:
        offset, length = info.extent()
        (length,) = length if isinstance(length, tuple) else (length,)  # it reads a 1-tuple back
        return self._lists.get(offset, length)

    def _keep(self, key: tuple[str, bytes], found: Postings | None) -> None:
        self._postings[key] = found
        self._kept_bytes += _cost(found)
        while self._kept_bytes > self._keep_bytes and len(self._postings) > 1:
            _, dropped = self._postings.popitem(last=False)
            self._kept_bytes -= _cost(dropped)


def _cost(found: Postings | None) -> int:
    return _ENTRY_BYTES + (found.size_bytes if found else 0)
