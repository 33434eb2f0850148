"""The first k of many, exactly, without sorting them all; and all of them, without holding their ids."""

from collections.abc import Callable, Iterator, Sequence
from typing import assert_never

import numpy as np

from presssearch.engines.base import SCORE_DECIMALS, Hit, SearchRequest, Sort
from presssearch.engines.batches.arrays import Array, Floats, Ints, Mask
from presssearch.engines.whoosh.score import Scoring
from presssearch.engines.whoosh.selection import Selection
from presssearch.engines.whoosh.snapshot import Snapshot

Places = Ints | slice

# Places -> what orders them, ascending. The later keys decide where the earlier ones are equal.
Keys = Sequence[Callable[[Places], Array]]

_ALL = slice(None)
_UNDATED = np.int64(1) << 60
_FEW = 100  # more than are wanted: ordered one by one
_SOME = 500  # hits whose ids are looked up at a time, where all are wanted


def page(snapshot: Snapshot, selection: Selection, scoring: Scoring | None, request: SearchRequest) -> list[Hit]:
    """The hits that the request asks for, in order. scoring: None where all score nothing. All are scored only where
    that orders them."""
    back = request.before is not None
    place = request.before or request.after
    wanted = request.limit if back else request.offset + request.limit
    if wanted <= 0 or not selection.count:
        return []
    documents: Array
    scored: Floats | None
    if place is None and scoring is not None and request.sort is Sort.RELEVANCE:
        documents, scored = scoring.best(selection, wanted)
        if len(documents) <= wanted + _FEW:
            return _ranked(snapshot, documents, scored)[request.offset : wanted]
    else:
        documents, scored = selection.documents, _ordering(selection, scoring, request.sort, always=place is not None)
    if scored is not None:
        scored = _rounded(scored)
    if place is not None:
        kept = _beyond(snapshot, documents, _keys(snapshot, documents, scored, request.sort), place, request)
        documents, scored = documents[kept], scored[kept] if scored is not None else None
    keys = _keys(snapshot, documents, scored, request.sort)
    places = np.sort(first(len(documents), [_negative(key) for key in keys] if back else keys, wanted))
    if len(places) > wanted and not back:
        places = _least_ids(snapshot, documents, places, keys, wanted)
    chosen = documents[places]
    scores = scored[places] if scored is not None else _scores(snapshot, chosen, scoring)
    values = [key(places).tolist() for key in keys]
    moments = (-_moments(snapshot, request.sort)[chosen]).tolist()
    named = sorted(zip(*values, snapshot.ids(chosen.tolist()), scores.tolist(), moments, strict=True))
    hits = [Hit(*found[-3:]) for found in named]
    return hits[-wanted:] if back else hits[request.offset : wanted]


def _ranked(snapshot: Snapshot, documents: Array, scored: Floats) -> list[Hit]:
    """A few, by score, then newest."""
    less, ages = (-_rounded(scored)).tolist(), snapshot.ages.take(documents).tolist()
    named = sorted(zip(less, ages, snapshot.ids(documents.tolist()), strict=True))
    return [Hit(id_, -score, -age) for score, age, id_ in named]


def every(snapshot: Snapshot, selection: Selection, scoring: Scoring | None, sort: Sort) -> Iterator[list[str]]:
    """The ids of all hits in order, some at a time; arguments as those of `page`."""
    documents, scored = selection.documents, _ordering(selection, scoring, sort)
    if scored is not None:
        scored = _rounded(scored)
    keys = [key(_ALL) for key in _keys(snapshot, documents, scored, sort)]
    order = np.lexsort(keys[::-1])
    new = np.logical_or.reduce([np.diff(key[order]) != 0 for key in keys])
    ends = np.append(new.nonzero()[0] + 1, len(order))  # of runs of hits that only their ids order
    start = 0
    while start < len(order):
        end = int(ends[np.searchsorted(ends, min(start + _SOME, len(order)))])
        places = order[start:end]
        values = [key[places].tolist() for key in keys]
        named = sorted(zip(*values, snapshot.ids(documents[places].tolist()), strict=True))
        yield [found[-1] for found in named]
        start = end


def _ordering(selection: Selection, scoring: Scoring | None, sort: Sort, *, always: bool = False) -> Floats | None:
    """The scores, where they order. always: even where all of them are 0."""
    if sort is not Sort.RELEVANCE:
        return None
    return scoring.scores(selection) if scoring is not None else _nothing(selection.documents) if always else None


def _scores(snapshot: Snapshot, documents: Array, scoring: Scoring | None) -> Floats:
    """Of some of the documents, rounded."""
    if scoring is None:
        return _nothing(documents)
    return _rounded(scoring.scores(Selection(snapshot, documents=documents)))


def _rounded(scores: Floats) -> Floats:
    found: Floats = np.rint(scores * 10**SCORE_DECIMALS) / 10**SCORE_DECIMALS
    return found


def _beyond(snapshot: Snapshot, documents: Array, keys: Keys, place: Hit, request: SearchRequest) -> Mask:
    """Which of the documents stand behind a place in the order; ahead of it where `before` names it."""
    moment = int(place.moment or _UNDATED) if request.sort is Sort.OLDEST else -place.moment
    values = (-place.score, moment) if request.sort is Sort.RELEVANCE else (moment,)
    further = np.less if request.before is not None else np.greater
    beyond = np.zeros(len(documents), dtype=np.bool_)
    tied = np.arange(len(documents))
    for key, value in zip(keys, values, strict=True):
        found = key(tied)
        beyond[tied[further(found, value)]] = True
        tied = tied[found == value]
    for n, id_ in zip(tied.tolist(), snapshot.ids(documents[tied].tolist()), strict=True):
        beyond[n] = id_ < place.id if request.before is not None else id_ > place.id
    return beyond


def _negative(key: Callable[[Places], Array]) -> Callable[[Places], Array]:
    return lambda places: -key(places)


def _nothing(documents: Array) -> Floats:
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


def _least_ids(snapshot: Snapshot, documents: Array, places: Ints, keys: Keys, k: int) -> Ints:
    """Places of which all that are equal in every key to the last one are kept: those of the least ids."""
    order = np.lexsort([key(places) for key in reversed(keys)])
    last = order[k - 1]
    tied = np.logical_and.reduce([values == values[last] for values in (key(places) for key in keys)])
    least = snapshot.least_ids(documents[places[tied]], k)
    return np.sort(np.concatenate([places[~tied], np.searchsorted(documents, least)]))


def _moments(snapshot: Snapshot, sort: Sort) -> Ints:
    """By document, less for what comes first."""
    return snapshot.arrivals if sort is Sort.ADDED else snapshot.ages


def _keys(snapshot: Snapshot, documents: Array, scores: Floats | None, sort: Sort) -> Keys:
    def newest(places: Places) -> Array:
        return _moments(snapshot, sort)[documents[places]]

    def oldest(places: Places) -> Array:
        ages = snapshot.ages[documents[places]]
        return np.where(ages < 0, -ages, _UNDATED)

    match sort:
        case Sort.RELEVANCE:
            return [newest] if scores is None else [lambda places: -scores[places], newest]
        case Sort.NEWEST | Sort.ADDED:
            return [newest]
        case Sort.OLDEST:
            return [oldest]
        case _:
            assert_never(sort)
