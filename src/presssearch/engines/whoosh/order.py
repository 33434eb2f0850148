"""The first k of many, exactly, without sorting them all."""

from collections.abc import Callable, Sequence
from typing import assert_never

import numpy as np

from presssearch.engines.base import Sort
from presssearch.engines.whoosh.arrays import Array, Floats, Ints
from presssearch.engines.whoosh.snapshot import Snapshot

Places = Ints | slice

# Places -> what orders them, ascending. The later keys decide where the earlier ones are equal.
Keys = Sequence[Callable[[Places], Array]]

_ALL = slice(None)
_UNDATED = np.int64(1) << 60


def page(
    snapshot: Snapshot,
    documents: Ints,
    score: Callable[[Ints], Floats] | None,
    sort: Sort,
    *,
    offset: int,
    limit: int,
) -> list[tuple[str, float]]:
    """Ids and scores of the hits from `offset` on, in order. documents: the hits, ascending; score: of some
    of them, ascending; None where all score nothing. All are scored only where that orders them."""
    wanted = offset + limit
    if wanted <= 0 or not len(documents):
        return []
    scored = score(documents) if sort is Sort.RELEVANCE and score is not None else None
    keys = _keys(snapshot, documents, scored, sort)
    places = np.sort(first(len(documents), keys, wanted))
    if len(places) > wanted:
        places = _least_ids(snapshot, documents, places, keys, wanted)
    chosen = documents[places]
    scores = scored[places] if scored is not None else (score or _nothing)(chosen)
    values = [key(places).tolist() for key in keys]
    named = sorted(zip(*values, snapshot.ids(chosen.tolist()), scores.tolist(), strict=True))
    return [(found[-2], found[-1]) for found in named[offset:wanted]]


def _nothing(documents: Ints) -> Floats:
    return np.zeros(len(documents), dtype=np.float64)


def first(count: int, keys: Keys, k: int) -> Ints:
    """Of the places below `count` the k least by `keys`, in no order; of those equal in every key to the
    last one, all."""
    if count <= k or k <= 0:
        return np.arange(count if k > 0 else 0)
    tied: Ints | None = None  # None: all places
    done: list[Ints] = []
    wanted = k
    for key in keys:
        values = key(_ALL if tied is None else tied)
        last = np.partition(values, wanted - 1)[wanted - 1]
        less, equal = (values < last).nonzero()[0], (values == last).nonzero()[0]
        done.append(less if tied is None else tied[less])
        tied = equal if tied is None else tied[equal]
        wanted -= len(less)
        if len(tied) <= wanted:
            break
    return np.concatenate([*done, tied] if tied is not None else done)


def _least_ids(snapshot: Snapshot, documents: Ints, places: Ints, keys: Keys, k: int) -> Ints:
    """Places of which all that are equal in every key to the last one are kept: those of the least ids."""
    order = np.lexsort([key(places) for key in reversed(keys)])
    last = order[k - 1]
    tied = np.logical_and.reduce([values == values[last] for values in (key(places) for key in keys)])
    least = snapshot.least_ids(documents[places[tied]], k)
    return np.sort(np.concatenate([places[~tied], np.searchsorted(documents, least)]))


def _keys(snapshot: Snapshot, documents: Ints, scores: Floats | None, sort: Sort) -> Keys:
    def newest(places: Places) -> Array:
        return snapshot.ages[documents[places]]

    def oldest(places: Places) -> Array:
        ages = snapshot.ages[documents[places]]
        return np.where(ages < 0, -ages, _UNDATED)

    match sort:
        case Sort.RELEVANCE:
            return [newest] if scores is None else [lambda places: -scores[places], newest]
        case Sort.NEWEST:
            return [newest]
        case Sort.OLDEST:
            return [oldest]
        case _:
            assert_never(sort)
