"""The posting lists of several segments -> those of one.

                terms of A:   accord  dam    talks            new terms:  accord  dam  dams  talks
                terms of B:   dam     dams   talks            A's 0 1 2 become 0 1 3, B's 0 1 2 become 1 2 3

    the postings of a term go to    where the lists of its new number begin
                                  + what the segments before have of the term         so nothing is sorted anew

Terms are taken a range at a time, and what comes of them waits in a file for the rest (spool.py), so that no more
than a part of the lists is in memory.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from presssearch.engines.batches.arrays import (
    U32,
    Array,
    Ints,
    Mask,
    cut_out,
    distinct,
    narrow,
    ranges,
    sizes_of,
    starts,
)
from presssearch.engines.batches.numbering import PADDING, Numbering
from presssearch.engines.whoosh.lexicon import Lexicon
from presssearch.engines.whoosh.map import Lists
from presssearch.engines.whoosh.slices import Slice
from presssearch.engines.whoosh.write import Run

_AT_ONCE = 1_000_000  # occurrences: bounds the memory, some 100 bytes for each of them
_NONE = np.zeros(0, dtype=U32)
_FIRST: Ints = np.zeros(1, dtype=np.int64)


def united(lexicons: Iterable[Lexicon]) -> tuple[list[bytes], list[Array]]:
    """The terms of all, ascending; by number of a term in each lexicon, its number among these."""
    numbering = Numbering()
    terms: list[bytes] = []
    numbers: list[Array] = []
    for lexicon in lexicons:
        texts, begin, end = lexicon.spans()
        found, new = numbering.number(texts + PADDING, begin, end)
        terms += cut_out(texts, begin[new], end[new])
        numbers.append(found)
    order = sorted(range(len(terms)), key=terms.__getitem__)
    places = np.empty(len(terms) + 1, dtype=U32)
    places[np.array(order, dtype=np.int64) + 1] = np.arange(len(terms), dtype=U32)
    return [terms[n] for n in order], [places[found] for found in numbers]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The lists of some terms of a field, as lists of their own. numbers: of the terms, ascending."""

    lists: Lists
    numbers: Array
    first: Array

    def slice(self, first: int, end: int) -> Slice:
        """The postings of the terms `first` … `end` − 1 of these."""
        rows = ranges(self.lists.first[self.numbers[first:end]], sizes_of(self.first[first : end + 1]))
        return self.lists.slice(0, self.lists.lexicon.size).take(rows)

    def occurrences(self) -> Array:
        found: Array = self.lists.occurrences()[self.numbers]
        return found


def shared_with_forms(stems: Lists) -> Mask:
    """By form: is its list that of a stem too?"""
    if stems.same is None:
        raise ValueError("only stems share lists")
    shared: Mask = stems.same.astype(np.bool_)
    return shared


def lists_of_forms(stems: Lists, among: Mask) -> Chosen:
    """The lists that stems of a segment share with forms, some of which they are sought among."""
    forms = stems.beside
    if forms is None:
        raise ValueError("only stems share lists")
    numbers = narrow((shared_with_forms(stems) & among).nonzero()[0])
    return Chosen(forms, numbers, narrow(starts(forms.sizes()[numbers])))


@dataclass(frozen=True, slots=True)
class Part:
    """Lists of a segment. numbers: by own number of a term that among the terms of all; documents: by old number of a
    document the new one, -1 for those that are gone; release: lets go of the memory that holds what was read."""

    lists: Lists | Chosen
    numbers: Array
    documents: Ints
    release: Callable[[], None] = lambda: None


def merged(parts: Sequence[Part], terms: list[bytes]) -> Iterator[Run]:
    """terms: ascending; not all of them need be in the lists."""
    load = np.zeros(len(terms), dtype=np.int64)
    for part in parts:
        load[part.numbers] += part.lists.occurrences()
        part.release()
    for a, b in _shares(load):
        if load[a] > _AT_ONCE:
            yield from _long(terms[a], a, parts)
            continue
        run = _laid_out(terms[a:b], [_piece(part, a, b) for part in parts])
        for part in parts:
            part.release()
        yield run


def _shares(load: Ints) -> Iterator[tuple[int, int]]:
    """load: of each term. Ranges of terms; one with more than may be in memory at once is alone in its range."""
    long = np.flatnonzero(load > _AT_ONCE)
    bounds = np.searchsorted(np.cumsum(load), np.arange(_AT_ONCE, int(load.sum()), _AT_ONCE))
    for a, b in pairwise(distinct(np.concatenate(([0], bounds, long, long + 1, [len(load)]))).tolist()):
        if load[a:b].any():
            yield a, b


def _long(term: bytes, number: int, parts: Sequence[Part]) -> Iterator[Run]:
    """The postings of a term that has many, some of a segment at a time; the last run names it."""
    size = 0
    for part in parts:
        found, *_ = _found(part, number, number + 1)
        for rows in np.array_split(np.arange(len(found.ids)), 1 + int(found.counts().sum()) // _AT_ONCE):
            piece = _renumbered(found.take(rows), _FIRST, np.array([len(rows)]), part.documents)
            size += len(piece.ids)
            yield Run([], _NONE, piece.ids, piece.counts, piece.places, piece.main, piece.others)
        part.release()
    if size:
        yield Run([term], np.array([size]), _NONE)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Postings of a range of terms in one segment, renumbered, those of deleted documents left out. terms: those it
    has, counted from the first of the range; sizes, spreads: postings and places of each."""

    terms: Ints
    sizes: Ints
    ids: Array
    spreads: Ints
    counts: Array | None = None
    places: Array | None = None
    main: Array | None = None
    others: Array | None = None


def _piece(part: Part, a: int, b: int) -> _Piece:
    return _renumbered(*_found(part, a, b), part.documents)


def _found(part: Part, a: int, b: int) -> tuple[Slice, Ints, Ints]:
    """What a segment has of the terms that become a … b − 1: a range there too, for the order stays. With which terms
    these are, counted from a, and the postings of each."""
    lists, numbers = part.lists, part.numbers
    first, end = np.searchsorted(numbers, np.array((a, b), dtype=numbers.dtype)).tolist()
    terms = numbers[first:end].astype(np.int64) - a
    return lists.slice(first, end), terms, sizes_of(lists.first[first : end + 1])


def _renumbered(found: Slice, terms: Ints, sizes: Ints, documents: Ints) -> _Piece:
    ids = documents[found.ids]
    kept = np.flatnonzero(ids >= 0)
    if len(kept) < len(ids):
        sizes = np.bincount(np.repeat(np.arange(len(terms)), sizes)[kept], minlength=len(terms))
        ids, found = ids[kept], found.take(kept)
    if found.first is None:
        return _Piece(terms, sizes, ids.astype(U32), sizes)
    counts = found.counts()
    spreads = sizes_of(starts(counts)[starts(sizes)])
    return _Piece(terms, sizes, ids.astype(U32), spreads, narrow(counts), found.places(), found.main, found.others)


def _laid_out(terms: list[bytes], pieces: Sequence[_Piece]) -> Run:
    """The pieces term by term: within a term, piece behind piece."""
    total, rows = _rows(len(terms), [(piece.terms, piece.sizes) for piece in pieces])
    held = total > 0
    names = terms if held.all() else [terms[n] for n in np.flatnonzero(held).tolist()]
    ids, counts, main, others = (
        _placed([getattr(piece, column) for piece in pieces], rows) for column in ("ids", "counts", "main", "others")
    )
    if ids is None:
        ids = _NONE
    if counts is None:
        return Run(names, total[held], ids)
    spread = _rows(len(terms), [(piece.terms, piece.spreads) for piece in pieces])[1]
    return Run(names, total[held], ids, counts, _placed([piece.places for piece in pieces], spread), main, others)


def _rows(size: int, parts: Sequence[tuple[Ints, Ints]]) -> tuple[Ints, list[Ints]]:
    """parts: of each piece the terms, below size, and how many numbers each has. How many each has in all, and where
    those of each piece go."""
    total = np.zeros(size, dtype=np.int64)
    for terms, sizes in parts:
        total[terms] += sizes
    before = starts(total)[:-1]  # where the next piece puts its numbers of each term
    rows = []
    for terms, sizes in parts:
        rows.append(ranges(before[terms], sizes))
        before[terms] += sizes
    return total, rows


def _placed(parts: Sequence[Array | None], rows: Sequence[Ints]) -> Array | None:
    """The numbers of all pieces, each at its row; None where no piece has any. A piece without terms has none."""
    held = [(part, row) for part, row in zip(parts, rows, strict=True) if part is not None]
    if not held:
        return None
    found = np.empty(sum(map(len, rows)), dtype=np.result_type(*(part for part, _ in held)))
    for part, row in held:
        found[row] = part
    return found
