"""Names of people by the keys of their words, so that a name is found in any spelling without a look at all.

    Lavrov, Sergey  ─► LVRV, SRK          keys_people.terms   … LVRV      …      the ordinals of facet_people
    Serguei Lawrow  ─► LVRV, SRK          keys_people.at      … 7         10         of the names that have
    Лавров          ─► LVRV               keys_people         … 12 31 40  …          a word with the key
                                          keys_people.words   2 2 255 …  by ordinal: the words that have any;
                                                                         255 for a word alone, which has no namesakes
Rows of given names are kept as keys are (`#7`: Yuri, Georg, Jorge). A name is analysed once, when its segment is
written; merging renumbers.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from presssearch.analysis.names import is_alone, keys_of_name, marks_by_word, may_be_same
from presssearch.engines.batches.arrays import Ints, NamedArrays, distinct, encoded, joined, narrow, sizes_of, starts
from presssearch.engines.whoosh.facets import value_counts
from presssearch.engines.whoosh.lexicon import pack_lexicon
from presssearch.engines.whoosh.map import SegmentReader
from presssearch.engines.whoosh.selection import Selection
from presssearch.engines.whoosh.snapshot import Snapshot
from presssearch.fields import BY_NAME

PEOPLE = BY_NAME["people"]
_NAME = "keys_people"
_ALONE = 255  # more words than any name has
_ORDINAL_BITS = 32
_NONE: Ints = np.zeros(0, dtype=np.int64)


def keys_of_names(names: Sequence[str]) -> NamedArrays:
    """names: those of facet_people, in the order of their ordinals."""
    found: dict[str, list[int]] = {}
    words = []
    for ordinal, name in enumerate(names, 1):
        readings = marks_by_word(name)
        for mark in {mark for reading in readings for marks in reading for mark in marks}:
            found.setdefault(mark, []).append(ordinal)
        words.append(_ALONE if is_alone(name) else min(map(len, readings), default=0))
    keys = sorted(found)
    yield from pack_lexicon(_NAME, [encoded(key) for key in keys]).items()
    yield f"{_NAME}.at", narrow(starts([len(found[key]) for key in keys]))
    yield _NAME, narrow(np.array([ordinal for key in keys for ordinal in found[key]], dtype=np.int64))
    yield f"{_NAME}.words", narrow(np.array(words, dtype=np.int64))


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
    words = np.zeros(1 + max((int(table.max(initial=0)) for table in tables), default=0), dtype=np.int64)
    for reader, table in zip(readers, tables, strict=True):
        words[table[1:]] = reader.array(f"{_NAME}.words")  # those of names that are gone fall on 0
    yield f"{_NAME}.words", narrow(words[1:])


def names_like(snapshot: Snapshot, text: str, limit: int) -> list[tuple[str, int]]:
    """The names of live articles that share a key with a text, and in how many; most frequent first."""
    return list(islice(_ranked(snapshot, _with_any(snapshot, keys_of_name(text)), _counts(snapshot)), limit))


def namesakes(snapshot: Snapshot, names: Sequence[str], limit: int) -> list[list[tuple[str, int]]]:
    """For each of some names, those that may be it in another spelling."""
    counts = _counts(snapshot)
    return [list(islice(_namesakes(snapshot, name, counts), limit)) for name in names]


def _namesakes(snapshot: Snapshot, name: str, counts: Ints) -> Iterator[tuple[str, int]]:
    near = distinct(np.concatenate([_near(snapshot, words) for words in marks_by_word(name)] or [_NONE]))
    return ((other, count) for other, count in _ranked(snapshot, near, counts) if may_be_same(name, other))


def _counts(snapshot: Snapshot) -> Ints:
    """By number of the name: the live articles that have it."""
    return value_counts(Selection(snapshot, mask=snapshot.live), PEOPLE)


def _near(snapshot: Snapshot, words: Sequence[Iterable[str]]) -> Ints:
    """The numbers of the names that have a mark of as many words of a reading as `may_be_same` asks for, and some."""
    needed = _words(snapshot)
    shared = np.bincount(
        np.concatenate([_with_any(snapshot, marks) for marks in words] or [_NONE]), minlength=len(needed)
    )
    found = (shared.astype(bool) & (needed < _ALONE)).nonzero()[0]
    near: Ints = found[shared[found] >= np.minimum(min(2, len(words)), needed[found])]
    return near


def _ranked(snapshot: Snapshot, numbers: Ints, counts_of_all: Ints) -> Iterator[tuple[str, int]]:
    """Names of live articles, and in how many they are; most frequent first."""
    names, ranks = snapshot.facet(PEOPLE).values.names, snapshot.facet(PEOPLE).values.ranks()
    counts = counts_of_all[numbers]
    for at in np.lexsort((ranks[numbers], -counts)).tolist():
        if counts[at]:
            yield names[numbers[at]], int(counts[at])


def _with_any(snapshot: Snapshot, marks: Iterable[str]) -> Ints:
    """The numbers of the names that have any of the marks, ascending."""
    found = [numbers for mark in marks if len(numbers := _with_mark(snapshot, mark))]
    return distinct(np.concatenate(found)) if found else _NONE


def _with_mark(snapshot: Snapshot, mark: str) -> Ints:
    """The numbers of the names that have a mark; kept, for the names of a page share many. One that no name has is not:
    there is no end to them."""
    known = snapshot.kept("names by mark", None, dict[str, Ints])
    found = known.get(mark)
    if found is None:
        found = np.concatenate([_NONE, *_numbers(snapshot, encoded(mark))])
        if len(found):
            known[mark] = found
    return found


def _numbers(snapshot: Snapshot, mark: bytes) -> Iterator[Ints]:
    """Of the names of each segment that have a mark: their numbers among the values of the snapshot."""
    for reader in snapshot.readers:
        n = reader.lexicon(_NAME).number_of(mark)
        if n is not None:
            at, ordinals = reader.array(f"{_NAME}.at"), reader.array(_NAME)
            yield snapshot.by_ordinal(PEOPLE, reader)[ordinals[int(at[n]) : int(at[n + 1])]]


def _words(snapshot: Snapshot) -> Ints:
    """By number of the name: its words that have marks, in the reading with fewest."""

    def make() -> Ints:
        words = np.zeros(snapshot.facet(PEOPLE).size, dtype=np.int64)
        for reader in snapshot.readers:
            words[snapshot.by_ordinal(PEOPLE, reader)[1:]] = reader.array(f"{_NAME}.words")
        return words

    return snapshot.kept("words of names", None, make)
