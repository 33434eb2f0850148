"""Positions as numbers: a document and a place in it are one key, so that what a query asks of positions is
asked of ascending arrays of integers, for all documents at once.

    key = document << 32 | place           the dam   the: 1|0  1|7  4|2      less 0
                                                     dam: 1|1  1|9  4|3      less 1: 1|0  1|8  4|2
    what follows each other has equal                both: 1|0  4|2
    keys, each less its number

Words that follow each other are sought in the documents that have them all, rarest word first. Only the places of the
one that is there least often are gone through; whether the others stand beside them is asked by bisection.

An interval of a document is two places; a key is inside where it is at the first or behind it, and before the
second. The zones of a stream are such intervals (schema.py).
"""

from collections.abc import Sequence

import numpy as np

from presssearch.engines.batches.arrays import Array, Ints, Mask, found_in
from presssearch.engines.whoosh.slices import Slice

_FEW = 16  # times fewer: looked up one by one
_BY_HAND = 16  # documents
PLACE = np.int64((1 << 32) - 1)
_NONE = np.zeros(0, dtype=np.int64)


def keys_of(found: Slice, less: int = 0) -> Ints:
    """The keys of all places of the postings, each less a number; ascending."""
    keys = np.repeat((found.ids.astype(np.int64) << 32) - less, found.counts())
    keys += found.places()
    if not found.ascending:
        keys.sort()
    return keys


def following(slices: Sequence[Slice], size: int) -> Ints:
    """The keys at which the slices follow each other in documents numbered below `size`: of the first one."""
    shared = _in_all(slices, size)
    if not all(len(part.ids) for part in shared):
        return _NONE
    if len(shared[0].ids) <= _BY_HAND and all(part.ascending for part in shared):
        return _by_hand(shared)
    keys = _beginnings([(n, part) for n, part in enumerate(shared) if part.ascending])
    for n, part in enumerate(shared):
        if not part.ascending and (keys is None or len(keys)):
            here = keys_of(part, n)
            keys = here if keys is None else _common(keys, here)
    return _NONE if keys is None else keys


def _by_hand(slices: Sequence[Slice]) -> Ints:
    """The same for slices of the same few documents: no array is worth its making."""
    firsts = [document << 32 for document in slices[0].ids.tolist()]
    keys = [
        {first + place - number for first, places in zip(firsts, part.each(), strict=True) for place in places}
        for number, part in enumerate(slices)
    ]
    return np.array(sorted(set.intersection(*keys)), dtype=np.int64)


def _beginnings(parts: Sequence[tuple[int, Slice]]) -> Ints | None:
    """The keys at which slices of the same documents follow each other, each with the number of its place. Only the
    places of the one that has fewest are gone through."""
    if not parts:
        return None
    by_size = sorted(parts, key=lambda pair: int(pair[1].counts().sum()))
    (number, fewest), *others = by_size
    rows, places = fewest.numbered_places()
    places -= number
    for number, part in others:
        held = part.holding(rows, places + number)
        rows, places = rows.compress(held), places.compress(held)
        if not len(rows):
            break
    keys: Ints = (fewest.ids.take(rows).astype(np.int64) << 32) + places
    return keys


def inside(keys: Ints, first: Array | None, end: Array | None) -> Mask:
    """Which keys lie in an interval of their document; first, end: by document, None for no bound."""
    documents, places = keys >> 32, keys & PLACE
    held = np.ones(len(keys), dtype=np.bool_)
    if first is not None:
        held &= places >= first.take(documents)
    if end is not None:
        held &= places < end.take(documents)
    return held


def intervals(keys: Ints, firsts: Array) -> Ints:
    """Which of successive intervals each key lies in. firsts: by document and interval, where it begins."""
    beginnings = firsts.take(keys >> 32, axis=0)
    found: Ints = np.count_nonzero(beginnings <= (keys & PLACE)[:, np.newaxis], axis=1) - 1
    return found


def _in_all(slices: Sequence[Slice], size: int) -> list[Slice]:
    """What the slices hold of the documents that are in all of them; rarest first. Those of a prefix stay whole."""
    order = sorted((part for part in slices if part.ascending), key=lambda part: len(part.ids))
    if not order:
        return list(slices)
    documents = order[0].ids
    rows: dict[int, Array] = {id(order[0]): np.arange(len(documents))}
    for part in order[1:]:
        if id(part) in rows:
            continue
        here, held = _rows(part.ids, documents, size)
        if not held.all():
            documents = documents.compress(held)
            here = here.compress(held)
            rows = {key: known.compress(held) for key, known in rows.items()}
        rows[id(part)] = here
    return [part.standing(rows[id(part)]) if part.ascending else part for part in slices]


def _rows(ids: Array, documents: Array, size: int) -> tuple[Array, Mask]:
    """Where each of the documents stands among the ids, and whether it does; both ascending. A set of all documents is
    not emptied before it is used (Briggs and Torczon, 1993)."""
    if _FEW * len(documents) < len(ids):
        return found_in(ids, documents)
    place = np.empty(size, dtype=np.int32)  # a sparse set: what was not written is told by what the rows hold
    place[ids.astype(np.int64)] = np.arange(len(ids), dtype=np.int32)
    rows = place.take(documents)
    return rows, ids.take(rows, mode="clip") == documents


def _common(some: Ints, others: Ints) -> Ints:
    """Of two ascending arrays without repetitions."""
    few, many = (some, others) if len(some) < len(others) else (others, some)
    if _FEW * len(few) < len(many):
        return few.compress(found_in(many, few)[1])
    both = np.concatenate((few, many))
    both.sort(kind="stable")  # a merge, for what it is given are two runs
    return both[1:].compress(both[1:] == both[:-1])
