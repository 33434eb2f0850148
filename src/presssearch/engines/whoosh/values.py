"""The values of facet fields, numbered for good: ordinals differ from segment to segment, these do not.

segment    1 DE  2 KZ          numbers of the segment      0 1 2
segment    1 AT  2 KZ                                      0 3 2        0 is: no value
                               values   –  DE  KZ  AT
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from presssearch.analysis.tokens import forms, has_beginning
from presssearch.engines.batches.arrays import Array, Ints, starts

_LAST = "\U0010ffff"  # behind every word that begins so


class Values:
    """Every value of one field that a chain of snapshots has met. Grows under the lock of who opens
    snapshots; reading is safe meanwhile, for what has a number keeps it."""

    def __init__(self) -> None:
        self.names: list[str] = [""]
        self._numbers: dict[str, int] = {}
        self._ranks: Ints = np.zeros(1, dtype=np.int64)
        self._forms: list[tuple[str, ...]] = [()]
        self._words: tuple[int, list[str], Ints, Ints] = (1, [], np.zeros(1, np.int64), np.zeros(0, np.int64))

    def number_of(self, name: str) -> int | None:
        return self._numbers.get(name)

    def numbers_of(self, names: Sequence[str]) -> Ints:
        """By ordinal, 0 included: the number, given now where the value is new. names: distinct."""
        known = self._numbers
        new = [name for name in names if name not in known] if known else names
        first = len(self.names)
        self.names += new
        known.update(zip(new, range(first, first + len(new)), strict=True))
        if len(new) == len(names):
            return np.append(0, np.arange(first, first + len(new)))
        return np.fromiter(chain((0,), map(known.__getitem__, names)), dtype=np.int64, count=len(names) + 1)

    def ranks(self) -> Ints:
        """By number: the place among all names, sorted; that of no value is 0."""
        ranks, size = self._ranks, len(self.names)
        if len(ranks) < size:
            known = np.argsort(ranks[1:], kind="stable") + 1
            order = sorted([*known.tolist(), *range(len(ranks), size)], key=self.names.__getitem__)
            ranks = np.zeros(size, dtype=np.int64)
            ranks[order] = np.arange(1, size)
            self._ranks = ranks
        return ranks

    def forms(self, number: int) -> tuple[str, ...]:
        """The forms of the tokens of a name."""
        known = self._forms
        if len(known) <= number:
            known = self._forms = [*known, *(tuple(forms(name)) for name in self.names[len(known) :])]
        return known[number]

    def begun(self, held: Ints, wanted: tuple[str, ...]) -> Ints:
        """Those of the numbers, ascending, whose names have the wanted forms in a row, the last one begun."""
        if not wanted:
            return held
        words, at, numbers = self._by_word()
        first, end = (at[bisect_left(words, wanted[-1] + more)] for more in ("", _LAST))
        begun = np.zeros(len(self.names), dtype=np.bool_)
        begun[numbers[first:end]] = True
        found = held.compress(begun.take(held))
        if len(wanted) == 1:
            return found
        return np.array([n for n in found.tolist() if has_beginning(self.forms(n), wanted)], dtype=np.int64)

    def _by_word(self) -> tuple[list[str], Ints, Ints]:
        """The words of all names, sorted; where the numbers of the names with each begin, and the last end; these."""
        size, words, at, numbers = self._words
        if size < len(self.names):
            size = len(self.names)
            found: dict[str, list[int]] = {}
            for number in range(1, size):
                for form in dict.fromkeys(self.forms(number)):
                    found.setdefault(form, []).append(number)
            words = sorted(found)
            at = starts([len(found[word]) for word in words])
            numbers = np.fromiter(chain.from_iterable(map(found.__getitem__, words)), np.int64, count=int(at[-1]))
            self._words = size, words, at, numbers
        return words, at, numbers


@dataclass(frozen=True, slots=True)
class FacetTable:
    """The values of all documents of a snapshot. size: numbers are below it. Fields with one value:
    `numbers` by document. With several: those of document d are numbers[at[d] : at[d + 1]], and
    numbers[n] is of document owners[n]."""

    values: Values
    size: int
    numbers: Array
    at: Ints | None
    owners: Ints | None

    def number_of(self, name: str) -> int | None:
        """None for a value that no document has."""
        number = self.values.number_of(name)
        return number if number is not None and number < self.size else None
