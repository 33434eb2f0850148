"""Spans: from where to where something stands, for all documents of a segment at once.

    first, end = document << 32 | place      first ascending, each there once; end: behind the last place

What a query asks of places is asked of these arrays, and in no other place: places.py of the engines says what
each node means. A leaf gives spans (match.py), and every function here makes spans of spans.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from presssearch.engines.batches.arrays import Array, Ints, Mask, distinct, ranges
from presssearch.engines.whoosh.map import SegmentReader
from presssearch.engines.whoosh.positions import PLACE

_NONE = np.zeros(0, dtype=np.int64)
_BEYOND = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Spans:
    first: Ints
    end: Ints

    def held(self, mask: Mask) -> "Spans":
        return self if mask.all() else Spans(self.first.compress(mask), self.end.compress(mask))


NOWHERE = Spans(_NONE, _NONE)


def union(parts: Sequence[Spans]) -> Spans:
    """All spans; of those that begin at the same place the shortest."""
    first = np.concatenate([part.first for part in parts])
    end = np.concatenate([part.end for part in parts])
    order = np.lexsort((end, first))
    first, end = first.take(order), end.take(order)
    return Spans(first, end).held(np.diff(first, prepend=-1) > 0)


def near(parts: Sequence[Spans], repeated: Sequence[int], words: int) -> Spans:
    """Windows with one span of each part. repeated: how many equal parts stand before each."""
    first = distinct(np.concatenate([part.first for part in parts]))
    end, own = np.zeros(len(first), dtype=np.int64), np.zeros(len(first), dtype=np.int64)
    for part, skipped in zip(parts, repeated, strict=True):
        at = np.searchsorted(part.first, first) + skipped
        there = at < len(part.first)
        first, end, own, at = first.compress(there), end.compress(there), own.compress(there), at.compress(there)
        begun, ended = part.first.take(at), part.end.take(at)
        end = np.maximum(end, ended)
        own += ended - begun
    # Between documents, zones and values there are more places than any number of words.
    return Spans(first, end).held(end - first - own <= words)


def same(parts: Sequence[Spans], zones: Array, paragraphs: SegmentReader | None) -> Spans:
    """The spans in paragraphs, or zones but the body, in which every part has one. zones: by document, where they
    begin; paragraphs: the segment whose they are, None in a stream without."""
    documents = reduce(np.intersect1d, [part.first >> 32 for part in parts])
    parts = [part.held(np.isin(part.first >> 32, documents)) for part in parts]
    bounds = ((documents[:, np.newaxis] << 32) + zones[documents]).ravel()
    if paragraphs is not None:
        at = paragraphs.numbers_of_rows("paragraph")
        sizes = at[documents + 1] - at[documents]
        first = paragraphs.array("paragraph.first")[ranges(at[documents], sizes)]
        bounds = np.concatenate((bounds, (np.repeat(documents, sizes) << 32) + first))
    bounds = distinct(bounds)
    numbers = [np.searchsorted(bounds, part.first, side="right") for part in parts]
    shared = reduce(np.intersect1d, numbers)
    return union([part.held(np.isin(number, shared)) for part, number in zip(parts, numbers, strict=True)])


def at_least(part: Spans, count: int) -> Spans:
    """Those in documents that have so many."""
    documents = part.first >> 32
    if not len(documents):
        return part
    return part.held(np.bincount(documents)[documents] >= count)


def before(part: Spans, ends: Array | int) -> Spans:
    """Those that end before a place: one for each document, or one for all."""
    limit = ends if isinstance(ends, int) else ends.take(part.first >> 32)
    return part.held(part.end - (part.first & ~PLACE) <= limit)


# ---- quotations ----


@dataclass(frozen=True, slots=True)
class Quotations:
    """Those of a segment: the document of each, and its places in the text, or its speaker's among the names."""

    documents: Ints
    first: Ints
    end: Ints

    def around(self, part: Spans) -> Mask:
        """Which spans lie in one of the quotations."""
        if not len(self.first):
            return np.zeros(len(part.first), dtype=np.bool_)
        at = np.searchsorted(self.first, part.first, side="right") - 1
        reached = np.maximum.accumulate(self.end)
        return (at >= 0) & (reached.take(np.maximum(at, 0)) >= part.end)

    def holding(self, part: Spans) -> Mask:
        """In which quotations a span lies."""
        low, high = np.searchsorted(part.first, self.first), np.searchsorted(part.first, self.end)
        found = low < high
        bounds = np.column_stack((low[found], high[found])).ravel()
        if len(bounds):
            least = np.minimum.reduceat(np.append(part.end, _BEYOND), bounds)[::2]
            found[found] = least <= self.end[found]
        return found


def quotations_of(reader: SegmentReader, first: str, end: str) -> Quotations:
    """first, end: names of the columns that say where."""
    at = reader.numbers_of_rows("quotation")
    documents = np.repeat(np.arange(reader.size), np.diff(at))
    return Quotations(
        documents,
        (documents << 32) + reader.array(f"quotation.{first}"),
        (documents << 32) + reader.array(f"quotation.{end}"),
    )
