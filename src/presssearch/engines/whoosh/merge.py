"""Merge: several segments -> the arrays of one, without their deleted documents.

                terms of A:   accord  dam    talks            new terms:  accord  dam  dams  talks
                terms of B:   dam     dams   talks            A's 0 1 2 become 0 1 3, B's 0 1 2 become 1 2 3

    every posting goes to    where the lists of its new term begin
                           + what the segments before it have of the term
                           + its place in its own list                        so nothing is sorted anew

A stem that had the list of a form in every segment has it still; where it had not in one, its lists of all
segments become one of its own.

Terms are taken a range at a time, and what comes of them waits in a file for the rest (spool.py), so that no more
than a part of the lists is in memory.

A segment belongs to the tier of its number of live articles; FANOUT segments of a tier become one of a
higher tier. So a small update touches small segments only, there are at most FANOUT - 1 in a tier, and an
article is copied a few times in all.
"""

import math
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import compress

import numpy as np

from presssearch.engines.whoosh.arrays import (
    U32,
    Array,
    Ints,
    Lexicon,
    Mask,
    NamedArrays,
    encoded,
    joined,
    narrow,
    ranges,
    sizes_of,
    starts,
)
from presssearch.engines.whoosh.invert import facet_arrays, id_arrays
from presssearch.engines.whoosh.map import Lists, SegmentReader
from presssearch.engines.whoosh.namesakes import PEOPLE, merged_keys
from presssearch.engines.whoosh.schema import (
    FACET_FIELDS,
    ID,
    NUMBERS,
    ROWS,
    TEXT,
    form_field,
    listed_by_existence,
    listed_with_places,
    same_stem,
    stem_field,
)
from presssearch.engines.whoosh.slices import Slice
from presssearch.engines.whoosh.spool import narrowed
from presssearch.engines.whoosh.write import Run, field_arrays
from presssearch.fields import Field

FANOUT = 4
_SMALLEST = 4  # articles: smaller segments are all of one tier

_AT_ONCE = 1_000_000  # occurrences: bounds the memory, some 100 bytes for each of them
_PIECE_BYTES = 1 << 24  # of cards
_DOCUMENTS = 20_000  # whose rows are taken at a time


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


def merge(readers: Sequence[SegmentReader], live: Sequence[Mask]) -> NamedArrays:
    """The live articles of several segments as `invert` gives those of documents, in the same order."""
    documents: list[Ints] = []  # of each segment: the new number of each old document, -1 = gone
    size = 0
    for mask in live:
        documents.append(np.where(mask, size + np.cumsum(mask) - 1, -1))
        size += int(mask.sum())
    kept = [np.flatnonzero(mask) for mask in live]
    ids = [reader.ids() for reader in readers]
    yield from id_arrays([encoded(names[n]) for names, here in zip(ids, kept, strict=True) for n in here.tolist()])
    del ids
    for name in NUMBERS:
        yield name, narrow(joined([reader.numbers(name)[here] for reader, here in zip(readers, kept, strict=True)]))
    folder = readers[0].path.parent
    for name, columns in ROWS.items():
        at = [reader.array(f"{name}.at").astype(np.int64) for reader in readers]
        yield f"{name}.at", narrow(starts(joined([sizes_of(own)[here] for own, here in zip(at, kept, strict=True)])))
        for column in (f"{name}.{each}" for each in columns):
            yield column, narrowed(_of_rows(readers, column, at, kept), folder)
    yield from _cards(readers, kept)
    for field in FACET_FIELDS:
        yield from _facet(readers, kept, field)
    for name in (*listed_with_places(), *listed_by_existence()):
        if name == ID:
            continue
        lists, numbers = [reader.lists(name) for reader in readers], documents
        if name == form_field(TEXT):
            terms: list[bytes] = []
            same = _same([reader.lists(stem_field(TEXT)) for reader in readers])
            yield from field_arrays(name, _noted(_released(merged(lists, numbers), readers), terms), folder)
            yield same_stem(TEXT), _among(terms, same).view(np.uint8)
        elif name == stem_field(TEXT):
            both = [part for own in lists for part in (own, lists_of_forms(own, same))]
            twice = [number for number in numbers for _ in range(2)]
            yield from field_arrays(name, _released(merged(both, twice), readers), folder)
        else:
            yield from field_arrays(name, _released(merged(lists, numbers), readers), folder)


# ---- stems that have the list of a form ----


def _same(stems: Sequence[Lists]) -> set[bytes]:
    """The terms that will be form and stem in one: which are so in every segment that has either."""
    one, two = set[bytes](), set[bytes]()
    for lists in stems:
        two.update(lists.lexicon.terms())
        if lists.beside is not None and lists.same is not None:
            terms = lists.beside.lexicon.terms()
            one.update(compress(terms, lists.same.tolist()))
            two.update(compress(terms, (lists.same == 0).tolist()))
    return one - two


@dataclass(frozen=True, slots=True)
class _Terms:
    """Some of the terms of a lexicon: made when they are asked for, since a hundred segments have most words each."""

    lexicon: Lexicon
    numbers: Array

    @property
    def size(self) -> int:
        return len(self.numbers)

    def terms(self) -> list[bytes]:
        every = self.lexicon.terms()
        return [every[n] for n in self.numbers.tolist()]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The lists of some terms of a field, as lists of their own. numbers: of the terms, ascending."""

    lists: Lists
    numbers: Array
    lexicon: _Terms
    first: Array

    def slice(self, first: int, end: int) -> Slice:
        """The postings of the terms `first` … `end` − 1 of these."""
        rows = ranges(self.lists.first[self.numbers[first:end]], sizes_of(self.first[first : end + 1]))
        return self.lists.slice(0, self.lists.lexicon.size).take(rows)

    def occurrences(self) -> Array:
        found: Array = self.lists.occurrences()[self.numbers]
        return found


def lists_of_forms(stems: Lists, without: set[bytes]) -> Chosen:
    """The lists that stems of a segment share with forms, but for some terms."""
    forms, same = stems.beside, stems.same
    if forms is None or same is None:
        raise ValueError("only stems share lists")
    terms = forms.lexicon.terms()
    numbers = narrow((same.astype(np.bool_) & ~_among(terms, without)).nonzero()[0])
    return Chosen(forms, numbers, _Terms(forms.lexicon, numbers), narrow(starts(forms.sizes()[numbers])))


def _among(terms: Sequence[bytes], some: Set[bytes]) -> Mask:
    """Which of the terms are among some."""
    return np.fromiter(map(some.__contains__, terms), dtype=np.bool_, count=len(terms))


def _noted(runs: Iterable[Run], terms: list[bytes]) -> Iterator[Run]:
    for run in runs:
        terms += run.terms
        yield run


# ---- posting lists ----


def _released(runs: Iterable[Run], readers: Sequence[SegmentReader]) -> Iterator[Run]:
    """Runs, after each of which what was read for it is let go of."""
    for run in runs:
        for reader in readers:
            reader.release()
        yield run


def merged(lists: Sequence[Lists | Chosen], documents: Sequence[Ints]) -> Iterator[Run]:
    """documents: of each of the lists, by old number the new one, -1 for those that are gone."""
    met = set[bytes]()
    for part in lists:  # their terms are read twice rather than kept: there may be a hundred segments
        met.update(part.lexicon.terms())
    terms = sorted(met)
    number = {term: n for n, term in enumerate(terms)}
    new = [np.fromiter(map(number.__getitem__, part.lexicon.terms()), np.uint32, part.lexicon.size) for part in lists]
    del met, number
    load = np.zeros(len(terms), dtype=np.int64)
    for part, renumbered in zip(lists, new, strict=True):
        load[renumbered] += part.occurrences()
    bounds = np.searchsorted(np.cumsum(load), np.arange(_AT_ONCE, int(load.sum()), _AT_ONCE)).tolist()
    for a, b in zip([0, *bounds], [*bounds, len(terms)], strict=True):
        if a < b:
            pieces = [_piece(part, n, d, a, b) for part, n, d in zip(lists, new, documents, strict=True)]
            yield _laid_out(terms[a:b], a, pieces)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Postings of a range of terms in one segment, renumbered, those of deleted documents left out."""

    terms: Ints
    ids: Array
    counts: Array | None = None
    places: Array | None = None
    main: Array | None = None
    others: Array | None = None


def _piece(lists: Lists | Chosen, renumbered: Array, documents: Ints, a: int, b: int) -> _Piece:
    """The terms that become a … b − 1: a range in each segment too, for the order stays."""
    first, end = np.searchsorted(renumbered, np.array((a, b), dtype=renumbered.dtype)).tolist()
    found = lists.slice(first, end)
    terms = np.repeat(renumbered[first:end].astype(np.int64), sizes_of(lists.first[first : end + 1]))
    ids = documents[found.ids]
    kept = np.flatnonzero(ids >= 0)
    if len(kept) < len(ids):
        terms, ids, found = terms[kept], ids[kept], found.take(kept)
    if found.first is None:
        return _Piece(terms, ids.astype(U32))
    return _Piece(terms, ids.astype(U32), narrow(found.counts()), found.places(), found.main, found.others)


def _laid_out(terms: list[bytes], base: int, pieces: Sequence[_Piece]) -> Run:
    """The pieces term by term: within a term, piece behind piece. base: the number of the first term."""
    sizes = [np.bincount(piece.terms - base, minlength=len(terms)) for piece in pieces]
    total = np.sum(sizes, axis=0)
    rows = []
    before = starts(total)[:-1]  # where the next piece puts its postings of each term
    for size in sizes:
        rows.append(ranges(before, size))
        before = before + size
    held = total > 0
    names = terms if held.all() else [terms[n] for n in np.flatnonzero(held).tolist()]
    ids, counts, main, others = (
        _placed([getattr(piece, column) for piece in pieces], rows) for column in ("ids", "counts", "main", "others")
    )
    if ids is None:
        ids = np.zeros(0, dtype=U32)
    return Run(names, total[held], ids, counts, None if counts is None else _places(pieces, rows, counts), main, others)


def _placed(parts: Sequence[Array | None], rows: Sequence[Ints]) -> Array | None:
    """The numbers of all pieces, each at its row; None where no piece has any. A piece without terms has none."""
    held = [(part, row) for part, row in zip(parts, rows, strict=True) if part is not None]
    if not held:
        return None
    found = np.empty(sum(map(len, rows)), dtype=np.result_type(*(part for part, _ in held)))
    for part, row in held:
        found[row] = part
    return found


def _places(pieces: Sequence[_Piece], rows: Sequence[Ints], counts: Array) -> Array | None:
    at = starts(counts)
    spread = [None if p.counts is None else ranges(at[row], p.counts) for p, row in zip(pieces, rows, strict=True)]
    return _placed([piece.places for piece in pieces], [at[:0] if row is None else row for row in spread])


# ---- rows of numbers ----


def _rows(reader: SegmentReader, name: str, kept: Ints) -> tuple[Ints, Ints]:
    """Of the documents kept how many numbers each has, and where they are."""
    at = reader.array(f"{name}.at").astype(np.int64)
    sizes = np.diff(at)[kept]
    return sizes, ranges(at[kept], sizes)


def _of_rows(
    readers: Sequence[SegmentReader], column: str, at: Sequence[Ints], kept: Sequence[Ints]
) -> Iterator[Array]:
    """The numbers of a column, those of some documents at a time. at: where the row of each begins."""
    for reader, own, here in zip(readers, at, kept, strict=True):
        for begun in range(0, len(here), _DOCUMENTS):
            some = here[begun : begun + _DOCUMENTS]
            yield reader.array(column)[ranges(own[some], own[some + 1] - own[some])]
        reader.release()


def _cards(readers: Sequence[SegmentReader], kept: Sequence[Ints]) -> NamedArrays:
    """As they lie in the files: they are not brought together in memory."""
    at = [reader.array("card.at").astype(np.int64) for reader in readers]
    yield "card.at", narrow(starts(joined([sizes_of(own)[here] for own, here in zip(at, kept, strict=True)])))
    yield "card", _pieces(readers, at, kept)


def _pieces(readers: Sequence[SegmentReader], at: Sequence[Ints], kept: Sequence[Ints]) -> Iterator[Array]:
    """The cards of documents that follow each other, a few at a time: what was taken is let go of again."""
    for reader, own, here in zip(readers, at, kept, strict=True):
        cards = reader.array("card")
        yield cards[:0]
        for run in np.split(here, np.flatnonzero(np.diff(here) != 1) + 1):
            first, end = (int(own[run[0]]), int(own[run[-1] + 1])) if len(run) else (0, 0)
            for begun in range(first, end, _PIECE_BYTES):
                yield cards[begun : min(begun + _PIECE_BYTES, end)]
                reader.release()


def _facet(readers: Sequence[SegmentReader], kept: Sequence[Ints], field: Field) -> NamedArrays:
    name = f"facet_{field.name}"
    own = [reader.lexicon(name).terms() for reader in readers]
    names = sorted(set().union(*own))
    ordinal = {value: n for n, value in enumerate(names, 1)}
    found, sizes = [], []
    tables = [np.array([0, *(ordinal[value] for value in values)], dtype=np.int64) for values in own]
    for reader, renumbered, here in zip(readers, tables, kept, strict=True):
        ordinals = renumbered[reader.array(name)]
        if field.many:
            counts, at = _rows(reader, name, here)
            sizes.append(counts)
            found.append(ordinals[at])
        else:
            sizes.append((ordinals[here] > 0).astype(np.int64))
            found.append(ordinals[here][sizes[-1] > 0])
    ordinals = joined(found)
    used = np.flatnonzero(np.bincount(ordinals, minlength=len(names) + 1)[1:]) + 1
    table = np.zeros(len(names) + 1, dtype=np.int64)
    table[used] = np.arange(1, len(used) + 1)
    yield from facet_arrays(field, [names[n - 1] for n in used.tolist()], table[ordinals], joined(sizes))
    if field == PEOPLE:
        yield from merged_keys(readers, [table[renumbered] for renumbered in tables])
