"""Filters as masks, and what is counted under them."""

from collections.abc import Mapping

import numpy as np

from presssearch.engines.base import MISSING, FacetCounts, FacetRequest, Filter, Histogram, Interval
from presssearch.engines.whoosh.arrays import Ints
from presssearch.engines.whoosh.merge import Mask
from presssearch.engines.whoosh.order import first
from presssearch.engines.whoosh.snapshot import Snapshot
from presssearch.fields import Field


class Filters:
    """The filters of one search."""

    def __init__(self, snapshot: Snapshot, filters: Mapping[Field, Filter]) -> None:
        self._snapshot = snapshot
        self._masks = {field: self._mask(field, chosen) for field, chosen in filters.items() if chosen != Filter()}

    def narrow(self, matching: Mask, *, but: Field | None = None) -> Mask:
        """What passes every filter, but that of one field."""
        passed = matching.copy()
        for field, mask in self._masks.items():
            if field != but:
                passed &= mask
        return passed

    def _mask(self, field: Field, chosen: Filter) -> Mask:
        passed = self._with_any(field, chosen.include) if chosen.include else np.ones(self._snapshot.size, np.bool_)
        return passed & ~self._with_any(field, chosen.exclude)

    def _with_any(self, field: Field, values: tuple[str, ...]) -> Mask:
        found = np.zeros(self._snapshot.size, dtype=np.bool_)
        if MISSING in values:
            found |= self._snapshot.missing(field)
        if field.facet:
            table = self._snapshot.values(field)
            for value in set(values) - {MISSING}:
                ordinal = place_of(value, table.names)
                if ordinal is not None:
                    found[table.documents[table.ordinals == ordinal]] = True
        return found


def count_facet(snapshot: Snapshot, matching: Mask, facet: FacetRequest) -> FacetCounts:
    """Count the values of the documents in `matching`."""
    if not facet.field.facet:  # the date has no values to count
        return FacetCounts(
            tuple((v, 0) for v in sorted(set(facet.always) - {MISSING})), _missing(snapshot, matching, facet), 0
        )
    table = snapshot.values(facet.field)
    counts = value_counts(snapshot, matching, facet.field)
    shown = set(most_frequent(counts, facet.size).tolist())
    zero = set()
    for value in set(facet.always) - {MISSING}:
        ordinal = place_of(value, table.names)
        if ordinal is None:
            zero.add((value, 0))
        else:
            shown.add(ordinal)
    values = {(table.names[n], int(counts[n])) for n in shown} | zero
    ranked = tuple(sorted(values, key=lambda pair: (-pair[1], pair[0])))
    return FacetCounts(ranked, _missing(snapshot, matching, facet), int(np.count_nonzero(counts)))


def value_counts(snapshot: Snapshot, matching: Mask, field: Field) -> Ints:
    """By ordinal: how many documents in `matching` have the value."""
    table = snapshot.values(field)
    return np.bincount(table.ordinals[matching[table.documents]], minlength=len(table.names))


def most_frequent(counts: Ints, size: int) -> Ints:
    """Ordinals of the `size` most frequent values that occur; of equal counts the first values."""
    found = np.flatnonzero(counts)
    return found[first([-counts[found], found], size)]


def histogram(snapshot: Snapshot, hits: Mask, interval: Interval) -> Histogram:
    divisor = {Interval.YEAR: 10000, Interval.MONTH: 100, Interval.DAY: 1}[interval]
    start, end = snapshot.numbers("first")[hits], snapshot.numbers("last")[hits]
    inside = (start > 0) & (start // divisor == end // divisor)
    buckets, counts = np.unique(start[inside] // divisor, return_counts=True)
    named = tuple((_bucket(b, interval), c) for b, c in zip(buckets.tolist(), counts.tolist(), strict=True))
    return Histogram(interval, named, int(len(start) - inside.sum()))


def place_of(value: str, names: list[str]) -> int | None:
    """Place of a value in sorted values."""
    low, high = 0, len(names)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if names[middle] < value else (low, middle)
    return low if low < len(names) and names[low] == value else None


def _missing(snapshot: Snapshot, matching: Mask, facet: FacetRequest) -> int:
    return int(np.count_nonzero(matching & snapshot.missing(facet.field)))


def _bucket(number: int, interval: Interval) -> str:
    match interval:
        case Interval.YEAR:
            return f"{number:04}"
        case Interval.MONTH:
            return f"{number // 100:04}-{number % 100:02}"
        case Interval.DAY:
            return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"
