"""The forms that something begun or guessed stands for, with the number of live articles that have each."""

from collections import Counter

import numpy as np

from presssearch.engines.leaves import fitting
from presssearch.engines.whoosh.arrays import decoded, decoded_all, encoded, sizes_of
from presssearch.engines.whoosh.schema import form_field, stream_of
from presssearch.engines.whoosh.snapshot import Snapshot
from presssearch.query.guesses import measured
from presssearch.query.tree import Fuzzy, Prefix, Wildcard


def words(snapshot: Snapshot, leaf: Prefix | Wildcard | Fuzzy, limit: int) -> list[tuple[str, int]]:
    """Most frequent first, then by letters. Deleted articles are counted out of those alone that may be among them."""
    begun = fitting(leaf)
    if begun is None or limit < 1:
        return []
    field = form_field(stream_of(leaf.field))
    counts: Counter[bytes] = Counter()
    for reader in snapshot.readers:
        lists = reader.lists(field)
        first, end = lists.lexicon.beginning(encoded(begun[0]))
        terms = lists.lexicon.terms(first, end)
        if not isinstance(leaf, Prefix):
            fits = sorted(place for _, place in measured(leaf, decoded_all(terms)))
            sizes = sizes_of(lists.first[first : end + 1])[fits].tolist()
            terms = [terms[n] for n in fits]
        else:
            sizes = sizes_of(lists.first[first : end + 1]).tolist()
        counts.update(dict(zip(terms, sizes, strict=True)))
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if snapshot.whole:
        return [(decoded(term), count) for term, count in ranked[:limit]]
    return _of_live(snapshot, field, ranked, limit)


def _of_live(snapshot: Snapshot, field: str, ranked: list[tuple[bytes, int]], limit: int) -> list[tuple[str, int]]:
    """ranked: with the number of all articles, which a number of live ones does not exceed."""
    found: list[tuple[int, str]] = []
    for term, most in ranked:
        if len(found) >= limit and -found[limit - 1][0] > most:
            break
        count = _live(snapshot, field, term)
        if count:
            found.append((-count, decoded(term)))
            found.sort()
    return [(form, -count) for count, form in found[:limit]]


def _live(snapshot: Snapshot, field: str, term: bytes) -> int:
    count = 0
    for reader, base in zip(snapshot.readers, snapshot.bases, strict=True):
        part = reader.lists(field).find(term)
        if part is not None:
            count += int(np.count_nonzero(snapshot.live[base : base + reader.size].take(part.ids)))
    return count
