"""An immutable view of one generation, for all threads: the segments joined, documents numbered through."""

import threading
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np

from presssearch.article import Card
from presssearch.engines.base import ADDED_STEP, K1, B, Interval
from presssearch.engines.batches.arrays import (
    Array,
    Floats,
    Ints,
    Mask,
    decoded,
    distinct,
    joined,
    narrow,
    sizes_of,
    starts,
)
from presssearch.engines.whoosh.generation import Generation, Segment
from presssearch.engines.whoosh.kept import Kept
from presssearch.engines.whoosh.map import SegmentReader
from presssearch.engines.whoosh.schema import STREAMS
from presssearch.engines.whoosh.values import FacetTable, Values
from presssearch.fields import BY_NAME, FACETS, FIELDS, Field

_TERMS_BYTES = 64 << 20  # of what words score
_MASKS_BYTES = 32 << 20  # of the masks of filters that are kept
_READ = 1 << 22  # postings, of each of which some thirty bytes are mapped: they count as memory of the process
_MET = 10_000  # hits whose documents are known by their ids

LANGUAGE = BY_NAME["language"]

_T = TypeVar("_T")


class Snapshot:
    """size: documents, deleted ones included; count: live ones. bases: the number of the first document of
    each segment. What is joined is kept."""

    def __init__(
        self, generation: Generation, readers: Sequence[SegmentReader], known: "Snapshot | None" = None
    ) -> None:
        self.generation = generation
        self.readers = tuple(readers)
        self.bases: list[int] = starts([reader.size for reader in readers]).tolist()
        self.size = self.bases.pop()
        self.live: Mask = np.ones(self.size, dtype=np.bool_)
        deleted = [base + n for part, base in zip(generation.segments, self.bases, strict=True) for n in part.deleted]
        self.deleted: Ints = np.array(sorted(deleted), dtype=np.int64)
        self.live[self.deleted] = False
        self.count = int(np.count_nonzero(self.live))
        self.whole = self.count == self.size
        self._joining = threading.Lock()
        self._values: dict[str, Values] = {field.name: Values() for field in FACETS}
        self._renumbered: dict[tuple[str, str], tuple[Ints, Array]] = {}
        if known is not None:
            self._take_over(known)
        self._kept: dict[tuple[str, Any], Any] = {}
        self._masks: dict[tuple[str, str], Mask] = {}
        self._met: dict[str, int] = {}
        self._read = 0
        self.terms: Kept[Any] = Kept(_TERMS_BYTES)  # of words, see terms.py

    def _take_over(self, known: "Snapshot") -> None:
        """The numbers of values, and what is known of the segments that stay."""
        self._joining, self._values = known._joining, known._values
        names = {reader.name for reader in self.readers}
        with self._joining:
            self._renumbered = {key: found for key, found in known._renumbered.items() if key[1] in names}

    def has_read(self, postings: int) -> None:
        """Lets go of what was read, whenever it is much; what is asked for again is in the cache of the system."""
        self._read += postings
        if self._read > _READ:
            self._read = 0
            for reader in self.readers:
                reader.release()

    # ---- by document ----

    def numbers(self, name: str) -> Array:
        """A number of each document; see schema.NUMBERS. As narrow as it is stored."""
        return self.kept("numbers", name, lambda: joined([reader.numbers(name) for reader in self.readers]))

    def norms(self, field: Field | None) -> Floats:
        """What the length of each document adds to a frequency in the definition of scores (base.py): that of
        a field, or of the text with its weights."""

        def make() -> Floats:
            lengths = self.numbers(f"length_{field.name}" if field else "length")
            mean = int(lengths[self.live].sum(dtype=np.int64)) / max(1, self.count)
            norms: Floats = K1 * ((1 - B) + B * lengths / (mean or 1.0))
            return norms

        return self.kept("norms", field, make)

    def zones(self, stream: str) -> Array:
        """By document and zone of the stream: the place at which the zone begins."""
        return self.kept(
            "zones", stream, lambda: np.stack([self.numbers(f"start_{zone.name}") for zone in STREAMS[stream]], axis=1)
        )

    def missing(self, field: Field) -> Mask:
        """Live documents without a value in the field."""
        return self.kept(
            "missing",
            field.name,
            lambda: self.live & ((self.numbers("present").astype(np.int32) & (1 << FIELDS.index(field))) == 0),
        )

    @property
    def ages(self) -> Ints:
        """Minute of publication, less for what is newer; 0 where the day is unknown."""
        return self.kept("ages", None, lambda: self.numbers("first") * np.int64(-1440) - self.numbers("minute"))

    @property
    def arrivals(self) -> Ints:
        """The same for the order `added`: less for what was recorded later."""
        return self.kept(
            "arrivals", None, lambda: self.ages - self.numbers("recorded").astype(np.int64) * np.int64(ADDED_STEP)
        )

    def buckets(self, interval: Interval) -> tuple[Ints, Array]:
        """The years, months or days that documents lie in, as yyyy, yyyymm or yyyymmdd, ascending behind a 0;
        and for each document the place of the one in which all of its days lie, 0 for none."""

        def make() -> tuple[Ints, Array]:
            divisor = {Interval.YEAR: 10000, Interval.MONTH: 100, Interval.DAY: 1}[interval]
            first, last = (self.numbers(name).astype(np.int64) // divisor for name in ("first", "last"))
            inside = np.where(first == last, first, 0)
            buckets = distinct(np.append(inside, 0))
            return buckets, narrow(np.searchsorted(buckets, inside))

        return self.kept("buckets", interval, make)

    # ---- values ----

    def facet(self, field: Field) -> FacetTable:
        """The values of a facet field in all documents, deleted ones too."""
        return self.kept("facet", field.name, lambda: self._facet(field))

    def by_ordinal(self, field: Field, reader: SegmentReader) -> Ints:
        """By ordinal of the field in a segment: the number of the value; 0 of none."""
        self.facet(field)
        return self._renumbered[field.name, reader.name][0]

    def with_value(self, field: Field, value: str) -> Mask:
        """The documents, deleted ones too, that have the value. Not to be written to."""
        key = (field.name, value)
        found = self._masks.get(key)
        if found is None:
            found = self._with_value(field, value)
            if (len(self._masks) + 1) * max(self.size, 1) <= _MASKS_BYTES:
                self._masks[key] = found
        return found

    @cached_property
    def languages(self) -> tuple[str | None, ...]:
        """Of the articles; None is one where there is an article without a language."""
        table = self.facet(LANGUAGE)
        return tuple(table.values.names[n] or None for n in _held(table).tolist())

    @cached_property
    def spoken(self) -> Array:
        """By document: the place of its language among `languages`."""
        table = self.facet(LANGUAGE)
        held = _held(table)
        places = np.zeros(table.size, dtype=np.int64)
        places[held] = np.arange(len(held))
        return narrow(places).take(table.numbers)

    # ---- ids ----

    def ids(self, documents: Sequence[int]) -> list[str]:
        bases, found = self.bases, []
        for document in documents:
            segment = bisect_right(bases, document) - 1
            found.append(self.readers[segment].id_of(document - bases[segment]))
        if len(self._met) > _MET:
            self._met.clear()
        self._met.update(zip(found, documents, strict=True))
        return found

    def document_of(self, id_: str) -> int | None:
        """The live document of that id. What a search has found is known: its texts are asked for next."""
        document = self._met.get(id_)
        if document is None:
            for reader, base in zip(self.readers, self.bases, strict=True):
                own = reader.document_of(id_)
                if own is not None and self.live[base + own]:
                    return base + own
        return document if document is None or self.live[document] else None

    def place_of(self, document: int) -> tuple[int, int]:
        """The number of its segment, and its own number there."""
        segment = bisect_right(self.bases, document) - 1
        return segment, document - self.bases[segment]

    def cards(self, ids: Sequence[str]) -> list[Card | None]:
        found: list[Card | None] = []
        for document in map(self.document_of, ids):
            segment, own = self.place_of(document) if document is not None else (0, 0)
            found.append(None if document is None else self.readers[segment].card(own))
        return found

    def least_ids(self, documents: Ints, k: int) -> Ints:
        """Some of the documents, ascending, among which are the k whose ids are least."""
        found = [documents[:0]]
        bounds = np.searchsorted(documents, [*self.bases, self.size]).tolist()
        for reader, base, a, b in zip(self.readers, self.bases, bounds, bounds[1:], strict=False):
            here = documents[a:b]
            if len(here) > k:
                ranks = reader.id_numbers[here - base]
                here = here[np.argpartition(ranks, k)[:k]]
            found.append(here)
        return np.concatenate(found)

    def _facet(self, field: Field) -> FacetTable:
        values = self._values[field.name]
        with self._joining:
            for reader in sorted(self.readers, key=lambda reader: -reader.size):  # the largest is met first
                self._renumber(reader, field, values)
            parts = [self._renumbered[field.name, reader.name][1] for reader in self.readers]
            size = len(values.names)
        numbers = joined(parts) if parts else np.zeros(0, dtype=np.uint8)
        if not field.many:
            return FacetTable(values, size, numbers, None, None)
        parts = [sizes_of(r.array(f"facet_{field.name}.at")) for r in self.readers]
        sizes = np.concatenate([np.zeros(0, dtype=np.int64), *parts])
        return FacetTable(values, size, numbers, starts(sizes), np.repeat(np.arange(self.size), sizes))

    def _renumber(self, reader: SegmentReader, field: Field, values: Values) -> None:
        """The numbers of the values of a segment, by ordinal and by document, kept as long as the segment. Those of
        the first one that is met are its ordinals: nothing is copied."""
        key = (field.name, reader.name)
        if key not in self._renumbered:
            name = f"facet_{field.name}"
            numbers = values.numbers_of(list(map(decoded, reader.lexicon(name).terms())))
            ordinals = reader.array(name)
            same = bool((numbers == np.arange(len(numbers))).all())
            self._renumbered[key] = numbers, ordinals if same else narrow(numbers).take(ordinals)

    def _with_value(self, field: Field, value: str) -> Mask:
        table = self.facet(field)
        number = table.number_of(value)
        if number is None:
            return np.zeros(self.size, dtype=np.bool_)
        if table.owners is None:
            single: Mask = table.numbers == number
            return single
        found = np.zeros(self.size, dtype=np.bool_)
        found[table.owners[table.numbers == number]] = True
        return found

    def kept(self, kind: str, name: Any, make: Callable[[], _T]) -> _T:
        """What was made before, or is now; when two threads make the same, one is kept."""
        found = self._kept.get((kind, name))
        if found is None:
            found = self._kept.setdefault((kind, name), make())
        return cast(_T, found)


def _held(table: FacetTable) -> Ints:
    """The numbers of the values that documents have, ascending."""
    found: Ints = np.bincount(table.numbers, minlength=table.size).nonzero()[0]
    return found


def open_snapshot(folder: Path, generation: Generation, known: Snapshot | None) -> Snapshot:
    """known: a snapshot whose segments are taken over where they are still current."""
    opened = {reader.name: reader for reader in (known.readers if known else ())}
    readers = [opened.get(segment.name) or open_reader(folder, segment) for segment in generation.segments]
    return Snapshot(generation, readers, known)


def open_reader(folder: Path, segment: Segment) -> SegmentReader:
    return SegmentReader(folder / segment.file, segment.name, segment.size, segment.size_bytes)
