"""The forms that something begun or guessed stands for, with the number of live articles that have each."""

from collections import Counter

import numpy as np

from presssearch.engines.batches.arrays import decoded, decoded_all, encoded, sizes_of
from presssearch.engines.leaves import fitting
from presssearch.engines.whoosh.schema import form_field, stream_of
from presssearch.engines.whoosh.snapshot import Snapshot
from presssearch.query.guesses import measured
from presssearch.query.tree import Fuzzy, Prefix, Wildcard


def words(snapshot: Snapshot, leaf: Prefix | Wildcard | Fuzzy, limit: int, least: int = 1) -> list[tuple[str, int]]:
    """Most frequent first, then by letters. Deleted articles are counted out of those alone that may be among them."""
    begun = fitting(leaf)
    if begun is None or limit < 1:
        return []
    field = form_field(stream_of(leaf.field))
    terms = _frequent(snapshot, field, encoded(begun[0]), least)
    if not isinstance(leaf, Prefix):
        known = list(terms)
        fits = [known[place] for _, place in measured(leaf, decoded_all(known))]
        terms = {term: sum(len(p.ids) for r in snapshot.readers if (p := r.lists(field).find(term))) for term in fits}
    ranked = sorted((pair for pair in terms.items() if pair[1] >= least), key=lambda pair: (-pair[1], pair[0]))
    if snapshot.whole:
        return [(decoded(term), count) for term, count in ranked[:limit]]
    return [pair for pair in _of_live(snapshot, field, ranked, limit) if pair[1] >= least]


def _frequent(snapshot: Snapshot, field: str, beginning: bytes, least: int) -> dict[bytes, int]:
    """The terms that begin so, but for those that so many articles cannot have; with the number of postings, of those
    segments that have their share: one segment of n has an n-th of what all have."""
    share = -(-least // max(1, len(snapshot.readers)))
    counts: Counter[bytes] = Counter()
    for reader in snapshot.readers:
        lists = reader.lists(field)
        first, end = lists.lexicon.beginning(beginning)
        terms, sizes = lists.lexicon.terms(first, end), sizes_of(lists.first[first : end + 1])
        if share > 1:
            rows = (sizes >= share).nonzero()[0]
            terms, sizes = [terms[row] for row in rows.tolist()], sizes.take(rows)
        counts.update(dict(zip(terms, sizes.tolist(), strict=True)))
    return counts


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
