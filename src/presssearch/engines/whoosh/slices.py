"""Slices: some postings of a field, as columns that lie beside each other.

ids      2  5  9           documents; of one term ascending, of several term by term
first    0  1  3           where the places of each posting begin and end in `places`,
end      1  3  4           which is the array of the whole field: nothing is copied to cut a slice
main     1  1  1           see write.py
others   0 12  0
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from presssearch.engines.batches.arrays import Array, Ints, Mask, found_in, ranges, starts


@dataclass(frozen=True, slots=True)
class Slice:
    """Some postings of a field; see write.py. ascending: the documents are, and each is there once. first, end:
    where the places of each posting begin and end. What a field has not is None."""

    ids: Array
    ascending: bool
    first: Array | None = None
    end: Array | None = None
    main: Array | None = None
    others: Array | None = None
    _places: Array | None = None

    def take(self, rows: Array) -> "Slice":
        """Some of the postings, by their places here, ascending."""

        def taken(column: Array | None) -> Array | None:
            return None if column is None else column.take(rows)

        first, end, main, others = map(taken, (self.first, self.end, self.main, self.others))
        return Slice(self.ids.take(rows), self.ascending, first, end, main, others, self._places)

    def counts(self) -> Array:
        """Places of each posting; ones in fields without."""
        if self.first is None or self.end is None:
            return np.ones(len(self.ids), dtype=np.int64)
        return self.end.astype(np.int64) - self.first

    def laid_out(self, before: int) -> "Slice":
        """The same postings over an array that holds `before` numbers, and then their places alone."""
        ends = before + np.cumsum(self.counts())
        return replace(self, first=ends - self.counts(), end=ends, _places=self.places())

    def places(self) -> Array:
        """Those of one posting behind those of another, ascending within each."""
        if self.first is None or self.end is None or self._places is None:
            raise ValueError("a field without places was asked for them")
        if not len(self.ids):
            return self._places[:0]
        if np.array_equal(self.first[1:], self.end[:-1]):  # end to end in the file
            return self._places[int(self.first[0]) : int(self.end[-1])]
        return self._places.take(ranges(self.first, self.counts()))

    def standing(self, rows: Array) -> "Slice":
        """As `take`, with nothing but documents and places."""
        first, end = (None if column is None else column.take(rows) for column in (self.first, self.end))
        return Slice(self.ids.take(rows), self.ascending, first, end, _places=self._places)

    def numbered_places(self) -> tuple[Ints, Ints]:
        """All places, each with the number of its posting."""
        if self.first is None or self._places is None:
            raise ValueError("a field without places was asked for them")
        sizes, first = self.counts(), self.first.astype(np.int64)
        rows = np.repeat(np.arange(len(sizes)), sizes)
        if len(rows) == len(sizes):  # each is there once
            return rows, self._places.take(first).astype(np.int64)
        shift = first - np.cumsum(sizes) + sizes
        return rows, self._places.take(np.arange(len(rows)) + shift.take(rows)).astype(np.int64)

    def holding(self, rows: Ints, places: Ints) -> Mask:
        """Is there a place in a posting? For several postings and places at once, by bisection: so it costs as many
        steps as the longest posting has binary digits, and no posting is read whole."""
        if self.first is None or self._places is None:
            raise ValueError("a field without places was asked for them")
        at, size = self.first.take(rows).astype(np.int64), self.counts().take(rows)
        for _ in range((int(size.max(initial=1)) - 1).bit_length()):
            half = size >> 1
            at += half * (self._places.take(at + half) <= places)  # half is 0 where one is left
            size -= half
        found: Mask = self._places.take(at) == places
        return found

    def places_in(self, documents: Array) -> Iterator[tuple[int, list[int]]]:
        """Of each of a few documents that the postings of one term hold, its places. documents: ascending."""
        rows, held = found_in(self.ids, documents)
        found = self.standing(rows.compress(held))
        return zip(found.ids.tolist(), found.each(), strict=True)

    def each(self) -> Iterator[list[int]]:
        """The places of each of a few postings."""
        if self.first is None or self.end is None or self._places is None:
            raise ValueError("a field without places was asked for them")
        for first, end in zip(self.first.tolist(), self.end.tolist(), strict=True):
            yield self._places[first:end].tolist()


def joined_slices(slices: Sequence[Slice]) -> Slice:
    """The postings of one slice or more, of documents that no two of them share."""
    if len(slices) == 1:
        return slices[0]
    found = gathered_slices(slices)
    return replace(found.take(np.argsort(found.ids, kind="stable")), ascending=True)


def gathered_slices(slices: Sequence[Slice]) -> Slice:
    """The postings of several terms, whose documents may be the same."""
    if len(slices) == 1:
        return slices[0]
    places = slices[0]._places
    if any(part._places is not places for part in slices):  # stems, some of which have the lists of forms
        before = starts([int(part.counts().sum()) for part in slices]).tolist()
        slices = [part.laid_out(n) for part, n in zip(slices, before, strict=False)]
        places = np.concatenate([part._places for part in slices if part._places is not None])

    def laid(columns: Sequence[Array | None]) -> Array | None:
        held = [column for column in columns if column is not None]
        return np.concatenate(held) if held else None

    return Slice(
        np.concatenate([part.ids for part in slices]),
        False,
        laid([part.first for part in slices]),
        laid([part.end for part in slices]),
        laid([part.main for part in slices]),
        laid([part.others for part in slices]),
        places,
    )
