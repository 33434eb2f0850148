"""Filters as masks, and what is counted under them.

    hits, ascending ──► numbers of their values ──bincount──► how many have each
                        numbers[hits], or for fields with several values numbers[at[d] : at[d + 1]] of each hit

Where most documents are hits, the others are counted and taken from the whole.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from presssearch.analysis.tokens import pattern
from presssearch.engines.base import MISSING, FacetCounts, FacetRequest, Filter, Histogram, Interval
from presssearch.engines.batches.arrays import Array, Ints, Mask, ranges
from presssearch.engines.whoosh.order import Places, first
from presssearch.engines.whoosh.selection import Selection
from presssearch.engines.whoosh.snapshot import Snapshot
from presssearch.engines.whoosh.values import Values
from presssearch.fields import Field

_MANY = 8  # an eighth of all documents: their values are picked by a mask over all pairs


class Filters:
    """The filters of one search over what matches its query."""

    def __init__(self, snapshot: Snapshot, filters: Mapping[Field, Filter], matching: Selection) -> None:
        self._snapshot, self._matching = snapshot, matching
        self._masks = {field: self._mask(field, chosen) for field, chosen in filters.items() if chosen != Filter()}
        self.hits = self._narrow(None)

    def but(self, field: Field) -> Selection:
        """What passes every filter, but that of one field."""
        return self._narrow(field) if field in self._masks else self.hits

    def _narrow(self, but: Field | None) -> Selection:
        passed = self._matching
        for field, mask in self._masks.items():
            if field != but:
                passed = passed.narrowed(mask)
        return passed

    def _mask(self, field: Field, chosen: Filter) -> Mask:
        if not chosen.include:
            return ~self._with_any(field, chosen.exclude)
        passed = self._with_any(field, chosen.include)
        return passed & ~self._with_any(field, chosen.exclude) if chosen.exclude else passed

    def _with_any(self, field: Field, values: tuple[str, ...]) -> Mask:
        masks = [self._snapshot.missing(field)] if MISSING in values else []
        if field.facet:
            masks += [self._snapshot.with_value(field, value) for value in set(values) - {MISSING}]
        if len(masks) == 1:
            return masks[0]
        found: Mask = np.logical_or.reduce([np.zeros(self._snapshot.size, dtype=np.bool_), *masks])
        return found


def count_facet(selection: Selection, facet: FacetRequest) -> FacetCounts:
    """Count the values of the documents selected."""
    always = set(facet.always) - {MISSING}
    snapshot = selection.snapshot
    if not facet.field.facet:  # the date has no values to count
        missing = int(np.count_nonzero(selection.mask & snapshot.missing(facet.field)))
        values = tuple(sorted(((value, 0) for value in always), key=facet.order))
        return FacetCounts(values, missing, 0, (0,) * len(facet.together))
    table = snapshot.facet(facet.field)
    counts = value_counts(selection, facet.field)
    missing, counts[0] = int(counts[0]), 0
    held = counts.nonzero()[0]
    if facet.prefix:
        held = table.values.begun(held, pattern(facet.prefix).forms)
    names = table.values.names
    found = {names[n]: int(counts[n]) for n in _chosen(table.values, counts, held, facet)}
    for value in always:
        number = table.number_of(value)
        found[value] = 0 if number is None else int(counts[number])
    together = tuple(_with_any(selection, facet.field, group) for group in facet.together)
    return FacetCounts(tuple(sorted(found.items(), key=facet.order)), missing, len(held), together)


def _with_any(selection: Selection, field: Field, values: Sequence[str]) -> int:
    """How many of the documents have any of the values."""
    masks = [selection.snapshot.with_value(field, value) for value in values]
    return int(np.count_nonzero(selection.mask & np.logical_or.reduce(masks))) if masks else 0


def _chosen(values: Values, counts: Ints, held: Ints, facet: FacetRequest) -> list[int]:
    """The numbers of the values that are given. held: of those that have a count."""
    end = facet.offset + facet.size
    if facet.by_name:
        return sorted(held.tolist(), key=lambda n: (values.forms(n), values.names[n]))[facet.offset : end]
    some = held[_most_frequent(counts[held], lambda at: values.ranks()[held[at]], end)].tolist()
    return sorted(some, key=lambda n: (-int(counts[n]), values.names[n]))[facet.offset :] if facet.offset else some


def value_counts(selection: Selection, field: Field) -> Ints:
    """By number of the value: how many of the documents have it; at 0, how many have none."""
    snapshot = selection.snapshot
    if 2 * selection.count > snapshot.count:
        others = selection.others()
        whole = snapshot.kept("counts", field.name, lambda: _counted(Selection(snapshot, mask=snapshot.live), field))
        return np.subtract(whole, _counted(others, field))
    return _counted(selection, field)


def _counted(selection: Selection, field: Field) -> Ints:
    table = selection.snapshot.facet(field)
    documents = selection.documents
    if table.at is None or table.owners is None:
        return np.bincount(table.numbers.take(documents), minlength=table.size)
    if _MANY * len(documents) > selection.snapshot.size:
        found = table.numbers.compress(selection.mask.take(table.owners))  # a third of the time of indexing
    else:
        firsts = table.at.take(documents)
        found = table.numbers.take(ranges(firsts, table.at.take(documents + 1) - firsts))
    counts = np.bincount(found, minlength=table.size)
    counts[0] = np.count_nonzero(selection.mask & selection.snapshot.missing(field))
    return counts


def _most_frequent(counts: Ints, rank: Callable[[Places], Array], size: int) -> Ints:
    """Places of the `size` highest counts; of equal ones the first by rank."""
    sizes = -counts
    return first(len(counts), [lambda at: sizes[at], rank], size)


def histogram(selection: Selection, interval: Interval) -> Histogram:
    buckets, ordinals = selection.snapshot.buckets(interval)
    counts = np.bincount(ordinals.take(selection.documents), minlength=1)
    held = counts.nonzero()[0][int(counts[0] > 0) :]
    named = zip(buckets[held].tolist(), counts[held].tolist(), strict=True)
    return Histogram(interval, tuple((_bucket(b, interval), c) for b, c in named), int(counts[0]))


def _bucket(number: int, interval: Interval) -> str:
    match interval:
        case Interval.YEAR:
            return f"{number:04}"
        case Interval.MONTH:
            return f"{number // 100:04}-{number % 100:02}"
        case Interval.DAY:
            return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"
