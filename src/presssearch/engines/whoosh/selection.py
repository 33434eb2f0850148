"""Some of the live documents of a snapshot, in whichever form is at hand.

    documents   1 4 7 …            ascending: what a posting list gives, short where few match
    term, rows  0 1 5 …            the same, as some of those in which a term stands (terms.py): what the term scores
                                   in them is taken from its scores by these rows
    mask        ─ ■ ─ ─ ■ ─ ─ ■    a byte for each document: what filters, days and Not give

Two lists meet by bisection where one is short, else by the mask of the longer one.
"""

from collections.abc import Sequence

import numpy as np

from presssearch.engines.batches.arrays import Array, Floats, Ints, Mask
from presssearch.engines.whoosh.snapshot import Snapshot
from presssearch.engines.whoosh.terms import Term

_SHORT = 32  # times fewer than all documents


class Selection:
    """One of mask, documents and term is given; the others are made when they are asked for. None is to be written to.
    rows: None for all of the term."""

    def __init__(
        self,
        snapshot: Snapshot,
        *,
        mask: Mask | None = None,
        documents: Array | None = None,
        term: Term | None = None,
        rows: Ints | None = None,
    ) -> None:
        self.snapshot, self.term, self._rows = snapshot, term, rows
        self.is_listed = mask is None
        self._documents = documents
        self._mask = mask
        self._count: int | None = None

    # functools.cached_property takes a lock for each of these, which a search makes a dozen of

    @property
    def documents(self) -> Array:
        """Ascending."""
        if self._documents is None:
            if self.term is None:
                self._documents = self.mask.nonzero()[0]
            else:
                every = self.term.documents
                self._documents = every if self._rows is None else every.take(self._rows)
        return self._documents

    @property
    def mask(self) -> Mask:
        if self._mask is None:
            if self.term is not None and self._rows is None:
                self._mask = self.term.mask()
            else:
                self._mask = np.zeros(self.snapshot.size, dtype=np.bool_)
                self._mask[self.documents] = True
        return self._mask

    @property
    def count(self) -> int:
        if self._count is None:
            if self._mask is not None and not self.is_listed:
                self._count = int(np.count_nonzero(self._mask))
            else:
                self._count = len(self.documents if self._rows is None else self._rows)
        return self._count

    @property
    def is_short(self) -> bool:
        """Is it a list of so few documents that a mask of them is not worth its making?"""
        return self.is_listed and _SHORT * self.count < self.snapshot.size

    def both(self, other: "Selection") -> "Selection":
        if not self.is_listed:
            return other.narrowed(self.mask)
        if not other.is_listed:
            return self.narrowed(other.mask)
        few, many = (self, other) if self.count <= other.count else (other, self)
        if many.term is not None and many._rows is None:
            return few._held(many.term.holds(few.documents))
        return few.narrowed(many.mask)

    def narrowed(self, mask: Mask) -> "Selection":
        """Those that the mask holds."""
        if self.is_listed:
            return self._held(mask.take(self.documents))
        return Selection(self.snapshot, mask=self.mask & mask)

    def others(self) -> "Selection":
        """The other live documents."""
        return Selection(self.snapshot, mask=self.snapshot.live & ~self.mask)

    def scores_of(self, term: Term) -> Floats:
        """What a term scores in each of the documents."""
        if term is not self.term:
            return term.scores_of(self.documents)
        return term.scores if self._rows is None else term.scores.take(self._rows)

    def _held(self, held: Mask) -> "Selection":
        if self.term is None:
            return Selection(self.snapshot, documents=self.documents.compress(held))
        rows = held.nonzero()[0] if self._rows is None else self._rows.compress(held)
        return Selection(self.snapshot, term=self.term, rows=rows)


def any_of(selections: Sequence[Selection]) -> Selection:
    """What one of several selections holds."""
    mask = np.zeros(selections[0].snapshot.size, dtype=np.bool_)
    for selection in selections:
        if selection.is_short:
            mask[selection.documents] = True
        else:
            mask |= selection.mask
    return Selection(selections[0].snapshot, mask=mask)


def so_many_of(selections: Sequence[Selection], least: int) -> Selection:
    """What so many of several selections hold, one at least."""
    if least == 1:
        return any_of(selections)
    counts = np.zeros(selections[0].snapshot.size, dtype=np.uint8)
    for selection in selections:
        if selection.is_listed:
            counts[selection.documents] += 1
        else:
            counts += selection.mask
    return Selection(selections[0].snapshot, mask=counts >= least)
