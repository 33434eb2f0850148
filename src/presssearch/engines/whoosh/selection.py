"""Some of the live documents of a snapshot, in whichever form is at hand.

    documents   1 4 7 …            ascending: what a posting list gives, short where few match
    mask        ─ ■ ─ ─ ■ ─ ─ ■    a byte for each document: what filters, days and Not give

Two lists meet by bisection where one is much shorter, else by the mask of the longer one.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from presssearch.engines.whoosh.arrays import Ints, Mask, found_in
from presssearch.engines.whoosh.snapshot import Snapshot

_FEW = 16  # times fewer: looked up one by one rather than marked in a mask


class Selection:
    """One of mask and documents is given; the other is made when it is asked for. Neither is to be written to."""

    def __init__(self, snapshot: Snapshot, *, mask: Mask | None = None, documents: Ints | None = None) -> None:
        self.snapshot = snapshot
        self._is_listed = documents is not None
        if documents is not None:
            self.documents = documents
        if mask is not None:
            self.mask = mask

    @cached_property
    def documents(self) -> Ints:
        """Ascending."""
        return self.mask.nonzero()[0]

    @cached_property
    def mask(self) -> Mask:
        mask = np.zeros(self.snapshot.size, dtype=np.bool_)
        mask[self.documents] = True
        return mask

    @cached_property
    def count(self) -> int:
        return len(self.documents) if self._is_listed else int(np.count_nonzero(self.mask))

    def both(self, other: "Selection") -> "Selection":
        if not self._is_listed:
            return other.narrowed(self.mask)
        if not other._is_listed:
            return self.narrowed(other.mask)
        few, many = sorted((self, other), key=lambda selection: selection.count)
        if _FEW * few.count < many.count:
            held = found_in(many.documents, few.documents)[1]
            return Selection(self.snapshot, documents=few.documents.compress(held))
        return few.narrowed(many.mask)

    def narrowed(self, mask: Mask) -> "Selection":
        """Those that the mask holds."""
        if self._is_listed:
            return Selection(self.snapshot, documents=self.documents.compress(mask.take(self.documents)))
        return Selection(self.snapshot, mask=self.mask & mask)

    def others(self) -> "Selection":
        """The other live documents."""
        return Selection(self.snapshot, mask=self.snapshot.live & ~self.mask)


def any_of(selections: Sequence[Selection]) -> Selection:
    """What one of several selections holds."""
    mask = selections[0].mask.copy()
    for selection in selections[1:]:
        if selection._is_listed:
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
        if selection._is_listed:
            counts[selection.documents] += 1
        else:
            counts += selection.mask
    return Selection(selections[0].snapshot, mask=counts >= least)
