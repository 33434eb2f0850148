"""The posting lists of several segments -> those of one.

                terms of A:   accord  dam    talks            new terms:  accord  dam  dams  talks
                terms of B:   dam     dams   talks            A's 0 1 2 become 0 1 3, B's 0 1 2 become 1 2 3

    the postings of a term go to    where the lists of its new number begin
                                  + what the segments before have of the term         so nothing is sorted anew

Terms are taken a range at a time, and what comes of them waits in a file for the rest (spool.py), so that no more
than a part of the lists is in memory.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from presssearch.engines.whoosh.arrays import (
    U32,
    Array,
    Ints,
    Lexicon,
    Mask,
    cut_out,
    narrow,
    ranges,
    sizes_of,
    starts,
)
from presssearch.engines.whoosh.map import Lists
from presssearch.engines.whoosh.numbering import PADDING, Numbering
from presssearch.engines.whoosh.slices import Slice
from presssearch.engines.whoosh.write import Run

_AT_ONCE = 1_000_000  # occurrences: bounds the memory, some 100 bytes for each of them


def united(lexicons: Sequence[Lexicon]) -> tuple[list[bytes], list[Array]]:
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


def merged(
    lists: Sequence[Lists | Chosen], numbers: Sequence[Array], terms: list[bytes], documents: Sequence[Ints]
) -> Iterator[Run]:
    """numbers: of each of the lists, by own number of a term, that among the terms, not all of which need be in them;
    documents: by old number of a document the new one, -1 for those that are gone."""
    load = np.zeros(len(terms), dtype=np.int64)
    for part, own in zip(lists, numbers, strict=True):
        load[own] += part.occurrences()
    bounds = np.searchsorted(np.cumsum(load), np.arange(_AT_ONCE, int(load.sum()), _AT_ONCE)).tolist()
    for a, b in zip([0, *bounds], [*bounds, len(terms)], strict=True):
        if load[a:b].any():
            pieces = [_piece(*each, a, b) for each in zip(lists, numbers, documents, strict=True)]
            yield _laid_out(terms[a:b], pieces)


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


def _piece(lists: Lists | Chosen, numbers: Array, documents: Ints, a: int, b: int) -> _Piece:
    """The terms that become a … b − 1: a range in each segment too, for the order stays."""
    first, end = np.searchsorted(numbers, np.array((a, b), dtype=numbers.dtype)).tolist()
    found = lists.slice(first, end)
    terms, sizes = numbers[first:end].astype(np.int64) - a, sizes_of(lists.first[first : end + 1])
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
        ids = np.zeros(0, dtype=U32)
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
