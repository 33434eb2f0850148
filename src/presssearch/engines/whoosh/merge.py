"""Which segments are written anew as one, and how: posting lists are merged term by term, never in memory.

A segment belongs to the tier of its number of live articles; FANOUT segments of a tier become one of a
higher tier. So a small update touches small segments only, there are at most FANOUT - 1 in a tier, and an
article is copied a few times in all.
"""

import heapq
import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from presssearch.engines.whoosh.arrays import Ints, joined_values, pack_numbers, pack_texts, pack_values
from presssearch.engines.whoosh.invert import FieldPostings, TermPostings
from presssearch.engines.whoosh.schema import FACET_FIELDS, NUMBERS, schema
from presssearch.engines.whoosh.segment import SegmentReader

FANOUT = 8
_SMALLEST = 4  # articles: smaller segments are all of one tier

Mask = npt.NDArray[np.bool_]


def plan(sizes: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Groups of segments to write anew, by their places in `sizes`: (live, all) articles of each segment.
    One that has lost more than half of its articles is written anew, alone if need be."""
    groups = [[n] for n in range(len(sizes))]
    live = [size for size, _ in sizes]
    while True:
        tiers: dict[int, list[int]] = {}
        for n, size in enumerate(live):
            tiers.setdefault(_tier(size), []).append(n)
        full = next((members for members in tiers.values() if len(members) >= FANOUT), None)
        if full is None:
            break
        groups.append(sorted(place for n in full for place in groups[n]))
        live.append(sum(live[n] for n in full))
        groups = [group for n, group in enumerate(groups) if n not in full]
        live = [size for n, size in enumerate(live) if n not in full]
    return [group for group in groups if len(group) > 1 or 2 * sizes[group[0]][0] < sizes[group[0]][1]]


def _tier(articles: int) -> int:
    return int(math.log(max(articles, _SMALLEST) / _SMALLEST, FANOUT))


def merge(readers: Sequence[SegmentReader], live: Sequence[Mask]) -> tuple[list[FieldPostings], dict[str, bytes]]:
    """The live articles of several segments as `invert` gives those of documents, in the same order."""
    documents: list[Ints] = []  # of each segment: the new number of each old document, -1 = gone
    size = 0
    for mask in live:
        documents.append(np.where(mask, size + np.cumsum(mask) - 1, -1))
        size += int(mask.sum())
    ids = [
        i
        for reader, mask in zip(readers, live, strict=True)
        for i, kept in zip(reader.ids(), mask, strict=True)
        if kept
    ]
    arrays = {"ids": pack_texts(ids)}
    for name in NUMBERS:
        arrays[name] = pack_numbers(np.concatenate([r.numbers(name)[m] for r, m in zip(readers, live, strict=True)]))
    for field in FACET_FIELDS:
        values = joined_values([reader.values(field.name) for reader in readers], documents)
        arrays[f"facet_{field.name}"] = pack_values(values)
    return [(name, _merged(readers, documents, name)) for name in schema().names()], arrays


def _merged(readers: Sequence[SegmentReader], documents: Sequence[Ints], field: str) -> Iterator[TermPostings]:
    lists = [_renumbered(reader, new, field, n) for n, (reader, new) in enumerate(zip(readers, documents, strict=True))]
    for term, parts in groupby(heapq.merge(*lists, key=itemgetter(0, 1)), key=itemgetter(0)):
        found = list(parts)
        if len(found) == 1:
            yield term, *found[0][2:]
        else:
            values = [value for part in found for value in part[4]]
            yield term, np.concatenate([part[2] for part in found]), np.concatenate([part[3] for part in found]), values


def _renumbered(reader: SegmentReader, new: Ints, field: str, n: int) -> Iterator[tuple[bytes, int, Ints, Ints, Any]]:
    """The lists of the n-th segment without what was deleted; lists of which nothing is left are left out."""
    for term, old, counts, values in reader.raw_postings(field):
        documents = new[old]
        if documents.min() >= 0:
            yield term, n, documents, counts, values
            continue
        kept = np.flatnonzero(documents >= 0)
        if len(kept):
            yield term, n, documents[kept], counts[kept], [values[at] for at in kept.tolist()] if len(values) else []
