"""An immutable view of one generation, for all threads: the segments joined, documents numbered through."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from presssearch.analysis.tokens import forms
from presssearch.engines.whoosh.arrays import Ints, Values, joined_values
from presssearch.engines.whoosh.merge import Mask
from presssearch.engines.whoosh.postings import Postings
from presssearch.engines.whoosh.segment import SegmentReader
from presssearch.engines.whoosh.storage import Generation, Store, segment_file
from presssearch.fields import BY_NAME, FIELDS, Field


class Snapshot:
    """size: documents, deleted ones included; count: live ones. What is joined is kept."""

    def __init__(self, generation: Generation, readers: Sequence[SegmentReader]) -> None:
        self.generation = generation
        self.readers = tuple(readers)
        sizes = [reader.size for reader in readers]
        self.size = sum(sizes)
        self._bases = [sum(sizes[:n]) for n in range(len(sizes))]
        self.live: Mask = np.ones(self.size, dtype=np.bool_)
        for segment, base in zip(generation.segments, self._bases, strict=True):
            self.live[[base + document for document in segment.deleted_docs()]] = False
        self.count = int(self.live.sum())
        self._numbers: dict[str, Ints] = {}
        self._facets: dict[str, Values] = {}
        self._means: dict[str, float] = {}
        self._forms: dict[str, list[tuple[str, ...]]] = {}

    def numbers(self, name: str) -> Ints:
        """A number of each document; see schema.NUMBERS."""
        if name not in self._numbers:
            parts = [reader.numbers(name) for reader in self.readers]
            self._numbers[name] = np.concatenate([np.zeros(0, np.int64), *parts])
        return self._numbers[name]

    def mean_length(self, field: Field) -> float:
        """Tokens of the field over live articles."""
        if field.name not in self._means:
            total = int(self.numbers(f"length_{field.name}")[self.live].sum())
            self._means[field.name] = total / max(1, self.count)
        return self._means[field.name]

    def missing(self, field: Field) -> Mask:
        """Live documents without a value in the field."""
        without: Mask = self.numbers("present") & (1 << FIELDS.index(field)) == 0
        return self.live & without

    def values(self, field: Field) -> Values:
        """The values of a facet field in all documents, deleted ones too."""
        if field.name not in self._facets:
            numbers = [np.arange(r.size) + base for r, base in zip(self.readers, self._bases, strict=True)]
            self._facets[field.name] = joined_values([r.values(field.name) for r in self.readers], numbers)
        return self._facets[field.name]

    def forms(self, field: Field) -> list[tuple[str, ...]]:
        """The forms of each value of a facet field, by ordinal."""
        if field.name not in self._forms:
            self._forms[field.name] = [tuple(forms(value)) for value in self.values(field).names]
        return self._forms[field.name]

    @cached_property
    def languages(self) -> list[str | None]:
        """Of the articles; None is one, whether or not there is an article without a language."""
        return [None, *self.values(BY_NAME["language"]).names]

    def ids(self, documents: Sequence[int]) -> list[str]:
        segments = np.searchsorted(self._bases, documents, side="right") - 1
        return [self.readers[n].ids()[d - self._bases[n]] for n, d in zip(segments.tolist(), documents, strict=True)]

    def postings(self, field: str, term: bytes) -> Postings | None:
        """The list of a term, deleted documents included."""
        parts = [(base, r.postings(field, term)) for base, r in zip(self._bases, self.readers, strict=True)]
        found = [(base, part) for base, part in parts if part is not None]
        if not found:
            return None
        return Postings(
            np.concatenate([part.documents + base for base, part in found]),
            np.concatenate([part.counts for _, part in found]),
            lambda: np.concatenate([part.places for _, part in found]),
        )

    def terms(self, field: str, prefix: bytes) -> list[bytes]:
        """The terms of a field that begin so, those of deleted documents included."""
        return sorted({term for reader in self.readers for term in reader.terms(field, prefix)})


def open_snapshot(store: Store, generation: Generation, known: Snapshot | None) -> Snapshot:
    """known: a snapshot whose segments are taken over where they are still current."""
    opened = {reader.name: reader for reader in (known.readers if known else ())}
    readers = [
        opened.get(segment.segment_id())
        or SegmentReader(store.path, segment, generation.files[segment_file(segment)][0])
        for segment in generation.segments
    ]
    return Snapshot(generation, readers)
