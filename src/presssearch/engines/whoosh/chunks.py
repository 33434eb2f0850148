"""Chunks: texts -> the numbers of what stands between their spaces, without a string for each.

data           T h e ␣ d a m . ␤ T h e ␣ …        the texts in UTF-8, end to end
begin, end     0 3    4   8     9 12              of each chunk, in bytes
marks          two numbers of 64 bits, made of its bytes and its size, eight bytes at a time
keys           the first mark, its last bits replaced by the number of the chunk; sorted, so that equal chunks meet

A vocabulary gives a number to the first one of those whose keys and second marks are equal, and the others get it too.
Marks of chunks of up to eight bytes are equal for equal chunks only; those of others by an accident of one in 2^100.
"""

from collections.abc import Callable, Sequence

import numpy as np

from presssearch.analysis.tokens import spaced
from presssearch.engines.whoosh.arrays import Array, Ints, changes, encoded, starts

_WORD = 8  # bytes that are read at once
_LONGEST = 64  # bytes of chunks that are told apart by marks; longer ones are rare, and each of them is asked for
_LAST_SPACE = 0x20  # of the code points up to it none is part of a word
# Odd numbers without a pattern: 2^64 divided by the golden ratio; a multiplier of the hash function xxHash.
_MIXERS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))
_HALF = np.uint64(32)
_KEPT = np.array([(1 << 8 * size) - 1 for size in range(_WORD + 1)], dtype=np.uint64)  # by bytes that are left


class Chunks:
    """The chunks of texts. data: the texts, a space behind each; at: where each begins in it and where the last one
    ends, in bytes; begin, end: of each chunk."""

    def __init__(self, texts: Sequence[str]) -> None:
        parts = [encoded(spaced(text)) for text in texts]
        self.data = b"\n".join([*parts, bytes(_WORD)])
        self.at = starts(np.fromiter(map(len, parts), dtype=np.int64, count=len(parts)) + 1)
        self._bytes = np.frombuffer(self.data, dtype=np.uint8)
        edges = changes(self._bytes <= _LAST_SPACE)[1:].nonzero()[0] + 1
        if self._bytes[0] > _LAST_SPACE:
            edges = np.concatenate(([0], edges))
        self.begin: Ints = edges[0::2].copy()
        self.end: Ints = edges[1::2].copy()

    def firsts(self) -> Ints:
        """Of each text the number of its first chunk; behind these, how many chunks there are."""
        return np.searchsorted(self.begin, self.at)

    def offsets(self, texts: Array) -> Ints:
        """texts: of each chunk, which text it is of. Where it begins there, in code points."""
        if self.data.isascii():
            return self.begin - self.at[texts]
        before = starts((self._bytes & 0xC0) != 0x80)  # all bytes but those that go on with a code point
        return before[self.begin] - before[self.at][texts]

    def numbers(self, number: Callable[[bytes], int]) -> Array:
        """number: of a chunk that is given, equal for equal chunks, below 2^32."""
        sizes = self.end - self.begin
        keys, second = self._marks(sizes)
        row_bits = np.uint64((1 << len(sizes).bit_length()) - 1)
        keys &= ~row_bits  # in place, here and below: new memory costs as much as what is done in it
        keys |= np.arange(len(sizes), dtype=np.uint64)
        keys.sort()
        rows = (keys & row_bits).astype(np.int64)
        keys &= ~row_bits
        new = changes(keys) | changes(second[rows]) | (sizes[rows] > _LONGEST)
        given = np.array([number(chunk) for chunk in self._given(rows[new])], dtype=np.uint32)
        found = np.empty(len(rows), dtype=np.uint32)
        found[rows] = given[np.cumsum(new) - 1]
        return found

    def _given(self, rows: Ints) -> list[bytes]:
        return [self.data[a:b] for a, b in zip(self.begin[rows].tolist(), self.end[rows].tolist(), strict=True)]

    def _marks(self, sizes: Ints) -> tuple[Array, Array]:
        every = np.ndarray(len(self.data) - _WORD + 1, dtype="<u8", buffer=self.data, strides=(1,))
        found = sizes.astype(np.uint64), sizes.astype(np.uint64)
        rows: Ints | slice = slice(None)
        for done in range(0, _LONGEST, _WORD):
            words = every[self.begin[rows] + done]
            words &= _KEPT[np.minimum(sizes[rows] - done, _WORD)]
            for marks, mixer in zip(found, _MIXERS, strict=True):
                mixed = marks[rows] ^ words
                mixed *= mixer
                mixed ^= mixed >> _HALF
                mixed *= mixer
                marks[rows] = mixed
            rows = (sizes > done + _WORD).nonzero()[0]
            if not len(rows):
                break
        return found
