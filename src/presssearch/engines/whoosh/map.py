"""Map: the file of a segment -> its arrays, as views of the mapped bytes.

    file ──mmap──► directory {name: (type, at, size)} ──► array(name)   a view: nothing is copied or decoded
                                                     ──► lists(field)  lexicon, first, ids, at, places, …
                                                          └─ slice(a, b): the postings of terms a … b − 1
                                                     ──► card(n)       read, not mapped

A segment never changes; which of its documents are deleted belongs to the generation (snapshot.py). Views
are immutable and hold the map alive, so threads share a segment and a file may go while it is read.
"""

import json
import mmap
import os
import weakref
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np

from presssearch.archive.packing import unpack_card
from presssearch.article import Card
from presssearch.engines.batches.arrays import Array, Ints, decoded, encoded, sizes_of
from presssearch.engines.whoosh.border import damaged, reading
from presssearch.engines.whoosh.lexicon import Lexicon
from presssearch.engines.whoosh.schema import ID, ROWS, TEXT, form_field, same_stem, stem_field
from presssearch.engines.whoosh.slices import Slice
from presssearch.engines.whoosh.write import FORMAT, HEAD, MAGIC, TAIL

_STEP = 1 << 20
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Lists:
    """The posting lists of a field; see write.py."""

    lexicon: Lexicon
    first: Array
    ids: Array
    at: Array | None = None
    places: Array | None = None
    main: Array | None = None
    others: Array | None = None
    beside: "Lists | None" = None  # the forms, of which `same` have the list of the stem of their letters
    same: Array | None = None

    def slice(self, first: int, end: int) -> Slice:
        """The postings of the terms `first` … `end` − 1."""
        a, b = int(self.first[first]), int(self.first[end])
        ids, ascending = self.ids[a:b], end - first == 1
        if self.at is None:
            return Slice(ids, ascending)
        begun, ended = self.at[a:b], self.at[a + 1 : b + 1]
        if self.main is None or self.others is None:
            return Slice(ids, ascending, begun, ended, None, None, self.places)
        return Slice(ids, ascending, begun, ended, self.main[a:b], self.others[a:b], self.places)

    def find(self, term: bytes) -> Slice | None:
        """The postings of a term; None where there is no such term."""
        number = self.lexicon.number_of(term)
        if number is not None:
            return self.slice(number, number + 1)
        number = self.beside.lexicon.number_of(term) if self.beside is not None else None
        if number is None or self.beside is None or self.same is None or not self.same[number]:
            return None
        return self.beside.slice(number, number + 1)

    def sizes(self) -> Array:
        """Postings of each term."""
        return sizes_of(self.first)

    def occurrences(self) -> Array:
        """Places of each term, or postings in fields without."""
        return sizes_of(self.first if self.at is None else self.at[self.first])

    def check(self, size: int) -> None:
        """ValueError unless the arrays belong to each other and name documents below `size`."""
        self.lexicon.check()
        sizes = self.sizes()
        sound = len(self.first) == self.lexicon.size + 1 and int(self.first[-1]) == len(self.ids)
        sound = sound and bool((sizes > 0).all() and (self.ids < size).all())
        if self.at is not None and self.places is not None:
            sound = sound and len(self.at) == len(self.ids) + 1 and int(self.at[-1]) == len(self.places)
            sound = sound and bool((sizes_of(self.at) > 0).all())
        if self.main is not None and self.others is not None:
            sound = sound and len(self.main) == len(self.others) == len(self.ids)
        if self.beside is not None and self.same is not None:
            sound = sound and len(self.same) == self.beside.lexicon.size
        if not sound:
            raise ValueError("posting lists do not belong together")


class SegmentReader:
    """name: of the segment; size: documents, deleted ones included; size_bytes: None if nobody knows."""

    def __init__(self, path: Path, name: str, size: int, size_bytes: int | None = None) -> None:
        self.path, self.name, self.size = path, name, size
        if size_bytes is not None and path.stat().st_size != size_bytes:
            raise damaged(path, f"has not its {size_bytes} bytes")
        self._lists: dict[str, Lists] = {}
        self._lexicons: dict[str, Lexicon] = {}
        with reading(path):
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                self._file = os.dup(file.fileno())
            weakref.finalize(self, os.close, self._file)
            self._directory = _directory(self._map)

    def fields(self) -> list[str]:
        """The fields that have posting lists."""
        return [name.removesuffix(".ids") for name in self._directory if name.endswith(".ids")]

    def array(self, name: str) -> Array:
        """A view of the array; KeyError where the segment has none of that name."""
        code, at, size = self._directory[name]
        return np.frombuffer(self._map, dtype=code, count=size, offset=at) if size else np.zeros(0, dtype=code)

    def numbers(self, name: str) -> Array:
        """A number of each document; see schema.NUMBERS."""
        with reading(self.path):
            found = self.array(name)
            if len(found) != self.size:
                raise ValueError(name)
            return found

    def numbers_of_rows(self, name: str) -> Ints:
        """Where the row of each document begins, and where the last one ends; see schema.ROWS."""
        with reading(self.path):
            at: Ints = self.array(f"{name}.at").astype(np.int64)
            if len(at) != self.size + 1 or any(len(self.array(f"{name}.{c}")) != at[-1] for c in ROWS[name]):
                raise ValueError(name)
            return at

    def card(self, document: int) -> Card:
        """What a list of hits shows of it; ValueError where that cannot be read."""
        begun, at = self._directory["card"][1], self._card_at
        first, end = at.item(document), at.item(document + 1)
        return unpack_card(self._bytes(begun + first, begun + end))

    def lexicon(self, name: str) -> Lexicon:
        return self._lexicons.get(name) or self._kept(
            self._lexicons, name, lambda: Lexicon(self.array(f"{name}.terms"), self.array(f"{name}.marks"))
        )

    def lists(self, field: str) -> Lists:
        """The posting lists of a field; see schema.py."""
        return self._lists.get(field) or self._kept(self._lists, field, lambda: self._open(field))

    def id_of(self, document: int) -> str:
        return decoded(self._ids.term(self.id_numbers.item(document)))

    def ids(self) -> list[str]:
        """Of all documents, in their order."""
        terms = self.lexicon(ID).terms()
        return [decoded(terms[number]) for number in self.id_numbers.tolist()]

    def document_of(self, id_: str) -> int | None:
        found = self.lists(ID).find(encoded(id_))
        return None if found is None else int(found.ids[0])

    def release(self) -> None:
        """Let go of the memory that holds what was read; it is read anew when it is asked for."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def is_sound(self) -> bool:
        """Are the bytes those that were written?"""
        return bool(TAIL.unpack_from(self._map, len(self._map) - TAIL.size)[1] == _sum(self._map))

    def check(self) -> None:
        """IndexDamaged unless every array can be read and fits the others."""
        with reading(self.path):
            for name in self._directory:
                self.array(name)
                if name.endswith(".ids"):
                    self.lists(name.removesuffix(".ids")).check(self.size)
            for name in ROWS:
                self.numbers_of_rows(name)
            for document in range(self.size):
                self.card(document)
            if sorted(self.id_numbers.tolist()) != list(range(self.size)):
                raise ValueError("the ids are not those of the documents")

    @cached_property
    def id_numbers(self) -> Array:
        """For each document the place of its id among the ids of the segment, sorted."""
        return self.numbers(f"{ID}.rank")

    @cached_property
    def _ids(self) -> Lexicon:
        return self.lexicon(ID)

    @cached_property
    def _card_at(self) -> Array:
        with reading(self.path):
            at = self.array("card.at")
            if len(at) != self.size + 1 or at[-1] != self._directory["card"][2]:
                raise ValueError("card")
            return at

    def _bytes(self, first: int, end: int) -> bytes:
        """Bytes of the file, read: mapped ones would count as memory of the process as long as they are at hand."""
        return os.pread(self._file, end - first, first) if hasattr(os, "pread") else self._map[first:end]

    def _open(self, field: str) -> Lists:
        with reading(self.path):
            columns = (f"{field}.{name}" for name in ("at", "places", "main", "others"))
            at, places, main, others = (self.array(name) if name in self._directory else None for name in columns)
            first, ids = self.array(f"{field}.first"), self.array(f"{field}.ids")
            found = Lists(self.lexicon(field), first, ids, at, places, main, others)
            if field != stem_field(TEXT):
                return found
            return replace(found, beside=self.lists(form_field(TEXT)), same=self.array(same_stem(TEXT)))

    def _kept(self, kept: dict[str, _T], name: str, make: Callable[[], _T]) -> _T:
        """What was opened before, or is now; two threads may open the same, and one is kept."""
        found = kept.get(name)
        if found is None:
            with reading(self.path):
                found = kept.setdefault(name, make())
        return found


def sum_written(path: Path) -> tuple[int, str]:
    """Size of the file of a segment in bytes, and the check sum in its tail."""
    with path.open("rb") as file:
        size = file.seek(-TAIL.size, 2) + TAIL.size
        return size, f"{TAIL.unpack(file.read())[1]:08x}"


def is_as_written(path: Path, size: int, digest: str) -> bool:
    """Has the file that size and sum?"""
    if path.stat().st_size != size or size < HEAD.size + TAIL.size:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        _, crc, version, magic = TAIL.unpack_from(data, size - TAIL.size)
        return (f"{crc:08x}", version, magic) == (digest, FORMAT, MAGIC) and crc == _sum(data)


@contextmanager
def suspecting(readers: Sequence[SegmentReader]) -> Iterator[None]:
    """Around the use of mapped arrays: what nothing sound can raise is damage, if a sum tells so. Bytes
    are not verified when they are read, which would cost more than to search them."""
    try:
        yield
    except (IndexError, ValueError, KeyError, OverflowError, MemoryError, TypeError) as error:
        for reader in readers:
            if not reader.is_sound():
                raise damaged(reader.path, f"is not as it was written ({type(error).__name__})") from error
        raise


def _directory(data: mmap.mmap) -> dict[str, tuple[str, int, int]]:
    end, _, version, magic = TAIL.unpack_from(data, len(data) - TAIL.size)
    if (version, magic) != (FORMAT, MAGIC) or HEAD.unpack_from(data) != (MAGIC, FORMAT, 0):
        raise ValueError("not a segment of this format")
    found = json.loads(data[end : len(data) - TAIL.size])
    return {name: (np.dtype(code).str, int(at), int(size)) for name, (code, at, size) in found.items()}


def _sum(data: mmap.mmap) -> int:
    view = memoryview(data)
    try:
        crc = 0
        for at in range(0, len(view) - TAIL.size + 8, _STEP):
            crc = zlib.crc32(view[at : min(at + _STEP, len(view) - TAIL.size + 8)], crc)
        return crc
    finally:
        view.release()
