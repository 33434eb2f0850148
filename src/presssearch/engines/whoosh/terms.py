"""Terms: where something that scores stands in a whole snapshot, and what it scores there.

    documents   2     5     9    …     ascending, all of them live
    scores      1.31  0.88  2.04 …     idf · tf · (K1 + 1) / (tf + norm), see base.py

    bits        ▮─▮──▮… ▮▮──▮─…        a bit for each document of the snapshot, 64 in a word
    before      0       27      …      of each word: how many documents stand before it

Bits tell without a search whether a document is there and as the how-manyth: what stands in many documents is met
with others at the cost of the others. Terms never change. Those of single words are kept for later searches, as many
as a bound of bytes holds (kept.py), for what a word scores depends on the snapshot alone; what is made of several
words, or begun or guessed, is made anew by each search.
"""

from functools import cached_property

import numpy as np

from presssearch.engines.base import K1
from presssearch.engines.batches.arrays import U32, Array, Floats, Ints, Mask, found_in
from presssearch.engines.whoosh.match import Match

_OVERHEAD = 1_000  # bytes of a term beside its arrays
_WORD = 64  # documents
_FEW = 64  # documents: so many are looked up one by one
_ONE = np.uint64(1)


class Term:
    """size: documents of the snapshot; idf and norms: see base.py."""

    def __init__(self, match: Match, size: int, idf: float, norms: Floats) -> None:
        self.documents: Array = match.documents.astype(U32)
        self.scores = _saturated(match, idf, norms)
        self._size = size
        self._is_frequent = _WORD * len(self.documents) >= size

    @property
    def size_bytes(self) -> int:
        """Of all that it may come to hold."""
        bits = self._size // 8 + self._size // 16 if self._is_frequent else 0
        return self.documents.nbytes + self.scores.nbytes + bits + _OVERHEAD

    @cached_property
    def most(self) -> float:
        """The highest score."""
        return float(self.scores.max(initial=0.0))

    def mask(self) -> Mask:
        """By document of the snapshot. Not kept: it is unpacked in less time than its memory is worth."""
        if self._is_frequent:
            return np.unpackbits(self._bits[0].view(np.uint8), count=self._size, bitorder="little").view(np.bool_)
        mask = np.zeros(self._size, dtype=np.bool_)
        mask[self.documents] = True
        return mask

    def holds(self, documents: Array) -> Mask:
        """Which of the documents are there."""
        if len(documents) <= _FEW or not self._is_frequent:
            return found_in(self.documents, documents)[1]
        return self.mask().take(documents)

    def scores_of(self, documents: Array) -> Floats:
        """What each of some documents scores, ascending; 0 where it is not there."""
        if len(documents) <= _FEW or not self._is_frequent:
            rows, held = found_in(self.documents, documents)
        else:
            rows, held = self._ranked(documents)
        found: Floats = self.scores.take(rows, mode="clip")
        found *= held
        return found

    def _ranked(self, documents: Array) -> tuple[Ints, Mask]:
        """As found_in, by the bits."""
        bits, before = self._bits
        at = documents >> 6
        word, bit = bits.take(at), np.left_shift(_ONE, (documents & 63).astype(np.uint64))
        rows: Ints = before.take(at) + np.bitwise_count(word & (bit - _ONE))
        return rows, (word & bit) != 0

    @cached_property
    def _bits(self) -> tuple[Array, Array]:
        mask = np.zeros(-(-self._size // _WORD) * _WORD, dtype=np.bool_)
        mask[self.documents] = True
        bits = np.packbits(mask, bitorder="little").view(np.uint64)
        counts = np.bitwise_count(bits)
        return bits, np.cumsum(counts, dtype=np.uint32) - counts


def _saturated(match: Match, idf: float, norms: Floats) -> Floats:
    """idf · tf · (K1 + 1) / (tf + norm), in that order, without a copy for each step."""
    tf = match.frequencies()
    whole = norms.take(match.documents)
    whole += tf
    tf *= K1 + 1
    tf /= whole
    tf *= idf
    return tf
