"""The first k of many, exactly, without sorting them all."""

from collections.abc import Callable, Sequence
from typing import assert_never

import numpy as np

from presssearch.engines.base import Sort
from presssearch.engines.whoosh.arrays import Array, Floats, Ints
from presssearch.engines.whoosh.snapshot import Snapshot

# Places -> what orders them, ascending. The later keys decide where the earlier ones are equal.
Keys = Sequence[Callable[[Ints], Array]]

_UNDATED = np.int64(1) << 60


def page(
    snapshot: Snapshot,
    documents: Ints,
    score: Callable[[Ints], Floats],
    sort: Sort,
    *,
    offset: int,
    limit: int,
) -> list[tuple[str, float]]:
    """Ids and scores of the hits from `offset` on, in order. documents: the hits, ascending; score: of some
    of them, ascending; it is asked for all only where it orders them."""
    wanted = offset + limit
    scored = score(documents) if sort is Sort.RELEVANCE and wanted else np.zeros(0)
    places = np.sort(first(len(documents), _keys(snapshot, documents, scored, sort), wanted))
    if len(places) > wanted:
        places = _least_ids(snapshot, documents, places, _keys(snapshot, documents, scored, sort), wanted)
    chosen = documents[places]
    scores = scored[places] if sort is Sort.RELEVANCE and wanted else score(chosen)
    keys = [key(places).tolist() for key in _keys(snapshot, documents, scored, sort)]
    named = sorted(zip(*keys, snapshot.ids(chosen.tolist()), scores.tolist(), strict=True))
    return [(found[-2], found[-1]) for found in named[offset:wanted]]


def first(count: int, keys: Keys, k: int) -> Ints:
    """Of the places below `count` the k least by `keys`, in no order; of those equal in every key to the
    last one, all."""
    tied = np.arange(count)
    done = [tied[:0]]
    wanted = k
    for key in keys:
        if len(tied) <= wanted or wanted <= 0:
            break
        values = key(tied)
        last = np.partition(values, wanted - 1)[wanted - 1]
        done.append(tied[values < last])
        wanted -= len(done[-1])
        tied = tied[values == last]
    return np.concatenate([*done, tied if wanted > 0 else tied[:0]])


def _least_ids(snapshot: Snapshot, documents: Ints, places: Ints, keys: Keys, k: int) -> Ints:
    """Places of which all that are equal in every key to the last one are kept: those of the least ids."""
    order = np.lexsort([key(places) for key in reversed(keys)])
    last = order[k - 1]
    tied = np.logical_and.reduce([values == values[last] for values in (key(places) for key in keys)])
    least = snapshot.least_ids(documents[places[tied]], k)
    return np.sort(np.concatenate([places[~tied], np.searchsorted(documents, least)]))


def _keys(snapshot: Snapshot, documents: Ints, scores: Floats, sort: Sort) -> Keys:
    def newest(places: Ints) -> Array:
        return -snapshot.moments[documents[places]]

    def oldest(places: Ints) -> Array:
        moments = snapshot.moments[documents[places]]
        return np.where(moments > 0, moments, _UNDATED)

    match sort:
        case Sort.RELEVANCE:
            return [lambda places: -scores[places], newest]
        case Sort.NEWEST:
            return [newest]
        case Sort.OLDEST:
            return [oldest]
        case _:
            assert_never(sort)
