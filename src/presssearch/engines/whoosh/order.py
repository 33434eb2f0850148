"""The first k of many, exactly, without sorting them all."""

from collections.abc import Sequence
from typing import Any, assert_never

import numpy as np
import numpy.typing as npt

from presssearch.engines.base import Sort
from presssearch.engines.whoosh.arrays import Ints
from presssearch.engines.whoosh.merge import Mask
from presssearch.engines.whoosh.score import Floats
from presssearch.engines.whoosh.snapshot import Snapshot

Keys = Sequence[npt.NDArray[Any]]  # ascending; the later ones decide where the earlier are equal

_UNDATED = np.int64(1) << 60


def page(
    snapshot: Snapshot, hits: Mask, scores: Floats, sort: Sort, *, offset: int, limit: int
) -> list[tuple[str, float]]:
    """Ids and scores of the hits from `offset` on, in order."""
    documents = np.flatnonzero(hits)
    chosen = documents[first(_keys(snapshot, documents, scores, sort), offset + limit)]
    keys = _keys(snapshot, chosen, scores, sort)
    named = list(zip(*(key.tolist() for key in keys), snapshot.ids(chosen.tolist()), chosen.tolist(), strict=True))
    return [(found[-2], float(scores[found[-1]])) for found in sorted(named)[offset : offset + limit]]


def first(keys: Keys, k: int) -> Ints:
    """Places of the k least by `keys`, in no order; of those equal in every key to the last one, all."""
    tied = np.arange(len(keys[0]))
    done = [tied[:0]]
    wanted = k
    for key in keys:
        if len(tied) <= wanted or wanted <= 0:
            break
        values = key[tied]
        last = np.partition(values, wanted - 1)[wanted - 1]
        done.append(tied[values < last])
        wanted -= len(done[-1])
        tied = tied[values == last]
    return np.concatenate([*done, tied if wanted > 0 else tied[:0]])


def _keys(snapshot: Snapshot, documents: Ints, scores: Floats, sort: Sort) -> Keys:
    days = snapshot.numbers("first")[documents]
    moments = days * 1440 + snapshot.numbers("minute")[documents]
    match sort:
        case Sort.RELEVANCE:
            return [-scores[documents], -moments]
        case Sort.NEWEST:
            return [-moments]
        case Sort.OLDEST:
            return [np.where(days > 0, moments, _UNDATED)]
        case _:
            assert_never(sort)
