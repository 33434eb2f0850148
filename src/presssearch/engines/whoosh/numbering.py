"""Numbering: numbers for pairs of marks, in the order first met: a hash table of arrays, asked for many at once.

marks    –  a  b  c  …            by number, from 1 on
slots    0  2  0  1  3  0  …      the first bits of the first mark tell the slot of its number; where another one has
            b     a ◄─ c          it, the next ones are looked at, up to an empty one

Whatever is frequent is met early, so most are found in the slot that is looked at first. There only the second marks
are compared: with the bits that chose the slot they are some eighty bits of the two.
"""

import numpy as np

from presssearch.engines.whoosh.arrays import U32, Array, Ints, Mask

_MARK_BITS = 64
_SLOT_BITS = 12  # at first


class Numbering:
    """At least three quarters of the slots are empty."""

    def __init__(self) -> None:
        self._size = 0
        self._slots = np.zeros(1 << _SLOT_BITS, dtype=U32)
        self._first, self._second = (np.zeros(1 << _SLOT_BITS - 2, dtype=np.uint64) for _ in range(2))

    def find(self, first: Array, second: Array) -> Array:
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

    def add(self, first: Array, second: Array) -> Array:
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
