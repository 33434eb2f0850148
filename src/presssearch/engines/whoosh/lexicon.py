"""Lexicons: sorted texts as two arrays.

NAME.terms   u8    the texts in UTF-8, ascending, each ended by 0xFF, which UTF-8 never holds
NAME.marks   u32   where every 64th text begins; where the last one ends; how many there are

  terms   a c c o r d ▮ a c c o r d s ▮ …            a lookup: bisect in the first texts of the
  marks   0 ─────────────── 64 texts ─► 611 …        blocks, then `find` within one block
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from presssearch.engines.batches.arrays import U32, Array, Ints, starts

_END = b"\xff"
_BLOCK = 64  # texts
_SMALL = 1024  # texts: a dictionary of so many is made at once, and answers ten times as fast


def pack_lexicon(name: str, terms: Sequence[bytes]) -> dict[str, Array]:
    """terms: ascending, distinct."""
    at = starts(np.fromiter(map(len, terms), dtype=np.int64, count=len(terms)) + 1)
    blob = _END.join([*terms, b""])
    marks = np.array([*at[:-1:_BLOCK].tolist(), int(at[-1]), len(terms)], dtype=U32)
    return {f"{name}.terms": np.frombuffer(blob, dtype=np.uint8), f"{name}.marks": marks}


class Lexicon:
    """Sorted texts, over the mapped arrays; nothing is read before it is asked for."""

    def __init__(self, terms: Array, marks: Array) -> None:
        self._blob = memoryview(terms.data)
        *self._marks, self.size = marks.tolist()
        if self._marks[-1] != len(self._blob) or len(self._marks) != -(-self.size // _BLOCK) + 1:
            raise ValueError("a lexicon has other marks than it should")

    @cached_property
    def _numbers(self) -> dict[bytes, int]:
        return {term: n for n, term in enumerate(self.terms())}

    @cached_property
    def _firsts(self) -> list[bytes]:
        """The first text of each block."""
        blob = bytes(self._blob)
        return [blob[mark : blob.index(_END, mark)] for mark in self._marks[:-1]]

    @cached_property
    def _step(self) -> int:
        """Bytes from one text to the next, where all are of one length, as ids are; else 0."""
        step, rest = divmod(len(self._blob), max(1, self.size))
        return 0 if rest or bytes(self._blob[step - 1 :: step]).count(_END) < self.size else step

    def number_of(self, term: bytes) -> int | None:
        if self.size <= _SMALL:
            return self._numbers.get(term)
        block = bisect_right(self._firsts, term) - 1
        if block < 0:
            return None
        texts = _END + self._block(block)
        at = texts.find(_END + term + _END)
        return None if at < 0 else block * _BLOCK + texts.count(_END, 0, at)

    def range_of(self, term: bytes) -> tuple[int, int]:
        """The range of a term: itself, or nothing."""
        number = self.number_of(term)
        return (0, 0) if number is None else (number, number + 1)

    def term(self, number: int) -> bytes:
        step = self._step
        if step:
            return bytes(self._blob[number * step : (number + 1) * step - 1])
        return self._block(number // _BLOCK).split(_END)[number % _BLOCK]

    def beginning(self, prefix: bytes) -> tuple[int, int]:
        """The range of the terms that begin so."""
        return self._bound(prefix), self._bound(prefix + _END) if prefix else self.size

    def terms(self, first: int = 0, end: int | None = None) -> list[bytes]:
        """The terms of a range, of all by default."""
        end = self.size if end is None else end
        if first >= end:
            return []
        block, last = first // _BLOCK, (end - 1) // _BLOCK
        texts = bytes(self._blob[self._marks[block] : self._marks[last + 1]]).split(_END)
        return texts[first - block * _BLOCK : end - block * _BLOCK]

    def spans(self) -> tuple[bytes, Ints, Ints]:
        """All texts end to end, and where in it each begins and ends."""
        blob = bytes(self._blob)
        end = (np.frombuffer(blob, dtype=np.uint8) == _END[0]).nonzero()[0]
        return blob, np.append(0, end + 1)[:-1], end

    def check(self) -> None:
        """ValueError unless the texts are as many as said, ascending and distinct."""
        found = self.terms()
        if len(found) != self.size or any(a >= b for a, b in pairwise(found)):
            raise ValueError("a lexicon is not sorted")

    def _bound(self, term: bytes) -> int:
        """How many texts are less."""
        block = max(0, bisect_left(self._firsts, term) - 1)
        if not self._firsts:
            return 0
        return block * _BLOCK + bisect_left(self._block(block).split(_END)[:-1], term)

    def _block(self, block: int) -> bytes:
        return bytes(self._blob[self._marks[block] : self._marks[block + 1]])
