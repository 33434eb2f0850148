"""Numbering: numbers for texts in the order first met: a hash table of arrays, asked for many texts at once.

marks    –  a  b  c  …            by number, from 1 on: two numbers of 64 bits, made of the bytes of a text and their
                                  number, eight bytes at a time
slots    0  2  0  1  3  0  …      the first bits of the first mark tell the slot of a number; where another one has it,
            b     a ◄─ c          the next ones are looked at, up to an empty one

Whatever is frequent is met early, so most are found in the slot that is looked at first. There only the second marks
are compared: with the bits that chose the slot they are some eighty bits of the two. Marks of texts of up to eight
bytes are equal for equal texts only; those of others by an accident of one in 2^80.
"""

from hashlib import blake2b

import numpy as np

from presssearch.engines.batches.arrays import U32, Array, Ints, Mask, changes, cut_out

_WORD = 8  # bytes that are read at once
PADDING = bytes(_WORD)  # behind the last text
_LONGEST = 64  # bytes that are read so; longer texts are rare, and have a digest for their marks
# Odd numbers without a pattern: 2^64 divided by the golden ratio; a multiplier of the hash function xxHash.
_MIXERS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))
_HALF = np.uint64(32)
_KEPT = np.array([(1 << 8 * size) - 1 for size in range(_WORD + 1)], dtype=np.uint64)  # by bytes that are left
_MARK_BITS = 64
_SLOT_BITS = 12  # at first


class Numbering:
    """At least three quarters of the slots are empty."""

    def __init__(self) -> None:
        self._size = 0
        self._slots = np.zeros(1 << _SLOT_BITS, dtype=U32)
        self._first, self._second = (np.zeros(1 << _SLOT_BITS - 2, dtype=np.uint64) for _ in range(2))

    def number(self, data: bytes, begin: Ints, end: Ints) -> tuple[Array, Ints]:
        """The numbers of texts, and which of the texts have new ones, in the order of these. data: ends with PADDING;
        begin, end: of each text in it."""
        first, second = _marks(data, begin, end)
        found = self._find(first, second)
        rows = (found == 0).nonzero()[0]
        if not len(rows):
            return found, rows
        rows = rows[np.lexsort((second[rows], first[rows]))]  # equal texts meet, the first one ahead
        is_new = changes(first[rows]) | changes(second[rows])
        new = rows[is_new]
        order = new.argsort()
        numbers = np.empty(len(new), dtype=U32)
        numbers[order] = self._add(first[new[order]], second[new[order]])
        found[rows] = numbers[np.cumsum(is_new) - 1]
        return found, new[order]

    def _find(self, first: Array, second: Array) -> Array:
        """Of each pair of marks its number; 0 where it has none."""
        slots = self._slots_of(first)
        found: Array = self._slots[slots]
        rows = self._others(found, second).nonzero()[0]
        slots = slots[rows]
        while len(rows):
            slots = self._behind(slots)
            found[rows] = here = self._slots[slots]
            others = self._others(here, second[rows])
            rows, slots = rows[others], slots[others]
        return found

    def _add(self, first: Array, second: Array) -> Array:
        """The numbers of pairs that have none yet and differ from each other."""
        begun, self._size = self._size + 1, self._size + len(first)
        while self._size >= len(self._first):
            self._first, self._second = (np.append(own, np.zeros_like(own)) for own in (self._first, self._second))
        numbers = np.arange(begun, self._size + 1, dtype=U32)
        self._first[numbers], self._second[numbers] = first, second
        if 4 * len(self._first) == len(self._slots):
            self._put(numbers)
        else:
            self._slots = np.zeros(4 * len(self._first), dtype=U32)
            self._put(np.arange(1, self._size + 1, dtype=U32))
        return numbers

    def _put(self, numbers: Array) -> None:
        slots = self._slots_of(self._first[numbers])
        while len(numbers):
            empty = self._slots[slots] == 0
            self._slots[slots[empty]] = numbers[empty]
            left = self._slots[slots] != numbers  # of several for one slot the last is in it
            numbers, slots = numbers[left], self._behind(slots[left])

    def _slots_of(self, first: Array) -> Ints:
        bits = len(self._slots).bit_length() - 1
        return (first >> np.uint64(_MARK_BITS - bits)).astype(np.int64)

    def _behind(self, slots: Ints) -> Ints:
        return (slots + 1) & (len(self._slots) - 1)

    def _others(self, numbers: Array, second: Array) -> Mask:
        """Which of the numbers, found for marks, are those of others?"""
        differs: Mask = self._second[numbers] != second
        differs &= numbers > 0
        return differs


def _marks(data: bytes, begin: Ints, end: Ints) -> tuple[Array, Array]:
    sizes = end - begin
    every = np.ndarray(len(data) - _WORD + 1, dtype="<u8", buffer=data, strides=(1,))
    found = sizes.astype(np.uint64), sizes.astype(np.uint64) * _MIXERS[1]  # one would not tell "" from "\1"
    rows: Ints | slice = slice(None)
    for done in range(0, _LONGEST, _WORD):
        words = every[begin[rows] + done]
        words &= _KEPT[np.minimum(sizes[rows] - done, _WORD)]
        for marks, mixer in zip(found, _MIXERS, strict=True):
            mixed = marks[rows] ^ words
            mixed *= mixer
            mixed ^= mixed >> _HALF
            mixed *= mixer
            marks[rows] = mixed
        rows = (sizes > done + _WORD).nonzero()[0]
        if not len(rows):
            return found
    longer = (sizes > _LONGEST).nonzero()[0]
    texts = cut_out(data, begin[longer], end[longer])
    digests = b"".join(blake2b(text, digest_size=2 * _WORD).digest() for text in texts)
    found[0][longer], found[1][longer] = np.frombuffer(digests, dtype="<u8").reshape(-1, 2).T
    return found
