"""Names of people by the keys of their words, so that a name is found in any spelling without a look at all.

    Lavrov, Sergey  ─► LVRV, SRK          keys_people.terms   … LVRV      …      the ordinals of facet_people
    Serguei Lawrow  ─► LVRV, SRK          keys_people.at      … 7         10         of the names that have
    Лавров          ─► LVRV               keys_people         … 12 31 40  …          a word with the key

A name is analysed once, when its segment is written; merging renumbers.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from presssearch.analysis.names import keys_of_name
from presssearch.engines.whoosh.arrays import (
    Ints,
    NamedArrays,
    decoded,
    distinct,
    encoded,
    joined,
    narrow,
    pack_lexicon,
    sizes_of,
    starts,
)
from presssearch.engines.whoosh.facets import value_counts
from presssearch.engines.whoosh.map import SegmentReader
from presssearch.engines.whoosh.selection import Selection
from presssearch.engines.whoosh.snapshot import Snapshot
from presssearch.fields import BY_NAME

PEOPLE = BY_NAME["people"]
_NAME = "keys_people"
_ORDINAL_BITS = 32


def keys_of_names(names: Sequence[str]) -> NamedArrays:
    """names: those of facet_people, in the order of their ordinals."""
    found: dict[str, list[int]] = {}
    for ordinal, name in enumerate(names, 1):
        for key in keys_of_name(name):
            found.setdefault(key, []).append(ordinal)
    keys = sorted(found)
    yield from pack_lexicon(_NAME, [encoded(key) for key in keys]).items()
    yield f"{_NAME}.at", narrow(starts([len(found[key]) for key in keys]))
    yield _NAME, narrow(np.array([ordinal for key in keys for ordinal in found[key]], dtype=np.int64))


def merged_keys(readers: Sequence[SegmentReader], tables: Sequence[Ints]) -> NamedArrays:
    """tables: of each segment, by old ordinal the new one, 0 for a name that is gone."""
    own = [reader.lexicon(_NAME).terms() for reader in readers]
    keys = sorted(set().union(*own))
    number = {key: n for n, key in enumerate(keys)}
    pairs = []  # number of the key and new ordinal as one number
    for reader, terms, table in zip(readers, own, tables, strict=True):
        numbers = np.array([number[key] for key in terms], dtype=np.int64)
        ordinals = table[reader.array(_NAME)]
        owners = np.repeat(numbers, sizes_of(reader.array(f"{_NAME}.at")))
        pairs.append((owners << _ORDINAL_BITS | ordinals)[ordinals > 0])
    found = distinct(joined(pairs).astype(np.int64))
    sizes = np.bincount(found >> _ORDINAL_BITS, minlength=len(keys))
    held = np.flatnonzero(sizes)
    yield from pack_lexicon(_NAME, [keys[n] for n in held.tolist()]).items()
    yield f"{_NAME}.at", narrow(starts(sizes[held]))
    yield _NAME, narrow(found & ((1 << _ORDINAL_BITS) - 1))


def names_like(snapshot: Snapshot, text: str, limit: int) -> list[tuple[str, int]]:
    """The names of live articles that share a key with a text, and in how many; most frequent first."""
    wanted = sorted(map(encoded, keys_of_name(text)))
    found = [numbers for reader in snapshot.readers for numbers in _numbers(snapshot, reader, wanted)]
    if not found:
        return []
    values = snapshot.facet(PEOPLE).values
    numbers = np.unique(np.concatenate(found))
    counts = value_counts(Selection(snapshot, mask=snapshot.live), PEOPLE)[numbers]
    order = np.lexsort((values.ranks()[numbers], -counts))[:limit]
    return [
        (values.names[n], count)
        for n, count in zip(numbers[order].tolist(), counts[order].tolist(), strict=True)
        if count
    ]


def _numbers(snapshot: Snapshot, reader: SegmentReader, wanted: Sequence[bytes]) -> Iterator[Ints]:
    """Of the names of a segment that have each of the keys: their numbers among the values of the snapshot."""
    lexicon, at, ordinals = reader.lexicon(_NAME), reader.array(f"{_NAME}.at"), reader.array(_NAME)
    for key in wanted:
        n = lexicon.number_of(key)
        if n is not None:
            yield _renumbered(snapshot, reader)[ordinals[int(at[n]) : int(at[n + 1])]]


def _renumbered(snapshot: Snapshot, reader: SegmentReader) -> Ints:
    """By ordinal of facet_people in the segment: the number of the name."""

    def make() -> Ints:
        values = snapshot.facet(PEOPLE).values
        terms = reader.lexicon("facet_people").terms()
        return np.array([0, *(values.number_of(decoded(term)) or 0 for term in terms)], dtype=np.int64)

    return snapshot.kept("people by ordinal", reader.name, make)
